//! Transactions that write to a school: how each kind begins, who its author is, and its entries in the audit log.

use super::{Entry, Membership, Store, StoreError, audit, sessions};
use crate::access::actor::Actor;
use crate::access::{Permit, ReadsAccount, SigningIn, SystemToken};
use crate::store::bind::Bind as _;
use domain::access::Action;
use domain::audit::{IMPORT_FILE, WITH_OTHERS};
use domain::catalogue::Catalogue;
use domain::id::{MemberId, SchoolId};
use domain::import::FileName;
use domain::moment::Moment;
use domain::problem::Problem;
use sqlx::{Any, Transaction};

/// The author of a transaction, for the audit log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Author {
    /// A member of the school.
    Member {
        /// The member's id.
        id: MemberId,
        /// The member's name at the time.
        name: String,
    },
    /// Rolecall itself, or a person at its command line.
    Rolecall,
    /// The nightly import.
    NightlyImport,
}

impl Author {
    /// The name of the person; None for Rolecall itself and the nightly import, of whom nobody can ask anything.
    pub(crate) fn name(&self) -> Option<&str> {
        match self {
            Self::Member { name, .. } => Some(name),
            Self::Rolecall | Self::NightlyImport => None,
        }
    }
}

/// A transaction that writes to one school. Its first statement raised the school's change number, so it holds the
/// write lock. Dropping it without [`commit`](SchoolTransaction::commit) rolls it back.
#[derive(Debug)]
pub struct SchoolTransaction {
    pub(super) tx: Transaction<'static, Any>,
    pub(super) school: SchoolId,
    pub(super) at: Moment,
    pub(super) author: Author,
    /// The products a school may use.
    pub(super) catalogue: Catalogue,
    /// What its entries about people are part of.
    pub(super) part_of: Option<PartOf>,
}

/// What changes many people at once. Each person's entry in the log says so, because alone it looks like a change that
/// was made for them.
#[derive(Clone, Debug)]
pub(crate) enum PartOf {
    /// A bulk change, or its undoing, of this many people.
    Bulk(usize),
    /// An import of the file with this name.
    Import(FileName),
}

impl PartOf {
    /// The field that every entry gets, and its value; none for a change of one person.
    fn field(&self) -> Option<(&'static str, serde_json::Value)> {
        match self {
            Self::Bulk(people) => {
                people.checked_sub(1).filter(|others| *others > 0).map(|others| (WITH_OTHERS, others.into()))
            }
            // A file without a name is one all the same.
            Self::Import(file) => Some((IMPORT_FILE, file.known().map_or(true.into(), Into::into))),
        }
    }
}

impl SchoolTransaction {
    /// Begins a transaction in `school` without a session.
    ///
    /// # Errors
    /// When the database does not answer.
    pub(crate) async fn begin(
        store: &Store,
        _: &impl SystemToken,
        school: SchoolId,
        author: Author,
        at: Moment,
    ) -> Result<Self, StoreError> {
        Self::open(store, school, author, at).await
    }

    /// Begins a transaction in `school` for store methods that have their own proof.
    pub(super) async fn open(store: &Store, school: SchoolId, author: Author, at: Moment) -> Result<Self, StoreError> {
        Self::open_in(store, school, author, at, ChangeScope::InPeople).await
    }

    async fn open_in(
        store: &Store,
        school: SchoolId,
        author: Author,
        at: Moment,
        scope: ChangeScope,
    ) -> Result<Self, StoreError> {
        let mut tx = store.begin().await?;
        raise(&mut tx, school, scope).await?;
        Ok(Self { tx, school, at, author, catalogue: store.catalogue, part_of: None })
    }

    /// Begins a transaction in which `author` signs in, and which changes nothing about the school's people.
    ///
    /// # Errors
    /// When the database does not answer.
    pub(crate) async fn begin_sign_in(
        store: &Store,
        _: &SigningIn,
        school: SchoolId,
        author: Author,
        at: Moment,
    ) -> Result<Self, StoreError> {
        Self::open_in(store, school, author, at, ChangeScope::Elsewhere).await
    }

    /// Begins a transaction on an account, which affects all of its schools; `entry` goes into each one's log. None
    /// when there are no schools. The schools are locked in the order of `memberships`, that of their ids, so that two
    /// such transactions never deadlock.
    ///
    /// # Errors
    /// When the database does not answer.
    pub(crate) async fn begin_everywhere(
        store: &Store,
        _: &impl ReadsAccount,
        memberships: &[Membership],
        shows: ChangeScope,
        at: Moment,
        entry: impl Fn(&Membership) -> Entry<'static>,
    ) -> Result<Option<Self>, StoreError> {
        let Some(first) = memberships.first() else { return Ok(None) };
        let (tx, author, catalogue) = (store.begin().await?, Author::Rolecall, store.catalogue);
        let mut change = Self { tx, school: first.school, at, author, catalogue, part_of: None };
        for membership in memberships {
            raise(&mut change.tx, membership.school, shows).await?;
            change.school = membership.school;
            change.author = Author::Member { id: membership.member, name: membership.name.clone() };
            change.record(entry(membership)).await?;
        }
        Ok(Some(change))
    }

    /// Begins a transaction by the permit's actor, in their school. Inside it the actor is read again and the permit
    /// asked for again, because their role may have changed, or their session ended or moved to another school.
    ///
    /// # Errors
    /// [`Problem::SignedOut`] when the actor has no access any more; [`Problem::Denied`] when the permit is no longer
    /// theirs, or while they view the school as a role; [`Problem::PageMismatch`] when the request was not sent from a
    /// page drawn for them, or their session has moved to another school.
    pub(crate) async fn begin_with<A: Action + Copy>(
        store: &Store,
        actor: &Actor,
        permit: Permit<A>,
        at: Moment,
    ) -> Result<(Self, Actor, Permit<A>), Problem> {
        actor.stamped()?;
        Self::begin_logging(store, actor, permit, at).await
    }

    /// As [`begin_with`](SchoolTransaction::begin_with), for a transaction that changes marks alone.
    ///
    /// # Errors
    /// Those of [`begin_with`](SchoolTransaction::begin_with).
    pub(crate) async fn begin_entering<A: Action + Copy>(
        store: &Store,
        actor: &Actor,
        permit: Permit<A>,
        at: Moment,
    ) -> Result<(Self, Actor, Permit<A>), Problem> {
        actor.stamped()?;
        Self::begin_scoped(store, actor, permit, at, ChangeScope::InMarks).await
    }

    /// Begins a transaction that only records in the log what `actor` reads. Files are requested by address alone,
    /// without a form and its stamp, so nothing but the log may be written.
    ///
    /// # Errors
    /// [`Problem::SignedOut`] when the actor has no access any more; [`Problem::Denied`] when the permit is not theirs
    /// (any more), or while they view the school as a role.
    pub(crate) async fn begin_logging<A: Action + Copy>(
        store: &Store,
        actor: &Actor,
        permit: Permit<A>,
        at: Moment,
    ) -> Result<(Self, Actor, Permit<A>), Problem> {
        Self::begin_scoped(store, actor, permit, at, ChangeScope::InPeople).await
    }

    async fn begin_scoped<A: Action + Copy>(
        store: &Store,
        actor: &Actor,
        permit: Permit<A>,
        at: Moment,
        scope: ChangeScope,
    ) -> Result<(Self, Actor, Permit<A>), Problem> {
        actor.changes()?;
        if !permit.is_of(actor) {
            return Err(actor.page_mismatch());
        }
        if actor.is_nightly_import() {
            // The nightly import has no session that could end or change.
            let change = Self::open(store, permit.school(), Author::NightlyImport, at).await?;
            let permit = actor.permit(*permit.action())?;
            return Ok((change, actor.clone(), permit));
        }
        let author = Author::Member { id: actor.member(), name: actor.name().to_owned() };
        let mut change = Self::open_in(store, permit.school(), author, at, scope).await?;
        let session = sessions::by_id(&mut *change.tx, actor.session()).await?;
        let now = session.and_then(|session| session.actor(at)).ok_or(Problem::SignedOut { kept: false })?;
        let now = actor.reread(now)?;
        now.changes()?;
        let permit = now.permit(*permit.action())?;
        Ok((change, now, permit))
    }

    /// The transaction's school.
    pub const fn school(&self) -> SchoolId {
        self.school
    }

    /// The transaction's moment.
    pub const fn at(&self) -> Moment {
        self.at
    }

    /// The products a school may use.
    pub const fn catalogue(&self) -> Catalogue {
        self.catalogue
    }

    /// Says in every entry about a person, from here on, what it is part of.
    pub(crate) fn set_part_of(&mut self, part_of: PartOf) {
        self.part_of = Some(part_of);
    }

    /// Sets the author, once a person is identified who was unknown when the transaction began.
    pub(crate) fn set_author(&mut self, author: Author) {
        self.author = author;
    }

    /// Appends an entry to the audit log.
    ///
    /// # Errors
    /// When the database does not answer.
    pub(crate) async fn record(&mut self, entry: Entry<'_>) -> Result<(), StoreError> {
        self.record_all(vec![entry]).await
    }

    /// Appends several entries to the audit log, in order.
    ///
    /// # Errors
    /// When the database does not answer.
    pub(crate) async fn record_all(&mut self, mut entries: Vec<Entry<'_>>) -> Result<(), StoreError> {
        if let Some((name, value)) = self.part_of.as_ref().and_then(PartOf::field) {
            for entry in entries.iter_mut().filter(|entry| entry.subject_kind == "user") {
                let fields = entry.new_value.get_or_insert_with(|| serde_json::Map::new().into());
                if let Some(fields) = fields.as_object_mut() {
                    fields.insert(name.to_owned(), value.clone());
                }
            }
        }
        audit::append(&mut self.tx, self.school, &self.author, self.at, entries).await
    }

    /// Commits the transaction.
    ///
    /// # Errors
    /// When the database does not answer; then nothing was changed.
    pub(crate) async fn commit(self) -> Result<(), StoreError> {
        Ok(self.tx.commit().await?)
    }
}

/// What a transaction may affect.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ChangeScope {
    /// The school's people, and everything computed from them.
    InPeople,
    /// Anything else: people and their status stay as they were.
    Elsewhere,
    /// Marks alone: open pages of other things are not drawn again.
    InMarks,
}

/// Raises the change number. This takes the write lock, and tells every process that something changed.
async fn raise(tx: &mut Transaction<'static, Any>, school: SchoolId, shows: ChangeScope) -> Result<(), StoreError> {
    let sql = match shows {
        ChangeScope::InPeople => {
            "UPDATE schools SET change_no = change_no + 1, people_no = change_no + 1 WHERE id = $1"
        }
        ChangeScope::InMarks => "UPDATE schools SET marks_no = marks_no + 1 WHERE id = $1",
        ChangeScope::Elsewhere => "UPDATE schools SET change_no = change_no + 1 WHERE id = $1",
    };
    let raised = sqlx::query(sql).school(school).execute(&mut **tx).await?;
    if raised.rows_affected() == 1 { Ok(()) } else { Err(StoreError::Corrupt("a school that is not there")) }
}
