//! How one child does in the objectives: each that was judged, and since when it has been secure.

use crate::access::Permit;
use crate::clock::Clock;
use crate::store::{MarkRange, MarkedPupils, Store};
use domain::access::ReadMarks;
use domain::assessment::{AcademicYear, AssessmentSettings, ChildObjective, Objective, SECURE};
use domain::id::PupilId;
use domain::problem::Problem;

/// The objectives of the school's subjects that a pupil was judged in: by subject in the school's order, the latest year
/// first. A permit for formative marks reads them.
pub(super) async fn objectives(
    store: &Store,
    permit: &Permit<ReadMarks<'_>>,
    settings: &AssessmentSettings,
    (pupil, years): (PupilId, &[AcademicYear]),
) -> Result<Vec<ChildObjective>, Problem> {
    let offered: Vec<_> = Objective::all().filter(|one| settings.subjects.contains(&one.subject)).collect();
    let items: Vec<_> = offered.iter().map(|one| one.code.to_owned()).collect();
    let mut found = Vec::new();
    if items.is_empty() {
        return Ok(found);
    }
    for year in years {
        let range = MarkRange { year: *year, kind: permit.action().kind, items: &items };
        let marks = store.marks(permit, &MarkedPupils::One(pupil), range).await?;
        for objective in &offered {
            let mark = marks.iter().find(|mark| mark.cell.item == objective.code && !mark.value.is_empty());
            let Some(mark) = mark else { continue };
            let judged = Clock::day_of(mark.at).ok_or(Problem::Unexpected)?;
            found.push(ChildObjective {
                year: *year,
                subject: objective.subject,
                text: objective.text.to_owned(),
                means: Objective::scale().label(&mark.value).unwrap_or_default().to_owned(),
                secure_in: (mark.value == SECURE).then(|| (AcademicYear::of(judged), settings.half_terms.of(judged))),
            });
        }
    }
    // The sort is stable: the latest year first, and the objectives of each in their order.
    found.sort_by_key(|one| settings.subjects.iter().position(|subject| *subject == one.subject));
    Ok(found)
}
