//! `/find`: finding people, pages and things to do by typing. The dialog that opens over every page shows the regions of
//! this one (`browser::find_dialog`).

use crate::api;
use crate::routes;
use crate::views::{FIND_HINT, Page, in_query, loading};
use crate::widgets::{FoundLine, FoundList, Icon, PageHeading, ResultCount, SearchForm};
use domain::finding::Finding;
use leptos::prelude::*;

const TITLE: &str = "Find";

/// The page that finds people, pages and things to do.
#[component]
pub(crate) fn FindPage() -> impl IntoView {
    let search = in_query(routes::SEARCH).unwrap_or_default();
    let asked = search.clone();
    let page = loading(move || {
        let search = search.clone();
        async move { api::find(search).await }
    });
    Page::new(TITLE, page).show(move |_, found| view! { <Findings search=asked found/> })
}

#[component]
fn Findings(search: String, found: Vec<Finding>) -> impl IntoView {
    let is_empty = search.trim().is_empty();
    let count = match found.len() {
        _ if is_empty => "Pages you can open".to_owned(),
        0 => format!("Nothing matches “{}”. Try part of a name.", search.trim()),
        1 => "1 result".to_owned(),
        some => format!("{some} results"),
    };
    let lines = found.into_iter().map(|finding| view! { <Line finding/> }).collect_view();
    view! {
        <PageHeading title=TITLE lead="Find a person, a page or a permission, or start something. Nothing changes until you confirm it."/>
        <section class="panel find">
            <SearchForm action=routes::FIND id=routes::SEARCH name=routes::SEARCH
                label="Name, page, permission or what you want to do" hint=FIND_HINT value=search/>
            <ResultCount id="found-count" text=count turned=false/>
            <div data-region="found"><FoundList>{lines}</FoundList></div>
        </section>
    }
}

#[component]
fn Line(finding: Finding) -> impl IntoView {
    let icon = match &finding {
        Finding::Act { may: Err(_), .. } => Icon::Barred,
        Finding::Act { .. } => Icon::Forward,
        Finding::Person(_) | Finding::HoldersOfRole { .. } => Icon::People,
        Finding::Page(_) => Icon::Ring,
        Finding::Holders(_) | Finding::Compared(_) => Icon::Search,
        Finding::Role { .. } => Icon::Fact,
    };
    let href = finding.is_open().then(|| routes::finding(&finding));
    view! { <FoundLine href icon title=finding.title() about=finding.about()/> }
}
