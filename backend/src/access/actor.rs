//! Sessions. A session is a random token in a cookie, of which the database stores a hash.
//!
//! Only this module makes an [`Actor`], and never for a person without access. Signing in is in `public`.

mod nightly;

use crate::stamp::{PageIdentity, PageReader};
use crate::store::ChangeNumbers;
use crate::token::SessionToken;
use domain::access::{Denial, Grants};
use domain::id::{AccountId, MemberId, SchoolId, SessionId};
use domain::limits::{PASSWORD_PROVED_FOR as PROVED_FOR, SESSION_IDLE as IDLE};
use domain::moment::Moment;
use domain::problem::Problem;
use domain::role::{HeldRole, Role};
use domain::session_end::SessionEnd;
use domain::user::{Access, Registration};

/// A signed-in member with access, as read from the database for this request.
#[derive(Clone)]
pub struct Actor {
    session: SessionId,
    account: AccountId,
    school: SchoolId,
    grants: Grants,
    /// The actor's own role, while they view the school as another.
    viewing_from: Option<HeldRole>,
    /// Whether the password was given in this session within the last minutes.
    has_proved: bool,
    name: String,
    school_name: String,
    /// The actor's role on the page the request was sent from, if that page was drawn for this session, school and
    /// person.
    page_role: Option<HeldRole>,
    numbers: ChangeNumbers,
}

/// Proof that a request was sent from a page drawn for its session, school and person. Every write takes it, or begins
/// a [`SchoolTransaction`](crate::store::SchoolTransaction), which checks it. Only [`Actor::stamped`] gives one.
#[derive(Debug)]
pub(crate) struct Stamped(());

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

    /// The actor's role; while they view the school as another role, that one.
    pub const fn role(&self) -> Role {
        self.grants.role()
    }

    /// What decides what they may do.
    pub const fn grants(&self) -> &Grants {
        &self.grants
    }

    /// The actor's own role, while they view the school as another and cannot change anything.
    pub const fn viewing_from(&self) -> Option<HeldRole> {
        self.viewing_from
    }

    /// Refuses changes while the actor views the school as a role.
    pub(crate) const fn changes(&self) -> Result<(), Denial> {
        if self.viewing_from.is_some() { Err(Denial::OnlyViewing) } else { Ok(()) }
    }

    /// The actor's own grants, whatever role they view the school as.
    pub fn own_grants(&self) -> Grants {
        Grants { held: self.viewing_from.unwrap_or(self.grants.held), ..self.grants }
    }

    /// Whether the password was given in this session within the last minutes.
    pub(crate) const fn has_proved(&self) -> bool {
        self.has_proved
    }

    /// This actor, with the stamp of the page that the request was sent from.
    pub fn sent_from(self, page: Option<&PageIdentity>) -> Self {
        let own = page.filter(|page| page.session == self.session).and_then(|page| page.reader);
        let own = own.filter(|reader| (reader.school, reader.member) == (self.school, self.member()));
        Self { page_role: own.map(|reader| reader.role), ..self }
    }

    /// Proof that the request was sent from a page drawn for this actor.
    ///
    /// # Errors
    /// [`Problem::PageMismatch`] with the current actor, when the page was drawn for another session, school or person,
    /// or the request has no stamp.
    pub(crate) fn stamped(&self) -> Result<Stamped, Problem> {
        if self.is_stamped() { Ok(Stamped(())) } else { Err(self.page_mismatch()) }
    }

    /// Whether the request was sent from a page drawn for this actor.
    pub const fn is_stamped(&self) -> bool {
        self.page_role.is_some()
    }

    /// The answer to a form from a page drawn for another actor.
    pub fn page_mismatch(&self) -> Problem {
        Problem::PageMismatch { name: self.name.clone(), school: self.school_name.clone(), kept: false }
    }

    /// The actor's current role, if the page the request was sent from shows another.
    pub fn role_since_page(&self) -> Option<HeldRole> {
        let now = self.own_grants().held;
        self.page_role.filter(|shown| *shown != now).map(|_| now)
    }

    /// This actor, read again within a transaction and sent from the same page.
    ///
    /// # Errors
    /// [`Problem::PageMismatch`] when the session moved to another school or person in the meantime.
    pub(crate) fn reread(&self, now: Self) -> Result<Self, Problem> {
        if (now.school, now.member()) == (self.school, self.member()) {
            Ok(Self { page_role: self.page_role, ..now })
        } else {
            Err(now.page_mismatch())
        }
    }

    /// The facts that the stamp of a page drawn for this actor contains.
    pub(crate) fn page_identity(&self) -> PageIdentity {
        let reader = PageReader { school: self.school, member: self.member(), role: self.own_grants().held };
        PageIdentity { session: self.session, reader: Some(reader) }
    }

    /// The school's change numbers when the actor was read.
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

/// The browser's new session token, if its session was renewed.
#[derive(Debug)]
pub struct Renewed(pub Option<SessionToken>);

/// A stored session, with the member it is for.
#[derive(Clone, Debug)]
pub(crate) struct StoredSession {
    pub id: SessionId,
    pub account: AccountId,
    pub last_seen_at: Moment,
    pub ends_at: Moment,
    pub ended_at: Option<Moment>,
    /// Why it was ended early.
    pub ended_because: Option<SessionEnd>,
    /// When the password was last given in it.
    pub proved_at: Moment,
    /// The membership it is for, once chosen; kept after the member loses access.
    pub member: Option<SessionMember>,
}

/// The person a session is for.
#[derive(Clone, Debug)]
pub(crate) struct SessionMember {
    pub id: MemberId,
    pub school: SchoolId,
    pub school_name: String,
    pub name: String,
    pub role: HeldRole,
    /// The role that the session views the school as.
    pub viewing_as: Option<HeldRole>,
    pub registration: Registration,
    pub access: Access,
    /// When they leave: they are not let in from then on.
    pub leaves_at: Option<Moment>,
    pub numbers: ChangeNumbers,
}

impl StoredSession {
    /// Whether the session can be used at `now`.
    pub fn is_live(&self, now: Moment) -> bool {
        self.ended_at.is_none() && self.ends_at > now && now.since(self.last_seen_at) < IDLE
    }

    /// Why the session gives no access at `now`: a decision of the school comes before the session's own end. None
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

    /// The actor, if the session is live and the member is registered with access.
    pub fn actor(&self, now: Moment) -> Option<Actor> {
        let member = self.member.as_ref().filter(|_| self.is_live(now))?;
        let let_in = member.access.at(member.leaves_at, now) == Access::Active
            && member.registration == Registration::Registered;
        // A lowered role also ends viewing as a role that is now above it.
        let viewing_as = member.viewing_as.filter(|role| !role.level().is_above(member.role.level()));
        let_in.then(|| Actor {
            session: self.id,
            account: self.account,
            school: member.school,
            grants: Grants { member: member.id, held: viewing_as.unwrap_or(member.role) },
            viewing_from: viewing_as.map(|_| member.role),
            has_proved: now.since(self.proved_at) < PROVED_FOR,
            name: member.name.clone(),
            school_name: member.school_name.clone(),
            page_role: None,
            numbers: member.numbers,
        })
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use domain::limits::SESSION_LONGEST as LONGEST;
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
                school_name: "Hillside".to_owned(),
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
    fn only_a_page_of_the_same_session_school_and_person_may_write() {
        let actor = session(Registration::Registered, Access::Active).actor(Moment(1)).unwrap();
        let own = actor.page_identity();
        let refusal = Problem::PageMismatch { name: "Amy Webb".to_owned(), school: "Hillside".to_owned(), kept: false };
        let reader = own.reader.unwrap();
        let other = Uuid::from_u128(2);
        for page in [
            None,
            Some(PageIdentity { session: SessionId::new(other), ..own }),
            Some(PageIdentity { reader: None, ..own }),
            Some(PageIdentity { reader: Some(PageReader { school: SchoolId::new(other), ..reader }), ..own }),
            Some(PageIdentity { reader: Some(PageReader { member: MemberId::new(other), ..reader }), ..own }),
        ] {
            assert_eq!(actor.clone().sent_from(page.as_ref()).stamped().unwrap_err(), refusal, "{page:?}");
        }
        let lowered = PageIdentity { reader: Some(PageReader { role: Role::AccountAdmin.into(), ..reader }), ..own };
        for (page, role) in [(own, None), (lowered, Some(Role::FullEdit.into()))] {
            let sent = actor.clone().sent_from(Some(&page));
            assert!(sent.stamped().is_ok());
            assert_eq!(sent.role_since_page(), role);
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
