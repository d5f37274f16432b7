//! Above the list: its filter, how much of it is loaded, and loading the rest.

use leptos::prelude::*;

use super::directories::Handle;
use super::directory::Directory;
use super::loader::Loader;
use crate::route::CustomerList;
use crate::services::optconnect::profile::PUBLISHED_LEVELS;
use crate::ui::element::{Element, classed, element, live, nothing};
use crate::ui::{
    Derived, Field, IconName, Progress, button, effect, format, progress_bar, search_field,
    select_field,
};

pub(super) fn toolbar(handle: Handle, loader: Loader, list: RwSignal<CustomerList>) -> Element {
    let (text, level) = (
        RwSignal::new(list.get_untracked().text),
        RwSignal::new(list.get_untracked().level),
    );
    // The list also changes by going back, by another link, by "show all".
    effect(move || {
        let list = list.get();
        if text.get_untracked() != list.text {
            text.set(list.text);
        }
        if level.get_untracked() != list.level {
            level.set(list.level);
        }
    });
    effect(move || {
        let (text, level) = (text.get(), level.get());
        if list.with_untracked(|list| list.text != text || list.level != level) {
            list.update(|list| (list.text, list.level) = (text, level));
        }
    });
    let others = Derived::new(move |_| handle.get().other_levels());
    let options = move || {
        let named = |level: String| (level.clone(), level);
        let mut options = vec![(String::new(), "All levels".to_owned())];
        options.extend(PUBLISHED_LEVELS.map(str::to_owned).map(named));
        options.extend(others.get().into_iter().map(named));
        // A level from the address that nobody has yet is still what the list is filtered by.
        let chosen = list.with(|list| list.level.clone());
        if !options.iter().any(|(value, _)| *value == chosen) {
            options.push(named(chosen));
        }
        options
    };
    classed("div", "toolbar")
        .with(search_field(
            "Filter",
            "Id, billing id or name",
            Some("/"),
            text,
        ))
        .with(select_field(
            Field::new("Enrollment level").label_hidden(),
            options,
            level,
        ))
        .with(loading(handle, loader, list))
}

fn loading(handle: Handle, loader: Loader, list: RwSignal<CustomerList>) -> Element {
    let progress = Derived::new(move |_| handle.get().progress());
    let shown = move || {
        let progress = progress.get();
        if list.get().shows_all() {
            format::counted(progress.total, "customer", "customers")
        } else {
            format!(
                "{} of {} match",
                format::count(progress.shown),
                format::counted(progress.total, "customer", "customers")
            )
        }
    };
    let missing = Derived::new(move |_| {
        let progress = progress.get();
        progress.total.saturating_sub(progress.settled)
    });
    let complete = Derived::new(move |_| missing.get() == 0);
    let loading_all = Derived::new(move |_| progress.get().loading_all);
    let set_loading_all = move |all: bool| {
        handle
            .get()
            .change(|directory| directory.set_loading_all(all));
        loader.go_on();
    };
    let rest = live(move || {
        if complete.get() {
            return nothing();
        }
        if !loading_all.get() {
            return element("span")
                .text_live(move || format!("{} not loaded yet", format::count(missing.get())))
                .beside(
                    button("Load all")
                        .small()
                        .icon(IconName::Download)
                        .on_press(move || set_loading_all(true)),
                );
        }
        let loaded = Derived::new(move |_| {
            let progress = progress.get();
            Progress {
                done: progress.settled,
                of: progress.total,
                words: format!(
                    "{} of {}",
                    format::count(progress.settled),
                    format::count(progress.total)
                ),
            }
        });
        progress_bar("Loading all", loaded).beside(
            button("Cancel")
                .small()
                .icon(IconName::Stop)
                .on_press(move || set_loading_all(false)),
        )
    });
    let failed = Derived::new(move |_| progress.get().failed);
    let retry = live(move || {
        if failed.get() == 0 || loading_all.get() {
            return nothing();
        }
        button(&format!("Retry {} failed", format::count(failed.get())))
            .quiet()
            .small()
            .icon(IconName::Refresh)
            .on_press(move || {
                handle.get().arrange(Directory::release_failed);
                loader.go_on();
            })
    });
    classed("div", "toolbar-end")
        .with(
            element("span")
                .attribute("aria-live", "polite")
                .attribute("aria-atomic", "true")
                .text_live(shown),
        )
        .with(rest)
        .with(retry)
}
