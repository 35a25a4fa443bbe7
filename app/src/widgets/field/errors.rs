//! All that is wrong with a form, above it.
use crate::widgets::{Glyph, Icon, words};
use leptos::{ev, html, prelude::*, wasm_bindgen::JsCast, web_sys};

/// What is wrong with one field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldError {
    /// The id of the field.
    pub id: String,
    /// What to do about it, in the words that stand above the field.
    pub message: String,
}

/// Lists what is wrong, each line leading to its field, and takes the focus when it appears and at each new attempt.
#[component]
pub fn ErrorSummary(
    /// What is wrong; draws nothing when empty.
    #[prop(into)]
    errors: Signal<Vec<FieldError>>,
    /// Raised with each attempt to send the form.
    #[prop(optional, into)]
    attempt: Signal<u32>,
) -> impl IntoView {
    let summary = NodeRef::<html::Div>::new();
    let wrong = Memo::new(move |_| errors.with(|errors| !errors.is_empty()));
    // The attempt it took the focus for: once each, and only when it is on the page, which it is a moment later than
    // the errors are known. What is corrected while typing never moves the focus.
    Effect::new(move |met: Option<Option<u32>>| {
        let met = met.flatten();
        let now = attempt.get();
        match summary.get().filter(|_| wrong.get() && met != Some(now)) {
            Some(summary) => {
                // Refused only for an element that is gone.
                let _ = summary.focus();
                Some(now)
            }
            None => met,
        }
    });
    // What came with the page has the focus as it opens, with scripts or without.
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
                        <Glyph icon=Icon::Warning/>
                        {words::PROBLEM}
                    </h2>
                    <ul class="error-list">{lines}</ul>
                </div>
            }
        })
    }
}

/// Brings a field and its label into sight and puts the focus there. Says whether there is such a field.
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
