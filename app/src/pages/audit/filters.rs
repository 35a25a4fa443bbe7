//! The log's filters. Each choice goes into the address, and the log follows the address.

use crate::routes;
use crate::widgets::{Choice, FilterBar, SearchField, SelectField, TextField};
use domain::audit::{AuditListing, AuditPage, FilteredMember};
use domain::day::Day;
use leptos::prelude::*;

#[component]
pub(super) fn Filters(page: AuditPage) -> impl IntoView {
    let listing = page.listing;
    let clear = listing.is_filtered().then(|| routes::AUDIT.to_owned());
    // The filter by people, set by links in the table, stays.
    let people = listing
        .pairs()
        .into_iter()
        .filter(|(key, _)| ["actor", "subject"].contains(key))
        .map(|(key, value)| view! { <input type="hidden" name=key value=value/> })
        .collect_view();
    let day = |day: Option<Day>| day.map(|day| day.to_string()).unwrap_or_default();
    view! {
        <FilterBar action=routes::AUDIT label="Audit log" clear>
            <SearchField id="search" name="search" label="Name or value" value=listing.search.clone()/>
            <TextField id="from" name="from" label="From" kind="date" plain=true value=day(listing.from)/>
            <TextField id="to" name="to" label="To" kind="date" plain=true value=day(listing.to)/>
            <SelectField id="action" name="action" label="What was done" plain=true
                options=choices(page.actions.into_iter().map(|action| (action.words(), action.0))) value=listing.action.clone()/>
            <SelectField id="kind" name="kind" label="About" plain=true
                options=choices(page.kinds.into_iter().map(|kind| (kind.words(), kind.0))) value=listing.kind.clone()/>
            <span data-region="people">{people}</span>
        </FilterBar>
    }
}

/// The codes as choices, with their words, after one for all of them.
fn choices(codes: impl Iterator<Item = (String, String)>) -> Vec<Choice> {
    let any = Choice::new("", "Anything");
    std::iter::once(any).chain(codes.map(|(words, code)| Choice::new(code, words))).collect()
}

/// The filter by people, in a sentence: no field shows it.
pub(super) fn people(page: &AuditPage) -> Option<String> {
    let (actor, subject) = (page.actor.as_ref(), page.subject.as_ref());
    match (actor.map(FilteredMember::words), subject.map(FilteredMember::words)) {
        (None, None) => None,
        (Some(actor), None) => Some(format!("Only what was done by {actor}.")),
        (None, Some(subject)) => Some(format!("Only what was done to {subject}.")),
        (Some(actor), Some(subject)) => Some(format!("Only what {actor} did to {subject}.")),
    }
}

/// The listing without its filter by people.
pub(super) fn of_anybody(listing: &AuditListing) -> AuditListing {
    AuditListing { actor: None, subject: None, page: 1, ..listing.clone() }
}
