//! A page of the markbook, as the reader may see it.

use super::{aliased, named};
use crate::Backend;
use crate::access::Permit;
use crate::pupils::rules;
use crate::session::Actor;
use domain::access::{Action as _, EnterMarks, NamePupils, ReadMarks};
use domain::assessment::{
    AcademicYear, AssessmentSettings, CellKey, ClassChanges, Closed, Column, Group, HalfTerm, MarkKind, Measure,
    Objective, PupilMarks, Sheet, SheetListing, Subject,
};
use domain::day::Day;
use domain::permission::Rules;
use domain::problem::Problem;
use domain::pupil::YearGroup;

/// The page of the markbook that `listing` asks for. Unknown choices become the first there is.
///
/// # Errors
/// [`Problem::Denied`] when the actor may not see pupils or marks of the kind.
pub async fn sheet(backend: &Backend, actor: &Actor, listing: SheetListing) -> Result<Sheet, Problem> {
    let rules = &rules(backend, actor).await?;
    let listing = listing.tidied();
    let permitted = |kind: &MarkKind| actor.may(&ReadMarks { rules, kind: *kind }).is_ok();
    let kinds: Vec<_> = MarkKind::ALL.into_iter().filter(permitted).collect();
    let kind = listing.kind.or(kinds.first().copied()).unwrap_or(MarkKind::Summative);
    let permit = actor.permit(ReadMarks { rules, kind })?;
    let settings = backend.store().assessment_settings(&permit).await?;
    let today = backend.clock().today().ok_or(Problem::Unexpected)?;
    let years = AcademicYear::offered(today);
    let year = listing.year.filter(|year| years.contains(year)).unwrap_or_else(|| AcademicYear::of(today));
    let subject = listing.subject.filter(|subject| settings.subjects.contains(subject));
    let subject = subject.or(settings.subjects.first().copied()).unwrap_or(Subject::Reading);
    let view =
        View { rules, permit, settings, today, years, year, kinds, kind, subject, objectives: listing.objectives };
    match actor.permit(NamePupils { rules }) {
        Ok(names) => named::sheet(backend, actor, &names, view, listing.group).await,
        Err(_) => aliased::sheet(backend, actor, view, listing.group).await,
    }
}

/// What a page shows besides its pupils.
pub(super) struct View<'r> {
    pub rules: &'r Rules,
    pub permit: Permit<ReadMarks<'r>>,
    pub settings: AssessmentSettings,
    pub today: Day,
    pub years: Vec<AcademicYear>,
    pub year: AcademicYear,
    pub kinds: Vec<MarkKind>,
    pub kind: MarkKind,
    pub subject: Subject,
    /// The year group whose objectives were asked for.
    pub objectives: Option<YearGroup>,
}

impl View<'_> {
    /// How many years ago the page's year was.
    pub fn years_ago(&self) -> i16 {
        self.year.years_to(AcademicYear::of(self.today))
    }

    /// The columns for pupils of these year groups, in the page's year.
    pub fn columns(&self, actor: &Actor, groups: &[YearGroup]) -> Vec<Column> {
        let is_past = self.year < AcademicYear::of(self.today);
        // The role decides, also while it is only viewed: the page then shows what it could edit.
        let entry = EnterMarks { rules: self.rules, kind: self.kind, is_past }.check(actor.grants());
        let denied = entry.err().map(Closed::Denied);
        let now = (!is_past).then(|| self.settings.half_terms.of(self.today));
        let column = |(item, half_term, label): (&str, Option<HalfTerm>, &str)| {
            let cell = CellKey { year: self.year, kind: self.kind, item: item.to_owned(), half_term };
            Some(Column {
                scale: cell.scale(&self.settings)?,
                closed: denied.clone().or_else(|| cell.not_begun(&self.settings, self.today)),
                is_now: half_term.is_some() && half_term == now,
                label: label.to_owned(),
                cell,
            })
        };
        match self.kind {
            MarkKind::Summative => HalfTerm::ALL
                .into_iter()
                .map(|one| (self.subject.code(), Some(one), one.label()))
                .filter_map(column)
                .collect(),
            MarkKind::Formative => {
                self.chosen_objectives(groups).map(|one| (one.code, None, one.text)).filter_map(column).collect()
            }
            MarkKind::Statutory => Measure::ALL
                .iter()
                .filter(|measure| groups.iter().any(|year| measure.is_for(*year)))
                .map(|measure| (measure.code, None, measure.label))
                .filter_map(column)
                .collect(),
        }
    }

    /// The year group whose objectives are shown: the one asked for, or that of most pupils.
    pub fn objectives_of(&self, groups: &[YearGroup]) -> Option<YearGroup> {
        let count = |year: &YearGroup| groups.iter().filter(|one| *one == year).count();
        self.objectives.or_else(|| groups.iter().copied().max_by_key(|year| (count(year), std::cmp::Reverse(*year))))
    }

    fn chosen_objectives(&self, groups: &[YearGroup]) -> impl Iterator<Item = &'static Objective> + use<> {
        let (set, subject) = (self.settings.objectives, self.subject);
        self.objectives_of(groups).into_iter().flat_map(move |year| set.objectives(subject, year))
    }

    /// The year groups that have objectives in the subject.
    pub fn year_groups(&self) -> Vec<YearGroup> {
        let has = |year: &YearGroup| self.settings.objectives.objectives(self.subject, *year).next().is_some();
        if self.kind == MarkKind::Formative { YearGroup::all().filter(has).collect() } else { Vec::new() }
    }

    /// The page, with what was found for its pupils. `years` are their year groups in the page's year.
    pub fn sheet(self, found: Found, years: &[YearGroup]) -> Sheet {
        let (objectives, year_groups) = (self.objectives_of(years), self.year_groups());
        let Found { group, groups, columns, rows, changes } = found;
        Sheet {
            listing: SheetListing {
                group,
                year: Some(self.year),
                kind: Some(self.kind),
                subject: Some(self.subject),
                objectives,
            },
            groups,
            years: self.years,
            kinds: self.kinds,
            half_term: self.settings.half_terms.of(self.today),
            subjects: self.settings.subjects,
            year_groups,
            columns,
            rows,
            changes,
        }
    }
}

/// What was found for a page: its pupils and their marks.
pub(super) struct Found {
    pub group: Option<Group>,
    pub groups: Vec<Group>,
    pub columns: Vec<Column>,
    pub rows: Vec<PupilMarks>,
    pub changes: Vec<ClassChanges>,
}
