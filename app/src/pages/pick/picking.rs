//! The Pupil Picker itself: pupils to tick, by class.

use super::submitted::{PickerState, SAVE, SHOW, STEP, TICK, UNTICK};
use crate::pages::pupils::filters::{class_choices, year_choices};
use crate::routes;
use crate::views::{listed, respond_with};
use crate::widgets::{
    ButtonKind, EmptyState, ErrorSummary, HiddenTick, Icon, LinkButton, Notice, NoticeKind, PageHeading, Panel, Pick,
    PickGroup, PickerFooter, SearchField, SelectField, Stamp, SubmitButton,
};
use domain::form::pupils::PICKED;
use domain::id::PupilId;
use domain::problem::Problem;
use domain::pupil::{Child, Picker, PickerChild, PickerClass, WorkerKind, Years};
use leptos::prelude::*;
use std::collections::BTreeSet;

#[component]
pub(super) fn PickerForm(picking: PickerState) -> impl IntoView {
    let PickerState { picker, picked, was, meanwhile, errors } = picking;
    if !errors.is_empty() {
        respond_with(&Problem::Form(Vec::new()));
    }
    let (title, lead) = match picker.kind {
        WorkerKind::Key => (
            format!("Key children of {}", picker.name),
            "A child has one key worker at most. Ticking a child who has another takes them over, once you confirm it.",
        ),
        WorkerKind::Worker => {
            (format!("Other children {} works with", picker.name), "A child can have as many workers as need be.")
        }
    };
    let back = routes::pupils_of(picker.member);
    view! {
        <PageHeading title lead back back_label=picker.name.clone()/>
        <div class="stack">
            <ErrorSummary errors=listed(errors)/>
            {meanwhile.map(|(added, removed)| view! { <ChangedByOthers name=picker.name.clone() added removed/> })}
            <Panel flush=true><Form picker picked was/></Panel>
        </div>
    }
}

/// The notice that another person has changed the same list in the meantime.
#[component]
fn ChangedByOthers(name: String, added: Vec<Child>, removed: Vec<Child>) -> impl IntoView {
    let line = |what: &'static str, children: Vec<Child>| {
        let names = children.into_iter().map(|child| child.name).collect::<Vec<_>>().join(", ");
        (!names.is_empty()).then(|| view! { <p>{what} " " <strong>{names}</strong></p> })
    };
    view! {
        <Notice kind=NoticeKind::Warning title=format!("Somebody else changed the children of {name} meanwhile")>
            {line("They added:", added)}
            {line("They took out:", removed)}
            <p>"Nothing of yours was saved yet. Below, your ticks and theirs are put together: look them over, then save again."</p>
        </Notice>
    }
}

#[component]
fn Form(picker: Picker, picked: BTreeSet<PupilId>, was: Vec<PupilId>) -> impl IntoView {
    let Picker { member, kind, listing, found, years, classes, .. } = picker;
    let action = routes::pick_pupils(member, kind);
    let shown: BTreeSet<_> = found.iter().flat_map(|class| &class.children).map(|row| row.child.pupil).collect();
    let carried: Vec<_> = picked.difference(&shown).copied().collect();
    let hidden = match carried.len() {
        0 => String::new(),
        count => format!("{count} of them not shown"),
    };
    let carried =
        carried.into_iter().map(|pupil| view! { <HiddenTick name=PICKED value=pupil.to_string()/> }).collect_view();
    let was =
        was.into_iter().map(|pupil| view! { <input type="hidden" name="was" value=pupil.to_string()/> }).collect_view();
    let is_filtered = listing.is_filtered();
    let year = listing.years.map(Years::code).unwrap_or_default();
    let jumps = (found.len() > 1)
        .then(|| view! { <ClassLinks classes=found.iter().map(|class| class.name.clone()).collect()/> });
    let is_empty = found.is_empty();
    let groups = found
        .into_iter()
        .enumerate()
        .map(|(number, class)| {
            let id = anchor(number);
            let here = format!("{action}#{id}");
            view! { <Class id here class picked=picked.clone() kind is_filtered/> }
        })
        .collect_view();
    let ticked = match kind {
        WorkerKind::Key => "key children ticked",
        WorkerKind::Worker => "other children ticked",
    };
    view! {
        <form class="picker" method="post" action=action id=PICKED tabindex="-1">
            <Stamp/>
            {was}
            <div class="filter" role="search" aria-label="Children">
                <SearchField id="search" name="search" label="Name or UPN" value=listing.search/>
                <SelectField id="year" name="year" label="Year group" plain=true options=year_choices(years) value=year/>
                <SelectField id="class" name="class" label="Class" plain=true options=class_choices(classes) value=listing.class/>
                <div class="actions"><SubmitButton label="Show" kind=ButtonKind::Secondary name=STEP value=SHOW/></div>
            </div>
            {jumps}
            {groups}
            {is_empty.then(|| view! { <NoPupilsFound is_filtered/> })}
            {carried}
            <PickerFooter ticked note=hidden>
                <SubmitButton label="Save" name=STEP value=SAVE/>
                <LinkButton href=routes::pupils_of(member) kind=ButtonKind::Quiet>"Cancel"</LinkButton>
            </PickerFooter>
        </form>
    }
}

fn anchor(number: usize) -> String {
    format!("class-{}", number + 1)
}

#[component]
fn ClassLinks(classes: Vec<String>) -> impl IntoView {
    let links = classes.into_iter().enumerate().map(|(number, class)| {
        view! { <li><a href=format!("#{}", anchor(number))>{class}</a></li> }
    });
    view! { <nav class="contents pick-jump-links" aria-label="Classes"><ul>{links.collect_view()}</ul></nav> }
}

#[component]
fn NoPupilsFound(is_filtered: bool) -> impl IntoView {
    let (title, what) = if is_filtered {
        ("No child matches", "Look for part of a name, or choose another class or year group. Your ticks are kept.")
    } else {
        ("No pupils yet", "Your school's pupils have not been entered yet.")
    };
    view! { <EmptyState title icon=Icon::Search><p>{what}</p></EmptyState> }
}

#[component]
fn Class(
    id: String,
    here: String,
    class: PickerClass,
    picked: BTreeSet<PupilId>,
    kind: WorkerKind,
    is_filtered: bool,
) -> impl IntoView {
    let can: Vec<_> = class.children.iter().filter(|row| row.refused.is_none()).collect();
    let are_all_ticked = can.iter().all(|row| picked.contains(&row.child.pupil));
    let count = can.len();
    let (step, says) = if are_all_ticked { (UNTICK, "Untick") } else { (TICK, "Tick") };
    let value = format!("{step}{}", class.name);
    let says = match (is_filtered, count) {
        (true, _) => format!("{says} the {count} shown"),
        (false, _) => format!("{says} the whole class"),
    };
    let name = class.name.clone();
    let all = (count > 0).then(|| {
        view! {
            <button type="submit" class="button button-quiet" name=STEP value=value formaction=here>
                {says} <span class="hidden">": " {name}</span>
            </button>
        }
        .into_any()
    });
    let note = match class.children.first().map(|row| row.child.year) {
        Some(year) if class.children.iter().all(|row| row.child.year == year) => {
            format!("{}, {}", year.label(), class.children.len())
        }
        _ => class.children.len().to_string(),
    };
    let several = class.children.windows(2).any(|pair| pair[0].child.year != pair[1].child.year);
    let rows = class
        .children
        .into_iter()
        .map(|row| {
            let is_picked = picked.contains(&row.child.pupil);
            view! { <Row row is_picked kind several/> }
        })
        .collect_view();
    view! { <PickGroup id title=class.name note all>{rows}</PickGroup> }
}

#[component]
fn Row(row: PickerChild, is_picked: bool, kind: WorkerKind, several: bool) -> impl IntoView {
    let year = several.then(|| row.child.year.label());
    let other_list = (kind == WorkerKind::Key && row.now == Some(WorkerKind::Worker))
        .then(|| "In the list of other children: ticking moves them".to_owned());
    let with = |wanted: WorkerKind| {
        let names: Vec<_> =
            row.others.iter().filter(|holder| holder.kind == wanted).map(|holder| holder.name.clone()).collect();
        names.join(", ")
    };
    let others = [(WorkerKind::Key, "Key worker"), (WorkerKind::Worker, "Workers")]
        .into_iter()
        .map(|(kind, label)| (label, with(kind)))
        .filter(|(_, names)| !names.is_empty())
        .map(|(label, names)| format!("{label}: {names}"));
    let note = year.into_iter().chain(other_list).chain(others).collect::<Vec<_>>().join(". ");
    let id = format!("pick-{}", row.child.pupil);
    view! {
        <Pick id name=PICKED value=row.child.pupil.to_string() label=row.child.name checked=is_picked note
            refused=row.refused.map(|refused| refused.sentence()).unwrap_or_default()/>
    }
}
