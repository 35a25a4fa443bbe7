//! Help on the reader's own account, and on handing the school over.

use super::part::{Part, part};
use crate::routes;
use domain::limits::{PASSWORD_PROVED_FOR, time};
use leptos::prelude::*;

const PASSWORD: Part = ("change-your-password", "Change your password");
const EMAIL: Part = ("change-your-email", "Change the email you sign in with");
const AGAIN: Part = ("password-asked-again", "Why Rolecall asks for your password again");
const SESSIONS: Part = ("where-signed-in", "See where you are signed in");
const HAND_OVER: Part = ("hand-over-the-school", "Hand your school over");

/// The tasks explained in this file.
pub(super) const PARTS: [Part; 5] = [PASSWORD, EMAIL, AGAIN, SESSIONS, HAND_OVER];

/// The tasks with their explanations.
pub(super) fn parts() -> AnyView {
    let password = view! {
        <ol>
            <li>"Open the menu under your name and select " <a href=routes::ACCOUNT>"Your account"</a> "."</li>
            <li>"Under “Password”, enter your present password and a new one."</li>
            <li>"Select " <b>"Change password"</b> ". You stay signed in here and are signed out everywhere else."</li>
        </ol>
        <p>"On the same page you can choose the name you go by, and fill in “About you”. Your school looks after your first and last name and your job title."</p>
    }
    .into_any();
    let again = view! {
        <p>
            "Some steps ask for your password again, unless you gave it in the last " {time(PASSWORD_PROVED_FOR)} ": making somebody an Account Admin, \
             handing the school over, changing how you sign in, and saving the audit log or a list of more than 20 people as a file. \
             After you enter it, the step goes on with everything you filled in."
        </p>
        <p>"When somebody becomes an Account Admin, or the school is offered to somebody, that person and the Account Owner get an email."</p>
    }
    .into_any();
    let email = view! {
        <ol>
            <li>"In " <a href=routes::ACCOUNT>"Your account"</a> ", go to “Sign-in email”, and enter the new address and your password."</li>
            <li>"Select " <b>"Send the link"</b> ". The new address gets an email with a link that works for 24 hours."</li>
            <li>"Open the link and press its button. Enter your password if you are not signed in. From then on you sign in with the new address, and the old one is told."</li>
        </ol>
        <p>"Until you press the button nothing changes, and you can take the new address back."</p>
    }
    .into_any();
    let sessions = view! {
        <p>
            "“Where you are signed in”, in " <a href=routes::ACCOUNT>"Your account"</a>
            ", lists each browser with when it was last used. If you do not know one of them, sign it out and change your password."
        </p>
    }
    .into_any();
    let hand_over = view! {
        <p>"Who may: the Account Owner, to an Account Admin. A school has exactly one Account Owner."</p>
        <ol>
            <li>"In " <a href=routes::ACCOUNT>"Your account"</a> ", go to “Hand over your school” and choose to whom."</li>
            <li>"They get an email, and have 14 days to accept with their password. You can take the offer back until they have."</li>
            <li>"Once they accept they are the Account Owner, and you are an Account Admin. Both of you get an email."</li>
        </ol>
    }
    .into_any();
    [
        part(PASSWORD, password),
        part(EMAIL, email),
        part(AGAIN, again),
        part(SESSIONS, sessions),
        part(HAND_OVER, hand_over),
    ]
    .into_iter()
    .collect_view()
    .into_any()
}
