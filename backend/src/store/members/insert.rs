//! Adding many members at once, with their roles in other products.

use super::columns::{self, Written};
use super::{MemberDetails, NewMember, role_order};
use crate::store::bind::Bind as _;
use crate::store::{StoreError, row};
use domain::id::{MemberId, SchoolId};
use domain::member::PlainFields;
use domain::moment::Moment;
use domain::name::{EmailAddress, JobTitle, KnownAs, StaffCode, Title, Username};
use domain::permission::RoleChoice;
use sqlx::{AnyConnection, AssertSqlSafe};

/// Few enough that SQLite, which looks up placeholders by name, binds them quickly.
const ROWS_AT_ONCE: usize = 16;

pub(super) async fn members(
    connection: &mut AnyConnection,
    school: SchoolId,
    at: Moment,
    new: &[NewMember<'_>],
) -> Result<(), StoreError> {
    for some in new.chunks(ROWS_AT_ONCE) {
        let rows: Vec<_> = some.iter().map(|member| written(school, at, member)).collect();
        let columns: Vec<_> = rows.iter().take(1).flatten().map(|(column, _)| *column).collect();
        let places = values(rows.len(), columns.len());
        let sql = format!("INSERT INTO members ({}) VALUES {places}", columns.join(", "));
        let query =
            rows.into_iter().flatten().fold(sqlx::query(AssertSqlSafe(sql)), |query, (_, value)| query.value(value));
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
            query.school(school).member(member).bind(product.code()).bind(code.clone().into_owned())
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

/// The columns of a new member with their values: the same columns for everybody.
fn written(school: SchoolId, at: Moment, new: &NewMember<'_>) -> Vec<Written> {
    let (registration, invited_until) = row::registration_columns(new.registration);
    let nothing = PlainFields::default();
    let details = MemberDetails {
        first_name: new.first_name.as_str(),
        last_name: new.last_name.as_str(),
        email: new.email.map_or("", EmailAddress::as_str),
        title: new.title.map(Title::as_str),
        job_title: new.job_title.map(JobTitle::as_str),
        username: new.username.map(Username::as_str),
        staff_code: new.staff_code.map(StaffCode::as_str),
        plain: Some(new.plain.unwrap_or(&nothing)),
    };
    let owned = |text: Option<&str>| text.map(str::to_owned);
    let mut written = details.written(new.id);
    written.extend([
        columns::ID.with(new.id),
        columns::SCHOOL.with(school),
        columns::ACCOUNT.with(new.account),
        columns::ROLE.with(new.roles.main),
        columns::REGISTRATION.with(registration),
        columns::INVITED_UNTIL.with(invited_until),
        columns::ACCESS.with(new.access),
        columns::LAST_SIGN_IN_AT.with(new.last_sign_in_at),
        columns::FORM_KEY.with(new.form_key),
        columns::CREATED_AT.with(at),
        columns::ROLE_ORDER.with(role_order(new.roles.level())),
        columns::STATUS_ORDER.with(row::status_order(new.registration, new.access)),
        columns::MIS_ID.with(owned(new.mis_id)),
        columns::MIS_KEY.with(owned(new.mis_key)),
        columns::KNOWN_AS.with(owned(new.known_as.map(KnownAs::as_str))),
    ]);
    written
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::member::PlainField;
    use domain::name::PersonName;
    use domain::role::Role;
    use std::collections::BTreeSet;
    use uuid::Uuid;

    #[test]
    fn every_value_has_its_own_place() {
        assert_eq!(values(2, 3), "($1, $2, $3), ($4, $5, $6)");
    }

    #[test]
    fn everybody_is_written_with_the_same_columns_each_once() {
        let name = PersonName::parse("Amy").unwrap();
        let email = EmailAddress::parse("amy@hillside.uk").unwrap();
        let plain = PlainFields::from_iter([(PlainField::Pronouns, "she/her".to_owned())]);
        let id = MemberId::new(Uuid::nil());
        let bare = NewMember::named(id, &name, &name, None, Role::FullEdit);
        let full = NewMember { email: Some(&email), known_as: None, plain: Some(&plain), ..bare.clone() };
        let columns = |new: &NewMember<'_>| {
            let written = written(SchoolId::new(Uuid::nil()), Moment(0), new);
            written.into_iter().map(|(column, _)| column).collect::<Vec<_>>()
        };
        let all = columns(&full);
        assert_eq!(columns(&bare), all);
        assert_eq!(all.iter().collect::<BTreeSet<_>>().len(), all.len());
    }
}
