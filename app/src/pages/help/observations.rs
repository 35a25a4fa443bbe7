//! Help on observations of children.

use super::part::{Part, part};
use crate::routes;
use leptos::prelude::*;

const RECORD: Part = ("record-an-observation", "Record an observation");
const SHARE: Part = ("share-with-home", "Share an observation with home");

/// The tasks explained in this file.
pub(super) const PARTS: [Part; 2] = [RECORD, SHARE];

/// The tasks with their explanations.
pub(super) fn parts() -> AnyView {
    let record = view! {
        <ol>
            <li>"In " <a href=routes::OBSERVATIONS>"Observations"</a> ", select " <b>"Record an observation"</b> "."</li>
            <li>"Tick the children. Your key children come first; search for others by name or class."</li>
            <li>"Say what you saw and heard, check the date, and tick the areas of learning it shows."</li>
            <li>"Select " <b>"Record it"</b> ". Then add up to 4 photos. What the camera noted with them, such as the place, is not kept."</li>
        </ol>
        <p>"The person who recorded an observation can change and delete it, and so can the Account Owner and Account Admins. Who can record any follows the permission “Create observations” in Sonar Tracker."</p>
        <p>"Minimal Read-only sees which areas of learning were observed of each alias, month by month: no texts, days or photos."</p>
    }
    .into_any();
    let share = view! {
        <ol>
            <li>"Open the observation and select " <b>"Share with home"</b> ". You see whose home is emailed, and for whom your school has no contact."</li>
            <li>"Select " <b>"Yes, send the email"</b> "."</li>
        </ol>
        <p>"Each email has the date and the text, and names only the child of that home. Photos are not sent: the email says they can be seen at school. An observation is shared once, and an email cannot be called back."</p>
        <p>"Who can share follows the permission “Share with home” in Sonar Tracker."</p>
    }
    .into_any();
    [part(RECORD, record), part(SHARE, share)].into_iter().collect_view().into_any()
}
