//! Finding a permission by the words that people have for it.

use crate::catalogue::{Feature, SYNONYMS};
use crate::product::Product;
use crate::search::words;

/// Words that say nothing about a permission: "who can see the register" is about the register.
const FILLER: &[&str] = &[
    "a",
    "able",
    "all",
    "allowed",
    "an",
    "and",
    "any",
    "anybody",
    "anyone",
    "are",
    "at",
    "can",
    "do",
    "does",
    "for",
    "has",
    "have",
    "in",
    "information",
    "is",
    "look",
    "may",
    "my",
    "of",
    "on",
    "our",
    "permission",
    "read",
    "school",
    "see",
    "somebody",
    "someone",
    "the",
    "to",
    "use",
    "who",
    "whos",
    "with",
];

/// Says how well a word fits, from the best. A word of its own counts more than one that is still being typed, and the
/// name more than what is around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Fit {
    Product = 1,
    Area,
    SynonymBegun,
    NameBegun,
    Name,
    Synonym,
}

/// The words of a search that say something about a permission.
fn telling(search: &str) -> Vec<String> {
    words(search).into_iter().filter(|word| !FILLER.contains(&word.as_str())).collect()
}

/// The permissions of these products that fit every word of the search, the best first.
pub fn find_permissions(search: &str, products: &[Product]) -> Vec<Feature> {
    let words = Some(telling(search)).filter(|telling| !telling.is_empty()).unwrap_or_else(|| words(search));
    let all = words.len();
    ranked(&words, products).filter(|(_, matched, _)| *matched == all).map(|(feature, ..)| feature).collect()
}

/// The permissions that a whole question is about: a word that fits none of them does not matter, as long as half of them
/// fit. The best first.
pub fn permissions_meant(question: &str, products: &[Product]) -> Vec<Feature> {
    let words = telling(question);
    let ranked: Vec<_> = ranked(&words, products).collect();
    let most = ranked.iter().map(|(_, matched, _)| *matched).max().unwrap_or_default();
    if most * 2 < words.len() {
        return Vec::new();
    }
    ranked.into_iter().filter(|(_, matched, _)| *matched == most).map(|(feature, ..)| feature).collect()
}

/// The other words for a permission, for a search in the browser.
pub fn synonyms_of(feature: Feature) -> String {
    let code = feature.code();
    let rows = SYNONYMS.iter().filter(|(_, targets)| targets.iter().any(|target| is_within(&code, target)));
    rows.flat_map(|(names, _)| *names).copied().collect::<Vec<_>>().join(" ")
}

/// The permissions that fit at least one of the words, with the number of words that fit, the best first.
fn ranked(words: &[String], products: &[Product]) -> impl Iterator<Item = (Feature, usize, u32)> + use<> {
    let synonyms: Vec<_> = words.iter().map(|word| meant(word)).collect();
    let mut found: Vec<_> = products
        .iter()
        .flat_map(|product| product.features())
        .filter_map(|feature| {
            let fits = fits(feature, words, &synonyms);
            let matched = fits.iter().flatten().count();
            let weight = fits.iter().flatten().map(|fit| *fit as u32).sum();
            (matched > 0).then_some((feature, matched, weight))
        })
        .collect();
    // The sort is stable: permissions that fit equally well stay in published order.
    found.sort_by_key(|(_, matched, weight)| core::cmp::Reverse((*matched, *weight)));
    found.into_iter()
}

/// How well each word fits the permission.
fn fits(feature: Feature, search: &[String], synonyms: &[Vec<(&str, bool)>]) -> Vec<Option<Fit>> {
    let (code, area) = (feature.code(), feature.area());
    let (name, area, product) = (words(feature.name()), words(area.name()), words(feature.product().name()));
    let fit = |word: &String, means: &Vec<(&str, bool)>| {
        let by_synonym = means.iter().filter(|(target, _)| is_within(&code, target));
        let by_synonym = by_synonym.map(|(_, whole)| if *whole { Fit::Synonym } else { Fit::SynonymBegun }).max();
        let in_name = match (name.contains(word), is_begun(word, &name)) {
            (true, _) => Some(Fit::Name),
            (false, true) => Some(Fit::NameBegun),
            (false, false) => None,
        };
        let around = is_begun(word, &area).then_some(Fit::Area);
        let around = around.or_else(|| is_begun(word, &product).then_some(Fit::Product));
        [by_synonym, in_name, around].into_iter().flatten().max()
    };
    search.iter().zip(synonyms).map(|(word, means)| fit(word, means)).collect()
}

/// What a word means as a synonym: the codes, and whether it is the whole word.
fn meant(word: &str) -> Vec<(&'static str, bool)> {
    let of_row = |(names, targets): &'static (&[&str], &[&str])| {
        let whole = names.contains(&word);
        let is_meant = whole || names.iter().any(|name| is_beginning(word, name));
        is_meant.then(|| targets.iter().map(move |target| (*target, whole)))
    };
    SYNONYMS.iter().filter_map(of_row).flatten().collect()
}

/// Whether a feature's code is, or is below, that of a feature, an area or a product.
fn is_within(code: &str, target: &str) -> bool {
    code.strip_prefix(target).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

fn is_begun(word: &str, words: &[String]) -> bool {
    words.iter().any(|known| known == word || is_beginning(word, known))
}

/// Whether `word` is the beginning of `known`. One letter begins too much to say anything.
fn is_beginning(word: &str, known: &str) -> bool {
    word.chars().nth(1).is_some() && known.starts_with(word)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::catalogue::Catalogue;

    fn all() -> &'static [Product] {
        Catalogue::published().products()
    }

    #[test]
    fn every_synonym_names_permissions_there_are_and_finds_them_first() {
        for (names, targets) in SYNONYMS {
            for target in *targets {
                let is_there =
                    all().iter().flat_map(|product| product.features()).any(|one| is_within(&one.code(), target));
                assert!(is_there, "{target}");
            }
            for name in *names {
                assert_eq!(words(name), [*name], "as it is compared");
                let found = find_permissions(name, all());
                let means: Vec<_> = meant(name).into_iter().filter(|(_, whole)| *whole).collect();
                let first = found.first().unwrap_or_else(|| panic!("{name} finds nothing")).code();
                assert!(means.iter().any(|(target, _)| is_within(&first, target)), "{name} finds {first} first");
                for target in *targets {
                    assert!(found.iter().any(|one| is_within(&one.code(), target)), "{name} does not find {target}");
                }
            }
        }
    }

    #[test]
    fn a_search_finds_what_people_mean() {
        for (search, first) in [
            ("SEND", "juniper-mis/pupils/pupils-special-educational-needs"),
            ("special needs", "juniper-mis/pupils/pupils-special-educational-needs"),
            ("texts", "comms-hub/compose-send-messages/send-sms"),
            ("send sms", "comms-hub/compose-send-messages/send-sms"),
            ("Send Texts", "comms-hub/compose-send-messages/send-sms"),
            ("safeguard", "juniper-mis/pupils/pupils-safeguarding"),
            ("pay", "juniper-mis/staff/staff-employment-details"),
            ("payments", "portal/payments/set-and-view-stripe-account"),
            ("dbs", "juniper-mis/staff/staff-scr"),
            ("groups sonar", "sonar-tracker/groups/view-groups"),
            ("create groups", "sonar-tracker/groups/create-groups"),
            ("in-year targets", "sonar-tracker/assessments/edit-targets-in-year"),
            ("visib", "portal/resources/visibility"),
        ] {
            assert_eq!(
                find_permissions(search, all()).first().map(|one| one.code()).unwrap_or_default(),
                first,
                "{search}"
            );
        }
        for nothing in ["zebra", "send zebra", "q"] {
            assert_eq!(find_permissions(nothing, all()), [], "{nothing}");
        }
        assert_eq!(find_permissions("", all()).len(), 0);
    }

    #[test]
    fn a_question_may_have_words_that_no_permission_has() {
        for (question, first) in [
            ("who can send SMS", "comms-hub/compose-send-messages/send-sms"),
            ("who can text the parents of year 6", "comms-hub/compose-send-messages/send-sms"),
            ("who is allowed to see medical information", "juniper-mis/pupils/pupils-medical"),
            ("Who has access to the single central record", "juniper-mis/single-central-record/single-central-record"),
        ] {
            assert_eq!(
                permissions_meant(question, all()).first().map(|one| one.code()).unwrap_or_default(),
                first,
                "{question}"
            );
        }
        assert_eq!(permissions_meant("who can juggle seven burning torches", all()), []);
        assert_eq!(permissions_meant("who can", all()), []);
    }

    #[test]
    fn a_product_that_the_school_does_not_use_has_nothing_to_find() {
        let without: Vec<_> = all().iter().copied().filter(|product| *product != Product::COMMS_HUB).collect();
        assert!(!find_permissions("sms", &without).iter().any(|one| one.product() == Product::COMMS_HUB));
    }
}
