//! Fields of a form that they do not stand in: where another form stands between them.
use leptos::context::Provider;
use leptos::prelude::*;

/// Fields and buttons inside belong to the form with this id, wherever that stands.
#[component]
pub fn BelongsTo(
    /// The form's id.
    form: &'static str,
    children: ChildrenFn,
) -> impl IntoView {
    view! { <Provider value=FormOwner(form)>{children()}</Provider> }
}

/// The form that fields belong to, by its id.
#[derive(Clone, Copy)]
struct FormOwner(&'static str);

/// The id of the form that a field belongs to, where it does not stand in it.
pub(super) fn form_owner() -> Option<&'static str> {
    use_context().map(|FormOwner(form)| form)
}
