//! Mail to a child's home contact about an observation. The outbox keeps ids only; what the mail says is read when it is
//! sent, so a mail about an observation that was deleted meanwhile is withdrawn.

use super::{Put, put};
use crate::clock::Clock;
use crate::store::bind::Bind as _;
use crate::store::pupils::at_school;
use crate::store::{SchoolTransaction, StoreError, row};
use domain::day::Day;
use domain::id::{ObservationId, PupilId, SchoolId};
use domain::moment::Moment;
use sqlx::any::AnyRow;
use sqlx::{Any, AssertSqlSafe, Row as _, Transaction};

/// The kind of these mails.
pub(super) const KIND: &str = "observation";

/// An observation, as one child's home contact reads it. Of several children, it names only theirs.
#[derive(Debug)]
pub(crate) struct HomeMail {
    pub school: String,
    pub help_contact: String,
    /// The child's first name.
    pub child: String,
    pub text: String,
    pub observed_on: Day,
    /// Whether there are photos, which stay at school.
    pub has_photos: bool,
}

impl SchoolTransaction {
    /// Puts a mail about an observation to a child's home contact into the outbox.
    pub(in crate::store) async fn put_home_mail(
        &mut self,
        observation: ObservationId,
        pupil: PupilId,
        to: &str,
    ) -> Result<(), StoreError> {
        let detail = Some(format!("{observation} {pupil}"));
        put(&mut self.tx, Put { school: Some(self.school), detail, ..Put::of(KIND, to, self.at) }).await
    }
}

/// The content of a claimed mail. `None` when the observation was deleted or is no longer about the child, when the child
/// has another home contact by now, or when they have left the school.
pub(super) async fn content(
    tx: &mut Transaction<'static, Any>,
    mail: &AnyRow,
    now: Moment,
) -> Result<Option<HomeMail>, StoreError> {
    let today = Clock::day_of(now).ok_or(StoreError::Corrupt("the time"))?;
    let about = row::read(mail, "detail", |detail| {
        let (observation, pupil) = detail.split_once(' ')?;
        Some((ObservationId::parse(observation)?, PupilId::parse(pupil)?))
    })?;
    let at_school = at_school(5);
    let sql = format!(
        "SELECT p.forename, o.body, o.observed_on,
                (SELECT COUNT(*) FROM observation_photos f WHERE f.school_id = o.school_id AND f.observation_id = o.id) AS photos
         FROM observations o JOIN observation_pupils w ON w.school_id = o.school_id AND w.observation_id = o.id
         JOIN pupils p ON p.school_id = w.school_id AND p.id = w.pupil_id
         WHERE o.school_id = $1 AND o.id = $2 AND p.id = $3 AND p.home_email = $4 AND {at_school}"
    );
    let query = sqlx::query(AssertSqlSafe(sql))
        .school(row::id::<SchoolId>(mail, "school_id")?)
        .observation(about.0)
        .pupil(about.1)
        .bind(mail.try_get::<String, _>("to_address")?)
        .day(today);
    let found = query.fetch_optional(&mut **tx).await?;
    let Some(found) = found else { return Ok(None) };
    Ok(Some(HomeMail {
        school: mail.try_get("school_name")?,
        help_contact: mail.try_get("help_contact")?,
        child: found.try_get("forename")?,
        text: found.try_get("body")?,
        observed_on: row::read(&found, "observed_on", Day::parse)?,
        has_photos: found.try_get::<i64, _>("photos")? > 0,
    }))
}
