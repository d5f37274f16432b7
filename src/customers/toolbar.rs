//! Above the list: its filter, how much of it is loaded, and loading the rest.

use leptos::prelude::*;

use super::directories::Handle;
use super::directory::Directory;
use super::loader::Loader;
use crate::route::CustomerList;
use crate::services::optconnect::profile::PUBLISHED_LEVELS;
use crate::ui::{
    Appearance, Button, Derived, IconName, ProgressBar, SearchField, SelectField, Size, dynamic,
    effect, format,
};

#[component]
pub(super) fn Toolbar(
    handle: Handle,
    loader: Loader,
    list: RwSignal<CustomerList>,
    search: NodeRef<leptos::html::Input>,
) -> impl IntoView {
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
    let others = Derived::new(move |_| handle.get().other_levels());
    let options = Derived::new(move |_| {
        let named = |level: String| (level.clone(), level);
        let mut options = vec![(String::new(), "All levels".to_owned())];
        options.extend(PUBLISHED_LEVELS.map(str::to_owned).map(named));
        options.extend(others.get().into_iter().map(named));
        // A level from the address that nobody has yet is still what the list is filtered by.
        let chosen = list.get().level;
        if !options.iter().any(|(value, _)| *value == chosen) {
            options.push(named(chosen));
        }
        options
    });
    view! {
        <div class={"toolbar"}>
            <SearchField
                label="Filter"
                value=text
                placeholder="Id, billing id or name"
                shortcut="/"
                node_ref=search
                on_change=Callback::new(move |text| list.update(|list| list.text = text))
            />
            <SelectField
                label="Enrollment level"
                label_hidden=true
                options=options
                value=level
                on_change=Callback::new(move |level| list.update(|list| list.level = level))
            />
            <Loading handle loader list/>
        </div>
    }
}

#[component]
fn Loading(handle: Handle, loader: Loader, list: RwSignal<CustomerList>) -> impl IntoView {
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
    let loading_all = Derived::new(move |_| progress.get().loading_all);
    let start = Callback::new(move |()| {
        handle
            .get()
            .change(|directory| directory.set_loading_all(true));
        loader.go_on();
    });
    let stop = Callback::new(move |()| {
        handle
            .get()
            .change(|directory| directory.set_loading_all(false))
    });
    let retry = Callback::new(move |()| {
        handle.get().arrange(Directory::release_failed);
        loader.go_on();
    });
    let failed = Derived::new(move |_| progress.get().failed);
    view! {
        <div class={"toolbar-end"}>
            <span aria-live={"polite"} aria-atomic={"true"}>{dynamic(shown)}</span>
            {dynamic(move || {
                (missing.get() > 0)
                    .then(|| {
                        if loading_all.get() {
                            view! {
                                <ProgressBar
                                    label="Loading all"
                                    value=Derived::new(move |_| progress.get().settled)
                                    max=Derived::new(move |_| progress.get().total)
                                    text=Derived::new(move |_| {
                                        let progress = progress.get();
                                        format!(
                                            "{} of {}",
                                            format::count(progress.settled),
                                            format::count(progress.total)
                                        )
                                    })
                                />
                                <Button size=Size::Small icon=IconName::Stop on_press=stop>
                                    {"Cancel"}
                                </Button>
                            }
                                .into_any()
                        } else {
                            view! {
                                <span>{move || format!("{} not loaded yet", format::count(missing.get()))}</span>
                                <Button size=Size::Small icon=IconName::Download on_press=start>
                                    {"Load all"}
                                </Button>
                            }
                                .into_any()
                        }
                    })
            })}
            {dynamic(move || {
                (failed.get() > 0 && !loading_all.get())
                    .then(|| {
                        view! {
                            <Button
                                size=Size::Small
                                appearance=Appearance::Quiet
                                icon=IconName::Refresh
                                on_press=retry
                            >
                                {move || format!("Retry {} failed", format::count(failed.get()))}
                            </Button>
                        }
                    })
            })}
        </div>
    }
}
