//! Schools: their settings, products, confirmations and change numbers.

use super::roles::DeletedRoles;
use super::{Author, SchoolTransaction, Store, StoreError, codes, row};
use crate::access::{CommandLine, DemoPages, Permit, ReadsSchool, ReadsSettings, Seeding, SystemToken, Watcher};
use crate::search_key::normalise;
use crate::store::bind::Bind as _;
use domain::access::{ChangeSettings, ConfirmCells};
use domain::catalogue::{Catalogue, Feature};
use domain::form::settings::NewSettings;
use domain::id::{MemberId, SchoolId};
use domain::moment::Moment;
use domain::permission::{Confirmations, SchoolRoles};
use domain::product::Product;
use domain::role::Role;
use domain::school::SchoolSettings;
use sqlx::any::AnyRow;
use sqlx::{Any, AnyConnection, AssertSqlSafe, Executor, Row as _};

const SETTINGS: &str =
    "SELECT name, help_contact, mis_fed, reminds, mails_anchor, change_no FROM schools WHERE id = $1";
const PRODUCTS: &str = "SELECT product FROM school_products WHERE school_id = $1";
const CONFIRMED: &str = "SELECT feature, role, allowed FROM permission_confirmations WHERE school_id = $1";

/// A school's change numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct ChangeNumbers {
    /// Raised by every transaction.
    pub all: i64,
    /// The change number at which the people last changed.
    pub people: i64,
}

/// What a school's open pages are told about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct WatchedNumbers {
    /// The change number.
    pub all: i64,
    /// How often marks changed, which raises no change number.
    pub marks: i64,
}

impl ChangeNumbers {
    pub(super) fn read(row: &AnyRow) -> Result<Self, StoreError> {
        Ok(Self { all: row.try_get("change_no")?, people: row.try_get("people_no")? })
    }
}

impl Store {
    /// The school's change numbers, if it exists.
    pub(crate) async fn numbers(&self, of: &impl ReadsSchool) -> Result<Option<ChangeNumbers>, StoreError> {
        let row = sqlx::query("SELECT change_no, people_no FROM schools WHERE id = $1")
            .school(of.school())
            .fetch_optional(self.pool())
            .await?;
        row.as_ref().map(ChangeNumbers::read).transpose()
    }

    /// Every school's change number, and how often its marks changed.
    pub(crate) async fn change_numbers(&self, _: &Watcher) -> Result<Vec<(SchoolId, WatchedNumbers)>, StoreError> {
        let rows = sqlx::query("SELECT id, change_no, marks_no FROM schools").fetch_all(self.pool()).await?;
        let read = |row: &AnyRow| {
            let numbers = WatchedNumbers { all: row.try_get("change_no")?, marks: row.try_get("marks_no")? };
            Ok((row::id::<SchoolId>(row, "id")?, numbers))
        };
        rows.iter().map(read).collect()
    }

    /// The school's settings, which every member may know.
    pub(crate) async fn school_settings(&self, of: &impl ReadsSchool) -> Result<Option<SchoolSettings>, StoreError> {
        let mut connection = self.pool().acquire().await?;
        settings(&mut connection, self.catalogue, of.school()).await
    }

    /// The settings of the demonstration's school, which are public.
    pub(crate) async fn demo_settings(&self, _: &DemoPages) -> Result<Option<SchoolSettings>, StoreError> {
        let Some(school) = self.demo_school().await? else { return Ok(None) };
        let mut connection = self.pool().acquire().await?;
        settings(&mut connection, self.catalogue, school).await
    }

    /// The first school whose name is the same except for case, accents and apostrophes, with its name.
    pub(crate) async fn school_like(
        &self,
        _: &CommandLine,
        name: &str,
    ) -> Result<Option<(SchoolId, String)>, StoreError> {
        let rows = sqlx::query("SELECT id, name FROM schools ORDER BY created_at, id").fetch_all(self.pool()).await?;
        let wanted = normalise(name);
        for row in rows {
            let there: String = row.try_get("name")?;
            if normalise(&there) == wanted {
                return Ok(Some((row::id::<SchoolId>(&row, "id")?, there)));
            }
        }
        Ok(None)
    }

    /// The demonstration's school, if it exists.
    pub async fn demo_school(&self) -> Result<Option<SchoolId>, StoreError> {
        school_where(self.pool(), "is_demo = 1").await
    }

    /// Any school other than the demonstration's.
    pub async fn real_school(&self) -> Result<Option<SchoolId>, StoreError> {
        school_where(self.pool(), "is_demo = 0").await
    }
}

/// `condition` is a constant in this file.
async fn school_where(
    executor: impl Executor<'_, Database = Any>,
    condition: &'static str,
) -> Result<Option<SchoolId>, StoreError> {
    let sql = AssertSqlSafe(format!("SELECT id FROM schools WHERE {condition} ORDER BY created_at, id LIMIT 1"));
    let row = sqlx::query(sql).fetch_optional(executor).await?;
    row.map(|row| row::id::<SchoolId>(&row, "id")).transpose()
}

pub(super) async fn settings(
    connection: &mut AnyConnection,
    catalogue: Catalogue,
    school: SchoolId,
) -> Result<Option<SchoolSettings>, StoreError> {
    let Some(own) = sqlx::query(SETTINGS).school(school).fetch_optional(&mut *connection).await? else {
        return Ok(None);
    };
    let mut used: Vec<_> = catalogue.products().iter().copied().filter(|product| product.holds_main_role()).collect();
    for row in sqlx::query(PRODUCTS).school(school).fetch_all(&mut *connection).await? {
        used.push(codes::SCHOOL_PRODUCT.read(&row)?);
    }
    used.sort();
    used.dedup();
    let mut confirmations = Confirmations::none();
    for row in sqlx::query(CONFIRMED).school(school).fetch_all(&mut *connection).await? {
        // A confirmation is ignored once the publisher has settled the permission.
        let feature = Feature::from_code(&row.try_get::<String, _>("feature")?);
        if let Some(feature) = feature {
            let _ = confirmations.set(
                feature,
                codes::CONFIRMATION_ROLE.read(&row)?,
                row.try_get::<i32, _>("allowed")? != 0,
            );
        }
    }
    Ok(Some(SchoolSettings {
        name: own.try_get("name")?,
        products: used,
        roles: SchoolRoles {
            catalogue,
            confirmations,
            customised: super::roles::customised(connection, school, DeletedRoles::LeftOut).await?,
        },
        help_contact: own.try_get("help_contact")?,
        is_mis_fed: own.try_get::<i32, _>("mis_fed")? != 0,
        reminds: own.try_get::<i32, _>("reminds")? != 0,
        mails_anchor: own.try_get::<i32, _>("mails_anchor")? != 0,
        change_no: own.try_get("change_no")?,
    }))
}

/// A school to be created.
#[derive(Clone, Copy, Debug)]
pub(crate) struct NewSchool<'a> {
    pub id: SchoolId,
    pub settings: &'a NewSettings,
    pub is_demo: bool,
}

impl SchoolTransaction {
    /// Begins a transaction as Rolecall that creates the school itself.
    pub(crate) async fn found(
        store: &Store,
        _: &impl SystemToken,
        school: NewSchool<'_>,
        at: Moment,
    ) -> Result<Self, StoreError> {
        let mut tx = store.begin().await?;
        sqlx::query("INSERT INTO schools (id, name, help_contact, change_no, people_no, is_demo, created_at) VALUES ($1, $2, $3, 1, 1, $4, $5)")
            .school(school.id)
            .bind(school.settings.name.as_str())
            .bind(school.settings.help_contact.as_str())
            .bind(i16::from(school.is_demo))
            .moment(at)
            .execute(&mut *tx)
            .await?;
        let (author, catalogue) = (Author::Rolecall, store.catalogue);
        let mut change = Self { tx, school: school.id, at, author, catalogue, part_of: None };
        change.put_products(&school.settings.products).await?;
        Ok(change)
    }

    /// The school's settings, read in this transaction.
    pub(crate) async fn settings(&mut self, _: &impl ReadsSettings) -> Result<SchoolSettings, StoreError> {
        settings(&mut self.tx, self.catalogue, self.school)
            .await?
            .ok_or(StoreError::Corrupt("a school that is not there"))
    }

    /// Writes the school's settings, except for its confirmations.
    pub(crate) async fn set_settings(
        &mut self,
        _: &Permit<ChangeSettings>,
        new: &NewSettings,
    ) -> Result<(), StoreError> {
        sqlx::query("UPDATE schools SET name = $2, help_contact = $3, mis_fed = $4, reminds = $5, mails_anchor = $6 WHERE id = $1")
            .school(self.school)
            .bind(new.name.as_str())
            .bind(new.help_contact.as_str())
            .bind(i16::from(new.is_mis_fed))
            .bind(i16::from(new.reminds))
            .bind(i16::from(new.mails_anchor))
            .execute(&mut *self.tx)
            .await?;
        sqlx::query("DELETE FROM school_products WHERE school_id = $1")
            .school(self.school)
            .execute(&mut *self.tx)
            .await?;
        self.put_products(&new.products).await
    }

    async fn put_products(&mut self, products: &[Product]) -> Result<(), StoreError> {
        for product in products {
            sqlx::query("INSERT INTO school_products (school_id, product) VALUES ($1, $2)")
                .school(self.school)
                .bind(product.code())
                .execute(&mut *self.tx)
                .await?;
        }
        Ok(())
    }

    /// Writes the school's confirmation of a permission; `None` withdraws it.
    pub(crate) async fn set_confirmed(
        &mut self,
        permit: &Permit<ConfirmCells>,
        feature: Feature,
        role: Role,
        allowed: Option<bool>,
    ) -> Result<(), StoreError> {
        self.put_confirmed(permit.member(), feature, role, allowed).await
    }

    /// As [`set_confirmed`](SchoolTransaction::set_confirmed), by the demonstration's owner.
    pub(crate) async fn seed_confirmed(
        &mut self,
        _: &Seeding,
        owner: MemberId,
        feature: Feature,
        role: Role,
    ) -> Result<(), StoreError> {
        self.put_confirmed(owner, feature, role, Some(true)).await
    }

    async fn put_confirmed(
        &mut self,
        by: MemberId,
        feature: Feature,
        role: Role,
        allowed: Option<bool>,
    ) -> Result<(), StoreError> {
        let query = match allowed {
            None => sqlx::query("DELETE FROM permission_confirmations WHERE school_id = $1 AND feature = $2 AND role = $3"),
            Some(_) => sqlx::query(
                "INSERT INTO permission_confirmations (school_id, feature, role, allowed, confirmed_by, confirmed_at) VALUES ($1, $2, $3, $4, $5, $6)
                 ON CONFLICT (school_id, feature, role) DO UPDATE SET allowed = excluded.allowed, confirmed_by = excluded.confirmed_by, confirmed_at = excluded.confirmed_at",
            ),
        };
        let query = query.school(self.school).bind(feature.code()).bind(role.code());
        let query = match allowed {
            None => query,
            Some(allowed) => query.bind(i16::from(allowed)).member(by).moment(self.at),
        };
        query.execute(&mut *self.tx).await?;
        Ok(())
    }
}
