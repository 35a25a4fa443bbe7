//! The people whom a change to the role reaches, and what each gains or loses.

use crate::views::GainedAndLost;
use crate::widgets::{Disclosure, Panel};
use domain::bulk::count_people;
use domain::role_customisation::{Affected, Impact};
use leptos::prelude::*;

#[component]
pub(super) fn AffectedPeople(impact: Impact) -> impl IntoView {
    let said = in_words(impact.people(), impact.same);
    let deleted = deleted_in_words(impact.deleted);
    let groups = impact.affected.into_iter().map(|group| view! { <Group group/> }).collect_view();
    view! {
        <Panel title="Whom it reaches" id="reach">
            <p class="bulk-effect">{said}</p>
            {deleted.map(|said| view! { <p>{said}</p> })}
            {groups}
        </Panel>
    }
}

/// The number of people it changes something for, and of the others who hold the role.
fn in_words(people: usize, same: usize) -> String {
    let changes = format!("It changes what {} can do.", count_people(people));
    let keep = match same {
        1 => "1 person holds it and keeps what they have.".to_owned(),
        same => format!("{same} people hold it and keep what they have."),
    };
    match (people, same) {
        (0, 0) => "Nobody holds this role, so nobody gains or loses anything.".to_owned(),
        (0, _) => keep,
        (_, 0) => changes,
        _ => format!("{changes} {keep}"),
    }
}

/// The number of deleted people who hold the role.
fn deleted_in_words(deleted: usize) -> Option<String> {
    match deleted {
        0 => None,
        1 => Some("1 deleted person holds it too. The change applies to them if they are restored.".to_owned()),
        many => Some(format!("{many} deleted people hold it too. The change applies to them if they are restored.")),
    }
}

/// "gains 3, loses 1": of one person or of several.
fn what(people: usize, gains: usize, loses: usize) -> String {
    let [gain, lose] = if people == 1 { ["gains", "loses"] } else { ["gain", "lose"] };
    let parts = [(gain, gains), (lose, loses)].into_iter().filter(|(_, many)| *many > 0);
    parts.map(|(verb, many)| format!("{verb} {many}")).collect::<Vec<_>>().join(", ")
}

#[component]
fn Group(group: Affected) -> impl IntoView {
    let Affected { people, gains, loses } = group;
    let note = count_people(people.count);
    let summary = format!("{}: {}", people.text(), what(people.count, gains.len(), loses.len()));
    let caption = format!("What changes for {}", people.text());
    view! { <Disclosure summary note open=true><GainedAndLost caption gains loses/></Disclosure> }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_person_gains_and_several_gain() {
        assert_eq!(what(1, 3, 1), "gains 3, loses 1");
        assert_eq!(what(2, 0, 1), "lose 1");
        assert_eq!(in_words(2, 1), "It changes what 2 people can do. 1 person holds it and keeps what they have.");
        assert_eq!(in_words(0, 3), "3 people hold it and keep what they have.");
        assert!(in_words(0, 0).starts_with("Nobody holds"));
    }
}
