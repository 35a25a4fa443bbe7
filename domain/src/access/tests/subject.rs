//! What a subject's registration and access allow, for every actor.

use super::super::*;
use super::{assign, invite, member};
use crate::user::{Access, Registration};

#[test]
fn children_are_assigned_to_people_at_work_or_blocked_for_a_while() {
    let owner = Grants::of(member(1), Role::AccountOwner);
    for access in Access::ALL {
        let may = AssignPupils { access, ..assign(member(2), Role::FullEdit) }.check(&owner);
        assert_eq!(may.is_ok(), matches!(access, Access::Active | Access::Blocked), "{access:?}");
    }
}

#[test]
fn an_invitation_goes_only_to_somebody_let_in_who_has_not_registered() {
    let owner = Grants::of(member(1), Role::AccountOwner);
    let to = |registration, access| {
        SendInvitation { registration, access, ..invite(member(2), Role::FullEdit) }.check(&owner)
    };
    assert_eq!(to(Registration::NotRegistered, Access::Active), Ok(()));
    assert_eq!(to(Registration::Registered, Access::Active), Err(Denial::AlreadyRegistered));
    for access in [Access::Blocked, Access::Deactivated, Access::Deleted] {
        assert_eq!(to(Registration::NotRegistered, access), Err(Denial::NotLetIn));
    }
    let nowhere = SendInvitation { has_email: false, ..invite(member(2), Role::FullEdit) };
    assert_eq!(nowhere.check(&owner), Err(Denial::NoEmail));
}

#[test]
fn password_links_and_the_school_go_only_to_somebody_registered_and_let_in() {
    let owner = Grants::of(member(1), Role::AccountOwner);
    let subject = Subject { member: member(2), role: Role::AccountAdmin };
    let until = crate::moment::Moment(1);
    for registration in [Registration::NotRegistered, Registration::Invited { until }, Registration::Registered] {
        for access in Access::ALL {
            let expected = match (access, registration) {
                (Access::Active, Registration::Registered) => Ok(()),
                (Access::Active, _) => Err(Denial::NotRegistered),
                _ => Err(Denial::NotLetIn),
            };
            assert_eq!(SendPasswordLink { subject, registration, access }.check(&owner), expected);
            assert_eq!(OfferOwnership { subject, registration, access }.check(&owner), expected);
        }
    }
}
