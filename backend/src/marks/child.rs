//! One child: who they are, how they do, and what was changed lately.

use super::named::or_rolecall;
use super::objectives::objectives;
use crate::Backend;
use crate::access::Permit;
use crate::pupils::{home_of, named, rules, today};
use crate::session::Actor;
use crate::store::{MarkRange, MarkedPupils, Store, StoreError, StoredMark, StoredMarkChange};
use domain::access::{MarkPupilLeft, NamePupils, ReadMarks, SetPupilPhoto};
use domain::assessment::{
    AcademicYear, AssessmentSettings, ChildPage, ChildResult, ChildYear, HalfTerm, MarkChange, MarkKind, Measure,
    SubjectMarks,
};
use domain::id::PupilId;
use domain::permission::Rules;
use domain::problem::Problem;
use domain::pupil::{ChildLeaving, LeavingDays};

/// The page of a child, with the marks that the actor may see.
///
/// # Errors
/// [`Problem::Denied`] when the actor may not know pupils; [`Problem::NotFound`] when the school does not have them.
pub async fn child(backend: &Backend, actor: &Actor, pupil: PupilId) -> Result<ChildPage, Problem> {
    let rules = &rules(backend, actor).await?;
    let store = backend.store();
    let names = actor.permit(NamePupils { rules })?;
    let (work, mut stored) = store.named_pupil(&names, pupil).await?.ok_or(Problem::NotFound)?;
    let settings = store.assessment_settings(&names).await?;
    let today = today(backend)?;
    let leaving = ChildLeaving {
        left_on: stored.left_on,
        days: LeavingDays::around(today),
        may_change: actor.may(&MarkPupilLeft { rules }),
    };
    // Work with a child ends when they leave.
    let work = work.filter(|_| !leaving.has_left());
    stored.key_worker = stored.key_worker.filter(|_| !leaving.has_left());
    let offered = AcademicYear::offered(today);
    let years = match permit(actor, rules, MarkKind::Summative) {
        Ok(permit) => {
            let items: Vec<_> = settings.subjects.iter().map(|subject| subject.code().to_owned()).collect();
            let mut years = Vec::new();
            for (ago, year) in (0..).zip(&offered) {
                let marks = marks_of(store, &permit, pupil, *year, &items).await?;
                years.push(ChildYear {
                    year: *year,
                    group: stored.year.earlier(ago),
                    subjects: by_subject(&settings, &marks),
                });
            }
            // Years before the first mark are left out; this year is always shown.
            let marked = years.iter().rposition(|year| !year.subjects.is_empty()).unwrap_or(0);
            years.truncate(marked + 1);
            Ok(years)
        }
        Err(Problem::Denied(denial)) => Err(denial),
        Err(problem) => return Err(problem),
    };
    let results = results(store, actor, rules, pupil, &offered).await?;
    let objectives = match permit(actor, rules, MarkKind::Formative) {
        Ok(permit) => objectives(store, &permit, &settings, (pupil, &offered)).await?,
        Err(_) => Vec::new(),
    };
    let changes = changes(backend, actor, rules, pupil).await?;
    let codes = settings.summative.codes().to_vec();
    let home = home_of(backend, actor, rules, pupil).await?;
    let (photo, may_set_photo) = (store.photo_of_pupil(&names, pupil).await?, actor.may(&SetPupilPhoto { rules }));
    Ok(ChildPage {
        pupil: named(stored),
        work,
        leaving,
        home,
        photo,
        may_set_photo,
        codes,
        years,
        results,
        objectives,
        changes,
    })
}

fn permit<'r>(actor: &Actor, rules: &'r Rules, kind: MarkKind) -> Result<Permit<ReadMarks<'r>>, Problem> {
    Ok(actor.permit(ReadMarks { rules, kind })?)
}

async fn marks_of(
    store: &Store,
    permit: &Permit<ReadMarks<'_>>,
    pupil: PupilId,
    year: AcademicYear,
    items: &[String],
) -> Result<Vec<StoredMark>, StoreError> {
    if items.is_empty() {
        return Ok(Vec::new());
    }
    store.marks(permit, &MarkedPupils::One(pupil), MarkRange { year, kind: permit.action().kind, items }).await
}

/// The marks of a year, in the order of the school's subjects; without subjects that have none.
fn by_subject(settings: &AssessmentSettings, marks: &[StoredMark]) -> Vec<SubjectMarks> {
    let value = |subject: &str, half_term: HalfTerm| {
        let found = marks.iter().find(|mark| mark.cell.item == subject && mark.cell.half_term == Some(half_term));
        found.map(|mark| mark.value.clone()).unwrap_or_default()
    };
    settings
        .subjects
        .iter()
        .map(|subject| SubjectMarks {
            subject: *subject,
            marks: HalfTerm::ALL.map(|half_term| value(subject.code(), half_term)),
        })
        .filter(|subject| subject.marks.iter().any(|mark| !mark.is_empty()))
        .collect()
}

async fn results(
    store: &Store,
    actor: &Actor,
    rules: &Rules,
    pupil: PupilId,
    years: &[AcademicYear],
) -> Result<Vec<ChildResult>, Problem> {
    let Ok(permit) = permit(actor, rules, MarkKind::Statutory) else { return Ok(Vec::new()) };
    let items: Vec<_> = Measure::ALL.iter().map(|measure| measure.code.to_owned()).collect();
    let mut results = Vec::new();
    for year in years {
        let marks = marks_of(store, &permit, pupil, *year, &items).await?;
        let of_measure = |measure: &Measure| {
            let mark = marks.iter().find(|mark| mark.cell.item == measure.code && !mark.value.is_empty())?;
            Some(ChildResult {
                year: *year,
                label: measure.label.to_owned(),
                means: measure.scale().label(&mark.value).unwrap_or_default().to_owned(),
                value: mark.value.clone(),
            })
        };
        results.extend(Measure::ALL.iter().filter_map(of_measure));
    }
    Ok(results)
}

/// The latest changes of marks of every kind that the actor may see.
async fn changes(backend: &Backend, actor: &Actor, rules: &Rules, pupil: PupilId) -> Result<Vec<MarkChange>, Problem> {
    let mut found = Vec::new();
    for kind in MarkKind::ALL {
        if let Ok(permit) = permit(actor, rules, kind) {
            found.extend(backend.store().mark_changes(&permit, pupil, ChildPage::MOST_CHANGES).await?);
        }
    }
    found.sort_by_key(|change| std::cmp::Reverse(change.at));
    found.truncate(usize::try_from(ChildPage::MOST_CHANGES).unwrap_or(usize::MAX));
    let shown = |change: StoredMarkChange| MarkChange {
        at: backend.clock().words_to_the_minute(change.at),
        by: or_rolecall(change.by),
        about: change.cell.label(),
        value: change.value,
        before: change.before,
    };
    Ok(found.into_iter().map(shown).collect())
}
