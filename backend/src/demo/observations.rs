//! The observations of the demonstration's school, by its key workers about their key children, and the contacts at the
//! children's homes. None of it happened.

use super::days::chance;
use super::pupils::DemoChild;
use super::wrong;
use crate::access::Seeding;
use crate::clock::london;
use crate::observations::recorded;
use crate::search_key::normalise;
use crate::store::{Author, Entry, SchoolTransaction, SeededObservation, StoredObservation, StoredObservedChild};
use domain::access::{Action as _, CreateObservation, ShareWithHome};
use domain::day::Day;
use domain::id::{MemberId, ObservationId};
use domain::moment::{HOUR, MINUTE, Moment};
use domain::observation::{LearningArea, NewObservation};
use domain::problem::Problem;
use domain::role::Role;
use jiff::civil::Weekday;
use jiff::{Timestamp, ToSpan as _};
use serde_json::json;
use std::collections::BTreeSet;
use uuid::Uuid;

/// How many there are, and over how many days they are spread.
const MANY: i64 = 60;
const SPREAD: i64 = 390;
/// One home in so many has given no address.
const WITHOUT_CONTACT: usize = 9;

/// What was seen of children in nursery and Reception. `{child}` is the child's first name, `{other}` that of another.
#[rustfmt::skip]
const EARLY: &[(&str, &[LearningArea])] = &[
    ("{child} built a bridge of blocks for the toy cars. “It needs two legs or it falls,” {child} said, and tried three kinds of legs.", &[LearningArea::Mathematics, LearningArea::Physical]),
    ("At snack time {child} counted out six cups, one for each friend, and noticed that one was missing.", &[LearningArea::Mathematics, LearningArea::Personal]),
    ("{child} found a snail under the log. “It's asleep in its house.” We looked it up in the big book, and {child} told the others what we read.", &[LearningArea::World, LearningArea::Communication]),
    ("{child} wrote their name on the whiteboard by themselves for the first time, all letters the right way round.", &[LearningArea::Literacy, LearningArea::Physical]),
    ("In the role-play shop {child} was the shopkeeper and asked every customer what they wanted. Full sentences, and a lot of patience.", &[LearningArea::Communication, LearningArea::Arts]),
    ("{child} was upset when the tower fell. After a minute {child} took a breath and said: “I can make it again.”", &[LearningArea::Personal]),
    ("{child} and {other} mixed blue and yellow and were delighted with the green. They painted a whole meadow with it.", &[LearningArea::Arts, LearningArea::World]),
    ("{child} heard that “ship” and “shop” begin with the same sound, and found “shell” in the tray.", &[LearningArea::Literacy]),
    ("On the balance beam {child} walked the whole length without help, and then showed {other} how to hold the arms out.", &[LearningArea::Physical, LearningArea::Personal]),
    ("{child} sorted the leaves by size and then by colour, and explained the two ways to me.", &[LearningArea::Mathematics, LearningArea::World]),
    ("{child} told the story of the three bears to the puppets, with a different voice for each bear.", &[LearningArea::Communication, LearningArea::Literacy, LearningArea::Arts]),
    ("{child} asked {other} to join in at the water tray. They took turns with the jug and worked out which bottle holds more.", &[LearningArea::Personal, LearningArea::Mathematics]),
    ("We planted beans. {child} remembered that they need water and light, and looked after the pots every morning this week.", &[LearningArea::World]),
    ("{child} kept a steady beat on the drum while everybody sang, and changed to quiet when the song did.", &[LearningArea::Arts]),
];
/// What was seen of older children.
#[rustfmt::skip]
const OLDER: &[(&str, &[LearningArea])] = &[
    ("{child} explained to a partner how to carry in column addition, with counters, until it made sense.", &[LearningArea::Mathematics]),
    ("{child} chose a longer book than usual and read a page of it to the class with expression.", &[LearningArea::Literacy]),
    ("In circle time {child} spoke about moving house. It took courage, and the others listened.", &[LearningArea::Personal, LearningArea::Communication]),
    ("{child} and {other} planned a fair test for melting ice: same size, same cup, different places.", &[LearningArea::World]),
    ("{child} helped a younger child on the playground who had fallen, and stayed until the bell.", &[LearningArea::Personal]),
    ("{child} drew the Roman road with a vanishing point. We looked at how the lines meet.", &[LearningArea::Arts]),
];

/// Sets the home contacts of most pupils.
pub(super) async fn contacts(
    change: &mut SchoolTransaction,
    seeding: &Seeding,
    children: &[DemoChild],
) -> Result<(), Problem> {
    for (number, child) in children.iter().enumerate() {
        if has_contact(number) {
            change.seed_home_contact(seeding, child.id, &contact(number, child)).await?;
        }
    }
    Ok(())
}

const fn has_contact(number: usize) -> bool {
    number % WITHOUT_CONTACT != 4
}

fn contact(number: usize, child: &DemoChild) -> String {
    let name: String = normalise(&child.surname).chars().filter(char::is_ascii_alphanumeric).collect();
    format!("{name}.family{number}@homes.example")
}

/// An observation, and who is said to have recorded it.
pub(super) struct DemoObservation {
    seeded: SeededObservation,
    author_name: String,
    children: Vec<StoredObservedChild>,
}

impl DemoObservation {
    /// When it was recorded.
    pub const fn at(&self) -> Moment {
        self.seeded.created_at
    }
}

/// The observations, in order of when they were recorded. Those from before `begun` were taken over from paper then.
pub(super) fn made(
    children: &[DemoChild],
    staff: &[(MemberId, String, Role)],
    begun: Moment,
    now: Moment,
) -> Result<Vec<DemoObservation>, Problem> {
    let mut made = Vec::new();
    // The youngest children's key workers write most.
    let early: Vec<_> = keyed(children, staff).filter(|(_, child, ..)| child.is_early).collect();
    let older: Vec<_> = keyed(children, staff).filter(|(_, child, ..)| !child.is_early).collect();
    for number in 0..MANY {
        let (of, texts) = if number % 5 == 4 { (&older, OLDER) } else { (&early, EARLY) };
        let lot = chance(number, 9_000);
        let Some((place, child, author, author_name, role)) = of.get((lot % of.len().max(1) as u64) as usize) else {
            continue;
        };
        let Some(observed_on) = school_day(now, number * SPREAD / MANY + (lot / 7 % 3) as i64) else { continue };
        let (text, areas) = texts[(lot / 64 % texts.len() as u64) as usize];
        let other = of.iter().find(|(at, other, by, ..)| by == author && at != place && other.id != child.id);
        let other = other.filter(|_| text.contains("{other}"));
        let text = text
            .replace("{child}", &child.forename)
            .replace("{other}", other.map_or("a friend", |other| &other.1.forename));
        let observed_at =
            crate::clock::Clock::start_of(observed_on).ok_or(Problem::Unexpected)?.plus(15 * HOUR + number * MINUTE);
        let created_at = if observed_at < begun { begun.plus(number * MINUTE) } else { observed_at };
        if created_at >= now {
            continue;
        }
        let stored = |(place, child): (usize, &DemoChild)| StoredObservedChild {
            pupil: child.id,
            name: format!("{} {}", child.forename, child.surname),
            home_email: has_contact(place).then(String::new),
            left_on: None,
        };
        let about: Vec<_> = std::iter::once((*place, *child))
            .chain(other.map(|(place, child, ..)| (*place, *child)))
            .map(stored)
            .collect();
        // Only one child's observations are shared: the texts of others name somebody else's child.
        let is_shared = *role == Role::FullEdit && about.len() == 1 && has_contact(*place) && !lot.is_multiple_of(3);
        made.push(DemoObservation {
            seeded: SeededObservation {
                id: ObservationId::new(Uuid::new_v4()),
                author: *author,
                new: NewObservation {
                    text,
                    observed_on,
                    areas: areas.iter().copied().collect(),
                    children: about.iter().map(|child| child.pupil).collect::<BTreeSet<_>>(),
                    form_key: None,
                },
                created_at,
                shared_at: is_shared.then_some(created_at),
            },
            author_name: author_name.clone(),
            children: about,
        });
    }
    made.sort_by_key(DemoObservation::at);
    Ok(made)
}

/// Children with their place in the list, and their key worker, if that is somebody who may record observations.
fn keyed<'a>(
    children: &'a [DemoChild],
    staff: &'a [(MemberId, String, Role)],
) -> impl Iterator<Item = (usize, &'a DemoChild, MemberId, String, Role)> {
    children.iter().enumerate().filter_map(|(place, child)| {
        let (member, name, role) = staff.iter().find(|(member, ..)| Some(*member) == child.key_worker)?;
        (!role.is_read_only()).then(|| (place, child, *member, name.clone(), *role))
    })
}

/// Writes an observation with its entries in the log. No mail is queued for what was shared then.
pub(super) async fn record(
    change: &mut SchoolTransaction,
    seeding: &Seeding,
    made: &DemoObservation,
) -> Result<(), Problem> {
    let DemoObservation { seeded, author_name, children } = made;
    change.set_at(seeding, seeded.created_at);
    change.set_author(Author::Member { id: seeded.author, name: author_name.clone() });
    change.seed_observation(seeding, seeded).await?;
    let stored = StoredObservation {
        id: seeded.id,
        version: 1,
        text: seeded.new.text.clone(),
        observed_on: seeded.new.observed_on,
        areas: seeded.new.areas.iter().copied().collect(),
        children: children.clone(),
        author: seeded.author,
        author_name: author_name.clone(),
        created_at: seeded.created_at,
        changed: None,
        shared: None,
        photos: Vec::new(),
    };
    change.record(recorded(CreateObservation::LOGGED, None, Some(&stored))).await?;
    if seeded.shared_at.is_some() {
        let shared = Some(json!({ "shared": stored.names() }));
        change.record(Entry { new_value: shared, ..recorded(ShareWithHome::LOGGED, None, Some(&stored)) }).await?;
    }
    Ok(())
}

/// The school day this many days ago, or the last one before; none in the long holidays.
fn school_day(now: Moment, ago: i64) -> Option<Day> {
    let today = Timestamp::from_millisecond(now.0).ok()?.to_zoned(london()).date();
    let day = today.checked_sub((ago + 1).days()).ok()?;
    let day = match day.weekday() {
        Weekday::Saturday => day.checked_sub(1.days()).ok()?,
        Weekday::Sunday => day.checked_sub(2.days()).ok()?,
        _ => day,
    };
    if day.month() == 8 || (day.month() == 7 && day.day() > 20) {
        return None;
    }
    Day::new(day.year(), day.month(), day.day()).ok_or_else(|| wrong(day)).ok()
}
