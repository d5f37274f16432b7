//! Failures on request: which calls they strike, and how often.

mod answer;
mod rule;
mod spoil;

use rand::RngExt;
use rand_chacha::ChaCha8Rng;
use serde::Serialize;

pub use answer::{Seat, pass};
pub use rule::{Kind, RetryAfter, Rule};

use crate::random;
use crate::service::Service;

/// The rules in force. The first one that fits a call strikes it.
#[derive(Debug)]
pub struct FaultList {
    rules: Vec<Counted>,
    random: ChaCha8Rng,
}

/// A rule, and what became of it so far.
#[derive(Clone, Debug, Serialize)]
pub struct Counted {
    #[serde(flatten)]
    rule: Rule,
    /// Calls that it fitted.
    fitted: u64,
    /// Calls that it struck.
    struck: u64,
}

impl FaultList {
    /// A list with its own sequence of chances.
    pub fn new(seed: u64, rules: Vec<Rule>) -> Self {
        let rules = rules
            .into_iter()
            .map(|rule| Counted {
                rule,
                fitted: 0,
                struck: 0,
            })
            .collect();
        Self {
            rules,
            random: random::generator(seed, "faults", 0),
        }
    }

    /// The rule that strikes this call, if any, and counts it.
    pub fn strike(&mut self, service: Service, method: &str, path: &str) -> Option<Rule> {
        for counted in &mut self.rules {
            let rule = &counted.rule;
            if !rule.fits(service, method, path)
                || rule.count.is_some_and(|count| counted.struck >= count)
            {
                continue;
            }
            counted.fitted += 1;
            if counted.fitted <= rule.skip
                || !rule
                    .probability
                    .is_none_or(|chance| self.random.random_bool(chance))
            {
                continue;
            }
            counted.struck += 1;
            return Some(rule.clone());
        }
        None
    }

    /// The rules and what became of them.
    pub fn rules(&self) -> &[Counted] {
        &self.rules
    }

    /// Whether some rule resets connections. A browser sends a call again by itself when a connection that it has used
    /// before is reset, so no connection may be used twice then.
    pub fn resets_connections(&self) -> bool {
        self.rules
            .iter()
            .any(|counted| matches!(counted.rule.kind, Kind::ResetBefore | Kind::ResetAfter))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list(rules: &[&str]) -> FaultList {
        FaultList::new(1, rules.iter().map(|rule| rule.parse().unwrap()).collect())
    }

    #[test]
    fn count_and_skip_limit_a_rule() {
        let mut faults = list(&["* status=500 skip=1 count=2"]);
        let struck: Vec<bool> = (0..5)
            .map(|_| faults.strike(Service::OptConnect, "GET", "/").is_some())
            .collect();
        assert_eq!(struck, [false, true, true, false, false]);
    }

    #[test]
    fn the_next_rule_takes_over_when_the_first_is_used_up() {
        let mut faults = list(&["* status=500 count=1", "* status=503"]);
        let status = |faults: &mut FaultList| {
            faults
                .strike(Service::AirVantage, "GET", "/")
                .and_then(|rule| rule.status)
        };
        assert_eq!(
            (status(&mut faults), status(&mut faults)),
            (Some(500), Some(503))
        );
    }

    #[test]
    fn chances_are_fixed_by_the_seed() {
        let run = || {
            let mut faults = list(&["* status=500 probability=0.5"]);
            (0..100)
                .map(|_| faults.strike(Service::OptConnect, "GET", "/").is_some())
                .collect::<Vec<_>>()
        };
        let struck = run().into_iter().filter(|struck| *struck).count();
        assert_eq!(run(), run());
        assert!((30..70).contains(&struck), "{struck}");
    }
}
