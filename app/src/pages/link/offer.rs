//! What a link offers, and the button that does it.

use super::Step;
use super::password::NewPassword;
use crate::views::Outside;
use crate::widgets::{ErrorSummary, FieldError, FormActions, Notice, NoticeKind, SubmitButton};
use domain::form::password::check;
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
pub(super) fn Offer(step: Step, is_demo: bool) -> impl IntoView {
    let Step { page, refusal } = step;
    let words = Words::of(&page.offer);
    let button = match &page.offer {
        LinkOffer::Join { school, .. } => format!("Join {school}"),
        _ => words.button.to_owned(),
    };
    let asks_password = !matches!(page.offer, LinkOffer::Join { .. });
    // The server alone knows the common passwords.
    let (refused, trouble) = match refusal {
        Some(Problem::Form(errors)) => (errors.into_iter().next().map(|error| error.message), None),
        other => (None, other),
    };
    let was_refused = refused.is_some();
    let password = RwSignal::new(String::new());
    let own = StoredValue::new(page.own);
    let left = RwSignal::new(false);
    let tries = RwSignal::new(0_u32);
    let sent = RwSignal::new(false);
    let wrong = move |password: &String| own.with_value(|own| check(password, own)).err();
    // A right form is sent as it is without scripts: what comes of it is another page. Once, for that uses the link up.
    let submit = move |event: SubmitEvent| {
        let right = !asks_password || password.with_untracked(wrong).is_none();
        if !right {
            tries.update(|tries| *tries += 1);
        }
        if !right || sent.get_untracked() {
            event.prevent_default();
        } else {
            sent.set(true);
        }
    };
    let error = Memo::new(move |_| {
        let tried = tries.get() > 0;
        if !tried && password.with(String::is_empty) {
            return refused.clone();
        }
        let judged = tried || was_refused || left.get();
        judged.then(|| password.with(wrong)).flatten().map(str::to_owned)
    });
    let summary = Signal::derive(move || {
        let listed = error.get().filter(|_| was_refused || tries.get() > 0);
        listed.map(|message| FieldError { id: "password".to_owned(), message }).into_iter().collect::<Vec<_>>()
    });
    view! {
        <Outside title=words.title lead=words.lead wrong=Signal::derive(move || !summary.get().is_empty()) is_demo>
            <ErrorSummary errors=summary attempt=tries/>
            {trouble.map(|problem| view! { <Notice kind=NoticeKind::Problem title=problem.heading()>{problem.sentence()}</Notice> })}
            <form method="post" on:submit:capture=submit novalidate>
                <p>"You sign in with " <strong><bdi>{page.email.clone()}</bdi></strong></p>
                {asks_password.then(|| view! { <NewPassword password left error own email=page.email/> })}
                <FormActions>
                    <SubmitButton label=button busy=sent busy_label=words.busy/>
                </FormActions>
            </form>
        </Outside>
    }
}
