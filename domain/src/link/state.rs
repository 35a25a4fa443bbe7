//! Whether a link in an email still works, and why not.

use crate::moment::Moment;
use crate::problem::LinkError;
use crate::user::{Access, Registration};

pub use crate::limits::INVITATION_LASTS;
pub use crate::limits::MAILS_APART;

/// Why a link was ended before it expired.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LinkEndReason {
    /// A newer link was sent.
    Replaced,
    /// The school revoked the invitation.
    Withdrawn,
    /// The member or account has a new address.
    EmailChanged,
    /// The member was deleted.
    Deleted,
    /// The account's password has been set since.
    PasswordSet,
    /// The account's holder cancelled the change of sign-in email.
    CalledOff,
}

impl LinkEndReason {
    /// All reasons.
    pub const ALL: [Self; 6] =
        [Self::Replaced, Self::Withdrawn, Self::EmailChanged, Self::Deleted, Self::PasswordSet, Self::CalledOff];

    /// As stored.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Replaced => "replaced",
            Self::Withdrawn => "withdrawn",
            Self::EmailChanged => "email-changed",
            Self::Deleted => "deleted",
            Self::PasswordSet => "password-set",
            Self::CalledOff => "called-off",
        }
    }

    /// Reads what [`LinkEndReason::code`] wrote.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|end| end.code() == code)
    }

    /// The problem that the link's page reports.
    const fn error(self) -> LinkError {
        match self {
            Self::Replaced => LinkError::Replaced,
            Self::Withdrawn => LinkError::Withdrawn,
            Self::EmailChanged => LinkError::EmailChanged,
            Self::Deleted => LinkError::NotLetIn,
            Self::PasswordSet => LinkError::PasswordSet,
            Self::CalledOff => LinkError::CalledOff,
        }
    }
}

/// The member or account a link is for, in its present state.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LinkHolder {
    /// A member of a school, who registers with the link.
    Member {
        /// The member's registration.
        registration: Registration,
        /// The member's access.
        access: Access,
    },
    /// An account.
    Account {
        /// Whether any of the account's schools lets it in.
        is_let_in: bool,
    },
}

/// The facts that decide whether a link works.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LinkFacts {
    /// Whether its button was pressed.
    pub is_used: bool,
    /// Why it was ended before it expired, if it was.
    pub ended: Option<LinkEndReason>,
    /// Whether the token is one the link had before it was sent again.
    pub is_outdated: bool,
    /// Whether the address it was sent to is still that of its holder.
    pub is_theirs: bool,
    /// The member or account it is for.
    pub holder: LinkHolder,
    /// When it expires.
    pub expires_at: Moment,
}

impl LinkFacts {
    /// Why the link does not work at `now`; `None` when it works.
    pub fn error(&self, now: Moment) -> Option<LinkError> {
        if self.is_used {
            return Some(LinkError::Used);
        }
        if let Some(end) = self.ended {
            return Some(end.error());
        }
        if self.is_outdated {
            return Some(LinkError::Replaced);
        }
        if let LinkHolder::Member { registration, .. } = self.holder {
            match registration {
                Registration::Registered => return Some(LinkError::Used),
                Registration::NotRegistered => return Some(LinkError::Withdrawn),
                Registration::Invited { .. } => {}
            }
        }
        let is_let_in = match self.holder {
            LinkHolder::Member { access, .. } => access == Access::Active,
            LinkHolder::Account { is_let_in } => is_let_in,
        };
        if !self.is_theirs {
            Some(LinkError::EmailChanged)
        } else if !is_let_in {
            Some(LinkError::NotLetIn)
        } else if self.expires_at <= now {
            Some(LinkError::Expired)
        } else {
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Moment = Moment(1_000);

    fn facts(registration: Registration, access: Access) -> LinkFacts {
        LinkFacts {
            is_used: false,
            ended: None,
            is_outdated: false,
            is_theirs: true,
            holder: LinkHolder::Member { registration, access },
            expires_at: Moment(1_001),
        }
    }

    #[test]
    fn an_invitation_works_for_somebody_invited_and_let_in_at_the_address_it_was_mailed_to() {
        let invited = Registration::Invited { until: Moment(1_001) };
        for registration in [Registration::NotRegistered, invited, Registration::Registered] {
            for access in Access::ALL {
                for is_theirs in [true, false] {
                    let facts = LinkFacts { is_theirs, ..facts(registration, access) };
                    let expected = match (registration, is_theirs, access) {
                        (Registration::Registered, ..) => Some(LinkError::Used),
                        (Registration::NotRegistered, ..) => Some(LinkError::Withdrawn),
                        (_, false, _) => Some(LinkError::EmailChanged),
                        (_, true, Access::Active) => None,
                        (_, true, _) => Some(LinkError::NotLetIn),
                    };
                    assert_eq!(facts.error(NOW), expected, "{facts:?}");
                    let over = LinkFacts { expires_at: NOW, ..facts };
                    assert_eq!(over.error(NOW), expected.or(Some(LinkError::Expired)));
                    for end in LinkEndReason::ALL {
                        assert_eq!(LinkFacts { ended: Some(end), ..facts }.error(NOW), Some(end.error()));
                    }
                    assert_eq!(LinkFacts { is_used: true, ..facts }.error(NOW), Some(LinkError::Used));
                }
            }
        }
    }

    #[test]
    fn a_link_of_an_account_works_while_one_of_its_schools_lets_it_in() {
        for is_let_in in [true, false] {
            let holder = LinkHolder::Account { is_let_in };
            let facts = LinkFacts { holder, ..facts(Registration::NotRegistered, Access::Active) };
            assert_eq!(facts.error(NOW), (!is_let_in).then_some(LinkError::NotLetIn));
            let moved = LinkFacts { is_theirs: false, ..facts };
            assert_eq!(moved.error(NOW), Some(LinkError::EmailChanged));
            assert_eq!(LinkFacts { is_outdated: true, ..facts }.error(NOW), Some(LinkError::Replaced));
        }
    }

    #[test]
    fn ends_are_read_back() {
        assert!(LinkEndReason::ALL.into_iter().all(|end| LinkEndReason::from_code(end.code()) == Some(end)));
        assert_eq!(LinkEndReason::from_code("Replaced"), None);
    }
}
