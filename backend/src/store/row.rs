//! Reads columns into the domain's types.

use super::{StoreError, codes};
use domain::moment::Moment;
use domain::user::{Access, MemberStatus, Registration};
use sqlx::any::AnyRow;
use sqlx::{ColumnIndex, Row as _};

/// Reads a column that `parse` must understand.
pub(super) fn read<T, I>(row: &AnyRow, column: I, parse: impl Fn(&str) -> Option<T>) -> Result<T, StoreError>
where
    I: ColumnIndex<AnyRow>,
{
    let text: String = row.try_get(column)?;
    parse(&text).ok_or(StoreError::Corrupt("a code or an id"))
}

/// Reads a column that is NULL or that `parse` must understand.
pub(super) fn read_optional<T, I>(
    row: &AnyRow,
    column: I,
    parse: impl Fn(&str) -> Option<T>,
) -> Result<Option<T>, StoreError>
where
    I: ColumnIndex<AnyRow>,
{
    let text: Option<String> = row.try_get(column)?;
    text.map(|text| parse(&text).ok_or(StoreError::Corrupt("a code or an id"))).transpose()
}

/// A typed id, as the database keeps it.
pub(super) trait Id: Sized {
    /// The id with this text.
    fn from_text(text: &str) -> Option<Self>;
}

/// Reads an id.
pub(super) fn id<T: Id>(row: &AnyRow, column: impl ColumnIndex<AnyRow>) -> Result<T, StoreError> {
    read(row, column, T::from_text)
}

/// Reads an id that may be NULL.
pub(super) fn optional_id<T: Id>(row: &AnyRow, column: impl ColumnIndex<AnyRow>) -> Result<Option<T>, StoreError> {
    read_optional(row, column, T::from_text)
}

/// Reads a member's first and last name.
pub(super) fn name(row: &AnyRow) -> Result<String, StoreError> {
    let (first, last): (String, String) = (row.try_get("first_name")?, row.try_get("last_name")?);
    Ok(format!("{first} {last}"))
}

/// As [`name`], of a member who may be missing.
pub(super) fn optional_name(row: &AnyRow) -> Result<Option<String>, StoreError> {
    joined(row, ["first_name", "last_name"])
}

/// As [`optional_name`], of the member whose columns begin with `who`.
pub(super) fn name_of(row: &AnyRow, who: &str) -> Result<Option<String>, StoreError> {
    joined(row, [&format!("{who}_first_name"), &format!("{who}_last_name")])
}

fn joined(row: &AnyRow, [first, last]: [&str; 2]) -> Result<Option<String>, StoreError> {
    let (first, last): (Option<String>, Option<String>) = (row.try_get(first)?, row.try_get(last)?);
    Ok(first.zip(last).map(|(first, last)| format!("{first} {last}")))
}

/// Reads a moment that may be NULL.
pub(super) fn moment(row: &AnyRow, column: impl ColumnIndex<AnyRow>) -> Result<Option<Moment>, StoreError> {
    Ok(row.try_get::<Option<i64>, _>(column)?.map(Moment))
}

/// Reads a member's registration from its two columns.
pub(super) fn registration(row: &AnyRow) -> Result<Registration, StoreError> {
    registration_of(codes::MEMBER_REGISTRATION.read(row)?, moment(row, "invited_until")?)
}

/// The registration in these two columns.
pub(super) fn registration_of(code: &str, invited_until: Option<Moment>) -> Result<Registration, StoreError> {
    match (code, invited_until) {
        ("not-registered", _) => Ok(Registration::NotRegistered),
        ("registered", _) => Ok(Registration::Registered),
        ("invited", Some(until)) => Ok(Registration::Invited { until }),
        _ => Err(StoreError::Corrupt("an invitation without an end")),
    }
}

/// A registration's two columns.
pub(super) const fn registration_columns(registration: Registration) -> (&'static str, Option<Moment>) {
    match registration {
        Registration::NotRegistered => ("not-registered", None),
        Registration::Invited { until } => ("invited", Some(until)),
        Registration::Registered => ("registered", None),
    }
}

/// The distance between two statuses in `status_order`: more than any moment in milliseconds until the year 5138.
const STEP: i64 = 100_000_000_000_000;

/// A member's position in a list sorted by status. Invitations that end later come first, so that at any moment open
/// ones precede expired ones, and each status is one range of the column: see [`status_range`].
pub(super) const fn status_order(registration: Registration, access: Access) -> i64 {
    match (access, registration) {
        (Access::Active, Registration::Registered) => 0,
        (Access::Active, Registration::Invited { until }) => {
            let until = if until.0 < 0 {
                0
            } else if until.0 >= STEP {
                STEP - 1
            } else {
                until.0
            };
            STEP + (STEP - 1 - until)
        }
        (Access::Active, Registration::NotRegistered) => 2 * STEP,
        (Access::Blocked, _) => 3 * STEP,
        (Access::Deactivated, _) => 4 * STEP,
        (Access::Deleted, _) => 5 * STEP,
    }
}

/// The values of `status_order` for `status` at `now`: from the first up to, not including, the second. Without a
/// status: everybody except deleted people.
pub(super) const fn status_range(status: Option<MemberStatus>, now: Moment) -> (i64, i64) {
    let first_expired = 2 * STEP - 1 - now.0;
    match status {
        None => (0, 5 * STEP),
        Some(MemberStatus::Active) => (0, STEP),
        Some(MemberStatus::Invited) => (STEP, first_expired),
        Some(MemberStatus::InvitationExpired) => (first_expired, 2 * STEP),
        Some(MemberStatus::NotRegistered) => (2 * STEP, 3 * STEP),
        Some(MemberStatus::Blocked) => (3 * STEP, 4 * STEP),
        Some(MemberStatus::Deactivated) => (4 * STEP, 5 * STEP),
        Some(MemberStatus::Deleted) => (5 * STEP, 6 * STEP),
    }
}

/// The end of the invitation with this `status_order`.
pub(super) const fn invitation_end(status_order: i64) -> Moment {
    Moment(2 * STEP - 1 - status_order)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_status_is_one_range_and_they_follow_each_other() {
        let now = Moment(1_790_000_000_000);
        let invited = |until| Registration::Invited { until: Moment(until) };
        for registration in [
            Registration::Registered,
            Registration::NotRegistered,
            invited(now.0 - 1),
            invited(now.0),
            invited(now.0 + 1),
            invited(i64::MAX),
            invited(-5),
        ] {
            for access in Access::ALL {
                let order = status_order(registration, access);
                let status = MemberStatus::of(registration, access, now);
                for other in MemberStatus::ALL {
                    let (from, below) = status_range(Some(other), now);
                    assert_eq!(
                        (from..below).contains(&order),
                        other == status,
                        "{registration:?} {access:?} {other:?}"
                    );
                }
            }
        }
        let ranges = MemberStatus::ALL.map(|status| status_range(Some(status), now));
        assert!(ranges.windows(2).all(|pair| pair[0].1 == pair[1].0));
    }

    #[test]
    fn the_end_of_an_invitation_is_read_back() {
        let until = Moment(1_790_000_000_000);
        assert_eq!(invitation_end(status_order(Registration::Invited { until }, Access::Active)), until);
    }
}
