//! The list's filters. Each choice goes into the address, and the list follows the address.

use crate::routes;
use crate::widgets::{Choice, FilterBar, SearchField, SelectField};
use domain::attribute::{Attribute, AttributeCondition, AttributeFilter, AttributeKind};
use domain::listing::UserListing;
use domain::permission::SchoolRoles;
use domain::role::HeldRole;
use domain::user::MemberStatus;
use leptos::prelude::*;

#[component]
pub(super) fn Filters(
    listing: UserListing,
    /// The school's attributes.
    attributes: Vec<Attribute>,
    school: SchoolRoles,
) -> impl IntoView {
    let clear = listing.is_filtered().then(|| routes::users(&listing.without_filters()));
    let known = listing.attribute.as_ref();
    let known_options = known_options(&attributes, known);
    let known = known.map_or_else(String::new, AttributeFilter::code);
    let size = if listing.size == UserListing::default().size { String::new() } else { listing.size.to_string() };
    // The sorting, which the table's headings set, stays.
    let sorting = listing
        .pairs()
        .into_iter()
        .filter(|(key, _)| ["sort", "order"].contains(key))
        .map(|(key, value)| view! { <input type="hidden" name=key value=value/> })
        .collect_view();
    view! {
        <FilterBar action=routes::USERS label="Users" clear>
            <SearchField id="search" name="search" label="Name, email, job, username or code" value=listing.search/>
            <SelectField id="role" name="role" label="Role" plain=true options=roles(&school, listing.role)
                value=listing.role.map(|role| role.code().into_owned()).unwrap_or_default()/>
            <SelectField id="status" name="status" label="Status" plain=true options=status_choices()
                value=listing.status.map_or("", MemberStatus::code)/>
            {(known_options.len() > 1).then(|| view! {
                <SelectField id="attribute" name="attribute" label="Attribute" plain=true options=known_options value=known/>
            })}
            <SelectField id="size" name="size" label="On a page" plain=true options=sizes() value=size/>
            <span data-region="sorting">{sorting}</span>
        </FilterBar>
    }
}

/// The roles to filter by. Choosing one of the eight also finds the holders of roles copied from it, and its label says
/// so when there are any.
fn roles(school: &SchoolRoles, picked: Option<HeldRole>) -> Vec<Choice> {
    let all = school.all();
    // The address may name a role that has been deleted: nobody holds it.
    let gone = picked.filter(|picked| !all.contains(picked));
    let is_copied = |role: HeldRole| all.iter().any(|other| other.is_custom() && other.level() == role.level());
    let choice = |role: HeldRole| {
        let label = school.label(role);
        let label = match role.is_custom() {
            false if is_copied(role) => format!("{label}, and made from it"),
            _ => label,
        };
        Choice::new(role.code(), label)
    };
    let any = Choice::new("", "Any role");
    std::iter::once(any).chain(all.iter().copied().chain(gone).map(choice)).collect()
}

fn status_choices() -> Vec<Choice> {
    let any = Choice::new("", "Any status");
    std::iter::once(any)
        .chain(MemberStatus::ALL.into_iter().map(|status| Choice::new(status.code(), status.label())))
        .collect()
}

/// The attribute values to filter by: for each current attribute, and for the one in the filter, its answers and
/// "none".
fn known_options(attributes: &[Attribute], picked: Option<&AttributeFilter>) -> Vec<Choice> {
    let is_picked = |attribute: &Attribute| picked.is_some_and(|picked| picked.attribute == attribute.id);
    let asked = attributes.iter().filter(|attribute| !attribute.is_retired || is_picked(attribute));
    std::iter::once(Choice::new("", "Any")).chain(asked.flat_map(answers)).collect()
}

fn answers(attribute: &Attribute) -> Vec<Choice> {
    let choice = |holding, says: &str| {
        let filter = AttributeFilter { attribute: attribute.id, holding };
        Choice::new(filter.code(), format!("{}: {says}", attribute.name))
    };
    let (something, nothing) = match attribute.kind {
        AttributeKind::Tick => (Some("yes"), "no"),
        AttributeKind::Text | AttributeKind::Date => (Some("filled in"), "missing"),
        AttributeKind::Choice => (None, "none"),
    };
    let options =
        attribute.options.iter().map(|option| choice(AttributeCondition::Answer(option.text.clone()), &option.text));
    let something = something.map(|says| choice(AttributeCondition::Something, says));
    options.chain(something).chain([choice(AttributeCondition::Nothing, nothing)]).collect()
}

/// The page sizes; the usual one is left out of the address.
fn sizes() -> Vec<Choice> {
    let usual = UserListing::default().size;
    let value = |size: u32| if size == usual { String::new() } else { size.to_string() };
    UserListing::SIZES.into_iter().map(|size| Choice::new(value(size), size.to_string())).collect()
}
