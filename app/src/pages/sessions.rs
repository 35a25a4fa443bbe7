//! `/users/…/sessions`: how a person signs in: registration, sessions, signing them out, and sending them a password link.

use crate::api;
use crate::failure::Failure;
use crate::posted::{Redirector, posted};
use crate::routes;
use crate::views::{
    Page, PasswordLink, PersonHead, PersonTab, SessionsTable, answering, in_path, in_query, respond_with, there,
};
use crate::widgets::{
    ButtonKind, Cluster, Definition, Definitions, EmptyState, Icon, LinkButton, Notice, NoticeKind, Panel, Stamp,
    SubmitButton,
};
use domain::access::{Action as _, ListUsers};
use domain::account::SignInDetails;
use domain::id::{MemberId, SessionId};
use domain::link::LinkMailResult;
use domain::member::MemberField;
use domain::person::{MemberAction, Person};
use domain::problem::Problem;
use domain::viewer::Viewer;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// The id of the form that the rows' buttons belong to.
const FORM: &str = "end-session";

/// The form of the page's buttons.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
struct SessionsForm {
    /// "link", "all", or empty when one session is named.
    #[serde(rename = "do")]
    what: String,
    /// The session to end.
    session: String,
}

/// The page of a person's sessions.
#[component]
pub(crate) fn SessionsPage() -> impl IntoView {
    let member = in_path("member", MemberId::parse);
    let page = answering(posted::<SessionsForm>(), move |sent, redirector| async move {
        let member = there(member)?;
        let refusal = match sent {
            Some(form) => answer(&form, member, &redirector).await,
            None => None,
        };
        Ok(SignIn { person: api::open_user(member).await?, details: api::view_sign_in_details(member).await?, refusal })
    });
    Page::new("Sign-in", page)
        .titled(|sign_in| PersonTab::SignIn.title(&sign_in.person))
        .rule(|viewer| ListUsers.check(&viewer.grants()))
        .show(|viewer, sign_in| view! { <Body viewer sign_in/> })
}

/// The person, how they sign in, and what prevented the posted action.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct SignIn {
    person: Person,
    details: SignInDetails,
    refusal: Option<Problem>,
}

/// Carries out a posted form and redirects to the page; returns what prevented it.
async fn answer(form: &SessionsForm, member: MemberId, redirector: &Redirector) -> Option<Problem> {
    let (done, answer) = match (form.what.as_str(), SessionId::parse(&form.session)) {
        ("link", _) => match api::send_password_link(member).await {
            Ok(LinkMailResult::Sent) => ("link", Ok(())),
            Ok(LinkMailResult::JustSent) => ("just-sent", Ok(())),
            Err(failure) => ("link", Err(failure)),
        },
        ("all", _) => ("all", api::end_sessions(member, None).await),
        (_, Some(session)) => ("one", api::end_sessions(member, Some(session)).await),
        _ => return Some(Problem::NotFound),
    };
    match answer {
        Ok(()) => {
            redirector.go(&routes::done(&routes::user_sessions(member), done));
            None
        }
        Err(Failure(problem)) => Some(problem),
    }
}

#[component]
fn Body(viewer: Viewer, sign_in: SignIn) -> impl IntoView {
    let SignIn { person, details, refusal } = sign_in;
    let SignInDetails { member, name, sessions, may_send_link, .. } = details;
    let done = in_query("done").unwrap_or_default();
    let is_own = viewer.member == member;
    let action = routes::user_sessions(member);
    let list = match sessions {
        _ if is_own => view! {
            <p class="panel-text"><a href=routes::part(routes::ACCOUNT, "signed-in")>"See and end your sessions in your account"</a></p>
        }
        .into_any(),
        Err(why) => view! { <p class="panel-text">{why.sentence()}</p> }.into_any(),
        Ok(sessions) if sessions.is_empty() => view! {
            <EmptyState title="Signed in nowhere" icon=Icon::Ring><p>"Nobody is signed in to your school as this person."</p></EmptyState>
        }
        .into_any(),
        Ok(sessions) => view! { <List sessions action=action.clone()/> }.into_any(),
    };
    view! {
        <PersonHead viewer person=person.clone() tab=PersonTab::SignIn>
            {refusal.map(|problem| {
                respond_with(&problem);
                view! { <Notice kind=NoticeKind::Problem title=problem.heading()><p>{problem.sentence()}</p></Notice> }
            })}
            {done_message(&done, &name).map(|said| view! {
                <Notice kind=NoticeKind::Success takes_focus=true><p>{said}</p></Notice>
            })}
        </PersonHead>
        <div class="stack">
            <RegistrationPart person/>
            <Panel title="Signed in now" id="signed-in" flush=true>
                <div data-region="sessions">{list}</div>
            </Panel>
            {(!is_own).then(|| view! {
                <Panel title="Password" id="password-link">
                    <p>
                        "No admin sets or sees a password. The link goes to the address they sign in with, works once and within an hour; \
                         until they use it, their password stays as it is."
                    </p>
                    <PasswordLink member may_send_link/>
                </Panel>
            })}
        </div>
    }
}

/// Whether they have registered, and what can be done about it.
#[component]
fn RegistrationPart(person: Person) -> impl IntoView {
    let member = person.row.member;
    let status = person.registration_words();
    let acts = [MemberAction::Invite, MemberAction::RevokeInvitation, MemberAction::RevokeAccess];
    let links: Vec<_> = acts
        .into_iter()
        .filter(|act| person.acts.contains(act))
        .map(|act| {
            view! { <LinkButton href=routes::user_act(member, act) kind=ButtonKind::Secondary>{act.label()}</LinkButton> }
        })
        .collect();
    let last = match person.row.last_sign_in {
        Some(when) => view! { <time datetime=when.iso>{when.text}</time> }.into_any(),
        None => view! { <span class="soft">"Never"</span> }.into_any(),
    };
    let email = match person.row.email {
        email if email.is_empty() => view! { <span class="soft">"None yet"</span> }.into_any(),
        email => view! { <bdi>{email}</bdi> }.into_any(),
    };
    view! {
        <Panel title="How they sign in" id="registration">
            <div class="stack" data-region="registration">
                <Definitions>
                    <Definition name="Registration">{status}</Definition>
                    <Definition name=MemberField::Email.label()>{email}</Definition>
                    <Definition name="Last sign-in">{last}</Definition>
                </Definitions>
                {(!links.is_empty()).then(|| view! { <Cluster>{links}</Cluster> })}
            </div>
        </Panel>
    }
}

#[component]
fn List(sessions: Vec<domain::account::OpenSession>, action: String) -> impl IntoView {
    let may_end_all = sessions.iter().any(|session| !session.is_this);
    view! {
        {may_end_all.then(|| view! { <form id=FORM method="post" action=action.clone()><Stamp/></form> })}
        <SessionsTable caption="Where they are signed in" sessions form=FORM/>
        {may_end_all.then(|| view! {
            <form class="panel-text" method="post" action=action>
                <Stamp/>
                <p>"They are signed out within a second. What they were typing is lost."</p>
                <div class="actions">
                    <SubmitButton label="Sign them out everywhere" kind=ButtonKind::Secondary name="do" value="all"/>
                </div>
            </form>
        })}
    }
}

/// The confirmation of what was just done.
fn done_message(done: &str, name: &str) -> Option<String> {
    match done {
        "link" => {
            Some(format!("A link to choose a new password is on its way to {name}. Earlier links no longer work."))
        }
        "just-sent" => {
            Some(format!("A link went to {name} less than a minute ago, so no other was sent. That link works."))
        }
        "all" => Some(format!("{name} is signed out of your school everywhere.")),
        "one" => Some(format!("{name} is signed out there.")),
        _ => None,
    }
}
