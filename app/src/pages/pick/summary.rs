//! The summary of what would change, to be confirmed.

use super::submitted::{CONFIRM, PickerReview, SHOW, STEP};
use crate::routes;
use crate::views::ChildNames;
use crate::widgets::{
    ButtonKind, Cluster, Disclosure, Notice, NoticeKind, PageHeading, Panel, People, PersonLine, Stamp, SubmitButton,
};
use domain::form::pupils::PICKED;
use domain::id::MemberId;
use domain::pupil::{AssignSummary, Child, KeyWorkerChange, WorkerKind};
use leptos::prelude::*;

#[component]
pub(super) fn ConfirmPicks(confirming: PickerReview, member: MemberId) -> impl IntoView {
    let PickerReview { kind, summary, picked, was, taking, listing } = confirming;
    let AssignSummary { name, added, removed, taken_over, moved, total, is_news } = summary;
    let hidden = |name: &'static str, values: Vec<String>| {
        values.into_iter().map(|value| view! { <input type="hidden" name=name value=value/> }).collect_view()
    };
    let asked = listing.pairs().into_iter().map(|(key, value)| view! { <input type="hidden" name=key value=value/> });
    let lead = format!("Then {name} has {}. Nothing is saved until you confirm.", kind.count(total as usize));
    let taken_over = (!taken_over.is_empty()).then(|| view! { <KeyWorkerChanges name=name.clone() taken_over/> });
    view! {
        <PageHeading title="Check what will change" lead/>
        <div class="stack">
            {is_news.then(|| view! {
                <Notice kind=NoticeKind::Warning title="Who has these children changed meanwhile">
                    <p>"Nothing was saved. This is what would change now: look it over, then confirm again."</p>
                </Notice>
            })}
            {taken_over}
            <Panel title=format!("{} of {name}", match kind { WorkerKind::Key => "Key children", WorkerKind::Worker => "Other children" })>
                <Part title="Added" children=added/>
                <Part title="Moved here from the list of other children" children=moved/>
                <Part title="Taken out" children=removed/>
                <form method="post" action=routes::pick_pupils(member, kind)>
                    <Stamp/>
                    {hidden(PICKED, picked)} {hidden("was", was)} {hidden("taking", taking)} {asked.collect_view()}
                    <Cluster>
                        <SubmitButton label="Confirm" name=STEP value=CONFIRM/>
                        <SubmitButton label="Go back and change" kind=ButtonKind::Secondary name=STEP value=SHOW/>
                    </Cluster>
                </form>
            </Panel>
        </div>
    }
}

/// The pupils whose key worker changes, and their current key workers.
#[component]
fn KeyWorkerChanges(name: String, taken_over: Vec<KeyWorkerChange>) -> impl IntoView {
    let title = match taken_over.len() {
        1 => format!("{name} takes over 1 child"),
        count => format!("{name} takes over {count} children"),
    };
    let lines = taken_over
        .into_iter()
        .map(|taken| {
            let about = format!("{}. Key worker until now: {}", taken.child.class, taken.from_name);
            view! { <PersonLine name=taken.child.name about/> }
        })
        .collect_view();
    view! {
        <Panel title id="taken-over">
            <Notice kind=NoticeKind::Warning>
                <p>"A child has one key worker: these children leave the list of the one they have now."</p>
            </Notice>
            <People>{lines}</People>
        </Panel>
    }
}

#[component]
fn Part(title: &'static str, children: Vec<Child>) -> impl IntoView {
    (!children.is_empty()).then(|| {
        let note = children.len().to_string();
        view! { <Disclosure summary=title.to_owned() note open=true><ChildNames children/></Disclosure> }
    })
}
