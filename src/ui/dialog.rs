//! A modal dialog, and the one that asks before something is done.

use leptos::{ev, html, prelude::*};
use send_wrapper::SendWrapper;

use super::button::{Appearance, Button, Size, button, icon_button};
use super::derived::Derived;
use super::dynamic::dynamic;
use super::dynamic::effect;
use super::element::{Element, classed, live, nothing};
use super::icon::IconName;
use super::identity::unique_id;

/// A native modal dialog. The browser keeps the focus inside and gives it back to where it was.
#[component]
pub fn Dialog(
    /// What it is about, as its heading and its name.
    #[prop(into)]
    title: String,
    /// Whether it is shown.
    #[prop(into)]
    open: Signal<bool>,
    /// Called when the user wants it closed: Escape, or the cross. Sets `open` to false.
    #[prop(into)]
    on_close: Callback<()>,
    /// The work that it started is under way: Escape and the cross do nothing.
    #[prop(optional, into)]
    busy: Signal<bool>,
    /// The buttons at its end, the most important one last.
    #[prop(optional, into)]
    footer: ViewFn,
    /// What is in it; made anew each time that it opens.
    children: ChildrenFn,
) -> impl IntoView {
    let heading = unique_id("dialog");
    let labelled_by = heading.clone();
    let element = NodeRef::<html::Dialog>::new();
    let close = move || {
        if !busy.get_untracked() {
            on_close.run(());
        }
    };
    effect(move || {
        let Some(dialog) = element.get() else { return };
        if !open.get() {
            dialog.close();
        } else if !dialog.open() {
            _ = dialog.show_modal();
        }
    });
    on_cleanup(move || {
        // A dialog that is taken out of the page while open would not give the focus back.
        if let Some(dialog) = element.try_get_untracked().flatten() {
            dialog.close();
        }
    });
    let content = move || {
        open.get().then(|| {
            view! {
                <div class={"dialog-body"}>{children()}</div>
                <footer class={"dialog-footer"}>{footer.run()}</footer>
                <div class={"dialog-close"}>
                    <Button
                        appearance=Appearance::Quiet
                        size=Size::Small
                        icon=IconName::Close
                        label="Close"
                        on_press=move |()| close()
                    />
                </div>
            }
        })
    };
    view! {
        <dialog
            node_ref=element
            class={"dialog"}
            aria-labelledby=labelled_by
            on:cancel=move |event: ev::Event| {
                event.prevent_default();
                close();
            }
            // Browsers close at a second Escape whatever a page says; then the page must know.
            on:close=move |_| {
                if open.get_untracked() {
                    on_close.run(());
                }
            }
        >
            <h2 class={"dialog-title"} id=heading>
                {title.clone()}
            </h2>
            {dynamic(content)}
        </dialog>
    }
}

/// Asks before something is done that cannot simply be undone. The focus starts on the way back.
#[component]
pub fn ConfirmDialog(
    /// The question.
    #[prop(into)]
    title: String,
    /// Whether it is shown.
    #[prop(into)]
    open: Signal<bool>,
    /// What the button that does it says: a verb, never "OK".
    #[prop(into)]
    confirm: String,
    /// What the button that leaves it says.
    #[prop(default = "Cancel".to_owned(), into)]
    cancel: String,
    /// How the button that does it looks: Danger where something is lost.
    #[prop(default = Appearance::Primary)]
    appearance: Appearance,
    /// It is being done.
    #[prop(optional, into)]
    busy: Signal<bool>,
    /// Do it.
    #[prop(into)]
    on_confirm: Callback<()>,
    /// Leave it.
    #[prop(into)]
    on_cancel: Callback<()>,
    /// What will happen, to what, and where.
    children: ChildrenFn,
) -> impl IntoView {
    let footer = move || {
        let (confirm, cancel) = (confirm.clone(), cancel.clone());
        view! {
            <Button
                on_press=move |()| {
                    if !busy.get_untracked() {
                        on_cancel.run(());
                    }
                }
                autofocus=true
            >
                {cancel}
            </Button>
            <Button appearance busy on_press=move |()| on_confirm.run(())>
                {confirm}
            </Button>
        }
    };
    view! {
        <Dialog title open busy on_close=on_cancel footer>
            {children()}
        </Dialog>
    }
}

/// A native modal dialog, shown while `open` says so. The browser keeps the focus inside and gives it back to where it was.
/// `content` is made anew each time that it opens; `footer` holds its buttons, the most important one last. `close` is called
/// when the user wants it closed, and sets `open` to false.
pub fn dialog(
    title: &str,
    open: impl Fn() -> bool + 'static,
    close: impl Fn() + Clone + 'static,
    content: impl Fn() -> Element + 'static,
    footer: impl Fn() -> Element + 'static,
) -> Element {
    let heading = unique_id("dialog");
    let box_ = classed("dialog", "dialog").attribute("aria-labelledby", &heading);
    let native: web_sys::HtmlDialogElement = box_.as_node();
    let open = Derived::new({
        let open = SendWrapper::new(open);
        move |_| open()
    });
    let (cancel, ended, cross) = (close.clone(), close.clone(), close);
    let inside = live(move || {
        if !open.get() {
            return nothing();
        }
        let cross = cross.clone();
        let cross = icon_button(IconName::Close, "Close")
            .quiet()
            .small()
            .on_press(cross);
        untrack(|| {
            nothing()
                .with(classed("div", "dialog-body").with(content()))
                .with(classed("footer", "dialog-footer").with(footer()))
                .with(classed("div", "dialog-close").with(cross))
        })
    });
    let shown = native.clone();
    effect(move || {
        if !open.get() {
            shown.close();
        } else if !shown.open() {
            _ = shown.show_modal();
        }
    });
    let leaving = SendWrapper::new(native);
    // A dialog that is taken out of the page while open would not give the focus back.
    on_cleanup(move || leaving.close());
    box_.on("cancel", move |event| {
        event.prevent_default();
        cancel();
    })
    // Browsers close at a second Escape whatever a page says; then the page must know.
    .on("close", move |_| {
        if open.get_untracked() {
            ended();
        }
    })
    .with(
        classed("h2", "dialog-title")
            .attribute("id", &heading)
            .text(title),
    )
    .with(inside)
}

/// Asks before something is done that cannot simply be undone. The focus starts on the way back. `confirm` is what the button
/// that does it says: a verb, never "OK".
pub fn ask(
    title: &str,
    open: RwSignal<bool>,
    confirm: impl Fn() -> Element + 'static,
    content: impl Fn() -> Element + 'static,
    done: impl Fn() + Clone + 'static,
) -> Element {
    let footer = move || {
        let done = done.clone();
        nothing()
            .with(
                button("Cancel")
                    .autofocus()
                    .on_press(move || open.set(false)),
            )
            .with(confirm().on_press(done))
    };
    dialog(
        title,
        move || open.get(),
        move || open.set(false),
        content,
        footer,
    )
}
