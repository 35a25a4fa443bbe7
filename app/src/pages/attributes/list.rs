//! The lists of attributes: those in use, in order, and the retired ones.

use crate::routes;
use crate::widgets::{Cell, Column, DataTable, Icon, IconView, Panel, Row, RowHead};
use domain::attribute::{AttributeCondition, AttributeFilter, AttributeKind, AttributeRow, MoveDirection};
use domain::listing::UserListing;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

/// The id of the form that the rows' buttons belong to.
pub(super) const FORM: &str = "act";

const KIND: &str = "Kind";
const PEOPLE: &str = "Filled in for";
const ORDER: &str = "Order";
const MORE: &str = "Actions";

/// The attributes in use.
#[component]
pub(super) fn AttributesInUse(rows: Vec<AttributeRow>) -> impl IntoView {
    let (moved, way) =
        use_query_map().with_untracked(|query| (query.get("moved").unwrap_or_default(), query.get("way")));
    let last = rows.len() - 1;
    let rows = rows
        .into_iter()
        .enumerate()
        .map(|(place, row)| {
            let (is_first, is_last) = (place == 0, place == last);
            // The focus stays on the attribute that was moved, because moving usually takes several steps.
            let is_moved = moved == row.attribute.id.to_string();
            let up_next = is_moved && !is_first && (is_last || way.as_deref() == Some(MoveDirection::Up.code()));
            let down_next = is_moved && !is_last && !up_next;
            let (id, name) = (row.attribute.id.to_string(), row.attribute.name.clone());
            let up = (!is_first).then(|| move_button("up", "Up", Icon::Up, &id, &name, up_next));
            let down = (!is_last).then(|| move_button("down", "Down", Icon::Down, &id, &name, down_next));
            view! {
                <Row new=is_moved>
                    <Head row=row.clone()/>
                    <Cell label=ORDER><span class="row-actions">{up} {down}</span></Cell>
                    <Cell label=MORE><span class="row-actions"><button type="submit" class="button button-quiet" form=FORM name="retire" value=id>
                            <span>"Retire" <span class="hidden">" " {name}</span></span>
                        </button></span></Cell>
                </Row>
            }
        })
        .collect_view();
    let columns = ["Attribute", KIND, PEOPLE, ORDER, MORE].map(Column::new).into();
    view! { <DataTable caption="Attributes that are asked for" columns>{rows}</DataTable> }
}

fn move_button(
    name: &'static str,
    says: &'static str,
    icon: Icon,
    id: &str,
    attribute: &str,
    takes_focus: bool,
) -> AnyView {
    let about = format!(" {attribute}");
    view! {
        <button type="submit" class=format!("button button-quiet move-{name}") form=FORM name=name value=id.to_owned() autofocus=takes_focus>
            <IconView icon/>
            <span class="hidden">"Move " {says.to_lowercase()} {about}</span>
        </button>
    }
    .into_any()
}

/// The cells for name, kind and people, the same in both lists.
#[component]
fn Head(row: AttributeRow) -> impl IntoView {
    let AttributeRow { attribute, people } = row;
    let listing = UserListing {
        attribute: Some(AttributeFilter { attribute: attribute.id, holding: AttributeCondition::Something }),
        ..UserListing::default()
    };
    let people = match people {
        0 => view! { <span class="soft">"Nobody yet"</span> }.into_any(),
        1 => view! { <a href=routes::users(&listing)>"1 person"</a> }.into_any(),
        many => view! { <a href=routes::users(&listing)>{format!("{many} people")}</a> }.into_any(),
    };
    let name = if attribute.is_retired {
        view! { <span>{attribute.name.clone()}</span> }.into_any()
    } else {
        view! {
            <a href=routes::attribute(attribute.id)><span>{attribute.name.clone()}</span> <span class="hidden">": change it"</span></a>
        }
        .into_any()
    };
    let answers = (attribute.kind == AttributeKind::Choice)
        .then(|| view! { <small class="reason">{attribute.offered().collect::<Vec<_>>().join(", ")}</small> });
    view! {
        <RowHead>{name}</RowHead>
        <Cell label=KIND>{attribute.kind.label()} {answers}</Cell>
        <Cell label=PEOPLE>{people}</Cell>
    }
}

/// The retired attributes.
#[component]
pub(super) fn RetiredAttributes(rows: Vec<AttributeRow>) -> impl IntoView {
    let rows = rows
        .into_iter()
        .map(|row| {
            let (id, name) = (row.attribute.id.to_string(), row.attribute.name.clone());
            view! {
                <Row muted=true>
                    <Head row/>
                    <Cell label=MORE><span class="row-actions"><button type="submit" class="button button-quiet" form=FORM name="bring_back" value=id>
                            <span>"Bring back" <span class="hidden">" " {name}</span></span>
                        </button></span></Cell>
                </Row>
            }
        })
        .collect_view();
    let columns = ["Attribute", KIND, PEOPLE, MORE].map(Column::new).into();
    view! { <Panel title="Retired" flush=true><DataTable caption="Retired attributes" columns>{rows}</DataTable></Panel> }
}
