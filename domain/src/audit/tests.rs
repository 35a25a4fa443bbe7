//! Every action that an entry can have has words, whether or not any test of the backend does it.

#![allow(clippy::unwrap_used)]
use super::*;
use crate::access::*;
use std::collections::BTreeSet;

mod values;

/// An action's type, its name, and whether it only reads.
type Listed = (&'static str, &'static str, bool);

macro_rules! listed {
    ($($action:ident)+) => {
        const ACTIONS: &[Listed] = &[$((stringify!($action), $action::NAME, $action::LOOKS),)+];
    };
}

listed! {
    ViewSchool ViewRoles ListUsers AddUsers CreateUser SendInvitation ViewSettings ChangeSettings ConfirmCells
    ChangeKnownAs ChangeOwnDetails ChangeOwnPassword ChangeOwnEmail CancelEmailChange ViewSessions EndSessions
    SendPasswordLink OfferOwnership WithdrawOwnership AcceptOwnership DeclineOwnership
    ManageAttributes MakeException EndException ViewImports ImportStaff InviteToProduct
    ReadMarks EnterMarks ExportMarks SetUpAssessment
    ReadObservations CreateObservation ChangeObservation DeleteObservation ShareWithHome
    EditUser SetAttributes SetLeavingDate BlockUser ReinstateUser DeactivateUser ReactivateUser DeleteUser
    RestoreUser ChangeRoles RevokeInvitation RevokeAccess
    ViewPhotos SetPhoto ViewPupils NamePupils MarkPupilLeft BringPupilBack SetPupilPhoto ViewHomeContact ChangeHomeContact AssignPupils
    ViewAuditLog ViewSignInAttempts ExportAuditLog ViewHistory ExportUsers ExportImport
    CreateRole ChangeRole DeleteRole ViewAs
}

/// The types that the source files declare actions for.
fn declared() -> BTreeSet<String> {
    let actions = concat!(env!("CARGO_MANIFEST_DIR"), "/src/access/actions");
    let files = std::fs::read_dir(actions).unwrap().map(|file| file.unwrap().path());
    let mut found = BTreeSet::new();
    for file in files.chain([format!("{actions}.rs").into()]) {
        for line in std::fs::read_to_string(file).unwrap().lines() {
            let line = line.trim();
            let by_hand = line.strip_prefix("impl Action for ").filter(|name| !name.starts_with('$'));
            // A line of the macros that declare alike actions: `BlockUser: "block user" from …`.
            let by_macro = line.split_once(": \"").filter(|(name, _)| name.chars().all(char::is_alphabetic));
            let name = by_hand.or(by_macro.map(|(name, _)| name)).unwrap_or_default();
            let name: String = name.chars().take_while(|sign| sign.is_alphabetic()).collect();
            found.extend(Some(name).filter(|name| !name.is_empty()));
        }
    }
    found
}

#[test]
fn every_action_that_can_be_logged_has_words() {
    let listed: BTreeSet<String> = ACTIONS.iter().map(|(action, ..)| (*action).to_owned()).collect();
    assert_eq!(declared(), listed, "list the action here");
    let permitted = ACTIONS.iter().filter(|(.., looks)| !looks).map(|(_, name, _)| *name);
    let events = LoggedEvent::ALL.iter().map(|event| event.logged().code());
    let unworded: Vec<_> = permitted.chain(events).filter(|action| !unworded(action, "user", &[]).is_empty()).collect();
    assert!(unworded.is_empty(), "without words: {unworded:?}");
}

#[test]
fn no_two_actions_share_a_name() {
    let events = LoggedEvent::ALL.iter().map(|event| event.logged().code());
    let names: Vec<_> = ACTIONS.iter().map(|(_, name, _)| *name).chain(events).collect();
    assert_eq!(names.iter().collect::<BTreeSet<_>>().len(), names.len());
}
