//! The reader's own sessions.

use super::Message;
use super::submitted::{END, Part};
use crate::routes;
use crate::views::SessionsTable;
use crate::widgets::{ButtonKind, Panel, Stamp, SubmitButton};
use domain::account::OpenSession;
use leptos::prelude::*;

/// The id of the form that the rows' buttons belong to.
const FORM: &str = "end-session";

#[component]
pub(super) fn Sessions(sessions: Vec<OpenSession>, told: Message) -> impl IntoView {
    let has_others = sessions.iter().any(|session| !session.is_this);
    let mut schools: Vec<_> = sessions.iter().map(|session| session.school.as_str()).collect();
    schools.dedup();
    let tells_school = schools.len() > 1;
    let notice = told.notice(Part::Sessions).map(|notice| view! { <div class="panel-text">{notice}</div> });
    view! {
        <Panel title=Part::Sessions.title() id=Part::Sessions.id() flush=true>
            {notice}
            <p class="panel-text">"Is one of these not you? Sign it out, then change your password."</p>
            <div data-region="sessions">
                {has_others.then(|| view! { <form id=FORM method="post" action=routes::ACCOUNT><Stamp/><input type="hidden" name="do" value=END/></form> })}
                <SessionsTable caption="Where you are signed in" sessions form=FORM tells_school/>
                {has_others.then(|| view! {
                    <form class="panel-text" method="post" action=routes::ACCOUNT>
                        <Stamp/>
                        <div class="actions">
                            <SubmitButton label="Sign out everywhere else" kind=ButtonKind::Secondary name="do" value=END/>
                        </div>
                    </form>
                })}
            </div>
        </Panel>
    }
}
