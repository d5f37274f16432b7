//! How the id of a customer of the Operation Center is found: the service offers it over no call (contracts/README.md, 2.2).

use crate::ui::element::{Element, classed, element};

/// The steps, with a picture of what to look for.
pub(super) fn guide() -> Element {
    let step = |words: &str| element("li").text(words);
    let steps = element("ol")
        .with(step("Open the Operation Center's portal and its list of customers."))
        .with(step(
            "Select the customer. If it is not listed, widen the filter of the page.",
        ))
        .with(step(
            "Open the browser's developer tools (F12 in most browsers) and look at the data of the selected customer.",
        ))
        .with(step("Copy the number behind “id” into this field."));
    classed("details", "guide")
        .with(
            element("summary")
                .text("How to find it")
                // The field that is left may get a message, which would move this away from under the press.
                .on("mousedown", |event| event.prevent_default()),
        )
        .with(
            classed("div", "stack stack-small")
                .with(element("p").text(
                    "The number is not offered by Live Platform's API; the vendor's own guide tells to read it like this.",
                ))
                .with(steps)
                .with(picture()),
        )
}

/// A sketch of the portal above the developer tools; the numbers are those of the vendor's example.
fn picture() -> Element {
    let row = |name: &str, selected: bool| {
        classed("span", "sketch-row")
            .class_if("sketch-selected", selected)
            .text(name)
    };
    let line = |words: &str| classed("span", "sketch-line").text(words);
    let portal = classed("span", "sketch-part")
        .with(classed("span", "sketch-title").text("Operation Center: customers"))
        .with(row("Another customer", false))
        .with(row("The selected customer", true));
    let tools = classed("span", "sketch-part sketch-code")
        .with(classed("span", "sketch-title").text("Developer tools"))
        .with(line("name: \"The selected customer\""))
        .with(classed("mark", "sketch-line").text("id: 1317092"));
    classed("figure", "sketch")
        .with(
            classed("div", "sketch-parts")
                .attribute("aria-hidden", "true")
                .with(portal)
                .with(tools),
        )
        .with(
            element("figcaption")
                .text("A sketch: with this customer selected, the id to copy is 1317092."),
        )
}
