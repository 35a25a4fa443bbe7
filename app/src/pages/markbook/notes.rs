//! The messages above the table: which marks were saved, which were not, and why cells cannot be edited.

use super::submitted::{RefusedMark, sentence};
use crate::widgets::{Notice, NoticeKind};
use domain::assessment::{Closed, Sheet};
use leptos::prelude::*;

#[component]
pub(super) fn Notes(
    sheet: Sheet,
    /// The name of the reader's role.
    role: String,
    /// Whether the reader views the school as a role.
    is_viewing: bool,
    refused: Vec<RefusedMark>,
    saved: Option<u32>,
) -> impl IntoView {
    let saved = saved.map(|count| {
        let text = match count {
            0 => "No mark was changed".to_owned(),
            1 => "1 mark saved".to_owned(),
            many => format!("{many} marks saved"),
        };
        let takes_focus = refused.is_empty();
        view! { <Notice kind=NoticeKind::Success takes_focus><p>{text}</p></Notice> }
    });
    let not_saved = (!refused.is_empty()).then(|| {
        let lines = refused
            .iter()
            .map(|one| view! { <li><strong>{one.about.clone()}</strong> ": " {sentence(&one.typed, &one.outcome)}</li> })
            .collect_view();
        view! {
            <Notice kind=NoticeKind::Problem title="These marks are not saved" takes_focus=true><ul>{lines}</ul></Notice>
        }
    });
    let denied = sheet.reasons().into_iter().find(|closed| matches!(closed, Closed::Denied(_))).map(Closed::sentence);
    let denied = denied.map(|sentence| {
        view! { <Notice title=format!("{role}: view only here")><p>{sentence}</p></Notice> }
    });
    let viewing = (is_viewing && sheet.is_editable()).then(|| {
        view! { <Notice title=format!("{role} can enter marks here")><p>"You only view the school as this role, so nothing can be changed."</p></Notice> }
    });
    view! { <div class="marks-notes">{saved} {not_saved} {denied} {viewing}</div> }
}
