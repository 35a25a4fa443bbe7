//! `/users/bulk/…`: what was done, and undoing it while that is possible.

use super::people::{SelectedPeople, SkippedList};
use crate::api;
use crate::failure::Failure;
use crate::posted::{Redirector, posted};
use crate::routes;
use crate::views::{Page, answering, in_path, respond_with, there};
use crate::widgets::{
    BusyNotice, ButtonKind, Cluster, LinkButton, Notice, NoticeKind, PageHeading, Panel, Stamp, SubmitButton,
};
use domain::bulk::{BulkDone, BulkUndone, count_people};
use domain::id::BulkId;
use domain::permission::SchoolRoles;
use domain::problem::{FieldError, Problem};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// The form of the Undo button.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
struct UndoForm {
    undo: String,
}

/// The page that shows what was done to several people.
#[component]
pub(crate) fn BulkDonePage() -> impl IntoView {
    let id = in_path("bulk", BulkId::parse);
    let page = answering(posted::<UndoForm>(), move |sent, redirector| async move {
        BulkDoneState::at(there(id)?, sent.is_some_and(|sent| !sent.undo.is_empty()), &redirector).await
    });
    Page::new("Several people changed", page)
        .show(|viewer, looked| view! { <DoneMessage looked school=viewer.settings.roles/> })
}

/// What was done, and why it could not be undone.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct BulkDoneState {
    done: BulkDone,
    problem: Option<Problem>,
}

impl BulkDoneState {
    async fn at(id: BulkId, undo: bool, redirector: &Redirector) -> Result<Self, Failure> {
        let mut problem = None;
        if undo {
            match api::undo_bulk(vec![id]).await {
                Ok(()) => redirector.go(&routes::bulk_done(id)),
                Err(Failure(found @ Problem::Form(_))) => problem = Some(found),
                Err(failure) => return Err(failure),
            }
        }
        Ok(Self { done: api::see_bulk(id).await?, problem })
    }
}

#[component]
fn DoneMessage(looked: BulkDoneState, school: SchoolRoles) -> impl IntoView {
    let BulkDoneState { done, problem } = looked;
    if let Some(problem) = &problem {
        respond_with(problem);
    }
    let BulkDone { id, change, reason, at, changed, already, left_out, undo_until, undone } = done;
    let left: usize = left_out.iter().map(|left| left.people.count).sum();
    let count = changed.count;
    let refused = problem.map(|problem| match problem {
        Problem::Form(errors) => errors.iter().map(FieldError::sentence).collect::<Vec<_>>().join(". "),
        problem => problem.sentence(),
    });
    let does = change.does(count, &school);
    let does = if undone.is_some() { format!("What was undone: {does}.") } else { format!("{does}.") };
    let kind = if undone.is_none() && count > 0 { NoticeKind::Success } else { NoticeKind::Fact };
    view! {
        <PageHeading title=change.title(&school) lead=at.text back=routes::USERS back_label="Users"/>
        <div class="stack">
            {refused.map(|why| view! {
                <Notice kind=NoticeKind::Problem title="This was not undone"><p>{why} "."</p></Notice>
            })}
            {undone.map(|undone| view! { <UndoResult undone/> })}
            <Notice kind title=does>
                {(already > 0).then(|| view! { <p>{change.has_already(already)}</p> })}
                {(!reason.is_empty()).then(|| view! { <p>"Reason: " <bdi>{reason}</bdi></p> })}
            </Notice>
            {(count > 0).then(|| view! { <Panel title="People changed" id="changed"><SelectedPeople people=changed/></Panel> })}
            {(left > 0).then(|| view! {
                <Panel title=format!("{} left out", count_people(left)) id="left-out"><SkippedList left=left_out/></Panel>
            })}
            <Cluster>
                <LinkButton href=routes::USERS>"Back to Users"</LinkButton>
                {undo_until.map(|until| view! {
                    <form class="undo" method="post" action=routes::bulk_done(id)>
                        <Stamp/>
                        <SubmitButton label="Undo" kind=ButtonKind::Secondary name="undo" value="yes"/>
                        <p class="soft">"You can undo this until " {until.in_sentence()} "."</p>
                        <BusyNotice text="Working on it."/>
                    </form>
                })}
            </Cluster>
        </div>
    }
}

/// The result of undoing.
#[component]
fn UndoResult(undone: BulkUndone) -> impl IntoView {
    let BulkUndone { at, back, left } = undone;
    let who = match back.count {
        0 => "Nobody was changed back.".to_owned(),
        1 => "1 person has again what they had before.".to_owned(),
        count => format!("{count} people have again what they had before."),
    };
    let stay: usize = left.iter().map(|left| left.people.count).sum();
    view! {
        <Notice kind=NoticeKind::Success title="Undone">
            <p>{at.text} ". " {who}</p>
            {(stay > 0).then(|| view! {
                <p>{count_people(stay)} {if stay == 1 { " stays" } else { " stay" }} " as they are:"</p>
                <SkippedList left/>
            })}
        </Notice>
    }
}
