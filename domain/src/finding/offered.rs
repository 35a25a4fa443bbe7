//! What the page of a member offers to do to them.

use super::{FoundAct, FoundPerson};
use crate::user::MemberStatus;
use crate::viewer::Viewer;

impl FoundAct {
    /// What the page of `person` offers the reader: the commonest for their status first.
    pub fn offered(viewer: &Viewer, person: &FoundPerson) -> Vec<Self> {
        let first = match person.status {
            MemberStatus::Active => [Self::WhatIf, Self::PasswordLink, Self::Block],
            MemberStatus::Invited | MemberStatus::InvitationExpired | MemberStatus::NotRegistered => {
                [Self::Invite, Self::WhatIf, Self::RevokeInvitation]
            }
            MemberStatus::Blocked => [Self::Unblock, Self::WhatIf, Self::Deactivate],
            MemberStatus::Deactivated => [Self::Reactivate, Self::WhatIf, Self::Delete],
            MemberStatus::Deleted => [Self::Restore, Self::WhatIf, Self::Leaving],
        };
        let all = [
            Self::Invite,
            Self::PasswordLink,
            Self::WhatIf,
            Self::Unblock,
            Self::Reactivate,
            Self::Restore,
            Self::Leaving,
            Self::Block,
            Self::Deactivate,
            Self::RevokeInvitation,
            Self::RevokeAccess,
            Self::Delete,
        ];
        let others = all.into_iter().filter(|act| !first.contains(act)).collect::<Vec<_>>();
        first.into_iter().chain(others).filter(|act| act.check(viewer, person).is_ok()).collect()
    }

    /// The label of its button on the page of a member with this status.
    pub const fn label(&self, status: MemberStatus) -> &'static str {
        match self {
            Self::Block => "Block",
            Self::Unblock => "Unblock",
            Self::Deactivate => "Deactivate",
            Self::Reactivate => "Reactivate",
            Self::Delete => "Delete user",
            Self::Restore => "Restore user",
            Self::Invite => match status {
                MemberStatus::Invited | MemberStatus::InvitationExpired => "Send the invitation again",
                _ => "Send invitation",
            },
            Self::RevokeInvitation => "Withdraw invitation",
            Self::RevokeAccess => "Revoke access",
            Self::Edit => "Edit",
            Self::ChangeRole | Self::Give(..) => "Change role",
            Self::Exceptions => "Exceptions",
            Self::WhatIf => "Try another role",
            Self::Children => "Choose children",
            Self::Leaving => "Prepare for leaving",
            Self::Sessions => "Where they are signed in",
            Self::PasswordLink => "Send password link",
            Self::History => "History",
        }
    }
}
