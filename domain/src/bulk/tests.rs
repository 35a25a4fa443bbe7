//! Who a bulk change affects, what its form requires, and that its totals equal the sum of single changes.
#![allow(clippy::unwrap_used)]
use super::*;
use crate::access::{Denial, Grants};
use crate::catalogue::{Catalogue, Feature};
use crate::permission::{Exception, Exceptions, Rules, SchoolRoles, difference, telling_order};
use crate::role::{HeldRole, Role};
use crate::user::{Access, Registration};
use proptest::prelude::*;
use uuid::Uuid;

fn member(number: u128) -> MemberId {
    MemberId::new(Uuid::from_u128(number))
}

fn person(role: Role) -> BulkPerson {
    BulkPerson {
        member: member(7),
        roles: RoleChoice::in_every_product(role),
        registration: Registration::Registered,
        access: Access::Active,
        has_email: true,
        just_invited: false,
    }
}

const OWNER: Grants =
    Grants { member: MemberId::new(Uuid::from_u128(1)), held: HeldRole::standard(Role::AccountOwner) };
const ADMIN: Grants =
    Grants { member: MemberId::new(Uuid::from_u128(2)), held: HeldRole::standard(Role::AccountAdmin) };

fn sonar(role: Role) -> BulkChange {
    BulkChange::Role { product: Product::SONAR_TRACKER, to: RoleOverride::from(role) }
}

#[test]
fn each_is_weighed_by_the_rules_that_hold_for_them_alone() {
    let full = person(Role::FullEdit);
    let with = |access| BulkPerson { access, ..full.clone() };
    let invited = BulkPerson { registration: Registration::NotRegistered, ..full.clone() };
    let oneself = BulkPerson { member: ADMIN.member, ..person(Role::AccountAdmin) };
    let nowhere = BulkPerson { roles: full.roles.clone().with(Product::PORTAL, RoleOverride::Nothing), ..full.clone() };
    let no_portal = BulkChange::Role { product: Product::PORTAL, to: RoleOverride::Nothing };
    let left = |denial| BulkOutcome::LeftOut(denial);
    let owner = Denial::EqualOrAbove { role: Role::AccountOwner };
    let deleted = Denial::NotAsTheyAre { access: Access::Deleted };
    for (change, who, grants, weighed) in [
        (sonar(Role::PartialEdit), full.clone(), ADMIN, BulkOutcome::Changes),
        (sonar(Role::FullEdit), full.clone(), ADMIN, BulkOutcome::Has),
        (sonar(Role::AccountAdmin), full.clone(), ADMIN, left(Denial::RoleNotYours { role: Role::AccountAdmin })),
        (sonar(Role::AccountAdmin), full.clone(), OWNER, BulkOutcome::Changes),
        (sonar(Role::FullEdit), person(Role::AccountOwner), ADMIN, left(owner)),
        (sonar(Role::FullEdit), oneself.clone(), ADMIN, left(Denial::Yourself)),
        (sonar(Role::AccountAdmin), oneself.clone(), ADMIN, left(Denial::Yourself)),
        (sonar(Role::FullEdit), with(Access::Deleted), ADMIN, left(deleted)),
        (sonar(Role::PartialEdit), with(Access::Blocked), ADMIN, BulkOutcome::Changes),
        (no_portal, full.clone(), ADMIN, BulkOutcome::Changes),
        (no_portal, nowhere, ADMIN, BulkOutcome::Has),
        (BulkChange::Invite, full.clone(), ADMIN, left(Denial::AlreadyRegistered)),
        (BulkChange::Invite, invited.clone(), ADMIN, BulkOutcome::Changes),
        (BulkChange::Invite, BulkPerson { access: Access::Blocked, ..invited.clone() }, ADMIN, left(Denial::NotLetIn)),
        (BulkChange::Invite, BulkPerson { just_invited: true, ..invited.clone() }, ADMIN, BulkOutcome::Has),
        (BulkChange::Invite, BulkPerson { has_email: false, ..invited.clone() }, ADMIN, left(Denial::NoEmail)),
        (BulkChange::Block, full.clone(), ADMIN, BulkOutcome::Changes),
        (BulkChange::Block, with(Access::Blocked), ADMIN, BulkOutcome::Has),
        (
            BulkChange::Block,
            with(Access::Deactivated),
            ADMIN,
            left(Denial::NotAsTheyAre { access: Access::Deactivated }),
        ),
        (BulkChange::Block, oneself, ADMIN, left(Denial::Yourself)),
        (BulkChange::Deactivate, with(Access::Blocked), ADMIN, BulkOutcome::Changes),
        (BulkChange::Deactivate, with(Access::Deactivated), ADMIN, BulkOutcome::Has),
        (BulkChange::Deactivate, with(Access::Deleted), ADMIN, left(deleted)),
        (BulkChange::Deactivate, full, Grants::of(ADMIN.member, Role::FullEdit), left(Denial::ForAdmins)),
    ] {
        assert_eq!(change.evaluate(&who, &grants), weighed, "{change:?} {who:?}");
    }
}

#[test]
fn a_form_says_what_is_missing() {
    let fill = |act: &str, product: &str, role: &str| BulkForm {
        people: member(1).to_string(),
        act: act.to_owned(),
        product: product.to_owned(),
        role: role.to_owned(),
        ..BulkForm::default()
    };
    let wrong = |form: &BulkForm| match form.parse(Catalogue::published().products()) {
        Ok(_) => String::new(),
        Err(errors) => errors.into_iter().map(|error| error.field).collect::<Vec<_>>().join(" "),
    };
    for (form, fields) in [
        (fill("role", "portal", "none"), ""),
        (fill("role", "portal", "same"), ""),
        (fill("role", "sonar-tracker", "full-edit"), ""),
        (fill("role", "sonar-tracker", "same"), "role"),
        (fill("role", "sonar-tracker", "none"), "role"),
        (fill("role", "portal", ""), "role"),
        (fill("role", "", "full-edit"), "product"),
        (fill("delete", "", ""), "act"),
        (fill("block", "", ""), ""),
        (BulkForm { people: "x".to_owned(), ..fill("block", "", "") }, "people"),
        (BulkForm { people: String::new(), ..BulkForm::default() }, "people act"),
        (BulkForm { reason: "x".repeat(501), ..fill("block", "", "") }, "reason"),
    ] {
        assert_eq!(wrong(&form), fields, "{form:?}");
    }
    let unused = fill("role", "portal", "full-edit").parse(&[Product::SONAR_TRACKER]).unwrap_err();
    assert_eq!(unused[0].field, "product");
}

#[test]
fn ten_thousand_fit_and_each_counts_once() {
    let people: Vec<_> = (0..MOST_PEOPLE as u128 + 1).map(member).collect();
    let text = people_text(&people[..MOST_PEOPLE]);
    assert!(text.len() + 8 * MOST_PEOPLE < 900_000);
    assert_eq!(read_people(&text).unwrap(), people[..MOST_PEOPLE]);
    assert_eq!(read_people(&people_text(&people)).unwrap_err().field, BULK_PEOPLE);
    assert_eq!(read_people(&people_text(&[people[3], people[1], people[3]])).unwrap(), [people[3], people[1]]);
}

#[test]
fn only_a_summary_is_confirmed() {
    let change = BulkChange::Block;
    let people = [member(7), member(8)];
    let bulk = Bulk { people: people.to_vec(), change, reason: None };
    let seen = vec![change.seen(&person(Role::FullEdit), &ADMIN), ReviewedState::nobody()];
    let form = BulkForm {
        seen: ReviewedState::write_all(&seen),
        key: BulkId::new(Uuid::from_u128(5)).to_string(),
        ..BulkForm::of(&people, change)
    };
    assert_eq!(form.confirmed(&bulk).unwrap().1, seen);
    for wrong in [
        BulkForm { key: String::new(), ..form.clone() },
        BulkForm { seen: String::new(), ..form.clone() },
        BulkForm { seen: form.seen[1..].to_owned(), ..form.clone() },
        BulkForm { seen: "é".repeat(8), ..form.clone() },
    ] {
        assert!(wrong.confirmed(&bulk).is_err(), "{wrong:?}");
    }
}

#[test]
fn who_is_left_out_is_named_by_reason() {
    let mut left = Vec::new();
    let (a, b) = (LeftOutBecause::Gone, LeftOutBecause::ChangedSince);
    for (why, name) in [(a, "Amy"), (b, "Ben"), (a, "Cleo")] {
        SkippedGroup::add(&mut left, why, name.to_owned());
    }
    assert_eq!(
        left.iter().map(|left| (left.why, left.people.text())).collect::<Vec<_>>(),
        [(a, "Amy, Cleo".to_owned()), (b, "Ben".to_owned())]
    );
    let mut many = NameSummary::default();
    (0..NameSummary::MOST + 2).for_each(|number| many.push(number.to_string()));
    assert!(many.text().ends_with(" and 2 more"));
}

fn choice() -> impl Strategy<Value = RoleChoice> {
    let elsewhere = prop_oneof![
        Just(RoleOverride::Same),
        Just(RoleOverride::Nothing),
        (0..Role::ALL.len()).prop_map(|role| RoleOverride::from(Role::ALL[role]))
    ];
    (0..Role::ALL.len(), elsewhere.clone(), elsewhere).prop_map(|(main, portal, juniper_mis)| {
        RoleChoice::in_every_product(Role::ALL[main])
            .with(Product::PORTAL, portal)
            .with(Product::JUNIPER_MIS, juniper_mis)
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn what_all_gain_and_lose_is_what_each_does(
        moved in proptest::collection::vec((choice(), choice(), 1u32..4), 0..5),
        excepted in proptest::collection::vec((0..Catalogue::published().feature_count(), proptest::bool::ANY), 0..4),
    ) {
        let feature = |index| Catalogue::published().features().nth(index).unwrap();
        let one = |(index, allowed)| Exception { feature: feature(index), allowed, until: None };
        let exceptions = Exceptions::from(excepted.into_iter().map(one).collect::<Vec<_>>());
        let moved: Vec<_> = moved.into_iter().map(|(before, after, people)| RoleChangeCount { before, after, exceptions: exceptions.clone(), people }).collect();
        let (roles, rules) = (SchoolRoles::none(), Rules { exceptions, ..Rules::default() });
        let together = combined(&moved, Catalogue::published().products(), &roles);
        let shift = |is_in: &dyn Fn(Feature) -> bool| {
            let (mut gain, mut lose) = (0, 0);
            for RoleChangeCount { before, after, people, .. } in &moved {
                // The reference adds up one member at a time, as the summary of one member does.
                for _ in 0..*people {
                    let of = |choice| rules.permissions(choice, Catalogue::published().products());
                    let difference = difference(&of(before), &of(after));
                    gain += u32::from(difference.gains().any(is_in));
                    lose += u32::from(difference.loses().any(is_in));
                }
            }
            GainLossCount { gain, lose }
        };
        prop_assert_eq!(together.all, shift(&|_| true));
        for feature in Catalogue::published().features() {
            let found = together.features.iter().find(|(other, _)| *other == feature).map(|(_, shift)| *shift);
            prop_assert_eq!(found.unwrap_or_default(), shift(&|other| other == feature));
        }
        for (topic, found) in &together.topics {
            prop_assert_eq!(*found, shift(&|feature| topic.features.contains(&feature)));
        }
        prop_assert!(together.features.is_sorted_by(|(one, _), (next, _)| telling_order(*one) < telling_order(*next)));
    }

    #[test]
    fn a_summary_knows_whom_somebody_changed(before in choice(), after in choice()) {
        let change = sonar(Role::PartialEdit);
        let of = |roles| change.seen(&BulkPerson { roles, ..person(Role::FullEdit) }, &OWNER);
        prop_assert_eq!(of(before.clone()) == of(after.clone()), before == after);
    }
}

#[test]
fn what_was_done_to_one_is_said_with_the_product_unless_it_is_the_main_one() {
    let portal = |to| BulkChange::Role { product: Product::PORTAL, to };
    for (change, said) in [
        (sonar(Role::PartialEdit), "Amy Webb is now Partial Edit"),
        (portal(Role::FullEdit.into()), "Amy Webb is now Full Edit in Portal"),
        (portal(RoleOverride::Same), "Amy Webb now has the same role in Portal as in Sonar Tracker"),
        (portal(RoleOverride::Nothing), "Amy Webb now has no role in Portal"),
        (BulkChange::Block, "Amy Webb is blocked"),
        (BulkChange::Deactivate, "Amy Webb is deactivated"),
    ] {
        assert_eq!(change.did("Amy Webb", &SchoolRoles::none()), said);
    }
}

#[test]
fn what_changes_most_is_said_with_the_sensitive_first() {
    let change = |before, after, people| RoleChangeCount {
        before: RoleChoice::in_every_product(before),
        after: RoleChoice::in_every_product(after),
        exceptions: Exceptions::none(),
        people,
    };
    let said =
        |moved: &[RoleChangeCount]| combined(moved, Catalogue::published().products(), &SchoolRoles::none()).in_words();
    let lines =
        said(&[change(Role::FullEdit, Role::PartialEdit, 8), change(Role::MinimalReadOnly, Role::PartialEdit, 1)]);
    assert!(lines[0].starts_with("What 8 people lose: safeguarding"), "{lines:?}");
    assert!(lines.iter().any(|line| line.starts_with("What 1 person gains: ")), "{lines:?}");
    assert!(said(&[change(Role::PartialEdit, Role::PartialEdit, 8)]).is_empty());
}
