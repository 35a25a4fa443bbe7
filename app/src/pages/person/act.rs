//! `/users/{member}/do/{act}`: an action on a person, carried out after its consequences were shown.

use crate::api;
use crate::failure::Failure;
use crate::pages::leaving::LeavingNotice;
use crate::posted::{Redirector, posted};
use crate::routes;
use crate::views::{Page, answering, in_path, listed, respond_with, there};
use crate::widgets::{
    ButtonKind, Cluster, ErrorSummary, FormActions, LinkButton, Notice, NoticeKind, PageHeading, Panel, Stamp,
    SubmitButton, TextField, Width,
};
use domain::consequence::Consequence;
use domain::id::MemberId;
use domain::person::{DELETE_WORD, MemberAction, MemberActionForm, Person};
use domain::problem::{FieldError, Problem};
use domain::user::{Access, Registration};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// The page of one action on a person.
#[component]
pub(crate) fn ActPage() -> impl IntoView {
    let member = in_path("member", MemberId::parse);
    let act = in_path("act", MemberAction::from_code);
    let page = answering(posted::<MemberActionForm>(), move |sent, redirector| async move {
        let (member, act) = there(member.zip(act))?;
        ActionState::of(member, act, sent, &redirector).await
    });
    Page::new(act.map_or("User", MemberAction::label), page)
        .wrong(|asked| matches!(asked.problem, Some(Problem::Form(_))))
        .show(|_, asked| view! { <ActionQuestion asked/> })
}

/// The requested action, the person, and the result.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct ActionState {
    act: MemberAction,
    person: Person,
    form: MemberActionForm,
    problem: Option<Problem>,
}

impl ActionState {
    async fn of(
        member: MemberId,
        act: MemberAction,
        sent: Option<MemberActionForm>,
        redirector: &Redirector,
    ) -> Result<Self, Failure> {
        let mut problem = None;
        if let Some(form) = &sent {
            match api::act_on_user(member, act, form.clone()).await {
                Ok(acted) => redirector.go(&routes::done(&routes::user(member), acted.code())),
                Err(Failure(found @ Problem::SignedOut { .. })) => return Err(Failure(found)),
                Err(Failure(found)) => problem = Some(found),
            }
        }
        Ok(Self { act, person: api::open_user(member).await?, form: sent.unwrap_or_default(), problem })
    }
}

#[component]
fn ActionQuestion(asked: ActionState) -> impl IntoView {
    let ActionState { act, person, form, problem } = asked;
    if let Some(problem) = &problem {
        respond_with(problem);
    }
    let (name, back) = (person.name(), routes::user(person.row.member));
    let errors = match &problem {
        Some(Problem::Form(errors)) => errors.clone(),
        _ => Vec::new(),
    };
    let refused = problem.filter(|problem| !matches!(problem, Problem::Form(_)));
    let content = match person.acts.contains(&act) {
        true => view! { <ActionForm act person form back=back.clone() errors=errors.clone()/> }.into_any(),
        false => view! { <NothingToDo person back=back.clone()/> }.into_any(),
    };
    view! {
        <PageHeading title=format!("{}: {name}", act.label()) back back_label=name.clone()/>
        <ErrorSummary errors=listed(errors)/>
        <div class="stack">
            {refused.map(|problem| view! {
                <Notice kind=NoticeKind::Problem title=problem.heading()><p>{problem.sentence()}</p></Notice>
            })}
            {content}
        </div>
    }
}

/// What the action means, and the form that carries it out.
#[component]
fn ActionForm(
    act: MemberAction,
    person: Person,
    form: MemberActionForm,
    back: String,
    errors: Vec<FieldError>,
) -> impl IntoView {
    let means = meaning(act, &person, &person.name()).into_iter().map(|sentence| view! { <p>{sentence}</p> });
    let (member, first_name) = (person.row.member, person.row.first_name.clone());
    view! {
        {(act == MemberAction::Delete).then(|| view! { <LeavingNotice member first_name/> })}
        <Panel title="What it means">
            {means.collect_view()}
            <ActFields act action=routes::user_act(member, act) back form errors/>
        </Panel>
    }
}

/// Why the action cannot be done.
#[component]
fn NothingToDo(person: Person, back: String) -> impl IntoView {
    let name = person.name();
    let nothing = format!("As {name} is now, there is nothing to do here.");
    let why = person.may_edit.err().map_or(nothing, |why| why.sentence());
    view! {
        <Notice kind=NoticeKind::Warning title="This cannot be done"><p>{why}</p></Notice>
        <Cluster><LinkButton href=back>"Back to " {name}</LinkButton></Cluster>
    }
}

#[component]
fn ActFields(
    act: MemberAction,
    action: String,
    back: String,
    form: MemberActionForm,
    errors: Vec<FieldError>,
) -> impl IntoView {
    let error = |field: &str| Signal::stored(FieldError::at(&errors, field));
    let typed = (act == MemberAction::Delete).then(|| {
        view! {
            <TextField id="typed" name="typed" label=format!("Type the word {DELETE_WORD}") value=form.typed.clone() required=true
                width=Width::Short autocomplete="off" spellcheck_off=true error=error("typed")/>
        }
    });
    let reason = (act != MemberAction::Invite).then(|| {
        view! {
            <TextField id="reason" name="reason" label="Reason" value=form.reason.clone() autocomplete="off" error=error("reason")
                hint="It is kept, for those who may change this person."/>
        }
    });
    let kind = if act == MemberAction::Delete { ButtonKind::Danger } else { ButtonKind::Primary };
    view! {
        <form method="post" action=action novalidate>
            <Stamp/>
            {typed}
            {reason}
            <FormActions>
                <SubmitButton label=act.label() kind=kind/>
                <LinkButton href=back kind=ButtonKind::Quiet>"Cancel"</LinkButton>
            </FormActions>
        </form>
    }
}

/// The consequences of the action for this person.
fn meaning(act: MemberAction, person: &Person, name: &str) -> Vec<String> {
    let (email, sessions) = (&person.row.email, person.open_sessions);
    let invitation = person.invitation_after(act).sentence();
    match act {
        MemberAction::Invite => vec![format!(
            "An email goes to {email} with a link to set a password. It works for 14 days, once. Earlier links stop working."
        )],
        MemberAction::RevokeInvitation => {
            let stays =
                format!("{name} stays in the list as not registered, and can be invited again whenever you like.");
            invitation.into_iter().chain([stays]).collect()
        }
        MemberAction::RevokeAccess => {
            let revoked = Consequence::Revoked { name: name.to_owned(), sessions };
            Consequence::sentences(&[revoked, Consequence::RegistersAnew])
        }
        MemberAction::Delete => {
            let deleted = Consequence::of_access(name, person.access, Access::Deleted, sessions);
            deleted.and_then(|deleted| deleted.sentence()).into_iter().chain(invitation).collect()
        }
        MemberAction::Restore => {
            let left = person.restorable.as_ref().map(|left| {
                let days = if left.days == 1 { "1 day is".to_owned() } else { format!("{} days are", left.days) };
                format!("{days} left to do so, until {}.", left.until.text)
            });
            let registered = match person.registration {
                Registration::Registered => "They can sign in again with the password they had.",
                _ => "They had not registered: send them an invitation afterwards.",
            };
            left.into_iter()
                .chain([format!(
                    "{name} comes back with the role {} and everything that is theirs. {registered}",
                    person.row.role_name
                )])
                .collect()
        }
    }
}
