//! Audit entries as a table.

use crate::routes;
use crate::widgets::{Cell, ChangeList, Changed, Column, DataTable, Row, RowHead};
use domain::audit::{AuditListing, AuditRow, NamedEntity};
use leptos::prelude::*;

const WHEN: &str = "When";
const DONE: &str = "What was done";
const SUBJECT: &str = "About";
const ACTOR: &str = "Who did it";
const CHANGES: &str = "Before and after";

/// Audit entries, one row each.
#[component]
pub(crate) fn AuditTable(
    /// The table's caption.
    caption: &'static str,
    /// The entries, in order.
    rows: Vec<AuditRow>,
    /// The listing that the names link within, to what that person did or what was done to them. Without it names are
    /// not links, and the column with the person affected is left out.
    #[prop(optional)]
    asked: Option<AuditListing>,
) -> impl IntoView {
    let headings = [Some(WHEN), Some(DONE), asked.is_some().then_some(SUBJECT), Some(CHANGES), Some(ACTOR)];
    let columns = headings.into_iter().flatten().map(Column::new).collect::<Vec<_>>();
    let rows = rows.into_iter().map(|row| view! { <Entry row asked=asked.clone()/> }).collect_view();
    view! { <DataTable caption columns>{rows}</DataTable> }
}

#[component]
fn Entry(row: AuditRow, asked: Option<AuditListing>) -> impl IntoView {
    let words = row.changes.iter().map(|field| field.words());
    let changes: Vec<_> = words.map(|(label, old, new)| Changed { label, old, new }).collect();
    let changes = (!changes.is_empty()).then(|| view! { <ChangeList changes/> });
    let erased = row.erased.then(|| view! { <small class="reason">"Names or values were erased"</small> });
    let subject = asked.clone().map(|asked| {
        let about = (!row.subject.name.is_empty()).then(|| {
            named(row.subject.clone(), "what was done to them", |member| {
                routes::audit(&AuditListing { subject: Some(member), page: 1, ..asked })
            })
        });
        view! { <Cell label=SUBJECT>{about} <small class="reason">{row.kind.words()}</small></Cell> }
    });
    let actor = match asked {
        Some(asked) => named(row.actor, "what they did", |member| {
            routes::audit(&AuditListing { actor: Some(member), page: 1, ..asked })
        }),
        None => view! { <bdi>{row.actor.name}</bdi> }.into_any(),
    };
    view! {
        <Row tall=true>
            <RowHead><time datetime=row.when.iso>{row.when.text}</time></RowHead>
            <Cell label=DONE>{row.action.words()}</Cell>
            {subject}
            <Cell label=CHANGES wide=true>{changes} {erased}</Cell>
            <Cell label=ACTOR>{actor}</Cell>
        </Row>
    }
}

/// A name, as a link if it belongs to a person.
fn named(named: NamedEntity, says: &'static str, href: impl FnOnce(domain::id::MemberId) -> String) -> AnyView {
    match named.member {
        Some(member) => view! {
            <a href=href(member)><bdi>{named.name}</bdi><span class="hidden">": " {says}</span></a>
        }
        .into_any(),
        None => view! { <bdi>{named.name}</bdi> }.into_any(),
    }
}
