//! A school's attributes: reading, adding, changing and ordering them. People's values are in `attributes/values.rs`;
//! the use cases are in `crate::attributes`.

mod values;

pub use values::AttributeSheet;

use super::{SchoolTransaction, Store, StoreError, codes, row};
use crate::access::{Permit, Seeding};
use crate::search_key::normalise;
use crate::store::bind::Bind as _;
use domain::access::{ListUsers, ManageAttributes, ViewSettings};
use domain::attribute::{Attribute, AttributeOption, AttributeRow};
use domain::id::{AttributeId, SchoolId};
use sqlx::any::AnyRow;
use sqlx::{Any, Executor, Row as _};
use std::collections::HashMap;

async fn attributes(
    executor: impl Executor<'_, Database = Any>,
    school: SchoolId,
) -> Result<Vec<Attribute>, StoreError> {
    let found = sqlx::query(
        "SELECT id, name, kind, options, hint, retired_at FROM attributes WHERE school_id = $1
         ORDER BY CASE WHEN retired_at IS NULL THEN 0 ELSE 1 END, position, name_key, id",
    )
    .school(school)
    .fetch_all(executor)
    .await?;
    found.iter().map(read).collect()
}

fn read(found: &AnyRow) -> Result<Attribute, StoreError> {
    Ok(Attribute {
        id: row::id::<AttributeId>(found, "id")?,
        name: found.try_get("name")?,
        kind: codes::ATTRIBUTE_KIND.read(found)?,
        options: row::read(found, "options", read_options)?,
        hint: found.try_get("hint")?,
        is_retired: row::moment(found, "retired_at")?.is_some(),
    })
}

fn read_options(text: &str) -> Option<Vec<AttributeOption>> {
    serde_json::from_str(text).ok()
}

fn write_options(options: &[AttributeOption]) -> Result<String, StoreError> {
    serde_json::to_string(options).map_err(|_| StoreError::Corrupt("the answers of an attribute"))
}

impl Store {
    /// The school's attributes: those in use in order, then the retired ones.
    pub(crate) async fn attributes(&self, permit: &Permit<ListUsers>) -> Result<Vec<Attribute>, StoreError> {
        attributes(self.pool(), permit.school()).await
    }

    /// The school's attributes, and the number of people with a value. Deleted people do not count.
    pub(crate) async fn attribute_rows(&self, permit: &Permit<ViewSettings>) -> Result<Vec<AttributeRow>, StoreError> {
        let counted = sqlx::query(
            "SELECT a.attribute_id, COUNT(*) AS people FROM member_attributes a WHERE a.school_id = $1
               AND NOT EXISTS (SELECT 1 FROM members m WHERE m.school_id = a.school_id AND m.id = a.member_id AND m.access = 'deleted')
             GROUP BY a.attribute_id",
        )
        .school(permit.school())
        .fetch_all(self.pool())
        .await?;
        let mut people = HashMap::new();
        for found in counted {
            let attribute = row::id::<AttributeId>(&found, "attribute_id")?;
            people.insert(attribute, found.try_get::<i64, _>("people")?.unsigned_abs());
        }
        let attributes = attributes(self.pool(), permit.school()).await?;
        Ok(attributes
            .into_iter()
            .map(|attribute| AttributeRow { people: people.get(&attribute.id).copied().unwrap_or_default(), attribute })
            .collect())
    }
}

impl SchoolTransaction {
    /// The school's attributes, read in this transaction.
    pub(crate) async fn attributes(&mut self, _: &Permit<ManageAttributes>) -> Result<Vec<Attribute>, StoreError> {
        attributes(&mut *self.tx, self.school).await
    }

    /// The distinct values of an attribute, including those of deleted people.
    pub(crate) async fn answers(
        &mut self,
        _: &Permit<ManageAttributes>,
        attribute: AttributeId,
    ) -> Result<Vec<String>, StoreError> {
        let found =
            sqlx::query("SELECT DISTINCT value FROM member_attributes WHERE school_id = $1 AND attribute_id = $2")
                .school(self.school)
                .attribute(attribute)
                .fetch_all(&mut *self.tx)
                .await?;
        found.iter().map(|found| Ok(found.try_get("value")?)).collect()
    }

    /// Adds an attribute at the end of the list.
    pub(crate) async fn add_attribute(
        &mut self,
        _: &Permit<ManageAttributes>,
        attribute: &Attribute,
    ) -> Result<(), StoreError> {
        self.insert_attribute(attribute).await
    }

    /// As [`add_attribute`](SchoolTransaction::add_attribute), for the demonstration.
    pub(crate) async fn seed_attribute(&mut self, _: &Seeding, attribute: &Attribute) -> Result<(), StoreError> {
        self.insert_attribute(attribute).await
    }

    async fn insert_attribute(&mut self, attribute: &Attribute) -> Result<(), StoreError> {
        sqlx::query(
            "INSERT INTO attributes (school_id, id, name, name_key, kind, options, hint, position, created_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, (SELECT COALESCE(MAX(known.position), 0) + 1 FROM attributes known WHERE known.school_id = $1), $8)",
        )
        .school(self.school)
        .attribute(attribute.id)
        .bind(attribute.name.clone())
        .bind(normalise(&attribute.name))
        .bind(attribute.kind.code())
        .bind(write_options(&attribute.options)?)
        .bind(attribute.hint.clone())
        .moment(self.at)
        .execute(&mut *self.tx)
        .await?;
        Ok(())
    }

    /// Writes an attribute's name, kind, choices and hint.
    pub(crate) async fn put_attribute(
        &mut self,
        _: &Permit<ManageAttributes>,
        attribute: &Attribute,
    ) -> Result<(), StoreError> {
        sqlx::query("UPDATE attributes SET name = $3, name_key = $4, kind = $5, options = $6, hint = $7 WHERE school_id = $1 AND id = $2")
            .school(self.school)
            .attribute(attribute.id)
            .bind(attribute.name.clone())
            .bind(normalise(&attribute.name))
            .bind(attribute.kind.code())
            .bind(write_options(&attribute.options)?)
            .bind(attribute.hint.clone())
            .execute(&mut *self.tx)
            .await?;
        Ok(())
    }

    /// Retires an attribute, or brings it back at the end of the list.
    pub(crate) async fn set_retired(
        &mut self,
        _: &Permit<ManageAttributes>,
        attribute: AttributeId,
        retired: bool,
    ) -> Result<(), StoreError> {
        sqlx::query(
            "UPDATE attributes SET retired_at = $3, position = (SELECT MAX(known.position) + 1 FROM attributes known WHERE known.school_id = $1)
             WHERE school_id = $1 AND id = $2",
        )
        .school(self.school)
        .attribute(attribute)
        .moment(retired.then_some(self.at))
        .execute(&mut *self.tx)
        .await?;
        Ok(())
    }

    /// Puts attributes into this order; any others follow.
    pub(crate) async fn order_attributes(
        &mut self,
        _: &Permit<ManageAttributes>,
        order: &[AttributeId],
    ) -> Result<(), StoreError> {
        for (place, attribute) in (1_i64..).zip(order) {
            sqlx::query("UPDATE attributes SET position = $3 WHERE school_id = $1 AND id = $2")
                .school(self.school)
                .attribute(attribute)
                .bind(place)
                .execute(&mut *self.tx)
                .await?;
        }
        Ok(())
    }
}
