//! The values of people's attributes.

use super::attributes;
use crate::access::{Permit, Seeding};
use crate::store::bind::Bind as _;
use crate::store::{SchoolTransaction, Store, StoreError, row};
use domain::access::{ListUsers, SetAttributes};
use domain::attribute::{Attribute, AttributeValue, HeldAttribute};
use domain::id::{AttributeId, MemberId};
use sqlx::any::AnyRow;
use sqlx::{AssertSqlSafe, Row as _};
use std::collections::HashMap;

/// People looked up at once.
const PEOPLE_AT_ONCE: usize = 500;

/// The attribute values of many people: columns, and a value for each person.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AttributeSheet {
    columns: Vec<Attribute>,
    values: HashMap<(MemberId, AttributeId), AttributeValue>,
}

impl AttributeSheet {
    /// The attributes: those in use in order, then the retired ones.
    pub fn columns(&self) -> &[Attribute] {
        &self.columns
    }

    /// A person's value of an attribute.
    pub fn value(&self, member: MemberId, attribute: AttributeId) -> Option<&AttributeValue> {
        self.values.get(&(member, attribute))
    }

    /// A person's attributes: all those in use, and the retired ones that have a value.
    pub(crate) fn held_by(self, member: MemberId) -> Vec<HeldAttribute> {
        let Self { columns, mut values } = self;
        columns
            .into_iter()
            .map(|attribute| HeldAttribute { value: values.remove(&(member, attribute.id)), attribute })
            .filter(|held| !held.attribute.is_retired || held.value.is_some())
            .collect()
    }

    /// Adds a value. A value of an unknown attribute, or invalid for its attribute, is ignored.
    fn put(&mut self, found: &AnyRow) -> Result<(), StoreError> {
        let member = row::id::<MemberId>(found, "member_id")?;
        let attribute = row::id::<AttributeId>(found, "attribute_id")?;
        let stored: String = found.try_get("value")?;
        let kind = self.columns.iter().find(|column| column.id == attribute).map(|column| column.kind);
        if let Some(value) = kind.and_then(|kind| AttributeValue::from_stored(kind, &stored)) {
            self.values.insert((member, attribute), value);
        }
        Ok(())
    }
}

impl Store {
    /// The attribute values of these members, however many they are.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn attributes_of(
        &self,
        permit: &Permit<ListUsers>,
        members: &[MemberId],
    ) -> Result<AttributeSheet, StoreError> {
        let columns = attributes(self.pool(), permit.school()).await?;
        let mut sheet = AttributeSheet { columns, values: HashMap::new() };
        for some in members.chunks(PEOPLE_AT_ONCE) {
            let places: Vec<_> = (0..some.len()).map(|number| format!("${}", number + 2)).collect();
            let sql = format!(
                "SELECT member_id, attribute_id, value FROM member_attributes WHERE school_id = $1 AND member_id IN ({})",
                places.join(", ")
            );
            let query = sqlx::query(AssertSqlSafe(sql)).school(permit.school());
            let query = some.iter().fold(query, |query, member| query.member(member));
            for found in query.fetch_all(self.pool()).await? {
                sheet.put(&found)?;
            }
        }
        Ok(sheet)
    }
}

impl SchoolTransaction {
    /// The attribute values of a member, read in this transaction.
    pub(crate) async fn attributes_of(
        &mut self,
        _: &Permit<ListUsers>,
        member: MemberId,
    ) -> Result<Vec<HeldAttribute>, StoreError> {
        let mut sheet =
            AttributeSheet { columns: attributes(&mut *self.tx, self.school).await?, values: HashMap::new() };
        let found = sqlx::query(
            "SELECT member_id, attribute_id, value FROM member_attributes WHERE school_id = $1 AND member_id = $2",
        )
        .school(self.school)
        .member(member)
        .fetch_all(&mut *self.tx)
        .await?;
        for found in &found {
            sheet.put(found)?;
        }
        Ok(sheet.held_by(member))
    }

    /// Writes the attribute values of the permit's subject; `None` removes a value.
    pub(crate) async fn set_attributes(
        &mut self,
        permit: &Permit<SetAttributes>,
        values: &[(AttributeId, Option<AttributeValue>)],
    ) -> Result<(), StoreError> {
        self.put_attributes(permit.action().subject.member, values).await
    }

    /// As [`set_attributes`](SchoolTransaction::set_attributes), for one of the demonstration's people.
    pub(crate) async fn seed_attributes(
        &mut self,
        _: &Seeding,
        member: MemberId,
        values: &[(AttributeId, Option<AttributeValue>)],
    ) -> Result<(), StoreError> {
        self.put_attributes(member, values).await
    }

    async fn put_attributes(
        &mut self,
        member: MemberId,
        values: &[(AttributeId, Option<AttributeValue>)],
    ) -> Result<(), StoreError> {
        for (attribute, value) in values {
            let query = match value {
                None => sqlx::query(
                    "DELETE FROM member_attributes WHERE school_id = $1 AND member_id = $2 AND attribute_id = $3",
                ),
                Some(_) => sqlx::query(
                    "INSERT INTO member_attributes (school_id, member_id, attribute_id, value) VALUES ($1, $2, $3, $4)
                     ON CONFLICT (school_id, member_id, attribute_id) DO UPDATE SET value = excluded.value",
                ),
            };
            let query = query.school(self.school).member(member).attribute(attribute);
            let query = match value {
                None => query,
                Some(value) => query.bind(value.stored().to_owned()),
            };
            query.execute(&mut *self.tx).await?;
        }
        Ok(())
    }
}
