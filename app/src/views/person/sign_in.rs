//! How a person signs in: their last sign-in, their sessions, and the link that lets them set a new password.

use crate::api;
use crate::failure::Failure;
use crate::routes;
use crate::views::{after, loading};
use crate::widgets::{
    ButtonKind, Cluster, Definition, Definitions, LinkButton, Notice, NoticeKind, Panel, Stamp, SubmitButton,
};
use domain::access::Denial;
use domain::account::SignInDetails;
use domain::id::MemberId;
use domain::viewer::Viewer;
use leptos::prelude::*;

/// The sign-in part of a person's page. Its buttons post to the page of their sessions.
#[component]
pub(crate) fn SignInPart(
    /// The person whose page it is.
    member: MemberId,
    /// The reader.
    viewer: Viewer,
) -> impl IntoView {
    let details = loading(move || api::view_sign_in_details(member));
    let is_own = viewer.member == member;
    view! {
        <Panel title="Sign-in details" id="sign-in">
            {after(details, move |details| match details {
                Ok(details) => view! { <Details details is_own/> }.into_any(),
                Err(Failure(problem)) => view! {
                    <Notice kind=NoticeKind::Problem title=problem.heading()>{problem.sentence()}</Notice>
                }
                .into_any(),
            })}
        </Panel>
    }
}

#[component]
fn Details(details: SignInDetails, is_own: bool) -> impl IntoView {
    let SignInDetails { member, last_sign_in, sessions, may_send_link, .. } = details;
    let last = match last_sign_in {
        Some(when) => view! { <time datetime=when.iso>{when.text}</time> }.into_any(),
        None => view! { <span class="soft">"Never"</span> }.into_any(),
    };
    let (now, may_see) = match sessions {
        Ok(sessions) if sessions.is_empty() => ("Nowhere".to_owned(), true),
        Ok(sessions) => {
            let devices = sessions.iter().map(|session| session.device.as_str()).collect::<Vec<_>>();
            (devices.join(", "), true)
        }
        Err(why) => (why.sentence(), false),
    };
    let sessions_page = if is_own { routes::part(routes::ACCOUNT, "signed-in") } else { routes::user_sessions(member) };
    view! {
        <div data-region="sign-in">
            <Definitions>
                <Definition name="Last sign-in">{last}</Definition>
                <Definition name="Signed in now">{now}</Definition>
            </Definitions>
            <Cluster>
                {may_see.then(|| view! {
                    <LinkButton href=sessions_page kind=ButtonKind::Secondary>"Where they are signed in"</LinkButton>
                })}
                {(!is_own).then(|| view! { <PasswordLink member may_send_link/> })}
            </Cluster>
        </div>
    }
}

/// The button that sends a password link, or the rule that prevents it.
#[component]
pub(crate) fn PasswordLink(member: MemberId, may_send_link: Result<(), Denial>) -> impl IntoView {
    match may_send_link {
        Ok(()) => view! {
            <form method="post" action=routes::user_sessions(member)>
                <Stamp/>
                <Cluster><SubmitButton label="Send a password link" kind=ButtonKind::Secondary name="do" value="link"/></Cluster>
            </form>
        }
        .into_any(),
        Err(why) => view! {
            <span>
                <button type="button" class="button button-secondary" aria-disabled="true" disabled>"Send a password link"</button>
                <small class="reason">{why.sentence()}</small>
            </span>
        }
        .into_any(),
    }
}
