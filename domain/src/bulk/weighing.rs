//! What becomes of one of many people.

use super::BulkChange;
use crate::access::{Action as _, BlockUser, ChangeRoles, DeactivateUser, Denial, Grants, SendInvitation, Subject};
use crate::id::MemberId;
use crate::permission::RoleChoice;
use crate::user::{Access, Registration};

/// What decides what becomes of somebody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BulkPerson {
    /// Who.
    pub member: MemberId,
    /// Their roles.
    pub roles: RoleChoice,
    /// How far they have come.
    pub registration: Registration,
    /// Whether they are let in.
    pub access: Access,
    /// Whether anybody knows where mail reaches them.
    pub has_email: bool,
    /// Whether an invitation went to them less than a minute ago: it is not repeated.
    pub just_invited: bool,
}

/// What becomes of somebody.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weighed {
    /// They change.
    Changes,
    /// They have it already.
    Has,
    /// The rule that leaves them out.
    LeftOut(Denial),
}

/// What a summary showed of somebody, so short that ten thousand fit into a form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Seen(u32);

impl Seen {
    /// As the form writes it: eight digits each.
    pub fn write_all(all: &[Self]) -> String {
        all.iter().map(|seen| format!("{:08x}", seen.0)).collect()
    }

    /// Reads what [`Seen::write_all`] wrote.
    pub fn read_all(text: &str) -> Option<Vec<Self>> {
        let digits = text.as_bytes();
        if !digits.len().is_multiple_of(8) {
            return None;
        }
        let read = |eight: &[u8]| u32::from_str_radix(core::str::from_utf8(eight).ok()?, 16).ok().map(Self);
        digits.chunks(8).map(read).collect()
    }

    /// Of somebody who is not in the school.
    pub const fn nobody() -> Self {
        Self(0)
    }
}

impl BulkPerson {
    /// As the rules see them.
    pub const fn subject(&self) -> Subject {
        Subject { member: self.member, role: self.roles.level() }
    }
}

impl BulkChange {
    /// What becomes of `person` when somebody with these grants does this.
    pub fn weigh(self, person: &BulkPerson, grants: &Grants) -> Weighed {
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
            (Self::Role { .. }, Ok(())) if after == *roles => Weighed::Has,
            (Self::Invite, Ok(())) if person.just_invited => Weighed::Has,
            (Self::Block, Err(Denial::NotAsTheyAre { access: Access::Blocked }))
            | (Self::Deactivate, Err(Denial::NotAsTheyAre { access: Access::Deactivated })) => Weighed::Has,
            (_, Ok(())) => Weighed::Changes,
            (_, Err(denial)) => Weighed::LeftOut(denial),
        }
    }

    /// What a summary shows of `person`: differs when what it says of them no longer holds.
    pub fn seen(self, person: &BulkPerson, grants: &Grants) -> Seen {
        let outcome = match self.weigh(person, grants) {
            Weighed::Changes => "changes".to_owned(),
            Weighed::Has => "has".to_owned(),
            Weighed::LeftOut(denial) => denial.sentence(),
        };
        let mut words = vec![outcome];
        match self {
            Self::Role { .. } => {
                words.push(person.roles.sonar.code().into_owned());
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
        // FNV-1a: it has to tell a change from none, not to withstand anybody: whoever makes one up only says that they
        // have seen what they have not.
        let hash = words
            .join("\n")
            .bytes()
            .fold(0x811c_9dc5_u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193));
        Seen(hash.max(1))
    }
}
