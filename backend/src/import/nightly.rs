//! The nightly import: `rolecall import` imports a list as a person would, except for decisions that only people make.
//!
//! The list starts with the choices of the school's last list with the same columns. Rows that need a decision are
//! skipped, and the list is kept so that an Account Admin can answer on its page; answers are remembered for the next
//! night.

use super::basis::{PlanBasis, ReviewedPlan};
use super::{confirm, discard, outcome, stage};
use crate::Backend;
use crate::access::CommandLine;
use crate::limits;
use crate::session::Actor;
use crate::store::{ChangeNumbers, ImportState, StoreError, StoredImport};
use domain::access::{ImportStaff, ViewImports};
use domain::audit::NIGHTLY_IMPORT;
use domain::id::{ImportId, MemberId, SchoolId};
use domain::import::{
    Choices, ExistingMember, ImportConfirmResult, LimitExceeded, NightlyLimits, NightlyOutcome, NightlyQuestion,
    NightlyReport, Plan, Roster, RowAction, RowClass, RowOutcome,
};
use domain::name::EmailAddress;
use domain::permission::SchoolRoles;
use domain::problem::Problem;
use std::collections::{BTreeMap, BTreeSet, HashSet};

/// A list to import, and what may be done with it.
#[derive(Debug)]
pub struct NightlyFile {
    /// The school's id or name.
    pub school: String,
    /// The file's name.
    pub name: String,
    /// The file's bytes.
    pub bytes: Vec<u8>,
    /// Whether the plan is carried out, not only previewed.
    pub applies: bool,
    /// Whether people missing from the list are deactivated.
    pub deactivates: bool,
    /// Whether added people are sent an invitation.
    pub invites: bool,
    /// The most that may change.
    pub limits: NightlyLimits,
}

/// Why a list was not imported.
#[derive(Debug)]
pub enum NightlyError {
    /// The school does not exist.
    NoSchool,
    /// Others kept changing people during the import.
    KeepsMoving,
    /// The file cannot be read, or something went wrong.
    Problem(Problem),
}

impl<P: Into<Problem>> From<P> for NightlyError {
    fn from(problem: P) -> Self {
        Self::Problem(problem.into())
    }
}

/// Previews a list and, if asked to, does the part that needs no decision. Gives the result, and the school's roles
/// for describing it.
///
/// # Errors
/// When the school does not exist, or the file cannot be read.
pub async fn nightly(backend: &Backend, file: NightlyFile) -> Result<(NightlyReport, SchoolRoles), NightlyError> {
    let actor = actor(backend, &file.school).await?.ok_or(NightlyError::NoSchool)?;
    let job = Job { backend, actor: &actor, file: &file };
    let import = stage(backend, &actor, &file.name, file.bytes.clone()).await?;
    let asked_before = job.discard_earlier(import).await?;
    for _ in 0..limits::NIGHTLY_TRIES {
        match job.run(import, &asked_before).await? {
            Some(report) => return Ok((report, crate::school::settings_of(backend, &actor).await?.roles)),
            // Somebody changed people in the meantime.
            None => tracing::info!("people changed while a list was imported: it is worked out anew"),
        }
    }
    discard(backend, &actor, import).await?;
    Err(NightlyError::KeepsMoving)
}

/// The nightly import's actor, in a school given by its id or name.
async fn actor(backend: &Backend, school: &str) -> Result<Option<Actor>, StoreError> {
    let command_line = CommandLine::new();
    let store = backend.store();
    let id = match SchoolId::parse(school) {
        Some(id) => id,
        None => match store.school_like(&command_line, school).await? {
            Some((id, _)) => id,
            None => return Ok(None),
        },
    };
    let unread = ChangeNumbers { all: 0, people: 0 };
    let anybody = Actor::nightly_import(&command_line, id, String::new(), unread);
    let (numbers, settings) = (store.numbers(&anybody).await?, store.school_settings(&anybody).await?);
    let read = numbers.zip(settings);
    Ok(read.map(|(numbers, settings)| Actor::nightly_import(&command_line, id, settings.name.to_string(), numbers)))
}

struct Job<'a> {
    backend: &'a Backend,
    actor: &'a Actor,
    file: &'a NightlyFile,
}

impl Job<'_> {
    /// Discards the open lists of earlier nights, except `this`; gives the questions they asked.
    async fn discard_earlier(&self, this: ImportId) -> Result<BTreeSet<NightlyQuestion>, Problem> {
        let views = self.actor.permit(ViewImports)?;
        let latest = self.backend.store().imports(&views, limits::NIGHTLY_LATEST).await?;
        let is_open = |import: &&StoredImport| {
            import.id != this && import.state != ImportState::Done && import.author_name == NIGHTLY_IMPORT
        };
        let mut asked = BTreeSet::new();
        for earlier in latest.iter().filter(is_open) {
            let found = match earlier.state {
                ImportState::Matching => vec![NightlyQuestion::Columns],
                ImportState::Staged | ImportState::Done => {
                    let (plan, basis) = self.plan(earlier).await?;
                    questions(&plan, &basis)
                }
            };
            asked.extend(found.iter().map(NightlyQuestion::without_row));
            discard(self.backend, self.actor, earlier.id).await?;
        }
        Ok(asked)
    }

    /// The list's plan without any decisions.
    async fn plan(&self, stored: &StoredImport) -> Result<(Plan, PlanBasis), Problem> {
        let views = self.actor.permit(ViewImports)?;
        let settings = crate::school::settings_of(self.backend, &views).await?;
        let now = self.backend.clock().now();
        PlanBasis::of(self.backend.store(), self.actor, &views, stored, settings, now).await?.plan().await
    }

    /// Plans the list and carries it out; None when somebody changed people in the meantime.
    async fn run(
        &self,
        import: ImportId,
        asked_before: &BTreeSet<NightlyQuestion>,
    ) -> Result<Option<NightlyReport>, Problem> {
        let views = self.actor.permit(ViewImports)?;
        let store = self.backend.store();
        let stored = store.import(&views, import).await?.ok_or(Problem::NotFound)?;
        if stored.state == ImportState::Matching {
            let report = self.report(&stored, None, vec![NightlyQuestion::Columns], asked_before).await?;
            return Ok(Some(NightlyReport { answer_at: Some(import), ..report }));
        }
        let (plan, _) = self.plan(&stored).await?;
        let stored = self.tick_leavers(stored, &plan).await?;
        let (plan, basis) = self.plan(&stored).await?;
        let questions = questions(&plan, &basis);
        let report = self.report(&stored, Some((&plan, &basis)), questions, asked_before).await?;
        let is_refused = !report.beyond.is_empty();
        let is_open = plan.is_strange || needs_organisation(&basis);
        let is_done = self.file.applies && !is_refused && !is_open && plan.changes_anything();
        let mut report = match (is_refused, plan.changes_anything(), is_done) {
            (true, ..) => NightlyReport { end: NightlyOutcome::Refused, ..report },
            (_, false, _) => NightlyReport { end: NightlyOutcome::NothingToDo, ..report },
            (_, _, true) => NightlyReport { end: NightlyOutcome::Applied, ..report },
            _ => NightlyReport { end: NightlyOutcome::Looked, ..report },
        };
        let mut open = import;
        if is_done {
            let looked_at = ReviewedPlan::of(&plan);
            match confirm::confirm_rest(self.backend, self.actor, import, &looked_at).await? {
                ImportConfirmResult::Done => {}
                ImportConfirmResult::LookAgain(_) => return Ok(None),
            }
            if self.file.invites {
                report.invited = self.invite(&plan, &basis.existing).await?;
            }
            if report.questions.is_empty() {
                return Ok(Some(report));
            }
            // Rows that still need a decision go to an import of their own.
            open = stage(self.backend, self.actor, &self.file.name, self.file.bytes.clone()).await?;
        }
        if report.questions.is_empty() && !is_refused {
            discard(self.backend, self.actor, open).await?;
        } else {
            report.answer_at = Some(open);
        }
        Ok(Some(report))
    }

    /// Ticks everybody missing from the list for deactivation, or nobody, as the caller asked.
    async fn tick_leavers(&self, stored: StoredImport, plan: &Plan) -> Result<StoredImport, Problem> {
        let ticked: BTreeMap<MemberId, bool> =
            plan.leavers.iter().map(|leaver| (leaver.member, self.file.deactivates)).collect();
        let choices = Choices { deactivate: ticked, ..stored.choices };
        let (permit, stamped) = (self.actor.permit(ImportStaff)?, self.actor.stamped()?);
        self.backend.store().decide_import(&permit, &stamped, stored.id, &stored.matching, &choices).await?;
        Ok(StoredImport { choices, ..stored })
    }

    async fn report(
        &self,
        stored: &StoredImport,
        planned: Option<(&Plan, &PlanBasis)>,
        questions: Vec<NightlyQuestion>,
        asked_before: &BTreeSet<NightlyQuestion>,
    ) -> Result<NightlyReport, Problem> {
        let school = crate::school::settings_of(self.backend, self.actor).await?.name.to_string();
        let is_new = |question: &&NightlyQuestion| !asked_before.contains(&question.without_row());
        let (result, lines) = planned.map(|(plan, basis)| outcome::of(plan, basis, Vec::new())).unwrap_or_default();
        let kept = |(plan, _): (&Plan, &PlanBasis)| plan.leavers.iter().filter(|leaver| !leaver.ticked).count();
        Ok(NightlyReport {
            school,
            file: stored.file_name.clone(),
            end: NightlyOutcome::Looked,
            as_last_time: stored.as_last_time,
            result,
            lines: lines.into_iter().filter(|line| line.outcome != RowOutcome::Unchanged).collect(),
            kept_leavers: number(planned.map_or(0, kept)),
            new_questions: number(questions.iter().filter(is_new).count()),
            questions,
            answer_at: None,
            beyond: planned.map_or_else(Vec::new, |(plan, _)| limits_exceeded(plan, self.file.limits)),
            invited: 0,
        })
    }

    /// Sends an invitation to those added with an address; gives how many.
    async fn invite(&self, plan: &Plan, before: &[ExistingMember]) -> Result<u32, Problem> {
        let is_added = |action: &RowAction| matches!(action, RowAction::Add(_));
        let added = plan.rows.iter().filter(|row| is_added(&row.action)).filter_map(|row| row.person.as_ref());
        let addresses: HashSet<String> =
            added.filter_map(|person| person.email.as_ref().map(EmailAddress::key)).collect();
        let known: HashSet<MemberId> = before.iter().map(|there| there.member).collect();
        let views = self.actor.permit(ViewImports)?;
        let now = self.backend.store().existing_members(&views, self.backend.clock().now()).await?;
        let mut invited = 0;
        for new in now.iter().filter(|there| !known.contains(&there.member)) {
            if addresses.contains(&new.email.to_ascii_lowercase()) {
                invited += u32::from(crate::users::invite(self.backend, self.actor, new.member).await?.invited);
            }
        }
        Ok(invited)
    }
}

/// The questions that only a person can answer.
fn questions(plan: &Plan, basis: &PlanBasis) -> Vec<NightlyQuestion> {
    let mut questions = Vec::new();
    if needs_organisation(basis) {
        questions.push(NightlyQuestion::Organisation);
    }
    if plan.is_strange {
        questions.push(NightlyQuestion::OtherSchool);
    }
    let name = |member: &MemberId| {
        basis.existing.iter().find(|there| there.member == *member).map(ExistingMember::name).unwrap_or_default()
    };
    for row in &plan.rows {
        let place = basis.table.place_of(row.row);
        if let (RowClass::Question, Some(question)) = (row.class, &row.question) {
            let candidates = question.candidates.iter().map(name).collect();
            questions.push(NightlyQuestion::Who {
                row: place,
                name: row.name.clone(),
                kind: question.kind,
                candidates,
            });
        } else if let Some(change) = row.role_change.filter(|change| !change.ticked) {
            let label = |role| basis.settings.roles.label(role);
            let (before, after) = (label(change.before), label(change.after));
            questions.push(NightlyQuestion::HigherRole { row: place, name: row.name.clone(), before, after });
        }
    }
    let without_role = plan.rows.iter().filter(|row| row.action == RowAction::Choose);
    let lines = basis.setting().giving().lines(without_role.filter_map(|row| row.person.as_ref()));
    questions.extend(lines.into_iter().map(|line| NightlyQuestion::Role { word: line.word, people: line.people }));
    questions
}

/// Whether the school's organisation has to be chosen first: until then no role counts.
fn needs_organisation(basis: &PlanBasis) -> bool {
    basis.table.roster.as_ref().is_some_and(Roster::needs_organisation)
}

fn limits_exceeded(plan: &Plan, limits: NightlyLimits) -> Vec<LimitExceeded> {
    let new = number(plan.rows.iter().filter(|row| matches!(row.action, RowAction::Add(_))).count());
    let leavers = plan.ticked_leavers();
    let leavers =
        (leavers > limits.most_leavers).then_some(LimitExceeded::Leavers { found: leavers, most: limits.most_leavers });
    let new = (new > limits.most_new).then_some(LimitExceeded::New { found: new, most: limits.most_new });
    leavers.into_iter().chain(new).collect()
}

fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
