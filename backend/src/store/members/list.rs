//! One page of a list of people. SQL is composed only of constants in this file; every value is bound.

use super::columns::projection;
use crate::access::Permit;
use crate::search_key;
use crate::store::bind::Bind as _;
use crate::store::outbox::mail_trouble;
use crate::store::sql_value::{SqlValue, containing};
use crate::store::{Store, StoreError, row};
use domain::access::ListUsers;
use domain::attribute::{AttributeCondition, AttributeFilter};
use domain::id::{MemberId, PhotoId};
use domain::listing::{SortBy, UserListing};
use domain::mail::MailTrouble;
use domain::moment::Moment;
use domain::role::HeldRole;
use domain::user::{Access, MemberStatus, Registration};
use futures::TryStreamExt as _;
use sqlx::any::AnyArguments;
use sqlx::query::Query;
use sqlx::{Any, AssertSqlSafe};

/// A person as a list shows them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListedMember {
    /// The member's id.
    pub id: MemberId,
    /// Their first name.
    pub first_name: String,
    /// Their last name.
    pub last_name: String,
    /// Their email.
    pub email: String,
    /// Their job title.
    pub job_title: Option<String>,
    /// Their role.
    pub role: HeldRole,
    /// How far their registration has come.
    pub registration: Registration,
    /// Their access.
    pub access: Access,
    /// Their last sign-in to this school.
    pub last_sign_in_at: Option<Moment>,
    /// Their photo.
    pub photo: Option<PhotoId>,
    /// Why their latest mail has not reached them.
    pub mail_trouble: Option<MailTrouble>,
}

/// The failure of the latest mail, if any.
const MAIL_TROUBLE: &str = "(SELECT CASE WHEN o.state = 'failed' OR (o.state = 'waiting' AND o.attempts > 0) THEN o.trouble END
    FROM outbox o WHERE o.school_id = m.school_id AND o.member_id = m.id ORDER BY o.created_at DESC, o.id DESC LIMIT 1)";

projection! {
    LISTED, fn read(found) -> ListedMember {
        id: ID,
        first_name: FIRST_NAME,
        last_name: LAST_NAME,
        email: EMAIL,
        job_title: JOB_TITLE,
        role: ROLE,
        registration: REGISTRATION & INVITED_UNTIL => row::registration_of,
        access: ACCESS,
        last_sign_in_at: LAST_SIGN_IN_AT,
        photo: PHOTO,
    } with {
        mail_trouble: mail_trouble(found, "mail_trouble")?,
    }
}

/// Limits people found by id to the school.
const OF_SCHOOL: &str = "m.school_id || '' = $1";

/// A listing's condition on members `p` of school `$1`, and its values from `$2` on.
pub(super) struct Filter {
    pub sql: String,
    bound: Vec<SqlValue>,
}

/// The column whose index finds the people. The others are only compared: adding an empty string to a column keeps
/// both databases from choosing its index.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum SearchIndex {
    Role,
    Status,
    Attribute,
    Other,
}

impl SearchIndex {
    /// The fastest index when the filters do not decide.
    pub fn otherwise(listing: &UserListing) -> Self {
        match &listing.attribute {
            Some(AttributeFilter {
                holding: AttributeCondition::Something | AttributeCondition::Answer(_), ..
            }) => Self::Attribute,
            _ if listing.role.is_some_and(HeldRole::is_custom) => Self::Role,
            _ => Self::Other,
        }
    }
}

impl Filter {
    pub fn new(listing: &UserListing, now: Moment, found_by: SearchIndex) -> Self {
        let mut filter = Self { sql: "p.school_id = $1".to_owned(), bound: Vec::new() };
        if let Some(role) = listing.role {
            let by_level = found_by == SearchIndex::Role && !role.is_custom();
            let order = SqlValue::Number(super::role_order(role.level()));
            filter.and(if by_level { "p.role_order" } else { "p.role_order + 0" }, "=", order);
            if role.is_custom() {
                let column = if found_by == SearchIndex::Role { "p.role" } else { "p.role || ''" };
                filter.and(column, "=", role.into());
            }
        }
        let (from, below) = row::status_range(listing.status, now);
        let column = if found_by == SearchIndex::Status { "p.status_order" } else { "p.status_order + 0" };
        filter.and(column, ">=", SqlValue::Number(from));
        filter.and(column, "<", SqlValue::Number(below));
        for word in search_key::words(&listing.search) {
            filter.and("p.search_key", "LIKE", SqlValue::Text(containing(&word)));
            filter.sql.push_str(" ESCAPE '!'");
        }
        if let Some(attribute) = &listing.attribute {
            filter.and_known(attribute, found_by);
        }
        filter
    }

    fn and(&mut self, column: &'static str, comparison: &'static str, value: SqlValue) {
        let number = self.bind(value);
        self.sql.push_str(&format!(" AND {column} {comparison} ${number}"));
    }

    /// Limits to people with or without a value of an attribute. Those with one are read from the index of values when
    /// they are few, and looked up one by one when the list is read in its own order.
    fn and_known(&mut self, known: &AttributeFilter, found_by: SearchIndex) {
        let attribute = self.bind(known.attribute.into());
        let mut rows = format!("FROM member_attributes a WHERE a.school_id = $1 AND a.attribute_id = ${attribute}");
        if let AttributeCondition::Answer(answer) = &known.holding {
            let answer = self.bind(SqlValue::Text(answer.clone()));
            rows.push_str(&format!(" AND a.value = ${answer}"));
        }
        let not = if known.holding == AttributeCondition::Nothing { "NOT " } else { "" };
        self.sql.push_str(&match found_by {
            SearchIndex::Attribute => format!(" AND p.id {not}IN (SELECT a.member_id {rows})"),
            _ => format!(" AND {not}EXISTS (SELECT 1 {rows} AND a.member_id = p.id)"),
        });
    }

    fn bind(&mut self, value: SqlValue) -> usize {
        self.bound.push(value);
        // $1 is the school.
        self.bound.len() + 1
    }

    pub fn bind_to(self, mut query: Query<'_, Any, AnyArguments>) -> Query<'_, Any, AnyArguments> {
        for value in self.bound {
            query = value.bind_to(query);
        }
        query
    }
}

/// The columns that a list is sorted by, each with a suffix that disables its index.
const fn keys(sort: SortBy) -> &'static [(&'static str, &'static str)] {
    const NAME: (&str, &str) = ("name_key", " || ''");
    const ID: (&str, &str) = ("id", " || ''");
    match sort {
        SortBy::Name => &[NAME, ID],
        SortBy::Email => &[("email_key", " || ''"), ID],
        SortBy::JobTitle => &[("job_title_key", " || ''"), NAME, ID],
        SortBy::Role => &[("role_order", " + 0"), NAME, ID],
        SortBy::Status => &[("status_order", " + 0"), NAME, ID],
        SortBy::LastSignIn => &[("last_sign_in_at", " + 0"), NAME, ID],
    }
}

/// The ORDER BY of a list of members called `table`.
fn order(listing: &UserListing, table: &'static str, by_index: bool) -> String {
    let direction = if listing.descending { "DESC" } else { "ASC" };
    let parts: Vec<_> = keys(listing.sort)
        .iter()
        .map(|(column, passed_by)| {
            let passed_by = if by_index { "" } else { passed_by };
            let nulls = if *column == "last_sign_in_at" { " NULLS LAST" } else { "" };
            format!("{table}.{column}{passed_by} {direction}{nulls}")
        })
        .collect();
    parts.join(", ")
}

impl Store {
    /// One page of people, reading the list in its order: always correct, and fast when the filters leave many people.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn list_members(
        &self,
        permit: &Permit<ListUsers>,
        listing: &UserListing,
        now: Moment,
    ) -> Result<Vec<ListedMember>, StoreError> {
        let found_by = match listing.sort {
            // The index of the eight standard roles is in order of name; that of custom roles is not.
            SortBy::Name | SortBy::Role if listing.role.is_some_and(|role| !role.is_custom()) => SearchIndex::Role,
            SortBy::Status => SearchIndex::Status,
            _ => SearchIndex::Other,
        };
        let mut page = Filter::new(listing, now, found_by);
        let limit = page.bind(SqlValue::Number(i64::from(listing.size)));
        let offset = page.bind(SqlValue::Number(first_row(listing)));
        let sql = format!(
            "SELECT {}, {MAIL_TROUBLE} AS mail_trouble FROM members m WHERE {OF_SCHOOL} AND m.id IN
                 (SELECT p.id FROM members p WHERE {} ORDER BY {} LIMIT ${limit} OFFSET ${offset})
             ORDER BY {}",
            LISTED.select("m."),
            page.sql,
            order(listing, "p", true),
            order(listing, "m", false),
        );
        let query = sqlx::query(AssertSqlSafe(sql)).school(permit.school());
        let found = page.bind_to(query).fetch_all(self.pool()).await?;
        found.iter().map(read).collect()
    }

    /// All people that the filters leave, in list order: for when they are few.
    pub(crate) async fn find_members(
        &self,
        permit: &Permit<ListUsers>,
        listing: &UserListing,
        now: Moment,
    ) -> Result<Vec<MemberId>, StoreError> {
        let found_by = match (listing.role, listing.status) {
            _ if !search_key::words(&listing.search).is_empty() || listing.attribute.is_some() => {
                SearchIndex::otherwise(listing)
            }
            (Some(_), None | Some(MemberStatus::Active)) => SearchIndex::Role,
            _ => SearchIndex::Status,
        };
        let filter = Filter::new(listing, now, found_by);
        let sql = match found_by {
            // Two steps, so that the search reads only its own index.
            SearchIndex::Other | SearchIndex::Attribute => format!(
                "SELECT m.id FROM members m WHERE {OF_SCHOOL} AND m.id IN (SELECT p.id FROM members p WHERE {}) ORDER BY {}",
                filter.sql,
                order(listing, "m", false),
            ),
            SearchIndex::Role | SearchIndex::Status => {
                format!("SELECT p.id FROM members p WHERE {} ORDER BY {}", filter.sql, order(listing, "p", false))
            }
        };
        let query = filter.bind_to(sqlx::query(AssertSqlSafe(sql)).school(permit.school()));
        let mut found = query.fetch(self.pool());
        let mut members = Vec::new();
        // A row takes far more memory than an id.
        while let Some(found) = found.try_next().await? {
            members.push(row::id::<MemberId>(&found, "id")?);
        }
        Ok(members)
    }

    /// At most `most` of these members of the school, in this order.
    pub(crate) async fn listed_members(
        &self,
        permit: &Permit<ListUsers>,
        ids: &[MemberId],
        most: usize,
    ) -> Result<Vec<ListedMember>, StoreError> {
        let Some(last) = ids.last() else { return Ok(Vec::new()) };
        let numbers: Vec<_> = (0..most).map(|number| format!("${}", number + 2)).collect();
        let sql = format!(
            "SELECT {}, {MAIL_TROUBLE} AS mail_trouble FROM members m WHERE {OF_SCHOOL} AND m.id IN ({})",
            LISTED.select("m."),
            numbers.join(", ")
        );
        let mut query = sqlx::query(AssertSqlSafe(sql)).school(permit.school());
        for number in 0..most {
            // The last id fills the remaining places, so that all pages of a size share one statement.
            query = query.member(ids.get(number).unwrap_or(last));
        }
        let found = query.fetch_all(self.pool()).await?;
        let mut members = found.iter().map(read).collect::<Result<Vec<_>, _>>()?;
        members.sort_by_key(|member| ids.iter().position(|id| *id == member.id));
        Ok(members)
    }
}

fn first_row(listing: &UserListing) -> i64 {
    i64::from(listing.page.saturating_sub(1)) * i64::from(listing.size)
}
