//! What a bulk action does to one member.

use super::BulkChange;
use crate::access::{Action as _, BlockUser, ChangeRoles, DeactivateUser, Denial, Grants, SendInvitation, Subject};
use crate::id::MemberId;
use crate::permission::RoleChoice;
use crate::user::{Access, Registration};

/// The facts about a member that decide what a bulk action does to them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BulkPerson {
    /// The member.
    pub member: MemberId,
    /// The member's roles.
    pub roles: RoleChoice,
    /// The member's registration.
    pub registration: Registration,
    /// The member's access.
    pub access: Access,
    /// Whether the member has an email address.
    pub has_email: bool,
    /// Whether the member was sent an invitation less than a minute ago, which is not repeated.
    pub just_invited: bool,
}

/// What a bulk action does to one member.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BulkOutcome {
    /// The member changes.
    Changes,
    /// The member needs no change.
    Has,
    /// The rule that excludes the member.
    LeftOut(Denial),
}

/// A digest of a member's state in a summary, short enough for 10,000 to fit into a form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ReviewedState(u32);

impl ReviewedState {
    /// Writes the digests for a form, in eight digits each.
    pub fn write_all(all: &[Self]) -> String {
        all.iter().map(|seen| format!("{:08x}", seen.0)).collect()
    }

    /// Reads what [`ReviewedState::write_all`] wrote.
    pub fn read_all(text: &str) -> Option<Vec<Self>> {
        let digits = text.as_bytes();
        if !digits.len().is_multiple_of(8) {
            return None;
        }
        let read = |eight: &[u8]| u32::from_str_radix(core::str::from_utf8(eight).ok()?, 16).ok().map(Self);
        digits.chunks(8).map(read).collect()
    }

    /// The digest of a member who is not in the school.
    pub const fn nobody() -> Self {
        Self(0)
    }
}

impl BulkPerson {
    /// The member as the access rules see them.
    pub const fn subject(&self) -> Subject {
        Subject { member: self.member, role: self.roles.level() }
    }
}

impl BulkChange {
    /// What the action does to `person` when the actor has these grants.
    pub fn evaluate(self, person: &BulkPerson, grants: &Grants) -> BulkOutcome {
        let BulkPerson { ref roles, registration, access, has_email, .. } = *person;
        let subject = person.subject();
        let after = self.roles_after(roles.clone());
        let checked = match self {
            Self::Role { .. } => {
                ChangeRoles { subject, access, before: roles.clone(), after: after.clone() }.check(grants)
            }
            Self::Invite => SendInvitation { subject, registration, access, has_email }.check(grants),
            Self::Block => BlockUser { subject, access }.check(grants),
            Self::Deactivate => DeactivateUser { subject, access }.check(grants),
        };
        match (self, checked) {
            (Self::Role { .. }, Ok(())) if after == *roles => BulkOutcome::Has,
            (Self::Invite, Ok(())) if person.just_invited => BulkOutcome::Has,
            (Self::Block, Err(Denial::NotAsTheyAre { access: Access::Blocked }))
            | (Self::Deactivate, Err(Denial::NotAsTheyAre { access: Access::Deactivated })) => BulkOutcome::Has,
            (_, Ok(())) => BulkOutcome::Changes,
            (_, Err(denial)) => BulkOutcome::LeftOut(denial),
        }
    }

    /// The digest of `person` in a summary of this action. It differs when the summary no longer describes them.
    pub fn seen(self, person: &BulkPerson, grants: &Grants) -> ReviewedState {
        let outcome = match self.evaluate(person, grants) {
            BulkOutcome::Changes => "changes".to_owned(),
            BulkOutcome::Has => "has".to_owned(),
            BulkOutcome::LeftOut(denial) => denial.sentence(),
        };
        let mut words = vec![outcome];
        match self {
            Self::Role { .. } => {
                words.push(person.roles.main.code().into_owned());
                words
                    .extend(person.roles.others().map(|(product, role)| format!("{} {}", product.code(), role.code())));
            }
            Self::Invite => words.push(match person.registration {
                Registration::NotRegistered => "not-registered".to_owned(),
                Registration::Invited { .. } => "invited".to_owned(),
                Registration::Registered => "registered".to_owned(),
            }),
            Self::Block | Self::Deactivate => words.push(person.access.code().to_owned()),
        }
        // FNV-1a detects changes but resists no attack, and need not: a forged digest only claims that its sender saw a
        // summary that they did not see.
        let hash = words
            .join("\n")
            .bytes()
            .fold(0x811c_9dc5_u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193));
        ReviewedState(hash.max(1))
    }
}
