//! The permissions that a change touches, as one list over all products: the sensitive ones first, then the powerful
//! ones, then the others as they are published.

use crate::widgets::{Cell, Column, DataTable, Row, RowHead, Tag, Tone};
use domain::catalogue::Feature;
use domain::permission::{Weight, telling_order};
use leptos::prelude::*;

/// The heading of a permission's row: its name, whether it is sensitive or powerful, and where it belongs.
#[component]
pub(crate) fn PermissionHead(feature: Feature) -> impl IntoView {
    let weight = Weight::of(feature).map(|weight| {
        let tone = if weight == Weight::Sensitive { Tone::Stopped } else { Tone::Waiting };
        view! { " " <Tag tone text=weight.label()/> }
    });
    let place = format!("{}, {}", feature.product().name(), feature.area().name());
    view! { <RowHead>{feature.name()} {weight} <small class="reason">{place}</small></RowHead> }
}

/// What is gained and lost, in one table. A restriction that begins or ends is told in words, not in the dress of what is
/// given or taken.
#[component]
pub(crate) fn GainedAndLost(
    /// The table's caption.
    #[prop(into)]
    caption: String,
    /// The permissions gained, and restrictions that end.
    gains: Vec<Feature>,
    /// The permissions lost, and restrictions that begin.
    loses: Vec<Feature>,
) -> impl IntoView {
    const CHANGE: &str = "What changes";
    let gains = gains.into_iter().map(|feature| (feature, true));
    let mut all: Vec<_> = gains.chain(loses.into_iter().map(|feature| (feature, false))).collect();
    all.sort_by_cached_key(|(feature, _)| telling_order(*feature));
    let rows = all.into_iter().map(|(feature, is_gain)| {
        let (sign, word, class) = match is_gain {
            true => ("+", "gains", "change"),
            false => ("−", "loses", "change change-loss"),
        };
        let change = match feature.is_restriction() {
            true => feature.restriction_words(!is_gain).into_any(),
            false => view! { <span class=class><span aria-hidden="true">{sign}</span> " " {word}</span> }.into_any(),
        };
        view! { <Row><PermissionHead feature/> <Cell label=CHANGE>{change}</Cell></Row> }
    });
    let rows = rows.collect_view();
    let columns = ["Permission", CHANGE].map(Column::new).to_vec();
    view! { <DataTable caption columns>{rows}</DataTable> }
}
