//! The pages that stand in place of the console where `config.json` is missing or wrong.

use leptos::prelude::*;

use crate::browser::window;
use crate::config::Problem;
use crate::ui::{Appearance, Button, IconName, IconSprite, Notice, Tone};

/// There is no `config.json`.
#[component]
pub(super) fn NoConfig(status: u16) -> impl IntoView {
    let what = match status {
        0 => "The browser could not load it: the network is down, or the request was cut off."
            .to_owned(),
        404 => "There is no such file beside the page (status 404).".to_owned(),
        status => format!("The server answered with status {status}."),
    };
    let remedy = if status == 0 {
        "Check the connection and reload."
    } else {
        "Whoever runs this console puts a file named config.json next to index.html. The README says what stands in it."
    };
    view! {
        <ConfigFault title="Switchboard cannot read config.json">
            <p>{what}</p>
            <p>{remedy}</p>
        </ConfigFault>
    }
}

/// `config.json` is not as it should be.
#[component]
pub(super) fn BadConfig(problem: Problem) -> impl IntoView {
    let place = (!problem.place.is_empty()).then(|| {
        view! { <p>{"At "}<code>{problem.place.clone()}</code></p> }
    });
    view! {
        <ConfigFault title="There is a mistake in config.json">
            {place}
            <p>{problem.remedy}</p>
            <p>{"Whoever runs this console can correct the file; no rebuild is needed."}</p>
        </ConfigFault>
    }
}

#[component]
fn ConfigFault(title: &'static str, children: Children) -> impl IntoView {
    provide_context(IconSprite(format!(
        "{}icons.svg",
        crate::browser::boot::base()
    )));
    crate::browser::document::set_title(&format!("{title} · Switchboard"));
    let actions = || {
        view! {
            <Button
                appearance=Appearance::Primary
                icon=IconName::Refresh
                on_press=Callback::new(|()| window::reload())
            >
                {"Reload"}
            </Button>
        }
    };
    view! {
        <main class={"shell-main config-fault"}>
            <div class={"page page-narrow"}>
                <h1 class={"product"}>{"Switchboard"}</h1>
                <Notice tone=Tone::Bad title=title actions=actions>{children()}</Notice>
            </div>
        </main>
    }
}
