//! Narrowing the list down. What is picked goes into the address; the list follows the address.

use crate::routes;
use crate::widgets::{Choice, FilterBar, SearchField, SelectField};
use domain::listing::UserListing;
use domain::role::Role;
use domain::user::Standing;
use leptos::prelude::*;

#[component]
pub(super) fn Filters(listing: UserListing) -> impl IntoView {
    let all = UserListing { search: String::new(), role: None, standing: None, page: 1, ..listing.clone() };
    let clear = listing.is_filtered().then(|| routes::users(&all));
    let size = if listing.size == UserListing::default().size { String::new() } else { listing.size.to_string() };
    // What the table's headings choose stays as it is.
    let sorting = listing
        .pairs()
        .into_iter()
        .filter(|(key, _)| ["sort", "order"].contains(key))
        .map(|(key, value)| view! { <input type="hidden" name=key value=value/> })
        .collect_view();
    view! {
        <FilterBar action=routes::USERS label="Users" clear>
            <SearchField id="search" name="search" label="Name, email, job title, username or staff code" value=listing.search/>
            <SelectField id="role" name="role" label="Role" plain=true options=roles() value=listing.role.map_or("", Role::code)/>
            <SelectField id="standing" name="standing" label="Standing" plain=true options=standings()
                value=listing.standing.map_or("", Standing::code)/>
            <SelectField id="size" name="size" label="On a page" plain=true options=sizes() value=size/>
            <span data-region="sorting">{sorting}</span>
        </FilterBar>
    }
}

fn roles() -> Vec<Choice> {
    let any = Choice::new("", "Any role");
    std::iter::once(any).chain(Role::ALL.into_iter().map(|role| Choice::new(role.code(), role.label()))).collect()
}

fn standings() -> Vec<Choice> {
    let any = Choice::new("", "Any standing");
    std::iter::once(any)
        .chain(Standing::ALL.into_iter().map(|standing| Choice::new(standing.code(), standing.label())))
        .collect()
}

/// The usual size goes without saying.
fn sizes() -> Vec<Choice> {
    let usual = UserListing::default().size;
    let value = |size: u32| if size == usual { String::new() } else { size.to_string() };
    UserListing::SIZES.into_iter().map(|size| Choice::new(value(size), size.to_string())).collect()
}
