//! `/account`: the reader's own account. Each part of the page has a form that names itself in `do` and posts to the
//! page, so everything works without scripts. Other people's accounts are edited on the page of the person.

mod details;
mod email;
mod hand_over;
mod name;
mod offer;
mod own;
mod sessions;
mod submitted;

use crate::api;
use crate::page_context::PageContext;
use crate::posted::posted;
use crate::routes;
use crate::views::{FetchAhead, Page, PasswordFields, PasswordPrompt, answering, in_query, respond_with};
use crate::widgets::{Notice, NoticeKind, PageHeading, Panel};
use details::Details;
use domain::account::OwnAccount;
use domain::form::account::DEMO_PASSWORD;
use domain::member::PlainTyped;
use domain::problem::{FieldError, Problem};
use domain::viewer::Viewer;
use email::Email;
use hand_over::HandOver;
use leptos::prelude::*;
use name::KnownAs;
use offer::Offer;
use own::Own;
use sessions::Sessions;
use submitted::{AccountFormFailure, Part, SubmittedAccountForm};

/// The reader's own account.
#[component]
pub(crate) fn AccountPage() -> impl IntoView {
    let here = PageContext::get();
    let page = answering(posted().map(SubmittedAccountForm::read), move |sent, redirector| async move {
        let outcome = match sent {
            Some(sent) => sent.answer(here, &redirector).await,
            None => None,
        };
        let hint = if here.is_demo().await {
            format!("In the demonstration it is “{DEMO_PASSWORD}” until you change it.")
        } else {
            String::new()
        };
        Ok((outcome, hint, api::view_own_account().await?))
    });
    Page::new("Your account", page)
        .wrong(|(outcome, ..)| matches!(outcome, Some(AccountFormFailure { problem: Problem::Form(_), .. })))
        .show(|viewer, (outcome, hint, account)| {
            view! { <FetchAhead island="password_fields"/> <Parts account viewer outcome hint/> }
        })
}

#[component]
fn Parts(account: OwnAccount, viewer: Viewer, outcome: Option<AccountFormFailure>, hint: String) -> impl IntoView {
    let done = in_query("done").filter(|_| outcome.is_none());
    let told = Message { outcome, done: done.unwrap_or_default() };
    let OwnAccount {
        name,
        title,
        job_title,
        known_as,
        details: own_details,
        email,
        own,
        new_email,
        sessions,
        schools,
        offer,
        ownership,
    } = account;
    let links = offer
        .is_some()
        .then_some(Part::Offer)
        .into_iter()
        .chain([Part::Details, Part::Name, Part::Own, Part::Password, Part::Email, Part::Sessions])
        .chain(ownership.is_some().then_some(Part::HandOver))
        .map(|part| view! { <li><a href=format!("#{}", part.id())>{part.title()}</a></li> })
        .collect_view();
    let asks = PasswordPrompt::PresentAndNew { form: submitted::PASSWORD.to_owned(), hint: hint.clone() };
    let (products, school) = (viewer.settings.products.len(), &viewer.settings.roles);
    let refused = told.errors(Part::Password);
    let offer =
        offer.map(|offer| view! { <Offer offer told=told.clone() hint=hint.clone() products school=school.clone()/> });
    let details = view! { <Details name title job_title email=email.clone() schools viewer=viewer.clone()/> };
    let notice = told.notice(Part::Password);
    let signs_in_with = email.clone();
    let password = view! {
        <Panel title=Part::Password.title() id=Part::Password.id()>
            {notice}
            <p>"Everybody else who is signed in with your account is signed out then; you stay signed in here."</p>
            <PasswordFields email=signs_in_with own asks button="Change password".to_owned() refused/>
        </Panel>
    };
    let name = view! { <KnownAs known_as told=told.clone()/> };
    let about = view! { <Own details=own_details told=told.clone()/> };
    let email = view! { <Email email new_email told=told.clone() hint/> };
    let sessions = view! { <Sessions sessions told=told.clone()/> };
    let elsewhere = told.elsewhere();
    let hand_over = ownership.map(|ownership| view! { <HandOver ownership viewer told/> });
    view! {
        <PageHeading title="Your account" lead="Who you are here, how you sign in, and where you are signed in."/>
        <nav class="contents" aria-label="On this page"><ul>{links}</ul></nav>
        <div class="stack forms">{elsewhere} {offer} {details} {name} {about} {password} {email} {sessions} {hand_over}</div>
    }
}

/// The result of a posted form.
#[derive(Clone)]
struct Message {
    /// Why the form was not carried out.
    outcome: Option<AccountFormFailure>,
    /// The code of what was done, from the address.
    done: String,
}

impl Message {
    /// The errors of a part's fields.
    fn errors(&self, part: Part) -> Vec<FieldError> {
        match &self.outcome {
            Some(AccountFormFailure { part: of, problem: Problem::Form(errors), .. }) if *of == part => errors.clone(),
            _ => Vec::new(),
        }
    }

    /// The error of one field.
    fn error(&self, part: Part, field: &str) -> Signal<Option<String>> {
        let errors = self.errors(part);
        Signal::stored(FieldError::at(&errors, field))
    }

    /// The part's earlier input, when it has to be corrected.
    fn typed(&self, part: Part) -> Option<String> {
        self.outcome.as_ref().filter(|outcome| outcome.part == part).map(|outcome| outcome.typed.clone())
    }

    /// What was typed about oneself, when it is to be corrected.
    fn own(&self) -> Option<PlainTyped> {
        self.outcome.as_ref().and_then(|outcome| outcome.own.clone())
    }

    /// The notice at the top of a part: that it was done, or a problem that belongs to no field.
    fn notice(&self, part: Part) -> Option<AnyView> {
        if let Some(said) = part.done_message(&self.done) {
            return Some(view! { <Notice kind=NoticeKind::Success><p>{said}</p></Notice> }.into_any());
        }
        let problem = self.outcome.as_ref().filter(|outcome| outcome.part == part).map(|outcome| &outcome.problem)?;
        if matches!(problem, Problem::Form(_)) {
            return None;
        }
        Some(problem_notice(problem))
    }

    /// The notice above all parts: the result of a part that is no longer on the page.
    fn elsewhere(&self) -> Option<AnyView> {
        let said = match self.done.as_str() {
            "accepted" => Some("You are the Account Owner of your school now."),
            "declined" => Some("You have declined. The Account Owner is told, and nothing has changed."),
            _ => None,
        };
        if let Some(said) = said {
            return Some(view! { <Notice kind=NoticeKind::Success><p>{said}</p></Notice> }.into_any());
        }
        let outcome = self.outcome.as_ref()?;
        let is_over =
            matches!(outcome.part, Part::Offer | Part::HandOver) && matches!(outcome.problem, Problem::Denied(_));
        (is_over || outcome.part == Part::Details).then(|| problem_notice(&outcome.problem))
    }
}

fn problem_notice(problem: &Problem) -> AnyView {
    respond_with(problem);
    let sentence = problem.sentence();
    view! { <Notice kind=NoticeKind::Problem title=problem.heading()><p>{sentence}</p></Notice> }.into_any()
}

/// The address of the page after a form has succeeded, with the notice in view.
fn done_address(done: &str, part: Part) -> String {
    routes::part(&routes::done(routes::ACCOUNT, done), part.id())
}
