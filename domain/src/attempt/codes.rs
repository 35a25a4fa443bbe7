//! The codes by which the database keeps attempts.

use super::{Attempt, Rule, SignInFailure, Throttle};

impl Attempt {
    /// Every possible attempt.
    pub fn every() -> impl Iterator<Item = Self> {
        let plain = [Self::Confirmed, Self::NotConfirmed, Self::ConfirmThrottled, Self::ResetAsked];
        let throttled = Throttle::ALL
            .into_iter()
            .flat_map(|limit| [Self::Throttled(limit), Self::ResetThrottled(limit), Self::LinkThrottled(limit)]);
        plain
            .into_iter()
            .chain(SignInFailure::ALL.map(Self::Failed))
            .chain(throttled)
            .chain(Rule::ALL.map(Self::Refused))
    }

    /// The codes of the attempt's kind and reason, as stored.
    pub const fn codes(self) -> (&'static str, &'static str) {
        match self {
            Self::Failed(because) => ("failed", because.code()),
            Self::Throttled(limit) => ("throttled", limit.code()),
            Self::Confirmed => ("confirmed", ""),
            Self::NotConfirmed => ("not-confirmed", ""),
            Self::ConfirmThrottled => ("confirm-throttled", ""),
            Self::ResetAsked => ("reset-asked", ""),
            Self::ResetThrottled(limit) => ("reset-throttled", limit.code()),
            Self::LinkThrottled(limit) => ("link-throttled", limit.code()),
            Self::Refused(rule) => ("refused", rule.code()),
        }
    }

    /// The attempt with these codes.
    pub fn from_codes(kind: &str, reason: &str) -> Option<Self> {
        Self::every().find(|attempt| attempt.codes() == (kind, reason))
    }
}

impl SignInFailure {
    const ALL: [Self; 3] = [Self::WrongPassword, Self::NoAccount, Self::NotLetIn];

    const fn code(self) -> &'static str {
        match self {
            Self::WrongPassword => "wrong-password",
            Self::NoAccount => "no-account",
            Self::NotLetIn => "not-let-in",
        }
    }
}

impl Throttle {
    const ALL: [Self; 6] =
        [Self::KnownDevice, Self::FromOneNetwork, Self::FromEverywhere, Self::Network, Self::Link, Self::Busy];

    const fn code(self) -> &'static str {
        match self {
            Self::KnownDevice => "known-device",
            Self::FromOneNetwork => "from-one-network",
            Self::FromEverywhere => "from-everywhere",
            Self::Network => "network",
            Self::Link => "link",
            Self::Busy => "busy",
        }
    }
}

impl Rule {
    const ALL: [Self; 6] =
        [Self::ForOwner, Self::ForAdmins, Self::NotOnThem, Self::NotTheirsToGive, Self::Pupils, Self::Other];

    const fn code(self) -> &'static str {
        match self {
            Self::ForOwner => "for-owner",
            Self::ForAdmins => "for-admins",
            Self::NotOnThem => "not-on-them",
            Self::NotTheirsToGive => "not-theirs-to-give",
            Self::Pupils => "pupils",
            Self::Other => "other",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::AttemptGroup;
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_attempt_is_found_by_its_codes() {
        let codes: BTreeSet<_> = Attempt::every().map(Attempt::codes).collect();
        assert_eq!(codes.len(), Attempt::every().count(), "no two have the same");
        for attempt in Attempt::every() {
            let (kind, reason) = attempt.codes();
            assert_eq!(Attempt::from_codes(kind, reason), Some(attempt));
            assert!(!attempt.sentence().ends_with('.'));
        }
        assert_eq!(Attempt::from_codes("failed", "link"), None);
    }

    #[test]
    fn every_group_counts_something() {
        let groups: BTreeSet<_> = Attempt::every().filter_map(Attempt::group).collect();
        assert_eq!(groups, BTreeSet::from(AttemptGroup::ALL));
        assert_eq!(Attempt::every().filter(|attempt| attempt.is_wrong_guess()).count(), 2);
    }
}
