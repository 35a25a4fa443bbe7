//! The session ended while somebody was being added.

use crate::routes;
use crate::views::Outside;
use crate::widgets::{Cluster, LinkButton};
use domain::problem::Problem;
use leptos::prelude::*;

/// Says whether what was typed is kept, and leads back here by way of signing in.
#[component]
pub(super) fn SignedOut(kept: bool, is_demo: bool) -> impl IntoView {
    let problem = Problem::SignedOut { kept };
    view! {
        <Outside title=problem.heading() lead=problem.sentence() is_demo>
            <Cluster>
                <LinkButton href=routes::sign_in_then(routes::ADD_USER)>"Sign in again"</LinkButton>
            </Cluster>
        </Outside>
    }
}
