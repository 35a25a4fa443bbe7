//! Sharing an observation with home: what was or would be sent, and to whose home.

use super::submitted::{ACT, SHARE, VERSION};
use crate::routes;
use crate::widgets::{ButtonKind, LinkButton, Notice, NoticeKind, Panel, Stamp, SubmitButton};
use domain::access::Denial;
use domain::observation::Observation;
use domain::pupil::HomeTrouble;
use domain::wording::joined;
use leptos::prelude::*;

#[component]
pub(super) fn Sharing(observation: Observation) -> impl IntoView {
    let troubles = observation.troubles.iter().cloned().map(|one| view! { <NotReached one/> }).collect_view();
    let part = match (&observation.shared, observation.may_share) {
        (Some(shared), _) => {
            let said = format!("Shared by email {}, by {}.", shared.at.in_sentence(), shared.by);
            view! { <p>{said}</p> }.into_any()
        }
        (None, Ok(())) => view! { <Offer observation/> }.into_any(),
        (None, Err(denial)) => view! { <p class="reason">{denial.sentence()}</p> }.into_any(),
    };
    view! { <Panel title="Share with home" id="share">{part}{troubles}</Panel> }
}

/// That the email to a child's home did not arrive, with the way to correct the address.
#[component]
fn NotReached(one: HomeTrouble) -> impl IntoView {
    let next = match (one.is_tried_again, one.may_correct) {
        (true, _) => "Rolecall goes on trying by itself.",
        (false, true) => "It is sent again once the address is right.",
        (false, false) => "Ask the school office to correct the address: it is then sent again.",
    };
    let correct = one.may_correct.then(|| {
        let href = routes::part(&routes::child(one.pupil), "home");
        view! { <div class="actions"><LinkButton href kind=ButtonKind::Secondary>"Correct the address"</LinkButton></div> }
    });
    view! {
        <Notice kind=NoticeKind::Warning title=format!("The email to the home of {} did not arrive", one.name)>
            <p>{next}</p>
            {correct}
        </Notice>
    }
}

/// Asks before anything is sent, because an email cannot be called back.
#[component]
fn Offer(observation: Observation) -> impl IntoView {
    let (without, left) = (&observation.without_contact, &observation.left);
    let reached: Vec<_> = observation
        .children
        .iter()
        .map(|child| &child.name)
        .filter(|name| !without.contains(name) && !left.contains(name))
        .collect();
    if reached.is_empty() {
        let denial = if without.is_empty() { Denial::ChildrenLeft } else { Denial::NoHomeContact };
        return view! { <p class="reason">{denial.sentence()}</p> }.into_any();
    }
    let gone = (!left.is_empty()).then(|| {
        let title = format!("No email goes to the home of {}", joined(left, "and"));
        view! { <Notice title><p>"They have left your school."</p></Notice> }
    });
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
        {gone}
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
