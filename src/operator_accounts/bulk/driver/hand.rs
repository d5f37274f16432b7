//! Which tab has a bulk change in hand: one drives it, the others follow what it stores.

use std::rc::Rc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::super::change::Change;
use super::super::job::Job;
use super::super::kept;
use super::Driver;
use crate::browser::storage::Area;

/// What is done once a bulk change is in this tab's hand.
type Act = Box<dyn FnOnce(&Rc<Driver>)>;

impl Driver {
    /// Reads what another tab has stored, unless this tab has it in hand.
    pub(in crate::operator_accounts::bulk) async fn follow(&self) {
        let id = self.id();
        if kept::in_hand(&id).is_some() || self.discarded.get() {
            return;
        }
        let elsewhere = kept::is_held(&id).await;
        // Meanwhile this tab may have taken it: what is stored is then older than what it does.
        if kept::in_hand(&id).is_some() || self.taking.get() {
            return;
        }
        // A newer version of the console has gone on with it where this one cannot read it.
        self.elsewhere.set(!self.read_again() || elsewhere);
        self.changed.notify();
    }

    /// Takes what is stored of it. Whether this version of the console can read that.
    fn read_again(&self) -> bool {
        let key = self.job().key();
        match Area::Browser.get(&key).map(|text| Job::from_text(&text)) {
            Some(Ok(mut job)) => {
                job.change = job.change.with_secret(&secret_of(&self.job()));
                *self.job.borrow_mut() = job;
            }
            Some(Err(_)) => return false,
            None => self.discarded.set(true),
        }
        true
    }

    /// Does something once it is certain that no other tab has it in hand.
    pub(super) fn when_mine(self: &Rc<Self>, act: impl FnOnce(&Rc<Self>) + 'static) {
        let (driver, act): (_, Act) = (self.clone(), Box::new(act));
        if driver.taking.replace(true) {
            return;
        }
        spawn_local(async move {
            let mine = driver.take_over().await;
            driver.taking.set(false);
            driver.elsewhere.set(!mine);
            if mine && !driver.discarded.get() {
                act(&driver);
            }
            driver.changed.notify();
        });
    }

    /// Takes it in hand where no other tab has it, with what that tab stored last. What a newer version of the console has
    /// written of it is not written over.
    async fn take_over(self: &Rc<Self>) -> bool {
        if kept::in_hand(&self.id()).is_some() {
            return !kept::is_set_aside(&self.job().key());
        }
        kept::take(self).await && self.read_again()
    }
}

/// The secret that was typed for a bulk change, where it has one.
fn secret_of(job: &Job) -> String {
    match &job.change {
        Change::Set {
            value,
            secret: true,
            ..
        } => value.clone(),
        _ => String::new(),
    }
}
