//! What somebody can do, in at most five sentences that a head teacher would say. They come from the same decisions as
//! every list and count, and say "cannot" only where nothing of a topic is allowed.

use super::key_topic::{KEY_TOPICS, KeyTopic, Part};
use super::{Permissions, RoleChoice, Rules};
use crate::catalogue::VIEW_PUPILS;
use crate::product::Product;
use crate::wording::joined;

/// How much of a topic is allowed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Share {
    All,
    Some,
    None,
}

/// The sentences for `choice`, in the order of [`Part`]. Topics of products that are not `used` are left out.
pub fn in_words(choice: &RoleChoice, used: &[Product], rules: &Rules) -> Vec<String> {
    said_of(&rules.permissions(choice, used), choice, used)
}

/// The sentences for somebody with the roles `choice` and therefore the permissions `held`, as [`in_words`] gives them.
pub fn said_of(held: &Permissions, choice: &RoleChoice, used: &[Product]) -> Vec<String> {
    let anonymises = choice.main.level().anonymises_pupils();
    let parts = [Part::Records, Part::Names, Part::Marks, Part::Reach, Part::Power];
    parts.into_iter().filter_map(|part| sentence(part, held, used, anonymises)).collect()
}

fn sentence(part: Part, held: &Permissions, used: &[Product], anonymises: bool) -> Option<String> {
    let topics: Vec<_> = KEY_TOPICS
        .iter()
        .filter(|topic| topic.part == part)
        .filter_map(|topic| Some((topic, share(topic, held, used)?)))
        .collect();
    let (first, _) = topics.first()?;
    if part == Part::Names {
        return Some(names(first, held, anonymises));
    }
    let can: Vec<_> = topics
        .iter()
        .filter_map(|(topic, share)| match share {
            Share::All => Some(topic.all),
            Share::Some => Some(topic.some),
            Share::None => None,
        })
        .collect();
    let cannot: Vec<_> = topics.iter().filter(|(_, share)| *share == Share::None).map(|(topic, _)| topic.all).collect();
    Some(match (can.is_empty(), cannot.is_empty()) {
        (true, _) if part == Part::Marks => "Cannot enter marks.".to_owned(),
        (true, _) => format!("{} {}.", first.cannot(), joined(&cannot, "or")),
        (false, true) => format!("{} {}.", first.can(), joined(&can, "and")),
        (false, false) => format!("{} {}, but not {}.", first.can(), joined(&can, "and"), joined(&cannot, "or")),
    })
}

/// Whether pupils are seen, and by name. Only the role in the classroom shows aliases; other products show names.
fn names(topic: &KeyTopic, held: &Permissions, anonymises: bool) -> String {
    let seen: Vec<_> = topic.features.iter().filter(|feature| held.has(**feature)).collect();
    match seen.as_slice() {
        [] => format!("{} {}.", topic.cannot(), topic.all),
        [only] if anonymises && **only == VIEW_PUPILS => {
            "Sees pupils under aliases, not their names or dates of birth.".to_owned()
        }
        _ => "Sees pupils’ names.".to_owned(),
    }
}

/// How much of the topic is allowed; `None` where no product in use has it.
fn share(topic: &KeyTopic, held: &Permissions, used: &[Product]) -> Option<Share> {
    let features = topic.features.iter().filter(|feature| used.contains(&feature.product()));
    let (mut all, mut allowed) = (0, 0);
    for feature in features {
        all += 1;
        allowed += u32::from(held.has(*feature));
    }
    match (all, allowed) {
        (0, _) => None,
        (_, 0) => Some(Share::None),
        (all, allowed) if all == allowed => Some(Share::All),
        // A topic of which part cannot be said counts as allowed: the sentence never promises too little.
        _ if topic.some.is_empty() => Some(Share::All),
        _ => Some(Share::Some),
    }
}
