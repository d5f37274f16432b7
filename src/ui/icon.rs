//! Icons from the one sprite file, drawn in the colour of the text beside them.

use leptos::prelude::*;

use super::element::{Element, drawing};

/// The address of the sprite file, provided once by the shell (it depends on where the page is served).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IconSprite(pub String);

macro_rules! icons {
    ($($(#[$note:meta])* $name:ident = $id:literal,)*) => {
        /// Every icon of the sprite file.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum IconName { $($(#[$note])* $name,)* }

        impl IconName {
            /// All of them, in the order of the sprite file.
            pub const ALL: &[Self] = &[$(Self::$name,)*];

            /// The id of the icon's symbol in the sprite file.
            #[must_use]
            pub const fn id(self) -> &'static str {
                match self { $(Self::$name => $id,)* }
            }
        }
    };
}

icons! {
    /// The product's mark: two switches.
    Switchboard = "switchboard",
    /// Overview: four tiles.
    Overview = "overview",
    /// Customers: a building.
    Customers = "customers",
    /// Imports: an arrow into a tray.
    Imports = "imports",
    /// Operator accounts: a SIM card.
    OperatorAccounts = "operator-accounts",
    /// Settings: sliders.
    Settings = "settings",
    /// Activity: a pulse.
    Activity = "activity",
    /// A magnifying glass.
    Search = "search",
    /// A funnel of lines.
    Filter = "filter",
    /// Two arrows: not sorted.
    Sort = "sort",
    /// Sorted upwards.
    SortAscending = "sort-ascending",
    /// Sorted downwards.
    SortDescending = "sort-descending",
    /// A cross: close, clear, remove.
    Close = "close",
    /// A tick.
    Check = "check",
    /// A bin.
    Delete = "delete",
    /// Two sheets.
    Copy = "copy",
    /// An arrow down to a line.
    Download = "download",
    /// A circular arrow: load again, retry.
    Refresh = "refresh",
    /// An arrow out of a box: leaves the console.
    External = "external",
    /// To the start of the line.
    ChevronStart = "chevron-start",
    /// To the end of the line.
    ChevronEnd = "chevron-end",
    /// Down.
    ChevronDown = "chevron-down",
    /// An arrow back.
    ArrowStart = "arrow-start",
    /// An i in a circle.
    Information = "information",
    /// A tick in a circle.
    Success = "success",
    /// A triangle.
    Warning = "warning",
    /// A cross in a circle.
    Failure = "failure",
    /// A closed lock.
    Lock = "lock",
    /// A key.
    Key = "key",
    /// An arrow into a door.
    SignIn = "sign-in",
    /// An arrow out of a door.
    SignOut = "sign-out",
    /// A person.
    User = "user",
    /// A clock.
    Clock = "clock",
    /// A square: stop.
    Stop = "stop",
    /// An eye: show.
    Show = "show",
    /// A cloud with a stroke: no connection.
    Offline = "offline",
    /// A server.
    Service = "service",
    /// A sun.
    Light = "light",
    /// An empty tray.
    Empty = "empty",
}

/// One icon, hidden from screen readers: the words beside it, or the label of its button, say what it means.
pub fn icon(name: IconName) -> Element {
    let sprite = use_context::<IconSprite>()
        .map(|sprite| sprite.0)
        .unwrap_or_default();
    let glyph = drawing("use").attribute("href", &format!("{sprite}#{}", name.id()));
    drawing("svg")
        .attribute("class", "icon")
        .attribute("aria-hidden", "true")
        .attribute("focusable", "false")
        .with(glyph)
}

#[cfg(test)]
mod tests {
    use super::*;

    const SPRITE: &str = include_str!("../../public/icons.svg");

    #[test]
    fn every_icon_is_in_the_sprite_once_and_nothing_else_is() {
        for icon in IconName::ALL {
            let symbol = format!("<symbol id=\"{}\" ", icon.id());
            assert_eq!(SPRITE.matches(&symbol).count(), 1, "{}", icon.id());
        }
        assert_eq!(SPRITE.matches("<symbol ").count(), IconName::ALL.len());
    }

    #[test]
    fn the_sprite_takes_the_colour_of_the_text() {
        let strokes: Vec<&str> = SPRITE.split("stroke=\"").skip(1).collect();
        assert!(
            strokes
                .iter()
                .all(|rest| rest.starts_with("currentColor\""))
        );
        assert!(!SPRITE.contains("style=") && !SPRITE.contains("<style"));
    }
}
