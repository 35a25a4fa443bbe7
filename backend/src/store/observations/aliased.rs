//! Observations for readers who may not know the children: the areas of learning observed of an alias in a month. How
//! many observations there were, and which children were together, is in no answer.

use crate::access::Permit;
use crate::store::bind::Bind as _;
use crate::store::pupils::at_school;
use crate::store::{Store, StoreError, codes, row};
use domain::access::ReadObservations;
use domain::day::{Day, Month};
use domain::observation::{AliasedObservation, ObservationListing};
use domain::pupil::Alias;
use sqlx::{AssertSqlSafe, Row as _};
use std::collections::BTreeMap;

impl Store {
    /// The months and aliases on one page, the latest month first, and then by alias.
    pub(crate) async fn aliased_observations(
        &self,
        permit: &Permit<ReadObservations<'_>>,
        page: u32,
        today: Day,
    ) -> Result<Vec<AliasedObservation>, StoreError> {
        let size = i64::from(ObservationListing::SIZE);
        // An alias that is in no list of pupils would be known as that of a child who left.
        let sql = format!(
            "SELECT SUBSTR(o.observed_on, 1, 7) AS observed_in, p.alias
             FROM observations o JOIN observation_pupils w ON w.school_id = o.school_id AND w.observation_id = o.id
             JOIN pupils p ON p.school_id = w.school_id AND p.id = w.pupil_id
             WHERE o.school_id = $1 AND {} GROUP BY SUBSTR(o.observed_on, 1, 7), p.alias
             ORDER BY observed_in DESC, p.alias LIMIT $3 OFFSET $4",
            at_school(2)
        );
        let query = sqlx::query(AssertSqlSafe(sql)).school(permit.school()).day(today);
        let query = query.bind(size).bind(i64::from(page.saturating_sub(1)) * size);
        let found = query.fetch_all(self.pool()).await?;
        let mut lines = BTreeMap::new();
        let mut order = Vec::new();
        for found in &found {
            let key = (row::read(found, "observed_in", Month::parse)?, row::read(found, "alias", Alias::parse)?);
            order.push(key.clone());
            lines.insert(key, Vec::new());
        }
        let months = order.iter().map(|(month, _)| *month);
        let (Some(first), Some(last)) = (months.clone().min(), months.max()) else { return Ok(Vec::new()) };
        let found = sqlx::query(
            "SELECT DISTINCT SUBSTR(o.observed_on, 1, 7) AS observed_in, p.alias, a.area
             FROM observations o JOIN observation_pupils w ON w.school_id = o.school_id AND w.observation_id = o.id
             JOIN pupils p ON p.school_id = w.school_id AND p.id = w.pupil_id
             JOIN observation_areas a ON a.school_id = o.school_id AND a.observation_id = o.id
             WHERE o.school_id = $1 AND o.observed_on >= $2 AND o.observed_on <= $3",
        )
        .school(permit.school())
        .bind(format!("{first}-01"))
        .bind(format!("{last}-31"))
        .fetch_all(self.pool())
        .await?;
        for found in &found {
            let key = (row::read(found, "observed_in", Month::parse)?, row::read(found, "alias", Alias::parse)?);
            if let Some(areas) = lines.get_mut(&key) {
                areas.push(codes::OBSERVATION_AREA.read(found)?);
            }
        }
        let line = |(month, alias): (Month, Alias)| {
            let mut areas = lines.remove(&(month, alias.clone())).unwrap_or_default();
            areas.sort_unstable();
            AliasedObservation { month, alias, areas }
        };
        Ok(order.into_iter().map(line).collect())
    }

    /// The number of months and aliases over all pages.
    pub(crate) async fn count_aliased_observations(
        &self,
        permit: &Permit<ReadObservations<'_>>,
        today: Day,
    ) -> Result<u64, StoreError> {
        let sql = format!(
            "SELECT COUNT(*) AS lines FROM (SELECT DISTINCT SUBSTR(o.observed_on, 1, 7) AS observed_in, w.pupil_id
             FROM observations o JOIN observation_pupils w ON w.school_id = o.school_id AND w.observation_id = o.id
             JOIN pupils p ON p.school_id = w.school_id AND p.id = w.pupil_id
             WHERE o.school_id = $1 AND {}) AS met",
            at_school(2)
        );
        let query = sqlx::query(AssertSqlSafe(sql)).school(permit.school()).day(today);
        let found = query.fetch_one(self.pool()).await?;
        Ok(found.try_get::<i64, _>("lines")?.unsigned_abs())
    }

    /// The number of pupils at the school: where they are few, even an alias would tell who is meant.
    pub(crate) async fn count_aliases(
        &self,
        permit: &Permit<ReadObservations<'_>>,
        today: Day,
    ) -> Result<u64, StoreError> {
        let sql = format!("SELECT COUNT(*) AS pupils FROM pupils p WHERE p.school_id = $1 AND {}", at_school(2));
        let query = sqlx::query(AssertSqlSafe(sql)).school(permit.school()).day(today);
        let found = query.fetch_one(self.pool()).await?;
        Ok(found.try_get::<i64, _>("pupils")?.unsigned_abs())
    }
}
