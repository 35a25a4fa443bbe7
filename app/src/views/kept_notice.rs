//! The notice above a form that offers what was typed before a session ended.

use crate::widgets::Notice;
use leptos::prelude::*;

/// Says that the form holds what was typed before, and that nothing of it is saved; nothing unless `is_kept`.
#[component]
pub(crate) fn KeptNotice(
    /// Whether the form's content was kept from an earlier session.
    is_kept: bool,
) -> impl IntoView {
    is_kept.then(|| {
        view! {
            <Notice title="What you typed before is filled in">
                <p>
                    "It was not saved, because your session ended, your role changed or you went to another school. Save it now, or leave this page."
                </p>
            </Notice>
        }
    })
}
