//! The pupils that the reader works with, at the top of their own page.

use crate::routes;
use crate::widgets::{ButtonKind, Cluster, LinkButton, Name, Names, Panel};
use domain::assessment::{DueMarks, DueSubject, Group, MarkKind, SheetListing};
use domain::pupil::{AliasedPupil, NamedPupil, OwnPupils, WorkerKind};
use leptos::prelude::*;

/// The reader's own pupils; nothing if there are none.
#[component]
pub(crate) fn MyChildren(
    /// The pupils, limited to what the reader may see.
    children: OwnPupils,
    /// Whether the reader may see marks.
    sees_marks: bool,
    /// Whether the reader may record observations.
    may_record: bool,
    /// The marks that are due from the reader.
    due: Option<DueMarks>,
) -> impl IntoView {
    let is_none = match &children {
        OwnPupils::Named { key, worker } => key.is_empty() && worker.is_empty(),
        OwnPupils::Aliased(children) => children.is_empty(),
    };
    let ways = (!is_none).then(|| view! { <Ways sees_marks may_record due/> });
    let children = match children {
        OwnPupils::Named { key, worker } => view! {
            <div class="stack">
                <NamedChildren kind=WorkerKind::Key title="Your key children" children=key/>
                <NamedChildren kind=WorkerKind::Worker title="Children you work with" children=worker/>
            </div>
        }
        .into_any(),
        OwnPupils::Aliased(children) => view! { <AliasedChildren children/> }.into_any(),
    };
    view! { <div class="stack">{ways} {children}</div> }
}

/// One tap to the markbook and to an observation, and what is to be entered in this half-term.
#[component]
fn Ways(sees_marks: bool, may_record: bool, due: Option<DueMarks>) -> impl IntoView {
    let listing = SheetListing { group: Some(Group::Mine), ..SheetListing::default() };
    let marks = sees_marks
        .then(|| view! { <LinkButton href=routes::markbook(&listing)>"Markbook of your children"</LinkButton> });
    let record = may_record.then(|| {
        view! { <LinkButton href=routes::RECORD kind=ButtonKind::Secondary>"Record an observation"</LinkButton> }
    });
    let due = due.map(|due| view! { <Due due listing/> });
    view! {
        <div class="stack">
            <Cluster>{marks} {record}</Cluster>
            {due}
        </div>
    }
}

/// What is to be entered in this half-term, with the way to it.
#[component]
fn Due(due: DueMarks, listing: SheetListing) -> impl IntoView {
    let sentence = due.sentence();
    let children = due.children;
    let link = |one: DueSubject| {
        let listing = SheetListing { kind: Some(MarkKind::Summative), subject: Some(one.subject), ..listing.clone() };
        let text = format!("{}: {} of {children}", one.subject.label(), one.missing);
        view! { <LinkButton href=routes::markbook(&listing) kind=ButtonKind::Secondary>{text}</LinkButton> }
    };
    let subjects = due.subjects.into_iter().map(link).collect_view();
    view! {
        <section class="due" id="due" aria-label="Due this half-term">
            <p>{sentence}</p>
            <Cluster>{subjects}</Cluster>
        </section>
    }
}

#[component]
fn NamedChildren(kind: WorkerKind, title: &'static str, children: Vec<NamedPupil>) -> impl IntoView {
    (!children.is_empty()).then(|| {
        let classes = by_class(children).into_iter().map(|(class, children)| view! { <Class class children/> });
        let id = format!("my-{}-children", kind.code());
        view! { <Panel title=title id=id>{classes.collect_view()}</Panel> }
    })
}

#[component]
fn Class(class: String, children: Vec<NamedPupil>) -> impl IntoView {
    let year = children.first().map(|child| child.year);
    let is_one_year = children.iter().all(|child| Some(child.year) == year);
    let count = children.len();
    let note = match year {
        Some(year) if is_one_year => format!("{}, {count}", year.label()),
        _ => count.to_string(),
    };
    let names = children.into_iter().map(move |child| {
        let about = if is_one_year { String::new() } else { child.year.label() };
        let href = routes::child(child.id);
        view! { <Name name=format!("{} {}", child.forename, child.surname) about href/> }
    });
    view! { <Names title=class note>{names.collect_view()}</Names> }
}

#[component]
fn AliasedChildren(children: Vec<AliasedPupil>) -> impl IntoView {
    (!children.is_empty()).then(|| {
        let note = children.len().to_string();
        let names = children
            .into_iter()
            .map(|child| view! { <Name name=child.alias.to_string() about=child.years.label()/> });
        view! {
            <Panel title="Children you work with" id="my-children">
                <p class="soft">"Your role sees children without their names. An alias always stands for the same child."</p>
                <Names title="Your children" note>{names.collect_view()}</Names>
            </Panel>
        }
    })
}

/// The pupils of each class, in the order of the classes.
fn by_class(children: Vec<NamedPupil>) -> Vec<(String, Vec<NamedPupil>)> {
    let mut classes: Vec<(String, Vec<NamedPupil>)> = Vec::new();
    for child in children {
        match classes.iter_mut().find(|(class, _)| *class == child.class) {
            Some((_, children)) => children.push(child),
            None => classes.push((child.class.clone(), vec![child])),
        }
    }
    classes
}
