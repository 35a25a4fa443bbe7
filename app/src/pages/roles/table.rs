//! One product's table at a time: light for a browser, and what a presenter wants on the wall.

use crate::routes;
use crate::views::{Reasons, RoleMatrix, about_adding_people};
use crate::widgets::{Definition, Definitions, MatrixLegend, Notice, NoticeKind, Panel};
use domain::catalogue::{Feature, areas_of, features_of};
use domain::permission::Confirmations;
use domain::product::Product;
use domain::role::Role;
use domain::viewer::Viewer;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

/// The chooser, the table of the chosen product, and the notes on it.
#[component]
pub(super) fn ProductTable(viewer: Viewer) -> impl IntoView {
    let (asked, open) = use_query_map().with_untracked(|query| {
        (query.get_str("product").and_then(Product::from_code), query.get_str("why").and_then(Feature::from_code))
    });
    let used = viewer.settings.products;
    // The product people's role belongs to comes first, until another is asked for that the school uses.
    let product = asked.filter(|asked| used.contains(asked)).unwrap_or(Product::SonarTracker);
    // The role that counts in a table is the one the reader has in that product.
    let own = viewer.roles.role_in(product);
    let confirmations = viewer.settings.confirmations;
    view! {
        <section class="stack" id="permissions">
            <h2>"Permissions in each product"</h2>
            <nav class="chooser" aria-label="Product" data-go="push">
                <ul>{used.into_iter().map(|other| choice(other, other == product)).collect_view()}</ul>
            </nav>
            {asked.filter(|asked| *asked != product).map(not_used)}
            <Table product own confirmations open/>
        </section>
        {notes(product)}
    }
}

fn choice(product: Product, current: bool) -> impl IntoView {
    view! {
        <li>
            <a href=format!("{}?product={}#permissions", routes::ROLES, product.code()) aria-current=current.then_some("true")>
                {product.name()}
            </a>
        </li>
    }
}

fn not_used(product: Product) -> impl IntoView {
    view! {
        <Notice kind=NoticeKind::Fact>
            <p>{format!("Your school does not use {}, so its table is not shown.", product.name())}</p>
        </Notice>
    }
}

#[component]
fn Table(product: Product, own: Option<Role>, confirmations: Confirmations, open: Option<Feature>) -> impl IntoView {
    let areas = areas_of(product).map(|area| (area, area.features().collect())).collect();
    let restricts = features_of(product).any(Feature::is_restriction);
    let address = move |row: Option<Feature>| address(product, row);
    let open = open.map(|feature| {
        let confirmations = confirmations.clone();
        (feature, view! { <Reasons feature own confirmations/> }.into_any())
    });
    view! {
        <p class="table-lead">
            "These are the defaults for " {product.name()}
            ". Some permissions may not apply to every feature your school uses. Choose a feature to see why each role has it or not."
        </p>
        <MatrixLegend/>
        <p class="table-lead soft">
            "Where two signs stand together, the first is what is published and the second what Rolecall applies."
            {restricts.then_some(" A tick on amber holds people back: it is a restriction.")}
        </p>
        <RoleMatrix caption=format!("What each role can do in {}", product.name()) areas own confirmations open address/>
    }
}

fn address(product: Product, row: Option<Feature>) -> String {
    let why = row.map(|row| format!("&why={}", row.code())).unwrap_or_default();
    format!("{}?product={}{why}", routes::ROLES, product.code())
}

/// What there is to know of rows of the table; some can be read in two ways.
fn notes(product: Product) -> impl IntoView {
    let lines: Vec<_> = features_of(product)
        .filter_map(|feature| {
            let parts: Vec<_> = feature.note().into_iter().chain(about_adding_people(feature)).collect();
            (!parts.is_empty()).then(|| view! { <Definition name=feature.name()>{parts.join(" ")}</Definition> })
        })
        .collect();
    let none = lines.is_empty();
    view! {
        <Panel title=format!("Notes on the table of {}", product.name()) id="notes">
            {none.then(|| view! { <p>"There are none: each row says what it means."</p> })}
            <Definitions>{lines}</Definitions>
        </Panel>
    }
}
