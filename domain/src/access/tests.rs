//! Tests of who may do what, against the reviewed matrix in `tests/data`. Giving roles and permissions is in
//! `tests/giving.rs`; what a subject's registration and access allow is in `tests/subject.rs`.

#![allow(clippy::unwrap_used)]
use super::*;
use crate::assessment::MarkKind;
use crate::catalogue::{CREATE_OBSERVATIONS, Catalogue, SHARE_WITH_HOME};
use crate::id::CustomRoleId;
use crate::permission::{RoleChoice, RoleOverride, Rules};
use crate::product::Product;
use crate::user::{Access, Registration};
use uuid::Uuid;

mod giving;
mod subject;

fn member(n: u128) -> MemberId {
    MemberId::new(Uuid::from_u128(n))
}

/// Every action by every role on every subject, as reviewed text, so that a changed rule shows as a changed file.
#[test]
fn the_matrix_is_as_reviewed() {
    let mut text = String::from(
        "# Who may do what in Rolecall itself: y may, - may not.\n# action (on or giving a role)              ",
    );
    for role in Role::ALL {
        text.push_str(&format!("{:>4}", role.abbreviation()));
    }
    text.push('\n');
    row(&mut text, ViewSchool::NAME, |grants| ViewSchool.check(grants));
    row(&mut text, ViewRoles::NAME, |grants| ViewRoles.check(grants));
    row(&mut text, ListUsers::NAME, |grants| ListUsers.check(grants));
    row(&mut text, AddUsers::NAME, |grants| AddUsers.check(grants));
    for role in Role::ALL {
        row(&mut text, &format!("{} giving {}", CreateUser::NAME, role.label()), |grants| {
            CreateUser { roles: RoleChoice::in_every_product(role) }.check(grants)
        });
    }
    for role in Role::ALL {
        row(&mut text, &format!("{} as {} in Portal", CreateUser::NAME, role.label()), |grants| {
            CreateUser { roles: lowest().with(Product::PORTAL, role) }.check(grants)
        });
    }
    for role in Role::ALL {
        row(&mut text, &format!("{} to {}", SendInvitation::NAME, role.label()), |grants| {
            invite(member(2), role).check(grants)
        });
    }
    row(&mut text, &format!("{} to oneself", SendInvitation::NAME), |grants| {
        invite(grants.member, Role::FullEdit).check(grants)
    });
    for role in Role::ALL {
        for product in [Product::SONAR_TRACKER, Product::PORTAL] {
            let subject = Subject { member: member(2), role: Role::FullEdit };
            row(&mut text, &format!("invite to {}, as {}", product.name(), role.label()), |grants| {
                InviteToProduct { subject, product, role: role.into() }.check(grants)
            });
        }
    }
    row(&mut text, "invite to product an Account Admin", |grants| {
        let subject = Subject { member: member(2), role: Role::AccountAdmin };
        InviteToProduct { subject, product: Product::PORTAL, role: Role::FullEdit.into() }.check(grants)
    });
    row(&mut text, ViewImports::NAME, |grants| ViewImports.check(grants));
    row(&mut text, ImportStaff::NAME, |grants| ImportStaff.check(grants));
    people(&mut text);
    row(&mut text, ViewSettings::NAME, |grants| ViewSettings.check(grants));
    row(&mut text, ChangeSettings::NAME, |grants| ChangeSettings.check(grants));
    row(&mut text, ConfirmCells::NAME, |grants| ConfirmCells.check(grants));
    row(&mut text, ManageAttributes::NAME, |grants| ManageAttributes.check(grants));
    row(&mut text, ViewPhotos::NAME, |grants| ViewPhotos.check(grants));
    for role in Role::ALL {
        row(&mut text, &format!("{} of {}", SetPhoto::NAME, role.label()), |grants| {
            SetPhoto { subject: Subject { member: member(2), role } }.check(grants)
        });
    }
    row(&mut text, &format!("{} of oneself", SetPhoto::NAME), |grants| {
        SetPhoto { subject: Subject { member: grants.member, role: grants.role() } }.check(grants)
    });
    pupil_rows(&mut text);
    account_rows(&mut text);
    row(&mut text, ViewAuditLog::NAME, |grants| ViewAuditLog.check(grants));
    row(&mut text, ViewSignInAttempts::NAME, |grants| ViewSignInAttempts.check(grants));
    row(&mut text, ExportAuditLog::NAME, |grants| ExportAuditLog.check(grants));
    for role in Role::ALL {
        row(&mut text, &format!("{} of {}", ViewHistory::NAME, role.label()), |grants| {
            ViewHistory { subject: Subject { member: member(2), role } }.check(grants)
        });
    }
    row(&mut text, &format!("{} of oneself", ViewHistory::NAME), |grants| {
        ViewHistory { subject: Subject { member: grants.member, role: Role::FullEdit } }.check(grants)
    });
    row(&mut text, ExportUsers::NAME, |grants| ExportUsers { people: 1 }.check(grants));
    row(&mut text, ExportImport::NAME, |grants| ExportImport { people: 1 }.check(grants));
    for role in Role::ALL {
        row(&mut text, &format!("{} {}", ViewAs::NAME, role.label()), |grants| {
            ViewAs { role: role.into(), is_demo: false }.check(grants)
        });
    }
    for role in Role::ALL {
        row(&mut text, &format!("{} {}, demonstration", ViewAs::NAME, role.label()), |grants| {
            ViewAs { role: role.into(), is_demo: true }.check(grants)
        });
    }

    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/who-may-do-what.txt");
    if std::env::var_os("REVIEW").is_some() {
        std::fs::write(path, &text).unwrap();
    }
    assert_eq!(std::fs::read_to_string(path).unwrap(), text, "run with REVIEW=1 and review the difference");
}

/// Actions on one member: on each role, on the actor, and from every access that does not allow them.
fn people(text: &mut String) {
    let everybody = |role| Subject { member: member(2), role };
    macro_rules! on_each {
        ($($action:ident from $from:ident not $not:ident;)+) => {$(
            for role in Role::ALL {
                row(text, &format!("{} on {}", $action::NAME, role.label()), |grants| {
                    $action { subject: everybody(role), access: Access::$from }.check(grants)
                });
            }
            row(text, &format!("{} on oneself", $action::NAME), |grants| {
                $action { subject: Subject { member: grants.member, role: grants.role() }, access: Access::$from }.check(grants)
            });
            row(text, &format!("{}, {} already", $action::NAME, Access::$not.code()), |grants| {
                $action { subject: everybody(Role::FullEdit), access: Access::$not }.check(grants)
            });
        )+};
    }
    on_each! {
        EditUser from Active not Deleted;
        SetAttributes from Active not Deleted;
        SetLeavingDate from Active not Deleted;
        BlockUser from Active not Blocked;
        ReinstateUser from Blocked not Active;
        DeactivateUser from Active not Deactivated;
        ReactivateUser from Deactivated not Active;
        DeleteUser from Active not Deleted;
    }
    let restored = |subject, access, roles| RestoreUser { subject, access, roles };
    for role in Role::ALL {
        row(text, &format!("{} on {}", RestoreUser::NAME, role.label()), |grants| {
            restored(everybody(role), Access::Deleted, RoleChoice::in_every_product(role)).check(grants)
        });
    }
    for role in Role::ALL {
        row(text, &format!("{}, {} in Portal", RestoreUser::NAME, role.label()), |grants| {
            let roles = lowest().with(Product::PORTAL, role);
            restored(everybody(Role::MinimalReadOnly), Access::Deleted, roles).check(grants)
        });
    }
    row(text, &format!("{} on oneself", RestoreUser::NAME), |grants| {
        let subject = Subject { member: grants.member, role: grants.role() };
        restored(subject, Access::Deleted, RoleChoice::in_every_product(grants.held)).check(grants)
    });
    row(text, &format!("{}, active already", RestoreUser::NAME), |grants| {
        restored(everybody(Role::FullEdit), Access::Active, lowest()).check(grants)
    });
    let full = RoleChoice::in_every_product(Role::FullEdit);
    let changed = |role, before, after| ChangeRoles { subject: everybody(role), access: Access::Active, before, after };
    for role in Role::ALL {
        row(text, &format!("{} to {}", ChangeRoles::NAME, role.label()), |grants| {
            changed(Role::FullEdit, full.clone(), RoleChoice::in_every_product(role)).check(grants)
        });
    }
    for role in Role::ALL {
        row(text, &format!("{} to {} in Portal", ChangeRoles::NAME, role.label()), |grants| {
            changed(Role::PartialEdit, lowest(), lowest().with(Product::PORTAL, role)).check(grants)
        });
    }
    for role in Role::ALL {
        row(text, &format!("{} from {} in Portal", ChangeRoles::NAME, role.label()), |grants| {
            changed(
                Role::FullEdit,
                full.clone().with(Product::PORTAL, role),
                full.clone().with(Product::PORTAL, RoleOverride::Nothing),
            )
            .check(grants)
        });
    }
    row(text, &format!("{} of an Account Admin", ChangeRoles::NAME), |grants| {
        changed(Role::AccountAdmin, RoleChoice::in_every_product(Role::AccountAdmin), full.clone()).check(grants)
    });
    let id = CustomRoleId::new(Uuid::from_u128(7));
    for level in Role::ALL {
        for role in [level.into(), HeldRole::custom(level, id)] {
            let what = if role.is_custom() { format!("one like {}", level.label()) } else { level.label().to_owned() };
            row(text, &format!("{} {what}", CreateRole::NAME), |grants| CreateRole { role }.check(grants));
            row(text, &format!("{} {what}", ChangeRole::NAME), |grants| ChangeRole { role }.check(grants));
            row(text, &format!("{} {what}", DeleteRole::NAME), |grants| DeleteRole { role }.check(grants));
        }
    }
    let (feature, access) = (Catalogue::published().features().next().unwrap(), Access::Active);
    for role in Role::ALL {
        let subject = everybody(role);
        row(text, &format!("{} for {}", MakeException::NAME, role.label()), |grants| {
            MakeException { subject, access, feature, allowed: true, may_give: Ok(()) }.check(grants)
        });
        row(text, &format!("{} of {}", EndException::NAME, role.label()), |grants| {
            EndException { subject, access, lets_do_more: true, may_give: Ok(()) }.check(grants)
        });
    }
    row(text, &format!("{} for oneself", MakeException::NAME), |grants| {
        let subject = Subject { member: grants.member, role: grants.role() };
        MakeException { subject, access, feature, allowed: false, may_give: Ok(()) }.check(grants)
    });
    row(text, &format!("{} one has not oneself", MakeException::NAME), |grants| {
        let subject = everybody(Role::FullEdit);
        MakeException { subject, access, feature, allowed: true, may_give: Err(Denial::YouLack) }.check(grants)
    });
    row(text, &format!("{} that gives what one has not", EndException::NAME), |grants| {
        let subject = everybody(Role::FullEdit);
        EndException { subject, access, lets_do_more: true, may_give: Err(Denial::YouLack) }.check(grants)
    });
    row(text, RevokeInvitation::NAME, |grants| {
        let registration = Registration::Invited { until: crate::moment::Moment(0) };
        RevokeInvitation { subject: everybody(Role::FullEdit), registration }.check(grants)
    });
    row(text, RevokeAccess::NAME, |grants| {
        let registration = Registration::Registered;
        RevokeAccess { subject: everybody(Role::FullEdit), access: Access::Active, registration }.check(grants)
    });
}

fn pupil_rows(text: &mut String) {
    let rules = &Rules::default();
    row(text, ViewPupils::NAME, |grants| ViewPupils { rules }.check(grants));
    row(text, NamePupils::NAME, |grants| NamePupils { rules }.check(grants));
    for (when, rules) in [("", rules), (", confirmed", &classroom())] {
        row(text, &format!("{}{when}", ViewHomeContact::NAME), |grants| ViewHomeContact { rules }.check(grants));
        row(text, &format!("{}{when}", ChangeHomeContact::NAME), |grants| ChangeHomeContact { rules }.check(grants));
    }
    row(text, SetPupilPhoto::NAME, |grants| SetPupilPhoto { rules }.check(grants));
    row(text, MarkPupilLeft::NAME, |grants| MarkPupilLeft { rules }.check(grants));
    row(text, BringPupilBack::NAME, |grants| BringPupilBack { rules }.check(grants));
    for kind in MarkKind::ALL {
        let code = kind.code();
        row(text, &format!("{}, {code}", ReadMarks::NAME), |grants| ReadMarks { rules, kind }.check(grants));
        row(text, &format!("{}, {code}", EnterMarks::NAME), |grants| {
            EnterMarks { rules, kind, is_past: false }.check(grants)
        });
        row(text, &format!("{} of earlier years, {code}", EnterMarks::NAME), |grants| {
            EnterMarks { rules, kind, is_past: true }.check(grants)
        });
        row(text, &format!("{}, {code}", ExportMarks::NAME), |grants| {
            ExportMarks { rules, kind, pupils: 1 }.check(grants)
        });
    }
    row(text, SetUpAssessment::NAME, |grants| SetUpAssessment { rules }.check(grants));
    row(text, ReadObservations::NAME, |grants| ReadObservations { rules }.check(grants));
    row(text, CreateObservation::NAME, |grants| CreateObservation { rules }.check(grants));
    row(text, &format!("{}, confirmed", CreateObservation::NAME), |grants| {
        CreateObservation { rules: &classroom() }.check(grants)
    });
    for (whose, author) in [("one's own", 1), ("another's", 2)] {
        let (rules, author) = (&classroom(), member(author));
        row(text, &format!("{}, {whose}", ChangeObservation::NAME), |grants| {
            ChangeObservation { rules, author }.check(grants)
        });
        row(text, &format!("{}, {whose}", DeleteObservation::NAME), |grants| {
            DeleteObservation { rules, author }.check(grants)
        });
    }
    row(text, ShareWithHome::NAME, |grants| ShareWithHome { rules, is_shared: false }.check(grants));
    for (when, is_shared) in [("once", false), ("twice", true)] {
        row(text, &format!("{}, confirmed, {when}", ShareWithHome::NAME), |grants| {
            ShareWithHome { rules: &classroom(), is_shared }.check(grants)
        });
    }
    for role in Role::ALL {
        row(text, &format!("{} to {}", AssignPupils::NAME, role.label()), |grants| {
            assign(member(2), role).check(grants)
        });
    }
    row(text, &format!("{} to oneself", AssignPupils::NAME), |grants| {
        assign(grants.member, Role::FullEdit).check(grants)
    });
}

/// The rules of a school that confirmed observations as the demonstration has.
fn classroom() -> Rules {
    let mut roles = crate::permission::SchoolRoles::none();
    let confirmed = |feature, role| crate::permission::Confirmation { feature, role, allowed: true };
    let recorders =
        [Role::FullEdit, Role::PartialEdit, Role::MinimalEdit].map(|role| confirmed(CREATE_OBSERVATIONS, role));
    let cells: Vec<_> = recorders.into_iter().chain([confirmed(SHARE_WITH_HOME, Role::FullEdit)]).collect();
    roles.confirmations = cells.try_into().unwrap();
    Rules::of_roles(roles)
}

fn assign(member: MemberId, role: Role) -> AssignPupils {
    AssignPupils { subject: Subject { member, role }, access: Access::Active }
}

/// Actions on the actor's own account, on other members' sign-in details, and on the ownership of the school.
fn account_rows(text: &mut String) {
    row(text, ChangeKnownAs::NAME, |grants| ChangeKnownAs.check(grants));
    row(text, ChangeOwnDetails::NAME, |grants| ChangeOwnDetails.check(grants));
    row(text, ChangeOwnPassword::NAME, |grants| ChangeOwnPassword.check(grants));
    row(text, ChangeOwnEmail::NAME, |grants| ChangeOwnEmail.check(grants));
    row(text, CancelEmailChange::NAME, |grants| CancelEmailChange.check(grants));
    let of = |role| Subject { member: member(2), role };
    let own = |grants: &Grants| Subject { member: grants.member, role: grants.role() };
    row(text, &format!("{} of oneself", ViewSessions::NAME), |grants| {
        ViewSessions { subject: own(grants) }.check(grants)
    });
    row(text, &format!("{} of oneself", EndSessions::NAME), |grants| {
        EndSessions { subject: own(grants) }.check(grants)
    });
    for role in Role::ALL {
        let subject = of(role);
        row(text, &format!("{} of {}", ViewSessions::NAME, role.label()), |grants| {
            ViewSessions { subject }.check(grants)
        });
    }
    for role in Role::ALL {
        let subject = of(role);
        row(text, &format!("{} of {}", EndSessions::NAME, role.label()), |grants| {
            EndSessions { subject }.check(grants)
        });
    }
    let (registration, access) = (Registration::Registered, Access::Active);
    for role in Role::ALL {
        let subject = of(role);
        row(text, &format!("{} to {}", SendPasswordLink::NAME, role.label()), |grants| {
            SendPasswordLink { subject, registration, access }.check(grants)
        });
    }
    row(text, &format!("{} to oneself", SendPasswordLink::NAME), |grants| {
        SendPasswordLink { subject: own(grants), registration, access }.check(grants)
    });
    for role in Role::ALL {
        let subject = of(role);
        row(text, &format!("{} to {}", OfferOwnership::NAME, role.label()), |grants| {
            OfferOwnership { subject, registration, access }.check(grants)
        });
    }
    row(text, &format!("{} to oneself", OfferOwnership::NAME), |grants| {
        OfferOwnership { subject: own(grants), registration, access }.check(grants)
    });
    row(text, WithdrawOwnership::NAME, |grants| WithdrawOwnership.check(grants));
    for (offered, to) in [("to oneself", Some(member(1))), ("to somebody else", Some(member(2))), ("to nobody", None)] {
        row(text, &format!("{} offered {offered}", AcceptOwnership::NAME), |grants| {
            AcceptOwnership { offered_to: to }.check(grants)
        });
        row(text, &format!("{} offered {offered}", DeclineOwnership::NAME), |grants| {
            DeclineOwnership { offered_to: to }.check(grants)
        });
    }
}

fn invite(member: MemberId, role: Role) -> SendInvitation {
    SendInvitation {
        subject: Subject { member, role },
        registration: Registration::NotRegistered,
        access: Access::Active,
        has_email: true,
    }
}

fn row(text: &mut String, name: &str, check: impl Fn(&Grants) -> Result<(), Denial>) {
    text.push_str(&format!("{name:<44}"));
    for role in Role::ALL {
        let may = check(&Grants::of(member(1), role)).is_ok();
        text.push_str(&format!("{:>4}", if may { "y" } else { "-" }));
    }
    text.push('\n');
}

/// The lowest role in every product.
fn lowest() -> RoleChoice {
    RoleChoice::in_every_product(Role::MinimalReadOnly)
}
