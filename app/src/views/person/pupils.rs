//! The pupils that a person is key worker or worker for.

use crate::api;
use crate::routes;
use crate::views::{loaded, loading};
use crate::widgets::{ButtonKind, Cluster, Disclosure, LinkButton, Name, Names, Panel};
use domain::access::{Action as _, NamePupils};
use domain::id::MemberId;
use domain::pupil::{AssignedPupils, Child, WorkerKind};
use domain::viewer::Viewer;
use leptos::prelude::*;

/// The two counts, with the pupils' names folded under them, and the link to the Pupil Picker.
#[component]
pub(crate) fn KeyWorkersPart(
    /// The person whose pupils they are.
    member: MemberId,
    /// The reader.
    viewer: Viewer,
) -> impl IntoView {
    if let Err(denial) = (NamePupils { rules: &viewer.rules() }).check(&viewer.grants()) {
        return view! {
            <Panel title="Key worker and worker" id="key-worker"><p class="soft">{denial.sentence()}</p></Panel>
        }
        .into_any();
    }
    let children = loading(move || api::pupils_of(member));
    let help_contact = viewer.settings.help_contact;
    view! {
        <div data-region="key-workers">
            {loaded(children, help_contact, move |children| view! { <PupilLists member children/> })}
        </div>
    }
    .into_any()
}

#[component]
fn PupilLists(member: MemberId, children: AssignedPupils) -> impl IntoView {
    let AssignedPupils { key, worker, may_assign, .. } = children;
    let refused = may_assign.err();
    view! {
        <Panel title="Key worker and worker" id="key-worker">
            <p class="soft">
                "The School page of a key worker or worker leads with these children. It neither gives nor limits which pupils they may see."
            </p>
            <List member kind=WorkerKind::Key children=key is_refused=refused.is_some()/>
            <List member kind=WorkerKind::Worker children=worker is_refused=refused.is_some()/>
            {refused.map(|why| view! { <p class="reason">{why.sentence()}</p> })}
        </Panel>
    }
}

#[component]
fn List(member: MemberId, kind: WorkerKind, children: Vec<Child>, is_refused: bool) -> impl IntoView {
    let count = kind.count(children.len());
    let summary = format!("{}: {count}", kind.label());
    let choose = match kind {
        WorkerKind::Key => "Choose key children",
        WorkerKind::Worker => "Choose other children",
    };
    let names = if children.is_empty() {
        view! { <p class="soft">"None so far."</p> }.into_any()
    } else {
        view! { <ChildNames children/> }.into_any()
    };
    view! {
        <Disclosure summary>{names}</Disclosure>
        {(!is_refused).then(|| view! {
            <Cluster><LinkButton href=routes::pick_pupils(member, kind) kind=ButtonKind::Secondary>{choose}</LinkButton></Cluster>
        })}
    }
}

/// The pupils' names, by class.
#[component]
pub(crate) fn ChildNames(children: Vec<Child>) -> impl IntoView {
    let mut classes: Vec<(String, Vec<Child>)> = Vec::new();
    for child in children {
        match classes.iter_mut().find(|(class, _)| *class == child.class) {
            Some((_, children)) => children.push(child),
            None => classes.push((child.class.clone(), vec![child])),
        }
    }
    classes
        .into_iter()
        .map(|(class, children)| {
            let note = children.len().to_string();
            let names = children.into_iter().map(|child| view! { <Name name=child.name about=""/> });
            view! { <Names title=class note>{names.collect_view()}</Names> }
        })
        .collect_view()
}
