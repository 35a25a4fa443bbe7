//! A list that a job imports at night: as a person would, but for what only a person can decide.
//!
//! It is taken as the school's last list with the same columns was. What needs an answer is left as it is, and the list is kept so
//! that an Account Admin answers on its page; each answer is remembered for the next night.

use super::basis::{Basis, LookedAt};
use super::{confirm, discard, outcome, stage};
use crate::Backend;
use crate::access::CommandLine;
use crate::limits;
use crate::session::{Actor, NIGHTLY_IMPORT};
use crate::store::{ChangeNumbers, ImportState, StoredImport, Trouble};
use domain::access::{ImportStaff, ViewImports};
use domain::id::{ImportId, MemberId, SchoolId};
use domain::import::{
    BeyondLimit, Choices, Class, Confirmed, ExistingMember, NightlyEnd, NightlyLimits, NightlyQuestion, NightlyReport,
    Outcome, Plan, Roster, RowAction,
};
use domain::name::EmailAddress;
use domain::permission::SchoolRoles;
use domain::problem::Problem;
use std::collections::{BTreeMap, BTreeSet, HashSet};

/// A list, and what may be done with it.
#[derive(Debug)]
pub struct NightlyFile {
    /// The school's id or name.
    pub school: String,
    /// What the file is called.
    pub name: String,
    /// The file.
    pub bytes: Vec<u8>,
    /// Whether anything is done.
    pub applies: bool,
    /// Whether those who left are deactivated.
    pub deactivates: bool,
    /// Whether people who are added are sent an invitation.
    pub invites: bool,
    /// How much may happen.
    pub limits: NightlyLimits,
}

/// Why a list was not imported.
#[derive(Debug)]
pub enum NightlyRefused {
    /// There is no such school.
    NoSchool,
    /// Somebody keeps changing people meanwhile.
    KeepsMoving,
    /// The file cannot be taken, or something went wrong.
    Problem(Problem),
}

impl<P: Into<Problem>> From<P> for NightlyRefused {
    fn from(problem: P) -> Self {
        Self::Problem(problem.into())
    }
}

/// Looks at a list, and does what needs no answer if that is asked for. What came of it, and what the school says about its roles,
/// to say it in words.
///
/// # Errors
/// When there is no such school, or the file cannot be taken.
pub async fn nightly(backend: &Backend, file: NightlyFile) -> Result<(NightlyReport, SchoolRoles), NightlyRefused> {
    let actor = actor(backend, &file.school).await?.ok_or(NightlyRefused::NoSchool)?;
    let job = Job { backend, actor: &actor, file: &file };
    let import = stage(backend, &actor, &file.name, file.bytes.clone()).await?;
    let asked_before = job.discard_earlier(import).await?;
    for _ in 0..limits::NIGHTLY_TRIES {
        match job.run(import, &asked_before).await? {
            Some(report) => return Ok((report, crate::school::settings_of(backend, &actor).await?.roles)),
            // Somebody changed something meanwhile.
            None => tracing::info!("people changed while a list was imported: it is worked out anew"),
        }
    }
    discard(backend, &actor, import).await?;
    Err(NightlyRefused::KeepsMoving)
}

/// The job, in a school that is told by its id or name.
async fn actor(backend: &Backend, school: &str) -> Result<Option<Actor>, Trouble> {
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
    /// Throws away what earlier nights than that of `this` left to be answered; what was asked there.
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

    /// What the list would do, without anybody's answer.
    async fn plan(&self, stored: &StoredImport) -> Result<(Plan, Basis), Problem> {
        let views = self.actor.permit(ViewImports)?;
        let settings = crate::school::settings_of(self.backend, &views).await?;
        let now = self.backend.clock().now();
        Basis::of(self.backend.store(), self.actor, &views, stored, settings, now).await?.plan().await
    }

    /// Works out what the list does, and does it; nothing when somebody changed something meanwhile.
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
            (true, ..) => NightlyReport { end: NightlyEnd::Refused, ..report },
            (_, false, _) => NightlyReport { end: NightlyEnd::NothingToDo, ..report },
            (_, _, true) => NightlyReport { end: NightlyEnd::Applied, ..report },
            _ => NightlyReport { end: NightlyEnd::Looked, ..report },
        };
        let mut open = import;
        if is_done {
            let looked_at = LookedAt::of(&plan);
            match confirm::confirm_rest(self.backend, self.actor, import, &looked_at).await? {
                Confirmed::Done => {}
                Confirmed::LookAgain(_) => return Ok(None),
            }
            if self.file.invites {
                report.invited = self.invite(&plan, &basis.existing).await?;
            }
            if report.questions.is_empty() {
                return Ok(Some(report));
            }
            // What is left to be answered has a page of its own.
            open = stage(self.backend, self.actor, &self.file.name, self.file.bytes.clone()).await?;
        }
        if report.questions.is_empty() && !is_refused {
            discard(self.backend, self.actor, open).await?;
        } else {
            report.answer_at = Some(open);
        }
        Ok(Some(report))
    }

    /// Those who left are deactivated where that is asked for, and nobody where it is not.
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
        planned: Option<(&Plan, &Basis)>,
        questions: Vec<NightlyQuestion>,
        asked_before: &BTreeSet<NightlyQuestion>,
    ) -> Result<NightlyReport, Problem> {
        let school = crate::school::settings_of(self.backend, self.actor).await?.name.to_string();
        let is_new = |question: &&NightlyQuestion| !asked_before.contains(&question.without_row());
        let (result, lines) = planned.map(|(plan, basis)| outcome::of(plan, basis, Vec::new())).unwrap_or_default();
        let kept = |(plan, _): (&Plan, &Basis)| plan.leavers.iter().filter(|leaver| !leaver.ticked).count();
        Ok(NightlyReport {
            school,
            file: stored.file_name.clone(),
            end: NightlyEnd::Looked,
            as_last_time: stored.as_last_time,
            result,
            lines: lines.into_iter().filter(|line| line.outcome != Outcome::Unchanged).collect(),
            kept_leavers: number(planned.map_or(0, kept)),
            new_questions: number(questions.iter().filter(is_new).count()),
            questions,
            answer_at: None,
            beyond: planned.map_or_else(Vec::new, |(plan, _)| beyond(plan, self.file.limits)),
            invited: 0,
        })
    }

    /// Sends an invitation to those who were added with an address; how many.
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

/// What only a person can decide.
fn questions(plan: &Plan, basis: &Basis) -> Vec<NightlyQuestion> {
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
        if let (Class::Question, Some(question)) = (row.class, &row.question) {
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

/// Whether it has to be said first which of the list's organisations the school is: until then nobody's role counts.
fn needs_organisation(basis: &Basis) -> bool {
    basis.table.roster.as_ref().is_some_and(Roster::needs_organisation)
}

fn beyond(plan: &Plan, limits: NightlyLimits) -> Vec<BeyondLimit> {
    let new = number(plan.rows.iter().filter(|row| matches!(row.action, RowAction::Add(_))).count());
    let leavers = plan.ticked_leavers();
    let leavers =
        (leavers > limits.most_leavers).then_some(BeyondLimit::Leavers { found: leavers, most: limits.most_leavers });
    let new = (new > limits.most_new).then_some(BeyondLimit::New { found: new, most: limits.most_new });
    leavers.into_iter().chain(new).collect()
}

fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
