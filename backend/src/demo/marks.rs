//! The demonstration's marks: this academic year's and those of the two before. Made up, but always the same for the
//! same pupils.

use super::days::chance;
use super::pupils::DemoChild;
use crate::access::Seeding;
use crate::clock::Clock;
use crate::store::{SchoolTransaction, SeedMark};
use domain::assessment::{
    AcademicYear, AssessmentSettings, CellKey, HalfTerm, MarkKind, Measure, ObjectiveSet, Subject,
};
use domain::day::Day;
use domain::moment::{DAY, HOUR, Moment};
use domain::problem::Problem;
use domain::pupil::YearGroup;

/// Years of marks, this one included.
const YEARS: i16 = 3;
/// How pupils do, from 0 to 4: most of them as expected.
const SPREAD: [i64; 10] = [0, 1, 1, 2, 2, 2, 2, 3, 3, 4];

/// Adds the marks of the pupils, by the people who work with their class.
pub(super) async fn enter(
    change: &mut SchoolTransaction,
    seeding: &Seeding,
    pupils: &[DemoChild],
    now: Moment,
) -> Result<(), Problem> {
    let today = Clock::day_of(now).ok_or(Problem::Unexpected)?;
    Ok(change.seed_marks(seeding, &marks(pupils, today, now)).await?)
}

/// What has been entered by a day.
fn marks(pupils: &[DemoChild], today: Day, now: Moment) -> Vec<SeedMark> {
    let settings = AssessmentSettings::default();
    let this = AcademicYear::of(today);
    let mut marks = Vec::new();
    for (number, pupil) in (0_i64..).zip(pupils) {
        for ago in 0..YEARS {
            let Some(group) = pupil.year.earlier(ago).filter(|group| *group >= YearGroup::RECEPTION) else { continue };
            let year = this.before(ago);
            let mut cells = summative(&settings, year, number, ago > 0);
            cells.extend(statutory(year, group, number));
            if ago == 0 {
                cells.extend(formative(year, group, number));
            }
            for (cell, value) in cells {
                let half_term = cell.half_term.unwrap_or(HalfTerm::Summer1);
                let begins = match cell.kind {
                    MarkKind::Formative => settings.half_terms.begins(year, HalfTerm::Autumn1),
                    _ => settings.half_terms.begins(year, half_term),
                };
                let at = begins.and_then(Clock::start_of).map(|begins| begins.plus(day_of(number, half_term)));
                let is_there =
                    |at: &Moment| pupil.left_on.is_none_or(|on| Clock::day_of(*at).is_some_and(|day| day < on));
                if let Some(at) = at.filter(|at| *at < now).filter(is_there) {
                    marks.push(SeedMark { pupil: pupil.id, cell, value, by: pupil.teacher, at });
                }
            }
        }
    }
    marks
}

/// When in a half-term a pupil's mark is entered: two to four weeks after it began, between nine and four.
fn day_of(number: i64, half_term: HalfTerm) -> i64 {
    let lot = (chance(number, 8_900 + half_term.number()) % 100_000).cast_signed();
    (14 + lot % 14) * DAY + (9 + lot % 7) * HOUR
}

/// How a pupil does, in a subject.
fn ability(number: i64, subject: i64) -> i64 {
    let (own, here) = (chance(number, 8_000) % 10, chance(number, 8_100 + subject) % 6);
    let shift = match here {
        0 => -1,
        5 => 1,
        _ => 0,
    };
    (SPREAD[own as usize] + shift).clamp(0, 4)
}

/// A code for each core subject: of each half-term of this year, and of each term of earlier ones.
fn summative(settings: &AssessmentSettings, year: AcademicYear, number: i64, is_past: bool) -> Vec<(CellKey, String)> {
    let codes = settings.summative.codes();
    let half_terms = HalfTerm::ALL.into_iter().filter(|half_term| !is_past || half_term.number() % 2 == 0);
    let mut cells = Vec::new();
    for half_term in half_terms {
        for (place, subject) in (0_i64..).zip(Subject::CORE) {
            let lot = chance(number, 8_200 + place * 100 + i64::from(year.begins()) + half_term.number());
            // Some are ill, and some move a step within a year.
            let moved = i64::from(lot.is_multiple_of(7)) - i64::from(lot.is_multiple_of(11));
            let step = (ability(number, place) + moved).clamp(0, codes.len() as i64 - 1);
            if !lot.is_multiple_of(29) {
                let item = subject.code().to_owned();
                let cell = CellKey { year, kind: MarkKind::Summative, item, half_term: Some(half_term) };
                cells.push((cell, codes[step as usize].code.clone().into_owned()));
            }
        }
    }
    cells
}

/// Judgements of the objectives taught so far: about two thirds.
fn formative(year: AcademicYear, group: YearGroup, number: i64) -> Vec<(CellKey, String)> {
    let mut cells = Vec::new();
    for (place, subject) in (0_i64..).zip(Subject::CORE) {
        for (nth, objective) in (0_i64..).zip(ObjectiveSet::Full.objectives(*subject, group)) {
            let lot = chance(number, 8_600 + place * 10 + nth);
            if nth < 2 || lot.is_multiple_of(3) {
                let secure = ability(number, place) + (lot % 3).cast_signed() >= 3;
                let item = objective.code.to_owned();
                let cell = CellKey { year, kind: MarkKind::Formative, item, half_term: None };
                cells.push((cell, if secure { "S" } else { "E" }.to_owned()));
            }
        }
    }
    cells
}

/// The results of a year group's statutory assessments, which are in the summer.
fn statutory(year: AcademicYear, group: YearGroup, number: i64) -> Vec<(CellKey, String)> {
    let measures = (0_i64..).zip(Measure::ALL).filter(|(_, measure)| measure.is_for(group));
    let result = |(place, measure): (i64, &Measure)| {
        let (scale, does) = (measure.scale(), ability(number, place % 4));
        let lot = chance(number, 8_800 + place) % 100;
        let value = match scale.up_to {
            _ if lot == 0 => "A".to_owned(),
            Some(most) => (i64::from(most) * (does + 4) / 8 + (lot % 4).cast_signed()).min(i64::from(most)).to_string(),
            None => {
                // The last codes say that somebody was absent or left.
                let last = scale.codes.iter().rposition(|code| !["A", "L"].contains(&&*code.code)).unwrap_or(0) as i64;
                scale.codes.get((last * (does + 4) / 8) as usize)?.code.clone().into_owned()
            }
        };
        let cell = CellKey { year, kind: MarkKind::Statutory, item: measure.code.to_owned(), half_term: None };
        Some((cell, scale.read(&value)?))
    };
    measures.filter_map(result).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::id::{MemberId, PupilId};
    use std::collections::{BTreeMap, BTreeSet};
    use uuid::Uuid;

    fn made(today: &str) -> Vec<SeedMark> {
        let teacher = MemberId::new(Uuid::nil());
        let pupils: Vec<_> = (0..60_u8)
            .map(|number| DemoChild {
                left_on: None,
                id: PupilId::new(Uuid::from_u128(u128::from(number))),
                year: YearGroup::from_order(i64::from(number % 9)).unwrap(),
                teacher,
                forename: String::new(),
                surname: String::new(),
                is_early: false,
                key_worker: None,
            })
            .collect();
        let today = Day::parse(today).unwrap();
        marks(&pupils, today, Clock::start_of(today).unwrap())
    }

    #[test]
    fn every_mark_is_one_that_could_be_entered() {
        let marks = made("2026-11-29");
        let settings = AssessmentSettings::default();
        let cells: BTreeSet<_> = marks.iter().map(|mark| (mark.pupil, mark.cell.clone())).collect();
        assert_eq!(cells.len(), marks.len());
        for mark in &marks {
            let scale = mark.cell.scale(&settings).unwrap();
            assert_eq!(scale.read(&mark.value).as_ref(), Some(&mark.value), "{mark:?}");
        }
        let years: BTreeSet<_> = marks.iter().map(|mark| mark.cell.year.begins()).collect();
        assert_eq!(years.into_iter().collect::<Vec<_>>(), [2024, 2025, 2026]);
    }

    #[test]
    fn the_spread_is_believable() {
        let mut counts: BTreeMap<String, u32> = BTreeMap::new();
        for mark in made("2026-11-29").into_iter().filter(|mark| mark.cell.kind == MarkKind::Summative) {
            *counts.entry(mark.value).or_default() += 1;
        }
        let most = counts.iter().max_by_key(|(_, count)| **count).map(|(code, _)| code.clone());
        assert_eq!((counts.len(), most.as_deref()), (5, Some("JA")), "{counts:?}");
    }
}
