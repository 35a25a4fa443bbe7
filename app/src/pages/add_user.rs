//! `/users/new`: adds a person, with a live preview of what the chosen role would let them do. The form's fields,
//! shared with the page of a person, live in `views`.

mod form;
mod page_state;
mod signed_out;

use crate::api;
use crate::page_context::PageContext;
use crate::platform;
use crate::posted::posted;
use crate::routes;
use crate::views::{
    ChosenPreview, FetchAhead, FormProblem, Page, Selection, after, answering, brief_at_first, giving_nothing,
    in_query, loading, way_to,
};
use crate::widgets::{Columns, Legend, Notice, NoticeKind, PageHeading};
use domain::access::{Action as _, AddUsers};
use domain::form::user::UserField;
use domain::permission::Exceptions;
use domain::problem::{FieldError, Problem};
use domain::role::HeldRole;
use domain::school::Availability;
use domain::user::MemberStatus;
use domain::viewer::Viewer;
use form::{AddUser, PREVIEW, title};
use leptos::prelude::*;
use page_state::{AddUserPageState, Origin, SubmittedUser};
use signed_out::SignedOut;

const TITLE: &str = "Add a new user";

/// The page that adds a person.
#[component]
pub(crate) fn AddUserPage() -> impl IntoView {
    let here = PageContext::get();
    let role = in_query(routes::TO_ROLE).as_deref().and_then(HeldRole::from_code);
    let opening = answering(posted::<SubmittedUser>(), move |sent, redirector| async move {
        Ok((AddUserPageState::of(sent, role, &redirector).await, here.is_demo().await))
    });
    Page::new(TITLE, opening)
        .outside(|(opening, is_demo)| match opening.origin {
            Origin::Refused(Problem::SignedOut { kept }) => {
                Some(view! { <SignedOut kept is_demo=*is_demo/> }.into_any())
            }
            _ => None,
        })
        .rule(|viewer| AddUsers.check(&viewer.grants()))
        .wrong(|(opening, _)| matches!(opening.origin, Origin::Refused(Problem::Form(_))))
        .show(|viewer, (opening, _)| view! { <Adding viewer opening/> })
}

/// The form that was posted to the page, for its draft.
pub(crate) fn typed(body: &[u8]) -> Option<domain::form::user::UserForm> {
    platform::read_form::<SubmittedUser>(body).map(SubmittedUser::typed)
}

/// The form, beside the preview of what it would give.
#[component]
fn Adding(viewer: Viewer, opening: AddUserPageState) -> impl IntoView {
    let first = first(&opening, &viewer);
    let said = brief_at_first(&first, &viewer, Exceptions::none(), MemberStatus::Active);
    let nothing = giving_nothing(&viewer.settings.roles);
    let looker = viewer.clone();
    let before = opening.origin.before();
    let errors = if let Origin::Refused(Problem::Form(errors)) = &opening.origin { errors.clone() } else { Vec::new() };
    let form = opening.form.clone();
    view! { <FetchAhead island="add_user"/> <FetchAhead island="chosen_preview"/>
        <PageHeading title=TITLE back=routes::USERS back_label="Users" actions=|| view! { <Legend/> }/>
        <OriginNotice origin=opening.origin.clone()/>
        <AddressHolder opening=opening.clone()/>
        <Columns aside=move || view! {
            <ChosenPreview id=PREVIEW.to_owned() first=first.clone() viewer=looker.clone() exceptions=Exceptions::none() status=MemberStatus::Active/>
        }>
            <AddUser viewer form before errors said nothing/>
        </Columns>
    }
}

/// The choice that the page opens with.
fn first(opening: &AddUserPageState, viewer: &Viewer) -> Selection {
    let before = opening.origin.before();
    let roles = opening.form.roles(&viewer.settings.products);
    Selection { title: title(&opening.form.first_name), roles, before }
}

/// The way to the person who has the refused address.
#[component]
fn AddressHolder(opening: AddUserPageState) -> impl IntoView {
    let is_refused = |error: &FieldError| error.field == UserField::Email.name();
    let refused = matches!(&opening.origin, Origin::Refused(Problem::Form(errors)) if errors.iter().any(is_refused));
    refused.then(|| {
        let email = opening.form.email.clone();
        after(loading(move || api::email_availability(email.clone())), |found| {
            let holder = found.ok()?;
            let title = match &holder {
                Availability::Free => return None,
                Availability::Taken { name, .. } => format!("{name} has this email address"),
                Availability::Deleted { deleted, .. } => deleted.sentence(),
            };
            Some(view! { <Notice kind=NoticeKind::Fact title><p>{way_to(holder)}</p></Notice> })
        })
    })
}

/// The notice about the form's content as the page opens: where it comes from, or why nobody was added.
#[component]
fn OriginNotice(origin: Origin) -> impl IntoView {
    match origin {
        Origin::Kept => Some(
            view! {
                <Notice kind=NoticeKind::Fact title="You were signed out while adding someone">
                    <p>"Here is what you typed. " <a href=routes::ADD_USER>"Start with an empty form"</a></p>
                </Notice>
            }
            .into_any(),
        ),
        // Errors of fields are listed by the form itself.
        Origin::New | Origin::Shown(_) | Origin::Refused(Problem::Form(_)) => None,
        Origin::Refused(problem) => Some(view! { <FormProblem problem=Some(problem)/> }.into_any()),
    }
}
