//! A slide on the stage: the role as a whole, or a page of what it adds.

use super::fields::Fields;
use super::items::Items;
use super::{name_of, what_it_adds};
use crate::routes::{self, PresentedView};
use crate::views::{FetchAhead, InWords, code_of, tone_of};
use crate::widgets::{ButtonKind, CodeTag, Icon, IconView};
use domain::permission::{RoleChoice, SchoolRoles};
use domain::presentation::{Deck, Slide, Step};
use domain::product::Product;
use domain::school::SchoolSettings;
use leptos::prelude::*;

/// A slide about a role.
#[component]
pub(super) fn Stage(slide: Slide, settings: SchoolSettings) -> impl IntoView {
    let SchoolSettings { products, roles: school, .. } = &settings;
    let deck = Deck::new(products, school);
    let step = deck.step(slide.role);
    let count: usize = products.iter().map(|product| step.count_in(*product)).sum();
    let of: usize = products.iter().copied().map(Product::feature_count).sum();
    let says = format!("{}. {count} of {of}. {}", name_of(slide, step.pages(), school), what_it_adds(&step));
    let content = match slide.page {
        0 => view! { <Whole slide step=step.clone() count of settings=settings.clone()/> }.into_any(),
        page => view! { <Items step=step.clone() page/> }.into_any(),
    };
    let title = school.label(slide.role);
    let position = format!("{} of {}", deck.place(slide.role).unwrap_or_default() + 1, deck.roles().len());
    let suits = (!slide.role.is_custom()).then(|| format!(" · {}", slide.role.level().best_suited_for()));
    let steps = steps(&deck, slide, school);
    let code = code_of(slide.role, school);
    view! {
        <StageFrame says>
            <div class=format!("stage-role role-tone-{}", tone_of(slide.role))>
                <header class="stage-head">
                    <span class="role-large"><CodeTag code/></span>
                    <h1>{title}</h1>
                    <p>{position} {suits}</p>
                </header>
                {content}
            </div>
            {steps}
        </StageFrame>
    }
}

/// What is around every slide. What a screen reader hears is outside the slide, which is replaced.
#[component]
pub(super) fn StageFrame(
    /// The slide in a sentence.
    #[prop(into)]
    says: String,
    children: Children,
) -> impl IntoView {
    view! {
        <FetchAhead island="present"/>
        <div class="stage" id="presentation">
            <p class="hidden" role="status" data-region="presented">{says}</p>
            <div class="stage-tools">
                <button type="button" class="button button-quiet" id="presented-full" hidden>"Full screen"</button>
                <a class="button button-quiet" href=routes::GUIDE>"Close"</a>
            </div>
            <div class="stage-slide" data-region="presentation" data-go="push" data-steps>{children()}</div>
        </div>
    }
}

/// The way from what is shown beside the slides back to them.
#[component]
pub(super) fn BackToRoles(slide: Slide) -> impl IntoView {
    view! {
        <nav class="stage-nav" aria-label="Slides">
            <a class=ButtonKind::Secondary.class() id="presented-back" href=routes::presented(slide, None)>
                <IconView icon=Icon::Back/> <span>"Back to the roles"</span>
            </a>
        </nav>
    }
}

/// The role as a whole: a giant total, what it can do in words, and a square for every permission.
#[component]
fn Whole(slide: Slide, step: Step, count: usize, of: usize, settings: SchoolSettings) -> impl IntoView {
    let level = slide.role.level();
    let made = slide.role.is_custom().then(|| format!("Your school made it from {}.", level.label()));
    let adds = what_it_adds(&step);
    let products = settings.products.clone();
    view! {
        <div class="stage-whole">
            <div class="stage-words">
                <p class="stage-total"><b>{count}</b> " of " {of}</p>
                {made.map(|made| view! { <p>{made}</p> })}
                <InWords roles=RoleChoice::in_every_product(slide.role) settings/>
                <p class="stage-adds">{adds}</p>
            </div>
            <Fields step products/>
        </div>
    }
}

/// The ways on and back. Keys, a remote and swipes follow them.
fn steps(deck: &Deck<'_>, slide: Slide, school: &SchoolRoles) -> AnyView {
    let link = |to: Slide, id: &'static str, label: String, icon: Icon| {
        view! {
            <a class=ButtonKind::Secondary.class() id=id href=routes::presented(to, None)>
                <IconView icon/> <span>{label}</span>
            </a>
        }
    };
    let role_link =
        |role, id, word: &str, icon| link(Slide::of(role), id, format!("{word}: {}", school.label(role)), icon);
    let back = deck.previous(slide).map(|to| link(to, "presented-back", "Back".to_owned(), Icon::Back));
    let on = deck.next(slide).map(|to| link(to, "presented-next", "Next".to_owned(), Icon::Forward));
    let below = deck.below(slide.role).map(|role| role_link(role, "presented-below", "Below", Icon::Back));
    let above = deck.above(slide.role).map(|role| role_link(role, "presented-above", "Above", Icon::Forward));
    view! {
        <nav class="stage-nav" aria-label="Slides">
            <div class="cluster">{below} {back}</div>
            <p class="stage-links">
                <a href=routes::presented(slide, Some(PresentedView::Names))>"A teacher | a governor"</a>
                <a href=routes::presented(slide, Some(PresentedView::Marks))>"Marks, role by role"</a>
                <a href=routes::presented(slide, Some(PresentedView::Notes)) target="_blank" rel="opener" id="presented-notes">
                    "Presenter’s notes" <span class="hidden">" (opens in a new window)"</span>
                </a>
            </p>
            <div class="cluster">{on} {above}</div>
        </nav>
        <a id="presented-follow" href=routes::presented(slide, None) hidden>"The slide in the other window"</a>
    }
    .into_any()
}
