//! A page of what a role adds to the one below it: as many permissions as fit on a slide, what is sensitive first.

use super::what_it_adds;
use domain::catalogue::Feature;
use domain::permission::Weight;
use domain::presentation::{ITEMS_ON_A_SLIDE, Step};
use leptos::prelude::*;

#[component]
pub(super) fn Items(step: Step, page: usize) -> impl IntoView {
    let before = page.saturating_sub(1) * ITEMS_ON_A_SLIDE;
    let all = step.items();
    let lines: Vec<_> =
        all.iter().skip(before).take(ITEMS_ON_A_SLIDE).map(|(feature, gained)| line(*feature, *gained)).collect();
    let place = format!("{}–{} of {}", before + 1, before + lines.len(), all.len());
    view! {
        <p class="stage-adds">{what_it_adds(&step)} " " <small>{place}</small></p>
        <ul class="stage-items">{lines}</ul>
    }
}

fn line(feature: Feature, gained: bool) -> AnyView {
    let (sign, says) = match (gained, feature.is_restriction()) {
        (true, false) => ("+", "gains: "),
        // Nothing is given: something no longer holds them back.
        (true, true) => ("○", ""),
        (false, false) => ("−", "lacks: "),
        (false, true) => ("!", ""),
    };
    let limit = feature.is_restriction().then(|| format!(": {}", feature.restriction_words(!gained)));
    let weight = Weight::of(feature).map(|weight| match weight {
        Weight::Sensitive => "Sensitive · ",
        Weight::Powerful => "Powerful · ",
    });
    view! {
        <li class:not-included=!gained>
            <span class="sign" aria-hidden="true">{sign}</span>
            <span>
                <span class="hidden">{says}</span> {feature.name()} {limit}
                <small>{weight} {feature.product().name()} ", " {feature.area().name()}</small>
            </span>
        </li>
    }
    .into_any()
}
