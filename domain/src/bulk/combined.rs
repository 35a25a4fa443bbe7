//! The combined effect of a change of roles on many members.

use super::count_people;
use crate::catalogue::Feature;
use crate::limits;
use crate::permission::{
    Difference, Exceptions, KEY_TOPICS, KeyTopic, RoleChoice, Rules, SchoolRoles, difference, telling_order,
};
use crate::product::Product;
use core::cmp::Reverse;
use serde::{Deserialize, Serialize};

/// Members whose roles change in the same way.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RoleChangeCount {
    /// Their roles before.
    pub before: RoleChoice,
    /// Their roles after.
    pub after: RoleChoice,
    /// Their exceptions: for those permissions, roles make no difference.
    pub exceptions: Exceptions,
    /// The number of members.
    pub people: u32,
}

/// The numbers of people who gain and who lose.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct GainLossCount {
    /// The number of people who gain something.
    pub gain: u32,
    /// The number of people who lose something.
    pub lose: u32,
}

impl GainLossCount {
    /// Whether nobody gains or loses.
    pub const fn is_none(self) -> bool {
        self.gain == 0 && self.lose == 0
    }

    fn add(&mut self, people: u32, gains: bool, loses: bool) {
        self.gain += if gains { people } else { 0 };
        self.lose += if loses { people } else { 0 };
    }
}

/// The numbers of people who gain and lose: overall, by topic and by feature, where there are any.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CombinedChanges {
    /// Overall.
    pub all: GainLossCount,
    /// By topic that a head teacher asks about, in the order in which topics are said.
    pub topics: Vec<(KeyTopic, GainLossCount)>,
    /// By feature, the most telling first.
    pub features: Vec<(Feature, GainLossCount)>,
}

impl CombinedChanges {
    /// What changes most, in a few lines: "What 8 people gain: safeguarding, special needs." Sensitive topics come first,
    /// then what changes for most people.
    pub fn in_words(&self) -> Vec<String> {
        let of = |verb: &'static str, count: fn(&GainLossCount) -> u32| {
            let mut groups: Vec<(u32, Vec<KeyTopic>)> = Vec::new();
            for (topic, shift) in self.topics.iter().filter(|(_, shift)| count(shift) > 0) {
                match groups.iter_mut().find(|(people, _)| *people == count(shift)) {
                    Some((_, topics)) => topics.push(*topic),
                    None => groups.push((count(shift), vec![*topic])),
                }
            }
            groups.into_iter().map(move |(people, topics)| (verb, people, topics))
        };
        let mut groups: Vec<_> = of("gain", |shift| shift.gain).chain(of("lose", |shift| shift.lose)).collect();
        let weight = |topics: &[KeyTopic]| topics.iter().map(|topic| topic.weight).min();
        groups.sort_by_key(|(_, people, topics)| (weight(topics), Reverse(*people)));
        groups.truncate(limits::BULK_CHANGES_SAID);
        let line = |(verb, people, topics): (&str, u32, Vec<KeyTopic>)| {
            let verb = if people == 1 { format!("{verb}s") } else { verb.to_owned() };
            let topics: Vec<_> = topics.iter().map(|topic| topic.all).collect();
            format!("What {} {verb}: {}.", count_people(people), topics.join(", "))
        };
        groups.into_iter().map(line).collect()
    }
}

/// The combined effect of these changes of roles, in a school that uses `products` and has the roles `roles`.
pub fn combined(moved: &[RoleChangeCount], products: &[Product], roles: &SchoolRoles) -> CombinedChanges {
    let differences: Vec<_> = moved
        .iter()
        .map(|moved| {
            let rules = Rules { roles: roles.clone(), exceptions: moved.exceptions.clone() };
            let of = |choice| rules.permissions(choice, products);
            (moved.people, difference(&of(&moved.before), &of(&moved.after)))
        })
        .collect();
    let topics = KEY_TOPICS.iter().map(|topic| (*topic, shift_in(&differences, topic.features.iter().copied())));
    let features = products.iter().flat_map(|product| product.features());
    let features = features.map(|feature| (feature, shift_in(&differences, [feature].into_iter())));
    let mut features: Vec<_> = features.filter(|(_, shift)| !shift.is_none()).collect();
    features.sort_by_cached_key(|(feature, _)| telling_order(*feature));
    CombinedChanges {
        all: shift_in(&differences, roles.catalogue.features()),
        topics: topics.filter(|(_, shift)| !shift.is_none()).collect(),
        features,
    }
}

/// The numbers of people who gain and lose any of these features.
fn shift_in(differences: &[(u32, Difference)], features: impl Iterator<Item = Feature> + Clone) -> GainLossCount {
    let mut shift = GainLossCount::default();
    for (people, difference) in differences {
        let gains = features.clone().any(|feature| difference.is_gain(feature));
        let loses = features.clone().any(|feature| difference.is_loss(feature));
        shift.add(*people, gains, loses);
    }
    shift
}
