//! What people gain and lose together: in total, and each permission in one list.

use crate::views::PermissionHead;
use crate::widgets::{Cell, Column, DataTable, Disclosure, Panel, Row};
use domain::bulk::{CombinedChanges, GainLossCount, count_people};
use domain::catalogue::Feature;
use leptos::prelude::*;

#[component]
pub(super) fn GainsAndLosses(together: CombinedChanges) -> impl IntoView {
    let CombinedChanges { all, features, .. } = together;
    let list = (!features.is_empty()).then(|| view! { <EachPermission features/> });
    view! {
        <Panel title="What they gain and lose" id="difference">
            <p class="bulk-effect">
                {if all.is_none() {
                    "Nobody gains or loses anything: the roles differ in name only.".to_owned()
                } else {
                    format!("{}.", in_words(all))
                }}
            </p>
            {list}
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
fn EachPermission(features: Vec<(Feature, GainLossCount)>) -> impl IntoView {
    let note = match features.len() {
        1 => "1 permission".to_owned(),
        several => format!("{several} permissions"),
    };
    let columns = ["Permission", "Gain it", "Lose it"].map(Column::new).to_vec();
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
                    <PermissionHead feature/>
                    <Cell label="Gain it">{how_many(shift.gain, "+", freed)}</Cell>
                    <Cell label="Lose it">{how_many(shift.lose, "−", held_back)}</Cell>
                </Row>
            }
        })
        .collect_view();
    view! {
        <Disclosure summary="Each permission, the sensitive ones first" note>
            <DataTable caption="What they gain and lose" columns>{rows}</DataTable>
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
