//! `/users/{member}`: one person. Readers who may edit the person do so here: *Save* shows what would change, *Confirm*
//! does it. Actions with consequences of their own, such as deleting, have pages below this address; parts that other
//! pages share live in `views`.

mod act;
mod changes;
mod edit;
mod facts;
mod form;
mod head;
mod opening;
mod review;
mod status;

pub(crate) use act::ActPage;

use crate::platform;
use crate::posted::posted;
use crate::views::{Page, answering, in_path};
use domain::id::MemberId;
use domain::viewer::Viewer;
use leptos::prelude::*;
use opening::{Opening, Sent, Stage};

/// The page of one person.
#[component]
pub(crate) fn PersonPage() -> impl IntoView {
    let member = member();
    let page = answering(posted::<Sent>(), move |sent, onward| async move { Opening::of(member, sent, &onward).await });
    Page::new("User", page)
        .titled(Opening::title)
        .wrong(Opening::is_wrong)
        .show(|viewer, opening| view! { <Whole viewer opening/> })
}

/// The posted form, with the values it began with, for its draft.
pub(crate) fn typed(body: &[u8]) -> Option<domain::person::Filled> {
    platform::read_form::<Sent>(body)?.typed()
}

/// The member in the address.
fn member() -> Option<MemberId> {
    in_path("member", MemberId::parse)
}

#[component]
fn Whole(viewer: Viewer, opening: Opening) -> impl IntoView {
    let Opening { person, stage } = opening;
    match (stage, person.may_edit) {
        (Stage::Review(review), _) => view! { <review::ReviewPart viewer person review=*review/> }.into_any(),
        (Stage::Form(filling), Ok(())) => view! { <edit::EditPart viewer person filling=*filling/> }.into_any(),
        (Stage::Form(_), Err(why)) => view! { <facts::ReadPart viewer person why=why.sentence()/> }.into_any(),
    }
}
