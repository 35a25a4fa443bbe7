//! The people whom a bulk action is about.

use crate::widgets::Fold;
use domain::bulk::{LeftOut, Named, count_people};
use leptos::prelude::*;

/// The number of people and their names, collapsed when there are many.
#[component]
pub(super) fn Whom(
    /// The people affected.
    people: Named,
) -> impl IntoView {
    let names = people.text();
    if people.count <= 3 {
        view! { <p class="whom"><bdi>{names}</bdi></p> }.into_any()
    } else {
        view! { <Fold summary="Who they are" note=count_people(people.count)><p class="whom"><bdi>{names}</bdi></p></Fold> }
            .into_any()
    }
}

/// The people who were left out, by reason.
#[component]
pub(super) fn LeftOutList(
    /// The groups of people who were left out.
    left: Vec<LeftOut>,
) -> impl IntoView {
    let lines = left
        .into_iter()
        .map(
            |LeftOut { why, people }| view! { <div><dt><bdi>{people.text()}</bdi></dt><dd>{why.sentence()}</dd></div> },
        )
        .collect_view();
    view! { <dl class="definitions left-out">{lines}</dl> }
}
