//! Which service customers may be the one that is called so elsewhere. The names of two systems need not agree, so these are
//! proposals: nothing is chosen by them.

use crate::browser::words::folded;
use crate::services::live_platform::service_customers::ServiceCustomer;

/// How many are proposed at most.
const MOST: usize = 5;
/// Shorter texts begin and fill too many others.
const SHORTEST: usize = 3;

/// How well two names agree.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Fit {
    /// Half of the words are the same.
    SomeWords,
    /// All words of one are in the other.
    AllWords,
    /// One is in the other.
    Within,
    /// One begins with the other.
    Beginning,
    /// The same but for letter case, blanks and signs.
    Same,
}

const FITS: [Fit; 5] = [
    Fit::Same,
    Fit::Beginning,
    Fit::Within,
    Fit::AllWords,
    Fit::SomeWords,
];

/// The service customers whose names fit a name, the best first, in the order of the list where they fit alike.
pub(super) fn matching<'a>(
    name: &str,
    customers: &'a [ServiceCustomer],
) -> Vec<&'a ServiceCustomer> {
    let wanted = Name::new(name);
    if wanted.bare.is_empty() {
        return Vec::new();
    }
    let fitting: Vec<(Fit, &ServiceCustomer)> = customers
        .iter()
        .filter_map(|customer| Some((best(&wanted, customer)?, customer)))
        .collect();
    FITS.into_iter()
        .flat_map(|wanted| fitting.iter().filter(move |(fit, _)| *fit == wanted))
        .map(|(_, customer)| *customer)
        .take(MOST)
        .collect()
}

fn best(wanted: &Name, customer: &ServiceCustomer) -> Option<Fit> {
    [&customer.short_name, &customer.full_name]
        .into_iter()
        .flatten()
        .filter_map(|name| wanted.fit(&Name::new(name)))
        .max()
}

/// A name as it is compared.
struct Name {
    /// Letters and digits alone, in small letters.
    bare: String,
    words: Vec<String>,
}

impl Name {
    fn new(name: &str) -> Self {
        let words: Vec<String> = folded(name)
            .split(|letter: char| !letter.is_alphanumeric())
            .filter(|word| !word.is_empty())
            .map(str::to_owned)
            .collect();
        Self {
            bare: words.concat(),
            words,
        }
    }

    fn fit(&self, other: &Self) -> Option<Fit> {
        let (short, long) = if self.bare.len() <= other.bare.len() {
            (self, other)
        } else {
            (other, self)
        };
        if short.bare == long.bare {
            return Some(Fit::Same);
        }
        if short.bare.chars().count() < SHORTEST {
            return None;
        }
        if long.bare.starts_with(&short.bare) {
            return Some(Fit::Beginning);
        }
        if long.bare.contains(&short.bare) {
            return Some(Fit::Within);
        }
        let shared = short
            .words
            .iter()
            .filter(|word| long.words.contains(word))
            .count();
        if shared == short.words.len() {
            return Some(Fit::AllWords);
        }
        let telling = |word: &&String| word.chars().count() >= SHORTEST;
        let all = self.words.iter().filter(telling).count();
        let shared = self.words.iter().filter(telling);
        let shared = shared.filter(|word| other.words.contains(word)).count();
        (shared > 0 && shared * 2 >= all).then_some(Fit::SomeWords)
    }
}

#[cfg(test)]
mod tests {
    use super::{MOST, matching};
    use crate::services::live_platform::service_customers::ServiceCustomer;

    fn customer(short_name: &str, full_name: &str) -> ServiceCustomer {
        let name = |name: &str| Some(name.to_owned()).filter(|name| !name.is_empty());
        ServiceCustomer {
            guid: format!("guid of {short_name}"),
            short_name: name(short_name),
            full_name: name(full_name),
            ..ServiceCustomer::default()
        }
    }

    fn found(name: &str) -> Vec<String> {
        let customers = [
            customer("north", "Northern Light Logistics"),
            customer("acmeatmser", "ACME-ATM Services"),
            customer("acme", ""),
            customer("newacmeatm", "New Acme ATM"),
            customer("acme_atm", "Acme ATM"),
            customer("", "ATM of Acme and Sons"),
            customer("xy", "X"),
            customer("", ""),
        ];
        matching(name, &customers)
            .into_iter()
            .map(|customer| customer.label().to_owned())
            .collect()
    }

    #[test]
    fn the_best_come_first() {
        assert_eq!(
            found("Acme ATM"),
            [
                "acme_atm",
                "acmeatmser",
                "acme",
                "newacmeatm",
                "ATM of Acme and Sons"
            ]
        );
    }

    #[test]
    fn letter_case_and_signs_do_not_matter() {
        for name in ["ACME atm", " acme_ATM! ", "acme-atm", "AcmeATM"] {
            assert_eq!(
                found(name).first().map(String::as_str),
                Some("acme_atm"),
                "{name}"
            );
        }
    }

    #[test]
    fn what_does_not_fit_is_not_proposed() {
        for name in ["", "  ", "!?", "Zebra Ltd", "x y"] {
            let found = found(name);
            assert!(
                found.is_empty() || name == "x y" && found == ["xy"],
                "{name}: {found:?}"
            );
        }
        // Too short to say anything, but for the very same name.
        assert_eq!(found("ac"), [] as [&str; 0]);
        assert_eq!(found("X"), ["xy"]);
    }

    #[test]
    fn half_of_the_words_are_enough() {
        assert_eq!(found("Northern Star"), ["north"]);
        assert_eq!(found("Light of the Morning Star"), [] as [&str; 0]);
    }

    #[test]
    fn there_are_never_many() {
        let many: Vec<ServiceCustomer> = (0..2_000)
            .map(|number| customer(&format!("acme_{number}"), "Acme"))
            .collect();
        let found = matching("Acme", &many);
        assert_eq!(found.len(), MOST);
        assert_eq!(found[0].label(), "acme_0");
    }
}
