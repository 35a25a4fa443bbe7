//! The inputs of an import plan, and the comparison of two plans.

use crate::access::Permit;
use crate::clock::Clock;
use crate::session::Actor;
use crate::store::{SchoolTransaction, Store, StoredImport};
use domain::access::{Grants, ImportStaff, ViewImports};
use domain::day::Day;
use domain::import::{ChangedCount, Choices, ExistingMember, Matching, Plan, PlanContext, PreviewFilter, Table, plan};
use domain::moment::Moment;
use domain::problem::Problem;
use domain::school::SchoolSettings;
use sha2::{Digest as _, Sha256};
use std::collections::BTreeSet;

/// The inputs of a plan.
pub(super) struct PlanBasis {
    pub table: Table,
    pub matching: Matching,
    pub choices: Choices,
    pub existing: Vec<ExistingMember>,
    pub left_before: BTreeSet<String>,
    pub importer: Grants,
    pub settings: SchoolSettings,
    pub today: Day,
    pub now: Moment,
}

impl PlanBasis {
    /// Reads the inputs as of `now`, for a preview.
    pub async fn of(
        store: &Store,
        actor: &Actor,
        permit: &Permit<ViewImports>,
        stored: &StoredImport,
        settings: SchoolSettings,
        now: Moment,
    ) -> Result<Self, Problem> {
        Ok(Self {
            table: store.import_table(permit, stored.id).await?,
            matching: stored.matching.clone(),
            choices: stored.choices.clone(),
            existing: store.existing_members(permit, now).await?,
            left_before: store.left_rows(permit).await?,
            importer: *actor.grants(),
            settings,
            today: Clock::day_of(now).ok_or(Problem::Unexpected)?,
            now,
        })
    }

    /// Reads the inputs inside a transaction, where nobody else can change them.
    pub async fn in_change(
        change: &mut SchoolTransaction,
        actor: &Actor,
        (views, permit): (&Permit<ViewImports>, &Permit<ImportStaff>),
        stored: &StoredImport,
    ) -> Result<Self, Problem> {
        Ok(Self {
            table: change.import_table(views, stored.id).await?,
            matching: stored.matching.clone(),
            choices: stored.choices.clone(),
            existing: change.existing_members(views).await?,
            left_before: change.left_rows(views).await?,
            importer: *actor.grants(),
            settings: change.settings(permit).await?,
            today: Clock::day_of(change.at()).ok_or(Problem::Unexpected)?,
            now: change.at(),
        })
    }

    /// The inputs other than the people.
    pub const fn setting(&self) -> PlanContext<'_> {
        PlanContext {
            table: &self.table,
            matching: &self.matching,
            choices: &self.choices,
            left_before: &self.left_before,
            importer: &self.importer,
            school: &self.settings.roles,
            is_mis_fed: self.settings.is_mis_fed,
            today: self.today,
            now: self.now,
        }
    }

    /// Computes the plan on a blocking thread, so that other requests do not wait.
    pub async fn plan(self) -> Result<(Plan, Self), Problem> {
        let work = move || (plan(self.setting(), &self.existing, crate::search_key::normalise), self);
        crate::blocking::run("an import", work).await
    }
}

/// The previewed plan: its fingerprint and the number of rows of each kind. Plans that would do the same compare as
/// equal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct ReviewedPlan {
    fingerprint: String,
    counts: Vec<u32>,
}

/// Separates the parts of [`ReviewedPlan::code`].
const BETWEEN: char = '.';

impl ReviewedPlan {
    /// The fingerprint and counts of a plan.
    pub fn of(plan: &Plan) -> Self {
        let rows: Vec<_> = plan
            .rows
            .iter()
            .map(|row| (row.row, row.class, &row.action, &row.role_change, &row.person, &row.invitation, &row.question))
            .collect();
        let leavers: Vec<_> = plan.leavers.iter().map(|leaver| (leaver.member, leaver.ticked)).collect();
        let text = serde_json::to_vec(&(rows, leavers, plan.is_strange)).unwrap_or_default();
        let counts = PreviewFilter::all().map(|shown| count(plan, shown)).collect();
        Self { fingerprint: crate::token::hex(&Sha256::digest(&text)), counts }
    }

    /// The code that a form carries.
    pub fn code(&self) -> String {
        let counts = self.counts.iter().map(u32::to_string);
        std::iter::once(self.fingerprint.clone()).chain(counts).collect::<Vec<_>>().join(&BETWEEN.to_string())
    }

    /// The counts that differ from those in the form.
    pub fn moved_since(&self, code: &str) -> Vec<ChangedCount> {
        let before = code.split(BETWEEN).skip(1).map(str::parse::<u32>);
        PreviewFilter::all()
            .zip(before)
            .zip(&self.counts)
            .filter_map(|((shown, before), now)| Some(ChangedCount { shown, before: before.ok()?, now: *now }))
            .filter(|moved| moved.before != moved.now)
            .collect()
    }
}

/// The number of a plan's rows shown there.
pub(super) fn count(plan: &Plan, shown: PreviewFilter) -> u32 {
    match shown {
        PreviewFilter::Class(domain::import::RowClass::Leaver) => {
            number(plan.leavers.iter().filter(|one| one.reason.is_named()))
        }
        PreviewFilter::Class(class) => plan.count(class),
        PreviewFilter::Leavers => number(plan.leavers.iter().filter(|one| !one.reason.is_named())),
    }
}

pub(super) fn number<T>(of: impl Iterator<Item = T>) -> u32 {
    u32::try_from(of.count()).unwrap_or(u32::MAX)
}
