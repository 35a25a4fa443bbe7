//! Help on the school's settings, and whom to ask.

use super::part::{Part, part};
use crate::routes;
use domain::name::EmailAddress;
use leptos::prelude::*;

const SETTINGS: Part = ("settings", "Change the school's settings");
const CONFIRM: Part = ("confirm", "Confirm what is “to be confirmed”");
const REQUEST: Part = ("submit-a-request", "Submit a request");

/// The tasks explained in this file.
pub(super) const PARTS: [Part; 3] = [SETTINGS, CONFIRM, REQUEST];

/// The tasks with their explanations.
pub(super) fn parts() -> AnyView {
    let settings = view! {
        <p>"Who may: the Account Owner and Account Admins."</p>
        <ol>
            <li>"Select " <a href=routes::SETTINGS>"School settings"</a> "."</li>
            <li>"Change the school's name, tick the products your school uses, or say whom people turn to for help."</li>
            <li>"Select " <b>"Save settings"</b> ". It shows at once to everybody in your school."</li>
        </ol>
        <p>"A product that is not ticked is not shown to anybody. Sonar Tracker always is: the role there is the role in Rolecall."</p>
    }
    .into_any();
    let confirm = view! {
        <p>
            "Sonar Tracker has not yet said what each role may do with most of its features. Until it does, Rolecall applies what the role \
             guidance says, and tells you so. Your school can settle a cell for itself. Who may: the Account Owner."
        </p>
        <ol>
            <li>"Select " <a href=routes::part(routes::SETTINGS, "cells")>"School settings"</a> " and go to “Cells to be confirmed”."</li>
            <li>"Select a feature. Each role shows what applies now, and on what basis."</li>
            <li>"For each role choose " <b>"Granted"</b> ", " <b>"Denied"</b> ", or leave it to be confirmed."</li>
            <li>"Select " <b>"Save changes"</b> ". From then on the reason given is that your school has confirmed it."</li>
        </ol>
        <p>"To take a confirmation back, choose “To be confirmed” again."</p>
    }
    .into_any();
    [part(SETTINGS, settings), part(CONFIRM, confirm)].into_iter().collect_view().into_any()
}

/// The contact: the person whom the school named, or its admins.
pub(super) fn contact(contact: &str) -> AnyView {
    let who = if contact.is_empty() {
        view! { <p>"Ask your school's Account Owner or an Account Admin: they look after people and settings."</p> }
            .into_any()
    } else {
        let name = match EmailAddress::parse(contact) {
            Ok(_) => view! { <a href=format!("mailto:{contact}")>{contact.to_owned()}</a> }.into_any(),
            Err(_) => view! { <b>{contact.to_owned()}</b> }.into_any(),
        };
        view! { <p>"Your school says whom to turn to: " {name} "."</p> }.into_any()
    };
    let body = view! {
        <p>"Something is not explained here, or does not work?"</p>
        {who}
        <p>"Say what you were doing, what you expected and what happened, and the time. Never send a password."</p>
    }
    .into_any();
    part(REQUEST, body)
}
