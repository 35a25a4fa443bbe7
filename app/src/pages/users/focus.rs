//! Where the focus goes when what had it is gone: the row that no longer fits the filters, the link to a page that is
//! the last one now. Browsers would let it fall back to the top of the page.

use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast as _;
use leptos::web_sys::HtmlElement;

/// The id of what holds the list.
pub(super) const LIST: &str = "people";
/// The id of what takes the focus: the count, which says what has become of the list.
pub(super) const COUNT: &str = "people-count";

/// Whether the focus was in the list just before it changed.
#[derive(Clone, Copy)]
pub(super) struct Focus(StoredValue<bool>);

impl Focus {
    pub fn new() -> Self {
        Self(StoredValue::new(false))
    }

    /// Looks where the focus is. Call it when the list is about to change.
    pub fn note(self) {
        if cfg!(feature = "hydrate") {
            let focused =
                document().active_element().and_then(|element| element.closest(&format!("#{LIST}")).ok().flatten());
            self.0.set_value(focused.is_some());
        }
    }

    /// Keeps the focus in the list whenever `list` has changed.
    pub fn keep(self, list: impl Fn() + 'static) {
        Effect::new(move |_| {
            list();
            // When what changed is on the page.
            request_animation_frame(move || {
                let lost = document().active_element().is_none_or(|element| element.tag_name() == "BODY");
                let count = document().get_element_by_id(COUNT).and_then(|count| count.dyn_into::<HtmlElement>().ok());
                if let Some(count) = count.filter(|_| lost && self.0.try_get_value() == Some(true)) {
                    // Refused only for an element that is gone.
                    let _ = count.focus();
                }
            });
        });
    }
}
