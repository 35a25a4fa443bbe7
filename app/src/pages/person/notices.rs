//! The notices above a part of the form: what was sent without a change, was kept, or could not be saved.

use super::page_state::EditFormState;
use crate::views::{KeptNotice, respond_with};
use crate::widgets::{Notice, NoticeKind};
use domain::problem::Problem;
use leptos::prelude::*;

#[component]
pub(super) fn FormNotices(filling: EditFormState) -> impl IntoView {
    let EditFormState { errors, problem, unchanged, kept, .. } = filling;
    if !errors.is_empty() {
        respond_with(&Problem::Form(errors));
    }
    view! {
        {unchanged.then(|| view! { <Notice><p>"Nothing is different from what is saved."</p></Notice> })}
        <KeptNotice is_kept=kept/>
        {problem.map(|problem| view! {
            <Notice kind=NoticeKind::Problem title=problem.heading()><p>{problem.sentence()}</p></Notice>
        })}
    }
}
