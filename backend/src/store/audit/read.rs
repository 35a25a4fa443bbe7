//! Searching the audit log. SQL is composed only of constants in this file; every value is bound.

use crate::access::Permit;
use crate::store::bind::Bind as _;
use crate::store::members::columns::name_of;
use crate::store::sql_value::{self, SqlValue};
use crate::store::{Store, StoreError, row};
use domain::access::{Action as _, AssignPupils, ExportAuditLog, ViewAuditLog, ViewHistory};
use domain::audit::CALLED_BY_PUPILS;
use domain::id::{MemberId, SchoolId};
use domain::moment::Moment;
use sqlx::any::{AnyArguments, AnyRow};
use sqlx::query::Query;
use sqlx::{Any, AssertSqlSafe, Row as _};

/// A stored log entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct StoredEntry {
    pub number: i64,
    pub at: Moment,
    pub actor: Option<MemberId>,
    pub actor_name: Option<String>,
    pub action: String,
    pub subject_kind: String,
    pub subject_id: String,
    pub subject_name: Option<String>,
    pub old_value: Option<String>,
    pub new_value: Option<String>,
    pub is_erased: bool,
}

/// A filter of entries.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct AuditFilter {
    /// Words as search keys; all of them must occur.
    pub words: Vec<String>,
    pub from: Option<Moment>,
    /// Before this moment.
    pub until: Option<Moment>,
    pub action: Option<String>,
    pub kind: Option<String>,
    pub actor: Option<MemberId>,
    pub subject: Option<MemberId>,
    /// Whether entries that name pupils are left out.
    pub is_without_pupils: bool,
}

/// A range of the matching entries, counted from the newest.
#[derive(Clone, Copy, Debug)]
pub(crate) struct EntryRange {
    pub skip: i64,
    pub limit: i64,
    /// Only entries with a smaller number.
    pub before: Option<i64>,
}

const COLUMNS: &str =
    "number, at, actor_id, actor_name, action, subject_kind, subject_id, subject_name, old_value, new_value, erased_at";

/// The kind of subject for people.
const USER: &str = "user";

/// Conditions on the entries of school `$1`.
struct Conditions {
    sql: String,
    bound: Vec<SqlValue>,
}

impl Conditions {
    fn new(school: SchoolId, filter: &AuditFilter) -> Self {
        let mut conditions = Self { sql: "school_id = $1".to_owned(), bound: vec![school.into()] };
        let moments = [("at >=", filter.from), ("at <", filter.until)];
        for (comparison, moment) in moments.into_iter().filter_map(|(sql, moment)| Some((sql, moment?))) {
            conditions.and(comparison, moment.into());
        }
        let texts = [
            ("action =", filter.action.clone()),
            ("subject_kind =", filter.kind.clone()),
            ("actor_id =", filter.actor.map(|actor| actor.to_string())),
            ("subject_kind =", filter.subject.map(|_| USER.to_owned())),
            ("subject_id =", filter.subject.map(|subject| subject.to_string())),
        ];
        for (comparison, text) in texts.into_iter().filter_map(|(sql, text)| Some((sql, text?))) {
            conditions.and(comparison, SqlValue::Text(text));
        }
        if filter.is_without_pupils {
            let kinds = CALLED_BY_PUPILS.map(|kind| ("subject_kind", kind));
            for (column, code) in [("action", AssignPupils::NAME)].into_iter().chain(kinds) {
                conditions.and(&format!("{column} <>"), SqlValue::Text(code.to_owned()));
            }
        }
        for word in &filter.words {
            conditions.and("search_key LIKE", SqlValue::Text(sql_value::containing(word)));
            conditions.sql.push_str(" ESCAPE '!'");
        }
        conditions
    }

    fn and(&mut self, comparison: &str, value: SqlValue) {
        let number = self.bind(value);
        self.sql.push_str(&format!(" AND {comparison} ${number}"));
    }

    fn bind(&mut self, value: SqlValue) -> usize {
        self.bound.push(value);
        self.bound.len()
    }

    fn bind_to(self, query: Query<'_, Any, AnyArguments>) -> Query<'_, Any, AnyArguments> {
        self.bound.into_iter().fold(query, |query, value| value.bind_to(query))
    }
}

impl Store {
    /// A range of the log, the newest first.
    pub(crate) async fn audit_entries(
        &self,
        permit: &Permit<ViewAuditLog>,
        filter: &AuditFilter,
        stretch: EntryRange,
    ) -> Result<Vec<StoredEntry>, StoreError> {
        self.entries(permit.school(), filter, stretch).await
    }

    /// As [`audit_entries`](Store::audit_entries), for an export.
    pub(crate) async fn exported_entries(
        &self,
        permit: &Permit<ExportAuditLog>,
        filter: &AuditFilter,
        stretch: EntryRange,
    ) -> Result<Vec<StoredEntry>, StoreError> {
        self.entries(permit.school(), filter, stretch).await
    }

    /// The entries about a person, the newest first.
    pub(crate) async fn history(
        &self,
        permit: &Permit<ViewHistory>,
        stretch: EntryRange,
    ) -> Result<Vec<StoredEntry>, StoreError> {
        self.entries(permit.school(), &of_subject(permit), stretch).await
    }

    async fn entries(
        &self,
        school: SchoolId,
        filter: &AuditFilter,
        stretch: EntryRange,
    ) -> Result<Vec<StoredEntry>, StoreError> {
        let mut conditions = Conditions::new(school, filter);
        if let Some(before) = stretch.before {
            conditions.and("number <", SqlValue::Number(before));
        }
        let limit = conditions.bind(SqlValue::Number(stretch.limit));
        let offset = conditions.bind(SqlValue::Number(stretch.skip));
        let sql = format!(
            "SELECT {COLUMNS} FROM audit_log WHERE {} ORDER BY number DESC LIMIT ${limit} OFFSET ${offset}",
            conditions.sql
        );
        let found = conditions.bind_to(sqlx::query(AssertSqlSafe(sql))).fetch_all(self.pool()).await?;
        found.iter().map(read).collect()
    }

    /// The number of matching entries.
    pub(crate) async fn count_audit(
        &self,
        permit: &Permit<ViewAuditLog>,
        filter: &AuditFilter,
    ) -> Result<u64, StoreError> {
        self.count_entries(permit.school(), filter).await
    }

    /// The number of entries about the person.
    pub(crate) async fn count_history(&self, permit: &Permit<ViewHistory>) -> Result<u64, StoreError> {
        self.count_entries(permit.school(), &of_subject(permit)).await
    }

    async fn count_entries(&self, school: SchoolId, filter: &AuditFilter) -> Result<u64, StoreError> {
        let conditions = Conditions::new(school, filter);
        let sql = format!("SELECT COUNT(*) AS entries FROM audit_log WHERE {}", conditions.sql);
        let found = conditions.bind_to(sqlx::query(AssertSqlSafe(sql))).fetch_one(self.pool()).await?;
        Ok(found.try_get::<i64, _>("entries")?.unsigned_abs())
    }

    /// Every action and every kind of subject in the log.
    pub(crate) async fn audit_codes(
        &self,
        permit: &Permit<ViewAuditLog>,
    ) -> Result<(Vec<String>, Vec<String>), StoreError> {
        let codes = async |sql: &'static str| {
            let found = sqlx::query(sql).school(permit.school()).fetch_all(self.pool()).await?;
            found.iter().map(|found| Ok(found.try_get(0)?)).collect::<Result<Vec<String>, StoreError>>()
        };
        let actions = codes("SELECT DISTINCT action FROM audit_log WHERE school_id = $1").await?;
        Ok((actions, codes("SELECT DISTINCT subject_kind FROM audit_log WHERE school_id = $1").await?))
    }

    /// A member's current name.
    pub(crate) async fn name_in_log(
        &self,
        permit: &Permit<ViewAuditLog>,
        member: MemberId,
    ) -> Result<Option<String>, StoreError> {
        let found = sqlx::query(concat!("SELECT ", name_of!(), " FROM members WHERE school_id = $1 AND id = $2"))
            .school(permit.school())
            .member(member)
            .fetch_optional(self.pool())
            .await?;
        let Some(found) = found else { return Ok(None) };
        Ok(Some(row::name(&found)?))
    }

    /// The entries about a person's roles, in order of time.
    pub(crate) async fn role_entries(&self, permit: &Permit<ViewHistory>) -> Result<Vec<StoredEntry>, StoreError> {
        let sql = format!(
            "SELECT {COLUMNS} FROM audit_log
             WHERE school_id = $1 AND subject_kind = 'user' AND subject_id = $2 AND new_value LIKE '%\"role%' ORDER BY number"
        );
        let found = sqlx::query(AssertSqlSafe(sql))
            .school(permit.school())
            .member(permit.action().subject.member)
            .fetch_all(self.pool())
            .await?;
        found.iter().map(read).collect()
    }
}

fn of_subject(permit: &Permit<ViewHistory>) -> AuditFilter {
    AuditFilter { subject: Some(permit.action().subject.member), ..AuditFilter::default() }
}

pub(super) fn read(found: &AnyRow) -> Result<StoredEntry, StoreError> {
    Ok(StoredEntry {
        number: found.try_get("number")?,
        at: Moment(found.try_get("at")?),
        // A value unknown to this version is ignored rather than refused: the log must always be readable.
        actor: found.try_get::<Option<String>, _>("actor_id")?.as_deref().and_then(MemberId::parse),
        actor_name: found.try_get("actor_name")?,
        action: found.try_get("action")?,
        subject_kind: found.try_get("subject_kind")?,
        subject_id: found.try_get("subject_id")?,
        subject_name: found.try_get("subject_name")?,
        old_value: found.try_get("old_value")?,
        new_value: found.try_get("new_value")?,
        is_erased: row::moment(found, "erased_at")?.is_some(),
    })
}
