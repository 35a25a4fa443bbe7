//! The audit log. It is append-only; each entry's digest is salted, and the chain runs over the digests. The use cases
//! that show and verify it are in `crate::audit`.

mod anchor;
mod chain;
mod checked;
mod forget;
mod mailed;
mod read;
mod values;

pub use anchor::Anchor;
pub(crate) use chain::{DigestCheck, EntryWords, link};
pub(crate) use checked::ChainedEntry;
pub(crate) use forget::MentionLocations;
pub(crate) use read::{AuditFilter, EntryRange, StoredEntry};
pub use values::logged_fields;

use super::members::values;
use super::{Author, StoreError};
use crate::search_key;
use crate::store::bind::Bind as _;
use crate::token::hex;
use chain::{DigestInput, FORMAT};
use domain::audit::{LoggedAction, NIGHTLY_IMPORT, author_words, words_to_find};
use domain::id::SchoolId;
use domain::moment::Moment;
use rand::Rng as _;
use sqlx::{Any, AssertSqlSafe, Row as _, Transaction};
use values::fields_of;

/// An entry to be written: one action.
#[derive(Clone, Debug, Default)]
pub struct Entry<'a> {
    /// What was done.
    pub action: LoggedAction,
    /// The kind of subject: "user", "school".
    pub subject_kind: &'a str,
    /// The subject's id.
    pub subject_id: String,
    /// The subject's name at the time.
    pub subject_name: Option<String>,
    /// The old value, as JSON.
    pub old_value: Option<serde_json::Value>,
    /// The new value, as JSON.
    pub new_value: Option<serde_json::Value>,
}

/// Entries written by one statement: few enough that SQLite binds their values quickly.
const AT_ONCE: usize = 16;
const COLUMNS: &str = "school_id, number, at, actor_id, actor_name, action, subject_kind, subject_id, subject_name, old_value, new_value, format, salt, digest, chain, search_key";
const WIDTH: usize = 16;

/// Appends entries, in order.
pub(super) async fn append(
    tx: &mut Transaction<'static, Any>,
    school: SchoolId,
    author: &Author,
    at: Moment,
    entries: Vec<Entry<'_>>,
) -> Result<(), StoreError> {
    // The school's write lock is held, so no other entry can be appended between reading the end of the log and
    // continuing it.
    let last = sqlx::query("SELECT audit_no, audit_chain FROM schools WHERE id = $1")
        .school(school)
        .fetch_one(&mut **tx)
        .await?;
    let mut number = last.try_get::<i64, _>("audit_no")?;
    let mut chain = last.try_get::<String, _>("audit_chain")?;
    let (actor_id, actor_name) = match author {
        Author::Member { id, name } => (Some(id.to_string()), Some(name.clone())),
        Author::Rolecall => (None, None),
        Author::NightlyImport => (None, Some(NIGHTLY_IMPORT.to_owned())),
    };
    for some in entries.chunks(AT_ONCE) {
        let sql = format!("INSERT INTO audit_log ({COLUMNS}) VALUES {}", values(some.len(), WIDTH));
        let mut query = sqlx::query(AssertSqlSafe(sql));
        for entry in some {
            number += 1;
            let search_key = search_key(
                (entry.action.code(), entry.subject_kind, &entry.subject_id),
                [&actor_name, &entry.subject_name],
                [entry.old_value.as_ref(), entry.new_value.as_ref()],
            );
            let old_value = entry.old_value.as_ref().map(ToString::to_string);
            let new_value = entry.new_value.as_ref().map(ToString::to_string);
            let mut salt = [0u8; 16];
            rand::rng().fill_bytes(&mut salt);
            let sealed = DigestInput {
                number,
                at,
                words: EntryWords {
                    kept: [
                        Some(entry.action.code().to_owned()),
                        Some(entry.subject_kind.to_owned()),
                        Some(entry.subject_id.clone()),
                        actor_id.clone(),
                    ],
                    erasable: [actor_name.clone(), entry.subject_name.clone(), old_value, new_value],
                },
                format: FORMAT,
                salt: hex(&salt),
                commitments: None,
            };
            let DigestCheck::Digest(digest) = sealed.digest() else {
                return Err(StoreError::Corrupt("an entry without a digest"));
            };
            let DigestInput { words: EntryWords { erasable: [.., old_value, new_value], .. }, salt, .. } = sealed;
            chain = link(&chain, &digest);
            query = query
                .school(school)
                .bind(number)
                .moment(at)
                .bind(actor_id.clone())
                .bind(actor_name.clone())
                .bind(entry.action.code().to_owned())
                .bind(entry.subject_kind.to_owned())
                .bind(entry.subject_id.clone())
                .bind(entry.subject_name.clone())
                .bind(old_value)
                .bind(new_value)
                .bind(FORMAT)
                .bind(salt)
                .bind(digest)
                .bind(chain.clone())
                .bind(search_key);
        }
        query.execute(&mut **tx).await?;
    }
    sqlx::query("UPDATE schools SET audit_no = $2, audit_chain = $3 WHERE id = $1")
        .school(school)
        .bind(number)
        .bind(chain)
        .execute(&mut **tx)
        .await?;
    Ok(())
}

/// An entry's search key: its names, the texts in its values, and the words for its codes. It is about an action, a kind
/// of thing, and that thing's id.
pub(in crate::store) fn search_key(
    (action, kind, id): (&str, &str, &str),
    names: [&Option<String>; 2],
    values: [Option<&serde_json::Value>; 2],
) -> String {
    let names = names.into_iter().flatten().map(|name| author_words(name));
    let fields: Vec<_> = values.into_iter().flatten().cloned().flat_map(fields_of).collect();
    let words = words_to_find(action, (kind, id), &fields);
    let texts = names.chain(values.into_iter().flatten().flat_map(texts));
    search_key::search_key(None, texts.chain(words.iter().map(String::as_str)))
}

/// The texts in a value, at any depth.
pub(crate) fn texts(value: &serde_json::Value) -> Vec<&str> {
    match value {
        serde_json::Value::String(text) => vec![text],
        serde_json::Value::Array(values) => values.iter().flat_map(texts).collect(),
        serde_json::Value::Object(values) => values.values().flat_map(texts).collect(),
        _ => Vec::new(),
    }
}
