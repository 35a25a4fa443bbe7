//! Who holds what: features down, holders across.
use leptos::prelude::*;

/// What stands in a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// Has it.
    Granted,
    /// Has it not.
    Denied,
    /// Not settled by whoever publishes it.
    ToBeConfirmed,
    /// Off, may be switched on.
    Custom,
    /// Nothing is said about it.
    NotListed,
}

impl Mark {
    /// Every mark, in the order a legend explains them.
    pub const ALL: [Mark; 5] = [Mark::Granted, Mark::Denied, Mark::ToBeConfirmed, Mark::Custom, Mark::NotListed];

    /// The sign that is seen.
    pub const fn symbol(self) -> &'static str {
        match self {
            Mark::Granted => "✓",
            Mark::Denied => "–",
            Mark::ToBeConfirmed => "?",
            Mark::Custom => "○",
            Mark::NotListed => "·",
        }
    }

    /// The words that are heard.
    pub const fn text(self) -> &'static str {
        match self {
            Mark::Granted => "granted",
            Mark::Denied => "denied",
            Mark::ToBeConfirmed => "to be confirmed",
            Mark::Custom => "custom: off, may be switched on",
            Mark::NotListed => "not listed",
        }
    }

    /// The classes of the sign.
    pub const fn class(self) -> &'static str {
        match self {
            Mark::Granted => "mark-cell mark-granted",
            Mark::Denied => "mark-cell mark-denied",
            Mark::ToBeConfirmed => "mark-cell mark-unsure",
            Mark::Custom => "mark-cell mark-custom",
            Mark::NotListed => "mark-cell mark-none",
        }
    }
}

/// The head of a column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MatrixColumn {
    /// An abbreviation.
    pub short: String,
    /// What it stands for.
    pub label: String,
    /// Classes of its head.
    pub class: String,
}

/// A table with its head and its first column always in sight. Holds a `tbody` for each area. Everything in it says its
/// role, because some browsers forget that a table is one when a style sheet lays it out otherwise.
#[component]
pub fn Matrix(
    /// What the table says.
    #[prop(into)]
    caption: String,
    /// What the first column holds.
    #[prop(into)]
    label: String,
    /// The other columns.
    columns: Vec<MatrixColumn>,
    children: Children,
) -> impl IntoView {
    let heads = columns
        .into_iter()
        .map(|column| {
            view! {
                <th scope="col" role="columnheader" class=(!column.class.is_empty()).then_some(column.class)>
                    <abbr title=column.label.clone() aria-hidden="true">
                        {column.short}
                    </abbr>
                    <small aria-hidden="true">{column.label.clone()}</small>
                    <span class="hidden">{column.label}</span>
                </th>
            }
        })
        .collect_view();
    view! {
        <div class="matrix-scroll" role="region" tabindex="0" aria-label=caption>
            <table class="matrix" role="table">
                <caption class="hidden">{caption.clone()}</caption>
                <thead role="rowgroup">
                    <tr role="row">
                        <th scope="col" role="columnheader">{label}</th>
                        {heads}
                    </tr>
                </thead>
                {children()}
            </table>
        </div>
    }
}

/// The sign alone, unheard: say its words beside it.
#[component]
pub fn MarkSign(
    /// The mark.
    mark: Mark,
) -> impl IntoView {
    view! {
        <span class=mark.class() aria-hidden="true">
            {mark.symbol()}
        </span>
    }
}

/// Says what the marks mean.
#[component]
pub fn MatrixLegend() -> impl IntoView {
    let lines = Mark::ALL
        .into_iter()
        .map(|mark| {
            view! {
                <li>
                    <MarkSign mark/>
                    <span>{mark.text()}</span>
                </li>
            }
        })
        .collect_view();
    view! { <ul class="matrix-legend">{lines}</ul> }
}
