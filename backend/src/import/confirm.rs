//! Confirming an import: doing what its preview shows. The plan comes from `domain::import`, and reading files is in
//! `import::reading`.

mod values;
mod writing;

use super::basis::{PlanBasis, ReviewedPlan};
use super::{memory, outcome};
use crate::Backend;
use crate::access::Permit;
use crate::session::Actor;
use crate::store::{Entry, ImportState, PartOf};
use domain::access::{Action as _, CreateUser, ImportStaff, ViewImports};
use domain::fault::{Fault, FieldFault};
use domain::id::ImportId;
use domain::import::{Choices, Decisions, ImportConfirmResult, Matching, Plan, RowAction};
use domain::permission::RoleChoice;
use domain::problem::{FieldError, Problem};
use domain::role::HeldRole;
use serde_json::json;
use std::collections::HashMap;
use writing::Writing;

/// Does everything in the previewed plan and the decisions on its last page, or nothing. It is idempotent. If anything
/// changed since the preview, nothing is done and the decisions are kept for another preview.
///
/// # Errors
/// [`Problem::Denied`] when the actor may not import, or not give one of the roles; [`Problem::Form`] when a decision
/// is missing.
pub async fn confirm(
    backend: &Backend,
    actor: &Actor,
    import: ImportId,
    looked_at: &str,
    decisions: &Decisions,
) -> Result<ImportConfirmResult, Problem> {
    match tried(backend, actor, import, looked_at, decisions, UndecidedRows::Refuses).await? {
        ConfirmAttempt::Confirmed(confirmed) => Ok(confirmed),
        ConfirmAttempt::Refused(refused) => {
            let ConfirmRefusal { matching, choices, answer } = *refused;
            let (permit, stamped) = (actor.permit(ImportStaff)?, actor.stamped()?);
            backend.store().decide_import(&permit, &stamped, import, &matching, &choices).await?;
            answer
        }
    }
}

/// Does the part of the previewed plan that needs no decision and skips the rest. If anything changed since the
/// preview, nothing is done.
///
/// # Errors
/// As [`confirm`], except for missing decisions.
pub(super) async fn confirm_rest(
    backend: &Backend,
    actor: &Actor,
    import: ImportId,
    looked_at: &ReviewedPlan,
) -> Result<ImportConfirmResult, Problem> {
    match tried(backend, actor, import, &looked_at.code(), &Decisions::default(), UndecidedRows::IsSkipped).await? {
        ConfirmAttempt::Confirmed(confirmed) => Ok(confirmed),
        ConfirmAttempt::Refused(refused) => refused.answer,
    }
}

/// The permit to add people with each role.
type AddPermits = HashMap<HeldRole, Permit<CreateUser>>;

/// What to do when decisions are missing.
#[derive(Clone, Copy, PartialEq, Eq)]
enum UndecidedRows {
    /// Do nothing.
    Refuses,
    /// Skip the rows without a decision and do the rest.
    IsSkipped,
}

/// The result of an attempt to confirm.
enum ConfirmAttempt {
    Confirmed(ImportConfirmResult),
    /// Nothing was done; the decisions were kept.
    Refused(Box<ConfirmRefusal>),
}

/// The decisions about an import that was not done, and the reason.
struct ConfirmRefusal {
    matching: Matching,
    choices: Choices,
    answer: Result<ImportConfirmResult, Problem>,
}

async fn tried(
    backend: &Backend,
    actor: &Actor,
    import: ImportId,
    looked_at: &str,
    decisions: &Decisions,
    open: UndecidedRows,
) -> Result<ConfirmAttempt, Problem> {
    let (mut change, actor, permit) = backend.change_with(actor, actor.permit(ImportStaff)?).await?;
    let views = actor.permit(ViewImports)?;
    let stored = change.import(&views, import).await?.ok_or(Problem::NotFound)?;
    match stored.state {
        ImportState::Done => return Ok(ConfirmAttempt::Confirmed(ImportConfirmResult::Done)),
        ImportState::Matching => return Ok(ConfirmAttempt::Confirmed(ImportConfirmResult::LookAgain(Vec::new()))),
        ImportState::Staged => {}
    }
    let basis = PlanBasis::in_change(&mut change, &actor, (&views, &permit), &stored).await?;
    let choices = decisions.add_to(&stored.choices, actor.grants(), &basis.settings.roles).map_err(Problem::Form)?;
    // Decisions sent with the confirmation were not previewed and need not be: the questions they answer were.
    let (plan, basis) = basis.plan().await?;
    let now = ReviewedPlan::of(&plan);
    let matching = stored.matching.clone();
    let refused = |answer| {
        let (matching, choices) = (stored.matching.clone(), choices.clone());
        Ok(ConfirmAttempt::Refused(Box::new(ConfirmRefusal { matching, choices, answer })))
    };
    if now.code() != looked_at {
        return refused(Ok(ImportConfirmResult::LookAgain(now.moved_since(looked_at))));
    }
    let (plan, basis) = match choices == stored.choices {
        true => (plan, basis),
        false => PlanBasis { choices: choices.clone(), ..basis }.plan().await?,
    };
    if open == UndecidedRows::Refuses
        && let Err(problem) = decided(&plan, &basis)
    {
        return refused(Err(problem));
    }
    let gives = permit_roles(&actor, &plan)?;
    change.set_part_of(PartOf::Import(stored.file_name.clone()));
    let mut writing = Writing::new(&mut change, &actor, &permit, &gives);
    writing.write(&plan, &basis.existing).await?;
    let Writing { mut entries, bulks, .. } = writing;
    let (result, lines) = outcome::of(&plan, &basis, bulks);
    entries.push(Entry {
        action: ImportStaff::LOGGED,
        subject_kind: "import",
        subject_id: import.to_string(),
        subject_name: stored.file_name.known().map(str::to_owned),
        old_value: None,
        new_value: Some(json!({
            "added": result.added, "updated": result.updated, "unchanged": result.unchanged,
            "deactivated": result.deactivated, "left_out": result.left_out,
        })),
    });
    change.record_all(entries).await?;
    memory::keep(&mut change, &permit, (&basis.table, &matching, &choices), &plan).await?;
    change.finish_import(&permit, import, &result, &lines).await?;
    change.commit().await?;
    backend.mail_signal().notify();
    Ok(ConfirmAttempt::Confirmed(ImportConfirmResult::Done))
}

/// Reports each missing decision at its field.
fn decided(plan: &Plan, basis: &PlanBasis) -> Result<(), Problem> {
    let mut errors = Vec::new();
    if plan.is_strange {
        errors.push(FieldError::new("ours", Fault::StrangeFile));
    }
    let lines = basis.setting().giving().lines(plan.new_people());
    let words = lines.iter().filter(|line| line.source.is_some()).enumerate();
    let several = words.filter(|(_, line)| line.is_several && line.role.is_none());
    errors.extend(
        several.map(|(place, line)| {
            FieldError::new(&Decisions::role_name(place), FieldFault::RoleOfWord(line.word.clone()))
        }),
    );
    let is_open = |row: &&domain::import::PlannedRow| {
        row.action == RowAction::Choose
            && !row.notes.iter().any(|note| matches!(note, domain::import::RowNote::SeveralRoles { .. }))
    };
    if plan.rows.iter().any(|row| is_open(&row)) {
        errors.push(FieldError::new("other_role", Fault::RoleOfOthers));
    }
    if errors.is_empty() { Ok(()) } else { Err(Problem::Form(errors)) }
}

/// The permits to give each role that a new person gets.
fn permit_roles(actor: &Actor, plan: &Plan) -> Result<AddPermits, Problem> {
    let permit = |role| Ok((role, actor.permit(CreateUser { roles: RoleChoice::in_every_product(role) })?));
    plan.roles_given().into_iter().map(|(role, _)| permit(role)).collect()
}
