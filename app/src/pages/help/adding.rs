//! Help on adding people.

use super::part::{Part, part};
use crate::routes;
use leptos::prelude::*;

const ADD: Part = ("add-a-user", "Add a new user");
const DOT: Part = ("orange-dot", "What the orange dot means");
const CHOOSE: Part = ("choose-a-role", "Choose the right role");
const NEXT: Part = ("what-happens-next", "What happens next");
const AGAIN: Part = ("invite-again", "Send an invitation again");

/// The tasks explained in this file.
pub(super) const PARTS: [Part; 5] = [ADD, DOT, CHOOSE, NEXT, AGAIN];

/// The tasks with their explanations.
pub(super) fn parts() -> AnyView {
    let add = view! {
        <p>"Who may: the Account Owner and Account Admins. The Account Owner gives Account Admin and below, an Account Admin Full Edit and below."</p>
        <ol>
            <li>"Select " <b>"School"</b> "."</li>
            <li>"In the Users widget, select " <a href=routes::ADD_USER>"Add a new user"</a> "."</li>
            <li>"Fill in the form. Everything with an orange dot is needed."</li>
            <li>"Choose a role, and read beside it what the role will let this person do."</li>
            <li>"Choose whether the invitation goes out now or later."</li>
            <li>"Select " <b>"Create User"</b> ". If something is missing, the page says what, and takes you there."</li>
            <li>"Select " <b>"Back to Users"</b> " to return to the list, where the new person is marked, or " <b>"Add another"</b> "."</li>
        </ol>
    }
    .into_any();
    let dot = view! {
        <p>
            "A field with an orange dot must be filled in. As soon as what you typed is right, the dot turns into a green tick. \
             Fields that say “(optional)” can stay empty."
        </p>
        <p>"The email address is the one the person will sign in with. In one school it can belong to one person only; so can a username."</p>
    }
    .into_any();
    let choose = view! {
        <p>
            "Beside the role, the preview shows what the person will be able to do in each product your school uses. Choose another role \
             and it says at once what that gains and loses. Open a line to read why the role has it or not."
        </p>
        <ul>
            <li>"The role you choose is the person's Sonar Tracker role, and their role in Rolecall."</li>
            <li>"In the other products the person has the same role, unless you unfold them and choose another one there."</li>
            <li>"“To be confirmed” means that the product has not said yet. The preview says what Rolecall applies meanwhile."</li>
        </ul>
        <p>"What each role can do, in words: " <a href=routes::GUIDE>"Guide to the roles"</a> "."</p>
    }
    .into_any();
    let next = view! {
        <ol>
            <li>"The person gets an email that names your school, with a link to set a password."</li>
            <li>"The link works for 14 days, and once. Meanwhile the list of users shows the person as “Invited”, and when the time is over as “Invitation expired”."</li>
            <li>"They " <a href="#first-time">"set a password"</a> ", sign in, and see what their role lets them see. Their status is then “Active”."</li>
        </ol>
        <p>"If you chose to send the invitation later, nothing goes out until you send it from the list of users."</p>
        <p>"When an email cannot be delivered, the person still exists. Rolecall tries again, and the School page says so, with the way to correct the address."</p>
    }
    .into_any();
    let again = view! {
        <ol>
            <li>"Select " <a href=routes::USERS>"Users"</a> " and find the person: search for the name, or filter by status."</li>
            <li>
                "In the person's row, select " <b>"Send again"</b> ", or " <b>"Send invitation"</b>
                " when none has gone out yet. The button is there until they have registered."
            </li>
        </ol>
        <p>"The new email has a new link that works for 14 days. Links in earlier emails stop working. Within a minute of the last email, no other goes out."</p>
        <p>
            "Rolecall can send one reminder by itself, three days before an invitation expires, to whoever has not registered. It does not \
             unless you tick it in " <a href=routes::SETTINGS>"School settings"</a> "."
        </p>
    }
    .into_any();
    [part(ADD, add), part(DOT, dot), part(CHOOSE, choose), part(NEXT, next), part(AGAIN, again)]
        .into_iter()
        .collect_view()
        .into_any()
}
