//! Sharing an observation with home: what was or would be sent, and to whose home.

use super::submitted::{ACT, SHARE, VERSION};
use crate::routes;
use crate::widgets::{Notice, NoticeKind, Panel, Stamp, SubmitButton};
use domain::access::Denial;
use domain::observation::Observation;
use domain::wording::joined;
use leptos::prelude::*;

#[component]
pub(super) fn Sharing(observation: Observation) -> impl IntoView {
    let part = match (&observation.shared, observation.may_share) {
        (Some(shared), _) => {
            let said = format!("Shared by email {}, by {}.", shared.at.in_sentence(), shared.by);
            view! { <p>{said}</p> }.into_any()
        }
        (None, Ok(())) => view! { <Offer observation/> }.into_any(),
        (None, Err(denial)) => view! { <p class="reason">{denial.sentence()}</p> }.into_any(),
    };
    view! { <Panel title="Share with home" id="share">{part}</Panel> }
}

/// Asks before anything is sent, because an email cannot be called back.
#[component]
fn Offer(observation: Observation) -> impl IntoView {
    let without = &observation.without_contact;
    let reached: Vec<_> =
        observation.children.iter().map(|child| &child.name).filter(|name| !without.contains(name)).collect();
    if reached.is_empty() {
        return view! { <p class="reason">{Denial::NoHomeContact.sentence()}</p> }.into_any();
    }
    let unreached = (!without.is_empty()).then(|| {
        let names = joined(without, "and");
        view! {
            <Notice kind=NoticeKind::Warning title=format!("No email goes to the home of {names}")>
                <p>"Your school has no home contact for them. Ask the school office to add one first if you can wait: an observation is shared once only."</p>
            </Notice>
        }
    });
    let several = (observation.children.len() > 1)
        .then_some(" Each email names only the child of that home. Check that the text names no other child.");
    view! {
        {unreached}
        <details class="photo-remove">
            <summary>"Share with home"</summary>
            <form method="post" action=routes::observation(observation.id)>
                <Stamp/>
                <input type="hidden" name=VERSION value=observation.version.to_string()/>
                <p>"Email the date and the text to the home contact of " <bdi>{joined(&reached, "and")}</bdi> "? Photos are not sent: the email says they can be seen at school." {several}</p>
                <SubmitButton label="Yes, send the email" name=ACT value=SHARE/>
            </form>
        </details>
    }
    .into_any()
}
