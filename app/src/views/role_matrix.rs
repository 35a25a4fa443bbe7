//! Who holds what: features down, roles across, each cell as published and, where that is not plain, as Rolecall
//! applies it. A row opens to say why.

mod cell;
mod reasons;

pub(crate) use reasons::{Reasons, about_adding_people};

use crate::widgets::{Matrix, MatrixColumn};
use cell::cell;
use domain::catalogue::{Area, Feature};
use domain::permission::{Confirmations, decide};
use domain::role::Role;
use leptos::ev::MouseEvent;
use leptos::html;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast as _;
use leptos::web_sys::Element;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;

/// The features with a role's column each. Opening a row is a link, so that it works without scripts and can be sent to
/// somebody; with scripts nothing moves but the row.
#[component]
pub(crate) fn RoleMatrix(
    /// What the table says.
    #[prop(into)]
    caption: String,
    /// The features of each area, in published order.
    areas: Vec<(Area, Vec<Feature>)>,
    /// The reader's role: its column is marked.
    own: Role,
    /// What the school has confirmed.
    confirmations: Memo<Confirmations>,
    /// Whether the cells that are to be confirmed say in a word on what they rest.
    #[prop(optional)]
    bases: bool,
    /// The row that is open.
    open: Memo<Option<Feature>>,
    /// The page with this row open, or with none.
    #[prop(into)]
    address: Callback<Option<Feature>, String>,
    /// What an open row shows.
    #[prop(into)]
    detail: Callback<Feature, AnyView>,
) -> impl IntoView {
    let navigate = use_navigate();
    let stay = move |event: MouseEvent| {
        if let Some(href) = followed_row(&event) {
            event.prevent_default();
            let options = NavigateOptions { replace: true, scroll: false, ..NavigateOptions::default() };
            navigate(href.split('#').next().unwrap_or_default(), options);
        }
    };
    let bodies = areas
        .into_iter()
        .map(|(area, features)| {
            let rows = features
                .into_iter()
                .map(|feature| row(feature, confirmations, bases, open, address, detail))
                .collect_view();
            view! {
                <tbody>
                    <tr class="area">
                        <th scope="rowgroup">{area.name()}</th>
                        <td colspan="8"></td>
                    </tr>
                    {rows}
                </tbody>
            }
        })
        .collect_view();
    view! {
        <div class=format!("role-matrix own-{}", own.index()) on:click=stay>
            <Matrix caption label="Feature" columns=columns(own)>
                {bodies}
            </Matrix>
        </div>
    }
}

fn columns(own: Role) -> Vec<MatrixColumn> {
    let label = |role: Role| if role == own { format!("{} (yours)", role.label()) } else { role.label().to_owned() };
    Role::ALL
        .into_iter()
        .map(|role| MatrixColumn { short: role.abbreviation().to_owned(), label: label(role) })
        .collect()
}

fn row(
    feature: Feature,
    confirmations: Memo<Confirmations>,
    bases: bool,
    open: Memo<Option<Feature>>,
    address: Callback<Option<Feature>, String>,
    detail: Callback<Feature, AnyView>,
) -> AnyView {
    let is_open = move || open.get() == Some(feature);
    let href = move || {
        let to = address.run((!is_open()).then_some(feature));
        format!("{to}#{}", feature.code())
    };
    let cells = move || {
        confirmations.with(|confirmations| {
            Role::ALL.into_iter().map(|role| cell(feature, decide(feature, role, confirmations), bases)).collect_view()
        })
    };
    let opened = move || {
        is_open().then(|| {
            let opened = NodeRef::<html::Tr>::new();
            bring_into_sight(opened);
            view! {
                <tr class="row-detail" node_ref=opened>
                    <td colspan="9">
                        <div>{detail.run(feature)}</div>
                    </td>
                </tr>
            }
        })
    };
    view! {
        <tr id=feature.code()>
            <th scope="row">
                <a class="row-link" href=href aria-expanded=move || if is_open() { "true" } else { "false" }>
                    {feature.name()}
                </a>
                {row_tag(feature).map(|tag| view! { <small>{tag}</small> })}
            </th>
            {cells}
        </tr>
        {opened}
    }
    .into_any()
}

/// What a reader must know of a row before they read its cells.
fn row_tag(feature: Feature) -> Option<&'static str> {
    if feature.is_restriction() {
        Some("A restriction: having it means being able to do less")
    } else if feature.is_ambiguous() {
        Some("Can be read in two ways")
    } else {
        feature.note().map(|_| "Has a note")
    }
}

/// Scrolls no further than it takes to see what was opened.
fn bring_into_sight(opened: NodeRef<html::Tr>) {
    #[cfg(feature = "hydrate")]
    Effect::new(move |_| {
        if let Some(opened) = opened.get() {
            let options = web_sys::ScrollIntoViewOptions::new();
            options.set_block(web_sys::ScrollLogicalPosition::Nearest);
            opened.scroll_into_view_with_scroll_into_view_options(&options);
        }
    });
    #[cfg(not(feature = "hydrate"))]
    let _ = opened;
}

/// Where the row's link leads that was followed in this window, if one was.
fn followed_row(event: &MouseEvent) -> Option<String> {
    if event.button() != 0 || event.ctrl_key() || event.meta_key() || event.shift_key() || event.alt_key() {
        return None;
    }
    let target: Element = event.target()?.dyn_into().ok()?;
    target.closest("a.row-link").ok()??.get_attribute("href")
}
