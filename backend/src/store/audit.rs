//! The audit log. Append only; each entry's digest is salted, and the chain runs over the digests.

use super::members::values;
use super::{Author, Trouble};
use crate::token::hex;
use domain::id::SchoolId;
use domain::moment::Moment;
use rand::Rng as _;
use sha2::{Digest as _, Sha256};
use sqlx::{Any, AssertSqlSafe, Row as _, Transaction};

/// One thing that was done.
#[derive(Clone, Debug, Default)]
pub struct Entry<'a> {
    /// The action's name: "create user".
    pub action: &'a str,
    /// What kind of thing it was done to: "user", "school".
    pub subject_kind: &'a str,
    /// Which.
    pub subject_id: String,
    /// What it was called then.
    pub subject_name: Option<String>,
    /// What was before, as JSON.
    pub old_value: Option<serde_json::Value>,
    /// What is now, as JSON.
    pub new_value: Option<serde_json::Value>,
}

/// Entries in a statement.
const AT_ONCE: usize = 16;
const COLUMNS: &str = "school_id, number, at, actor_id, actor_name, action, subject_kind, subject_id, subject_name, old_value, new_value, salt, digest, chain";
const WIDTH: usize = 14;

pub(super) async fn append(
    tx: &mut Transaction<'static, Any>,
    school: SchoolId,
    author: &Author,
    at: Moment,
    entries: Vec<Entry<'_>>,
) -> Result<(), Trouble> {
    // The school's write lock is held, so no other entry can come between reading the last one and adding the next.
    let last = sqlx::query("SELECT number, chain FROM audit_log WHERE school_id = $1 ORDER BY number DESC LIMIT 1")
        .bind(school.to_string())
        .fetch_optional(&mut **tx)
        .await?;
    let (mut number, mut chain) = match last {
        Some(row) => (row.try_get::<i64, _>("number")?, row.try_get::<String, _>("chain")?),
        None => (0, String::new()),
    };
    let (actor_id, actor_name) = match author {
        Author::Member { id, name } => (Some(id.to_string()), Some(name.clone())),
        Author::Rolecall => (None, None),
    };
    for some in entries.chunks(AT_ONCE) {
        let sql = format!("INSERT INTO audit_log ({COLUMNS}) VALUES {}", values(some.len(), WIDTH));
        let mut query = sqlx::query(AssertSqlSafe(sql));
        for entry in some {
            number += 1;
            let old_value = entry.old_value.as_ref().map(ToString::to_string);
            let new_value = entry.new_value.as_ref().map(ToString::to_string);
            let mut salt = [0u8; 16];
            rand::rng().fill_bytes(&mut salt);
            let salt = hex(&salt);
            let words = [
                Some(entry.action),
                Some(entry.subject_kind),
                Some(entry.subject_id.as_str()),
                actor_id.as_deref(),
                actor_name.as_deref(),
                entry.subject_name.as_deref(),
                old_value.as_deref(),
                new_value.as_deref(),
            ];
            let digest = digest(&salt, number, at, &words);
            chain = hex(&Sha256::digest(format!("{chain}{digest}").as_bytes()));
            query = query
                .bind(school.to_string())
                .bind(number)
                .bind(at.0)
                .bind(actor_id.clone())
                .bind(actor_name.clone())
                .bind(entry.action.to_owned())
                .bind(entry.subject_kind.to_owned())
                .bind(entry.subject_id.clone())
                .bind(entry.subject_name.clone())
                .bind(old_value)
                .bind(new_value)
                .bind(salt)
                .bind(digest)
                .bind(chain.clone());
        }
        query.execute(&mut **tx).await?;
    }
    Ok(())
}

/// SHA-256 over the salt, the number, the moment and each word with its length, so that no two entries read the same.
fn digest(salt: &str, number: i64, at: Moment, words: &[Option<&str>]) -> String {
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
