//! The order in which a member's permissions are decided, as a table of cases and as properties.
#![allow(clippy::unwrap_used, clippy::panic)]

use domain::catalogue::{Catalogue, Cell, Feature};
use domain::day::Day;
use domain::id::CustomRoleId;
use domain::permission::{
    Basis, CellSetting, Exception, Exceptions, RoleCell, RoleCells, RoleChoice, RoleCustomisation, RoleOverride, Rules,
    SchoolRoles, decide,
};
use domain::product::Product;
use domain::role::{HeldRole, Role};
use proptest::prelude::*;
use proptest::sample::{select, subsequence};
use uuid::Uuid;

fn named(code: &str) -> Feature {
    Feature::from_code(code).unwrap()
}

/// The school's own roles in these tests, based on Full Edit: one that exists, and one that no longer does.
fn music() -> HeldRole {
    HeldRole::custom(Role::FullEdit, CustomRoleId::new(Uuid::from_u128(1)))
}

fn gone() -> HeldRole {
    HeldRole::custom(Role::FullEdit, CustomRoleId::new(Uuid::from_u128(2)))
}

fn customised(role: HeldRole, cells: impl IntoIterator<Item = RoleCell>) -> RoleCustomisation {
    let name = if role.is_custom() { "Music teacher".to_owned() } else { String::new() };
    RoleCustomisation { role, name, cells: cells.into_iter().collect(), set_by_owner: Vec::new(), version: 1 }
}

/// What arrives where `value` is sent.
fn sent<T: serde::Serialize + serde::de::DeserializeOwned>(value: &T) -> T {
    serde_json::from_str(&serde_json::to_string(value).unwrap()).unwrap()
}

/// The setting of each layer, and the result. `-` is a layer without a setting.
#[test]
fn the_first_layer_that_says_something_decides() {
    // A feature that is to be confirmed for Full Edit and not given by the guidance.
    let feature = named("sonar-tracker/groups/create-groups");
    assert_eq!(feature.published(Role::FullEdit), Cell::ToBeConfirmed);
    let said = |word: &str| match word {
        "yes" => Some(true),
        "no" => Some(false),
        _ => None,
    };
    let set = |word: &str| CellSetting::from_code(word).map(|setting| RoleCell { feature, setting });
    let table = "
        role   in-role  in-standard  confirmed  exception  has  by
        FE     -        -            -          -          no   guidance
        FE     -        -            yes        -          yes  confirmed
        FE     -        -            no         -          no   confirmed
        FE     -        allow        no         -          yes  changed
        FE     -        deny         yes        -          no   changed
        FE     -        not-set      yes        -          no   changed
        FE     -        -            -          yes        yes  exception
        FE     -        -            -          no         no   exception
        FE     -        -            yes        no         no   exception
        FE     -        -            no         yes        yes  exception
        FE     -        allow        yes        no         no   exception
        FE     -        deny         no         yes        yes  exception
        FE     allow    -            -          -          no   guidance
        MUSIC  -        -            -          -          no   guidance
        MUSIC  -        -            yes        -          yes  confirmed
        MUSIC  -        allow        no         -          yes  changed
        MUSIC  allow    -            no         -          yes  role
        MUSIC  allow    deny         no         -          yes  role
        MUSIC  deny     allow        yes        -          no   role
        MUSIC  not-set  allow        yes        -          no   role
        MUSIC  allow    allow        yes        no         no   exception
        MUSIC  deny     -            -          yes        yes  exception
        GONE   allow    allow        yes        -          no   gone
        GONE   -        -            -          yes        yes  exception
        -      allow    allow        yes        -          no   nothing
        -      -        -            yes        yes        yes  exception
        -      -        -            -          no         no   exception
    ";
    for line in table.trim().lines().skip(1) {
        let cells: Vec<&str> = line.split_whitespace().collect();
        let [role, in_role, in_standard, confirmed, exception, has, by] = cells[..] else { panic!("{line}") };
        let mut roles = SchoolRoles::none();
        if let Some(allowed) = said(confirmed) {
            roles.confirmations.set(feature, Role::FullEdit, allowed).unwrap();
        }
        roles.customised = vec![customised(music(), set(in_role)), customised(Role::FullEdit.into(), set(in_standard))];
        let until = Day::new(2026, 12, 18);
        let exceptions = said(exception).map(|allowed| Exception { feature, allowed, until }).into_iter().collect();
        let rules = Rules { roles, exceptions };
        let held = match role {
            "FE" => Some(Role::FullEdit.into()),
            "MUSIC" => Some(music()),
            "GONE" => Some(gone()),
            _ => None,
        };
        let answer = rules.answer(feature, held);
        assert_eq!(Some(answer.allowed()), said(has), "{line}");
        let decided_by = match (answer.exception, answer.by_role.map(|(_, decision)| decision.basis)) {
            (Some(_), _) => "exception",
            (None, Some(Basis::SetInRole(_))) => "role",
            (None, Some(Basis::ChangedBySchool(_))) => "changed",
            (None, Some(Basis::ConfirmedBySchool)) => "confirmed",
            (None, Some(Basis::RoleGone)) => "gone",
            (None, Some(_)) => "guidance",
            (None, None) => "nothing",
        };
        assert_eq!(decided_by, by, "{line}");
        let why = answer.explain(feature, &rules.roles);
        let names = match by {
            "exception" => "until 18 December 2026",
            "role" => "for Music teacher, so Music teacher",
            "changed" => "Your school has changed Full Edit",
            "confirmed" => "Your school has confirmed",
            "gone" => "is not there any more",
            "guidance" => "until your school confirms it",
            _ => "hold no role",
        };
        assert!(why.contains(names), "{line}: {why}");
        assert_eq!(
            why.contains("Music teacher is like Full Edit here"),
            role == "MUSIC" && !["role", "exception"].contains(&by)
                || (by == "exception" && role == "MUSIC" && in_role == "-"),
            "{line}: {why}"
        );
    }
}

/// Allowing a restriction means that the limit applies.
#[test]
fn a_restriction_that_is_allowed_holds_back() {
    let restriction = Catalogue::published().features().find(|feature| feature.is_restriction()).unwrap();
    for (setting, says) in [(CellSetting::Allow, "is held back by it"), (CellSetting::Deny, "is free of it")] {
        let roles = SchoolRoles {
            customised: vec![customised(music(), [RoleCell { feature: restriction, setting }])],
            ..SchoolRoles::none()
        };
        let answer = Rules::of_roles(roles.clone()).answer(restriction, music());
        assert!(answer.explain(restriction, &roles).contains(says));
    }
}

fn feature() -> impl Strategy<Value = Feature> {
    select(Catalogue::published().features().collect::<Vec<_>>())
}

/// Any role that a member can hold, including one that does not exist.
fn held() -> impl Strategy<Value = HeldRole> {
    select(Role::ALL.into_iter().map(HeldRole::from).chain([music(), gone()]).collect::<Vec<_>>())
}

fn cells() -> impl Strategy<Value = RoleCells> {
    proptest::collection::vec((feature(), select(CellSetting::ALL.to_vec())), 0..60)
        .prop_map(|cells| cells.into_iter().map(|(feature, setting)| RoleCell { feature, setting }).collect())
}

fn school_roles() -> impl Strategy<Value = SchoolRoles> {
    let confirmed = proptest::collection::vec((feature(), select(Role::ALL.to_vec()), any::<bool>()), 0..200);
    let standard = proptest::collection::vec((select(Role::ALL.to_vec()), cells()), 0..4);
    (confirmed, standard, cells()).prop_map(|(confirmed, standard, own)| {
        let mut roles = SchoolRoles::none();
        for (feature, role, allowed) in confirmed {
            // Cells that are not to be confirmed are refused.
            let _ = roles.confirmations.set(feature, role, allowed);
        }
        roles.customised.push(customised(music(), own.iter()));
        roles.customised.extend(standard.into_iter().map(|(role, cells)| customised(role.into(), cells.iter())));
        roles
    })
}

fn rules() -> impl Strategy<Value = Rules> {
    let exceptions = proptest::collection::vec((feature(), any::<bool>(), any::<bool>()), 0..40);
    (school_roles(), exceptions).prop_map(|(roles, exceptions)| {
        let until = |ends: bool| if ends { Day::new(2026, 12, 18) } else { None };
        let made =
            exceptions.into_iter().map(|(feature, allowed, ends)| Exception { feature, allowed, until: until(ends) });
        Rules { roles, exceptions: made.collect() }
    })
}

fn choice() -> impl Strategy<Value = RoleChoice> {
    let elsewhere =
        prop_oneof![held().prop_map(RoleOverride::from), Just(RoleOverride::Same), Just(RoleOverride::Nothing)];
    (held(), elsewhere.clone(), elsewhere).prop_map(|(main, portal, comms_hub)| {
        RoleChoice::in_every_product(main).with(Product::PORTAL, portal).with(Product::COMMS_HUB, comms_hub)
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn every_answer_is_total_the_same_in_the_browser_and_names_its_reasons(rules in rules(), role in held()) {
        let mut seen = 0;
        // As the browser gets them.
        let sent = Rules { roles: sent(&rules.roles), exceptions: sent(&rules.exceptions) };
        for feature in Catalogue::published().features() {
            for role in [Some(role), None] {
                let answer = rules.answer(feature, role);
                prop_assert_eq!(answer, sent.answer(feature, role));
                let why = answer.explain(feature, &rules.roles);
                prop_assert!(why.ends_with('.') && why.len() > 20, "{}", why);
                prop_assert_eq!(why.contains("this person"), answer.exception.is_some(), "{}", why);
            }
            seen += 1;
        }
        prop_assert_eq!(seen, Catalogue::published().feature_count());
    }

    #[test]
    fn nobody_has_what_neither_role_nor_exception_gives(
        rules in rules(), choice in choice(), used in subsequence(Catalogue::published().products().to_vec(), 0..=5),
    ) {
        let permissions = rules.permissions(&choice, &used);
        for feature in Catalogue::published().features() {
            let by_role = choice.role_in(feature.product()).is_some_and(|role| decide(feature, role, &rules.roles).allowed);
            let gives = match rules.exceptions.get(feature) {
                Some(exception) => exception.allowed,
                None => by_role,
            };
            prop_assert_eq!(permissions.has(feature), used.contains(&feature.product()) && gives, "{}", feature.code());
        }
    }

    /// A school's own role gives what its cells say and otherwise what its standard role gives.
    #[test]
    fn a_copied_role_follows_its_standard_role_but_for_its_own_cells(roles in school_roles()) {
        let own = roles.customised(music()).cloned().unwrap();
        for feature in Catalogue::published().features() {
            let (copy, standard) = (decide(feature, music(), &roles), decide(feature, Role::FullEdit, &roles));
            match own.cells.get(feature) {
                Some(setting) => {
                    prop_assert_eq!((copy.allowed, copy.basis), (setting.allows(), Basis::SetInRole(setting)));
                }
                None => prop_assert_eq!(copy, standard),
            }
            prop_assert!(!decide(feature, gone(), &roles).allowed, "a role that is not there gives nothing");
        }
    }

    /// A school's settings in one role change no other role.
    #[test]
    fn a_changed_role_changes_that_role_alone(roles in school_roles(), more in cells(), role in held()) {
        let mut changed = roles.clone();
        changed.customised.retain(|customised| customised.role != role);
        changed.customised.push(customised(role, more.iter()));
        for other in Role::ALL.into_iter().map(HeldRole::from).chain([music()]) {
            if other != role && HeldRole::from(other.level()) != role {
                for feature in Catalogue::published().features() {
                    prop_assert_eq!(decide(feature, other, &changed), decide(feature, other, &roles));
                }
            }
        }
    }

    #[test]
    fn what_a_school_says_of_its_roles_survives_the_wire(roles in school_roles()) {
        let wire = serde_json::to_string(&roles).unwrap();
        prop_assert_eq!(serde_json::from_str::<SchoolRoles>(&wire).unwrap(), roles);
    }

    /// A member's rules depend only on their own exceptions.
    #[test]
    fn exceptions_are_of_one_person_alone(mine in rules(), theirs in rules(), choice in choice()) {
        let theirs = Rules { roles: mine.roles.clone(), ..theirs };
        let before = mine.permissions(&choice, Catalogue::published().products());
        let _others = theirs.permissions(&choice, Catalogue::published().products());
        prop_assert_eq!(mine.permissions(&choice, Catalogue::published().products()), before.clone());
        let plain = Rules::of_roles(mine.roles.clone()).permissions(&choice, Catalogue::published().products());
        for feature in Catalogue::published().features().filter(|feature| mine.exceptions.get(*feature).is_none()) {
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
