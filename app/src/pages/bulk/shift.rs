//! What people gain and lose together: in total, per product and per feature.

use crate::widgets::{Cell, Column, DataTable, Disclosure, Panel, Row, RowHead};
use domain::bulk::{CombinedChanges, GainLossCount, count_people};
use domain::catalogue::Feature;
use domain::product::Product;
use leptos::prelude::*;

#[component]
pub(super) fn GainsAndLosses(together: CombinedChanges) -> impl IntoView {
    let CombinedChanges { all, products, features } = together;
    let nothing = all.is_none();
    let parts = products
        .into_iter()
        .map(|(product, shift)| {
            let features: Vec<_> =
                features.iter().copied().filter(|(feature, _)| feature.product() == product).collect();
            view! { <InProduct product shift features/> }
        })
        .collect_view();
    view! {
        <Panel title="What they gain and lose" id="difference">
            <p class="bulk-effect">
                {if nothing {
                    "Nobody gains or loses anything: the roles differ in name only.".to_owned()
                } else {
                    format!("{}.", in_words(all))
                }}
            </p>
            {parts}
        </Panel>
    }
}

/// "8 people gain something, 2 people lose something".
fn in_words(shift: GainLossCount) -> String {
    let part = |people: u32, one: &str, many: &str| {
        let verb = if people == 1 { one } else { many };
        (people > 0).then(|| format!("{} {verb} something", count_people(people)))
    };
    let parts = [part(shift.gain, "gains", "gain"), part(shift.lose, "loses", "lose")];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

#[component]
fn InProduct(product: Product, shift: GainLossCount, features: Vec<(Feature, GainLossCount)>) -> impl IntoView {
    let note = match features.len() {
        1 => "1 permission".to_owned(),
        several => format!("{several} permissions"),
    };
    let columns = ["Permission", "Area", "Gain it", "Lose it"].map(Column::new).to_vec();
    let rows = features
        .into_iter()
        .map(|(feature, shift)| {
            // A restriction is not in the dress of what is given.
            let [freed, held_back] = [false, true].map(|begins| feature.restriction_words(begins));
            let how_many = |people: u32, sign: &str, words: &'static str| match (people, words) {
                (0, _) => view! { <span class="soft">"Nobody"</span> }.into_any(),
                (people, "") => view! { <strong>{sign.to_owned()} " " {count_people(people)}</strong> }.into_any(),
                (people, words) => view! { <span>{count_people(people)} ": " {words}</span> }.into_any(),
            };
            view! {
                <Row>
                    <RowHead>
                        {feature.name()}
                        {feature.is_restriction().then(|| view! {
                            <small class="reason">"A restriction: who loses is held back by it, who gains is free of it."</small>
                        })}
                    </RowHead>
                    <Cell label="Area">{feature.area().name()}</Cell>
                    <Cell label="Gain it">{how_many(shift.gain, "+", freed)}</Cell>
                    <Cell label="Lose it">{how_many(shift.lose, "−", held_back)}</Cell>
                </Row>
            }
        })
        .collect_view();
    view! {
        <Disclosure summary=format!("{}: {}", product.name(), in_words(shift)) note>
            <DataTable caption=format!("What changes in {}", product.name()) columns>{rows}</DataTable>
        </Disclosure>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_person_gains_and_many_gain() {
        let said = |gain, lose| in_words(GainLossCount { gain, lose });
        assert_eq!(said(8, 2), "8 people gain something, 2 people lose something");
        assert_eq!(said(1, 0), "1 person gains something");
        assert_eq!(said(0, 1), "1 person loses something");
    }
}
