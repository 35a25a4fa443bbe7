//! The form that customises a role, the limits on what it gives, and its effect on members.
#![allow(clippy::unwrap_used)]
use super::*;
use crate::catalogue::Catalogue;
use crate::id::CustomRoleId;
use crate::permission::{Exception, RoleCustomisation};
use crate::role::Role;
use uuid::Uuid;

fn music() -> HeldRole {
    HeldRole::custom(Role::FullEdit, CustomRoleId::new(Uuid::from_u128(1)))
}

fn feature(code: &str) -> Feature {
    Feature::from_code(code).unwrap()
}

fn form(name: &str, cells: &[(&str, &str)]) -> RoleForm {
    let cells = cells.iter().map(|(code, setting)| ((*code).to_owned(), (*setting).to_owned())).collect();
    RoleForm { name: name.to_owned(), cells, version: 1, seen: String::new() }
}

fn school(cells: &[(Feature, CellSetting)]) -> SchoolRoles {
    let cells = cells.iter().map(|(feature, setting)| RoleCell { feature: *feature, setting: *setting }).collect();
    SchoolRoles {
        customised: vec![RoleCustomisation {
            role: music(),
            name: "Music teacher".to_owned(),
            cells,
            set_by_owner: Vec::new(),
            version: 1,
        }],
        ..SchoolRoles::none()
    }
}

#[test]
fn a_form_reads_back_and_what_follows_is_left_out() {
    let [one, two] = ["portal/invites/invite-staff-as-users", "sonar-tracker/groups/create-groups"];
    let typed = form(" Music  teacher ", &[(one, "deny"), (two, "")]);
    let read = typed.parse(music(), Catalogue::published().products(), &RoleCells::default()).unwrap();
    assert_eq!(read.name.unwrap().as_str(), "Music teacher");
    assert_eq!(read.cells.iter().collect::<Vec<_>>(), [RoleCell { feature: feature(one), setting: CellSetting::Deny }]);
    let shown = RoleForm::of(music(), &school(&[(feature(one), CellSetting::Deny)]));
    assert_eq!((shown.get(feature(one)), shown.get(feature(two)), shown.version), ("deny", "", 1));
}

#[test]
fn a_review_knows_the_roles_it_leads_to() {
    let [kept, gone, new] = [0, 1, 2].map(|at| Catalogue::published().features().nth(at).unwrap());
    let before = school(&[(kept, CellSetting::Deny), (gone, CellSetting::Deny)]);
    let review = RoleReview {
        role: music(),
        name: ("Music teacher".to_owned(), "Music lead".to_owned()),
        cells: vec![
            CellChange { feature: gone, old: Some(CellSetting::Deny), new: None },
            CellChange { feature: new, old: None, new: Some(CellSetting::Allow) },
        ],
        impact: Impact::default(),
        form: RoleForm::default(),
    };
    let after = review.roles_after(&before);
    let role = after.customised(music()).unwrap();
    assert_eq!((role.cells.get(kept), role.cells.get(gone)), (Some(CellSetting::Deny), None));
    assert_eq!((role.cells.get(new), after.label(music())), (Some(CellSetting::Allow), "Music lead".to_owned()));
    let unchanged = RoleReview { role: Role::FullEdit.into(), cells: Vec::new(), ..review };
    assert!(unchanged.roles_after(&before).customised(Role::FullEdit.into()).unwrap().cells.is_empty());
}

#[test]
fn cells_the_form_did_not_show_are_carried_over() {
    let [named, unnamed, unused] = [
        "portal/invites/invite-staff-as-users",
        "comms-hub/compose-send-messages/send-sms",
        "sonar-tracker/groups/create-groups",
    ];
    let set = |code| RoleCell { feature: feature(code), setting: CellSetting::Deny };
    let current = RoleCells::from(vec![set(named), set(unnamed), set(unused)]);
    // The form was rendered before Comms Hub was switched on, and names a product that has been switched off since.
    let typed = form("Music", &[(named, ""), (unused, "allow")]);
    let read = typed.parse(music(), &[Product::PORTAL, Product::COMMS_HUB], &current).unwrap();
    assert_eq!(read.cells, RoleCells::from(vec![set(unnamed), set(unused)]));
}

#[test]
fn every_field_that_is_wrong_is_named_at_once() {
    let fields = |form: &RoleForm, role: HeldRole| {
        let errors = form.parse(role, &[Product::PORTAL], &RoleCells::default()).err().unwrap_or_default();
        errors.into_iter().map(|error| error.field).collect::<Vec<_>>()
    };
    let known = "portal/invites/invite-staff-as-users";
    let unused = "sonar-tracker/groups/create-groups";
    let typed = form("full EDIT", &[("no/such/permission", "allow"), (known, "perhaps"), (unused, "allow")]);
    assert_eq!(fields(&typed, music()), [NAME, "no/such/permission", known]);
    // A standard role keeps its name, whatever the form says.
    assert_eq!(fields(&form("", &[(known, "allow")]), Role::FullEdit.into()), Vec::<String>::new());
    assert_eq!(fields(&form(&"x".repeat(41), &[]), music()), [NAME]);
    assert_eq!(fields(&form("   ", &[]), music()), [NAME]);
}

#[test]
fn nobody_gives_what_they_lack_and_a_restriction_is_turned_round() {
    let plain = Catalogue::published()
        .features()
        .find(|one| !one.is_restriction() && !crate::permission::decide(*one, music(), &school(&[])).allowed)
        .unwrap();
    let restriction = Catalogue::published().features().find(|one| one.is_restriction()).unwrap();
    let held = school(&[(restriction, CellSetting::Allow)]);
    for (before, after, set, may_give, is_beyond) in [
        (&school(&[]), CellSetting::Allow, plain, false, true),
        (&school(&[]), CellSetting::Allow, plain, true, false),
        (&school(&[(plain, CellSetting::Allow)]), CellSetting::Deny, plain, false, false),
        (&school(&[(plain, CellSetting::Allow)]), CellSetting::Allow, plain, false, false),
        // Lifting a restriction gives a member something; imposing one does not.
        (&held, CellSetting::Deny, restriction, false, true),
        (&held, CellSetting::Deny, restriction, true, false),
        (&school(&[]), CellSetting::Allow, restriction, true, false),
        (&school(&[]), CellSetting::Allow, restriction, false, false),
    ] {
        let rule = |_| if may_give { Ok(()) } else { Err(Denial::YouLack) };
        let found = beyond(music(), Catalogue::published().products(), before, &school(&[(set, after)]), rule);
        let expected = if is_beyond { vec![(set, Denial::YouLack)] } else { Vec::new() };
        assert_eq!(found, expected, "{after:?} {} {may_give}", set.name());
    }
}

#[test]
fn people_for_whom_the_same_changes_stand_together_and_an_exception_keeps_what_it_says() {
    let set = feature("sonar-tracker/groups/create-groups");
    let (before, after) = (school(&[]), school(&[(set, CellSetting::Allow)]));
    let holder = |name: &str, exceptions| CustomisationHolder {
        name: name.to_owned(),
        roles: (RoleChoice::in_every_product(music()), RoleChoice::in_every_product(music())),
        exceptions,
    };
    let exception = Exceptions::from(vec![Exception { feature: set, allowed: false, until: None }]);
    let mut impact = Impact::default();
    for holder in [holder("Ada", Exceptions::none()), holder("Ben", exception), holder("Cy", Exceptions::none())] {
        let change = holder.difference(Catalogue::published().products(), &before, &after);
        impact.add(holder.name, &change);
    }
    assert_eq!((impact.people(), impact.same, impact.affected.len()), (2, 1, 1));
    assert_eq!(impact.affected[0].people.names, ["Ada", "Cy"]);
    assert_eq!(
        (impact.affected[0].gains.as_slice(), impact.affected[0].loses.as_slice()),
        ([set].as_slice(), [].as_slice())
    );
}
