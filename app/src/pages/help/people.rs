//! Help on managing people who are already at the school.

use super::part::{Part, part};
use crate::routes;
use leptos::prelude::*;

const FIND: Part = ("find-something", "Find a person, a page or something to do");
const EDIT: Part = ("edit-a-user", "Edit a user");
const SEVERAL: Part = ("several-people", "Change several people at once");
const IMPORT: Part = ("import-staff", "Import staff from your MIS");
const STATUS: Part = ("account-status", "Block, deactivate or delete");
const CHILDREN: Part = ("key-worker", "Key worker and worker");
const OTHERS: Part = ("attributes-and-photo", "Photo and attributes");

/// The tasks explained in this file.
pub(super) const PARTS: [Part; 7] = [FIND, EDIT, SEVERAL, IMPORT, STATUS, CHILDREN, OTHERS];

/// The tasks with their explanations.
pub(super) fn parts() -> AnyView {
    let find = view! {
        <p>
            "On every page, press Ctrl and K (⌘ and K on a Mac) or select " <a href=routes::FIND>"Find"</a> ". Type part of a name, the name of a \
             page, or what you want to do:"
        </p>
        <ul>
            <li><b>"Emily"</b> " opens a person."</li>
            <li><b>"block Chloe"</b> " or " <b>"Emily → Partial Edit"</b> " shows what it changes, to confirm there. Nothing changes before that. The beginning of a role’s name is enough."</li>
            <li><b>"who can send SMS"</b> " lists everybody who can. Everyday words work too: SEND, texts, safeguarding, pay."</li>
        </ul>
        <p>"You find only what you may list and open."</p>
    }
    .into_any();
    let edit = view! {
        <ol>
            <li>"In " <a href=routes::USERS>"Users"</a> ", select the person's name. On their page, " <b>"Pick somebody else"</b> " leads to another one."</li>
            <li>"Change their details, or choose " <b>"Roles"</b> " to change their role. Beside the roles you see what they would gain and lose."</li>
            <li>"Select " <b>"Save"</b> ": you are shown everything that will change, old and new, and what it means for the person."</li>
            <li>"Select " <b>"Confirm"</b> " to do it, or go back and change something."</li>
        </ol>
        <p>"After a change of role, a block or a deactivation, " <b>"Undo"</b> " takes it back for 10 minutes."</p>
        <p>"When somebody else changed the same person meanwhile, you are shown their change first. Neither is lost."</p>
        <p>"Nobody changes their own role or status, nor those of an equal or somebody above."</p>
    }
    .into_any();
    let several = view! {
        <ol>
            <li>"In " <a href=routes::USERS>"Users"</a> ", tick the people, on as many pages as you like, and select " <b>"Change those ticked"</b> ". Or narrow the list down and select " <b>"Change all that match"</b> "."</li>
            <li>"Choose what to do: send invitations, block, deactivate, or give a role in a product. You can also take them out as a file."</li>
            <li>"You see whom it changes, who is left out and why, and what they gain and lose together. Select " <b>"Confirm"</b> "."</li>
        </ol>
        <p>"For ten minutes you can undo it from the page that says what was done. Invitations that were sent cannot be called back."</p>
    }
    .into_any();
    let import = view! {
        <ol>
            <li>"Export the staff from your MIS as .csv, .xlsx, .ods or OneRoster, and upload the file in " <a href=routes::IMPORTS>"Import staff"</a> "."</li>
            <li>"The page says how the file was read. If a sheet, the row of headings, the separator or the encoding is wrong, change it there. You do not need to upload the file again."</li>
            <li>"Check what each column holds. Columns are matched by their names, or as in your last file with the same columns."</li>
            <li>"Answer the questions first. If only one thing matches, such as the MIS id, Rolecall asks whether it is the same person. Both are shown side by side."</li>
            <li>"Correct cells on the page, choose the roles of new people, and tick the leavers and the higher roles you want."</li>
            <li>"Press the button. It says how many rows are imported and skipped. Everything is saved together, or nothing is."</li>
        </ol>
        <p>"For ten minutes you can undo changed roles and deactivations from the page with the result. The result can also be downloaded."</p>
        <p>"An import sends no email. Select " <b>"Invite users"</b> " afterwards: choose a product, a role and the people. People without an email address of their own cannot be invited yet."</p>
        <p>"The person who runs your server can have Rolecall import a list every night: "<code>"rolecall import --school ID --file staff.csv --apply"</code>". It takes columns and roles as your last import did, and skips what needs an answer. Questions wait for you in "<a href=routes::IMPORTS>"Import staff"</a>"."</p>
        <pre><code>"15 5 * * 1-5  cd /opt/rolecall && ./rolecall import --school ID --file /srv/sftp/mis/staff.csv --apply --leavers"</code></pre>
        <p>"The line above is for cron: every working day at 5:15, from the folder your MIS fills by SFTP."</p>
    }
    .into_any();
    let status = view! {
        <ul>
            <li><b>"Blocked"</b> ": cannot sign in, and is signed out everywhere within a second. Everything is kept. Untick it to let them in again."</li>
            <li><b>"Account active"</b> ", unticked: the same, and they are gone from pickers and from lists of people at work. A leaving date does this at the end of that day."</li>
            <li><b>"Delete user"</b> ": type the word “delete”. They can be restored for 90 days; after that their name on their work becomes “Deleted staff”. Observations and assessments are never lost."</li>
        </ul>
        <p>"When somebody leaves, open their page and select " <b>"What ends and what to hand on"</b> ". It lists what stops working, and what others take over: key children, the school's account, exceptions they made. Each has a link that does it."</p>
        <p>"Each is kept with its reason and who decided it, under “History” on the person's page."</p>
    }
    .into_any();
    let children = view! {
        <p>"On the person's page, under “Children”, choose the children they are key worker of, and those they work with besides: search, pick a class or a year group, or tick children one by one. A child has one key worker; taking a child over from somebody is shown before it is confirmed."</p>
        <p>"The person's School page then leads with these children."</p>
    }
    .into_any();
    let others = view! {
        <p>"Drop a picture on the person's page, choose one or take one. You cut it to a square; what the camera noted with it, such as the place, is not kept."</p>
        <p>"Attributes are what your school wants to know of its people, such as who is a first-aider. Choose them in " <a href=routes::ATTRIBUTES>"School settings"</a> "; the list of users can be filtered by them."</p>
    }
    .into_any();
    [
        part(FIND, find),
        part(EDIT, edit),
        part(SEVERAL, several),
        part(IMPORT, import),
        part(STATUS, status),
        part(CHILDREN, children),
        part(OTHERS, others),
    ]
    .into_iter()
    .collect_view()
    .into_any()
}
