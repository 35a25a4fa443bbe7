//! `/users/…/attributes`: what is known of somebody. Saving shows what will change; confirming makes it so.

mod review;
mod stage;

use crate::posted::{Onward, posted};
use crate::routes;
use crate::views::{AttributeFields, AttributesPart, ProblemView, SchoolPageFrame, listed, say};
use crate::widgets::{
    ButtonKind, ErrorSummary, FormActions, LinkButton, Notice, NoticeKind, PageHeading, Panel, SubmitButton,
};
use domain::access::{Action as _, ListUsers};
use domain::attribute::{AttributesTyped, PersonAttributes};
use domain::id::MemberId;
use domain::problem::Problem;
use domain::viewer::Viewer;
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};
use review::Review;
use stage::{Said, Stage};

const TITLE: &str = "Attributes";

/// What is known of somebody.
#[component]
pub(crate) fn PersonAttributesPage() -> impl IntoView {
    let member = use_params_map().with_untracked(|params| params.get_str("member").and_then(MemberId::parse));
    let onward = Onward::new();
    let sent: Option<Vec<(String, String)>> = posted();
    let stage = Resource::new(
        || (),
        move |()| {
            let (sent, onward) = (sent.clone(), onward.clone());
            async move { Stage::of(member, sent, &onward).await }
        },
    );
    view! {
        <Suspense>
            {Suspend::new(async move {
                let stage = stage.await;
                let wrong = matches!(&stage, Stage::Filling { said: Said::Wrong(_), .. });
                view! {
                    <SchoolPageFrame title=TITLE wrong body=move |viewer| view! { <Guarded viewer stage/> }.into_any()/>
                }
            })}
        </Suspense>
    }
}

#[component]
fn Guarded(viewer: Viewer, stage: Stage) -> impl IntoView {
    let help_contact = viewer.settings.help_contact.clone();
    if let Err(denial) = ListUsers.check(&viewer.grants()) {
        return view! { <ProblemView problem=Problem::Denied(denial) help_contact/> }.into_any();
    }
    match stage {
        Stage::Stopped(problem) => view! { <ProblemView problem help_contact/> }.into_any(),
        Stage::Looking(person) => view! {
            <Heading person=person.clone()/>
            <AttributesPart member=person.member viewer/>
        }
        .into_any(),
        Stage::Filling { person, typed, said } => view! {
            <Heading person=person.clone()/>
            <Filling person typed said/>
        }
        .into_any(),
        Stage::Reviewing { person, changes } => view! {
            <Heading person=person.clone()/>
            <Review member=person.member name=person.name changes/>
        }
        .into_any(),
    }
}

#[component]
fn Heading(person: PersonAttributes) -> impl IntoView {
    view! { <PageHeading title=person.name lead="What your school wants to know of its people." back=routes::user(person.member) back_label="Everything about them"/> }
}

#[component]
fn Filling(person: PersonAttributes, typed: AttributesTyped, said: Said) -> impl IntoView {
    let is_saved = use_query_map().with_untracked(|query| query.get_str("saved").is_some());
    let errors = match &said {
        Said::Wrong(errors) => {
            say(&Problem::Form(errors.clone()));
            errors.clone()
        }
        _ => Vec::new(),
    };
    let notice = match &said {
        Said::Same => Some(("Nothing is different, so there is nothing to save.", NoticeKind::Fact)),
        Said::Nothing if is_saved => Some(("Attributes saved", NoticeKind::Success)),
        _ => None,
    };
    let PersonAttributes { member, held, .. } = person;
    let (address, again) = (routes::person_attributes(member), routes::person_attributes(member));
    view! {
        <div class="stack">
            <ErrorSummary errors=Signal::stored(listed(errors.clone()))/>
            <Panel title="Attributes">
                {notice.map(|(text, kind)| view! { <Notice kind><p>{text}</p></Notice> })}
                <form method="post" action=address novalidate>
                    <AttributeFields held typed errors/>
                    <FormActions>
                        <SubmitButton label="Save"/>
                        <LinkButton href=again kind=ButtonKind::Quiet>"Start again"</LinkButton>
                    </FormActions>
                </form>
            </Panel>
        </div>
    }
}
