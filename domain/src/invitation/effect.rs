//! How a change of a member affects their open invitation. The same value is shown in the summary and acted on when
//! saving.

use crate::link::LinkEndReason;
use crate::moment::Moment;
use crate::user::{Access, Registration};
use serde::{Deserialize, Serialize};

/// The facts about a member that decide what happens to their invitation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Invitee<'a> {
    /// Email address; empty when none is known.
    pub email: &'a str,
    /// The member's registration.
    pub registration: Registration,
    /// The member's access.
    pub access: Access,
}

/// Whether changing a member's address sends the invitation again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Resend {
    /// The invitation is sent to the new address, if the member has access.
    ToNewAddress,
    /// Nothing is sent: many members change at once, and nobody has reviewed each address.
    Never,
}

/// The effect of a change on a member's open invitation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum InvitationEffect {
    /// There is no open invitation, or it stays as it is.
    Nothing,
    /// The invitation ends, and the member is not registered.
    Ends {
        /// The reason.
        why: InvitationEndReason,
        /// The address whose link no longer works.
        sent_to: String,
    },
    /// The invitation ends, and a new one is sent to another address.
    Moves {
        /// The address whose link no longer works.
        from: String,
        /// The address for the new invitation.
        to: String,
    },
    /// The invitation's link does nothing until the member has access again.
    Pauses {
        /// The address it was sent to.
        sent_to: String,
    },
    /// The invitation's link works again.
    Resumes {
        /// The address it was sent to.
        sent_to: String,
    },
}

/// Why a change of a member ends their invitation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum InvitationEndReason {
    /// The school revoked the invitation.
    Withdrawn,
    /// The member has a new address, to which nothing is sent.
    EmailChanged,
    /// The member was deleted.
    Deleted,
}

impl InvitationEndReason {
    /// The reason as kept with the link.
    pub const fn end(self) -> LinkEndReason {
        match self {
            Self::Withdrawn => LinkEndReason::Withdrawn,
            Self::EmailChanged => LinkEndReason::EmailChanged,
            Self::Deleted => LinkEndReason::Deleted,
        }
    }
}

impl InvitationEffect {
    /// The effect when a member changes from `before` to `after` at the time `at`. Revoking an invitation means
    /// becoming not registered.
    pub fn of(before: Invitee<'_>, after: Invitee<'_>, resend: Resend, at: Moment) -> Self {
        let Registration::Invited { until } = before.registration else { return Self::Nothing };
        let sent_to = before.email.to_owned();
        let ends = |why| Self::Ends { why, sent_to: sent_to.clone() };
        match after.registration {
            Registration::Registered => return Self::Nothing,
            Registration::NotRegistered => return ends(InvitationEndReason::Withdrawn),
            Registration::Invited { .. } => {}
        }
        if after.access == Access::Deleted {
            return ends(InvitationEndReason::Deleted);
        }
        if !before.email.eq_ignore_ascii_case(after.email) {
            let goes_out = resend == Resend::ToNewAddress && after.access == Access::Active && !after.email.is_empty();
            let moves = Self::Moves { from: before.email.to_owned(), to: after.email.to_owned() };
            return if goes_out { moves } else { ends(InvitationEndReason::EmailChanged) };
        }
        match (before.access == Access::Active, after.access == Access::Active) {
            _ if until <= at => Self::Nothing,
            (true, false) => Self::Pauses { sent_to },
            (false, true) => Self::Resumes { sent_to },
            (true, true) | (false, false) => Self::Nothing,
        }
    }

    /// The effect when an import changes a member's address. An import sends nothing.
    pub fn of_import(before: Invitee<'_>, email: &str) -> Self {
        // Access does not change here, so it does not matter whether the invitation has expired.
        Self::of(before, Invitee { email, ..before }, Resend::Never, Moment(0))
    }

    /// Why the link that was sent ends, if it does.
    pub const fn end(&self) -> Option<LinkEndReason> {
        match self {
            Self::Ends { why, .. } => Some(why.end()),
            Self::Moves { .. } => Some(LinkEndReason::EmailChanged),
            Self::Nothing | Self::Pauses { .. } | Self::Resumes { .. } => None,
        }
    }

    /// The effect as a sentence.
    pub fn sentence(&self) -> Option<String> {
        match self {
            Self::Nothing => None,
            Self::Ends { why: InvitationEndReason::Withdrawn, sent_to } => {
                Some(format!("The link sent to {sent_to} stops working at once."))
            }
            Self::Ends { why: InvitationEndReason::EmailChanged, sent_to } => Some(format!(
                "The link sent to {sent_to} no longer works, and no new one goes out. Send an invitation later."
            )),
            Self::Ends { why: InvitationEndReason::Deleted, sent_to } => {
                Some(format!("The link sent to {sent_to} stops working for good. If you restore them, send a new one."))
            }
            Self::Moves { from, to } => {
                Some(format!("A new invitation goes to {to}. The link sent to {from} no longer works."))
            }
            Self::Pauses { sent_to } => {
                Some(format!("The link sent to {sent_to} does nothing until you let them in again."))
            }
            Self::Resumes { sent_to } => Some(format!("The link sent to {sent_to} works again until it expires.")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const AT: Moment = Moment(1_000);
    const LIVE: Registration = Registration::Invited { until: Moment(1_001) };
    const OVER: Registration = Registration::Invited { until: Moment(1_000) };
    const OLD: &str = "ben@hillside.uk";
    const NEW: &str = "head@hillside.uk";

    fn invitee(email: &str, registration: Registration, access: Access) -> Invitee<'_> {
        Invitee { email, registration, access }
    }

    #[test]
    fn every_access_before_and_after_with_every_way_an_address_can_change() {
        let addresses = [
            (OLD, Resend::ToNewAddress),
            ("Ben@Hillside.uk", Resend::ToNewAddress),
            (NEW, Resend::ToNewAddress),
            (NEW, Resend::Never),
            ("", Resend::ToNewAddress),
        ];
        let accesses = Access::ALL.into_iter().flat_map(|before| Access::ALL.map(|after| [before, after]));
        let invitees = accesses.flat_map(|access| [(access, LIVE), (access, OVER)]);
        let mut cases = 0;
        for ((access, registration), (email, resend)) in
            invitees.flat_map(|invitee| addresses.map(|address| (invitee, address)))
        {
            check(access, registration, email, resend);
            cases += 1;
        }
        assert_eq!(cases, Access::ALL.len() * Access::ALL.len() * 2 * addresses.len());
    }

    /// The effect of a change from the old address to `email`, with access before and after.
    fn check(access: [Access; 2], registration: Registration, email: &str, resend: Resend) {
        let [before, after] = access;
        let (from, to) = (invitee(OLD, registration, before), invitee(email, registration, after));
        let effect = InvitationEffect::of(from, to, resend, AT);
        let ends = |why| InvitationEffect::Ends { why, sent_to: OLD.to_owned() };
        let moved = !email.eq_ignore_ascii_case(OLD);
        let active = access.map(|access| access == Access::Active);
        let expected = if after == Access::Deleted {
            ends(InvitationEndReason::Deleted)
        } else if moved && active[1] && resend == Resend::ToNewAddress && email == NEW {
            InvitationEffect::Moves { from: OLD.to_owned(), to: NEW.to_owned() }
        } else if moved {
            ends(InvitationEndReason::EmailChanged)
        } else if registration == LIVE && active == [true, false] {
            InvitationEffect::Pauses { sent_to: OLD.to_owned() }
        } else if registration == LIVE && active == [false, true] {
            InvitationEffect::Resumes { sent_to: OLD.to_owned() }
        } else {
            InvitationEffect::Nothing
        };
        assert_eq!(effect, expected, "{before:?} {after:?} {registration:?} {email} {resend:?}");
        assert_eq!(effect.end().is_some(), moved || after == Access::Deleted, "{effect:?}");
        assert_eq!(effect.sentence().is_none(), effect == InvitationEffect::Nothing);
    }

    #[test]
    fn withdrawing_ends_it_and_where_none_waits_nothing_becomes_of_it() {
        for access in Access::ALL {
            let before = invitee(OLD, LIVE, access);
            let after = invitee(OLD, Registration::NotRegistered, access);
            let effect = InvitationEffect::of(before, after, Resend::ToNewAddress, AT);
            assert_eq!(effect.end(), Some(LinkEndReason::Withdrawn), "{access:?}");
            for registration in [Registration::NotRegistered, Registration::Registered] {
                let (before, after) = (invitee(OLD, registration, access), invitee(NEW, registration, Access::Deleted));
                let effect = InvitationEffect::of(before, after, Resend::ToNewAddress, AT);
                assert_eq!(effect, InvitationEffect::Nothing, "{access:?} {registration:?}");
            }
        }
    }

    #[test]
    fn the_summary_names_both_addresses() {
        let moves = InvitationEffect::Moves { from: OLD.to_owned(), to: NEW.to_owned() };
        let said = "A new invitation goes to head@hillside.uk. The link sent to ben@hillside.uk no longer works.";
        assert_eq!(moves.sentence().as_deref(), Some(said));
    }
}
