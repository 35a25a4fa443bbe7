//! The columns of `members`: each is named here and nowhere else, with its type. What is read of a member is a
//! [`projection`], which gives both the columns of the statement and the reading of its rows; what is written is a list
//! of columns with their values, which gives both the statement and what is bound to it. So no two lists have to agree.

use crate::store::sql_value::SqlValue;
use crate::store::{StoreError, codes, row};
use domain::day::Day;
use domain::id::{AccountId, FormKey, MemberId, PhotoId, SchoolId};
use domain::member::{PlainField, PlainFields};
use domain::moment::Moment;
use domain::role::HeldRole;
use domain::user::Access;
use sqlx::any::AnyRow;
use sqlx::{Any, Decode, Row as _, Type};

/// A column of `members`, which holds a `T`.
pub(in crate::store) struct Column<T> {
    /// Its name.
    pub name: &'static str,
    read: fn(&AnyRow, usize) -> Result<T, StoreError>,
}

/// A column with the value to write into it.
pub(in crate::store) type Written = (&'static str, SqlValue);

impl<T> Column<T> {
    /// Reads the column from this place of a row: looking up names is slow for ten thousand rows.
    pub fn read(&self, row: &AnyRow, place: usize) -> Result<T, StoreError> {
        (self.read)(row, place)
    }

    /// The column with the value to write.
    pub fn with(&self, value: impl Into<T>) -> Written
    where
        SqlValue: From<T>,
    {
        (self.name, SqlValue::from(value.into()))
    }
}

macro_rules! columns {
    ($($name:ident: $type:ty = $column:literal, $read:expr;)+) => {
        $(pub(in crate::store) const $name: Column<$type> = Column { name: $column, read: $read };)+
    };
}

columns! {
    ID: MemberId = "id", row::id;
    SCHOOL: SchoolId = "school_id", row::id;
    ACCOUNT: Option<AccountId> = "account_id", row::optional_id;
    FIRST_NAME: String = "first_name", value;
    LAST_NAME: String = "last_name", value;
    EMAIL: String = "email", value;
    EMAIL_KEY: String = "email_key", value;
    TITLE: Option<String> = "title", value;
    JOB_TITLE: Option<String> = "job_title", value;
    USERNAME: Option<String> = "username", value;
    USERNAME_KEY: Option<String> = "username_key", value;
    STAFF_CODE: Option<String> = "staff_code", value;
    ROLE: HeldRole = "role", |row, place| codes::MEMBER_ROLE.read_from(row, place);
    REGISTRATION: &'static str = "registration", |row, place| codes::MEMBER_REGISTRATION.read_from(row, place);
    INVITED_UNTIL: Option<Moment> = "invited_until", row::moment;
    ACCESS: Access = "access", |row, place| codes::MEMBER_ACCESS.read_from(row, place);
    LEAVING_ON: Option<Day> = "leaving_on", |row, place| row::read_optional(row, place, Day::parse);
    LEAVES_AT: Option<Moment> = "leaves_at", row::moment;
    DELETED_AT: Option<Moment> = "deleted_at", row::moment;
    LAST_SIGN_IN_AT: Option<Moment> = "last_sign_in_at", row::moment;
    FORM_KEY: Option<FormKey> = "form_key", row::optional_id;
    CREATED_AT: Moment = "created_at", |row, place| Ok(Moment(row.try_get(place)?));
    NAME_KEY: String = "name_key", value;
    JOB_TITLE_KEY: String = "job_title_key", value;
    SEARCH_KEY: String = "search_key", value;
    ROLE_ORDER: i64 = "role_order", value;
    STATUS_ORDER: i64 = "status_order", value;
    MIS_ID: Option<String> = "mis_id", value;
    MIS_KEY: Option<String> = "mis_key", value;
    KNOWN_AS: Option<String> = "known_as", value;
    ACCESS_BY: Option<MemberId> = "access_by", row::optional_id;
    ACCESS_REASON: Option<String> = "access_reason", value;
    ACCESS_REASON_CODE: Option<String> = "access_reason_code", value;
    FORGOTTEN_AT: Option<Moment> = "forgotten_at", row::moment;
    PHOTO: Option<PhotoId> = "photo_id", row::optional_id;
}

/// The columns of a member's name, for SQL: of the members that the statement calls `$table`, and as `$who`'s, such as
/// "sharer", where it names several. [`row::name`] and [`row::name_of`] read them.
macro_rules! name_of {
    () => {
        "first_name, last_name"
    };
    ($table:literal) => {
        concat!($table, ".first_name, ", $table, ".last_name")
    };
    ($table:literal as $who:literal) => {
        concat!($table, ".first_name AS ", $who, "_first_name, ", $table, ".last_name AS ", $who, "_last_name")
    };
}
pub(in crate::store) use name_of;

/// The columns of how far a member's registration has come, for SQL. [`row::registration`] reads them.
macro_rules! registration_of {
    () => {
        "registration, invited_until"
    };
    ($table:literal) => {
        concat!($table, ".registration, ", $table, ".invited_until")
    };
}
pub(in crate::store) use registration_of;

fn value<T>(row: &AnyRow, place: usize) -> Result<T, StoreError>
where
    T: for<'r> Decode<'r, Any> + Type<Any>,
{
    Ok(row.try_get(place)?)
}

/// The columns that a statement reads of a member, in order.
pub(in crate::store) struct Projection {
    /// The columns with a type of their own.
    pub columns: &'static [&'static str],
    /// Whether the plain fields come after them.
    pub has_plain: bool,
}

impl Projection {
    /// The columns for a SELECT: each with `prefix`, such as "m.".
    pub fn select(&self, prefix: &str) -> String {
        let plain = PlainField::ALL.iter().filter(|_| self.has_plain).map(|field| field.code());
        let columns = self.columns.iter().copied().chain(plain).map(|column| format!("{prefix}{column}"));
        columns.collect::<Vec<_>>().join(", ")
    }

    /// How many columns they are: others of the statement come after them.
    pub const fn width(&self) -> usize {
        self.columns.len() + if self.has_plain { PlainField::ALL.len() } else { 0 }
    }
}

/// The plain fields of a row, from this place on.
pub(in crate::store) fn plain(found: &AnyRow, place: usize) -> Result<PlainFields, StoreError> {
    let mut fields = PlainFields::default();
    for (field, place) in PlainField::ALL.iter().zip(place..) {
        fields.set(*field, found.try_get(place)?);
    }
    Ok(fields)
}

/// The plain fields with the values to write.
pub(in crate::store) fn plain_with(known: &PlainFields) -> impl Iterator<Item = Written> {
    PlainField::ALL.iter().map(|field| (field.code(), SqlValue::from(known.get(*field).map(str::to_owned))))
}

/// The plain fields alone.
pub(in crate::store) const PLAIN: Projection = Projection { columns: &[], has_plain: true };

/// The columns of a type, and the function that makes one of a row that begins with them. A field is made of one column,
/// or by a function of one or more; the plain fields come last.
macro_rules! projection {
    (
        $columns:ident, fn $read:ident($found:ident $(, $given:ident: $type:ty)?) -> $made:ident {
            $($field:ident: $($column:ident)&+ $(=> $make:expr)?,)+
            $(..$plain:ident)?
        } $(with { $($other:ident: $value:expr,)+ })?
    ) => {
        pub(in crate::store) const $columns: $crate::store::members::columns::Projection =
            $crate::store::members::columns::Projection {
                columns: &[$($($crate::store::members::columns::$column.name),+),+],
                has_plain: $crate::store::members::columns::projection!(@has_plain $($plain)?),
            };

        pub(in crate::store) fn $read(
            $found: &sqlx::any::AnyRow
            $(, $given: $type)?
        ) -> Result<$made, $crate::store::StoreError> {
            let mut place = 0;
            // Fields are made in this order, which is that of the columns.
            $(
                let $field = $crate::store::members::columns::projection!(@made ($($make)?) $({
                    place += 1;
                    $crate::store::members::columns::$column.read($found, place - 1)?
                })+);
            )+
            $(let $plain = $crate::store::members::columns::plain($found, place)?;)?
            Ok($made { $($field,)+ $($plain,)? $($($other: $value,)+)? })
        }
    };
    (@has_plain) => { false };
    (@has_plain $plain:ident) => { true };
    (@made () $value:block) => { $value };
    (@made ($make:expr) $($value:block)+) => { $crate::store::members::columns::made(($make)($($value),+))? };
}
pub(in crate::store) use projection;

/// What a projection's function made.
pub(in crate::store) fn made<T>(made: Result<T, StoreError>) -> Result<T, StoreError> {
    made
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups_have_the_names_of_their_columns() {
        let named = |columns: [&str; 2], prefix: &str| columns.map(|column| format!("{prefix}{column}")).join(", ");
        assert_eq!(name_of!(), named([FIRST_NAME.name, LAST_NAME.name], ""));
        assert_eq!(name_of!("m"), named([FIRST_NAME.name, LAST_NAME.name], "m."));
        assert_eq!(registration_of!(), named([REGISTRATION.name, INVITED_UNTIL.name], ""));
        assert_eq!(registration_of!("m"), named([REGISTRATION.name, INVITED_UNTIL.name], "m."));
        let [first, last] = [FIRST_NAME.name, LAST_NAME.name];
        assert_eq!(name_of!("s" as "sharer"), format!("s.{first} AS sharer_{first}, s.{last} AS sharer_{last}"));
    }
}
