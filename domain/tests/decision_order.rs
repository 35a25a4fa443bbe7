//! The order in which a person's permissions are decided, as a table and as properties.
#![allow(clippy::unwrap_used, clippy::panic)]

use domain::catalogue::{Cell, FEATURES, Feature};
use domain::day::Day;
use domain::permission::{Basis, Confirmations, Elsewhere, Exception, Exceptions, RoleChoice, Rules, decide};
use domain::product::Product;
use domain::role::Role;
use proptest::prelude::*;
use proptest::sample::{select, subsequence};

fn named(code: &str) -> Feature {
    Feature::from_code(code).unwrap()
}

/// What each layer says, and what comes of it. `-` is a layer that says nothing.
#[test]
fn the_first_layer_that_says_something_decides() {
    // Still to be confirmed for Full Edit, and not given by the guidance.
    let feature = named("sonar-tracker/groups/create-groups");
    assert_eq!(feature.published(Role::FullEdit), Cell::ToBeConfirmed);
    let said = |word: &str| match word {
        "yes" => Some(true),
        "no" => Some(false),
        _ => None,
    };
    let table = "
        role  confirmed  exception  has  by
        FE    -          -          no   guidance
        FE    yes        -          yes  school
        FE    no         -          no   school
        FE    -          yes        yes  exception
        FE    -          no         no   exception
        FE    yes        no         no   exception
        FE    no         yes        yes  exception
        -     yes        -          no   nothing
        -     yes        yes        yes  exception
        -     -          no         no   exception
    ";
    for line in table.trim().lines().skip(1) {
        let cells: Vec<&str> = line.split_whitespace().collect();
        let [role, confirmed, exception, has, by] = cells[..] else { panic!("{line}") };
        let mut rules = Rules::default();
        if let Some(allowed) = said(confirmed) {
            rules.confirmations.set(feature, Role::FullEdit, allowed).unwrap();
        }
        let until = Day::new(2026, 12, 18);
        rules.exceptions = Exceptions::from(
            said(exception).map(|allowed| Exception { feature, allowed, until }).into_iter().collect::<Vec<_>>(),
        );
        let answer = rules.answer(feature, (role == "FE").then_some(Role::FullEdit));
        assert_eq!(Some(answer.allowed()), said(has), "{line}");
        let decided_by = match (answer.exception, answer.by_role) {
            (Some(_), _) => "exception",
            (None, Some((_, decision))) if decision.basis == Basis::ConfirmedBySchool => "school",
            (None, Some(_)) => "guidance",
            (None, None) => "nothing",
        };
        assert_eq!(decided_by, by, "{line}");
        let why = answer.explain(feature);
        let names = match by {
            "exception" => "until 18 December 2026",
            "school" => "Your school has confirmed",
            "guidance" => "until your school confirms it",
            _ => "hold no role",
        };
        assert!(why.contains(names), "{line}: {why}");
    }
}

fn feature() -> impl Strategy<Value = Feature> {
    select(Feature::all().collect::<Vec<_>>())
}

fn rules() -> impl Strategy<Value = Rules> {
    let cells = proptest::collection::vec((feature(), select(Role::ALL.to_vec()), any::<bool>()), 0..200);
    let exceptions = proptest::collection::vec((feature(), any::<bool>(), any::<bool>()), 0..40);
    (cells, exceptions).prop_map(|(cells, exceptions)| {
        let mut confirmations = Confirmations::none();
        for (feature, role, allowed) in cells {
            // What is not to be confirmed refuses.
            let _ = confirmations.set(feature, role, allowed);
        }
        let until = |ends: bool| if ends { Day::new(2026, 12, 18) } else { None };
        let made =
            exceptions.into_iter().map(|(feature, allowed, ends)| Exception { feature, allowed, until: until(ends) });
        Rules { confirmations, exceptions: Exceptions::from(made.collect::<Vec<_>>()) }
    })
}

fn choice() -> impl Strategy<Value = RoleChoice> {
    let elsewhere: Vec<_> =
        Role::ALL.into_iter().map(Elsewhere::Role).chain([Elsewhere::Same, Elsewhere::Nothing]).collect();
    (select(Role::ALL.to_vec()), select(elsewhere.clone()), select(elsewhere))
        .prop_map(|(sonar, portal, comms_hub)| RoleChoice { portal, comms_hub, ..RoleChoice::everywhere(sonar) })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn every_answer_is_total_deterministic_and_names_its_reasons(rules in rules(), role in select(Role::ALL.to_vec())) {
        let mut seen = 0;
        for feature in Feature::all() {
            for role in [Some(role), None] {
                let answer = rules.answer(feature, role);
                prop_assert_eq!(answer, rules.clone().answer(feature, role));
                let why = answer.explain(feature);
                prop_assert!(why.ends_with('.') && why.len() > 20, "{}", why);
                prop_assert_eq!(why.contains("this person"), answer.exception.is_some(), "{}", why);
            }
            seen += 1;
        }
        prop_assert_eq!(seen, FEATURES);
    }

    #[test]
    fn nobody_has_what_neither_role_nor_exception_gives(
        rules in rules(), choice in choice(), used in subsequence(Product::ALL.to_vec(), 0..=5),
    ) {
        let permissions = rules.permissions(&choice, &used);
        for feature in Feature::all() {
            let by_role = choice.role_in(feature.product()).is_some_and(|role| decide(feature, role, &rules.confirmations).allowed);
            let gives = match rules.exceptions.get(feature) {
                Some(exception) => exception.allowed,
                None => by_role,
            };
            prop_assert_eq!(permissions.has(feature), used.contains(&feature.product()) && gives, "{}", feature.code());
        }
    }

    /// What one person's rules answer depends on nothing but their own.
    #[test]
    fn exceptions_are_of_one_person_alone(mine in rules(), theirs in rules(), choice in choice()) {
        let theirs = Rules { confirmations: mine.confirmations.clone(), ..theirs };
        let before = mine.permissions(&choice, &Product::ALL);
        let _others = theirs.permissions(&choice, &Product::ALL);
        prop_assert_eq!(mine.permissions(&choice, &Product::ALL), before);
        let plain = Rules::of_roles(mine.confirmations.clone()).permissions(&choice, &Product::ALL);
        for feature in Feature::all().filter(|feature| mine.exceptions.get(*feature).is_none()) {
            prop_assert_eq!(before.has(feature), plain.has(feature));
        }
    }

    #[test]
    fn exceptions_survive_the_wire_each_feature_once(rules in rules()) {
        let wire = serde_json::to_string(&rules.exceptions).unwrap();
        prop_assert_eq!(&serde_json::from_str::<Exceptions>(&wire).unwrap(), &rules.exceptions);
        let mut features: Vec<_> = rules.exceptions.iter().map(|one| one.feature.code()).collect();
        features.sort();
        let count = features.len();
        features.dedup();
        prop_assert_eq!(features.len(), count);
    }
}
