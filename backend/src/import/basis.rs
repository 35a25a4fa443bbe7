//! What a plan is worked out from, and how two plans are compared.

use crate::access::Permit;
use crate::clock::Clock;
use crate::session::Actor;
use crate::store::{Change, Store, StoredImport};
use domain::access::{Grants, ImportStaff, ViewImports};
use domain::day::Day;
use domain::import::{Choices, ExistingMember, Matching, Moved, Plan, Setting, Shown, Table, plan};
use domain::moment::Moment;
use domain::problem::Problem;
use domain::school::SchoolSettings;
use sha2::{Digest as _, Sha256};
use std::collections::BTreeSet;

/// What a plan is worked out from.
pub(super) struct Basis {
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

impl Basis {
    /// As everything is at `now`, for a preview.
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

    /// As everything is in a change, which nobody else can move.
    pub async fn in_change(
        change: &mut Change,
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

    /// What decides besides the people.
    pub const fn setting(&self) -> Setting<'_> {
        Setting {
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

    /// Works the plan out, without keeping other requests waiting.
    pub async fn plan(self) -> Result<(Plan, Self), Problem> {
        let work = move || (plan(self.setting(), &self.existing, crate::fold::fold), self);
        crate::blocking::run("an import", work).await
    }
}

/// What somebody looked at: a fingerprint of the plan, and how many there were of each. Two plans that would do the same have the
/// same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct LookedAt {
    fingerprint: String,
    counts: Vec<u32>,
}

/// Between the parts of [`LookedAt::code`].
const BETWEEN: char = '.';

impl LookedAt {
    /// What a plan shows.
    pub fn of(plan: &Plan) -> Self {
        let rows: Vec<_> = plan
            .rows
            .iter()
            .map(|row| (row.row, row.class, &row.action, &row.role_change, &row.person, &row.invitation, &row.question))
            .collect();
        let leavers: Vec<_> = plan.leavers.iter().map(|leaver| (leaver.member, leaver.ticked)).collect();
        let text = serde_json::to_vec(&(rows, leavers, plan.is_strange)).unwrap_or_default();
        let counts = Shown::all().map(|shown| count(plan, shown)).collect();
        Self { fingerprint: crate::token::hex(&Sha256::digest(&text)), counts }
    }

    /// As a form carries it.
    pub fn code(&self) -> String {
        let counts = self.counts.iter().map(u32::to_string);
        std::iter::once(self.fingerprint.clone()).chain(counts).collect::<Vec<_>>().join(&BETWEEN.to_string())
    }

    /// What is another number now than in the form.
    pub fn moved_since(&self, code: &str) -> Vec<Moved> {
        let before = code.split(BETWEEN).skip(1).map(str::parse::<u32>);
        Shown::all()
            .zip(before)
            .zip(&self.counts)
            .filter_map(|((shown, before), now)| Some(Moved { shown, before: before.ok()?, now: *now }))
            .filter(|moved| moved.before != moved.now)
            .collect()
    }
}

/// How many of a plan are shown there.
pub(super) fn count(plan: &Plan, shown: Shown) -> u32 {
    match shown {
        Shown::Class(domain::import::Class::Leaver) => number(plan.leavers.iter().filter(|one| one.reason.is_named())),
        Shown::Class(class) => plan.count(class),
        Shown::Leavers => number(plan.leavers.iter().filter(|one| !one.reason.is_named())),
    }
}

pub(super) fn number<T>(of: impl Iterator<Item = T>) -> u32 {
    u32::try_from(of.count()).unwrap_or(u32::MAX)
}
