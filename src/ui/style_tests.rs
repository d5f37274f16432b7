//! What the style sheets must keep: contrast, one list of colours, no physical sides, nothing the page's policy forbids.

use std::{collections::BTreeMap, fs, path::Path};

use super::row_window::ROW_HEIGHT_REM;

const TOKENS: &str = include_str!("../../style/tokens.css");

/// Red, green and blue.
type Colour = [u8; 3];

/// Name -> the light colour and the dark one.
fn colours() -> BTreeMap<&'static str, [Colour; 2]> {
    TOKENS
        .lines()
        .filter_map(|line| {
            let (name, value) = line.trim().strip_prefix("--color-")?.split_once(": ")?;
            let pair = value.strip_prefix("light-dark(#")?.strip_suffix(");")?;
            let (light, dark) = pair.split_once(", #")?;
            Some((name, [colour(light), colour(dark)]))
        })
        .collect()
}

fn colour(hex: &str) -> Colour {
    assert_eq!(hex.len(), 6, "{hex}");
    let [_, red, green, blue] = u32::from_str_radix(hex, 16).unwrap().to_be_bytes();
    [red, green, blue]
}

/// Relative luminance as WCAG 2.2 defines it.
fn luminance(colour: Colour) -> f64 {
    let [red, green, blue] = colour.map(|channel| {
        let share = f64::from(channel) / 255.0;
        if share <= 0.04045 {
            share / 12.92
        } else {
            ((share + 0.055) / 1.055).powf(2.4)
        }
    });
    0.2126 * red + 0.7152 * green + 0.0722 * blue
}

fn contrast(one: Colour, other: Colour) -> f64 {
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

#[track_caller]
fn assert_contrast(front: &str, back: &str, least: f64) {
    let colours = colours();
    for (theme, name) in ["light", "dark"].into_iter().enumerate() {
        let found = contrast(colours[front][theme], colours[back][theme]);
        assert!(
            found >= least,
            "{front} on {back}, {name}: {found:.2} is less than {least}"
        );
    }
}

#[test]
fn contrast_is_what_the_guideline_calculates() {
    assert!((contrast([0, 0, 0], [255, 255, 255]) - 21.0).abs() < 1e-9);
    assert!((contrast([0x77, 0x77, 0x77], [255, 255, 255]) - 4.48).abs() < 0.01);
}

#[test]
fn every_text_can_be_read_on_every_surface_it_stands_on() {
    let surfaces = ["ground", "surface", "raised", "sunken", "hover", "pressed"];
    for text in ["text", "text-muted", "link"] {
        for surface in surfaces {
            assert_contrast(text, surface, 4.5);
        }
    }
    for surface in ["ground", "surface", "hover", "accent-surface"] {
        assert_contrast("accent-text", surface, 4.5);
        assert_contrast("bad-text", surface, 4.5);
    }
    for text in ["text", "text-muted", "link"] {
        assert_contrast(text, "accent-surface", 4.5);
    }
    assert_contrast("on-accent", "accent", 4.5);
    assert_contrast("on-accent", "accent-hover", 4.5);
    assert_contrast("on-danger", "danger", 4.5);
    assert_contrast("on-danger", "danger-hover", 4.5);
}

#[test]
fn every_tone_can_be_read_on_its_own_surface_and_bare() {
    for tone in ["neutral", "information", "good", "warning", "bad"] {
        let surface = format!("{tone}-surface");
        let own = format!("{tone}-text");
        for text in [own.as_str(), "text", "text-muted", "link"] {
            assert_contrast(text, &surface, 4.5);
        }
        for surface in ["surface", "raised", "ground"] {
            assert_contrast(&format!("{tone}-text"), surface, 4.5);
        }
    }
}

#[test]
fn controls_and_the_focus_are_seen_by_their_edge() {
    for surface in ["ground", "surface", "raised", "sunken"] {
        assert_contrast("border", surface, 3.0);
        assert_contrast("focus", surface, 3.0);
    }
    assert_contrast("focus", "hover", 3.0);
    assert_contrast("focus", "accent-surface", 3.0);
    assert_contrast("accent", "surface", 3.0);
    assert_contrast("accent", "skeleton", 3.0);
}

#[test]
fn every_colour_has_a_light_and_a_dark_value() {
    let named = TOKENS.matches("\n  --color-").count();
    // The shade behind a dialog is the one that lets something through.
    assert_eq!(colours().len(), named - 1);
}

#[test]
fn rust_and_the_sheet_agree_on_the_height_of_a_row() {
    assert!(TOKENS.contains(&format!("--row-height: {ROW_HEIGHT_REM}rem;")));
}

fn sheets() -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("style");
    let order = fs::read_to_string(folder.join("order.txt")).unwrap();
    order
        .lines()
        .filter(|name| !name.is_empty())
        .map(|name| {
            (
                name.to_owned(),
                fs::read_to_string(folder.join(name)).unwrap(),
            )
        })
        .collect()
}

#[test]
fn sheets_know_no_physical_side_and_fetch_nothing() {
    let forbidden = [
        "left",
        "right",
        "margin-top",
        "margin-bottom",
        "padding-top",
        "padding-bottom",
        "border-top",
        "border-bottom",
        " top:",
        " bottom:",
        " width:",
        " height:",
        "min-width:",
        "max-width:",
        "min-height:",
        "max-height:",
        "@import",
        "url(",
        "data:",
    ];
    for (name, sheet) in sheets() {
        for word in forbidden {
            assert!(!sheet.contains(word), "{name}: {word}");
        }
    }
}

#[test]
fn only_the_tokens_name_colours_and_every_token_that_is_used_exists() {
    for (name, sheet) in sheets() {
        let is_tokens = name == "tokens.css";
        assert!(is_tokens || !sheet.contains("rgb("), "{name}");
        let hex = |word: &str| {
            word.strip_prefix('#').is_some_and(|digits| {
                matches!(digits.len(), 3 | 6)
                    && digits.chars().all(|digit| digit.is_ascii_hexdigit())
            })
        };
        let words = sheet.split([' ', ';', ',', '(', ')', '\n']);
        assert!(
            is_tokens || !words.into_iter().any(hex),
            "{name} names a colour of its own"
        );
        for used in sheet.split("var(").skip(1) {
            let token = used.split([')', ',']).next().unwrap_or_default();
            let defined = TOKENS.contains(&format!("{token}:")) || sheets_define(token);
            assert!(defined, "{name}: {token} is not defined");
        }
    }
}

fn sheets_define(token: &str) -> bool {
    sheets()
        .iter()
        .any(|(_, sheet)| sheet.contains(&format!("{token}:")))
}
