//! A link has done its one thing.

use crate::routes;
use crate::views::Outside;
use crate::widgets::{Confirmation, LinkButton};
use domain::link::LinkUsed;
use leptos::prelude::*;

/// What was done, and signing in.
#[component]
pub(super) fn Done(used: LinkUsed, is_demo: bool) -> impl IntoView {
    let (title, says) = match used.school {
        Some(school) if !used.set_password => {
            (format!("You have joined {school}"), "Sign in with the password you already have.")
        }
        None if !used.set_password => (
            "Your sign-in email is changed".to_owned(),
            "Your password stays as it is, and where you are signed in you stay so.",
        ),
        _ => ("Your password is set".to_owned(), "Sign in with it from now on."),
    };
    view! {
        <Outside title=title is_demo>
            <Confirmation title="Ready to sign in" takes_focus=true>
                <p>{says} " Your sign-in email is " <strong><bdi>{used.email}</bdi></strong> "."</p>
            </Confirmation>
            <p class="cluster">
                <LinkButton href=routes::SIGN_IN>"Sign in"</LinkButton>
            </p>
        </Outside>
    }
}
