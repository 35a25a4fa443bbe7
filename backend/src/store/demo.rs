//! What only the demonstration needs: mail that is shown, and people to sign in as.

use super::{Membership, Store, StoreError, codes, row};
use crate::access::{DemoPages, MailWorker};
use crate::limits;
use crate::store::bind::Bind as _;
use crate::store::members::columns::name_of;
use domain::id::{AccountId, MailId, MemberId, SchoolId};
use domain::moment::Moment;
use domain::role::Role;
use domain::viewer::DemoPerson;
use sqlx::Row as _;

/// A mail of the demonstration.
#[derive(Debug)]
pub(crate) struct StoredDemoMail {
    pub id: MailId,
    pub to: String,
    pub subject: String,
    pub text: String,
    pub html: String,
    pub sent_at: Moment,
}

impl Store {
    /// Stores a mail for the outbox page. It is idempotent, because a delivery may be repeated.
    pub(crate) async fn show_mail(&self, _: &MailWorker, mail: StoredDemoMail) -> Result<(), StoreError> {
        let mut tx = self.begin().await?;
        sqlx::query("INSERT INTO demo_outbox (id, to_address, subject, text_body, html_body, sent_at) VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (id) DO NOTHING")
            .mail(mail.id)
            .bind(mail.to)
            .bind(mail.subject)
            .bind(mail.text)
            .bind(mail.html)
            .moment(mail.sent_at)
            .execute(&mut *tx)
            .await?;
        sqlx::query(
            "DELETE FROM demo_outbox WHERE id NOT IN (SELECT id FROM demo_outbox ORDER BY sent_at DESC, id LIMIT $1)",
        )
        .bind(limits::DEMO_MAILS)
        .execute(&mut *tx)
        .await?;
        Ok(tx.commit().await?)
    }

    /// The demonstration's mail, newest first.
    pub(crate) async fn shown_mail(&self, _: &DemoPages) -> Result<Vec<StoredDemoMail>, StoreError> {
        let found = sqlx::query("SELECT id, to_address, subject, text_body, html_body, sent_at FROM demo_outbox ORDER BY sent_at DESC, id LIMIT $1")
            .bind(limits::DEMO_MAILS)
            .fetch_all(self.pool())
            .await?;
        found
            .iter()
            .map(|mail| {
                Ok(StoredDemoMail {
                    id: row::id::<MailId>(mail, "id")?,
                    to: mail.try_get("to_address")?,
                    subject: mail.try_get("subject")?,
                    text: mail.try_get("text_body")?,
                    html: mail.try_get("html_body")?,
                    sent_at: Moment(mail.try_get("sent_at")?),
                })
            })
            .collect()
    }

    /// One person for each role who can sign in: the one added first.
    pub(crate) async fn demo_people(&self, _: &DemoPages) -> Result<Vec<DemoPerson>, StoreError> {
        let mut people = Vec::new();
        for role in Role::ALL {
            let found = sqlx::query(
                concat!("SELECT m.id, ", name_of!("m"), ", m.job_title FROM members m JOIN schools s ON s.id = m.school_id
                 WHERE s.is_demo = 1 AND m.role = $1 AND m.registration = 'registered' AND m.access = 'active' AND m.account_id IS NOT NULL
                 ORDER BY s.created_at, m.created_at, m.name_key, m.id LIMIT 1"),
            )
            .bind(role.code())
            .fetch_optional(self.pool())
            .await?;
            if let Some(found) = found {
                people.push(DemoPerson {
                    member: row::id::<MemberId>(&found, "id")?,
                    name: row::name(&found)?,
                    job_title: found.try_get::<Option<String>, _>("job_title")?.unwrap_or_default(),
                    role,
                });
            }
        }
        Ok(people)
    }

    /// A member of the demonstration's school, with their account.
    pub(crate) async fn demo_member(
        &self,
        _: &DemoPages,
        member: MemberId,
    ) -> Result<Option<(AccountId, Membership)>, StoreError> {
        let found = sqlx::query(
            concat!("SELECT m.id, ", name_of!("m"), ", m.role, m.school_id, m.account_id, s.name AS school_name
             FROM members m JOIN schools s ON s.id = m.school_id
             WHERE s.is_demo = 1 AND m.id = $1 AND m.registration = 'registered' AND m.access = 'active' AND m.account_id IS NOT NULL"),
        )
        .member(member)
        .fetch_optional(self.pool())
        .await?;
        let Some(found) = found else { return Ok(None) };
        let membership = Membership {
            member,
            name: row::name(&found)?,
            role: codes::MEMBER_ROLE.read(&found)?.level(),
            school: row::id::<SchoolId>(&found, "school_id")?,
            school_name: found.try_get("school_name")?,
        };
        Ok(Some((row::id::<AccountId>(&found, "account_id")?, membership)))
    }
}
