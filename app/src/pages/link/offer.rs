//! What a link offers, and the button that does it.

use super::Step;
use crate::views::{Asks, Outside, PasswordFields, fetch_ahead};
use crate::widgets::{FormActions, Notice, NoticeKind, SubmitButton};
use domain::link::LinkOffer;
use domain::problem::Problem;
use leptos::prelude::*;

/// Everything the words on the page depend on.
struct Words {
    title: String,
    lead: String,
    button: String,
}

impl Words {
    fn of(offer: &LinkOffer) -> Self {
        match offer {
            LinkOffer::Register { school, first_name } => Self {
                title: format!("Welcome to {school}"),
                lead: format!("Hello {first_name}. Set a password, and you can sign in."),
                button: "Set password".to_owned(),
            },
            LinkOffer::Join { school, first_name } => Self {
                title: format!("Join {school}"),
                lead: format!(
                    "Hello {first_name}. You already have a Rolecall account: {school} is added to it, and your password stays as it is."
                ),
                button: format!("Join {school}"),
            },
            LinkOffer::Reset => Self {
                title: "Set a new password".to_owned(),
                lead: "You are signed out everywhere once it is set.".to_owned(),
                button: "Set password".to_owned(),
            },
            LinkOffer::ChangeEmail => Self {
                title: "Your new sign-in email".to_owned(),
                lead: "Nothing changes until you press the button. Your old address then signs in no more.".to_owned(),
                button: "Sign in with this address".to_owned(),
            },
        }
    }
}

#[component]
pub(super) fn Offer(step: Step, is_demo: bool) -> impl IntoView {
    let Step { page, refusal } = step;
    let words = Words::of(&page.offer);
    // The server alone knows the common passwords.
    let (refused, trouble) = match refusal {
        Some(Problem::Form(errors)) => (errors, None),
        other => (Vec::new(), other),
    };
    let wrong = !refused.is_empty();
    let form = match page.offer {
        LinkOffer::ChangeEmail => view! { <NewEmail email=page.email button=words.button/> }.into_any(),
        LinkOffer::Join { .. } | LinkOffer::Register { .. } | LinkOffer::Reset => {
            fetch_ahead("password_fields");
            let asks = if matches!(page.offer, LinkOffer::Join { .. }) { Asks::Nothing } else { Asks::New };
            view! { <PasswordFields email=page.email own=page.own asks button=words.button refused/> }.into_any()
        }
    };
    view! {
        <Outside title=words.title lead=words.lead wrong is_demo>
            {trouble.map(|problem| view! { <Notice kind=NoticeKind::Problem title=problem.heading()>{problem.sentence()}</Notice> })}
            {form}
        </Outside>
    }
}

/// Nothing but the button: whoever has the mailbox presses it.
#[component]
fn NewEmail(email: String, button: String) -> impl IntoView {
    view! {
        <form method="post">
            <p>"You will sign in with " <strong><bdi>{email}</bdi></strong></p>
            <FormActions>
                <SubmitButton label=button/>
            </FormActions>
        </form>
    }
}
