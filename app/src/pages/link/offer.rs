//! What a link offers, and the button that does it.

use super::Step;
use super::done::Done;
use super::password::NewPassword;
use crate::api;
use crate::failure::Failure;
use crate::views::{Outside, ProblemView};
use crate::widgets::{ErrorSummary, FieldError, FormActions, Notice, NoticeKind, SubmitButton};
use domain::form::password::{PasswordForm, check};
use domain::link::LinkOffer;
use domain::problem::Problem;
use leptos::ev::SubmitEvent;
use leptos::prelude::*;

/// Everything the words on the page depend on.
struct Words {
    title: String,
    lead: String,
    button: &'static str,
    busy: &'static str,
}

impl Words {
    fn of(offer: &LinkOffer) -> Self {
        match offer {
            LinkOffer::Register { school, first_name } => Self {
                title: format!("Welcome to {school}"),
                lead: format!("Hello {first_name}. Set a password, and you can sign in."),
                button: "Set password",
                busy: "Setting the password",
            },
            LinkOffer::Join { school, first_name } => Self {
                title: format!("Join {school}"),
                lead: format!(
                    "Hello {first_name}. You already have a Rolecall account: {school} is added to it, and your password stays as it is."
                ),
                button: "Join",
                busy: "Joining",
            },
            LinkOffer::Reset => Self {
                title: "Set a new password".to_owned(),
                lead: "You are signed out everywhere once it is set.".to_owned(),
                button: "Set password",
                busy: "Setting the password",
            },
        }
    }
}

#[component]
pub(super) fn Offer(token: String, step: Step, is_demo: bool) -> impl IntoView {
    let Step { page, refusal } = step;
    let words = Words::of(&page.offer);
    let button = match &page.offer {
        LinkOffer::Join { school, .. } => format!("Join {school}"),
        _ => words.button.to_owned(),
    };
    let asks_password = !matches!(page.offer, LinkOffer::Join { .. });
    let password = RwSignal::new(String::new());
    let own = StoredValue::new(page.own);
    let token = StoredValue::new(token);
    // It gives the password that was tried as well, to know whether it has been changed since.
    let attempt = Action::new_local(move |password: &String| {
        let form = PasswordForm { token: token.get_value(), password: password.clone() };
        let wrong = asks_password.then(|| own.with_value(|own| check(&form.password, own))).and_then(Result::err);
        let tried = form.password.clone();
        async move {
            let answer = match wrong {
                Some(sentence) => Err(Problem::field("password", sentence)),
                None => api::use_link(form).await.map_err(|Failure(problem)| problem),
            };
            (tried, answer)
        }
    });
    let problem = Memo::new(move |_| match attempt.value().get() {
        Some((tried, answer)) => answer.err().map(|problem| (Some(tried), problem)),
        None => refusal.clone().map(|problem| (None, problem)),
    });
    // What there is to say once the link has nothing more to offer. The form stays while there is something to correct.
    let over = Memo::new(move |_| match attempt.value().get() {
        Some((_, Ok(used))) => Some(Ok(used)),
        Some((_, Err(problem @ Problem::Link(_)))) => Some(Err(problem)),
        _ => None,
    });
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        if !attempt.pending().get_untracked() {
            attempt.dispatch_local(password.get_untracked());
        }
    };
    let left = RwSignal::new(false);
    let error = Memo::new(move |_| {
        password.with(|password| match problem.get() {
            Some((tried, Problem::Form(errors))) if tried.is_none() || tried.as_ref() == Some(password) => {
                errors.into_iter().next().map(|error| error.message)
            }
            before => {
                let judged = before.is_some_and(|(_, problem)| matches!(problem, Problem::Form(_)))
                    || (left.get() && !password.is_empty());
                judged.then(|| own.with_value(|own| check(password, own))).and_then(Result::err).map(str::to_owned)
            }
        })
    });
    let summary = Signal::derive(move || {
        let sent = problem.with(|problem| matches!(problem, Some((_, Problem::Form(_)))));
        error
            .get()
            .filter(|_| sent)
            .map(|message| FieldError { id: "password".to_owned(), message })
            .into_iter()
            .collect::<Vec<_>>()
    });
    let trouble =
        move || problem.get().map(|(_, problem)| problem).filter(|problem| !matches!(problem, Problem::Form(_)));
    let email = StoredValue::new(page.email);
    let words = StoredValue::new(words);
    let button = StoredValue::new(button);
    let form = move || {
        view! {
            <form method="post" on:submit:capture=submit novalidate>
                <p>"You sign in with " <strong><bdi>{email.get_value()}</bdi></strong></p>
                {asks_password.then(|| view! { <NewPassword password left error own email=email.get_value()/> })}
                <FormActions>
                    <SubmitButton label=button.get_value() busy=attempt.pending() busy_label=words.with_value(|words| words.busy)/>
                </FormActions>
            </form>
        }
        .into_any()
    };
    // Made here and not with the form: they are asked once more after it is gone.
    let wrong = Signal::derive(move || !summary.get().is_empty());
    let tries = Signal::derive(move || attempt.version().get() as u32);
    move || {
        match over.get() {
        Some(Ok(used)) => view! { <Done used is_demo/> }.into_any(),
        Some(Err(problem)) => view! { <ProblemView problem alone=true/> }.into_any(),
        None => view! {
            <Outside title=words.with_value(|words| words.title.clone()) lead=words.with_value(|words| words.lead.clone()) wrong is_demo>
                <ErrorSummary errors=summary attempt=tries/>
                {move || {
                    trouble().map(|problem| view! { <Notice kind=NoticeKind::Problem title=problem.heading()>{problem.sentence()}</Notice> })
                }}
                {form()}
            </Outside>
        }
        .into_any(),
    }
    }
}
