use super::{Entry, Store, Trouble, audit, sessions};
use crate::session::Actor;
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
}

/// A change to one school that is being made: a transaction that raised the school's change number first, and so holds
/// the write lock. Dropped without [`commit`](Change::commit), it never happened.
#[derive(Debug)]
pub struct Change {
    pub(super) tx: Transaction<'static, Any>,
    pub(super) school: SchoolId,
    pub(super) at: Moment,
    pub(super) author: Author,
}

impl Change {
    /// Begins a change to `school`.
    ///
    /// # Errors
    /// When the database does not answer.
    pub(crate) async fn begin(store: &Store, school: SchoolId, author: Author, at: Moment) -> Result<Self, Trouble> {
        let mut tx = store.begin().await?;
        raise(&mut tx, school, "UPDATE schools SET change_no = change_no + 1, people_no = change_no + 1 WHERE id = $1")
            .await?;
        Ok(Self { tx, school, at, author })
    }

    /// Begins a change in which `author` comes in, and nothing is changed about the school's people.
    ///
    /// # Errors
    /// When the database does not answer.
    pub(crate) async fn begin_coming_in(
        store: &Store,
        school: SchoolId,
        author: Author,
        at: Moment,
    ) -> Result<Self, Trouble> {
        let mut tx = store.begin().await?;
        raise(&mut tx, school, "UPDATE schools SET change_no = change_no + 1 WHERE id = $1").await?;
        Ok(Self { tx, school, at, author })
    }

    /// Begins a change by the person `actor` was when their request came in, and reads them anew: their role may have
    /// changed since, or their session ended.
    ///
    /// # Errors
    /// [`Problem::SignedOut`] when they may no longer act.
    pub(crate) async fn begin_by(store: &Store, actor: &Actor, at: Moment) -> Result<(Self, Actor), Problem> {
        let author = Author::Member { id: actor.member(), name: actor.name().to_owned() };
        let mut change = Self::begin(store, actor.school(), author, at).await?;
        let session = sessions::by_id(&mut *change.tx, actor.session()).await?;
        let actor = session.and_then(|session| session.actor(at)).ok_or(Problem::SignedOut { kept: false })?;
        Ok((change, actor))
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

    /// Writes much that was done into the audit log, in this order.
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

/// Raises the change number: takes the write lock, and tells every process that something changed.
async fn raise(tx: &mut Transaction<'static, Any>, school: SchoolId, sql: &'static str) -> Result<(), Trouble> {
    let raised = sqlx::query(sql).bind(school.to_string()).execute(&mut **tx).await?;
    if raised.rows_affected() == 1 { Ok(()) } else { Err(Trouble::Corrupt("a school that is not there")) }
}
