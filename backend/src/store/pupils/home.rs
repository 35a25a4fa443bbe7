//! The home contacts of pupils, and mails that did not arrive there.

use crate::access::Permit;
use crate::store::bind::Bind as _;
use crate::store::outbox::mail_trouble;
use crate::store::{SchoolTransaction, Store, StoreError, row};
use domain::access::{ChangeHomeContact, NamePupils, ViewHomeContact};
use domain::day::Day;
use domain::id::{ObservationId, PupilId};
use domain::mail::MailTrouble;
use domain::name::EmailAddress;
use sqlx::Row as _;

/// A mail about an observation that did not arrive.
#[derive(Clone, Debug)]
pub(crate) struct StoredUndelivered {
    pub observation: ObservationId,
    pub observed_on: Day,
    pub trouble: MailTrouble,
}

impl Store {
    /// A pupil's home contact, if the school holds one.
    pub(crate) async fn home_contact(
        &self,
        permit: &Permit<ViewHomeContact<'_>>,
        pupil: PupilId,
    ) -> Result<Option<String>, StoreError> {
        let found = sqlx::query("SELECT home_email FROM pupils WHERE school_id = $1 AND id = $2")
            .school(permit.school())
            .pupil(pupil)
            .fetch_optional(self.pool())
            .await?;
        Ok(found.map(|found| found.try_get("home_email")).transpose()?.flatten())
    }

    /// The mails to a pupil's home that did not arrive, the latest first.
    pub(crate) async fn undelivered_home(
        &self,
        permit: &Permit<ViewHomeContact<'_>>,
        pupil: PupilId,
    ) -> Result<Vec<StoredUndelivered>, StoreError> {
        let found = sqlx::query(
            "SELECT o.id, o.observed_on, m.trouble
             FROM outbox m JOIN observations o ON o.school_id = m.school_id AND m.detail = o.id || ' ' || $2
             WHERE m.school_id = $1 AND m.kind = 'observation' AND m.state IN ('waiting', 'failed') AND m.trouble IS NOT NULL
             ORDER BY o.observed_on DESC, m.created_at DESC, m.id",
        )
        .school(permit.school())
        .pupil(pupil)
        .fetch_all(self.pool())
        .await?;
        found
            .iter()
            .map(|found| {
                Ok(StoredUndelivered {
                    observation: row::id::<ObservationId>(found, "id")?,
                    observed_on: row::read(found, "observed_on", Day::parse)?,
                    trouble: mail_trouble(found, "trouble")?.ok_or(StoreError::Corrupt("a mail's trouble"))?,
                })
            })
            .collect()
    }

    /// The pupils at whose homes mail about an observation did not arrive, and what becomes of it.
    pub(crate) async fn homes_not_reached(
        &self,
        permit: &Permit<NamePupils<'_>>,
        observation: ObservationId,
    ) -> Result<Vec<(PupilId, String, MailTrouble)>, StoreError> {
        let found = sqlx::query(
            "SELECT p.id, p.forename AS first_name, p.surname AS last_name, m.trouble
             FROM outbox m JOIN pupils p ON p.school_id = m.school_id AND m.detail = $2 || ' ' || p.id
             WHERE m.school_id = $1 AND m.kind = 'observation' AND m.state IN ('waiting', 'failed') AND m.trouble IS NOT NULL
             ORDER BY p.name_key, p.id",
        )
        .school(permit.school())
        .observation(observation)
        .fetch_all(self.pool())
        .await?;
        found
            .iter()
            .map(|found| {
                let trouble = mail_trouble(found, "trouble")?.ok_or(StoreError::Corrupt("a mail's trouble"))?;
                Ok((row::id::<PupilId>(found, "id")?, row::name(found)?, trouble))
            })
            .collect()
    }
}

impl SchoolTransaction {
    /// A pupil's name and home contact, read in this transaction.
    pub(crate) async fn pupil_at_home(
        &mut self,
        _: &Permit<ChangeHomeContact<'_>>,
        pupil: PupilId,
    ) -> Result<Option<(String, Option<String>)>, StoreError> {
        let found = sqlx::query(
            "SELECT forename AS first_name, surname AS last_name, home_email FROM pupils WHERE school_id = $1 AND id = $2",
        )
        .school(self.school)
        .pupil(pupil)
        .fetch_optional(&mut *self.tx)
        .await?;
        found.map(|found| Ok((row::name(&found)?, found.try_get("home_email")?))).transpose()
    }

    /// Sets or removes a pupil's home contact. Mails that have not arrived at the old one are withdrawn, and put again for
    /// the new one; gives how many were.
    pub(crate) async fn set_home_contact(
        &mut self,
        _: &Permit<ChangeHomeContact<'_>>,
        pupil: PupilId,
        email: Option<&EmailAddress>,
    ) -> Result<u64, StoreError> {
        sqlx::query("UPDATE pupils SET home_email = $3 WHERE school_id = $1 AND id = $2")
            .school(self.school)
            .pupil(pupil)
            .bind(email.map(|email| email.as_str().to_owned()))
            .execute(&mut *self.tx)
            .await?;
        let found = sqlx::query(
            "SELECT DISTINCT o.id FROM outbox m JOIN observations o ON o.school_id = m.school_id AND m.detail = o.id || ' ' || $2
             WHERE m.school_id = $1 AND m.kind = 'observation' AND m.state IN ('waiting', 'failed') ORDER BY o.id",
        )
        .school(self.school)
        .pupil(pupil)
        .fetch_all(&mut *self.tx)
        .await?;
        sqlx::query(
            "UPDATE outbox SET state = 'withdrawn' WHERE school_id = $1 AND kind = 'observation' AND state IN ('waiting', 'failed') AND detail LIKE $2",
        )
        .school(self.school)
        .bind(format!("% {pupil}"))
        .execute(&mut *self.tx)
        .await?;
        let Some(email) = email else { return Ok(0) };
        for found in &found {
            self.put_home_mail(row::id::<ObservationId>(found, "id")?, pupil, email.as_str()).await?;
        }
        Ok(found.len() as u64)
    }
}
