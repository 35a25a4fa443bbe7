use super::{Entry, Membership, Store, Trouble, audit, sessions};
use crate::access::actor::{Actor, NIGHTLY_IMPORT};
use crate::access::{OfAccount, Outside, Permit, SigningIn};
use domain::access::Action;
use domain::catalogue::Catalogue;
use domain::id::{MemberId, SchoolId};
use domain::moment::Moment;
use domain::problem::Problem;
use sqlx::{Any, Transaction};

/// Who made a change, for the audit log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Author {
    /// A person of the school.
    Member {
        /// Who.
        id: MemberId,
        /// Their name then.
        name: String,
    },
    /// Rolecall itself, or somebody at its command line.
    Rolecall,
    /// A list of staff that a job imports at night.
    NightlyImport,
}

impl Author {
    /// Their name; none for Rolecall itself.
    pub(crate) fn name(&self) -> Option<&str> {
        match self {
            Self::Member { name, .. } => Some(name),
            Self::Rolecall => None,
            Self::NightlyImport => Some(NIGHTLY_IMPORT),
        }
    }
}

/// A change to one school that is being made: a transaction that raised the school's change number first, and so holds
/// the write lock. Dropped without [`commit`](Change::commit), it never happened.
#[derive(Debug)]
pub struct Change {
    pub(super) tx: Transaction<'static, Any>,
    pub(super) school: SchoolId,
    pub(super) at: Moment,
    pub(super) author: Author,
    /// The products a school may use.
    pub(super) catalogue: Catalogue,
}

impl Change {
    /// Begins a change to `school` that no session makes.
    ///
    /// # Errors
    /// When the database does not answer.
    pub(crate) async fn begin(
        store: &Store,
        _: &impl Outside,
        school: SchoolId,
        author: Author,
        at: Moment,
    ) -> Result<Self, Trouble> {
        Self::open(store, school, author, at).await
    }

    /// Begins a change to `school`, for whatever of the store has its own proof.
    pub(super) async fn open(store: &Store, school: SchoolId, author: Author, at: Moment) -> Result<Self, Trouble> {
        let mut tx = store.begin().await?;
        raise(&mut tx, school, Shows::InPeople).await?;
        Ok(Self { tx, school, at, author, catalogue: store.catalogue })
    }

    /// Begins a change in which `author` comes in, and nothing is changed about the school's people.
    ///
    /// # Errors
    /// When the database does not answer.
    pub(crate) async fn begin_coming_in(
        store: &Store,
        _: &SigningIn,
        school: SchoolId,
        author: Author,
        at: Moment,
    ) -> Result<Self, Trouble> {
        let mut tx = store.begin().await?;
        raise(&mut tx, school, Shows::Elsewhere).await?;
        Ok(Self { tx, school, at, author, catalogue: store.catalogue })
    }

    /// Begins a change to what belongs to an account: it shows in each of its schools, and `entry` is written into the
    /// log of each. Nothing when there are none. The schools' locks are taken in the order of `memberships`, that of
    /// their ids, so that two such changes never wait for each other.
    ///
    /// # Errors
    /// When the database does not answer.
    pub(crate) async fn begin_everywhere(
        store: &Store,
        _: &impl OfAccount,
        memberships: &[Membership],
        shows: Shows,
        at: Moment,
        entry: impl Fn(&Membership) -> Entry<'static>,
    ) -> Result<Option<Self>, Trouble> {
        let Some(first) = memberships.first() else { return Ok(None) };
        let (tx, author, catalogue) = (store.begin().await?, Author::Rolecall, store.catalogue);
        let mut change = Self { tx, school: first.school, at, author, catalogue };
        for membership in memberships {
            raise(&mut change.tx, membership.school, shows).await?;
            change.school = membership.school;
            change.author = Author::Member { id: membership.member, name: membership.name.clone() };
            change.record(entry(membership)).await?;
        }
        Ok(Some(change))
    }

    /// Begins a change by the person `permit` was given to, in their school. They are read anew in it and asked for the permit
    /// again: their role may have changed since, or their session ended or gone to another school.
    ///
    /// # Errors
    /// [`Problem::SignedOut`] when they may no longer act; [`Problem::Denied`] when the permit is no longer theirs, or while they
    /// view the school as a role; [`Problem::AnotherSeat`] when the request was not sent from a page that was drawn for them, or
    /// their session went to another school meanwhile.
    pub(crate) async fn begin_with<A: Action + Copy>(
        store: &Store,
        actor: &Actor,
        permit: Permit<A>,
        at: Moment,
    ) -> Result<(Self, Actor, Permit<A>), Problem> {
        actor.stamped()?;
        Self::begin_noting(store, actor, permit, at).await
    }

    /// Begins the writing of what `actor` reads into the log. A file is asked for by its address alone, without a form; nothing but
    /// the log may be written.
    ///
    /// # Errors
    /// [`Problem::SignedOut`] when they may no longer act; [`Problem::Denied`] when the permit is not theirs (any more), or while
    /// they view the school as a role.
    pub(crate) async fn begin_noting<A: Action + Copy>(
        store: &Store,
        actor: &Actor,
        permit: Permit<A>,
        at: Moment,
    ) -> Result<(Self, Actor, Permit<A>), Problem> {
        actor.changes()?;
        if !permit.is_of(actor) {
            return Err(actor.another_seat());
        }
        if actor.is_nightly_import() {
            // Nobody's session ends or changes under it.
            let change = Self::open(store, permit.school(), Author::NightlyImport, at).await?;
            let permit = actor.permit(*permit.action())?;
            return Ok((change, actor.clone(), permit));
        }
        let author = Author::Member { id: actor.member(), name: actor.name().to_owned() };
        let mut change = Self::open(store, permit.school(), author, at).await?;
        let session = sessions::by_id(&mut *change.tx, actor.session()).await?;
        let now = session.and_then(|session| session.actor(at)).ok_or(Problem::SignedOut { kept: false })?;
        let now = actor.read_anew(now)?;
        now.changes()?;
        let permit = now.permit(*permit.action())?;
        Ok((change, now, permit))
    }

    /// The school that changes.
    pub const fn school(&self) -> SchoolId {
        self.school
    }

    /// When the change is made.
    pub const fn at(&self) -> Moment {
        self.at
    }

    /// Says from now on that `author` makes the change: somebody who was not known when it began.
    pub(crate) fn set_author(&mut self, author: Author) {
        self.author = author;
    }

    /// Writes what was done into the audit log.
    ///
    /// # Errors
    /// When the database does not answer.
    pub(crate) async fn record(&mut self, entry: Entry<'_>) -> Result<(), Trouble> {
        self.record_all(vec![entry]).await
    }

    /// Writes what was done to many, in order.
    ///
    /// # Errors
    /// When the database does not answer.
    pub(crate) async fn record_all(&mut self, entries: Vec<Entry<'_>>) -> Result<(), Trouble> {
        audit::append(&mut self.tx, self.school, &self.author, self.at, entries).await
    }

    /// Makes it so.
    ///
    /// # Errors
    /// When the database does not answer; then nothing was changed.
    pub(crate) async fn commit(self) -> Result<(), Trouble> {
        Ok(self.tx.commit().await?)
    }
}

/// Where a change shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Shows {
    /// In what is known of the school's people.
    InPeople,
    /// Anywhere but there: who they are and where they stand is as it was.
    Elsewhere,
}

/// Raises the change number: takes the write lock, and tells every process that something changed.
async fn raise(tx: &mut Transaction<'static, Any>, school: SchoolId, shows: Shows) -> Result<(), Trouble> {
    let sql = match shows {
        Shows::InPeople => "UPDATE schools SET change_no = change_no + 1, people_no = change_no + 1 WHERE id = $1",
        Shows::Elsewhere => "UPDATE schools SET change_no = change_no + 1 WHERE id = $1",
    };
    let raised = sqlx::query(sql).bind(school.to_string()).execute(&mut **tx).await?;
    if raised.rows_affected() == 1 { Ok(()) } else { Err(Trouble::Corrupt("a school that is not there")) }
}
