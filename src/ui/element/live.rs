//! Parts of elements that change.

use std::rc::Rc;

use leptos::mount::mount_to;
use leptos::prelude::*;
use leptos::reactive::graph::ToAnySubscriber;
use send_wrapper::SendWrapper;
use web_sys::Node;

use super::plain::plain;
use super::{Element, nothing};
use crate::browser::document;
use crate::ui::unsubscribe::unsubscribe_with_owner;

/// Does something at once, and again after what it reads has changed, until its owner is gone.
pub fn effect_now(work: impl FnMut() + 'static) {
    run(Box::new(work));
}

fn run(mut work: Box<dyn FnMut()>) {
    let effect = SendWrapper::new(RenderEffect::new(move |_: Option<()>| work()));
    unsubscribe_with_owner(effect.to_any_subscriber());
    on_cleanup(move || drop(effect));
}

/// Does something after what is being made now is in the page, and again after what it reads has changed.
pub fn effect(work: impl FnMut() + 'static) {
    let mut work: Box<dyn FnMut()> = Box::new(work);
    Effect::new(move |_| work());
}

/// Puts the whole page into an element, for as long as the page is open.
pub fn mount(root: web_sys::HtmlElement, page: impl FnOnce() -> Element + 'static) {
    let place = root.clone();
    // Leptos starts its effects and the page's owner; nothing is left for it to render.
    mount_to(root, move || _ = place.append_child(&page().0)).forget();
}

/// A part that is made anew when what it reads changes.
pub fn live(part: impl FnMut() -> Element + 'static) -> Element {
    live_boxed(Box::new(part))
}

fn live_boxed(mut part: Box<dyn FnMut() -> Element>) -> Element {
    let place = Place::new();
    let whole = place.around(nothing());
    let owner = Owner::new();
    effect_now(move || {
        let had_focus = place.has_focus();
        // Out of the page first: what the browser still tells it must not meet signals that are gone.
        place.empty();
        owner.cleanup();
        let made = owner.with(&mut part);
        place.fill(&made);
        if had_focus {
            keep_focus();
        }
    });
    whole
}

/// A text that follows what it reads.
pub fn live_text(content: impl Fn() -> String + 'static) -> Element {
    live_text_boxed(Box::new(content))
}

fn live_text_boxed(content: Box<dyn Fn() -> String>) -> Element {
    let node = super::text("");
    let own = node.0.clone();
    effect_now(move || own.set_node_value(Some(&plain(&content()))));
    node
}

/// Where a changing part stands: between two marks that nobody sees.
struct Place {
    start: Node,
    end: Node,
}

impl Place {
    fn new() -> Self {
        Self {
            start: super::text("").0,
            end: super::text("").0,
        }
    }

    /// The marks with a part between them.
    fn around(&self, part: Element) -> Element {
        nothing()
            .with(Element(self.start.clone()))
            .with(part)
            .with(Element(self.end.clone()))
    }

    fn empty(&self) {
        while let Some(next) = self.start.next_sibling() {
            if next == self.end {
                break;
            }
            remove(&next);
        }
    }

    /// Whether something in it has the focus.
    fn has_focus(&self) -> bool {
        let mut next = self.start.next_sibling();
        if next.as_ref() == Some(&self.end) {
            return false;
        }
        let Some(focused) = document().active_element() else {
            return false;
        };
        while let Some(node) = next.filter(|node| *node != self.end) {
            if node.contains(Some(&focused)) {
                return true;
            }
            next = node.next_sibling();
        }
        false
    }

    fn fill(&self, made: &Element) {
        if let Some(parent) = self.end.parent_node() {
            _ = parent.insert_before(&made.0, Some(&self.end));
        }
    }

    /// Everything from mark to mark, taken out of the page.
    fn taken_out(&self) -> Element {
        let mut whole = nothing();
        let mut next = Some(self.start.clone());
        while let Some(node) = next {
            next = (node != self.end).then(|| node.next_sibling()).flatten();
            whole = whole.with(Element(node));
        }
        whole
    }
}

/// What had the focus is gone: unless something else has taken it by the next frame, it goes to the heading of the page, from
/// where the keyboard goes on.
fn keep_focus() {
    request_animation_frame(|| {
        if !document::has_focus_in("body *") {
            document::focus_in_place("main h1");
        }
    });
}

fn remove(node: &Node) {
    if let Some(parent) = node.parent_node() {
        _ = parent.remove_child(node);
    }
}

fn put_behind(node: &Node, part: &Element) {
    if let Some(parent) = node.parent_node() {
        _ = parent.insert_before(&part.0, node.next_sibling().as_ref());
    }
}

/// One entry of a list that changes: its key, and how it is made when it first appears.
pub type Entry = (u64, Rc<dyn Fn() -> Element>);

struct Shown {
    key: u64,
    owner: Owner,
    place: Place,
}

/// A list that changes: entries keep their nodes for as long as their keys stay.
pub fn keyed(entries: impl Fn() -> Vec<Entry> + 'static) -> Element {
    keyed_boxed(Box::new(entries))
}

fn keyed_boxed(entries: Box<dyn Fn() -> Vec<Entry>>) -> Element {
    let place = Place::new();
    let whole = place.around(nothing());
    let mut shown: Vec<Shown> = Vec::new();
    // Entries live until they leave the list, not until it next changes.
    let lasting = Owner::new();
    // An owner keeps the place of each child that it ever had, so those of gone entries are used again.
    let mut spare: Vec<Owner> = Vec::new();
    effect_now(move || {
        let wanted = entries();
        let (mut stay, gone): (Vec<Shown>, Vec<Shown>) = std::mem::take(&mut shown)
            .into_iter()
            .partition(|old| wanted.iter().any(|(key, _)| *key == old.key));
        for old in gone {
            drop(old.place.taken_out());
            old.owner.cleanup();
            spare.push(old.owner);
        }
        let mut last = place.start.clone();
        for (key, make) in wanted {
            let found = stay.iter().position(|old| old.key == key);
            let entry = match found {
                Some(index) => {
                    let old = stay.remove(index);
                    // Only what has moved is touched: the rest keeps its focus.
                    if last.next_sibling().as_ref() != Some(&old.place.start) {
                        put_behind(&last, &old.place.taken_out());
                    }
                    old
                }
                None => {
                    let owner = spare.pop().unwrap_or_else(|| lasting.child());
                    let own = Place::new();
                    let made = untrack(|| owner.with(|| make()));
                    put_behind(&last, &own.around(made));
                    Shown {
                        key,
                        owner,
                        place: own,
                    }
                }
            };
            last = entry.place.end.clone();
            shown.push(entry);
        }
    });
    whole
}
