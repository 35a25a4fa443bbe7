//! The stamp as a form field.

use crate::stamp::{STAMP, of_page};
use leptos::prelude::*;

/// The stamp of the page, as a hidden field of the surrounding form. Every posted form has one: a form from a page that
/// was drawn for another session, school or person saves nothing.
#[component]
pub fn Stamp() -> impl IntoView {
    view! { <input type="hidden" name=STAMP value=of_page()/> }
}
