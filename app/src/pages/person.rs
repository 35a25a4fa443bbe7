//! `/users/{member}` and `/users/{member}/roles`: one person's details and roles. Readers who may edit the person do so
//! here: *Save* shows what would change, *Confirm* does it. Actions with consequences of their own, such as deleting,
//! have pages below this address; the head, the tabs and parts that other pages share live in `views`.

mod act;
mod changes;
mod details;
mod details_form;
mod facts;
mod notices;
mod page_state;
mod review;
mod roles;
mod roles_form;
mod save_bar;
mod saved;
mod status;

pub(crate) use act::ActPage;

use crate::page_context::PageContext;
use crate::platform;
use crate::posted::posted;
use crate::routes;
use crate::views::{Page, answering, in_path, in_query};
use domain::form::edit::EditPart;
use domain::id::MemberId;
use domain::permission::RoleOverride;
use domain::person::EditSubmission;
use domain::product::Product;
use domain::user::Access;
use domain::viewer::Viewer;
use leptos::prelude::*;
use page_state::{EditStage, PersonPageState, PersonQuery, SubmittedEdit};
use saved::Saved;

/// The page of one person's details.
#[component]
pub(crate) fn PersonPage() -> impl IntoView {
    view! { <PartPage part=EditPart::Details/> }
}

/// The page of one person's roles.
#[component]
pub(crate) fn PersonRolesPage() -> impl IntoView {
    view! { <PartPage part=EditPart::Roles/> }
}

#[component]
fn PartPage(part: EditPart) -> impl IntoView {
    let member = in_path("member", MemberId::parse);
    let query = PersonQuery {
        role: in_query(routes::TO_ROLE).as_deref().and_then(RoleOverride::from_code),
        product: in_query(routes::TO_PRODUCT).as_deref().and_then(Product::from_code),
        access: in_query(routes::TO_ACCESS).as_deref().and_then(Access::from_code),
        is_checked: in_query(routes::TO_CHECK).is_some(),
        saved: Saved::in_address(),
    };
    let here = PageContext::get();
    let page = answering(posted::<SubmittedEdit>(), move |sent, redirector| {
        let query = query.clone();
        async move { PersonPageState::of(member, here.catalogue().await, part, query, sent, &redirector).await }
    });
    Page::new("User", page)
        .titled(PersonPageState::title)
        .wrong(PersonPageState::is_wrong)
        .show(|viewer, opening| view! { <PersonContent viewer opening/> })
}

/// The posted form of a part, with the values it began with, for its draft.
pub(crate) fn typed(body: &[u8], part: EditPart) -> Option<EditSubmission> {
    platform::read_form::<SubmittedEdit>(body)?.typed(part)
}

#[component]
fn PersonContent(viewer: Viewer, opening: PersonPageState) -> impl IntoView {
    let PersonPageState { person, part, stage, saved } = opening;
    match (stage, person.may_edit, part) {
        (EditStage::Review(review), ..) => view! { <review::ReviewPart viewer person part review=*review/> }.into_any(),
        (EditStage::Form(filling), Ok(()), EditPart::Details) => {
            view! { <details::EditDetailsPart viewer person filling=*filling saved/> }.into_any()
        }
        (EditStage::Form(filling), Ok(()), EditPart::Roles) => {
            view! { <roles::EditRolesPart viewer person filling=*filling saved/> }.into_any()
        }
        (EditStage::Form(_), Err(why), EditPart::Details) => {
            view! { <facts::ReadOnlyDetails viewer person why=why.sentence() saved/> }.into_any()
        }
        (EditStage::Form(_), Err(why), EditPart::Roles) => {
            view! { <facts::ReadOnlyRoles viewer person why=why.sentence() saved/> }.into_any()
        }
    }
}

/// The address of a part.
fn address(member: MemberId, part: EditPart) -> String {
    match part {
        EditPart::Details => routes::user(member),
        EditPart::Roles => routes::user_roles(member),
    }
}
