//! What a form says of the page it is on.

use crate::stamp::{STAMP, of_page};
use leptos::prelude::*;

/// The stamp of the page, as a field of the form it stands in. Every form that is posted has one: a form of a page that was
/// drawn for another session, school or person saves nothing.
#[component]
pub fn Stamp() -> impl IntoView {
    view! { <input type="hidden" name=STAMP value=of_page()/> }
}
