//! The page for a session that ended while a person was being added.

use crate::routes;
use crate::views::VisitorPage;
use crate::widgets::{Cluster, LinkButton};
use domain::problem::Problem;
use leptos::prelude::*;

/// Shows whether the draft was kept, and leads back here through signing in.
#[component]
pub(super) fn SignedOut(kept: bool, is_demo: bool) -> impl IntoView {
    let problem = Problem::SignedOut { kept };
    view! {
        <VisitorPage title=problem.heading() lead=problem.sentence() is_demo>
            <Cluster>
                <LinkButton href=routes::sign_in_then(routes::ADD_USER)>"Sign in again"</LinkButton>
            </Cluster>
        </VisitorPage>
    }
}
