//! What a link offers, and the button that does it.

use super::Step;
use super::fields::LinkFields;
use crate::views::{Outside, fetch_ahead};
use crate::widgets::{Notice, NoticeKind};
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
        }
    }
}

#[component]
pub(super) fn Offer(step: Step, is_demo: bool) -> impl IntoView {
    fetch_ahead("link_fields");
    let Step { page, refusal } = step;
    let words = Words::of(&page.offer);
    // The server alone knows the common passwords.
    let (refused, trouble) = match refusal {
        Some(Problem::Form(errors)) => (errors.into_iter().next().map(|error| error.message), None),
        other => (None, other),
    };
    let asks_password = !matches!(page.offer, LinkOffer::Join { .. });
    view! {
        <Outside title=words.title lead=words.lead wrong=refused.is_some() is_demo>
            {trouble.map(|problem| view! { <Notice kind=NoticeKind::Problem title=problem.heading()>{problem.sentence()}</Notice> })}
            <LinkFields email=page.email own=page.own asks_password button=words.button refused/>
        </Outside>
    }
}
