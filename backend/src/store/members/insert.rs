//! Adding many members at once, with their roles in other products.

use super::{MemberDetails, NewMember, plain_columns, role_order};
use crate::store::{StoreError, row};
use domain::id::{MemberId, SchoolId};
use domain::member::PlainField;
use domain::moment::Moment;
use domain::name::{EmailAddress, JobTitle, KnownAs, StaffCode, Title, Username};
use domain::permission::RoleChoice;
use sqlx::any::AnyArguments;
use sqlx::query::Query;
use sqlx::{Any, AnyConnection, AssertSqlSafe};

const COLUMNS: &str = "id, school_id, account_id, first_name, last_name, email, email_key, title, job_title, username, username_key, staff_code,
    role, registration, invited_until, access, last_sign_in_at, form_key, created_at, name_key, job_title_key, search_key, role_order, standing_order, mis_id, mis_key, known_as";
const WIDTH: usize = 27;
/// Few enough that SQLite, which looks up placeholders by name, binds them quickly.
const ROWS_AT_ONCE: usize = 16;

pub(super) async fn members(
    connection: &mut AnyConnection,
    school: SchoolId,
    at: Moment,
    new: &[NewMember<'_>],
) -> Result<(), StoreError> {
    for some in new.chunks(ROWS_AT_ONCE) {
        let places = values(some.len(), WIDTH + PlainField::ALL.len());
        let sql = format!("INSERT INTO members ({COLUMNS}{}) VALUES {places}", plain_columns(""));
        let query = some.iter().fold(sqlx::query(AssertSqlSafe(sql)), |query, member| bind(query, school, at, member));
        query.execute(&mut *connection).await?;
    }
    other_roles(connection, school, new.iter().map(|member| (member.id, member.roles.clone()))).await
}

/// Writes the roles in products that differ from a person's main role.
pub(super) async fn other_roles(
    connection: &mut AnyConnection,
    school: SchoolId,
    people: impl IntoIterator<Item = (MemberId, RoleChoice)>,
) -> Result<(), StoreError> {
    let others: Vec<_> = people
        .into_iter()
        .flat_map(|(member, roles)| {
            roles.others().map(|(product, role)| (member, product, role.code())).collect::<Vec<_>>()
        })
        .collect();
    for some in others.chunks(ROWS_AT_ONCE) {
        let sql =
            format!("INSERT INTO member_roles (school_id, member_id, product, role) VALUES {}", values(some.len(), 4));
        let query = some.iter().fold(sqlx::query(AssertSqlSafe(sql)), |query, (member, product, code)| {
            query.bind(school.to_string()).bind(member.to_string()).bind(product.code()).bind(code.clone().into_owned())
        });
        query.execute(&mut *connection).await?;
    }
    Ok(())
}

/// The key in place of an unknown address: not an address, unique, and sorted after every other.
pub(in crate::store) fn no_email_key(member: MemberId) -> String {
    format!("\u{10FFFD}{member}")
}

/// `($1, $2), ($3, $4)`: placeholders for this many rows and values a row.
pub(in crate::store) fn values(rows: usize, width: usize) -> String {
    let row = |number: usize| {
        let places: Vec<_> = (1..=width).map(|column| format!("${}", number * width + column)).collect();
        format!("({})", places.join(", "))
    };
    (0..rows).map(row).collect::<Vec<_>>().join(", ")
}

fn bind<'q>(
    query: Query<'q, Any, AnyArguments>,
    school: SchoolId,
    at: Moment,
    new: &NewMember<'_>,
) -> Query<'q, Any, AnyArguments> {
    let (registration, invited_until) = row::registration_columns(new.registration);
    let details = MemberDetails {
        first_name: new.first_name.as_str(),
        last_name: new.last_name.as_str(),
        email: new.email.map_or("", EmailAddress::as_str),
        title: new.title.map(Title::as_str),
        job_title: new.job_title.map(JobTitle::as_str),
        username: new.username.map(Username::as_str),
        staff_code: new.staff_code.map(StaffCode::as_str),
        plain: new.plain,
    };
    let owned = |text: Option<&str>| text.map(str::to_owned);
    let query = query
        .bind(new.id.to_string())
        .bind(school.to_string())
        .bind(new.account.map(|account| account.to_string()))
        .bind(details.first_name.to_owned())
        .bind(details.last_name.to_owned())
        .bind(details.email.to_owned())
        .bind(details.email_key(new.id))
        .bind(owned(details.title))
        .bind(owned(details.job_title))
        .bind(owned(details.username))
        .bind(details.username_key())
        .bind(owned(details.staff_code))
        .bind(new.roles.main.code().into_owned())
        .bind(registration)
        .bind(invited_until)
        .bind(new.access.code())
        .bind(new.last_sign_in_at.map(|at| at.0))
        .bind(new.form_key.map(|key| key.to_string()))
        .bind(at.0)
        .bind(details.name_key())
        .bind(details.job_title_key())
        .bind(details.search_key())
        .bind(role_order(new.roles.level()))
        .bind(row::status_order(new.registration, new.access))
        .bind(owned(new.mis_id))
        .bind(owned(new.mis_key))
        .bind(owned(new.known_as.map(KnownAs::as_str)));
    let plain = PlainField::ALL.iter().map(|field| details.plain.and_then(|known| known.get(*field)));
    plain.fold(query, |query, value| query.bind(owned(value)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_value_has_its_own_place() {
        assert_eq!(values(2, 3), "($1, $2, $3), ($4, $5, $6)");
        assert_eq!(COLUMNS.split(',').count(), WIDTH);
    }
}
