//! The tenant that the form proposes: that of the picked service customer, unless the user has entered another one.

use crate::services::live_platform::service_customers::same_guid;

/// What the form has proposed last.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Prefill {
    /// For which service customer.
    guid: String,
    /// The proposed text; what differs from it is the user's.
    filled: String,
    /// Whether its tenant was known, so that nothing more is proposed for it.
    settled: bool,
}

impl Prefill {
    /// A form that was begun before: its tenant is one that it had proposed, or the user's; also where the user wants none.
    pub(super) fn restored(guid: &str, tenant: &str, proposed: bool) -> Self {
        Self {
            guid: guid.to_owned(),
            filled: if proposed { tenant } else { "" }.to_owned(),
            settled: !guid.trim().is_empty(),
        }
    }

    /// Whether a text is what was proposed.
    pub(super) fn is_proposed(&self, tenant: &str) -> bool {
        !tenant.trim().is_empty() && tenant == self.filled
    }

    /// What belongs into the field now, where that is another text. `known` is the tenant of the picked one, once it is known
    /// that it has one or none.
    pub(super) fn step(
        &mut self,
        guid: &str,
        known: Option<Option<&str>>,
        current: &str,
    ) -> Option<String> {
        let mut text = current.to_owned();
        if !same_guid(guid, &self.guid) {
            // The tenant of another customer must not be sent for this one.
            if self.is_proposed(&text) {
                text.clear();
            }
            *self = Self {
                guid: guid.to_owned(),
                ..Self::default()
            };
        }
        if let Some(known) = known.filter(|_| !self.settled) {
            self.settled = true;
            if text.trim().is_empty() {
                text = known.unwrap_or_default().to_owned();
                self.filled.clone_from(&text);
            }
        }
        (text != current).then_some(text)
    }
}

#[cfg(test)]
mod tests {
    use super::Prefill;

    /// Takes the steps one after another; tells what stands in the field after each.
    fn after(mut prefill: Prefill, tenant: &str, steps: &[Step]) -> Vec<String> {
        let mut text = tenant.to_owned();
        steps
            .iter()
            .map(|step| {
                match step {
                    Typed(typed) => (*typed).clone_into(&mut text),
                    Picked(guid, known) => {
                        if let Some(new) = prefill.step(guid, *known, &text) {
                            text = new;
                        }
                    }
                }
                text.clone()
            })
            .collect()
    }

    enum Step {
        Typed(&'static str),
        Picked(&'static str, Option<Option<&'static str>>),
    }
    use Step::{Picked, Typed};

    #[test]
    fn the_tenant_of_the_pick_is_proposed_once() {
        let steps = [
            Picked("", None),
            Picked("a", None),
            Picked("a", Some(Some("ta"))),
            Typed(""),
            Picked("A", Some(Some("ta"))),
        ];
        assert_eq!(
            after(Prefill::default(), "", &steps),
            ["", "", "ta", "", ""]
        );
    }

    #[test]
    fn another_pick_takes_its_own_tenant_or_none() {
        let steps = [
            Picked("a", Some(Some("ta"))),
            Picked("b", None),
            Picked("b", Some(Some("tb"))),
            Picked("c", Some(None)),
            Picked("d", Some(Some("td"))),
            Picked("", None),
        ];
        assert_eq!(
            after(Prefill::default(), "", &steps),
            ["ta", "", "tb", "", "td", ""]
        );
    }

    #[test]
    fn what_the_user_has_typed_stays() {
        let steps = [
            Picked("a", None),
            Typed("mine"),
            Picked("a", Some(Some("ta"))),
            Picked("b", Some(Some("tb"))),
            Typed(""),
            Picked("c", Some(Some("tc"))),
            Typed("mine"),
            Picked("d", Some(None)),
        ];
        assert_eq!(
            after(Prefill::default(), "", &steps),
            ["", "mine", "mine", "mine", "", "tc", "mine", "mine"]
        );
    }

    #[test]
    fn a_restored_form_knows_whose_tenant_it_has() {
        let proposed = Prefill::restored("a", "ta", true);
        assert!(proposed.is_proposed("ta") && !proposed.is_proposed("other"));
        let steps = [Picked("a", Some(Some("new"))), Picked("b", None)];
        assert_eq!(after(proposed, "ta", &steps), ["ta", ""]);
        let typed = Prefill::restored("a", "mine", false);
        assert_eq!(after(typed, "mine", &steps), ["mine", "mine"]);
        let none = Prefill::restored("a", "", false);
        assert_eq!(after(none, "", &steps), ["", ""]);
    }
}
