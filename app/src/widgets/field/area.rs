//! A field for several lines of text.
use super::{Hint, InlineError, LabelText, described};
use leptos::prelude::*;

/// A label, hint, error and multi-line field.
#[component]
pub fn TextArea(
    /// The field's id; the ids of its hint and error are derived from it.
    #[prop(into)]
    id: String,
    /// The field's name in the form.
    #[prop(into)]
    name: String,
    /// The label.
    #[prop(into)]
    label: String,
    /// The content.
    #[prop(into)]
    value: String,
    /// The error.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
    /// A hint.
    #[prop(optional, into)]
    hint: String,
    /// Whether the field is mandatory.
    #[prop(optional)]
    required: bool,
    /// Leaves out "(optional)", where that is obvious.
    #[prop(optional)]
    plain: bool,
) -> impl IntoView {
    let has_hint = !hint.is_empty();
    let described_by = {
        let id = id.clone();
        move || described(&id, has_hint, error.get().is_some(), false)
    };
    view! {
        <div class="field" class:invalid=move || error.get().is_some()>
            <label class="field-label" for=id.clone()>
                <LabelText label required right=false.into() plain/>
            </label>
            <Hint id=id.clone() text=hint/>
            <InlineError id=id.clone() error/>
            <textarea
                class="input"
                id=id
                name=name
                rows="5"
                aria-required=required.then_some("true")
                aria-invalid=move || error.get().is_some().then_some("true")
                aria-describedby=described_by
                inner_html=escaped(&value)
            ></textarea>
        </div>
    }
}

/// The content as HTML. Children of a textarea are written as they are, so a text could end it and go on as markup.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use super::escaped;

    #[test]
    fn no_text_ends_the_field_it_is_in() {
        assert_eq!(escaped("a</textarea><b>&amp;"), "a&lt;/textarea&gt;&lt;b&gt;&amp;amp;");
    }
}
