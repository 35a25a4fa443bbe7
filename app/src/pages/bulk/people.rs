//! Whom it is about.

use crate::widgets::Fold;
use domain::bulk::{LeftOut, Named, count_people};
use leptos::prelude::*;

/// How many, and who: folded away when they are many.
#[component]
pub(super) fn Whom(
    /// They.
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

/// Who was left out, by reason.
#[component]
pub(super) fn LeftOutList(
    /// They.
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
