//! Fields that belong to a form outside which they are placed, because forms cannot be nested.
use leptos::context::Provider;
use leptos::prelude::*;

/// Makes the fields and buttons inside belong to the form with this id, wherever that form is.
#[component]
pub fn BelongsTo(
    /// The form's id.
    form: &'static str,
    children: ChildrenFn,
) -> impl IntoView {
    view! { <Provider value=FormOwner(form)>{children()}</Provider> }
}

/// The id of the form that the fields belong to.
#[derive(Clone, Copy)]
struct FormOwner(&'static str);

/// The id of the form that a field belongs to, if it is placed outside it.
pub(super) fn form_owner() -> Option<&'static str> {
    use_context().map(|FormOwner(form)| form)
}
