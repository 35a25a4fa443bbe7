//! Who is signed in. A session is a random token in a cookie, of which the database keeps a hash.
//!
//! Only this module makes an [`Actor`], and never for somebody who is not let in.

use crate::store::ChangeNumbers;
use domain::access::{Denial, Grants};
use domain::id::{AccountId, MemberId, SchoolId, SessionId};
use domain::moment::{HOUR, MINUTE, Moment};
use domain::role::{HeldRole, Role};
use domain::session_end::SessionEnd;
use domain::user::{Access, Registration};

/// A session nobody used for so long has ended.
pub const IDLE: i64 = 4 * HOUR;
/// A session ends after so long however much it is used: a school day.
pub const LONGEST: i64 = 14 * HOUR;
/// What asks for the password again is content with one that was given in this session so long ago.
pub const PROVED_FOR: i64 = 10 * MINUTE;
/// Use is noted only so often, because noting it writes.
pub(crate) const NOTED_EVERY: i64 = 5 * MINUTE;

/// A person of a school who is signed in and let in, as the database had them for this request.
#[derive(Clone)]
pub struct Actor {
    session: SessionId,
    account: AccountId,
    school: SchoolId,
    grants: Grants,
    /// Their own role, while they view the school as another.
    viewing_from: Option<HeldRole>,
    /// Whether the password was given in this session within the last minutes.
    has_proved: bool,
    name: String,
    numbers: ChangeNumbers,
}

impl Actor {
    /// The session they act in.
    pub const fn session(&self) -> SessionId {
        self.session
    }

    /// Their account.
    pub const fn account(&self) -> AccountId {
        self.account
    }

    /// The school they act in.
    pub const fn school(&self) -> SchoolId {
        self.school
    }

    /// Who they are in it.
    pub const fn member(&self) -> MemberId {
        self.grants.member
    }

    /// Their role in it: the one they view it as, while they do.
    pub const fn role(&self) -> Role {
        self.grants.role()
    }

    /// What decides what they may do.
    pub const fn grants(&self) -> &Grants {
        &self.grants
    }

    /// Their own role, while they view the school as a role; they change nothing meanwhile.
    pub const fn viewing_from(&self) -> Option<HeldRole> {
        self.viewing_from
    }

    /// Refuses whoever views the school as a role: they change nothing meanwhile.
    pub(crate) const fn changes(&self) -> Result<(), Denial> {
        if self.viewing_from.is_some() { Err(Denial::OnlyViewing) } else { Ok(()) }
    }

    /// Who they are, whatever role they view the school as.
    pub fn own_grants(&self) -> Grants {
        Grants { held: self.viewing_from.unwrap_or(self.grants.held), ..self.grants }
    }

    /// Whether they gave their password in this session within the last minutes.
    pub(crate) const fn has_proved(&self) -> bool {
        self.has_proved
    }

    /// How far their school had changed when they were read.
    pub(crate) const fn numbers(&self) -> ChangeNumbers {
        self.numbers
    }

    /// Their full name.
    pub fn name(&self) -> &str {
        &self.name
    }
}

impl core::fmt::Debug for Actor {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("Actor")
    }
}

/// A session as stored, with the person it is for.
#[derive(Clone, Debug)]
pub(crate) struct StoredSession {
    pub id: SessionId,
    pub account: AccountId,
    pub last_seen_at: Moment,
    pub ends_at: Moment,
    pub ended_at: Option<Moment>,
    /// Why it was ended early.
    pub ended_because: Option<SessionEnd>,
    /// When the password was given in it last.
    pub proved_at: Moment,
    /// The school it was for when it was chosen; kept when the person is not let in any more.
    pub member: Option<SessionMember>,
}

/// The person a session is for.
#[derive(Clone, Debug)]
pub(crate) struct SessionMember {
    pub id: MemberId,
    pub school: SchoolId,
    pub name: String,
    pub role: HeldRole,
    /// The role the session views the school as.
    pub viewing_as: Option<HeldRole>,
    pub registration: Registration,
    pub access: Access,
    /// When they leave: they are not let in from then on.
    pub leaves_at: Option<Moment>,
    pub numbers: ChangeNumbers,
}

impl StoredSession {
    /// Whether it can still be used at `now`.
    pub fn is_live(&self, now: Moment) -> bool {
        self.ended_at.is_none() && self.ends_at > now && now.since(self.last_seen_at) < IDLE
    }

    /// Why nobody acts in it any more at `now`: what the school decided comes before how the session itself ended. Nothing
    /// while it can be used.
    pub fn end(&self, now: Moment) -> Option<SessionEnd> {
        if let Some(member) = &self.member {
            let access = member.access.at(member.leaves_at, now);
            if access != Access::Active {
                return Some(SessionEnd::NotLetIn(access));
            }
        }
        match self.ended_at {
            Some(_) => Some(self.ended_because.unwrap_or(SessionEnd::Expired)),
            None => (!self.is_live(now)).then_some(SessionEnd::Expired),
        }
    }

    /// The person, if the session is live and they are registered and let in.
    pub fn actor(&self, now: Moment) -> Option<Actor> {
        let member = self.member.as_ref().filter(|_| self.is_live(now))?;
        let let_in = member.access.at(member.leaves_at, now) == Access::Active
            && member.registration == Registration::Registered;
        // Somebody whose role was lowered meanwhile does not go on viewing as what is above them now.
        let viewing_as = member.viewing_as.filter(|role| !role.level().is_above(member.role.level()));
        let_in.then(|| Actor {
            session: self.id,
            account: self.account,
            school: member.school,
            grants: Grants { member: member.id, held: viewing_as.unwrap_or(member.role) },
            viewing_from: viewing_as.map(|_| member.role),
            has_proved: now.since(self.proved_at) < PROVED_FOR,
            name: member.name.clone(),
            numbers: member.numbers,
        })
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use uuid::Uuid;

    fn session(registration: Registration, access: Access) -> StoredSession {
        let id = Uuid::from_u128(1);
        StoredSession {
            id: SessionId::new(id),
            account: AccountId::new(id),
            last_seen_at: Moment(0),
            ends_at: Moment(LONGEST),
            ended_at: None,
            ended_because: None,
            proved_at: Moment(0),
            member: Some(SessionMember {
                id: MemberId::new(id),
                school: SchoolId::new(id),
                name: "Amy Webb".to_owned(),
                role: Role::FullEdit.into(),
                viewing_as: None,
                registration,
                access,
                leaves_at: None,
                numbers: ChangeNumbers { all: 1, people: 1 },
            }),
        }
    }

    #[test]
    fn only_somebody_registered_and_active_acts() {
        for access in Access::ALL {
            let acts = session(Registration::Registered, access).actor(Moment(1)).is_some();
            assert_eq!(acts, access == Access::Active, "{access:?}");
        }
        assert!(session(Registration::NotRegistered, Access::Active).actor(Moment(1)).is_none());
    }

    #[test]
    fn somebody_who_views_as_a_role_has_its_rights_and_never_more_than_their_own() {
        let mut session = session(Registration::Registered, Access::Active);
        for role in Role::ALL {
            session.member.as_mut().unwrap().viewing_as = role.into();
            let actor = session.actor(Moment(1)).unwrap();
            assert_eq!(actor.own_grants().role(), Role::FullEdit);
            if role.is_above(Role::FullEdit) {
                assert_eq!((actor.role(), actor.viewing_from()), (Role::FullEdit, None));
            } else {
                assert_eq!((actor.role(), actor.viewing_from()), (role, Role::FullEdit.into()));
            }
        }
    }

    #[test]
    fn somebody_who_left_does_not_act() {
        let mut session = session(Registration::Registered, Access::Active);
        session.member.as_mut().unwrap().leaves_at = Some(Moment(10));
        assert!(session.actor(Moment(9)).is_some());
        assert!(session.actor(Moment(10)).is_none());
    }

    #[test]
    fn a_session_that_ended_says_why() {
        let live = session(Registration::Registered, Access::Active);
        let ended = |because| StoredSession { ended_at: Some(Moment(1)), ended_because: Some(because), ..live.clone() };
        assert_eq!(live.end(Moment(1)), None);
        assert_eq!(live.end(Moment(IDLE)), Some(SessionEnd::Expired));
        assert_eq!(ended(SessionEnd::NewPassword).end(Moment(2)), Some(SessionEnd::NewPassword));
        let mut blocked = ended(SessionEnd::EndedBySchool);
        blocked.member.as_mut().unwrap().access = Access::Blocked;
        assert_eq!(blocked.end(Moment(2)), Some(SessionEnd::NotLetIn(Access::Blocked)));
        let mut leaving = live;
        leaving.member.as_mut().unwrap().leaves_at = Some(Moment(10));
        assert_eq!(leaving.end(Moment(10)), Some(SessionEnd::NotLetIn(Access::Deactivated)));
    }

    #[test]
    fn sessions_end_by_idling_by_age_and_by_being_ended() {
        let session = session(Registration::Registered, Access::Active);
        assert!(session.actor(Moment(IDLE - 1)).is_some());
        assert!(session.actor(Moment(IDLE)).is_none());
        let used = StoredSession { last_seen_at: Moment(LONGEST - 1), ..session.clone() };
        assert!(used.actor(Moment(LONGEST - 1)).is_some());
        assert!(used.actor(Moment(LONGEST)).is_none());
        assert!(StoredSession { ended_at: Some(Moment(1)), ..session }.actor(Moment(2)).is_none());
    }
}
