//! The permission preview: what a person can do with the chosen roles, and what changes compared with the roles before.
//!
//! Everything is decided here, from what came with the page: another choice needs no request. Areas are drawn once and
//! then updated where they differ.

mod area;
mod bars;
mod model;
mod product;
mod summary;

pub(crate) use model::{abilities, abilities_in_all, abilities_under};

use crate::routes;
use crate::views::{NothingNow, following};
use crate::widgets::{Disclosure, MatrixLegend, Preview, PreviewWords};
use bars::Bars;
use domain::permission::{Exceptions, RoleChoice, Rules, said_of};
use domain::product::Product;
use domain::school::SchoolSettings;
use domain::user::MemberStatus;
use leptos::prelude::*;
use model::{Held, PreviewModel};
use product::ProductPart;
use summary::{brief, roles_in_words, said};

/// What a preview is about, and what the rules make of it.
#[derive(Clone, Copy)]
pub(crate) struct Previewed {
    settings: Signal<SchoolSettings>,
    products: Memo<Vec<Product>>,
    rules: Memo<Rules>,
    /// `None` before a choice.
    picture: Memo<Option<PreviewModel>>,
}

impl Previewed {
    /// The chosen `roles` (`None` before a choice), compared with the roles `before` (`None` for no comparison), for
    /// somebody with these exceptions.
    pub fn of(
        roles: Signal<Option<RoleChoice>>,
        before: Signal<Option<RoleChoice>>,
        settings: Signal<SchoolSettings>,
        exceptions: Signal<Exceptions>,
    ) -> Self {
        let products = Memo::new(move |_| settings.with(|settings| settings.products.clone()));
        let rules = Memo::new(move |_| Rules {
            roles: settings.with(|settings| settings.roles.clone()),
            exceptions: exceptions.get(),
        });
        let held = move |roles| products.with(|products| rules.with(|rules| Held::of(roles, products, rules)));
        let before = Memo::new(move |_| before.get().map(held));
        let picture = Memo::new(move |_| roles.get().map(|roles| PreviewModel::of(held(roles), before.get())));
        Self { settings, products, rules, picture }
    }

    /// The preview in a line: "Full Edit · 137 of 169 · +79 −3", and that somebody with this status can do nothing now;
    /// empty before a choice.
    pub fn brief(self, status: MemberStatus) -> Memo<String> {
        let brief = self.in_words(brief);
        let now = status.nothing_now().map(|(now, _)| now);
        Memo::new(move |_| match (brief.get(), now) {
            (brief, Some(now)) if !brief.is_empty() => format!("{brief} · {now}"),
            (brief, _) => brief,
        })
    }

    /// What changed with the choice, or how much it includes, in a sentence; empty before a choice.
    fn said(self) -> Memo<String> {
        self.in_words(said)
    }

    fn in_words(self, says: fn(&PreviewModel, &[Product], &Rules) -> String) -> Memo<String> {
        let Self { products, rules, picture, .. } = self;
        Memo::new(move |_| {
            let says =
                |picture: &PreviewModel| products.with(|products| rules.with(|rules| says(picture, products, rules)));
            picture.with(|picture| picture.as_ref().map(says).unwrap_or_default())
        })
    }

    /// Each sentence about what they can do, with whether the choice made it a different one.
    fn sentences(self) -> Memo<Vec<(String, bool)>> {
        let Self { products, picture, .. } = self;
        let said = move |held: &Held| products.with(|products| said_of(&held.permissions, &held.roles, products));
        Memo::new(move |_| {
            picture.with(|picture| {
                let Some(picture) = picture else { return Vec::new() };
                let earlier = picture.before.as_ref().map(said);
                let is_new = |sentence: &String| earlier.as_ref().is_some_and(|earlier| !earlier.contains(sentence));
                said(&picture.held).into_iter().map(|sentence| (sentence.clone(), is_new(&sentence))).collect()
            })
        })
    }
}

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
    view! { <PreviewOf id title of=Previewed::of(roles, before, settings, exceptions) status/> }
}

/// The permission preview of an existing [`Previewed`], for a page that uses parts of it elsewhere too.
#[component]
pub(crate) fn PreviewOf(
    /// The id of the heading.
    id: String,
    /// The heading.
    #[prop(into)]
    title: Signal<String>,
    /// What it is about.
    of: Previewed,
    /// The person's status. People who cannot sign in can do nothing now.
    status: MemberStatus,
) -> impl IntoView {
    let Previewed { settings, products, rules, picture } = of;
    let lead = Memo::new(move |_| {
        picture.with(|picture| match picture {
            Some(PreviewModel { held, .. }) => {
                settings.with(|settings| roles_in_words(&held.roles, &settings.products, &settings.roles))
            }
            None => {
                "Choose a role to see, before you give it, what they will be able to do in each product.".to_owned()
            }
        })
    });
    let (said, words) = (of.said(), of.sentences());
    let total = Memo::new(move |_| {
        let totals = |picture: &PreviewModel| products.with(|products| picture.held.totals(products));
        picture.with(|picture| picture.as_ref().map(totals).unwrap_or_default())
    });
    let chosen = Memo::new(move |_| picture.with(Option::is_some));
    let bars = following(move || chosen.get().then(|| view! { <Bars picture products/> }));
    let words = following(move || {
        chosen.get().then(|| view! { <NothingNow status total=total.into()/> <PreviewWords words/> })
    });
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

#[cfg(test)]
mod tests;
