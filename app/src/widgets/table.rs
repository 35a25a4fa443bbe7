//! Tables: rows and columns on wide screens, one card per row on phones.
//!
//! Every part states its ARIA role, because Safari before 17 drops the semantics of a table laid out as blocks.
use super::words;
use leptos::prelude::*;

/// The sorting of a column.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sorted {
    /// The list is not sorted by this column.
    #[default]
    No,
    /// Lowest first.
    Ascending,
    /// Highest first.
    Descending,
}

/// A link that sorts by a column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ColumnSort {
    /// The link's id, because its address changes when it is followed.
    pub id: String,
    /// The address of the link.
    pub href: String,
    /// The current sorting.
    pub sorted: Sorted,
}

/// The heading of a column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// The heading's text.
    pub label: String,
    /// The link that sorts by the column, if there is one.
    pub sort: Option<ColumnSort>,
    /// Whether the column holds ticks, which have labels of their own.
    pub ticks: bool,
}

impl Column {
    /// A column that cannot be sorted.
    pub fn new(label: impl Into<String>) -> Self {
        Self { label: label.into(), sort: None, ticks: false }
    }

    /// A column that can be sorted.
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
    /// The table's caption.
    #[prop(into)]
    caption: String,
    /// The column headings.
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
    /// Whether the row was just added: it is marked, in words too.
    #[prop(optional)]
    new: bool,
    /// Whether the row is shown muted, such as people who have left.
    #[prop(optional)]
    muted: bool,
    /// Whether a cell of the row may have many lines, so that the others are aligned with its first line.
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

/// The row's heading cell.
#[component]
pub fn RowHead(
    /// Whether the row was just added.
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
    /// The column's heading, shown beside the content on phones.
    #[prop(into)]
    label: String,
    /// Whether the content is a number, which is aligned to the end.
    #[prop(optional)]
    end: bool,
    /// Whether the content is long, so that the cell takes all the available width.
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

/// The cell with a row's checkbox. It comes first.
#[component]
pub fn TickCell(
    /// The checkbox's label.
    #[prop(into)]
    label: String,
    /// The id of the form that the checkbox belongs to.
    form: &'static str,
    /// The field's name in the form.
    name: &'static str,
    /// The value sent when it is ticked.
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
