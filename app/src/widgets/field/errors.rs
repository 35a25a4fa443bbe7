//! The error summary above a form.
use crate::widgets::{Icon, IconView, words};
use leptos::{ev, html, prelude::*, wasm_bindgen::JsCast, web_sys};

/// The error of one field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldError {
    /// The id of the field.
    pub id: String,
    /// The message, in the same words as above the field.
    pub message: String,
}

/// Lists the errors as links to their fields, and takes the focus when it appears and at each new attempt.
#[component]
pub fn ErrorSummary(
    /// The errors; nothing is drawn when there are none.
    #[prop(into)]
    errors: Signal<Vec<FieldError>>,
    /// Incremented with each attempt to send the form.
    #[prop(optional, into)]
    attempt: Signal<u32>,
) -> impl IntoView {
    let summary = NodeRef::<html::Div>::new();
    let wrong = Memo::new(move |_| errors.with(|errors| !errors.is_empty()));
    // The attempt that the summary last took the focus for: once per attempt, and only when the summary is on the page,
    // which is slightly later than the errors. Corrections during typing never move the focus.
    Effect::new(move |met: Option<Option<u32>>| {
        let met = met.flatten();
        let now = attempt.get();
        match summary.get().filter(|_| wrong.get() && met != Some(now)) {
            Some(summary) => {
                // Fails only for an element that has been removed.
                let _ = summary.focus();
                Some(now)
            }
            None => met,
        }
    });
    // Errors that came with the page take the focus as it opens, with or without scripts.
    let came = errors.with_untracked(|errors| !errors.is_empty());
    let lines = move || {
        errors
            .get()
            .into_iter()
            .map(|FieldError { id, message }| {
                let href = format!("#{id}");
                let follow = move |event: ev::MouseEvent| {
                    if focus(&id) {
                        event.prevent_default();
                    }
                };
                view! {
                    <li>
                        <a href=href on:click=follow>
                            {message}
                        </a>
                    </li>
                }
            })
            .collect_view()
    };
    move || {
        wrong.get().then(|| {
            view! {
                <div class="errors" role="alert" tabindex="-1" autofocus=came node_ref=summary>
                    <h2>
                        <IconView icon=Icon::Warning/>
                        {words::PROBLEM}
                    </h2>
                    <ul class="error-list">{lines}</ul>
                </div>
            }
        })
    }
}

/// Scrolls to a field and its label and focuses it. Returns whether the field exists.
fn focus(id: &str) -> bool {
    let Some(field) = document().get_element_by_id(id).and_then(|field| field.dyn_into::<web_sys::HtmlElement>().ok())
    else {
        return false;
    };
    if let Some(around) = field.parent_element() {
        around.scroll_into_view();
    }
    field.focus().is_ok()
}
