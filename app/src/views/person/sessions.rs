//! Sessions as a table.

use crate::widgets::{Cell, Column, DataTable, Icon, Row, RowHead, Tag, Tone};
use domain::account::OpenSession;
use domain::moment::DisplayTime;
use leptos::prelude::*;

const SINCE: &str = "Signed in";
const LAST_USED: &str = "Last used";
const SCHOOL: &str = "School";
const END: &str = "Sign out";

/// The sessions, one row each, with the button that ends it; the current session has none.
#[component]
pub(crate) fn SessionsTable(
    /// The table's caption.
    caption: &'static str,
    /// The sessions, in order.
    sessions: Vec<OpenSession>,
    /// The id of the form that the buttons belong to: it sends the session's id as `session`.
    form: &'static str,
    /// Whether each row shows the school.
    #[prop(optional)]
    tells_school: bool,
) -> impl IntoView {
    let mut columns = vec![Column::new("Device"), Column::new(SINCE), Column::new(LAST_USED)];
    if tells_school {
        columns.push(Column::new(SCHOOL));
    }
    columns.push(Column::new(END));
    let rows = sessions.into_iter().map(|session| view! { <Session session form tells_school/> }).collect_view();
    view! { <DataTable caption columns>{rows}</DataTable> }
}

#[component]
fn Session(session: OpenSession, form: &'static str, tells_school: bool) -> impl IntoView {
    let OpenSession { id, device, school, since, last_used, is_this } = session;
    let device = device.words();
    let about = format!(" {device}, signed in {}", since.text);
    let end = if is_this {
        view! { <Tag tone=Tone::Accent icon=Icon::Tick text="This device, now"/> }.into_any()
    } else {
        view! {
            <button type="submit" class="button button-quiet" form=form name="session" value=id.to_string()>
                "Sign out" <span class="hidden">{about}</span>
            </button>
        }
        .into_any()
    };
    let school = tells_school.then(|| {
        let school = if school.is_empty() { "None chosen yet".to_owned() } else { school };
        view! { <Cell label=SCHOOL><bdi>{school}</bdi></Cell> }
    });
    view! {
        <Row>
            <RowHead>{device}</RowHead>
            <Cell label=SINCE><Time when=since/></Cell>
            <Cell label=LAST_USED><Time when=last_used/></Cell>
            {school}
            <Cell label=END>{end}</Cell>
        </Row>
    }
}

#[component]
fn Time(when: DisplayTime) -> impl IntoView {
    view! { <time datetime=when.iso>{when.text}</time> }
}
