//! What the presenter reads in a window of their own: what to say about the slide, and what comes next. With scripts the
//! two windows follow each other.

use super::{name_of, what_it_adds};
use crate::routes::{self, PresentedView};
use crate::views::{FetchAhead, InWords};
use crate::widgets::{ButtonKind, Cluster, LinkButton, PageHeading};
use domain::permission::RoleChoice;
use domain::presentation::{Deck, ITEMS_ON_A_SLIDE, Slide};
use domain::school::SchoolSettings;
use leptos::prelude::*;

#[component]
pub(super) fn Notes(slide: Slide, settings: SchoolSettings) -> impl IntoView {
    let SchoolSettings { products, roles: school, .. } = &settings;
    let deck = Deck::new(products, school);
    let step = deck.step(slide.role);
    let level = slide.role.level();
    let to = |slide| routes::presented(slide, Some(PresentedView::Notes));
    let back = deck.previous(slide).map(|slide| {
        view! { <LinkButton href=to(slide) kind=ButtonKind::Secondary>"Back"</LinkButton> }
    });
    let next = deck.next(slide);
    let on = next.map(|slide| view! { <LinkButton href=to(slide)>"Next"</LinkButton> });
    let comes = next.map_or_else(
        || "This is the last slide.".to_owned(),
        |next| format!("Next: {}.", name_of(next, deck.step(next.role).pages(), school)),
    );
    let means = level.guidance().iter().map(|sentence| view! { <li>{*sentence}</li> }).collect_view();
    let by_product = products
        .iter()
        .map(|product| {
            let (gains, loses) = step.change.counts_in(*product);
            let lacks = (loses > 0).then(|| format!(", lacks {loses}"));
            let (count, of) = (step.count_in(*product), product.feature_count());
            view! { <li><strong>{product.name()}</strong> {format!(": {count} of {of}, gains {gains}")} {lacks}</li> }
        })
        .collect_view();
    let skipped = slide.page.saturating_sub(1) * ITEMS_ON_A_SLIDE;
    let items = step.items().into_iter().skip(skipped).take(ITEMS_ON_A_SLIDE);
    let items = items
        .map(|(feature, gained)| {
            let note = feature.note().map(|note| format!(" – {note}"));
            let sign = if gained { "" } else { "Lacks: " };
            view! { <li>{sign} {feature.full_name()} {note}</li> }
        })
        .collect_view();
    let name = name_of(slide, step.pages(), school);
    let suits = (!slide.role.is_custom()).then(|| format!("Best suited for: {}.", level.best_suited_for()));
    let adds = what_it_adds(&step);
    view! {
        <FetchAhead island="present"/>
        <PageHeading title="Presenter’s notes" back=routes::presented(slide, None) back_label="The stage"/>
        <div class="stack" id="presentation" data-region="presentation" data-go="push">
            <h2>{name}</h2>
            <Cluster>{back} {on} <span class="soft">{comes}</span></Cluster>
            <InWords roles=RoleChoice::in_every_product(slide.role) settings=settings.clone()/>
            <p><strong>{adds}</strong> " " {suits}</p>
            <ul class="plain-list">{means}</ul>
            <h3>"By product"</h3>
            <ul class="plain-list">{by_product}</ul>
            <h3>{if slide.page == 0 { "What it adds first" } else { "On this slide" }}</h3>
            <ul class="plain-list">{items}</ul>
            <a id="presented-follow" href=to(slide) hidden>"The slide in the other window"</a>
        </div>
    }
}
