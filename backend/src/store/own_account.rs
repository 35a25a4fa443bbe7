//! The actor's own account page: what it shows and changes.

use super::members::columns::{KNOWN_AS, PLAIN, plain, projection};
use super::members::update;
use super::{SchoolTransaction, Store, StoreError};
use crate::access::Permit;
use crate::access::actor::Actor;
use crate::store::accounts::names_of;
use crate::store::bind::Bind as _;
use domain::access::{ChangeKnownAs, ChangeOwnDetails};
use domain::member::{PlainField, PlainFields};
use domain::name::KnownAs;
use sqlx::{AssertSqlSafe, Row as _};

/// The actor's details in the current school.
#[derive(Clone, Debug)]
pub(crate) struct OwnDetails {
    pub title: Option<String>,
    pub job_title: Option<String>,
    pub known_as: Option<String>,
    pub plain: PlainFields,
    /// Their first and last names in all of their schools.
    pub names: Vec<String>,
}

projection! {
    OWN, fn read(found, names: Vec<String>) -> OwnDetails {
        title: TITLE,
        job_title: JOB_TITLE,
        known_as: KNOWN_AS,
        ..plain
    } with {
        names: names,
    }
}

impl Store {
    /// The actor's own details.
    pub(crate) async fn own_details(&self, actor: &Actor) -> Result<OwnDetails, StoreError> {
        let sql = format!("SELECT {} FROM members WHERE school_id = $1 AND id = $2", OWN.select(""));
        let found = sqlx::query(AssertSqlSafe(sql))
            .school(actor.school())
            .member(actor.member())
            .fetch_one(self.pool())
            .await?;
        read(&found, names_of(self.pool(), actor.account()).await?)
    }
}

impl SchoolTransaction {
    /// The person's current known-as name, read in this transaction.
    pub(crate) async fn known_as(&mut self, permit: &Permit<ChangeKnownAs>) -> Result<Option<String>, StoreError> {
        let found = sqlx::query("SELECT known_as FROM members WHERE school_id = $1 AND id = $2")
            .school(permit.school())
            .member(permit.member())
            .fetch_one(&mut *self.tx)
            .await?;
        Ok(found.try_get("known_as")?)
    }

    /// The actor's own plain fields, as read in this transaction.
    pub(crate) async fn own_plain(&mut self, permit: &Permit<ChangeOwnDetails>) -> Result<PlainFields, StoreError> {
        let sql = format!("SELECT {} FROM members WHERE school_id = $1 AND id = $2", PLAIN.select(""));
        let found = sqlx::query(AssertSqlSafe(sql))
            .school(permit.school())
            .member(permit.member())
            .fetch_one(&mut *self.tx)
            .await?;
        plain(&found, 0)
    }

    /// Writes the plain fields that members set themselves.
    pub(crate) async fn set_own_plain(
        &mut self,
        permit: &Permit<ChangeOwnDetails>,
        fields: &PlainFields,
    ) -> Result<(), StoreError> {
        let own = PlainField::own().map(|field| (field.code(), fields.get(field).map(str::to_owned).into()));
        update(permit.school(), permit.member(), own.collect()).execute(&mut *self.tx).await?;
        Ok(())
    }

    /// Writes the known-as name; None removes it.
    pub(crate) async fn set_known_as(
        &mut self,
        permit: &Permit<ChangeKnownAs>,
        known_as: Option<&KnownAs>,
    ) -> Result<(), StoreError> {
        let known_as = KNOWN_AS.with(known_as.map(|name| name.as_str().to_owned()));
        update(permit.school(), permit.member(), vec![known_as]).execute(&mut *self.tx).await?;
        Ok(())
    }
}
