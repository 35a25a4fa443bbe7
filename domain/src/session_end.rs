//! Why a session ended, as open pages and the sign-in page report it.

use crate::limits::{SESSION_IDLE, SESSION_LONGEST, time};
use crate::user::Access;
use serde::{Deserialize, Serialize};

/// Why a session can no longer be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum SessionEnd {
    /// The session's holder signed out.
    SignedOut,
    /// The session's holder ended it on another device.
    EndedElsewhere,
    /// An admin of the school ended it.
    EndedBySchool,
    /// The session's holder lost access to the school: blocked, deactivated or deleted.
    NotLetIn(Access),
    /// The school revoked the registration.
    AccessRevoked,
    /// The account has a new password.
    NewPassword,
    /// Another sign-in in the same browser replaced it.
    Replaced,
    /// The session was idle for too long, or reached the length of a school day.
    Expired,
}

impl SessionEnd {
    /// The reasons for ending a session early that the database keeps.
    const STORED: [Self; 6] = [
        Self::SignedOut,
        Self::EndedElsewhere,
        Self::EndedBySchool,
        Self::AccessRevoked,
        Self::NewPassword,
        Self::Replaced,
    ];

    /// The code in the database. A member's access is kept with the member, not with the session.
    pub const fn code(self) -> &'static str {
        match self {
            Self::SignedOut => "signed-out",
            Self::EndedElsewhere => "ended-elsewhere",
            Self::EndedBySchool | Self::NotLetIn(_) => "ended-by-school",
            Self::AccessRevoked => "access-revoked",
            Self::NewPassword => "new-password",
            Self::Replaced => "replaced",
            Self::Expired => "expired",
        }
    }

    /// Reads what [`SessionEnd::code`] wrote.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::STORED.into_iter().find(|end| end.code() == code)
    }

    /// Whether an open page keeps the typed values out of sight rather than clearing them.
    pub const fn keeps_what_was_typed(self) -> bool {
        matches!(self, Self::Expired | Self::Replaced)
    }

    /// What happened, as a heading.
    pub const fn heading(self) -> &'static str {
        match self {
            Self::SignedOut => "You signed out",
            Self::EndedElsewhere => "You ended this session",
            Self::EndedBySchool => "Your school ended your session",
            Self::NotLetIn(Access::Deleted) => "Your school deleted your account",
            Self::NotLetIn(Access::Deactivated) => "Your school deactivated your account",
            Self::NotLetIn(_) => "Your school blocked your account",
            Self::AccessRevoked => "Your school ended your access",
            Self::NewPassword => "Your password was changed",
            Self::Replaced => "You signed in again with this browser",
            Self::Expired => "Your session expired",
        }
    }

    /// What it means and what to do next.
    pub fn sentence(self) -> String {
        let plain = match self {
            Self::SignedOut => "Sign in again to go on.",
            Self::EndedElsewhere => "You ended it from another device. Sign in again to go on.",
            Self::EndedBySchool => {
                "Sign in again to go on. If you did not expect this, ask an Account Admin at your school."
            }
            Self::NotLetIn(_) | Self::AccessRevoked => {
                "You cannot use Rolecall at this school for now. If you think this is a mistake, ask an Account Admin at your school."
            }
            Self::NewPassword => "A new password ends every other session. Sign in with the new password.",
            Self::Replaced => "This page belongs to the session before. Open it again to go on.",
            Self::Expired => {
                return format!(
                    "Sessions end after {} without use, and {} after signing in. Sign in again to go on.",
                    time(SESSION_IDLE),
                    time(SESSION_LONGEST)
                );
            }
        };
        plain.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stored_reasons_are_read_back() {
        for end in SessionEnd::STORED {
            assert_eq!(SessionEnd::from_code(end.code()), Some(end));
        }
        assert_eq!(SessionEnd::from_code("blocked"), None);
    }

    #[test]
    fn an_expired_session_says_how_long_sessions_last() {
        let sentence = SessionEnd::Expired.sentence();
        assert_eq!(
            sentence,
            "Sessions end after 4 hours without use, and 14 hours after signing in. Sign in again to go on."
        );
    }

    #[test]
    fn only_an_expired_or_replaced_session_keeps_what_was_typed() {
        let ends = [
            (SessionEnd::SignedOut, false),
            (SessionEnd::EndedElsewhere, false),
            (SessionEnd::EndedBySchool, false),
            (SessionEnd::NotLetIn(Access::Blocked), false),
            (SessionEnd::NotLetIn(Access::Deactivated), false),
            (SessionEnd::NotLetIn(Access::Deleted), false),
            (SessionEnd::AccessRevoked, false),
            (SessionEnd::NewPassword, false),
            (SessionEnd::Replaced, true),
            (SessionEnd::Expired, true),
        ];
        for (end, keeps) in ends {
            assert_eq!(end.keeps_what_was_typed(), keeps, "{end:?}");
        }
    }
}
