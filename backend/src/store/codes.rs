//! Columns that hold codes of `domain`. Each has one typed reader, which refuses an unknown code and says where it is:
//! a code that was written by a newer version, or changed by hand, is never mistaken for another.
//!
//! These columns have no CHECK constraints, because the lists of codes grow with most versions, and SQLite changes a
//! constraint only by making the table again under all its foreign keys. Codes that are only compared in statements do
//! have CHECK constraints, because no reader could refuse them. A test compares [`CODED_COLUMNS`] and [`OPEN_COLUMNS`]
//! with the schema, and another shows that each unknown code is refused.

use super::StoreError;
use super::imports::ImportState;
use domain::attempt::Attempt;
use domain::attribute::AttributeKind;
use domain::bulk::BulkAction;
use domain::link::LinkEndReason;
use domain::observation::LearningArea;
use domain::permission::{CellSetting, RoleOverride};
use domain::product::Product;
use domain::pupil::WorkerKind;
use domain::role::{HeldRole, Role};
use domain::session_end::SessionEnd;
use domain::user::Access;
use sqlx::any::AnyRow;
use sqlx::{ColumnIndex, Row as _};

/// A column with codes, for tests that walk all of them.
#[derive(Clone, Copy, Debug)]
pub struct CodedColumn {
    /// Its table.
    pub table: &'static str,
    /// Its name.
    pub column: &'static str,
    /// Whether a code is one of its own.
    pub is_known: fn(&str) -> bool,
}

/// A column with codes of a `T`.
pub(super) struct Coded<T> {
    table: &'static str,
    column: &'static str,
    parse: fn(&str) -> Option<T>,
}

impl<T> Coded<T> {
    /// Reads the column, under its own name.
    pub fn read(&self, row: &AnyRow) -> Result<T, StoreError> {
        self.read_from(row, self.column)
    }

    /// Reads the column from where the query put it.
    pub fn read_from(&self, row: &AnyRow, place: impl ColumnIndex<AnyRow>) -> Result<T, StoreError> {
        (self.parse)(&row.try_get::<String, _>(place)?).ok_or(self.unknown())
    }

    /// Reads a column that may be NULL.
    pub fn read_optional(&self, row: &AnyRow) -> Result<Option<T>, StoreError> {
        let code: Option<String> = row.try_get(self.column)?;
        code.map(|code| (self.parse)(&code).ok_or(self.unknown())).transpose()
    }

    /// The refusal of a code.
    pub const fn unknown(&self) -> StoreError {
        StoreError::UnknownCode { table: self.table, column: self.column }
    }
}

macro_rules! coded_columns {
    ($($name:ident: $type:ty = $table:literal, $column:literal, $parse:expr;)+) => {
        $(pub(super) const $name: Coded<$type> = Coded { table: $table, column: $column, parse: $parse };)+

        /// Every column whose codes are refused when they are unknown.
        pub const CODED_COLUMNS: &[CodedColumn] = &[$(
            CodedColumn { table: $table, column: $column, is_known: |code| ($name.parse)(code).is_some() },
        )+];
    };
}

coded_columns! {
    MEMBER_ROLE: HeldRole = "members", "role", HeldRole::from_code;
    MEMBER_REGISTRATION: &'static str = "members", "registration", |code| one_of(&REGISTRATIONS, code);
    MEMBER_ACCESS: Access = "members", "access", Access::from_code;
    MEMBER_ROLE_PRODUCT: Product = "member_roles", "product", Product::from_code;
    MEMBER_ROLE_ROLE: RoleOverride = "member_roles", "role", RoleOverride::from_code;
    SCHOOL_PRODUCT: Product = "school_products", "product", Product::from_code;
    CONFIRMATION_ROLE: Role = "permission_confirmations", "role", Role::from_code;
    SESSION_VIEWING_AS: HeldRole = "sessions", "viewing_as", HeldRole::from_code;
    SESSION_END: SessionEnd = "sessions", "ended_because", SessionEnd::from_code;
    LINK_KIND: &'static str = "email_tokens", "kind", |code| one_of(&LINK_KINDS, code);
    LINK_END: LinkEndReason = "email_tokens", "ended_because", LinkEndReason::from_code;
    MAIL_KIND: &'static str = "outbox", "kind", |code| one_of(&MAIL_KINDS, code);
    ATTRIBUTE_KIND: AttributeKind = "attributes", "kind", AttributeKind::from_code;
    WORKER_KIND: WorkerKind = "pupil_workers", "kind", WorkerKind::from_code;
    IMPORT_STATE: ImportState = "imports", "state", ImportState::from_code;
    BULK_ACTION: BulkAction = "bulk_changes", "act", BulkAction::from_code;
    BULK_PRODUCT: Product = "bulk_changes", "product", Product::from_code;
    BULK_ROLE: RoleOverride = "bulk_changes", "role", RoleOverride::from_code;
    ROLE_CODE: HeldRole = "roles", "code", HeldRole::from_code;
    ROLE_CELL_SETTING: CellSetting = "role_cells", "setting", CellSetting::from_code;
    OBSERVATION_AREA: LearningArea = "observation_areas", "area", LearningArea::from_code;
    ATTEMPT_KIND: &'static str = "sign_in_attempts", "kind", |code| attempt_code(|attempt| attempt.codes().0, code);
    ATTEMPT_REASON: &'static str = "sign_in_attempts", "reason", |code| attempt_code(|attempt| attempt.codes().1, code);
}

/// Columns whose codes are not refused, and why.
pub const OPEN_COLUMNS: &[(&str, &str, &str)] = &[
    ("audit_log", "action", "every entry is shown, also one that this version has no words for"),
    ("audit_log", "subject_kind", "every entry is shown, also one that this version has no words for"),
    ("exceptions", "feature", "a permission that is no longer published has no effect"),
    ("permission_confirmations", "feature", "a permission that is no longer published has no effect"),
    ("role_cells", "feature", "a permission that is no longer published has no effect"),
    ("role_cells", "code", "it refers to a role's code, and is compared with it"),
    ("members", "access_reason_code", "the text beside it is shown; nothing is decided by it"),
    ("sessions", "device", "nothing is decided by it, and the device is shown as unknown"),
    ("outbox", "detail", "the kind of mail says what it is; a device that is not known is called so"),
    ("outbox", "trouble", "the mail counts as in trouble, and its reason is shown as unknown"),
    ("bulk_people", "before_value", "undoing leaves the person as they are"),
    ("bulk_people", "after_value", "undoing leaves the person as they are"),
    ("bulk_people", "left_because", "the person counts as skipped, and the reason is shown as unknown"),
    ("bulk_people", "stays_because", "the person counts as unchanged, and the reason is shown as unknown"),
    ("marks", "kind", "a row is looked up by it, never read without it"),
    ("mark_edits", "kind", "a row is looked up by it, never read without it"),
    ("marks", "item", "marks of an item that is no longer offered are kept, and not shown"),
    ("mark_edits", "item", "marks of an item that is no longer offered are kept, and not shown"),
    ("outbox", "state", "only statements compare it, and a CHECK constraint refuses others"),
    ("ownership_offers", "outcome", "only statements compare it, and a CHECK constraint refuses others"),
    ("scheduled_jobs", "name", "a row is looked up by it, never read without it"),
    ("server_secrets", "name", "a row is looked up by it, never read without it"),
];

/// How far a member's registration has come.
const REGISTRATIONS: [&str; 3] = ["not-registered", "invited", "registered"];

/// What links do.
const LINK_KINDS: [&str; 3] = ["registration", "reset", "email"];

/// What mails are about.
const MAIL_KINDS: [&str; 18] = [
    "invitation",
    "reminder",
    "reset",
    "password-link",
    "confirm-email",
    "password-changed",
    "email-changed",
    "new-device",
    "guesses",
    "ownership-offered",
    "ownership-offer-made",
    "ownership-declined",
    "ownership-taken",
    "ownership-given",
    "admin-given",
    "admin-made",
    "audit-anchor",
    "observation",
];

fn one_of(codes: &[&'static str], code: &str) -> Option<&'static str> {
    codes.iter().copied().find(|known| *known == code)
}

fn attempt_code(part: fn(Attempt) -> &'static str, code: &str) -> Option<&'static str> {
    Attempt::every().map(part).find(|known| *known == code)
}

#[cfg(test)]
mod tests {
    use super::*;
    use sqlx::Connection as _;

    #[tokio::test]
    async fn a_refusal_says_where_the_code_is() {
        sqlx::any::install_default_drivers();
        let mut connection = sqlx::AnyConnection::connect("sqlite::memory:").await.expect("a database");
        let found =
            sqlx::query("SELECT 'owner' AS access, CAST(NULL AS TEXT) AS viewing_as").fetch_one(&mut connection);
        let found = found.await.expect("a row");
        let refused = MEMBER_ACCESS.read(&found).expect_err("no code of an access").to_string();
        assert_eq!(refused, "a row of the database has an unknown code in members.access");
        assert!(matches!(SESSION_VIEWING_AS.read_optional(&found), Ok(None)));
    }
}
