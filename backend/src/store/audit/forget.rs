//! Erasing what is known of somebody whose 90 days are over. Digests, numbers, moments and ids stay.

use super::read::{StoredEntry, read};
use super::{search_key, texts};
use crate::store::{Change, Store, Trouble, bound, row};
use crate::users::fold::{self, SearchKey, fold};
use domain::form::account::ChangeEmailForm;
use domain::id::{MemberId, SchoolId};
use domain::moment::Moment;
use domain::person::DELETED_STAFF;
use serde_json::Value;
use sqlx::{AssertSqlSafe, Row as _};
use std::collections::BTreeSet;

/// Deleted at `$1` or before, and not forgotten yet.
const DUE: &str = "access = 'deleted' AND deleted_at <= $1 AND forgotten_at IS NULL";

/// Rows that belong to member `$2` of school `$1` and say something of them, those that point to others first. Whoever
/// adds a table about people adds it here.
const OF_MEMBER: [&str; 8] = [
    "DELETE FROM exceptions WHERE school_id = $1 AND member_id = $2",
    "DELETE FROM pupil_workers WHERE school_id = $1 AND member_id = $2",
    "DELETE FROM member_attributes WHERE school_id = $1 AND member_id = $2",
    "DELETE FROM outbox WHERE (school_id = $1 AND member_id = $2) OR link_id IN (SELECT id FROM links WHERE school_id = $1 AND member_id = $2)",
    "DELETE FROM link_tokens WHERE link_id IN (SELECT id FROM links WHERE school_id = $1 AND member_id = $2)",
    "DELETE FROM links WHERE school_id = $1 AND member_id = $2",
    "DELETE FROM sessions WHERE school_id = $1 AND member_id = $2",
    "DELETE FROM drafts WHERE school_id = $1 AND account_id IN (SELECT account_id FROM members WHERE school_id = $1 AND id = $2)",
];

/// Rows of account `$1`, once nobody in any school has it any more.
const OF_ACCOUNT: [&str; 8] = [
    "DELETE FROM outbox WHERE link_id IN (SELECT id FROM links WHERE account_id = $1)",
    "DELETE FROM link_tokens WHERE link_id IN (SELECT id FROM links WHERE account_id = $1)",
    "DELETE FROM links WHERE account_id = $1",
    "DELETE FROM sessions WHERE account_id = $1",
    "DELETE FROM drafts WHERE account_id = $1",
    "DELETE FROM account_networks WHERE account_id = $1",
    "DELETE FROM account_notices WHERE account_id = $1",
    // The row stays, empty, for what else may point to it. Nothing is the hash of a password that could be typed.
    "UPDATE accounts SET email = '', email_key = 'forgotten ' || id, password_hash = '!' WHERE id = $1",
];

/// What somebody was ever called, as other entries may mention them.
#[derive(Debug, Default)]
struct Mentions(BTreeSet<String>);

impl Mentions {
    fn add(&mut self, text: Option<&str>) {
        // Shorter ones are found in every other word.
        let text = text.map(fold).filter(|text| text.chars().count() > 3);
        self.0.extend(text);
    }

    fn of(member: MemberId, entries: &[StoredEntry]) -> Self {
        let mut mentions = Self::default();
        for entry in entries {
            if entry.actor == Some(member) {
                mentions.add(entry.actor_name.as_deref());
            }
            if is_about(entry, member) {
                mentions.add(entry.subject_name.as_deref());
                for value in [&entry.old_value, &entry.new_value].into_iter().filter_map(parsed) {
                    let text = |key: &str| value.get(key).and_then(Value::as_str);
                    for key in ["email", ChangeEmailForm::NEW, "username"] {
                        mentions.add(text(key));
                    }
                    if let (Some(first), Some(last)) = (text("first_name"), text("last_name")) {
                        mentions.add(Some(&format!("{first} {last}")));
                    }
                }
            }
        }
        mentions
    }

    fn are_in(&self, value: &Option<String>) -> bool {
        let Some(value) = parsed(value) else { return false };
        texts(&value).into_iter().map(fold).any(|text| self.0.iter().any(|mention| text.contains(mention)))
    }
}

fn is_about(entry: &StoredEntry, member: MemberId) -> bool {
    entry.subject_kind == "user" && entry.subject_id == member.to_string()
}

fn parsed(value: &Option<String>) -> Option<Value> {
    let text = value.as_deref()?;
    Some(serde_json::from_str(text).unwrap_or_else(|_| Value::String(text.to_owned())))
}

impl Store {
    /// The schools with somebody who was deleted at `before` or earlier and is not forgotten yet.
    pub(crate) async fn schools_to_forget_in(&self, before: Moment) -> Result<Vec<SchoolId>, Trouble> {
        let sql = format!("SELECT DISTINCT school_id FROM members WHERE {DUE} ORDER BY school_id");
        let found = sqlx::query(AssertSqlSafe(sql)).bind(before.0).fetch_all(self.pool()).await?;
        found.iter().map(|found| row::read(found, "school_id", SchoolId::parse)).collect()
    }
}

impl Change {
    /// Some of the school's people who were deleted at `before` or earlier and are not forgotten yet.
    pub(crate) async fn members_to_forget(&mut self, before: Moment) -> Result<Vec<MemberId>, Trouble> {
        let sql = format!("SELECT id FROM members WHERE {DUE} AND school_id = $2 ORDER BY id LIMIT 50");
        let found = sqlx::query(AssertSqlSafe(sql))
            .bind(before.0)
            .bind(self.school.to_string())
            .fetch_all(&mut *self.tx)
            .await?;
        found.iter().map(|found| row::read(found, "id", MemberId::parse)).collect()
    }

    /// Erases somebody's names and values from the log of the school; gives the number of entries this touched.
    pub(crate) async fn erase_from_log(&mut self, member: MemberId) -> Result<u64, Trouble> {
        let own = self
            .entries_where("(actor_id = $2 OR (subject_kind = 'user' AND subject_id = $2))", member.to_string())
            .await?;
        let mut mentions = Mentions::of(member, &own);
        let now = self.member(member).await?;
        if let Some(now) = &now {
            mentions.add(Some(&now.name()));
            mentions.add(Some(&now.email));
            mentions.add(now.username.as_deref());
        }
        let mut erased = BTreeSet::new();
        for mut entry in own {
            erased.insert(entry.number);
            if entry.actor == Some(member) {
                entry.actor_name = None;
            }
            if is_about(&entry, member) {
                (entry.subject_name, entry.old_value, entry.new_value) = (None, None, None);
            }
            self.put_erased(entry, &mentions).await?;
        }
        for mention in &mentions.0 {
            for entry in self.entries_where("search_key LIKE $2 ESCAPE '!'", bound::containing(mention)).await? {
                let is_mentioned = mentions.are_in(&entry.old_value) || mentions.are_in(&entry.new_value);
                if is_mentioned && erased.insert(entry.number) {
                    self.put_erased(entry, &mentions).await?;
                }
            }
        }
        self.erase_mail_to(&mentions).await?;
        Ok(erased.len() as u64)
    }

    /// Forgets mail about an account that was sent to an address of the person: it names no member, so it is found by
    /// the addresses the log has of them.
    async fn erase_mail_to(&mut self, mentions: &Mentions) -> Result<(), Trouble> {
        for address in mentions.0.iter().filter(|mention| mention.contains('@')) {
            sqlx::query("DELETE FROM outbox WHERE member_id IS NULL AND state <> 'waiting' AND lower(to_address) = $1")
                .bind(address.as_str())
                .execute(&mut *self.tx)
                .await?;
        }
        Ok(())
    }

    /// `condition` is written in this file, on `$2`.
    async fn entries_where(&mut self, condition: &'static str, key: String) -> Result<Vec<StoredEntry>, Trouble> {
        let sql = format!(
            "SELECT number, at, actor_id, actor_name, action, subject_kind, subject_id, subject_name, old_value, new_value, erased_at
             FROM audit_log WHERE school_id = $1 AND {condition} ORDER BY number"
        );
        let found =
            sqlx::query(AssertSqlSafe(sql)).bind(self.school.to_string()).bind(key).fetch_all(&mut *self.tx).await?;
        found.iter().map(read).collect()
    }

    /// Writes an entry of which something was erased; what else mentions the person goes as well. Without its salt the
    /// digest says nothing of what it was made of.
    async fn put_erased(&mut self, mut entry: StoredEntry, mentions: &Mentions) -> Result<(), Trouble> {
        for value in [&mut entry.old_value, &mut entry.new_value] {
            if mentions.are_in(value) {
                *value = None;
            }
        }
        let (old, new) = (parsed(&entry.old_value), parsed(&entry.new_value));
        let key = search_key([&entry.actor_name, &entry.subject_name], [old.as_ref(), new.as_ref()]);
        sqlx::query(
            "UPDATE audit_log SET actor_name = $3, subject_name = $4, old_value = $5, new_value = $6, search_key = $7, salt = '', erased_at = $8
             WHERE school_id = $1 AND number = $2",
        )
        .bind(self.school.to_string())
        .bind(entry.number)
        .bind(entry.actor_name)
        .bind(entry.subject_name)
        .bind(entry.old_value)
        .bind(entry.new_value)
        .bind(key)
        .bind(self.at.0)
        .execute(&mut *self.tx)
        .await?;
        Ok(())
    }

    /// Erases what the school knows of the person itself; their id and role stay, for the work that carries them.
    pub(crate) async fn erase_member(&mut self, member: MemberId) -> Result<(), Trouble> {
        let Some(known) = self.member(member).await? else { return Ok(()) };
        let (school, id) = (self.school.to_string(), member.to_string());
        sqlx::query(
            "UPDATE outbox SET author_name = NULL WHERE school_id = $1 AND author_name = $2 AND state <> 'waiting'",
        )
        .bind(school.clone())
        .bind(known.name())
        .execute(&mut *self.tx)
        .await?;
        for sql in OF_MEMBER {
            sqlx::query(sql).bind(school.clone()).bind(id.clone()).execute(&mut *self.tx).await?;
        }
        let (first, last) = DELETED_STAFF.split_once(' ').unwrap_or((DELETED_STAFF, ""));
        let found_by = SearchKey {
            first_name: first,
            last_name: last,
            email: "",
            job_title: None,
            username: None,
            staff_code: None,
        };
        sqlx::query(
            "UPDATE members SET account_id = NULL, first_name = $3, last_name = $4, email = '', email_key = 'forgotten ' || id, title = NULL,
                job_title = NULL, username = NULL, username_key = NULL, staff_code = NULL, registration = 'not-registered', invited_until = NULL,
                last_sign_in_at = NULL, known_as = NULL, form_key = NULL, access_by = NULL, access_reason = NULL, name_key = $5, job_title_key = $6, search_key = $7, forgotten_at = $8
             WHERE school_id = $1 AND id = $2",
        )
        .bind(school)
        .bind(id)
        .bind(first)
        .bind(last)
        .bind(fold::name_key(first, last))
        .bind(fold::job_title_key(None))
        .bind(found_by.text())
        .bind(self.at.0)
        .execute(&mut *self.tx)
        .await?;
        let Some(account) = known.account else { return Ok(()) };
        let others = sqlx::query("SELECT COUNT(*) AS others FROM members WHERE account_id = $1")
            .bind(account.to_string())
            .fetch_one(&mut *self.tx)
            .await?;
        if others.try_get::<i64, _>("others")? == 0 {
            for sql in OF_ACCOUNT {
                sqlx::query(sql).bind(account.to_string()).execute(&mut *self.tx).await?;
            }
        }
        Ok(())
    }
}
