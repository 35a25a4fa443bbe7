//! A member's registration, access and status. Registration and access are stored separately; the status is derived
//! from them when read.

use crate::link::{INVITATION_LASTS, MAILS_APART};
use crate::moment::Moment;
use serde::{Deserialize, Serialize};

/// The state of a member's registration.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Registration {
    /// No invitation has been sent.
    NotRegistered,
    /// An invitation was sent; its link works until the given time.
    Invited {
        /// When the link stops working.
        until: Moment,
    },
    /// The member has registered.
    Registered,
}

impl Registration {
    /// Whether an invitation was sent less than a minute before `now`, in which case it is not repeated.
    pub fn is_just_invited(self, now: Moment) -> bool {
        match self {
            Self::Invited { until } => now.since(until.plus(-INVITATION_LASTS)) < MAILS_APART,
            Self::NotRegistered | Self::Registered => false,
        }
    }
}

/// A member's access to the school.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Access {
    /// The member can sign in.
    Active,
    /// The member cannot sign in, but stays in lists and pickers.
    Blocked,
    /// The member cannot sign in, and is no longer in pickers or lists of current staff.
    Deactivated,
    /// The member is deleted, and can be restored for 90 days.
    Deleted,
}

impl Access {
    /// All four kinds of access.
    pub const ALL: [Self; 4] = [Self::Active, Self::Blocked, Self::Deactivated, Self::Deleted];

    /// The access as a label.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Active => "Active",
            Self::Blocked => "Blocked",
            Self::Deactivated => "Deactivated",
            Self::Deleted => "Deleted",
        }
    }

    /// The access at `now` of a member who leaves at `leaves_at`: from then on they are deactivated.
    #[must_use]
    pub fn at(self, leaves_at: Option<Moment>, now: Moment) -> Self {
        match self {
            Self::Active | Self::Blocked if leaves_at.is_some_and(|at| at <= now) => Self::Deactivated,
            access => access,
        }
    }

    /// The code as stored.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Active => "active",
            Self::Blocked => "blocked",
            Self::Deactivated => "deactivated",
            Self::Deleted => "deleted",
        }
    }

    /// Reads what [`Access::code`] wrote.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|access| access.code() == code)
    }
}

/// A member's status, in one word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum MemberStatus {
    /// Registered and with access.
    Active,
    /// Invited, with a link that works.
    Invited,
    /// Invited, but the link has expired.
    InvitationExpired,
    /// Not invited yet.
    NotRegistered,
    /// Not allowed to sign in for now.
    Blocked,
    /// No longer a current member of staff.
    Deactivated,
    /// Deleted.
    Deleted,
}

impl MemberStatus {
    /// All statuses, in the order of lists.
    pub const ALL: [Self; 7] = [
        Self::Active,
        Self::Invited,
        Self::InvitationExpired,
        Self::NotRegistered,
        Self::Blocked,
        Self::Deactivated,
        Self::Deleted,
    ];

    /// The status at `now`. Access comes first: a blocked member is blocked, whatever their registration.
    pub fn of(registration: Registration, access: Access, now: Moment) -> Self {
        Self::shut_out(access).unwrap_or(match registration {
            Registration::Registered => Self::Active,
            Registration::NotRegistered => Self::NotRegistered,
            Registration::Invited { until } if until > now => Self::Invited,
            Registration::Invited { .. } => Self::InvitationExpired,
        })
    }

    /// The status of a member with this access, whatever their registration; `None` for access to the school.
    pub const fn shut_out(access: Access) -> Option<Self> {
        match access {
            Access::Active => None,
            Access::Blocked => Some(Self::Blocked),
            Access::Deactivated => Some(Self::Deactivated),
            Access::Deleted => Some(Self::Deleted),
        }
    }

    /// The status as a label.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Active => "Active",
            Self::Invited => "Invited",
            Self::InvitationExpired => "Invitation expired",
            Self::NotRegistered => "Not registered",
            Self::Blocked => "Blocked",
            Self::Deactivated => "Deactivated",
            Self::Deleted => "Deleted",
        }
    }

    /// For somebody who cannot sign in: that they can do nothing now, and what has to happen first. `None` where
    /// permissions apply.
    pub const fn nothing_now(self) -> Option<(&'static str, &'static str)> {
        match self {
            Self::Active => None,
            Self::Invited | Self::InvitationExpired => Some(("Not registered yet: nothing now.", "Once registered:")),
            Self::NotRegistered => Some(("Not invited yet: nothing now.", "Once registered:")),
            Self::Blocked => Some(("Blocked: nothing now.", "Once unblocked:")),
            Self::Deactivated => Some(("Deactivated: nothing now.", "Once reactivated:")),
            Self::Deleted => Some(("Deleted: nothing now.", "Once restored:")),
        }
    }

    /// The code as written in URLs and class names.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Active => "active",
            Self::Invited => "invited",
            Self::InvitationExpired => "invitation-expired",
            Self::NotRegistered => "not-registered",
            Self::Blocked => "blocked",
            Self::Deactivated => "deactivated",
            Self::Deleted => "deleted",
        }
    }

    /// Reads what [`MemberStatus::code`] wrote.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|status| status.code() == code)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn status_is_derived_when_read() {
        let now = Moment(1_000);
        let invited = |until| Registration::Invited { until: Moment(until) };
        for (registration, access, status) in [
            (Registration::Registered, Access::Active, MemberStatus::Active),
            (Registration::NotRegistered, Access::Active, MemberStatus::NotRegistered),
            (invited(1_001), Access::Active, MemberStatus::Invited),
            (invited(1_000), Access::Active, MemberStatus::InvitationExpired),
            (invited(1_001), Access::Blocked, MemberStatus::Blocked),
            (Registration::Registered, Access::Blocked, MemberStatus::Blocked),
            (Registration::NotRegistered, Access::Deactivated, MemberStatus::Deactivated),
            (Registration::Registered, Access::Deleted, MemberStatus::Deleted),
        ] {
            assert_eq!(MemberStatus::of(registration, access, now), status, "{registration:?} {access:?}");
        }
    }

    #[test]
    fn an_invitation_is_a_minute_old_before_it_is_repeated() {
        let sent = Moment(5_000);
        let invited = Registration::Invited { until: sent.plus(INVITATION_LASTS) };
        assert!(invited.is_just_invited(sent) && invited.is_just_invited(sent.plus(MAILS_APART - 1)));
        assert!(!invited.is_just_invited(sent.plus(MAILS_APART)));
        assert!(!Registration::NotRegistered.is_just_invited(sent) && !Registration::Registered.is_just_invited(sent));
    }

    #[test]
    fn codes_are_read_back() {
        assert!(MemberStatus::ALL.into_iter().all(|s| MemberStatus::from_code(s.code()) == Some(s)));
        assert!(Access::ALL.into_iter().all(|a| Access::from_code(a.code()) == Some(a)));
        assert_eq!(MemberStatus::from_code("Active"), None);
    }
}
