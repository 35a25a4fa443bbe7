//! The page for a link that has been used.

use crate::routes;
use crate::views::VisitorPage;
use crate::widgets::{Confirmation, LinkButton};
use domain::link::LinkResult;
use leptos::prelude::*;

/// What was done, and how to continue.
#[component]
pub(super) fn Done(used: LinkResult, is_demo: bool) -> impl IntoView {
    let LinkResult { email, school, set_password, signed_in } = used;
    let joined = school.is_some() && !set_password;
    let title = match &school {
        Some(school) if joined => format!("You have joined {school}"),
        None if !set_password => "Your sign-in email is changed".to_owned(),
        _ => "Your password is set".to_owned(),
    };
    let says = match (joined, set_password, signed_in) {
        (true, _, true) => "Choose the school to go to it now.",
        (true, _, false) => "Sign in with the password you already have.",
        (false, true, _) => "Sign in with it from now on.",
        (false, false, _) => "Your password stays as it is, and you stay signed in where you are.",
    };
    let (heading, href, button) = match (signed_in, joined) {
        (true, true) => ("Ready", routes::SCHOOLS, "Choose a school"),
        (true, false) => ("Ready", routes::SCHOOL, "Go to School"),
        (false, _) => ("Ready to sign in", routes::SIGN_IN, "Sign in"),
    };
    view! {
        <VisitorPage title=title is_demo>
            <Confirmation title=heading takes_focus=true>
                <p>{says} " Your sign-in email is " <strong><bdi>{email}</bdi></strong> "."</p>
            </Confirmation>
            <p class="cluster">
                <LinkButton href=href>{button}</LinkButton>
            </p>
        </VisitorPage>
    }
}
