//! Finding: the search form, the list of what was found, and the dialog that shows both over every page.
use super::{ButtonKind, Icon, IconView, SubmitButton, words};
use leptos::prelude::*;

/// A search form whose page is asked for again while somebody types.
#[component]
pub fn SearchForm(
    /// The address of the page.
    #[prop(into)]
    action: String,
    /// The field's id.
    #[prop(into)]
    id: String,
    /// The field's name in the form.
    #[prop(into)]
    name: String,
    /// The field's label.
    #[prop(into)]
    label: String,
    /// What can be typed.
    #[prop(into)]
    hint: String,
    /// The content.
    #[prop(into)]
    value: String,
    /// What the form sends besides: names and values.
    #[prop(optional)]
    carried: Vec<(&'static str, String)>,
) -> impl IntoView {
    let carried = carried.into_iter().map(|(name, value)| view! { <input type="hidden" name=name value=value/> });
    let carried = carried.collect_view();
    let hint_id = format!("{id}-hint");
    let landmark = label.clone();
    view! {
        <form class="find-form" role="search" aria-label=landmark method="get" action=action data-go="replace">
            {carried}
            <label class="field-label" for=id.clone()>{label}</label>
            <p class="hint" id=hint_id.clone()>{hint}</p>
            <div class="find-row">
                <div class="search">
                    <IconView icon=Icon::Search/>
                    <input class="input" type="search" id=id name=name value=value autocomplete="off" spellcheck="false"
                        maxlength="100" aria-describedby=hint_id/>
                </div>
                <SubmitButton label=words::FIND kind=ButtonKind::Secondary/>
            </div>
        </form>
    }
}

/// The list of what was found.
#[component]
pub fn FoundList(children: Children) -> impl IntoView {
    view! { <ul class="found">{children()}</ul> }
}

/// One thing that was found.
#[component]
pub fn FoundLine(
    /// Where it leads; `None` where the reader may not do it.
    href: Option<String>,
    /// What kind of thing it is, for the eye: the text says it too.
    icon: Icon,
    /// What it is.
    title: String,
    /// A line about it, or why the reader may not do it.
    about: String,
) -> impl IntoView {
    let text = view! {
        <IconView icon/>
        <span class="found-text"><bdi>{title}</bdi> <small>{about}</small></span>
    };
    match href {
        Some(href) => view! { <li><a href=href>{text}</a></li> }.into_any(),
        None => view! { <li class="found-refused">{text}</li> }.into_any(),
    }
}

/// The link in the header that leads to the page for finding. With scripts it opens the dialog.
#[component]
pub(super) fn FindLink() -> impl IntoView {
    view! {
        <a class="find-open" id="find-open" href=crate::routes::FIND aria-keyshortcuts="Control+K Meta+K">
            <IconView icon=Icon::Search/>
            <span>{words::FIND}</span>
            <kbd aria-hidden="true"><span class="find-ctrl">"Ctrl"</span><span class="find-cmd">"⌘"</span>" K"</kbd>
        </a>
    }
}

/// The dialog. It is closed until scripts open it, and shows what the page for finding draws.
#[component]
pub fn FindDialog(
    /// The field's label.
    label: &'static str,
    /// What can be typed.
    hint: &'static str,
) -> impl IntoView {
    view! {
        <dialog class="find-dialog" id="find-dialog" aria-label=words::FIND>
            <form class="find-box" role="search" aria-label=label method="get" action=crate::routes::FIND>
                <IconView icon=Icon::Search/>
                <input type="text" id="find-text" name=crate::routes::SEARCH placeholder=hint aria-label=label inputmode="search"
                    enterkeyhint="go" autocomplete="off" autocapitalize="none" spellcheck="false" maxlength="100"/>
                <button type="submit" class="hidden" tabindex="-1">{words::OPEN_FIRST}</button>
                <button type="button" class="button button-quiet" id="find-close">{words::CLOSE}</button>
            </form>
            <p class="find-count" id="find-count" role="status"></p>
            <div class="find-results" id="find-results"></div>
            <p class="find-keys" aria-hidden="true">
                <span><kbd>"↑"</kbd> <kbd>"↓"</kbd>" choose"</span> <span><kbd>"Enter"</kbd>" open"</span> <span><kbd>"Esc"</kbd>" close"</span>
            </p>
        </dialog>
    }
}
