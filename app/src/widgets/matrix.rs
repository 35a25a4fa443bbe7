//! A matrix of permissions: features down, roles across.
use super::Code;
use leptos::prelude::*;

/// The content of a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// Included.
    Granted,
    /// Not included.
    Denied,
    /// Left open by its publisher.
    ToBeConfirmed,
    /// Off, but can be switched on.
    Custom,
    /// Not mentioned by its publisher.
    NotListed,
}

impl Mark {
    /// Every mark, in the order of the legend.
    pub const ALL: [Mark; 5] = [Mark::Granted, Mark::Denied, Mark::ToBeConfirmed, Mark::Custom, Mark::NotListed];

    /// The visible symbol.
    pub const fn symbol(self) -> &'static str {
        match self {
            Mark::Granted => "✓",
            Mark::Denied => "–",
            Mark::ToBeConfirmed => "?",
            Mark::Custom => "○",
            Mark::NotListed => "·",
        }
    }

    /// The text for screen readers.
    pub const fn text(self) -> &'static str {
        match self {
            Mark::Granted => "granted",
            Mark::Denied => "denied",
            Mark::ToBeConfirmed => "to be confirmed",
            Mark::Custom => "custom: off, may be switched on",
            Mark::NotListed => "not listed",
        }
    }

    /// The CSS classes of the symbol.
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

/// The heading of a column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MatrixColumn {
    /// The code.
    pub code: Code,
    /// The full name.
    pub label: String,
    /// The CSS classes of the heading.
    pub class: String,
}

/// A table whose head and first column stay in view, with a `tbody` for each area. Every element states its ARIA role,
/// because some browsers drop a table's semantics when a style sheet changes its layout.
#[component]
pub fn Matrix(
    /// The table's caption.
    #[prop(into)]
    caption: String,
    /// The heading of the first column.
    #[prop(into)]
    label: String,
    /// The other columns.
    columns: Vec<MatrixColumn>,
    children: Children,
) -> impl IntoView {
    let heads = columns
        .into_iter()
        .map(|column| {
            let class = column.code.class();
            view! {
                <th scope="col" role="columnheader" class=(!column.class.is_empty()).then_some(column.class)>
                    <abbr class=class title=column.label.clone() aria-hidden="true">
                        {column.code.text}
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

/// The symbol alone, hidden from screen readers: put its text beside it.
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

/// The legend of the marks.
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
