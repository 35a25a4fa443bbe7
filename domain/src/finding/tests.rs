//! What searches mean, and what each reader finds.

#![allow(clippy::unwrap_used)]

use super::*;
use crate::catalogue::Catalogue;
use crate::id::{CustomRoleId, SchoolId};
use crate::permission::{Exceptions, RoleCells, RoleChoice, RoleCustomisation, SchoolRoles};
use crate::role::Role;
use crate::school::SchoolSettings;
use crate::viewer::Viewer;
use uuid::Uuid;

fn own_role() -> HeldRole {
    HeldRole::custom(Role::PartialEdit, CustomRoleId::new(Uuid::from_u128(7)))
}

fn school() -> SchoolRoles {
    let music = RoleCustomisation {
        role: own_role(),
        name: "Partial Edit Music".to_owned(),
        cells: RoleCells::default(),
        set_by_owner: Vec::new(),
        version: 1,
    };
    SchoolRoles { customised: vec![music], ..SchoolRoles::none() }
}

fn viewer(role: Role) -> Viewer {
    Viewer {
        member: MemberId::new(Uuid::from_u128(1)),
        first_name: "Rita".to_owned(),
        name: "Rita Reader".to_owned(),
        known_as: None,
        email: "rita@oak.sch.uk".to_owned(),
        roles: RoleChoice::in_every_product(role),
        exceptions: Exceptions::none(),
        viewing_from: None,
        school: SchoolId::new(Uuid::from_u128(2)),
        settings: SchoolSettings {
            name: "Oak".to_owned(),
            products: Catalogue::published().products().to_vec(),
            roles: school(),
            help_contact: String::new(),
            is_mis_fed: false,
            reminds: false,
            mails_anchor: false,
            change_no: 0,
        },
        has_other_schools: false,
    }
}

fn person(name: &str, role: Role, access: Access) -> FoundPerson {
    FoundPerson {
        member: MemberId::new(Uuid::from_u128(name.len() as u128 + 100)),
        name: name.to_owned(),
        job_title: "Teacher".to_owned(),
        role: role.into(),
        role_name: role.label().to_owned(),
        status: if access == Access::Blocked { MemberStatus::Blocked } else { MemberStatus::Active },
        registration: Registration::Registered,
        access,
        has_email: true,
    }
}

/// What a reader with `role` finds, one line each; what is refused is marked.
fn found(text: &str, role: Role, people: &[FoundPerson]) -> Vec<String> {
    let question = Question::read(text, &school());
    let people = if question.people().is_some() { people.to_vec() } else { Vec::new() };
    let line = |finding: Finding| if finding.is_open() { finding.title() } else { format!("({})", finding.title()) };
    question.answer(&viewer(role), people).into_iter().map(line).collect()
}

/// The search for people in a search, and the first thing to do that is found for one whom it finds.
#[test]
fn a_search_is_read_as_people_mean_it() {
    for (text, people, first) in [
        ("block Chloe", "Chloe", "Block Kim Lee"),
        ("Chloe block!", "Chloe", "Block Kim Lee"),
        ("BLOCK  chloe o’brien", "chloe o’brien", "Block Kim Lee"),
        ("lock out", "out", "Block Kim Lee"),
        ("unblock Chloe", "Chloe", "(Unblock Kim Lee)"),
        ("Emily → Partial Edit", "Emily", "Give Kim Lee the role Partial Edit"),
        ("Emily -> partial edit", "Emily", "Give Kim Lee the role Partial Edit"),
        ("Emily→PE", "Emily", "Give Kim Lee the role Partial Edit"),
        ("Emily → PEM", "Emily", "Give Kim Lee the role Partial Edit Music"),
        ("Emily Partial Edit", "Emily", "Give Kim Lee the role Partial Edit"),
        ("make Emily a Full Read-only user", "Emily", "Give Kim Lee the role Full Read-only"),
        ("give Emily full read only", "Emily", "Give Kim Lee the role Full Read-only"),
        ("change Emily's role to Minimal Edit", "Emily", "Give Kim Lee the role Minimal Edit"),
        ("Emily Partial Edit Music", "Emily", "Give Kim Lee the role Partial Edit Music"),
        ("Emily Account Owner", "Emily", "(Give Kim Lee the role Account Owner)"),
        ("change Emily's role", "Emily", "Change the role of Kim Lee"),
        ("Emily's history", "Emily", "History of Kim Lee"),
        ("exceptions for Emily", "Emily", "Exceptions for Kim Lee"),
        ("reset password Emily", "Emily", "Send Kim Lee a link for a new password"),
        ("reset Emily", "Emily", "Send Kim Lee a link for a new password"),
        ("reset Emily's password", "Emily", "Send Kim Lee a link for a new password"),
        ("invite Emily again", "Emily", "(Invite Kim Lee)"),
        ("Emily → part", "Emily", "Give Kim Lee the role Partial Edit"),
        ("Emily -> min r", "Emily", "Give Kim Lee the role Minimal Read-only"),
        ("change Emily to minimal r", "Emily", "Give Kim Lee the role Minimal Read-only"),
        ("make Emily partial", "Emily", "Give Kim Lee the role Partial Edit"),
        ("block Emily Lock", "Emily Lock", "Block Kim Lee"),
        ("what if Emily", "Emily", "What if Kim Lee had another role?"),
        ("sign out Emily", "Emily", "Where Kim Lee is signed in"),
        ("resend invitation to Emily", "Emily", "(Invite Kim Lee)"),
        ("Emily", "Emily", "Kim Lee"),
        ("PE teacher", "PE teacher", "Kim Lee"),
    ] {
        let question = Question::read(text, &school());
        assert_eq!(question.people(), Some(people), "{text}");
        let kim = [person("Kim Lee", Role::FullEdit, Access::Active)];
        assert_eq!(found(text, Role::AccountOwner, &kim).first().map(String::as_str), Some(first), "{text}");
    }
    for text in ["", "  ", "→", "who can send SMS", "Who has Emily", "Partial Edit", "block", "→ Full Edit"] {
        assert_eq!(Question::read(text, &school()).people(), None, "{text}");
    }
    let restored = Question::read("restore Emily", &school());
    assert_eq!((restored.people(), restored.among()), (Some("Emily"), Some(MemberStatus::Deleted)));
}

#[test]
fn pages_permissions_and_roles_are_found_by_their_words() {
    for (text, first) in [
        ("who can send SMS", "Who can: Send SMS"),
        ("Who can text parents?", "Who can: Send SMS"),
        ("SEND", "Who can: Pupils - Special Educational Needs"),
        ("safeguarding", "Who can: Pupils - Safeguarding"),
        (
            "who is held back by content requires approval",
            "Who is held back: Content requires approval before going live",
        ),
        ("sett", "School settings"),
        ("audit", "Audit log"),
        ("add a new user", "Add a new user"),
        ("upload excel", "Import staff"),
        ("Partial Edit Music", "What Partial Edit Music can do"),
        ("Partial", "What Partial Edit can do"),
    ] {
        assert_eq!(found(text, Role::AccountOwner, &[]).first().map(String::as_str), Some(first), "{text}");
    }
    assert_eq!(
        found("Full Edit", Role::AccountOwner, &[])[..2],
        ["What Full Edit can do", "People with the role Full Edit"].map(str::to_owned)
    );
    assert_eq!(found("zebra crossing", Role::AccountOwner, &[]), Vec::<String>::new());
    assert_eq!(found("", Role::AccountOwner, &[]).len(), SitePage::ALL.len(), "every page, before anything is typed");
}

/// Nobody finds what they may not list or open, whatever the server handed over.
#[test]
fn each_role_finds_only_what_it_may() {
    let people = [
        person("Amy Low", Role::PartialEdit, Access::Active),
        person("Bea Equal", Role::AccountAdmin, Access::Active),
        person("Cy Blocked", Role::FullEdit, Access::Blocked),
    ];
    assert_eq!(
        found("block lo", Role::AccountAdmin, &people),
        ["Block Amy Low", "(Block Bea Equal)", "(Block Cy Blocked)", "Amy Low", "Bea Equal", "Cy Blocked"]
    );
    assert_eq!(found("block e", Role::FullEdit, &people), Vec::<String>::new());
    assert_eq!(found("amy", Role::FullEdit, &people), Vec::<String>::new());
    assert_eq!(found("who can send sms", Role::FullEdit, &people), ["Which roles can: Send SMS"]);
    assert_eq!(found("Full Edit", Role::FullEdit, &people), ["What Full Edit can do"]);
    let pages = |role| found("", role, &[]).join(", ");
    assert_eq!(
        pages(Role::FullEdit),
        "School, Pupils, Markbook, Observations, Compare roles, Guide to the roles, Find the closest role, Present the roles, What you can do, Your account, Help"
    );
    assert_eq!(
        pages(Role::AccountAdmin),
        SitePage::ALL
            .into_iter()
            .filter(|page| *page != SitePage::Audit)
            .map(SitePage::label)
            .collect::<Vec<_>>()
            .join(", ")
    );
    for role in Role::ALL {
        for page in SitePage::ALL {
            let opens = page.check(&viewer(role)).is_ok();
            assert_eq!(found(page.label(), role, &[]).contains(&page.label().to_owned()), opens, "{role} {page:?}");
        }
    }
    let viewing = Viewer { viewing_from: Some(Role::AccountOwner.into()), ..viewer(Role::AccountAdmin) };
    let act = FoundAct::Block.check(&viewing, &people[0]);
    assert_eq!(act, Err(Denial::OnlyViewing));
    assert_eq!(FoundAct::History.check(&viewing, &people[0]), Ok(()));
}

/// The beginning of a name offers every role that begins so, and a verb alone the page where people are chosen.
#[test]
fn what_is_half_typed_is_offered_in_full() {
    let kim = [person("Kim Lee", Role::FullEdit, Access::Active)];
    let given = |text| {
        let found = found(text, Role::AccountOwner, &kim);
        found
            .into_iter()
            .filter_map(|line| line.strip_prefix("Give Kim Lee the role ").map(str::to_owned))
            .collect::<Vec<_>>()
    };
    assert_eq!(given("Kim → part"), ["Partial Edit", "Partial Edit Music", "Partial Read-only"]);
    assert_eq!(given("give Kim partial r"), ["Partial Read-only"]);
    assert_eq!(given("Kim part"), Vec::<String>::new());
    assert_eq!(found("part", Role::AccountOwner, &[])[0], "What Partial Edit can do");
    assert!(found("reset", Role::AccountOwner, &[]).contains(&"Users".to_owned()));
    assert!(found("block", Role::AccountOwner, &[]).contains(&"Users".to_owned()));
    assert_eq!(found("reset", Role::FullEdit, &[]), ["Your account"]);
}

#[test]
fn somebody_who_has_the_role_is_shown_and_not_offered_it() {
    let people = [person("Amy Low", Role::PartialEdit, Access::Active)];
    assert_eq!(found("Amy → Partial Edit", Role::AccountAdmin, &people), ["Amy Low"]);
}

#[test]
fn names_that_begin_like_the_search_come_first() {
    let people =
        ["Kwame Mensah", "Emily D'Souza", "Jane Emery"].map(|name| person(name, Role::FullEdit, Access::Active));
    assert_eq!(found("em", Role::AccountAdmin, &people)[..3], ["Emily D'Souza", "Jane Emery", "Kwame Mensah"]);
}

#[test]
fn few_of_a_kind_are_found() {
    let many: Vec<_> = (0..40).map(|_| person("Amy Low", Role::PartialEdit, Access::Active)).collect();
    assert_eq!(found("Amy", Role::AccountAdmin, &many).len(), MOST_FOUND);
    let permissions = found("who can see pupils", Role::AccountOwner, &[]);
    assert!(permissions.iter().filter(|line| line.starts_with("Who can:")).count() <= MOST_FOUND);
}

/// The words for acts are compared as typed words are.
#[test]
fn every_verb_can_be_typed() {
    let kim = [person("Kim Lee", Role::FullEdit, Access::Active)];
    for (phrases, act) in act::VERBS {
        for phrase in *phrases {
            let question = Question::read(&format!("{phrase} Kim"), &school());
            assert_eq!(question.people(), Some("Kim"), "{phrase}");
            let answer = question.answer(&viewer(Role::AccountOwner), kim.to_vec());
            assert!(matches!(&answer[0], Finding::Act { act: found, .. } if found == act), "{phrase}: {:?}", answer[0]);
        }
    }
}

#[test]
fn the_page_of_a_member_offers_what_fits_their_status_and_the_reader_may_do() {
    let labels = |role: Role, person: &FoundPerson| {
        let offered = FoundAct::offered(&viewer(role), person);
        offered.iter().map(|act| act.label(person.status)).collect::<Vec<_>>()
    };
    let kim = person("Kim Lee", Role::FullEdit, Access::Active);
    let active = labels(Role::AccountAdmin, &kim);
    assert_eq!(active[..3], ["Try another role", "Send password link", "Block"]);
    assert!(active.contains(&"Delete user") && !active.contains(&"Unblock"), "{active:?}");
    let blocked = labels(Role::AccountAdmin, &person("Kim Lee", Role::FullEdit, Access::Blocked));
    assert_eq!(blocked[..3], ["Unblock", "Try another role", "Deactivate"]);
    let invited =
        FoundPerson { status: MemberStatus::NotRegistered, registration: Registration::NotRegistered, ..kim.clone() };
    assert_eq!(labels(Role::AccountAdmin, &invited)[0], "Send invitation");
    // Somebody above them: what shows something is left.
    let owner = person("Olive Owner", Role::AccountOwner, Access::Active);
    assert_eq!(labels(Role::AccountAdmin, &owner), ["Try another role", "Prepare for leaving"]);
}
