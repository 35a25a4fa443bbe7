//! The child's home contact: the address, correcting it, and mails that did not arrive. Only for readers who may know it.

use super::submitted::{ACT, HOME};
use crate::routes;
use crate::widgets::{ButtonKind, Notice, NoticeKind, Panel, Stamp, SubmitButton, TextField};
use domain::problem::{FieldError, Problem};
use domain::pupil::{HOME_EMAIL, HomeContact, HomeContactForm, NamedPupil, UndeliveredHome};
use leptos::prelude::*;

#[component]
pub(super) fn Home(
    pupil: NamedPupil,
    home: Option<HomeContact>,
    /// What was typed and could not be saved.
    typed: Option<HomeContactForm>,
    problem: Option<Problem>,
) -> impl IntoView {
    home.map(|home| {
        let HomeContact { email, undelivered, may_change } = home;
        let count = undelivered.len();
        let shown = match &email {
            Some(email) => view! { <p><bdi>{email.clone()}</bdi></p> }.into_any(),
            None => view! { <p class="soft">"Your school has no home contact for this child."</p> }.into_any(),
        };
        let troubles = (count > 0).then(|| {
            let lines = undelivered.into_iter().map(|one| view! { <Undelivered one/> }).collect_view();
            let title = if count == 1 { "1 email did not arrive".to_owned() } else { format!("{count} emails did not arrive") };
            view! { <Notice kind=NoticeKind::Warning title><ul>{lines}</ul></Notice> }
        });
        let change = may_change.is_ok().then(|| {
            let errors = match problem {
                Some(Problem::Form(errors)) => errors,
                _ => Vec::new(),
            };
            let wrong = Signal::stored(FieldError::at(&errors, HOME_EMAIL));
            let open = typed.is_some();
            let summary = if email.is_some() { "Correct the address" } else { "Add an address" };
            let value = typed.map_or(email.unwrap_or_default(), |form| form.home_email);
            let again = match count {
                0 => "",
                1 => " The email that did not arrive is then sent to it.",
                _ => " The emails that did not arrive are then sent to it.",
            };
            view! {
                <details class="photo-remove" open=open>
                    <summary>{summary}</summary>
                    <form method="post" action=routes::child(pupil.id) novalidate>
                        <Stamp/>
                        <p>{format!("Observations that you share about {} are sent to this address.{again}", pupil.forename)}</p>
                        <TextField id=HOME_EMAIL name=HOME_EMAIL label="Home contact" kind="email" value error=wrong
                            hint="An email address. Leave it empty to hold none." autocomplete="off"/>
                        <SubmitButton label="Save the address" kind=ButtonKind::Secondary name=ACT value=HOME/>
                    </form>
                </details>
            }
        });
        view! { <Panel title="Home contact" id="home">{troubles}{shown}{change}</Panel> }
    })
}

#[component]
fn Undelivered(one: UndeliveredHome) -> impl IntoView {
    let next = if one.is_tried_again { "Rolecall goes on trying by itself." } else { "Correct the address." };
    view! {
        <li>
            <a href=routes::observation(one.observation)>{format!("Observation of {}", one.observed_on.words())}</a>
            ": " {one.refusal.sentence()} " " {next}
        </li>
    }
}
