//! Whether a link in an email still works, and why not.

use crate::moment::Moment;
use crate::problem::LinkTrouble;
use crate::user::{Access, Registration};

pub use crate::limits::INVITATION_LASTS;
pub use crate::limits::MAILS_APART;

/// Why a link was ended before it expired.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LinkEnd {
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

impl LinkEnd {
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

    /// Reads what [`LinkEnd::code`] wrote.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|end| end.code() == code)
    }

    /// The problem that the link's page reports.
    const fn trouble(self) -> LinkTrouble {
        match self {
            Self::Replaced => LinkTrouble::Replaced,
            Self::Withdrawn => LinkTrouble::Withdrawn,
            Self::EmailChanged => LinkTrouble::EmailChanged,
            Self::Deleted => LinkTrouble::NotLetIn,
            Self::PasswordSet => LinkTrouble::PasswordSet,
            Self::CalledOff => LinkTrouble::CalledOff,
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
    pub ended: Option<LinkEnd>,
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
    pub fn trouble(&self, now: Moment) -> Option<LinkTrouble> {
        if self.is_used {
            return Some(LinkTrouble::Used);
        }
        if let Some(end) = self.ended {
            return Some(end.trouble());
        }
        if self.is_outdated {
            return Some(LinkTrouble::Replaced);
        }
        if let LinkHolder::Member { registration, .. } = self.holder {
            match registration {
                Registration::Registered => return Some(LinkTrouble::Used),
                Registration::NotRegistered => return Some(LinkTrouble::Withdrawn),
                Registration::Invited { .. } => {}
            }
        }
        let is_let_in = match self.holder {
            LinkHolder::Member { access, .. } => access == Access::Active,
            LinkHolder::Account { is_let_in } => is_let_in,
        };
        if !self.is_theirs {
            Some(LinkTrouble::EmailChanged)
        } else if !is_let_in {
            Some(LinkTrouble::NotLetIn)
        } else if self.expires_at <= now {
            Some(LinkTrouble::Expired)
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
                        (Registration::Registered, ..) => Some(LinkTrouble::Used),
                        (Registration::NotRegistered, ..) => Some(LinkTrouble::Withdrawn),
                        (_, false, _) => Some(LinkTrouble::EmailChanged),
                        (_, true, Access::Active) => None,
                        (_, true, _) => Some(LinkTrouble::NotLetIn),
                    };
                    assert_eq!(facts.trouble(NOW), expected, "{facts:?}");
                    let over = LinkFacts { expires_at: NOW, ..facts };
                    assert_eq!(over.trouble(NOW), expected.or(Some(LinkTrouble::Expired)));
                    for end in LinkEnd::ALL {
                        assert_eq!(LinkFacts { ended: Some(end), ..facts }.trouble(NOW), Some(end.trouble()));
                    }
                    assert_eq!(LinkFacts { is_used: true, ..facts }.trouble(NOW), Some(LinkTrouble::Used));
                }
            }
        }
    }

    #[test]
    fn a_link_of_an_account_works_while_one_of_its_schools_lets_it_in() {
        for is_let_in in [true, false] {
            let holder = LinkHolder::Account { is_let_in };
            let facts = LinkFacts { holder, ..facts(Registration::NotRegistered, Access::Active) };
            assert_eq!(facts.trouble(NOW), (!is_let_in).then_some(LinkTrouble::NotLetIn));
            let moved = LinkFacts { is_theirs: false, ..facts };
            assert_eq!(moved.trouble(NOW), Some(LinkTrouble::EmailChanged));
            assert_eq!(LinkFacts { is_outdated: true, ..facts }.trouble(NOW), Some(LinkTrouble::Replaced));
        }
    }

    #[test]
    fn ends_are_read_back() {
        assert!(LinkEnd::ALL.into_iter().all(|end| LinkEnd::from_code(end.code()) == Some(end)));
        assert_eq!(LinkEnd::from_code("Replaced"), None);
    }
}
