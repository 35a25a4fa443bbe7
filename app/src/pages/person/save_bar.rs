//! The bar that saves what a tab of a person shows.

use super::page_state::SAVE;
use crate::widgets::{BelongsTo, ButtonKind, LinkButton, SaveBar, SubmitButton};
use leptos::prelude::*;

/// *Save* for the form with this id, and *Cancel*.
#[component]
pub(super) fn SaveOrCancel(
    /// The id of the form.
    form: &'static str,
    /// Where *Cancel* leads.
    #[prop(into)]
    cancel: String,
) -> impl IntoView {
    view! {
        <SaveBar>
            <BelongsTo form=form>
                <SubmitButton label="Save" name="step" value=SAVE/>
            </BelongsTo>
            <LinkButton href=cancel kind=ButtonKind::Quiet>"Cancel"</LinkButton>
            <p class="soft small">"You’ll check the changes before saving."</p>
        </SaveBar>
    }
}
