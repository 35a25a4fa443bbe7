//! The filters of the list of pupils.

use crate::routes;
use crate::widgets::{Choice, FilterBar, SearchField, SelectField};
use domain::pupil::{PupilListing, Years};
use leptos::prelude::*;

#[component]
pub(super) fn Filters(listing: PupilListing, years: Vec<Years>, classes: Vec<String>, by_name: bool) -> impl IntoView {
    let clear = listing.is_filtered().then(|| routes::PUPILS.to_owned());
    let label = if by_name { "Name or UPN" } else { "Alias" };
    let class = by_name.then(|| {
        view! { <SelectField id="class" name="class" label="Class" plain=true options=class_choices(classes) value=listing.class/> }
    });
    let left = by_name.then(|| {
        let options = vec![Choice::new("", "At your school"), Choice::new("1", "Left your school")];
        let value = if listing.left { "1" } else { "" };
        view! { <SelectField id="left" name="left" label="Children" plain=true options value=value.to_owned()/> }
    });
    view! {
        <FilterBar action=routes::PUPILS label="Pupils" clear>
            <SearchField id="search" name="search" label value=listing.search/>
            <SelectField id="year" name="year" label="Year group" plain=true options=year_choices(years)
                value=listing.years.map(Years::code).unwrap_or_default()/>
            {class}
            {left}
        </FilterBar>
    }
}

/// The choices of year group, shared with the Pupil Picker.
pub(crate) fn year_choices(years: Vec<Years>) -> Vec<Choice> {
    let any = Choice::new("", "Any year");
    std::iter::once(any).chain(years.into_iter().map(|years| Choice::new(years.code(), years.label()))).collect()
}

/// The choices of class.
pub(crate) fn class_choices(classes: Vec<String>) -> Vec<Choice> {
    let any = Choice::new("", "Any class");
    std::iter::once(any).chain(classes.into_iter().map(|class| Choice::new(class.clone(), class))).collect()
}
