//! Rows and columns: a table on wide screens, a card a row on phones.
//!
//! Every part names its role, because a table laid out as blocks is no table to Safari before 17.
use super::words;
use leptos::prelude::*;

/// How a column is sorted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sorted {
    /// Not by this one.
    #[default]
    No,
    /// From the least.
    Ascending,
    /// From the most.
    Descending,
}

/// A link that sorts by a column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ColumnSort {
    /// Its id: where it leads changes when it is followed.
    pub id: String,
    /// Where following it leads.
    pub href: String,
    /// How it is sorted now.
    pub sorted: Sorted,
}

/// The head of a column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// What it holds.
    pub label: String,
    /// How to sort by it, where one can.
    pub sort: Option<ColumnSort>,
    /// It holds ticks, which say themselves what they are for.
    pub ticks: bool,
}

impl Column {
    /// A column one cannot sort by.
    pub fn new(label: impl Into<String>) -> Self {
        Self { label: label.into(), sort: None, ticks: false }
    }

    /// A column one can sort by.
    pub fn sortable(label: impl Into<String>, sort: ColumnSort) -> Self {
        Self { label: label.into(), sort: Some(sort), ticks: false }
    }

    /// The column of ticks, which comes first.
    pub fn ticks(label: impl Into<String>) -> Self {
        Self { ticks: true, ..Self::new(label) }
    }
}

/// A table. The rows are `Row`s.
#[component]
pub fn DataTable(
    /// What the table lists.
    #[prop(into)]
    caption: String,
    /// The heads of its columns.
    columns: Vec<Column>,
    children: Children,
) -> impl IntoView {
    let heads = columns.into_iter().map(|column| view! { <Head column/> }).collect_view();
    view! {
        <div class="table-scroll" role="region" tabindex="0" aria-label=caption>
            <table class="table" role="table">
                <caption class="hidden">{caption.clone()}</caption>
                <thead role="rowgroup">
                    <tr role="row">{heads}</tr>
                </thead>
                <tbody role="rowgroup">{children()}</tbody>
            </table>
        </div>
    }
}

#[component]
fn Head(column: Column) -> impl IntoView {
    if column.ticks {
        return view! {
            <th scope="col" role="columnheader">
                <span class="hidden">{column.label}</span>
            </th>
        }
        .into_any();
    }
    match column.sort {
        None => view! {
            <th scope="col" role="columnheader">
                {column.label}
            </th>
        }
        .into_any(),
        Some(ColumnSort { id, href, sorted }) => {
            let aria = match sorted {
                Sorted::No => None,
                Sorted::Ascending => Some("ascending"),
                Sorted::Descending => Some("descending"),
            };
            view! {
                <th scope="col" role="columnheader" aria-sort=aria>
                    <a id=id href=href>
                        {column.label} <svg class="sort" viewBox="0 0 10 14" aria-hidden="true" focusable="false">
                            <path class="up" d="M5 0l4.5 5.5h-9z"></path>
                            <path class="down" d="M5 14l4.5-5.5h-9z"></path>
                        </svg>
                    </a>
                </th>
            }
            .into_any()
        }
    }
}

/// A row: one `RowHead`, then `Cell`s.
#[component]
pub fn Row(
    /// Just added: marked, in words too.
    #[prop(optional)]
    new: bool,
    /// Of less interest: people who have left, for instance.
    #[prop(optional)]
    muted: bool,
    /// A cell of it may have many lines: the others stand beside the first.
    #[prop(optional)]
    tall: bool,
    children: Children,
) -> impl IntoView {
    view! {
        <tr role="row" class:new=new class:muted=muted class:tall=tall>
            {children()}
        </tr>
    }
}

/// The cell that names its row.
#[component]
pub fn RowHead(
    /// The row was just added.
    #[prop(optional)]
    new: bool,
    children: Children,
) -> impl IntoView {
    view! {
        <th scope="row" role="rowheader">
            {new.then(|| view! { <span class="hidden">{words::NEW}</span> })}
            {children()}
        </th>
    }
}

/// A cell.
#[component]
pub fn Cell(
    /// What its column holds: shown beside it on phones.
    #[prop(into)]
    label: String,
    /// It holds a number.
    #[prop(optional)]
    end: bool,
    /// It holds more than a few words: it may be as wide as there is room.
    #[prop(optional)]
    wide: bool,
    children: Children,
) -> impl IntoView {
    view! {
        <td role="cell" data-label=label class:end=end class:wide=wide>
            {children()}
        </td>
    }
}

/// The cell with the tick of a row. It comes first.
#[component]
pub fn TickCell(
    /// What one ticks.
    #[prop(into)]
    label: String,
    /// The id of the form it belongs to.
    form: &'static str,
    /// The name it is sent under.
    name: &'static str,
    /// What is sent when it is ticked.
    #[prop(into)]
    value: String,
) -> impl IntoView {
    view! {
        <td role="cell" class="tick">
            <label>
                <input type="checkbox" form=form name=name value=value data-tick/>
                <span class="hidden">{label}</span>
            </label>
        </td>
    }
}
