//! The people whom a bulk action is about.

use crate::widgets::Disclosure;
use domain::bulk::{NameSummary, SkippedGroup, count_people};
use leptos::prelude::*;

/// The number of people and their names, collapsed when there are many.
#[component]
pub(super) fn SelectedPeople(
    /// The people affected.
    people: NameSummary,
) -> impl IntoView {
    let names = people.text();
    if people.count <= 3 {
        view! { <p class="affected-people"><bdi>{names}</bdi></p> }.into_any()
    } else {
        view! { <Disclosure summary="Who they are" note=count_people(people.count)><p class="affected-people"><bdi>{names}</bdi></p></Disclosure> }
            .into_any()
    }
}

/// The people who were left out, by reason.
#[component]
pub(super) fn SkippedList(
    /// The groups of people who were left out.
    left: Vec<SkippedGroup>,
) -> impl IntoView {
    let lines = left
        .into_iter()
        .map(
            |SkippedGroup { why, people }| view! { <div><dt><bdi>{people.text()}</bdi></dt><dd>{why.sentence()}</dd></div> },
        )
        .collect_view();
    view! { <dl class="definitions left-out">{lines}</dl> }
}
