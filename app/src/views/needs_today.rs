//! What needs an admin today, at the top of the School page.

use super::mail_trouble::CORRECT_ADDRESS;
use crate::routes;
use crate::widgets::{ButtonKind, LinkButton, Panel, ToDo, ToDoList};
use domain::listing::UserListing;
use domain::school::{LeavingSoon, NeedsToday as Needs, OpenImport, Undelivered};
use domain::user::MemberStatus;
use leptos::prelude::*;

/// Each thing with the button that solves it; nothing when there is nothing to do.
#[component]
pub(crate) fn NeedsToday(
    /// What there is to do.
    needs: Needs,
) -> impl IntoView {
    (!needs.is_empty()).then(|| {
        let Needs { undelivered, expired, leaving, imports } = needs;
        view! {
            <Panel title="What needs you today" id="needs-today">
                <ToDoList>
                    {undelivered.into_iter().map(returned).collect_view()}
                    {(expired > 0).then(|| expired_invitations(expired))}
                    {imports.into_iter().map(open_import).collect_view()}
                    {leaving.into_iter().map(leaver).collect_view()}
                </ToDoList>
            </Panel>
        }
    })
}

fn returned(mail: Undelivered) -> AnyView {
    view! {
        <ToDo act=step(routes::correct_address(mail.member), CORRECT_ADDRESS)>
            <b>{mail.name}</b> " (" {mail.email} "): " {mail.trouble.sentence()}
        </ToDo>
    }
    .into_any()
}

fn expired_invitations(count: u64) -> AnyView {
    let says = match count {
        1 => "1 invitation has expired.".to_owned(),
        count => format!("{count} invitations have expired."),
    };
    let href = routes::users_with(UserListing::STATUS, MemberStatus::InvitationExpired.code());
    view! { <ToDo act=step(href, "See whose, and send them again")>{says}</ToDo> }.into_any()
}

fn open_import(open: OpenImport) -> AnyView {
    let act = step(routes::import(open.import), "Continue this import");
    view! { <ToDo act>"The list “" <bdi>{open.file.words().to_owned()}</bdi> "” is not imported yet."</ToDo> }
        .into_any()
}

fn leaver(leaver: LeavingSoon) -> AnyView {
    let act = step(routes::leaving(leaver.member), "See what to hand over");
    view! { <ToDo act><b>{leaver.name}</b> " leaves on " {leaver.on.words()} "."</ToDo> }.into_any()
}

fn step(href: String, label: &'static str) -> ViewFn {
    ViewFn::from(move || {
        let href = href.clone();
        view! { <LinkButton href kind=ButtonKind::Secondary>{label}</LinkButton> }
    })
}
