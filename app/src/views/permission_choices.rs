//! Choosing one of the permissions of the products that a school uses: by the words that people have for it, or from all
//! of them, grouped as the published tables are.

use crate::widgets::{ChoiceGroup, FoundLine, FoundList, Icon, ResultCount, SearchForm, SearchedSelect};
use domain::catalogue::{Area, Feature};
use domain::finding::{find_permissions, synonyms_of};
use domain::product::Product;
use leptos::prelude::*;

/// The name of the search in the address.
pub(crate) const FIND: &str = "find";
/// What can be typed.
const HINT: &str = "For example: SEND, texts, safeguarding, pay";

/// A field of a form that takes a permission.
#[component]
pub(crate) fn PermissionField(
    /// The products.
    products: Vec<Product>,
    /// The code of the chosen permission; empty for none.
    value: String,
    /// The error.
    #[prop(into)]
    error: Signal<Option<String>>,
    /// A hint.
    hint: &'static str,
) -> impl IntoView {
    let option = |feature: Feature| (feature.code(), feature.full_name(), synonyms_of(feature));
    let group = |product: &Product| ChoiceGroup {
        label: product.name().to_owned(),
        options: product.features().map(option).collect(),
    };
    let groups = products.iter().map(group).collect();
    view! {
        <SearchedSelect id="feature" name="feature" label="Permission" none="Choose a permission" groups value error hint
            search="Find a permission" search_hint=HINT/>
    }
}

/// A page's way to one of the permissions: a search, and all of them to open.
#[component]
pub(crate) fn PermissionFinder(
    /// The address of the page.
    action: &'static str,
    /// What is searched for.
    search: String,
    /// The products.
    products: Vec<Product>,
    /// What the form sends besides.
    carried: Vec<(&'static str, String)>,
    /// Whether all permissions are shown while nothing is searched for.
    shows_all: bool,
    /// Where a permission leads.
    href: fn(Feature) -> String,
) -> impl IntoView {
    let found = find_permissions(&search, &products);
    let count = match (search.trim(), found.len()) {
        ("", _) => String::new(),
        (search, 0) => format!("No permission matches “{search}”. Try another word."),
        (_, 1) => "1 permission".to_owned(),
        (_, some) => format!("{some} permissions"),
    };
    let list = match (search.trim(), shows_all) {
        ("", true) => products.into_iter().map(|product| of_product(product, href)).collect_view().into_any(),
        ("", false) => ().into_any(),
        _ => view! { <FoundList>{found.into_iter().map(|feature| line(feature, href)).collect_view()}</FoundList> }
            .into_any(),
    };
    view! {
        <SearchForm action=action id=FIND name=FIND label="Find a permission" hint=HINT value=search carried/>
        <ResultCount id="permissions-count" text=count turned=false/>
        <div class="permission-groups" data-region="permissions-found">{list}</div>
    }
}

fn line(feature: Feature, href: fn(Feature) -> String) -> impl IntoView {
    let about = format!("{}, {}", feature.product().name(), feature.area().name());
    view! { <FoundLine href=Some(href(feature)) icon=Icon::Search title=feature.name().to_owned() about/> }
}

fn of_product(product: Product, href: fn(Feature) -> String) -> AnyView {
    let area = |area: Area| {
        let link = |feature: Feature| view! { <li><a href=href(feature)>{feature.name()}</a></li> };
        view! {
            <h3>{area.name()}</h3>
            <ul>{area.features().map(link).collect_view()}</ul>
        }
    };
    view! {
        <details class="fold">
            <summary>
                <span>{product.name()}</span>
                <span class="fold-note">{product.feature_count()} " permissions"</span>
            </summary>
            <div class="fold-body">{product.areas().map(area).collect_view()}</div>
        </details>
    }
    .into_any()
}
