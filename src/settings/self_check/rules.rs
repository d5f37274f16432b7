//! What the self-check says of the facts: one finding each, in plain words, and the remedy.

use super::policy::Policies;
use crate::browser::storage::NotKept;
use crate::ui::{Tone, format};

/// A clock that is further off than this (milliseconds) is told of: the end of a sign-in is reckoned by it.
const CLOCK_OFF: f64 = 60_000.0;
/// So many characters of storage browsers give a site.
const ROOM: usize = 5_000_000;
/// Above so many hundredths it is said that storage fills up.
const NEARLY_FULL: usize = 80;

/// One thing that was looked at.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Finding {
    /// What it is about.
    pub(super) what: &'static str,
    /// How it is.
    pub(super) tone: Tone,
    /// What was found.
    pub(super) words: String,
    /// What to do about it; empty where nothing.
    pub(super) remedy: &'static str,
}

/// What the server sent with the page's own address.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Sent {
    /// Its content security policies.
    pub(super) policies: Policies,
    /// The headers that should be there and are not.
    pub(super) missing: Vec<&'static str>,
    /// The headers that are there with a value that does not do what they are for.
    pub(super) weak: Vec<&'static str>,
    /// How far this machine's clock is ahead of the server's (milliseconds), where that is known.
    pub(super) ahead: Option<f64>,
}

/// All that is looked at.
#[derive(Clone, Debug)]
pub(super) struct Facts {
    /// The version that runs here.
    pub(super) version: Option<String>,
    /// The version that the server names.
    pub(super) on_server: Option<String>,
    /// `None` where the server could not be asked.
    pub(super) sent: Option<Sent>,
    /// The origins of services other than the page's own.
    pub(super) origins: Vec<String>,
    /// Whether the browser knows Trusted Types.
    pub(super) trusted_types: bool,
    /// Whether another page shows this one in a frame.
    pub(super) framed: bool,
    /// Whether the connection can be trusted (`isSecureContext`).
    pub(super) secure: bool,
    /// Whether the page is cut off from other sites' windows (`crossOriginIsolated`).
    pub(super) isolated: bool,
    /// Why nothing can be stored in this browser.
    pub(super) browser_storage: Option<NotKept>,
    /// The same for the tab alone.
    pub(super) tab_storage: Option<NotKept>,
    /// So many characters are stored.
    pub(super) stored: usize,
    /// Whether the browser has promised to keep them; `None` where it does not tell.
    pub(super) persisted: Option<bool>,
    /// What the browser lacks, and what that means.
    pub(super) lacks: Vec<(&'static str, &'static str)>,
    /// Whether notifications are shown; `None` where the browser has none or the user has said no.
    pub(super) notifications: Option<bool>,
}

const NOT_ASKED: &str = "The server could not be asked for the page’s own address.";
const CHECK_CONNECTION: &str = "Check the connection, then check again.";
const SEND_HEADERS: &str =
    "Whoever runs this console sends the headers that are packaged with the page.";

/// What is found, in the order in which it is shown.
pub(super) fn findings(facts: &Facts) -> Vec<Finding> {
    let mut all = vec![version(facts)];
    all.extend(match &facts.sent {
        Some(sent) => vec![
            scripts(&sent.policies),
            markup(&sent.policies, facts.trusted_types),
            calls(&sent.policies, &facts.origins),
            frames(&sent.policies, facts.framed),
            headers(sent),
        ],
        None => {
            let frames = facts.framed.then(|| frames(&Policies::default(), true));
            let policy = finding("Policy", Tone::Information, NOT_ASKED, CHECK_CONNECTION);
            std::iter::once(policy).chain(frames).collect()
        }
    });
    all.push(connection(facts));
    all.push(clock(facts.sent.as_ref().and_then(|sent| sent.ahead)));
    all.push(storage(facts));
    all.push(abilities(facts));
    all.push(notifications(facts.notifications));
    all
}

/// All of them in one sentence.
pub(super) fn summary(findings: &[Finding]) -> String {
    let count = |tone| {
        findings
            .iter()
            .filter(|finding| finding.tone == tone)
            .count()
    };
    let unknown = count(Tone::Information);
    let told = |number: usize, word: &str| {
        let plural = if number == 1 { "" } else { "s" };
        format!("{number} {word}{plural}")
    };
    let things = told(unknown, "thing");
    match (count(Tone::Bad), count(Tone::Warning), unknown) {
        // Nothing was looked at yet.
        _ if findings.is_empty() => String::new(),
        (0, 0, 0) => "Everything is as it should be.".to_owned(),
        (0, 0, _) => format!("Nothing wrong was found, but {things} could not be checked."),
        (problems, notices, _) => {
            let parts = [
                (problems > 0).then(|| told(problems, "problem")),
                (notices > 0).then(|| told(notices, "notice")),
                (unknown > 0).then(|| format!("{things} could not be checked")),
            ];
            let parts: Vec<String> = parts.into_iter().flatten().collect();
            format!("{}.", parts.join(", "))
        }
    }
}

/// How a finding is, in a word.
pub(super) fn verdict(tone: Tone) -> &'static str {
    match tone {
        Tone::Good => "OK",
        Tone::Warning => "Notice",
        Tone::Bad => "Problem",
        Tone::Neutral | Tone::Information => "Not known",
    }
}

fn finding(what: &'static str, tone: Tone, words: &str, remedy: &'static str) -> Finding {
    Finding {
        what,
        tone,
        words: words.to_owned(),
        remedy,
    }
}

fn version(facts: &Facts) -> Finding {
    let say = |tone, words: &str, remedy| finding("Version", tone, words, remedy);
    match (&facts.version, &facts.on_server) {
        (None, _) => say(Tone::Information, "This page does not say its version.", ""),
        (Some(own), None) => {
            let words = format!("{own} runs here. The server does not say which one it has.");
            say(Tone::Information, &words, "")
        }
        (Some(own), Some(server)) if own == server => say(
            Tone::Good,
            &format!("{own} runs here, as on the server."),
            "",
        ),
        (Some(own), Some(server)) => say(
            Tone::Warning,
            &format!("{own} runs here; the server has {server}."),
            match facts.browser_storage {
                None => "Reload the page. Forms that you have begun are kept as drafts.",
                Some(_) => {
                    "Finish what you have begun, then reload the page: this browser keeps no drafts."
                }
            },
        ),
    }
}

fn scripts(policies: &Policies) -> Finding {
    let open = [
        (policies.allows_eval(), "text may be run as a script (eval)"),
        (
            policies.allows_inline(),
            "scripts may stand in the page itself",
        ),
        (
            policies.allows_foreign_script(),
            "scripts may come from other sites",
        ),
        (
            policies.allows_base(),
            "the page’s addresses may be bent (base-uri)",
        ),
    ];
    let open: Vec<&str> = open
        .into_iter()
        .filter(|(is_open, _)| *is_open)
        .map(|(_, words)| words)
        .collect();
    if policies.is_empty() {
        let words = "The page is sent without a content security policy: any script that gets into it is run.";
        return finding("Scripts", Tone::Bad, words, SEND_HEADERS);
    }
    if open.is_empty() {
        let words = "The policy lets only the console’s own scripts run: none from text, none in the page itself.";
        return finding("Scripts", Tone::Good, words, "");
    }
    let words = format!(
        "The policy is weaker than it should be: {}.",
        open.join(", ")
    );
    finding("Scripts", Tone::Bad, &words, SEND_HEADERS)
}

fn markup(policies: &Policies, known: bool) -> Finding {
    let say = |tone, words, remedy| finding("Text as markup", tone, words, remedy);
    match (policies.refuses_markup(), known) {
        (true, true) => say(
            Tone::Good,
            "Text never becomes markup: Trusted Types are enforced.",
            "",
        ),
        (true, false) => say(
            Tone::Warning,
            "The policy enforces Trusted Types, which this browser does not know.",
            "A current browser has this second line of defence. The console itself makes no markup from text.",
        ),
        (false, _) => say(
            Tone::Bad,
            "The policy does not enforce Trusted Types: text could become markup.",
            SEND_HEADERS,
        ),
    }
}

fn calls(policies: &Policies, origins: &[String]) -> Finding {
    let shut: Vec<&str> = origins
        .iter()
        .filter(|origin| !policies.allows_call(origin))
        .map(String::as_str)
        .collect();
    if !shut.is_empty() {
        let words = format!(
            "The policy keeps the page from calling {}, which config.json names.",
            shut.join(", ")
        );
        let remedy = "Whoever runs this console adds these to connect-src in the page’s policy.";
        return finding("Calls", Tone::Bad, &words, remedy);
    }
    if policies.allows_any_call() {
        let words = "The policy lets the page call any server.";
        return finding("Calls", Tone::Bad, words, SEND_HEADERS);
    }
    let others = policies.other_calls(origins);
    if !others.is_empty() {
        let words = format!(
            "The policy lets the page call {}, too, which config.json does not name.",
            others.join(", ")
        );
        let remedy =
            "Whoever runs this console takes these out of connect-src in the page’s policy.";
        return finding("Calls", Tone::Warning, &words, remedy);
    }
    let words = "The page can call the configured services, and no other server.";
    finding("Calls", Tone::Good, words, "")
}

fn frames(policies: &Policies, framed: bool) -> Finding {
    let say = |tone, words, remedy| finding("Frames", tone, words, remedy);
    if framed {
        return say(
            Tone::Bad,
            "Another page shows the console in a frame: what you press may not be what you see.",
            "Open the console in a tab of its own. Whoever runs it forbids frames by frame-ancestors in its policy.",
        );
    }
    if policies.allows_frames() {
        let words = "The console is in a tab of its own, but other sites may show it in a frame.";
        return say(Tone::Bad, words, SEND_HEADERS);
    }
    let words = "The console is in a tab of its own, and no other site may show it in a frame.";
    say(Tone::Good, words, "")
}

fn headers(sent: &Sent) -> Finding {
    let told = |words: &str, names: &[&str]| {
        (!names.is_empty()).then(|| format!("{words} {}.", names.join(", ")))
    };
    let missing = told("The page is sent without", &sent.missing);
    let weak = told("These have a value that does not protect:", &sent.weak);
    let words: Vec<String> = [missing, weak].into_iter().flatten().collect();
    if words.is_empty() {
        let words = "The other headers of the page are as they should be.";
        return finding("Headers", Tone::Good, words, "");
    }
    finding("Headers", Tone::Warning, &words.join(" "), SEND_HEADERS)
}

fn connection(facts: &Facts) -> Finding {
    let say = |tone, words, remedy| finding("Connection", tone, words, remedy);
    match (facts.secure, facts.isolated) {
        (false, _) => say(
            Tone::Bad,
            "The page did not come over a connection that can be trusted. Copying, and locks between tabs, do not work.",
            "Open the console by https.",
        ),
        (true, false) => say(
            Tone::Warning,
            "The page came over a connection that can be trusted, but is not cut off from the windows of other sites.",
            "Whoever runs this console sends Cross-Origin-Opener-Policy: same-origin and Cross-Origin-Embedder-Policy: require-corp.",
        ),
        (true, true) => say(
            Tone::Good,
            "The page came over a connection that can be trusted, and is cut off from other sites.",
            "",
        ),
    }
}

fn clock(ahead: Option<f64>) -> Finding {
    let say = |tone, words: &str, remedy| finding("Clock", tone, words, remedy);
    match ahead {
        None => say(Tone::Information, "The server did not tell the time.", ""),
        Some(ahead) if ahead.abs() <= CLOCK_OFF => say(
            Tone::Good,
            "This machine’s clock is right to the minute.",
            "",
        ),
        Some(ahead) => {
            let direction = if ahead > 0.0 { "ahead of" } else { "behind" };
            let words = format!(
                "This machine’s clock is {} {direction} the server’s.",
                format::duration(ahead.abs())
            );
            let remedy = "Set the clock. Sign-ins end too early or too late by it, and times in the register are off.";
            say(Tone::Warning, &words, remedy)
        }
    }
}

fn storage(facts: &Facts) -> Finding {
    let say = |tone, words: &str, remedy| finding("Storage", tone, words, remedy);
    if let Some(reason) = facts.browser_storage {
        let words = "This browser keeps nothing for the console: drafts and the register of imports are lost with the page.";
        return say(Tone::Bad, words, reason.sentence());
    }
    if let Some(reason) = facts.tab_storage {
        let words = "This tab keeps nothing: a sign-in cannot be kept for it.";
        return say(Tone::Warning, words, reason.sentence());
    }
    let used = facts.stored.saturating_mul(100) / ROOM;
    let kilobytes = facts.stored.div_ceil(1_000);
    let words = format!(
        "It can be written. The console uses {kilobytes} kB, about {used}% of what browsers give."
    );
    if used > NEARLY_FULL {
        let remedy = "Export the register of imports and remove what has ended; discard drafts that are done with.";
        return say(Tone::Warning, &words, remedy);
    }
    let lasting = match facts.persisted {
        Some(true) => " It stays until you remove it.",
        Some(false) => " The browser may clear it when the machine runs out of room.",
        None => "",
    };
    say(Tone::Good, &(words + lasting), "")
}

fn abilities(facts: &Facts) -> Finding {
    if facts.lacks.is_empty() {
        return finding(
            "Browser",
            Tone::Good,
            "It has all that the console uses.",
            "",
        );
    }
    let lacks = facts.lacks.iter();
    let lacks: Vec<String> = lacks
        .map(|(what, means)| format!("it has no {what}: {means}"))
        .collect();
    let words = format!("Something is missing; {}.", lacks.join("; "));
    let remedy = "Use a current Chromium, Firefox or Safari, and open the console by https.";
    finding("Browser", Tone::Warning, &words, remedy)
}

fn notifications(shown: Option<bool>) -> Finding {
    let words = match shown {
        Some(true) => "They are allowed.",
        Some(false) => "The browser asks you when you switch them on, among the tasks of imports.",
        None => {
            "None are shown: the browser has none, or they were refused in its settings. Nothing is lost by it: the page itself tells what has ended."
        }
    };
    finding("Notifications", Tone::Good, words, "")
}

#[cfg(test)]
mod tests;
