//! Help on signing in, the first time and later, and on what to do when it does not work.

use super::part::{Part, part, words};
use crate::routes;
use domain::form::password::Rule;
use leptos::prelude::*;

const FIRST: Part = ("first-time", "Sign in for the first time");
const SIGN_IN: Part = ("sign-in", "Sign in");
const FORGOTTEN: Part = ("forgotten-password", "Forgotten your password");
const LINKS: Part = ("links", "A link does not work");
const SWITCH: Part = ("switch-school", "Switch to another school");

/// The tasks explained in this file.
pub(super) const PARTS: [Part; 5] = [FIRST, SIGN_IN, FORGOTTEN, LINKS, SWITCH];

/// The tasks with their explanations.
pub(super) fn parts() -> AnyView {
    let rules = Rule::ALL.map(|rule| view! { <li>{rule.text()}</li> }).into_iter().collect_view();
    let first = view! {
        <p>"When you are added, you get an email from Rolecall that names your school."</p>
        <ol>
            <li>"Open the link in the email. It works for 14 days, and once."</li>
            <li>"Choose a password. As you type, the page ticks off what it still needs:"<ul>{rules}</ul></li>
            <li>"Save it, then sign in with your email address and the new password."</li>
        </ol>
        <p>"Passwords that many people use are refused as well. You may paste a password, so a password manager works."</p>
        <p>
            "If you have a Rolecall account at another school already, you keep your password: the link adds the new school to your account."
        </p>
    }
    .into_any();
    let sign_in = view! {
        <ol>
            <li>"Go to " <a href=routes::SIGN_IN>"Sign in"</a> "."</li>
            <li>"Enter your email address and your password. You sign in with the email address, not with a username."</li>
            <li>"Select " <b>"Sign in"</b> ". If you belong to several schools, choose the one you want."</li>
        </ol>
        <p>
            "After many wrong passwords the page asks you to wait. Other people's attempts do not hold you up on a device you have signed in on before."
        </p>
        <p>"Rolecall emails you when your account is used on a new device in a new place, and after 10 wrong passwords in a day."</p>
        <p>"On a shared computer, sign out when you have finished: it is in the menu under your name."</p>
    }
    .into_any();
    let forgotten = view! {
        <ol>
            <li>"Go to " <a href=routes::FORGOTTEN>"Forgotten your password?"</a> " and enter your email address."</li>
            <li>"If the address has an account, it gets an email with a link. The link works for one hour."</li>
            <li>"Open the link and choose a new password. You are then signed out everywhere else."</li>
        </ol>
        <p>"The page says the same whether the address has an account or not, so that nobody can find out who has one."</p>
    }
    .into_any();
    let switch = view! {
        <p>
            "One account can belong to several schools, with a different role in each. Open the menu under your name and select "
            <b>"Switch school"</b> ". It is there only when you belong to more than one."
        </p>
    }
    .into_any();
    [part(FIRST, first), part(SIGN_IN, sign_in), part(FORGOTTEN, forgotten), part(LINKS, links()), part(SWITCH, switch)]
        .into_iter()
        .collect_view()
        .into_any()
}

fn links() -> AnyView {
    view! {
        {words("The page a link opens says what is the matter:")}
        <ul>
            <li><b>"It has expired."</b> " An invitation lives 14 days, a link for a new password one hour. Ask for a new one."</li>
            <li><b>"It has been used."</b> " Each link works once. If your password is set, sign in."</li>
            <li><b>"A newer one was sent."</b> " Only the link in the newest email works."</li>
            <li><b>"It was withdrawn, or your account is paused or ended."</b> " Ask your school."</li>
            <li><b>"It was sent to an old address."</b> " Look for a newer email at the address your school has for you now."</li>
            <li><b>"It is not complete."</b> " Some mail programs cut long links in two. Copy the whole link into the address bar."</li>
        </ul>
        {words("No email at all? Look in the junk folder first, then ask your school to check the address and send the invitation again.")}
    }
    .into_any()
}
