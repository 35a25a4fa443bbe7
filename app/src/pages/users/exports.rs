//! Exporting the list as a file.

use crate::routes;
use crate::widgets::{ButtonKind, LinkButton};
use domain::listing::UserListing;
use leptos::prelude::*;

#[component]
pub(super) fn Exports(listing: UserListing) -> impl IntoView {
    let kinds = routes::EXPORT_KINDS.map(|(what, label)| {
        let links = routes::EXPORT_FORMATS.map(|(ending, format)| {
            view! {
                <LinkButton href=routes::users_export(&listing, what, ending) kind=ButtonKind::Secondary>
                    {format} <span class="hidden">": " {label}</span>
                </LinkButton>
            }
        });
        view! { <div><p>{label}</p><div class="cluster">{links.into_iter().collect_view()}</div></div> }
    });
    view! {
        <details class="fold exports" id="exports">
            <summary><span>"Export what the list shows"</span></summary>
            <div class="fold-body cluster" data-region="exports">{kinds.into_iter().collect_view()}</div>
        </details>
    }
}
