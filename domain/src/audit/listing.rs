//! Filters of the audit log, as written in the URL. Reading a URL never fails: invalid values are ignored.

use crate::day::Day;
use crate::id::MemberId;
use crate::limits;
use serde::{Deserialize, Serialize};

/// The filters and the page of a school's audit log.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct AuditListing {
    /// Words that must all occur in a name or a value; at most 100 characters.
    pub search: String,
    /// The first day to include, in the school's time.
    pub from: Option<Day>,
    /// The last day to include, in the school's time.
    pub to: Option<Day>,
    /// The only action to include, by its name in the log.
    pub action: String,
    /// The only kind of subject to include, by its name in the log.
    pub kind: String,
    /// The only actor to include.
    pub actor: Option<MemberId>,
    /// The only subject to include.
    pub subject: Option<MemberId>,
    /// The page, from 1; 0 counts as 1.
    pub page: u32,
}

impl AuditListing {
    /// Entries on a page.
    pub const SIZE: u32 = limits::AUDIT_ENTRIES_ON_A_PAGE;

    /// Reads the listing from a URL's query, given as a look-up by key.
    pub fn read(get: impl Fn(&str) -> Option<String>) -> Self {
        let text = |key| tidy(&get(key).unwrap_or_default());
        let day = |key| get(key).and_then(|text| Day::parse(text.trim()));
        let member = |key| get(key).and_then(|text| MemberId::parse(text.trim()));
        Self {
            search: text("search"),
            from: day("from"),
            to: day("to"),
            action: text("action"),
            kind: text("kind"),
            actor: member("actor"),
            subject: member("subject"),
            page: get("page").and_then(|page| page.trim().parse().ok()).unwrap_or(1).max(1),
        }
    }

    /// The listing without values that no URL could give, because what a client sends is not trusted.
    #[must_use]
    pub fn tidied(self) -> Self {
        let pairs = self.pairs();
        Self::read(|key| pairs.iter().find(|(k, _)| *k == key).map(|(_, v)| v.clone()))
    }

    /// The query parameters: only what differs from the unfiltered log, in a fixed order.
    pub fn pairs(&self) -> Vec<(&'static str, String)> {
        let day = |day: Option<Day>| day.map(|day| day.to_string()).unwrap_or_default();
        let member = |member: Option<MemberId>| member.map(|member| member.to_string()).unwrap_or_default();
        let pairs = [
            ("search", self.search.clone()),
            ("from", day(self.from)),
            ("to", day(self.to)),
            ("action", self.action.clone()),
            ("kind", self.kind.clone()),
            ("actor", member(self.actor)),
            ("subject", member(self.subject)),
            ("page", if self.page > 1 { self.page.to_string() } else { String::new() }),
        ];
        pairs.into_iter().filter(|(_, value)| !value.is_empty()).collect()
    }

    /// The same filters at another page.
    #[must_use]
    pub fn at_page(&self, page: u32) -> Self {
        Self { page, ..self.clone() }
    }

    /// Whether any filter is set.
    pub fn is_filtered(&self) -> bool {
        *self != Self { page: self.page, ..Self::default() }
    }
}

/// The words with single spaces between them, cut to the limit.
fn tidy(text: &str) -> String {
    let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
    words.chars().take(limits::SEARCH).collect::<String>().trim_end().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use uuid::Uuid;

    #[test]
    fn nonsense_is_as_good_as_not_asked() {
        let nonsense = AuditListing::read(|key| {
            Some(
                if key == "page" {
                    "-3"
                } else if key == "from" || key == "to" {
                    "31/12/2026"
                } else if key == "actor" || key == "subject" {
                    "amy"
                } else {
                    "  "
                }
                .to_owned(),
            )
        });
        assert_eq!(nonsense, AuditListing { page: 1, ..AuditListing::default() });
        assert!(!nonsense.is_filtered());
        assert!(AuditListing { to: Day::parse("2026-11-25"), ..AuditListing::default() }.is_filtered());
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_back(search in "[a-zé ]{0,120}", action in "[a-z ]{0,12}", kind in "[a-z]{0,6}", day in 1i8..32, actor: Option<u128>, page in 1u32..) {
            let listing = AuditListing {
                search,
                action,
                kind,
                from: Day::new(2026, 12, day),
                to: Day::new(2026, 2, day),
                actor: actor.map(|bits| MemberId::new(Uuid::from_u128(bits))),
                subject: None,
                page,
            }.tidied();
            prop_assert_eq!(listing.clone().tidied(), listing);
        }
    }
}
