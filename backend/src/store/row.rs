//! Reading columns into the domain's types.

use super::Trouble;
use domain::moment::Moment;
use domain::role::Role;
use domain::user::{Access, Registration};
use sqlx::any::AnyRow;
use sqlx::{ColumnIndex, Row as _};

/// A column that must hold what `parse` understands.
pub(super) fn read<T, I>(row: &AnyRow, column: I, parse: impl Fn(&str) -> Option<T>) -> Result<T, Trouble>
where
    I: ColumnIndex<AnyRow>,
{
    let text: String = row.try_get(column)?;
    parse(&text).ok_or(Trouble::Corrupt("a code or an id"))
}

/// A column that may be empty, and otherwise must hold what `parse` understands.
pub(super) fn read_optional<T, I>(row: &AnyRow, column: I, parse: impl Fn(&str) -> Option<T>) -> Result<Option<T>, Trouble>
where
    I: ColumnIndex<AnyRow>,
{
    let text: Option<String> = row.try_get(column)?;
    text.map(|text| parse(&text).ok_or(Trouble::Corrupt("a code or an id"))).transpose()
}

/// A moment that may be empty.
pub(super) fn moment(row: &AnyRow, column: &str) -> Result<Option<Moment>, Trouble> {
    Ok(row.try_get::<Option<i64>, _>(column)?.map(Moment))
}

/// A role.
pub(super) fn role(row: &AnyRow, column: &str) -> Result<Role, Trouble> {
    read(row, column, Role::from_code)
}

/// A person's access.
pub(super) fn access(row: &AnyRow) -> Result<Access, Trouble> {
    read(row, "access", Access::from_code)
}

/// A person's registration, from its two columns.
pub(super) fn registration(row: &AnyRow) -> Result<Registration, Trouble> {
    let code: String = row.try_get("registration")?;
    match (code.as_str(), moment(row, "invited_until")?) {
        ("not-registered", _) => Ok(Registration::NotRegistered),
        ("registered", _) => Ok(Registration::Registered),
        ("invited", Some(until)) => Ok(Registration::Invited { until }),
        _ => Err(Trouble::Corrupt("a registration")),
    }
}

/// A registration's two columns.
pub(super) const fn registration_columns(registration: Registration) -> (&'static str, Option<i64>) {
    match registration {
        Registration::NotRegistered => ("not-registered", None),
        Registration::Invited { until } => ("invited", Some(until.0)),
        Registration::Registered => ("registered", None),
    }
}

/// Where a person stands in a list sorted by standing; live invitations come before expired ones by their end.
pub(super) const fn standing_order(registration: Registration, access: Access) -> i16 {
    match (access, registration) {
        (Access::Active, Registration::Registered) => 0,
        (Access::Active, Registration::Invited { .. }) => 1,
        (Access::Active, Registration::NotRegistered) => 2,
        (Access::Blocked, _) => 3,
        (Access::Deactivated, _) => 4,
        (Access::Deleted, _) => 5,
    }
}
