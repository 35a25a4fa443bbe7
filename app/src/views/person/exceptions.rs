//! The exceptions of a person, briefly: the page of the exceptions makes and ends them.

use crate::routes;
use crate::widgets::{ButtonKind, Cluster, Definition, Definitions, LinkButton, Panel};
use domain::exception::ExceptionSummary;
use domain::person::Person;
use leptos::prelude::*;

/// The exceptions in force and to come, and the link to their page.
#[component]
pub(crate) fn ExceptionsPart(person: Person) -> impl IntoView {
    let label = if person.may_edit.is_ok() { "Make or end exceptions" } else { "All about their exceptions" };
    let none = person.exceptions.is_empty();
    let lines = person.exceptions.into_iter().map(|line| view! { <Line line/> }).collect_view();
    view! {
        <Panel title="Exceptions" id="exceptions">
            <div class="stack" data-region="exceptions">
                {if none {
                    view! { <p>"They have what their roles give, and nothing else."</p> }.into_any()
                } else {
                    view! { <Definitions>{lines}</Definitions> }.into_any()
                }}
            </div>
            <Cluster>
                <LinkButton href=routes::exceptions(person.row.member) kind=ButtonKind::Secondary>{label}</LinkButton>
            </Cluster>
        </Panel>
    }
}

#[component]
fn Line(line: ExceptionSummary) -> impl IntoView {
    let name = line.feature.map_or_else(|| line.code.clone(), |feature| feature.full_name());
    view! { <Definition name>{line.effect()} ". " {line.when()} ". " <span class="soft">{line.reason.clone()}</span></Definition> }
}
