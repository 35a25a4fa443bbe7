//! Help on the school's settings, and whom to ask.

use super::part::{Part, part};
use crate::routes;
use domain::name::EmailAddress;
use leptos::prelude::*;

const SETTINGS: Part = ("settings", "Change the school's settings");
const ASSESSMENT: Part = ("assessment", "Choose how your school assesses");
const MARKS: Part = ("marks", "Enter marks");
const CONFIRM: Part = ("confirm", "Confirm what is “to be confirmed”");
const REQUEST: Part = ("submit-a-request", "Submit a request");

/// The tasks explained in this file.
pub(super) const PARTS: [Part; 5] = [SETTINGS, ASSESSMENT, MARKS, CONFIRM, REQUEST];

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
    let assessment = view! {
        <p>"Who may: people with “Edit assessment settings” in Sonar Tracker, by default the Account Owner and Account Admins."</p>
        <ol>
            <li>"Select " <a href=routes::ASSESSMENT>"Assessment settings"</a> "."</li>
            <li>"Choose the codes for summative marks, the set of objectives and the subjects, and enter when half-terms begin."</li>
            <li>"Select " <b>"Save settings"</b> ". Marks that were entered stay as they are."</li>
        </ol>
    }
    .into_any();
    let marks = view! {
        <p>"Who may: Sonar Tracker's rows about summative, formative and statutory data say it, for this academic year and for earlier ones."</p>
        <ol>
            <li>"Select " <a href=routes::MARKBOOK>"Markbook"</a> ", then the pupils, the year and the subject."</li>
            <li>"Type a code in a cell, or select one of the buttons below the table. Enter and the arrow keys move on; Ctrl-D fills down."</li>
            <li>"Each mark is saved as you enter it. Without a connection it is kept on this device and sent when there is one."</li>
        </ol>
        <p>"If somebody else entered a different mark meanwhile, both are shown and you choose."</p>
        <p>"A pupil’s name in " <a href=routes::PUPILS>"Pupils"</a> " leads to their marks over the years, and to who changed which. People with “Export data” in Sonar Tracker can take a page of marks out as a file."</p>
        <p>"When a child leaves, the Account Owner or an Account Admin says so at the bottom of the child’s page, and can take it back there. “Left your school” in the filters of " <a href=routes::PUPILS>"Pupils"</a> " finds them again."</p>
    }
    .into_any();
    let confirm = view! {
        <p>
            "Sonar Tracker has not yet said what each role may do with most of its features. Until it does, Rolecall applies what the role \
             guidance says, and tells you so. Your school can settle a cell for itself. Who may: the Account Owner."
        </p>
        <ol>
            <li>"Select " <a href=routes::part(routes::SETTINGS, "cells")>"School settings"</a> " and go to “Permissions awaiting confirmation”."</li>
            <li>"Select a feature. Each role shows what applies now, and on what basis."</li>
            <li>"For each role choose " <b>"Granted"</b> ", " <b>"Denied"</b> ", or leave it to be confirmed."</li>
            <li>"Select " <b>"Save changes"</b> ". From then on the reason given is that your school has confirmed it."</li>
        </ol>
        <p>"To take a confirmation back, choose “To be confirmed” again."</p>
    }
    .into_any();
    [part(SETTINGS, settings), part(ASSESSMENT, assessment), part(MARKS, marks), part(CONFIRM, confirm)]
        .into_iter()
        .collect_view()
        .into_any()
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
