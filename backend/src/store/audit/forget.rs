//! Erasing a person from the log. Numbers, moments, ids and actions stay, and so do the digest's inputs for the rest.

use super::chain::DigestInput;
use super::checked::{SEALED, sealed};
use super::search_key;
use crate::access::Scheduler;
use crate::store::Mentions;
use crate::store::bind::Bind as _;
use crate::store::forget::MentioningText;
use crate::store::sql_value::{containing, places_for, some_at_once};
use crate::store::{SchoolTransaction, Store, StoreError};
use domain::id::{MemberId, SchoolId};
use serde_json::Value;
use sqlx::{AssertSqlSafe, Row as _};

/// Where a person to be erased is mentioned.
#[derive(Debug, Default)]
pub(crate) struct MentionLocations {
    /// Every name they ever had.
    pub mentions: Mentions,
    /// Log entries: other people's first, because the person's own contain the names to search for.
    pub entries: Vec<i64>,
    /// The last entry that was searched.
    pub head: i64,
    /// Texts about other people or the school.
    pub texts: Vec<MentioningText>,
}

/// Entries made by member `$2` or about them.
const OWN: &str = "(actor_id = $2 OR (subject_kind = 'user' AND subject_id = $2))";
/// Entries about erasing list numbers and contain no names.
const NAMING: &str = "school_id = $1 AND action <> 'forget user'";

impl Store {
    /// Where the person is mentioned in their school, as far as it can be found without locks.
    pub(crate) async fn traces(
        &self,
        _: &Scheduler,
        school: SchoolId,
        member: MemberId,
    ) -> Result<MentionLocations, StoreError> {
        let head = self.head(school).await?.number;
        let mut mentions = self.present_names(school, member).await?;
        let own = self.sealed_where(school, OWN, vec![member.to_string()]).await?;
        own.iter().for_each(|entry| mentions.learn(member, &entry.words));
        let mut entries = Vec::new();
        for words in mentions.searches() {
            let places: Vec<_> =
                (0..words.len()).map(|place| format!("search_key LIKE ${} ESCAPE '!'", place + 2)).collect();
            let patterns = words.iter().map(|word| containing(word)).collect();
            let found = self.sealed_where(school, &places.join(" AND "), patterns).await?;
            entries
                .extend(found.iter().filter(|entry| is_to_erase(entry, member, &mentions)).map(|entry| entry.number));
        }
        let own: Vec<_> =
            own.iter().filter(|entry| is_to_erase(entry, member, &mentions)).map(|entry| entry.number).collect();
        entries.retain(|number| own.binary_search(number).is_err());
        entries.sort_unstable();
        entries.dedup();
        entries.extend(own);
        let texts = self.texts_with(school, &mentions).await?;
        Ok(MentionLocations { mentions, entries, head, texts })
    }

    /// `condition` is composed in this file, with `$2` and further parameters.
    async fn sealed_where(
        &self,
        school: SchoolId,
        condition: &str,
        keys: Vec<String>,
    ) -> Result<Vec<DigestInput>, StoreError> {
        let sql = format!("SELECT {SEALED} FROM audit_log WHERE {NAMING} AND {condition} ORDER BY number");
        let query = sqlx::query(AssertSqlSafe(sql)).school(school);
        let found = keys.into_iter().fold(query, |query, key| query.bind(key)).fetch_all(self.pool()).await?;
        found.iter().map(sealed).collect()
    }
}

fn is_to_erase(entry: &DigestInput, member: MemberId, mentions: &Mentions) -> bool {
    mentions.left_of(member, &entry.words) != entry.words.erasable
}

impl SchoolTransaction {
    /// The numbers of the entries written after this one.
    pub(crate) async fn entries_after(&mut self, _: &Scheduler, number: i64) -> Result<Vec<i64>, StoreError> {
        let sql = format!("SELECT number FROM audit_log WHERE {NAMING} AND number > $2 ORDER BY number");
        let found = sqlx::query(AssertSqlSafe(sql)).school(self.school).bind(number).fetch_all(&mut *self.tx).await?;
        found.iter().map(|found| Ok(found.try_get("number")?)).collect()
    }

    /// Erases the person from these entries; gives the numbers of the entries that changed.
    pub(crate) async fn erase_entries(
        &mut self,
        _: &Scheduler,
        member: MemberId,
        mentions: &Mentions,
        numbers: &[i64],
    ) -> Result<Vec<i64>, StoreError> {
        let mut erased = Vec::new();
        for some in some_at_once(numbers) {
            let sql = format!(
                "SELECT {SEALED} FROM audit_log WHERE {NAMING} AND number IN ({}) ORDER BY number",
                places_for(&some, 1)
            );
            let query = sqlx::query(AssertSqlSafe(sql)).school(self.school);
            let found = some.iter().fold(query, |query, number| query.bind(*number)).fetch_all(&mut *self.tx).await?;
            for entry in found.iter().map(sealed) {
                let entry = entry?;
                let left = mentions.left_of(member, &entry.words);
                if left != entry.words.erasable {
                    erased.push(entry.number);
                    self.put_erased(entry, left).await?;
                }
            }
        }
        Ok(erased)
    }

    async fn put_erased(&mut self, entry: DigestInput, left: [Option<String>; 4]) -> Result<(), StoreError> {
        let commitments = entry.erased_to(&left);
        let [actor_name, subject_name, old, new] = left;
        let [action, kind, id, _] = entry.words.kept.map(Option::unwrap_or_default);
        let parsed =
            |value: &Option<String>| value.as_deref().and_then(|value| serde_json::from_str::<Value>(value).ok());
        let (old_value, new_value) = (parsed(&old), parsed(&new));
        let key =
            search_key((&action, &kind, &id), [&actor_name, &subject_name], [old_value.as_ref(), new_value.as_ref()]);
        sqlx::query(
            "UPDATE audit_log SET actor_name = $3, subject_name = $4, old_value = $5, new_value = $6, search_key = $7, salt = '', commitments = $8, erased_at = $9
             WHERE school_id = $1 AND number = $2",
        )
        .school(self.school)
        .bind(entry.number)
        .bind(actor_name)
        .bind(subject_name)
        .bind(old)
        .bind(new)
        .bind(key)
        .bind(commitments)
        .moment(self.at)
        .execute(&mut *self.tx)
        .await?;
        Ok(())
    }
}
