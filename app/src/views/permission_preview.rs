//! The permission preview: what a person can do with the chosen roles, and what changes compared with the roles before.
//!
//! Everything is decided here, from what came with the page: another choice needs no request. Areas are drawn once and
//! then updated where they differ.

mod area;
mod bars;
mod model;
mod product;
mod summary;

pub(crate) use model::{abilities, abilities_in_all};
pub(crate) use summary::{preview_brief, preview_said};

use crate::routes;
use crate::views::{NothingNow, following};
use crate::widgets::{Disclosure, MatrixLegend, Preview, PreviewWords};
use bars::Bars;
use domain::permission::{Exceptions, RoleChoice, Rules, in_words};
use domain::school::SchoolSettings;
use domain::user::MemberStatus;
use leptos::prelude::*;
use model::PreviewModel;
use product::ProductPart;
use summary::roles_in_words;

/// What the roles include in each product that the school uses, grouped by area, each line with its reason.
#[component]
pub(crate) fn PermissionPreview(
    /// The id of the heading.
    #[prop(into)]
    id: String,
    /// The heading.
    #[prop(into)]
    title: Signal<String>,
    /// The chosen roles; `None` before a choice.
    #[prop(into)]
    roles: Signal<Option<RoleChoice>>,
    /// The roles before the choice; `None` for no comparison.
    #[prop(optional, into)]
    before: Signal<Option<RoleChoice>>,
    /// The products that the school uses, and its customised roles.
    #[prop(into)]
    settings: Signal<SchoolSettings>,
    /// The person's exceptions.
    #[prop(optional, into)]
    exceptions: Signal<Exceptions>,
    /// The person's status. People who cannot sign in can do nothing now.
    #[prop(default = MemberStatus::Active)]
    status: MemberStatus,
) -> impl IntoView {
    let rules = rules_of(settings, exceptions);
    let said = preview_said(roles, before, settings, rules);
    let lead = Memo::new(move |_| match roles.get() {
        Some(roles) => settings.with(|settings| roles_in_words(&roles, &settings.products, &settings.roles)),
        None => "Choose a role to see, before you give it, what they will be able to do in each product.".to_owned(),
    });
    let products = Memo::new(move |_| settings.with(|settings| settings.products.clone()));
    let picture = Memo::new(move |_| {
        roles.get().map(|roles| {
            products.with(|products| rules.with(|rules| PreviewModel::of(roles, before.get(), products, rules)))
        })
    });
    let words = Memo::new(move |_| {
        let said = |roles: &RoleChoice| {
            settings.with(|settings| rules.with(|rules| in_words(roles, &settings.products, rules)))
        };
        let earlier = before.get().as_ref().map(said);
        let is_new = |sentence: &String| earlier.as_ref().is_some_and(|earlier| !earlier.contains(sentence));
        let now = roles.get().as_ref().map(said).unwrap_or_default();
        now.into_iter().map(|sentence| (sentence.clone(), is_new(&sentence))).collect::<Vec<_>>()
    });
    let chosen = Memo::new(move |_| picture.with(Option::is_some));
    let bars = following(move || chosen.get().then(|| view! { <Bars picture products rules/> }));
    let words = following(move || chosen.get().then(|| view! { <NothingNow status/> <PreviewWords words/> }));
    let parts = following(move || {
        let first = chosen.get().then(|| picture.get_untracked()).flatten()?;
        // Keeps its last value while the preview is being removed.
        let picture = Memo::new(move |_| picture.get().unwrap_or_else(|| first.clone()));
        let parts = move || {
            products.get().into_iter().map(|product| view! { <ProductPart product picture rules/> }).collect_view()
        };
        Some(view! {
            {following(parts)}
            <div class="preview-foot">
                <Disclosure summary="What the signs mean">
                    <MatrixLegend/>
                </Disclosure>
                <p>
                    <a href=routes::GUIDE>"What every role can do"</a>
                </p>
            </div>
        })
    });
    view! { <Preview id title lead said words=view! { {words} }.into_any() bars=view! { {bars} }.into_any()>{parts}</Preview> }
}

/// The rules that, besides the roles, decide what a person can do.
pub(crate) fn rules_of(settings: Signal<SchoolSettings>, exceptions: Signal<Exceptions>) -> Memo<Rules> {
    Memo::new(move |_| Rules { roles: settings.with(|settings| settings.roles.clone()), exceptions: exceptions.get() })
}
