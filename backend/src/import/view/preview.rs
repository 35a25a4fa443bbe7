//! The preview of an import, one page of it.

use crate::Backend;
use crate::access::Permit;
use crate::import::basis::{PlanBasis, ReviewedPlan, count, number};
use crate::session::Actor;
use crate::store::StoredImport;
use domain::access::ViewImports;
use domain::import::{
    CandidateView, ExistingMember, ImportField, ImportListing, MissingFromFileView, Plan, PlannedRow, PreviewFilter,
    PreviewView, PrivilegedRoles, Question, QuestionKind, QuestionView, RoleChange, RoleLine, RoleShift, RowAction,
    RowClass, RowView,
};
use domain::invitation::InvitationEffect;
use domain::permission::{Rules, difference};
use domain::problem::Problem;
use domain::user::MemberStatus;
use std::collections::HashMap;

pub(super) async fn preview(
    backend: &Backend,
    actor: &Actor,
    permit: &Permit<ViewImports>,
    stored: &StoredImport,
    listing: ImportListing,
) -> Result<PreviewView, Problem> {
    let now = backend.clock().now();
    let settings = crate::school::settings_of(backend, permit).await?;
    let basis = PlanBasis::of(backend.store(), actor, permit, stored, settings, now).await?;
    let (plan, basis) = basis.plan().await?;
    let page = Page { backend, plan: &plan, basis: &basis, members: members(&basis) };
    Ok(page.view(listing, stored))
}

fn members(basis: &PlanBasis) -> HashMap<domain::id::MemberId, &ExistingMember> {
    basis.existing.iter().map(|there| (there.member, there)).collect()
}

struct Page<'a> {
    backend: &'a Backend,
    plan: &'a Plan,
    basis: &'a PlanBasis,
    members: HashMap<domain::id::MemberId, &'a ExistingMember>,
}

impl Page<'_> {
    fn view(&self, listing: ImportListing, stored: &StoredImport) -> PreviewView {
        let plan = self.plan;
        let counts: Vec<_> = PreviewFilter::all().map(|shown| (shown, count(plan, shown))).collect();
        let first = counts
            .iter()
            .find(|(_, count)| *count > 0)
            .map_or(PreviewFilter::Class(RowClass::New), |(shown, _)| *shown);
        let shown = listing.shown.unwrap_or(first);
        let pages = count(plan, shown).div_ceil(ImportListing::SIZE).max(1);
        let page = listing.page.clamp(1, pages);
        let (from, size) = (((page - 1) * ImportListing::SIZE) as usize, ImportListing::SIZE as usize);
        let shows_leavers = matches!(shown, PreviewFilter::Leavers | PreviewFilter::Class(RowClass::Leaver));
        let rows = plan.rows.iter().filter(|row| !shows_leavers && shown == PreviewFilter::Class(row.class));
        let leavers = plan
            .leavers
            .iter()
            .filter(|one| shows_leavers && one.reason.is_named() == (shown != PreviewFilter::Leavers));
        let giving = self.basis.setting().giving();
        let is_new = |row: &&PlannedRow| {
            matches!(row.action, RowAction::Add(_) | RowAction::Choose)
                || (row.class == RowClass::Skipped && row.is_left_out)
        };
        let new = plan.rows.iter().filter(is_new).filter_map(|row| row.person.as_ref());
        let mut roles = giving.lines(new);
        let several = roles.iter().filter(|line| line.is_several && line.role.is_none()).map(|line| line.people).sum();
        let more_roles = roles.len().saturating_sub(RoleLine::SHOWN);
        roles.truncate(RoleLine::SHOWN);
        let given = plan.rows.iter().filter_map(|row| match row.action {
            RowAction::Add(role) => Some(role.level()),
            _ => None,
        });
        let ends = |invitation: &InvitationEffect| *invitation != InvitationEffect::Nothing;
        PreviewView {
            counts,
            tally: plan.tally(),
            shown,
            page,
            pages,
            rows: rows.skip(from).take(size).map(|row| self.row(row)).collect(),
            leavers: leavers.skip(from).take(size).map(leaver_view).collect(),
            kinds: self.kinds(),
            roles,
            more_roles: u32::try_from(more_roles).unwrap_or(u32::MAX),
            other_role: giving.other_role(),
            given: plan.roles_given(),
            without_role: plan.without_role(),
            several_roles: several,
            without_email: number(plan.new_people().filter(|person| person.email.is_none())),
            invitations_ended: number(plan.leavers.iter().filter(|one| one.ticked && ends(&one.invitation))),
            warning: PrivilegedRoles::of(given),
            is_strange: plan.is_strange,
            is_ours: self.basis.choices.is_ours,
            is_delta: self.basis.table.is_delta(),
            as_last_time: stored.as_last_time,
            looked_at: ReviewedPlan::of(plan).code(),
            changes_anything: plan.changes_anything(),
        }
    }

    /// The number of questions of each kind, and the answer given to all of them.
    fn kinds(&self) -> Vec<(QuestionKind, u32, Option<domain::import::KindAnswer>)> {
        let mut counts: HashMap<QuestionKind, u32> = HashMap::new();
        for question in self.plan.rows.iter().filter_map(|row| row.question.as_ref()) {
            *counts.entry(question.kind).or_default() += 1;
        }
        let of = |kind| Some((kind, counts.get(&kind).copied()?, self.basis.choices.kind(kind)));
        QuestionKind::ALL.into_iter().filter_map(of).collect()
    }

    fn row(&self, row: &PlannedRow) -> RowView {
        let person = row.person.as_ref();
        let text = |text: Option<String>| text.unwrap_or_default();
        let member = match &row.action {
            RowAction::Write(member, _) => Some(*member),
            _ => None,
        };
        let there = member.and_then(|member| self.members.get(&member).copied());
        let changes = match &row.action {
            RowAction::Write(_, changes) => changes.clone(),
            _ => Vec::new(),
        };
        let kept = row.kept.iter().map(|field| (*field, there.map_or_else(String::new, |there| value(there, *field))));
        RowView {
            row: row.row,
            place: self.basis.table.place_of(row.row),
            name: row.name.clone(),
            email: text(person.and_then(|person| person.email.as_ref()).map(ToString::to_string)),
            staff_code: text(person.and_then(|person| person.staff_code.as_ref()).map(ToString::to_string)),
            mis_id: text(person.and_then(|person| person.mis_id.clone())),
            job_title: text(person.and_then(|person| person.job_title.as_ref()).map(ToString::to_string)),
            role: match row.action {
                RowAction::Add(role) => Some(role),
                _ => None,
            },
            role_change: there.zip(row.role_change).map(|(there, change)| self.shift(there, change)),
            member,
            changes,
            kept: kept.collect(),
            notes: row.notes.clone(),
            errors: row.errors.clone(),
            question: row.question.as_ref().map(|question| self.question(row.row, question)),
        }
    }

    /// The permissions a person gains and loses with another role. Exceptions stay, whatever the role.
    fn shift(&self, there: &ExistingMember, change: RoleChange) -> RoleShift {
        let rules = Rules::of_roles(self.basis.settings.roles.clone());
        let of = |roles| rules.permissions(&roles, &self.basis.settings.products);
        let after = there.roles.clone().with_main(change.after);
        let (gains, loses) = difference(&of(there.roles.clone()), &of(after)).counts();
        RoleShift { change, gains, loses }
    }

    fn question(&self, row: u32, question: &Question) -> QuestionView {
        let candidates = question.candidates.iter().filter_map(|member| self.members.get(member));
        let candidates = candidates.map(|there| self.candidate(there)).collect();
        QuestionView::of(question, candidates, self.basis.choices.answers.get(&row).copied())
    }

    fn candidate(&self, there: &ExistingMember) -> CandidateView {
        CandidateView {
            member: there.member,
            name: there.name(),
            email: there.email.clone(),
            staff_code: there.staff_code.clone().unwrap_or_default(),
            mis_id: there.mis_id.clone().unwrap_or_default(),
            role: there.roles.main,
            job_title: there.job_title.clone().unwrap_or_default(),
            status: MemberStatus::of(there.registration, there.access, self.basis.now),
            last_sign_in: there.last_sign_in_at.map(|at| self.backend.clock().words(at)),
        }
    }
}

fn leaver_view(leaver: &domain::import::MissingFromFile) -> MissingFromFileView {
    MissingFromFileView {
        member: leaver.member,
        name: leaver.name.clone(),
        job_title: leaver.job_title.clone(),
        role: leaver.role,
        reason: leaver.reason.clone(),
        ticked: leaver.ticked,
        invitation: leaver.invitation.clone(),
    }
}

/// The person's current value, which a blank cell keeps.
fn value(there: &ExistingMember, field: ImportField) -> String {
    let text = match field {
        ImportField::Email => Some(there.email.clone()),
        ImportField::KnownAs => there.known_as.clone(),
        ImportField::MisId => there.mis_id.clone(),
        ImportField::StaffCode => there.staff_code.clone(),
        ImportField::Title => there.title.clone(),
        ImportField::JobTitle => there.job_title.clone(),
        ImportField::Username => there.username.clone(),
        ImportField::Plain(field) => there.plain.get(field).map(str::to_owned),
        ImportField::LeavingDate => there.leaving_on.map(domain::day::Day::words),
        ImportField::FirstName
        | ImportField::LastName
        | ImportField::Role
        | ImportField::Status
        | ImportField::Enabled => None,
    };
    text.unwrap_or_default()
}
