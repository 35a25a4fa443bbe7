//! The chain of the audit log: what its digests are made of, and reading it to be checked.

use crate::access::CommandLine;
use crate::store::{Store, Trouble, row};
use crate::token::hex;
use domain::id::SchoolId;
use domain::moment::Moment;
use sha2::{Digest as _, Sha256};
use sqlx::Row as _;

/// An entry with its place in the chain.
#[derive(Clone, Debug)]
pub(crate) struct ChainedEntry {
    pub number: i64,
    pub at: Moment,
    pub action: String,
    /// The words the digest is over, in its order; nothing of them counts once `erased_at` says so.
    pub words: [Option<String>; 8],
    pub salt: String,
    pub digest: String,
    pub chain: String,
    pub erased_at: Option<Moment>,
}

/// How far a school's log has come.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Head {
    /// The last entry's number.
    pub number: i64,
    /// Its place in the chain.
    pub chain: String,
}

/// SHA-256 over the salt, the number, the moment and each word with its length, so that no two entries read the same.
pub(crate) fn digest(salt: &str, number: i64, at: Moment, words: &[Option<&str>]) -> String {
    let mut hasher = Sha256::new();
    hasher.update(salt.as_bytes());
    hasher.update(number.to_be_bytes());
    hasher.update(at.0.to_be_bytes());
    for word in words {
        match word {
            Some(word) => {
                hasher.update((word.len() as u64).to_be_bytes());
                hasher.update(word.as_bytes());
            }
            None => hasher.update(u64::MAX.to_be_bytes()),
        }
    }
    hex(&hasher.finalize())
}

/// An entry's place in the chain: over the place before it and its own digest.
pub(crate) fn link(previous: &str, digest: &str) -> String {
    hex(&Sha256::digest(format!("{previous}{digest}").as_bytes()))
}

impl Store {
    /// Every school with its name, or the one of this name. For the command line: nobody is signed in there.
    pub(crate) async fn schools_named(
        &self,
        _: &CommandLine,
        name: Option<&str>,
    ) -> Result<Vec<(SchoolId, String)>, Trouble> {
        let found = sqlx::query("SELECT id, name FROM schools WHERE $1 IS NULL OR name = $1 ORDER BY name, id")
            .bind(name.map(str::to_owned))
            .fetch_all(self.pool())
            .await?;
        found.iter().map(|found| Ok((row::read(found, "id", SchoolId::parse)?, found.try_get("name")?))).collect()
    }

    /// How far the school says its log has come.
    pub(crate) async fn audit_head(&self, _: &CommandLine, school: SchoolId) -> Result<Head, Trouble> {
        let found = sqlx::query("SELECT audit_no, audit_chain FROM schools WHERE id = $1")
            .bind(school.to_string())
            .fetch_one(self.pool())
            .await?;
        Ok(Head { number: found.try_get("audit_no")?, chain: found.try_get("audit_chain")? })
    }

    /// The entries of a school after a number, in order, `limit` at most. For the command line, which shows none of them.
    pub(crate) async fn chained_entries(
        &self,
        _: &CommandLine,
        school: SchoolId,
        after: i64,
        limit: i64,
    ) -> Result<Vec<ChainedEntry>, Trouble> {
        let found = sqlx::query(
            "SELECT number, at, action, subject_kind, subject_id, actor_id, actor_name, subject_name, old_value, new_value,
                salt, digest, chain, erased_at
             FROM audit_log WHERE school_id = $1 AND number > $2 ORDER BY number LIMIT $3",
        )
        .bind(school.to_string())
        .bind(after)
        .bind(limit)
        .fetch_all(self.pool())
        .await?;
        found
            .iter()
            .map(|found| {
                let text = |column: &str| found.try_get::<Option<String>, _>(column);
                Ok(ChainedEntry {
                    number: found.try_get("number")?,
                    at: Moment(found.try_get("at")?),
                    action: found.try_get("action")?,
                    words: [
                        text("action")?,
                        text("subject_kind")?,
                        text("subject_id")?,
                        text("actor_id")?,
                        text("actor_name")?,
                        text("subject_name")?,
                        text("old_value")?,
                        text("new_value")?,
                    ],
                    salt: found.try_get("salt")?,
                    digest: found.try_get("digest")?,
                    chain: found.try_get("chain")?,
                    erased_at: row::moment(found, "erased_at")?,
                })
            })
            .collect()
    }
}
