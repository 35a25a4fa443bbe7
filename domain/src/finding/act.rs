//! What can be done to a member who was found: the words for it, and the rule that decides.

use super::FoundPerson;
use crate::access::{
    Action, AssignPupils, BlockUser, ChangeRoles, DeactivateUser, DeleteUser, Denial, EditUser, EndSessions, Grants,
    ReactivateUser, ReinstateUser, RestoreUser, RevokeAccess, RevokeInvitation, SendInvitation, SendPasswordLink,
    Subject, ViewHistory,
};
use crate::permission::RoleChoice;
use crate::role::HeldRole;
use crate::user::MemberStatus;
use crate::viewer::Viewer;
use serde::{Deserialize, Serialize};

/// Something that can be done to a member, on a page that is there anyway.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs)]
pub enum FoundAct {
    Block,
    Unblock,
    Deactivate,
    Reactivate,
    Delete,
    Restore,
    Invite,
    RevokeInvitation,
    RevokeAccess,
    Edit,
    ChangeRole,
    /// Give a role: the role, and the school's name for it.
    Give(HeldRole, String),
    Exceptions,
    WhatIf,
    Children,
    Leaving,
    Sessions,
    PasswordLink,
    History,
}

/// The words for each act, as they are compared: in lower case and without hyphens. Words of several parts come before
/// those that they begin or end with.
pub(super) const VERBS: &[(&[&str], FoundAct)] = &[
    (&["withdraw invitation", "cancel invitation", "revoke invitation"], FoundAct::RevokeInvitation),
    (&["send invitation", "resend invitation", "invite again", "invite", "reinvite", "invitation"], FoundAct::Invite),
    (&["revoke access", "revoke"], FoundAct::RevokeAccess),
    (
        &[
            "reset password",
            "password link",
            "new password",
            "forgot password",
            "forgotten password",
            "reset",
            "password",
        ],
        FoundAct::PasswordLink,
    ),
    (&["unblock", "unlock", "reinstate", "let in"], FoundAct::Unblock),
    (&["block", "lock", "suspend"], FoundAct::Block),
    (&["reactivate", "activate", "enable"], FoundAct::Reactivate),
    (&["deactivate", "disable"], FoundAct::Deactivate),
    (&["delete", "remove"], FoundAct::Delete),
    (&["restore", "undelete", "bring back"], FoundAct::Restore),
    (&["what if"], FoundAct::WhatIf),
    (&["change role", "change roles", "give role", "promote", "demote", "role", "roles"], FoundAct::ChangeRole),
    (&["exception", "exceptions", "allow", "deny"], FoundAct::Exceptions),
    (&["key children", "key worker", "children", "pupils"], FoundAct::Children),
    (&["leaving", "leaver", "leaves"], FoundAct::Leaving),
    (&["sign out", "log out", "sessions", "devices"], FoundAct::Sessions),
    (&["history", "changes"], FoundAct::History),
    (&["edit", "change", "rename"], FoundAct::Edit),
];

impl FoundAct {
    /// The status of the members whom it can be done to, if that is not all who are in the list.
    pub const fn among(&self) -> Option<MemberStatus> {
        match self {
            Self::Restore => Some(MemberStatus::Deleted),
            _ => None,
        }
    }

    /// Checks whether the reader may do it to `person`. The page that it leads to checks again, with all the facts.
    ///
    /// # Errors
    /// The rule that forbids it.
    pub fn check(&self, viewer: &Viewer, person: &FoundPerson) -> Result<(), Denial> {
        let subject = Subject { member: person.member, role: person.role.level() };
        let (access, registration) = (person.access, person.registration);
        let roles = RoleChoice::in_every_product(person.role);
        let reader = Reader { grants: viewer.grants(), is_viewing: viewer.viewing_from.is_some() };
        match self {
            Self::Block => reader.may(&BlockUser { subject, access }),
            Self::Unblock => reader.may(&ReinstateUser { subject, access }),
            Self::Deactivate => reader.may(&DeactivateUser { subject, access }),
            Self::Reactivate => reader.may(&ReactivateUser { subject, access }),
            Self::Delete => reader.may(&DeleteUser { subject, access }),
            Self::Restore => reader.may(&RestoreUser { subject, access, roles }),
            Self::Invite => reader.may(&SendInvitation { subject, registration, access, has_email: person.has_email }),
            Self::RevokeInvitation => reader.may(&RevokeInvitation { subject, registration }),
            Self::RevokeAccess => reader.may(&RevokeAccess { subject, access, registration }),
            Self::Edit | Self::ChangeRole | Self::Exceptions => reader.may(&EditUser { subject, access }),
            Self::Give(role, _) => {
                let after = RoleChoice::in_every_product(*role);
                reader.may(&ChangeRoles { subject, access, before: roles, after })
            }
            Self::Children => reader.may(&AssignPupils { subject, access }),
            Self::Sessions => reader.may(&EndSessions { subject }),
            Self::PasswordLink => reader.may(&SendPasswordLink { subject, registration, access }),
            Self::History => reader.may(&ViewHistory { subject }),
            // These pages only show something, to everybody who may list people.
            Self::WhatIf | Self::Leaving => Ok(()),
        }
    }
}

/// The person who is looking for something to do: while they view the school as a role, they may only look.
struct Reader {
    grants: Grants,
    is_viewing: bool,
}

impl Reader {
    fn may<A: Action>(&self, action: &A) -> Result<(), Denial> {
        action.check(&self.grants)?;
        if self.is_viewing && !A::LOOKS { Err(Denial::OnlyViewing) } else { Ok(()) }
    }
}
