//! The pupils of the demonstration's school, and who works with them. None of them exists.

use super::days::chance;
use super::staff::DemoPersona;
use super::wrong;
use crate::access::Seeding;
use crate::clock::Clock;
use crate::pupils::{entry, leaving_entry};
use crate::store::{Author, Entry, NewPupil, SchoolTransaction, WorkerAssignment};
use domain::access::{Action as _, MarkPupilLeft};
use domain::audit::LoggedEvent;
use domain::day::Day;
use domain::id::{MemberId, PupilId};
use domain::moment::DAY;
use domain::name::PersonName;
use domain::problem::Problem;
use domain::pupil::{ClassName, Upn, WorkerKind, YearGroup};
use jiff::ToSpan as _;
use jiff::civil::date;
use serde_json::json;
use std::collections::BTreeMap;
use uuid::Uuid;

/// The classes: name, year group and number of pupils. The first year of nursery is so small that readers without
/// names see it together with the second.
const CLASSES: &[(&str, &str, u32)] = &[
    ("Acorns", "N1", 4),
    ("Acorns", "N2", 22),
    ("Willow", "R", 30),
    ("Hazel", "1", 30),
    ("Rowan", "2", 29),
    ("Birch", "3", 30),
    ("Maple", "4", 28),
    ("Elm", "5", 30),
    ("Beech", "6", 18),
    ("Oak", "6", 19),
];

/// The class of the pupil who left seven weeks into the school's time with Rolecall, at the end of it; and how many days that is.
const LEAVER: (&str, &str) = ("Maple", "4");
const LEAVES_AFTER: i64 = 48;

/// Who works with which class: staff code, class, and how many of it are their key children; they also work with the
/// rest. Key children are dealt from the front of the class.
const WORKERS: &[(&str, &str, usize)] = &[
    ("CPR", "Acorns", 9),
    ("JSI", "Acorns", 8),
    ("ZFA", "Willow", 12),
    ("JSI", "Willow", 9),
    ("OAD", "Hazel", 14),
    ("BMC", "Hazel", 10),
    ("NNB", "Rowan", 15),
    ("FAZ", "Rowan", 8),
    ("COH", "Birch", 16),
    ("PRA", "Maple", 14),
    ("WZH", "Elm", 15),
    ("KME", "Oak", 12),
    ("SLJ", "Beech", 11),
];

/// Who runs the breakfast club, and which fraction of pupils attends: every nth.
const BREAKFAST: (&str, usize) = ("SPE", 17);

#[rustfmt::skip]
const FORENAMES: &[&str] = &[
    "Aaliyah", "Abdullah", "Ada", "Adam", "Aisha", "Alfie", "Amara", "Amelia", "Aneirin", "Anya", "Archie", "Arjun", "Arlo", "Arthur", "Aurora", "Ava", "Ayaan", "Beatrix",
    "Bonnie", "Bronwen", "Caleb", "Cerys", "Charlie", "Chidi", "Chloé", "Clara", "Daisy", "Daniyal", "Dexter", "Dylan", "Edith", "Eilidh", "Elif", "Elijah", "Ella-Rose", "Elsie",
    "Emeka", "Emre", "Esme", "Ethan", "Evie", "Ewan", "Fatima", "Finley", "Florence", "Freddie", "Freya", "Gabriela", "George", "Grace", "Gruffydd", "Gurpreet", "Habiba", "Hamza",
    "Hanna", "Harley", "Harper", "Harriet", "Henry", "Hugo", "Ibrahim", "Imogen", "Iris", "Isaac", "Isla", "Ivy", "Jack", "Jakub", "Jasmine", "Jayden", "Jaya", "Jesse", "Joshua",
    "Jude", "Kacper", "Kai", "Kezia", "Khadija", "Kofi", "Lacey-Mae", "Layla", "Leo", "Lila", "Logan", "Lottie", "Luca", "Lucy", "Luna", "Maeve", "Maja", "Malachi", "Margot",
    "Maryam", "Mason", "Matilda", "Max", "Mia", "Millie", "Mohammed", "Musa", "Nadia", "Niamh", "Noah", "Nojus", "Nur", "Olivia", "Ollie", "Omar", "Orla", "Oscar", "Penelope",
    "Phoebe", "Poppy", "Rafael", "Reuben", "Rhys", "Riley", "Robyn", "Roman", "Rosa", "Rory", "Rowan", "Ruby", "Saanvi", "Samuel", "Seren", "Siân", "Sofia", "Sonny", "Stanley",
    "Tallulah", "Teddy", "Temperance", "Theo", "Thi", "Toby", "Tomos", "Unathi", "Violet", "Wilfred", "Willow", "Xanthe", "Yasmin", "Yusuf", "Zachary", "Zara", "Zofia", "Zoë",
];
#[rustfmt::skip]
const SURNAMES: &[&str] = &[
    "Abbott", "Abdi", "Adeleke", "Ahmed", "Akhtar", "Ali", "Allen", "Asante", "Atkinson", "Bailey", "Balogun", "Barker", "Begum", "Bell", "Bennett", "Boateng", "Brennan", "Brown",
    "Butler", "Çelik", "Chan", "Chapman", "Chaudhry", "Clarke", "Collins", "Cooper", "Cox", "D'Souza", "Davies", "Diallo", "Dixon", "Dobson", "Edwards", "Ellis", "Evans",
    "Farah", "Fernandes", "Fletcher", "Foster", "Gallagher", "Georgiou", "Gibson", "Gill", "Goldberg", "Gordon", "Graham", "Grant", "Griffiths", "Gunn", "Hall", "Harris",
    "Hashemi", "Hayward", "Holt", "Hughes", "Hussain", "Igwe", "Iqbal", "Jackson", "Jankauskas", "Jones", "Joshi", "Kapoor", "Kaur", "Kelly", "Khan", "King", "Kowalska",
    "Kowalski", "Lawson", "Lewis", "Lloyd-Parry", "Mahmood", "Marsh", "Mbeki", "McKenna", "Mensah", "Mills", "Moore", "Morgan", "Murphy", "Murray", "Nguyễn", "Nowak", "O'Connor",
    "O'Reilly", "Obi", "Okafor", "Osei", "Owen", "Parker", "Patel", "Pearson", "Pereira", "Petrov", "Phillips", "Popescu", "Price", "Qureshi", "Rahman", "Reid", "Rees",
    "Richards", "Roberts", "Robinson", "Rossi", "Ryan", "Sandhu", "Santos", "Scott", "Sharma", "Shaw", "Silva", "Simmons", "Singh", "Smith", "Smith-Okoro", "Stewart", "Suleiman",
    "Sutton", "Taylor", "Thapa", "Thomas", "Turner", "Van Dyk", "Walker", "Walsh", "Wang", "Ward", "Watson", "Webb", "White", "Whitehouse", "Williams", "Wilson", "Wong", "Wood",
    "Wright", "Yılmaz", "Young", "Zając", "Zhou",
];

/// A pupil of the demonstration, for their marks and observations.
pub(super) struct DemoChild {
    pub id: PupilId,
    pub year: YearGroup,
    /// Somebody who works with the pupil's class.
    pub teacher: MemberId,
    pub forename: String,
    pub surname: String,
    /// Whether they are in nursery or Reception.
    pub is_early: bool,
    pub key_worker: Option<MemberId>,
    /// The first day without them, if they left.
    pub left_on: Option<Day>,
}

/// A pupil of the demonstration before they are stored.
struct DemoPupil {
    pupil: NewPupil,
    name: String,
    leaves: bool,
}

/// Adds the pupils and who works with them, and gives the pupils. `staff` maps people to their place among the school's members.
pub(super) async fn enter(
    change: &mut SchoolTransaction,
    seeding: &Seeding,
    staff: &[(&'static DemoPersona, MemberId)],
    academic_year: i16,
    (owner, by_owner): (MemberId, &Author),
) -> Result<Vec<DemoChild>, Problem> {
    let children = children(academic_year)?;
    let mut key_workers = BTreeMap::new();
    let pupils: Vec<_> = children.iter().map(|child| child.pupil.clone()).collect();
    change.insert_pupils(seeding, &pupils).await?;
    change.set_author(Author::Rolecall);
    change
        .record(Entry {
            action: LoggedEvent::AddPupils.logged(),
            subject_kind: "pupils",
            new_value: Some(json!({ "pupils": pupils.len() })),
            ..Entry::default()
        })
        .await?;
    change.set_author(by_owner.clone());
    let left_on = Clock::day_of(change.at().plus(LEAVES_AFTER * DAY));
    for leaver in children.iter().filter(|child| child.leaves) {
        let id = leaver.pupil.id;
        change.set_left_on(seeding, id, left_on).await?;
        change.record(leaving_entry(MarkPupilLeft::LOGGED, (id, leaver.name.clone()), None, left_on)).await?;
    }
    for (person, member) in staff {
        let lists = lists(person.staff_code, &children);
        if lists.iter().all(|(_, picked)| picked.is_empty()) {
            continue;
        }
        let works: Vec<_> = lists
            .iter()
            .flat_map(|(kind, picked)| picked.iter().map(|child| (*kind, child.pupil.id)))
            .map(|(kind, pupil)| WorkerAssignment { pupil, member: *member, kind })
            .collect();
        key_workers.extend(works.iter().filter(|work| work.kind == WorkerKind::Key).map(|work| (work.pupil, *member)));
        change.seed_works(seeding, &works).await?;
        let names = lists.map(|(kind, picked)| (kind, picked.iter().map(|child| child.name.clone()).collect()));
        change.record(entry(*member, person.name(), Vec::new(), names.into())).await?;
    }
    let teacher = |class: &str| {
        let code = WORKERS.iter().find(|(_, other, _)| *other == class).map(|(code, ..)| *code);
        staff.iter().find(|(person, _)| Some(person.staff_code) == code).map_or(owner, |(_, member)| *member)
    };
    let known = children.iter().map(|DemoPupil { pupil, leaves, .. }| DemoChild {
        id: pupil.id,
        year: pupil.year,
        teacher: teacher(pupil.class.as_str()),
        forename: pupil.forename.to_string(),
        surname: pupil.surname.to_string(),
        is_early: pupil.year <= YearGroup::RECEPTION,
        key_worker: key_workers.get(&pupil.id).copied(),
        left_on: left_on.filter(|_| *leaves),
    });
    Ok(known.collect())
}

/// The two lists of pupils a person works with.
fn lists<'a>(staff_code: &str, children: &'a [DemoPupil]) -> [(WorkerKind, Vec<&'a DemoPupil>); 2] {
    let (mut key, mut worker) = (Vec::new(), Vec::new());
    for (number, (code, class, many)) in WORKERS.iter().enumerate() {
        if *code != staff_code {
            continue;
        }
        let before: usize =
            WORKERS[..number].iter().filter(|(_, other, _)| other == class).map(|(.., many)| many).sum();
        for (place, child) in children.iter().filter(|child| child.pupil.class.as_str() == *class).enumerate() {
            let list = if (before..before + many).contains(&place) { &mut key } else { &mut worker };
            list.push(child);
        }
    }
    if BREAKFAST.0 == staff_code {
        worker.extend(children.iter().step_by(BREAKFAST.1));
    }
    [(WorkerKind::Key, key), (WorkerKind::Worker, worker)]
}

fn children(academic_year: i16) -> Result<Vec<DemoPupil>, Problem> {
    let mut children = Vec::new();
    for (class, year, many) in CLASSES {
        let year = YearGroup::from_code(year).ok_or_else(|| wrong((*year).to_owned()))?;
        for _ in 0..*many {
            children.push(child(children.len(), class, year, academic_year)?);
        }
    }
    let year = YearGroup::from_code(LEAVER.1).ok_or_else(|| wrong(LEAVER.1.to_owned()))?;
    children.push(DemoPupil { leaves: true, ..child(children.len(), LEAVER.0, year, academic_year)? });
    Ok(children)
}

fn child(number: usize, class: &str, year: YearGroup, academic_year: i16) -> Result<DemoPupil, Problem> {
    let lot = chance(number as i64, 7_000);
    // Each first name is used once before any repeats; last names repeat freely.
    let forename = FORENAMES[number * 67 % FORENAMES.len()];
    let surname = SURNAMES[(lot % SURNAMES.len() as u64) as usize];
    // Local authority and school numbers that do not exist.
    let body = match number {
        // A pupil who came from abroad last week and has a temporary number.
        100 => format!("0009999{:02}01A", academic_year % 100),
        _ => format!("0009999{:02}{number:03}", (academic_year - year.age() + YearGroup::RECEPTION.age()) % 100),
    };
    let pupil = NewPupil {
        id: PupilId::new(Uuid::new_v4()),
        forename: PersonName::parse(forename).map_err(wrong)?,
        surname: PersonName::parse(surname).map_err(wrong)?,
        upn: Some(Upn::of_body(&body).ok_or_else(|| wrong(body))?),
        born_on: birthday(year, academic_year, lot >> 32).ok_or(Problem::Unexpected)?,
        year,
        class: ClassName::parse(class).map_err(wrong)?,
    };
    Ok(DemoPupil { name: format!("{forename} {surname}"), pupil, leaves: false })
}

/// A possible birthday for a pupil of the year group: it fixes their age on the 31 August before the year began.
fn birthday(year: YearGroup, academic_year: i16, lot: u64) -> Option<Day> {
    let first = date(academic_year - year.age() - 1, 9, 1);
    let day = first.saturating_add(((lot % 365) as i32).days());
    Day::new(day.year(), day.month(), day.day())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    fn made() -> Vec<DemoPupil> {
        children(2026).unwrap_or_default()
    }

    #[test]
    fn about_240_children_each_fit_their_year_group() {
        let children = made();
        assert_eq!(children.iter().filter(|child| !child.leaves).count(), 240);
        for DemoPupil { pupil, .. } in &children {
            let birthday = pupil.born_on;
            let age_before = 2026 - birthday.year() - i16::from((birthday.month(), birthday.day()) > (8, 31));
            assert_eq!(age_before, pupil.year.age(), "{birthday} {:?}", pupil.year);
        }
        let numbers: BTreeSet<_> = children.iter().filter_map(|child| child.pupil.upn.clone()).collect();
        assert_eq!(numbers.len(), 241);
        assert_eq!(numbers.iter().filter(|upn| upn.is_temporary()).count(), 1);
    }

    #[test]
    fn nobody_is_in_two_lists_and_no_child_has_two_key_workers() {
        let children = made();
        let codes: BTreeSet<_> = WORKERS.iter().map(|(code, ..)| *code).collect();
        let mut key_children = BTreeSet::new();
        for code in codes {
            let [(_, key), (_, worker)] = lists(code, &children);
            for child in &key {
                assert!(key_children.insert(child.pupil.id), "{code} {}", child.name);
                assert!(worker.iter().all(|other| other.pupil.id != child.pupil.id));
            }
        }
        assert!(key_children.len() > 100);
    }

    #[test]
    fn hardly_anybody_is_called_the_same() {
        let names: BTreeSet<_> = made().into_iter().map(|child| child.name).collect();
        assert!(names.len() >= 236, "{}", names.len());
    }
}
