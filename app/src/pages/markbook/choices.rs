//! Which marks are shown: the kind as tabs, and the class, year and subject as filters.

use crate::routes;
use crate::widgets::{Choice, FilterBar, SelectField, Tabs};
use domain::assessment::{Group, MarkKind, Sheet, SheetListing};
use leptos::prelude::*;

/// The kinds of marks that the reader may see, as tabs.
#[component]
pub(super) fn Kinds(sheet: Sheet) -> impl IntoView {
    let Sheet { listing, kinds, .. } = sheet;
    let of_kind =
        |kind: MarkKind| routes::markbook(&SheetListing { kind: Some(kind), objectives: None, ..listing.clone() });
    let items: Vec<_> = kinds.iter().map(|kind| (of_kind(*kind), kind.label())).collect();
    let current = listing.kind.map(of_kind).unwrap_or_default();
    view! { <div data-region="mark-kinds" data-go="push"><Tabs label="Kinds of marks" items current/></div> }
}

#[component]
pub(super) fn Choices(sheet: Sheet) -> impl IntoView {
    let Sheet { listing, groups, years, subjects, year_groups, .. } = sheet;
    let group = listing.group.as_ref().map(Group::code).unwrap_or_default();
    let group_choices: Vec<_> = groups.iter().map(|group| Choice::new(group.code(), group.label())).collect();
    let year_choices: Vec<_> = years.iter().map(|year| Choice::new(year.begins().to_string(), year.label())).collect();
    let subject_choices: Vec<_> = subjects.iter().map(|subject| Choice::new(subject.code(), subject.label())).collect();
    let has_subjects = listing.kind != Some(MarkKind::Statutory);
    let objective_choices: Vec<_> = year_groups.iter().map(|year| Choice::new(year.code(), year.label())).collect();
    let subject = listing.subject.map(|subject| subject.code()).unwrap_or_default();
    let objectives = listing.objectives.map(|year| year.code()).unwrap_or_default();
    let year = listing.year.map(|year| year.begins().to_string()).unwrap_or_default();
    let kind = listing.kind.map(MarkKind::code).unwrap_or_default();
    view! {
        <FilterBar action=routes::MARKBOOK label="Markbook" clear=None>
            <input type="hidden" name="kind" value=kind/>
            <SelectField id="group" name="group" label="Pupils" plain=true options=group_choices value=group/>
            <SelectField id="year" name="year" label="Academic year" plain=true options=year_choices value=year/>
            {has_subjects.then(|| view! {
                <SelectField id="subject" name="subject" label="Subject" plain=true options=subject_choices value=subject/>
            })}
            {(!objective_choices.is_empty()).then(|| view! {
                <SelectField id="objectives" name="objectives" label="Objectives of" plain=true options=objective_choices value=objectives/>
            })}
        </FilterBar>
    }
}
