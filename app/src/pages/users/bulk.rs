//! The bar under the list: what to do with the people who are ticked, or with everyone who matches.

use crate::pages::{ALL, TICKED};
use crate::routes;
use crate::widgets::{ButtonKind, PickerFooter, Stamp};
use domain::bulk::count_people;
use domain::listing::UserListing;
use leptos::prelude::*;

/// The id of the form that the ticks belong to.
pub(super) const TICKS: &str = "ticks";

/// The number of ticked people, and what to do with them. The form carries the listing, so that it can act on everyone
/// who matches.
#[component]
pub(super) fn BulkBar(
    listing: UserListing,
    /// The number of matching people on all pages.
    total: u64,
    /// Whether a search or filter is active.
    filtered: bool,
) -> impl IntoView {
    let asked = listing
        .pairs()
        .into_iter()
        .map(|(key, value)| view! { <input type="hidden" name=key value=value/> })
        .collect_view();
    let everybody = count_people(total);
    let all = if filtered { format!("Change all {everybody} that match") } else { format!("Change all {everybody}") };
    view! {
        <form id=TICKS method="post" action=routes::BULK>
            <Stamp/>
            <span data-region="ticks-listing">{asked}</span>
            <span class="hidden" data-ticked inert></span>
            <PickerFooter ticked="ticked" note="Some of them are not on this page.">
                <button type="button" class=ButtonKind::Quiet.class() data-tick-all="true">"Tick all shown"</button>
                <button type="button" class=ButtonKind::Quiet.class() data-tick-all="">"Untick all"</button>
                <button type="submit" class=ButtonKind::Secondary.class() name="step" value=TICKED>"Change those ticked"</button>
                <span data-region="ticks-all">
                    {(total > 1).then(|| view! {
                        <button type="submit" class=ButtonKind::Secondary.class() name="step" value=ALL>{all}</button>
                    })}
                </span>
            </PickerFooter>
        </form>
    }
}
