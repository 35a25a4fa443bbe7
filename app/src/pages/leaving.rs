//! `/users/{member}/leaving`: what ends when a person leaves, what others have to take over, and how to hand it over.
//! The leaving date itself is set on the page of the person.

mod hand_over;

use crate::api;
use crate::routes;
use crate::views::{Page, in_path, loading, there};
use crate::widgets::{
    ButtonKind, Cluster, EmptyState, Icon, LinkButton, Notice, NoticeKind, PageHeading, Panel, People, PersonLine,
};
use domain::access::{Action as _, ListUsers};
use domain::id::MemberId;
use domain::leaving::{ExceptionHolder, HandoverTask, LeavingState, LeavingSummary};
use domain::role::NamedRole;
use hand_over::HandOverPart;
use leptos::prelude::*;

/// The leaving page of one person.
#[component]
pub(crate) fn LeavingPage() -> impl IntoView {
    let member = in_path("member", MemberId::parse);
    let page = loading(move || async move { api::open_leaving(there(member)?).await });
    Page::new("Leaving", page)
        .rule(|viewer| ListUsers.check(&viewer.grants()))
        .show(|_, page| view! { <Leaving page/> })
}

#[component]
fn Leaving(page: LeavingSummary) -> impl IntoView {
    let LeavingSummary { member, name, first_name, state, ends, duties, may_edit } = page;
    let title = match state {
        LeavingState::Over(_) => format!("What {name} leaves behind"),
        LeavingState::Unplanned | LeavingState::On(_) => format!("When {name} leaves"),
    };
    let ends_title = if matches!(state, LeavingState::Over(_)) { "What ended" } else { "What ends" };
    let ends = if ends.is_empty() {
        view! { <p class="soft">"Nothing: they have no invitation, no role and nothing else here."</p> }.into_any()
    } else {
        let lines = ends.iter().map(|ending| view! { <li>{ending.sentence()}</li> }).collect_view();
        view! { <ul class="consequences">{lines}</ul> }.into_any()
    };
    let set_date = (state == LeavingState::Unplanned && may_edit.is_ok()).then(|| {
        view! {
            <Cluster>
                <LinkButton href=routes::part(&routes::user(member), "status") kind=ButtonKind::Secondary>"Set a leaving date"</LinkButton>
            </Cluster>
        }
    });
    let nothing = duties.is_empty().then(|| {
        let about = format!("{first_name} is no child's key worker, and nothing here depends on {first_name}.");
        view! {
            <EmptyState title="Nothing to hand on" icon=Icon::Tick>
                <p>{about}</p>
            </EmptyState>
        }
    });
    let duties =
        duties.into_iter().map(|duty| view! { <DutyPart member first_name=first_name.clone() duty/> }).collect_view();
    view! {
        <PageHeading title back=routes::user(member) back_label=name lead=state.sentence(&first_name)/>
        <div class="stack">
            <Panel title=ends_title id="ends"><div data-region="ends">{ends}</div> {set_date}</Panel>
            <Panel title="What to hand on" id="hand-on">{nothing} {duties}</Panel>
        </div>
    }
}

/// A duty to hand over, with the way to do it.
#[component]
fn DutyPart(member: MemberId, first_name: String, duty: HandoverTask) -> impl IntoView {
    let account = routes::part(routes::ACCOUNT, "hand-over");
    let (heading, sentence) = (duty.heading(), duty.sentence(&first_name));
    let way = match duty {
        HandoverTask::Ownership { is_reader: true } => Some(link(account, "Offer the account to somebody else")),
        HandoverTask::Ownership { is_reader: false } => None,
        HandoverTask::OwnershipOffer => Some(link(account, "Open your offer")),
        HandoverTask::KeyChildren(_) => Some(view! { <HandOverPart member first_name/> }.into_any()),
        HandoverTask::ExceptionsGranted(people) => Some(view! { <ExceptionsGranted people/> }.into_any()),
        HandoverTask::RolesChanged(roles) => Some(view! { <RolesChanged roles/> }.into_any()),
    };
    view! {
        <section class="duty">
            <h3>{heading}</h3>
            <p>{sentence}</p>
            {way}
        </section>
    }
}

fn link(href: String, label: &'static str) -> AnyView {
    view! { <Cluster><LinkButton href kind=ButtonKind::Secondary>{label}</LinkButton></Cluster> }.into_any()
}

/// The people whose exceptions continue.
#[component]
fn ExceptionsGranted(people: Vec<ExceptionHolder>) -> impl IntoView {
    let lines = people
        .into_iter()
        .map(|ExceptionHolder { member, name, exceptions }| {
            let named = name.clone();
            let about = if exceptions == 1 { "1 exception".to_owned() } else { format!("{exceptions} exceptions") };
            let end = move || {
                let label = format!(" of {name}");
                view! { <a href=routes::exceptions(member)>"Check the exceptions" <span class="hidden">{label}</span></a> }
            };
            view! { <PersonLine name=named about end/> }
        })
        .collect_view();
    view! { <People>{lines}</People> }
}

#[component]
fn RolesChanged(roles: Vec<NamedRole>) -> impl IntoView {
    let links = roles
        .into_iter()
        .map(|changed| view! { <li><a href=routes::manage_role(changed.role)>{changed.label()}</a></li> })
        .collect_view();
    view! { <ul>{links}</ul> }
}

/// The notice on other pages that a person is leaving or has left, with a link to what ends and what to hand over.
#[component]
pub(crate) fn LeavingNotice(
    /// The person who is leaving.
    member: MemberId,
    /// Their first name.
    #[prop(into)]
    first_name: String,
) -> impl IntoView {
    view! {
        <Notice kind=NoticeKind::Fact>
            <p>
                <a href=routes::leaving(member)>{format!("See what ends and what to hand on when {first_name} leaves")}</a>
            </p>
        </Notice>
    }
}
