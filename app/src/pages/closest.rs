//! `/roles/closest`: somebody ticks what a colleague needs, and the roles that give it are ranked by what they give too
//! much. Everything that is ticked is in the address.

use crate::limits;
use crate::routes;
use crate::views::{FetchAhead, SchoolPageFrame, code_of};
use crate::widgets::{
    ButtonKind, Checkbox, Cluster, Disclosure, LinkButton, PageHeading, Panel, RoleTag, SearchField, SubmitButton,
};
use domain::access::{Action as _, ListUsers, gives};
use domain::catalogue::{Area, Feature};
use domain::closest::{RoleFit, can_be_needed, closest_roles};
use domain::finding::synonyms_of;
use domain::permission::{KEY_TOPICS, KeyTopic, Weight};
use domain::product::Product;
use domain::viewer::Viewer;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

const TITLE: &str = "Find the closest role";
/// The name of the ticks in the address.
const NEED: &str = "need";

/// The page that finds the closest role. Open to everyone at the school, as the roles are.
#[component]
pub(crate) fn ClosestPage() -> impl IntoView {
    view! { <SchoolPageFrame title=TITLE body=|viewer| view! { <Closest viewer/> }.into_any()/> }
}

#[component]
fn Closest(viewer: Viewer) -> impl IntoView {
    let products = viewer.settings.products.clone();
    let ticked: Vec<_> = use_query_map().with_untracked(|query| {
        let pairs = query.clone().into_iter().filter(|(key, _)| key == NEED);
        pairs.filter_map(|(_, code)| Feature::from_code(&code)).collect()
    });
    let needed: Vec<_> =
        ticked.into_iter().filter(|feature| can_be_needed(*feature) && products.contains(&feature.product())).collect();
    let answer = (!needed.is_empty()).then(|| view! { <Ranking viewer needed=needed.clone()/> });
    view! {
        <FetchAhead island="find"/>
        <PageHeading title=TITLE back=routes::GUIDE back_label="Guide to the roles"
            lead="Tick what somebody needs. The roles that give it are listed, the one that gives least beyond it first."/>
        <div class="stack">
            {answer}
            <Panel title="What do they need?" id="needs">
                <div class="cell-search" id="cell-search" role="search" aria-label="Permissions" hidden>
                    <SearchField id="find" name="find" label="Find a permission" value=""/>
                    <Checkbox id="only-set" name="only-set" value="1" label="Only what is ticked" checked=Signal::stored(false)/>
                    <p class="count" role="status" id="found-count"></p>
                </div>
                <form class="role-cells" method="get" action=routes::CLOSEST>
                    {products.into_iter().map(|product| of_product(product, &needed)).collect_view()}
                    <div class="actions"><SubmitButton label="Show the closest roles"/></div>
                </form>
            </Panel>
        </div>
    }
}

fn of_product(product: Product, needed: &[Feature]) -> AnyView {
    let ticked = needed.iter().filter(|feature| feature.product() == product).count();
    let note = if ticked == 0 { String::new() } else { format!("{ticked} ticked") };
    let open = ticked > 0 || product.holds_main_role();
    let area = |area: Area| {
        let line = |feature: Feature| {
            let code = feature.code();
            view! {
                <div class="role-line" data-also=synonyms_of(feature)>
                    <Checkbox id=code.clone() name=NEED value=code label=feature.name() checked=Signal::stored(needed.contains(&feature))/>
                </div>
            }
        };
        let lines = area.features().filter(|feature| can_be_needed(*feature)).map(line).collect_view();
        view! {
            <fieldset class="role-area">
                <legend>{area.name()}</legend>
                <div class="role-lines">{lines}</div>
            </fieldset>
        }
    };
    let areas = product.areas().map(area).collect_view();
    view! { <Disclosure summary=product.name() note open>{areas}</Disclosure> }.into_any()
}

#[component]
fn Ranking(viewer: Viewer, needed: Vec<Feature>) -> impl IntoView {
    let mut ranked = closest_roles(&needed, &viewer.settings.products, &viewer.settings.roles);
    let fitting = ranked.iter().filter(|fit| fit.fits()).count();
    let says = match fitting {
        0 => "No role gives all of it. These come closest:".to_owned(),
        1 => "1 role gives all of it:".to_owned(),
        some => format!("{some} roles give all of it, the closest first:"),
    };
    let further = ranked.split_off(limits::CLOSEST_ROLES.min(ranked.len()));
    let draw =
        |fits: Vec<RoleFit>| fits.into_iter().map(|fit| view! { <Fit viewer=viewer.clone() fit/> }).collect::<Vec<_>>();
    let others = format!("{} other roles", further.len());
    let (first, further) = (draw(ranked), draw(further));
    view! {
        <Panel title="The closest roles" id="closest">
            <div data-region="closest">
                <p>{says}</p>
                <ol class="fits">{first}</ol>
                <Disclosure summary=others><ol class="fits">{further}</ol></Disclosure>
            </div>
        </Panel>
    }
}

#[component]
fn Fit(viewer: Viewer, fit: RoleFit) -> impl IntoView {
    let school = &viewer.settings.roles;
    let (role, name) = (fit.role, school.label(fit.role));
    let grants = viewer.grants();
    let lacks = (!fit.lacks.is_empty()).then(|| {
        view! { <p><strong>"Lacks " {fit.lacks.len()} ": "</strong> {named(fit.lacks.iter().copied())}</p> }
    });
    let part = |weight, word: &'static str| {
        let features: Vec<_> = fit.excess_of(weight).collect();
        (!features.is_empty())
            .then(|| view! { <p><strong>{features.len()} " " {word} ": "</strong> {topics(&features)}</p> })
    };
    let (sensitive, powerful) = (part(Weight::Sensitive, "sensitive"), part(Weight::Powerful, "powerful"));
    let summary = match fit.excess.len() {
        0 => "Gives nothing beyond it.".to_owned(),
        1 => "Gives 1 permission beyond it.".to_owned(),
        some => format!("Gives {some} permissions beyond it."),
    };
    let everything = (!fit.excess.is_empty()).then(|| {
        let all = named(fit.excess.iter().copied());
        view! { <details class="fold"><summary><span>"Everything it gives beyond"</span></summary><div class="fold-body"><p>{all}</p></div></details> }
    });
    let manages = ListUsers.check(&grants).is_ok();
    let use_it = manages.then(|| match gives(&grants, school.catalogue.main_product(), role) {
        Ok(()) => {
            let to_use = format!(": {name}");
            let to_make = to_use.clone();
            view! {
                <Cluster>
                    <LinkButton href=routes::add_with(role) kind=ButtonKind::Secondary>"Use this role" <span class="hidden">{to_use}</span></LinkButton>
                    <LinkButton href=routes::role_from(role) kind=ButtonKind::Quiet>"Make a role from it" <span class="hidden">{to_make}</span></LinkButton>
                </Cluster>
            }
            .into_any()
        }
        Err(denial) => view! { <p class="soft small">{denial.sentence()}</p> }.into_any(),
    });
    view! {
        <li class="fit">
            <h3><RoleTag code=code_of(role, school) label=name.clone()/></h3>
            {lacks}
            <p>{summary}</p>
            {sensitive}
            {powerful}
            {everything}
            {use_it}
        </li>
    }
}

/// The topics of sensitive or powerful permissions, as a head teacher calls them.
fn topics(features: &[Feature]) -> String {
    let said = |topic: &&KeyTopic| topic.features.iter().any(|feature| features.contains(feature));
    KEY_TOPICS.iter().filter(said).map(|topic| topic.all).collect::<Vec<_>>().join(", ")
}

fn named(features: impl Iterator<Item = Feature>) -> String {
    features.map(|feature| format!("{} ({})", feature.name(), feature.product().name())).collect::<Vec<_>>().join(", ")
}
