//! What a link offers, and the button that does it.

use super::Step;
use super::proof::AccountProofFields;
use crate::views::{FetchAhead, PasswordFields, PasswordPrompt, VisitorPage};
use crate::widgets::{Notice, NoticeKind};
use domain::link::{LinkOffer, LinkRequirement};
use domain::problem::Problem;
use leptos::prelude::*;

/// Everything that the texts on the page depend on.
struct OfferContext {
    title: String,
    lead: String,
    button: String,
}

impl OfferContext {
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
                lead: "Nothing changes until you press the button. Your old address will then stop working.".to_owned(),
                button: "Sign in with this address".to_owned(),
            },
        }
    }
}

#[component]
pub(super) fn Offer(step: Step, is_demo: bool) -> impl IntoView {
    let Step { page, refusal } = step;
    let words = OfferContext::of(&page.offer);
    // Only the server knows the common passwords, and whether the account's password is correct.
    let (refused, trouble) = match refusal {
        Some(Problem::Form(errors)) => (errors, None),
        other => (Vec::new(), other),
    };
    let wrong = !refused.is_empty();
    let warning = page.session.warning(&page.offer, &page.email);
    let asks = page.asks();
    let form = match asks {
        LinkRequirement::NewPassword => {
            view! { <FetchAhead island="password_fields"/> <PasswordFields email=page.email own=page.own asks=PasswordPrompt::New button=words.button refused/> }.into_any()
        }
        LinkRequirement::AccountPassword | LinkRequirement::Nothing => {
            view! { <AccountProofFields offer=page.offer email=page.email asks_password=asks == LinkRequirement::AccountPassword button=words.button refused/> }
                .into_any()
        }
    };
    view! {
        <VisitorPage title=words.title lead=words.lead wrong is_demo>
            {trouble.map(|problem| view! { <Notice kind=NoticeKind::Problem title=problem.heading()>{problem.sentence()}</Notice> })}
            {warning.map(|warning| view! { <Notice kind=NoticeKind::Warning><p>{warning}</p></Notice> })}
            {form}
        </VisitorPage>
    }
}
