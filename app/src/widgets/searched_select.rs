//! A field that takes one of very many choices: a list in groups, and with scripts a search that narrows it down.
use super::field::{Hint, InlineError, LabelText, described};
use super::{Icon, IconView};
use leptos::prelude::*;

/// Choices under a heading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChoiceGroup {
    /// The heading.
    pub label: String,
    /// The choices: value, label, and other words for it.
    pub options: Vec<(String, String, String)>,
}

/// The field. `browser::finding` shows its search.
#[component]
pub fn SearchedSelect(
    /// The field's id.
    id: &'static str,
    /// The field's name in the form.
    name: &'static str,
    /// The label.
    label: &'static str,
    /// The label of no choice.
    none: &'static str,
    /// The choices.
    groups: Vec<ChoiceGroup>,
    /// The value of the current choice; empty for none.
    value: String,
    /// The error.
    #[prop(into)]
    error: Signal<Option<String>>,
    /// A hint.
    hint: &'static str,
    /// The label of the search.
    search: &'static str,
    /// What can be typed into the search.
    search_hint: &'static str,
) -> impl IntoView {
    let groups = groups.into_iter().map(|group| {
        let options = group.options.into_iter().map(|(own, label, also)| {
            let selected = own == value;
            view! { <option value=own selected=selected data-also=also>{label}</option> }
        });
        view! { <optgroup label=group.label>{options.collect_view()}</optgroup> }
    });
    let groups = groups.collect_view();
    let is_wrong = error.get_untracked().is_some();
    let search_id = format!("{id}-search");
    let count_id = format!("{id}-count");
    let search_hint_id = format!("{search_id}-hint");
    view! {
        <div class="field choice-search" data-narrows=id hidden>
            <label class="field-label" for=search_id.clone()>{search}</label>
            <p class="hint" id=search_hint_id.clone()>{search_hint}</p>
            <div class="search">
                <IconView icon=Icon::Search/>
                <input class="input" type="search" id=search_id autocomplete="off" spellcheck="false" aria-describedby=search_hint_id/>
            </div>
            <p class="count" role="status" id=count_id></p>
        </div>
        <div class="field" class:invalid=is_wrong>
            <label class="field-label" for=id>
                <LabelText label=label.to_owned() required=true right=false.into() plain=false/>
            </label>
            <Hint id=id.to_owned() text=hint.to_owned()/>
            <InlineError id=id.to_owned() error/>
            <div class="select">
                <select class="input" id=id name=name aria-required="true" aria-invalid=is_wrong.then_some("true")
                    aria-describedby=described(id, true, is_wrong, false)>
                    <option value="">{none}</option>
                    {groups}
                </select>
            </div>
        </div>
    }
}
