use crate::access::Permit;
use crate::store::members::no_email_key;
use crate::store::{Change, NewMember, Store, Trouble, row};
use crate::users::fold::{self, SearchKey};
use domain::access::ImportStaff;
use domain::id::MemberId;
use domain::import::Known;
use domain::user::{Access, Registration};
use sqlx::any::{AnyArguments, AnyRow};
use sqlx::query::Query;
use sqlx::{Any, AnyConnection, AssertSqlSafe, Row as _};

/// What the row of a list is called that has somebody now.
#[derive(Clone, Debug)]
pub(crate) struct MovedKey {
    pub member: MemberId,
    pub key: String,
}

/// Somebody whom an import changes, as they are after it.
#[derive(Clone, Debug)]
pub(crate) struct ChangedMember {
    pub after: Known,
    /// Whether their address is another one, or their first.
    pub is_email_new: bool,
    /// Whether their username is another one, or their first.
    pub is_username_new: bool,
}

/// Few enough for SQLite to find the places quickly, as when people are added.
const AT_ONCE: usize = 16;
/// Ids in a condition.
const IDS_AT_ONCE: usize = 100;

const KNOWN: &str = "SELECT id, first_name, last_name, email, mis_id, mis_key, title, job_title, username, staff_code, role, registration, invited_until, access
    FROM members WHERE school_id = $1 ORDER BY name_key, id";

impl Store {
    /// Everybody of the school, for a preview.
    pub(crate) async fn known_people(&self, permit: &Permit<ImportStaff>) -> Result<Vec<Known>, Trouble> {
        known(&mut *self.pool().acquire().await?, permit).await
    }
}

impl Change {
    /// Everybody of the school, as they are in this change.
    pub(crate) async fn known_people(&mut self, permit: &Permit<ImportStaff>) -> Result<Vec<Known>, Trouble> {
        known(&mut self.tx, permit).await
    }

    /// Adds people whose roles were permitted one by one.
    pub(crate) async fn import_new(&mut self, _: &Permit<ImportStaff>, new: &[NewMember<'_>]) -> Result<(), Trouble> {
        self.insert_members(new).await
    }

    /// Writes what the MIS says of people who are there. What only one person may have is let go of by all before anybody takes
    /// it: addresses may change places.
    pub(crate) async fn import_changed(
        &mut self,
        _: &Permit<ImportStaff>,
        changed: &[ChangedMember],
    ) -> Result<(), Trouble> {
        for one in changed.iter().filter(|one| one.is_email_new || one.is_username_new) {
            let sql = "UPDATE members SET email_key = CASE WHEN $3 = 1 THEN $4 ELSE email_key END, username_key = CASE WHEN $5 = 1 THEN NULL ELSE username_key END
                 WHERE school_id = $1 AND id = $2";
            sqlx::query(sql)
                .bind(self.school.to_string())
                .bind(one.after.member.to_string())
                .bind(i64::from(one.is_email_new))
                .bind(no_email_key(one.after.member))
                .bind(i64::from(one.is_username_new))
                .execute(&mut *self.tx)
                .await?;
        }
        for one in changed {
            bind_changed(self.school.to_string(), one).execute(&mut *self.tx).await?;
        }
        Ok(())
    }

    /// Notes which rows have which people now.
    pub(crate) async fn import_keys(&mut self, _: &Permit<ImportStaff>, keys: &[MovedKey]) -> Result<(), Trouble> {
        for some in keys.chunks(AT_ONCE) {
            let cases: Vec<_> =
                (0..some.len()).map(|place| format!("WHEN ${} THEN ${}", place * 2 + 2, place * 2 + 3)).collect();
            let ids: Vec<_> = (0..some.len()).map(|place| format!("${}", place * 2 + 2)).collect();
            let sql = format!(
                "UPDATE members SET mis_key = CASE id {} END WHERE school_id = $1 AND id IN ({})",
                cases.join(" "),
                ids.join(", ")
            );
            let query = sqlx::query(AssertSqlSafe(sql)).bind(self.school.to_string());
            let query = some.iter().fold(query, |query, key| query.bind(key.member.to_string()).bind(key.key.clone()));
            query.execute(&mut *self.tx).await?;
        }
        Ok(())
    }

    /// Deactivates people who have left: their sessions end and their invitations die.
    pub(crate) async fn import_leavers(
        &mut self,
        _: &Permit<ImportStaff>,
        leavers: &[(MemberId, Registration)],
    ) -> Result<(), Trouble> {
        for (member, registration) in leavers {
            self.withdraw_invitations(*member).await?;
            sqlx::query("UPDATE members SET access = $3, standing_order = $4 WHERE school_id = $1 AND id = $2")
                .bind(self.school.to_string())
                .bind(member.to_string())
                .bind(Access::Deactivated.code())
                .bind(row::standing_order(*registration, Access::Deactivated))
                .execute(&mut *self.tx)
                .await?;
        }
        for some in leavers.chunks(IDS_AT_ONCE) {
            let places: Vec<_> = (0..some.len()).map(|place| format!("${}", place + 3)).collect();
            let sql = format!(
                "UPDATE sessions SET ended_at = $2 WHERE school_id = $1 AND ended_at IS NULL AND member_id IN ({})",
                places.join(", ")
            );
            let query = sqlx::query(AssertSqlSafe(sql)).bind(self.school.to_string()).bind(self.at.0);
            let query = some.iter().fold(query, |query, (member, _)| query.bind(member.to_string()));
            query.execute(&mut *self.tx).await?;
        }
        Ok(())
    }

    /// Takes back an invitation that went to an address somebody no longer has.
    pub(crate) async fn import_uninvite(
        &mut self,
        _: &Permit<ImportStaff>,
        member: MemberId,
        access: Access,
    ) -> Result<(), Trouble> {
        self.withdraw_invitations(member).await?;
        let (registration, until) = row::registration_columns(Registration::NotRegistered);
        sqlx::query("UPDATE members SET registration = $3, invited_until = $4, standing_order = $5 WHERE school_id = $1 AND id = $2")
            .bind(self.school.to_string())
            .bind(member.to_string())
            .bind(registration)
            .bind(until)
            .bind(row::standing_order(Registration::NotRegistered, access))
            .execute(&mut *self.tx)
            .await?;
        Ok(())
    }
}

fn bind_changed(school: String, one: &ChangedMember) -> Query<'static, Any, AnyArguments> {
    let after = &one.after;
    let search = SearchKey {
        first_name: &after.first_name,
        last_name: &after.last_name,
        email: &after.email,
        job_title: after.job_title.as_deref(),
        username: after.username.as_deref(),
        staff_code: after.staff_code.as_deref(),
    };
    let email_key = if after.email.is_empty() { no_email_key(after.member) } else { after.email.to_ascii_lowercase() };
    sqlx::query(
        "UPDATE members SET first_name = $3, last_name = $4, email = $5, email_key = $6, mis_id = $7, title = $8, job_title = $9, username = $10, username_key = $11,
             staff_code = $12, name_key = $13, job_title_key = $14, search_key = $15 WHERE school_id = $1 AND id = $2",
    )
    .bind(school)
    .bind(after.member.to_string())
    .bind(after.first_name.clone())
    .bind(after.last_name.clone())
    .bind(after.email.clone())
    .bind(email_key)
    .bind(after.mis_id.clone())
    .bind(after.title.clone())
    .bind(after.job_title.clone())
    .bind(after.username.clone())
    .bind(after.username.as_ref().map(|username| username.to_lowercase()))
    .bind(after.staff_code.clone())
    .bind(fold::name_key(&after.first_name, &after.last_name))
    .bind(fold::job_title_key(after.job_title.as_deref()))
    .bind(search.text())
}

async fn known(connection: &mut AnyConnection, permit: &Permit<ImportStaff>) -> Result<Vec<Known>, Trouble> {
    let found = sqlx::query(KNOWN).bind(permit.school().to_string()).fetch_all(connection).await?;
    found.iter().map(read).collect()
}

/// By number: looking ten thousand rows' columns up by name takes its time.
fn read(found: &AnyRow) -> Result<Known, Trouble> {
    Ok(Known {
        member: row::read(found, 0, MemberId::parse)?,
        first_name: found.try_get(1)?,
        last_name: found.try_get(2)?,
        email: found.try_get(3)?,
        mis_id: found.try_get(4)?,
        key: found.try_get(5)?,
        title: found.try_get(6)?,
        job_title: found.try_get(7)?,
        username: found.try_get(8)?,
        staff_code: found.try_get(9)?,
        role: row::role(found, "role")?,
        registration: row::registration(found)?,
        access: row::access(found)?,
    })
}
