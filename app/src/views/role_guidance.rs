//! The published guidance on each role: its old name, whom it suits, and what it means in Sonar Tracker.

use crate::widgets::{Cell, Column, DataTable, RoleTag, Row, RowHead, Tag, Tone};
use domain::permission::{SchoolRoles, identical_in};
use domain::product::Product;
use domain::role::{Label, Role};
use leptos::prelude::*;

const OLD: &str = "Old role";
const SUITS: &str = "Best suited for";
const MEANS: &str = "In Sonar Tracker";

/// The ten published roles, with the reader's own marked.
#[component]
pub(crate) fn RoleGuidance(
    /// The reader's role, if they have one.
    own: Option<Role>,
    /// The school's customised roles: two roles published as the same can differ by confirmation.
    school: SchoolRoles,
) -> impl IntoView {
    let columns = ["Role", OLD, SUITS, MEANS].map(Column::new).to_vec();
    let rows = Label::ALL.into_iter().map(|label| row(label, own, &school)).collect_view();
    view! {
        <DataTable caption="What each role means" columns=columns>
            {rows}
        </DataTable>
    }
}

fn row(label: Label, own: Option<Role>, school: &SchoolRoles) -> AnyView {
    let name = match label.role() {
        Some(role) => view! { <RoleTag short=role.abbreviation() label=role.label()/> }.into_any(),
        None => label.label().into_any(),
    };
    let is_own = own.is_some() && label.role() == own;
    let means = label.guidance().iter().map(|sentence| view! { <li>{*sentence}</li> }).collect_view();
    let twin = label.role().and_then(|role| twin_in_words(role, school));
    let twin = twin.map(|sentence| view! { <li class="same-as">{sentence}</li> });
    view! {
        <Row>
            <RowHead>
                {name}
                {is_own.then(|| view! { <span class="own-role"><Tag tone=Tone::Accent text="Your role"/></span> })}
            </RowHead>
            <Cell label=OLD>{label.old_equivalent().unwrap_or("None")}</Cell>
            <Cell label=SUITS>{label.best_suited_for().unwrap_or("Not for staff")}</Cell>
            <Cell label=MEANS>
                <ul class="meanings">{means} {twin}</ul>
            </Cell>
        </Row>
    }
    .into_any()
}

/// The other role that is the same in Sonar Tracker, and the differences between the two.
fn twin_in_words(role: Role, school: &SchoolRoles) -> Option<String> {
    let twin = role.identical_in_sonar()?;
    if !identical_in(Product::SONAR_TRACKER, role, twin, school) {
        return Some(format!("Published as the same as {}, but your school has confirmed a difference.", twin.label()));
    }
    let products = school.catalogue.products();
    let differ: Vec<_> = products
        .iter()
        .copied()
        .filter(|product| !identical_in(*product, role, twin, school))
        .map(Product::name)
        .collect();
    let elsewhere = match differ.split_last() {
        None => format!("None of the {} products tells the two apart.", products.len()),
        Some((last, [])) => format!("The two differ in {last}."),
        Some((last, others)) => format!("The two differ in {} and {last}.", others.join(", ")),
    };
    Some(format!("The same as {} in Sonar Tracker: choose either. {elsewhere}", twin.label()))
}

#[cfg(test)]
mod tests {
    use super::twin_in_words;
    use domain::catalogue::Cell;
    use domain::permission::SchoolRoles;
    use domain::product::Product;
    use domain::role::Role;

    #[test]
    fn twins_are_said_to_be_the_same_until_the_school_makes_a_difference() {
        let mut school = SchoolRoles::none();
        let said = |role, school: &SchoolRoles| twin_in_words(role, school).unwrap_or_default();
        assert!(said(Role::PartialEdit, &school).contains("The same as Minimal Edit"));
        assert!(said(Role::PartialEdit, &school).contains("Juniper MIS"));
        assert!(said(Role::FullReadOnly, &school).contains("The same as Partial Read-only"));
        assert!(twin_in_words(Role::FullEdit, &school).is_none());

        let open = Product::SONAR_TRACKER
            .features()
            .find(|feature| feature.published(Role::MinimalEdit) == Cell::ToBeConfirmed);
        let set = open.map(|feature| {
            let other = !domain::permission::decide(feature, Role::MinimalEdit, &school).allowed;
            school.confirmations.set(feature, Role::MinimalEdit, other)
        });
        assert_eq!(set, Some(Ok(())));
        assert!(said(Role::PartialEdit, &school).contains("confirmed a difference"));
        assert!(said(Role::FullReadOnly, &school).contains("The same as Partial Read-only"));
    }
}
