//! How far long work has come, and that short work is under way.

use leptos::prelude::*;

use super::dynamic::changing;
use super::identity::unique_id;

/// A native progress bar with its words above it.
#[component]
pub fn ProgressBar(
    /// What is being done.
    #[prop(into)]
    label: Signal<String>,
    /// How much is done.
    #[prop(into)]
    value: Signal<usize>,
    /// How much there is to do; 0 while that is not known.
    #[prop(into)]
    max: Signal<usize>,
    /// How much is done, in words: "120 of 40,000".
    #[prop(optional, into)]
    text: Signal<String>,
) -> impl IntoView {
    let id = unique_id("progress");
    let known = move || max.get() > 0;
    view! {
        <div class={"progress"}>
            <label class={"progress-label"} for=id.clone()>
                {label}
            </label>
            <span class={"progress-text"}>{text}</span>
            <progress
                id=id
                max=changing(move || known().then(|| max.get().to_string()))
                value=changing(move || known().then(|| value.get().min(max.get()).to_string()))
            >
                {text}
            </progress>
        </div>
    }
}

/// A turning ring with words for screen readers.
#[component]
pub fn Spinner(
    /// What is under way.
    #[prop(into)]
    label: String,
) -> impl IntoView {
    view! {
        <span class={"spinner-box"}>
            <span class={"spinner"} aria-hidden="true"></span>
            <span class={"visually-hidden"}>{label}</span>
        </span>
    }
}
