//! One cell: the published mark and, where that leaves the value open, the one that applies.

use crate::widgets::{Mark, MarkSign};
use domain::catalogue::{Cell, Feature};
use domain::permission::{Basis, Decision};
use leptos::prelude::*;

/// The cell. With `bases`, a cell that is to be confirmed shows the basis of its value. `own` marks the reader's role.
pub(super) fn cell(feature: Feature, decision: Decision, bases: bool, own: bool) -> AnyView {
    let class = own.then_some("own");
    let published = mark(decision.published);
    let said = decision_label(feature, decision);
    let is_changed = is_changed(decision.basis);
    let is_held = feature.is_restriction() && decision.allowed && !is_changed;
    // A role without a column that gives nothing has nothing to apply.
    let is_all = matches!(decision.published, Cell::Granted | Cell::Denied)
        || (decision.published == Cell::NotListed && !decision.allowed);
    // Few elements, because a page has hundreds of cells.
    if is_held || (is_all && !is_changed) {
        let sign = if is_held { "mark-cell mark-held" } else { published.class() };
        return view! {
            <td role="cell" class=class>
                <span class=sign role="img" aria-label=said>{published.symbol()}</span>
            </td>
        }
        .into_any();
    }
    let applied = if decision.allowed { Mark::Granted } else { Mark::Denied };
    let word = word(decision.basis, bases);
    view! {
        <td role="cell" class=class>
            <span class="applied" role="img" aria-label=said>
                <MarkSign mark=published/>
                <MarkSign mark=applied/>
            </span>
            {word.map(|word| view! { <small>{word}</small> })}
        </td>
    }
    .into_any()
}

/// The mark for a published cell.
pub(super) const fn mark(published: Cell) -> Mark {
    match published {
        Cell::Granted => Mark::Granted,
        Cell::Denied => Mark::Denied,
        Cell::ToBeConfirmed => Mark::ToBeConfirmed,
        Cell::Custom => Mark::Custom,
        Cell::NotListed => Mark::NotListed,
    }
}

/// Whether the school set a value that differs from the published one.
const fn is_changed(basis: Basis) -> bool {
    matches!(basis, Basis::ChangedBySchool(_) | Basis::SetInRole(_))
}

/// The cell in words, for screen readers.
fn decision_label(feature: Feature, decision: Decision) -> &'static str {
    if is_changed(decision.basis) {
        return match (feature.is_restriction(), decision.allowed) {
            (true, true) => "changed by your school, held back by it",
            (true, false) => "changed by your school, free of it",
            (false, true) => "changed by your school, granted",
            (false, false) => "changed by your school, denied",
        };
    }
    match (decision.published, decision.allowed) {
        (Cell::Granted | Cell::Denied, true) if feature.is_restriction() => "held back by it",
        (Cell::Granted | Cell::Denied, false) if feature.is_restriction() => "free of it",
        (Cell::Granted, _) => "granted",
        (Cell::Denied, _) => "denied",
        (Cell::ToBeConfirmed, true) if decision.basis == Basis::ConfirmedBySchool => {
            "to be confirmed, your school confirmed it as granted"
        }
        (Cell::ToBeConfirmed, false) if decision.basis == Basis::ConfirmedBySchool => {
            "to be confirmed, your school confirmed it as denied"
        }
        (Cell::ToBeConfirmed, true) => "to be confirmed, granted meanwhile",
        (Cell::ToBeConfirmed, false) => "to be confirmed, denied meanwhile",
        (Cell::Custom, _) => "custom: off, may be switched on for a person",
        (Cell::NotListed, true) => "no column for this role, granted",
        (Cell::NotListed, false) => "no column for this role, so it gives nothing",
    }
}

/// The basis of a value that the publisher leaves open, in one word.
fn word(basis: Basis, bases: bool) -> Option<&'static str> {
    match basis {
        Basis::ConfirmedBySchool | Basis::ChangedBySchool(_) | Basis::SetInRole(_) => Some("school"),
        _ if !bases => None,
        Basis::ToBeConfirmed => Some("open"),
        basis if basis.is_guidance() => Some("guidance"),
        _ => None,
    }
}
