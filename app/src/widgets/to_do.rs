//! A list of what is to be done: a sentence, and the button that does it.

use leptos::prelude::*;

/// A list of what is to be done. Each [`ToDo`] is one.
#[component]
pub fn ToDoList(children: Children) -> impl IntoView {
    view! { <ul class="to-do">{children()}</ul> }
}

/// Something to be done.
#[component]
pub fn ToDo(
    /// What it is, as a sentence.
    children: Children,
    /// The button that does it, or the link to where it is done.
    #[prop(into)]
    act: ViewFn,
) -> impl IntoView {
    view! { <li><p>{children()}</p> {act.run()}</li> }
}
