//! Ticking the children: the reader's own first, then others, once they are searched for. Ticks outlive a search.

use super::submitted::{SHOW, STEP};
use crate::pages::pupils::filters::class_choices;
use crate::widgets::{ButtonKind, Checkboxes, Pick, PickGroup, SearchField, SelectField, SubmitButton};
use domain::observation::{CHILDREN, ChildrenToObserve};
use domain::problem::FieldError;
use domain::pupil::Child;
use leptos::prelude::*;
use std::collections::BTreeSet;

#[component]
pub(super) fn Children(choices: ChildrenToObserve, ticked: Vec<String>, errors: Vec<FieldError>) -> impl IntoView {
    let wrong = Signal::stored(FieldError::at(&errors, CHILDREN));
    let ChildrenToObserve { key, worker, ticked: others, found, listing, classes, .. } = choices;
    let ticked: BTreeSet<_> = ticked.into_iter().collect();
    let nothing = (listing.is_filtered() && found.is_empty()).then(
        || view! { <p class="soft">"No other child matches. Look for part of a name, or choose another class."</p> },
    );
    let found = found
        .into_iter()
        .map(|class| view! { <Group title=class.name children=class.children ticked=ticked.clone()/> })
        .collect_view();
    view! {
        <Checkboxes id=CHILDREN legend="Children" error=wrong hint="Tick up to 30 children.">
            <Group title="Your key children" children=key ticked=ticked.clone()/>
            <Group title="Children you work with" children=worker ticked=ticked.clone()/>
            <Group title="Other children you ticked" children=others ticked=ticked.clone()/>
            <div class="filter" role="search" aria-label="Other children">
                <SearchField id="search" name="search" label="Find other children by name" value=listing.search/>
                <SelectField id="class" name="class" label="Class" plain=true options=class_choices(classes) value=listing.class/>
                <div class="actions"><SubmitButton label="Show" kind=ButtonKind::Secondary name=STEP value=SHOW/></div>
            </div>
            {nothing}
            {found}
        </Checkboxes>
    }
}

/// Children to tick; nothing where there are none.
#[component]
fn Group(#[prop(into)] title: String, children: Vec<Child>, ticked: BTreeSet<String>) -> impl IntoView {
    (!children.is_empty()).then(|| {
        let note = children.len().to_string();
        let rows = children
            .into_iter()
            .map(|child| {
                let id = child.pupil.to_string();
                let checked = ticked.contains(&id);
                view! { <Pick id=format!("child-{id}") name=CHILDREN value=id label=child.name checked note=child.class refused=""/> }
            })
            .collect_view();
        let id = format!("group-{}", title.to_lowercase().replace(' ', "-"));
        view! { <PickGroup id title note all=None>{rows}</PickGroup> }
    })
}
