//! What roles can do in plain sentences: a reviewed text, and properties that hold for every role.
#![allow(clippy::unwrap_used, clippy::panic)]

use domain::catalogue::{Catalogue, Feature};
use domain::permission::{
    Exception, Exceptions, KEY_TOPICS, KeyTopic, Part, RoleChoice, RoleOverride, Rules, SchoolRoles, in_words,
};
use domain::product::Product;
use domain::role::Role;
use proptest::prelude::*;
use proptest::sample::{select, subsequence};
use std::fmt::Write as _;

const REVIEWED: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/roles-in-words.txt");

fn exception(code: &str, allowed: bool) -> Exception {
    Exception { feature: Feature::from_code(code).unwrap(), allowed, until: None }
}

fn with(exceptions: impl IntoIterator<Item = Exception>) -> Rules {
    Rules { exceptions: exceptions.into_iter().collect(), ..Rules::default() }
}

/// The sentences of the eight roles and of two people with exceptions. After a change that is meant, run with
/// `REVIEW=1` and read the difference as the head teacher of a school would.
#[test]
fn the_sentences_are_as_reviewed() {
    let products = Catalogue::published().products();
    let mut text = String::new();
    let mut add = |title: &str, choice: &RoleChoice, rules: &Rules| {
        writeln!(text, "{title}").unwrap();
        for sentence in in_words(choice, products, rules) {
            writeln!(text, "  {sentence}").unwrap();
        }
    };
    for role in Role::ALL {
        add(role.label(), &RoleChoice::in_every_product(role), &Rules::default());
    }
    let office =
        RoleChoice::in_every_product(Role::MinimalEdit).with(Product::COMMS_HUB, RoleOverride::from(Role::PartialEdit));
    add(
        "Minimal Edit, Partial Edit in Comms Hub, with text messages and without this year’s marks",
        &office,
        &with([
            exception("comms-hub/compose-send-messages/send-sms", true),
            exception("sonar-tracker/assessments/edit-summative-in-year", false),
        ]),
    );
    add(
        "Full Edit without safeguarding and special needs",
        &RoleChoice::in_every_product(Role::FullEdit),
        &with([
            exception("juniper-mis/pupils/pupils-safeguarding", false),
            exception("juniper-mis/pupils/pupils-special-educational-needs", false),
        ]),
    );
    if std::env::var_os("REVIEW").is_some() {
        std::fs::write(REVIEWED, &text).unwrap();
    }
    assert_eq!(text, std::fs::read_to_string(REVIEWED).unwrap());
}

#[test]
fn sensitive_topics_come_first_and_no_permission_belongs_to_two() {
    assert!(KEY_TOPICS.is_sorted_by_key(|topic| (topic.weight, topic.part)));
    let mut features: Vec<_> = KEY_TOPICS.iter().flat_map(|topic| topic.features).collect();
    let count = features.len();
    features.sort();
    features.dedup();
    assert_eq!(features.len(), count);
    for topic in KEY_TOPICS {
        for feature in topic.features {
            assert_eq!(KeyTopic::of(*feature), Some(topic));
            assert!(!feature.is_restriction(), "{}", feature.full_name());
        }
    }
}

fn role() -> impl Strategy<Value = Role> {
    select(Role::ALL.to_vec())
}

proptest! {
    /// "Cannot" is said only of topics of which nothing is allowed, whatever the role and the exceptions.
    #[test]
    fn cannot_is_never_said_of_what_is_allowed(
        role in role(),
        used in subsequence(Catalogue::published().products().to_vec(), 1..=5),
        changed in subsequence(KEY_TOPICS.iter().flat_map(|topic| topic.features).copied().collect::<Vec<_>>(), 0..6),
        allowed in any::<bool>(),
    ) {
        let choice = RoleChoice::in_every_product(role);
        let exceptions: Exceptions =
            changed.into_iter().map(|feature| Exception { feature, allowed, until: None }).collect();
        let rules = Rules { exceptions, roles: SchoolRoles::default() };
        let sentences = in_words(&choice, &used, &rules);
        prop_assert!(sentences.len() <= 5);
        let held = rules.permissions(&choice, &used);
        for topic in KEY_TOPICS.iter().filter(|topic| topic.features.iter().any(|feature| held.has(*feature))) {
            for sentence in &sentences {
                let denied = sentence.split_once(", but not ").map_or("", |(_, denied)| denied);
                let denied = if sentence.starts_with("Cannot") || sentence.starts_with("Sees no") { sentence } else { denied };
                let is_nothing = topic.part == Part::Marks && sentence == "Cannot enter marks.";
                prop_assert!(!denied.contains(topic.all) && !is_nothing, "{sentence}");
            }
        }
    }

    /// A product that the school does not use is not spoken of.
    #[test]
    fn products_that_are_not_used_are_left_out(role in role()) {
        let sentences = in_words(&RoleChoice::in_every_product(role), &[Product::SONAR_TRACKER], &Rules::default()).join(" ");
        for word in ["safeguarding", "parents", "payments", "approval"] {
            prop_assert!(!sentences.contains(word), "{sentences}");
        }
    }
}
