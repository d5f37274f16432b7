//! Buttons, and links that look like one.

use super::element::{Element, classed, element};
use super::icon::IconName;

/// A button with words: an ordinary action of a field's height, until it is told otherwise.
pub fn button(words: &str) -> Element {
    classed("button", "button")
        .attribute("type", "button")
        .with(classed("span", "button-words").text(words))
}

/// A button that shows an icon alone; its label is what it is called.
pub fn icon_button(icon: IconName, label: &str) -> Element {
    classed("button", "button button-icon-only")
        .attribute("type", "button")
        .attribute("title", label)
        .attribute("aria-label", label)
        .icon(icon)
}

/// A link that looks like a button.
pub fn link_button(words: &str, address: &str) -> Element {
    classed("a", "button")
        .attribute("href", address)
        .text(words)
}

/// A link.
pub fn link(words: &str, address: &str) -> Element {
    element("a").attribute("href", address).text(words)
}

impl Element {
    /// The one thing to do here: at most one in a view.
    pub fn primary(self) -> Self {
        self.class_if("button-primary", true)
    }

    /// An action in a dense place: no border until it is pointed at.
    pub fn quiet(self) -> Self {
        self.class_if("button-quiet", true)
    }

    /// An action that destroys or cannot be taken back.
    pub fn danger(self) -> Self {
        self.class_if("button-danger", true)
    }

    /// For rows and other dense places.
    pub fn small(self) -> Self {
        self.class_if("button-small", true)
    }

    /// An icon before what is there.
    pub fn icon(self, name: IconName) -> Self {
        self.first(super::icon::icon(name))
    }

    /// What screen readers call it, where the visible words are short or missing.
    pub fn named(self, label: &str) -> Self {
        self.attribute("aria-label", label)
    }

    /// Makes a button send its form.
    pub fn submits(self) -> Self {
        self.attribute("type", "submit")
    }

    /// Takes the focus when its dialog opens.
    pub fn autofocus(self) -> Self {
        self.flag("autofocus", true)
    }

    /// While the work that it started is under way, it shows a spinner, stays focusable, and ignores presses.
    pub fn busy(self, busy: impl Fn() -> bool + 'static) -> Self {
        self.busy_boxed(Box::new(busy))
    }

    fn busy_boxed(self, busy: Box<dyn Fn() -> bool>) -> Self {
        let own = self.clone();
        super::element::effect_now(move || {
            let busy = busy();
            own.switch_class("busy", busy);
            for name in ["aria-busy", "aria-disabled"] {
                own.set(name, busy.then_some("true"));
            }
        });
        self.refuses_when_disabled()
    }

    /// While there is a reason, it stays focusable, says why, and ignores presses.
    pub fn blocked(self, reason: impl Fn() -> Option<String> + 'static) -> Self {
        self.blocked_boxed(Box::new(reason))
    }

    fn blocked_boxed(self, reason: Box<dyn Fn() -> Option<String>>) -> Self {
        let own = self.clone();
        super::element::effect_now(move || {
            let reason = reason();
            own.set("title", reason.as_deref());
            own.set("aria-disabled", reason.is_some().then_some("true"));
        });
        self.refuses_when_disabled()
    }

    /// A button that switches something on and off.
    pub fn pressed(self, pressed: impl Fn() -> bool + 'static) -> Self {
        self.attribute_live("aria-pressed", move || Some(pressed().to_string()))
    }
}
