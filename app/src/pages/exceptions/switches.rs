//! The permissions that products set per person: in Comms Hub, sending messages and approving them.

use super::submitted::SWITCH;
use crate::routes;
use crate::widgets::{Checkbox, Checkboxes, FormActions, Panel, Stamp, SubmitButton};
use domain::catalogue::{Area, Feature};
use domain::exception::switches;
use domain::id::MemberId;
use domain::permission::{RoleChoice, Rules};
use domain::product::Product;
use domain::wording::joined;
use leptos::prelude::*;

/// The products, among those that a school uses, in which permissions are set per person.
pub(super) fn switched_in(products: &[Product]) -> Vec<Product> {
    products.iter().copied().filter(|product| switches(&[*product]).next().is_some()).collect()
}

/// The products' names in a sentence: "Comms Hub".
pub(super) fn names(products: &[Product]) -> String {
    joined(&products.iter().map(|product| product.name()).collect::<Vec<_>>(), "and")
}

/// The switches of a person in these products.
#[component]
pub(super) fn Switches(member: MemberId, products: Vec<Product>, roles: RoleChoice, rules: Rules) -> impl IntoView {
    let groups = areas(&products)
        .into_iter()
        .map(|Switchable { id, legend, switches }| {
            let ticks: Vec<_> = switches.into_iter().map(|(id, feature)| tick(id, feature, &roles, &rules)).collect();
            view! { <Checkboxes id legend>{ticks}</Checkboxes> }
        })
        .collect_view();
    view! {
        <Panel title=format!("Set per person in {}", names(&products)) id="switches">
            <p>{meaning(&products)}</p>
            <form method="post" action=routes::exceptions(member)>
                <Stamp/>
                <input type="hidden" name="do" value=SWITCH/>
                <div class="form">{groups}</div>
                <FormActions><SubmitButton label="Save what is ticked"/></FormActions>
            </form>
        </Panel>
    }
}

/// What the panel says before its switches.
fn meaning(products: &[Product]) -> String {
    let one = |product: &Product| {
        format!("{} lets your school say person by person {}. ", product.name(), product.says_per_person())
    };
    let each: String = products.iter().map(one).collect();
    format!("{each}What you tick holds until you change it, whatever their role.")
}

/// The switches of one area, each with its id on the page.
#[derive(Debug, PartialEq)]
struct Switchable {
    id: String,
    legend: String,
    switches: Vec<(String, Feature)>,
}

/// The areas with switches, in document order. With several products, names alone would not tell their areas apart.
fn areas(products: &[Product]) -> Vec<Switchable> {
    let several = products.len() > 1;
    let id = |name: &str, code: String| slug(if several { &code } else { name });
    let mut areas: Vec<(Area, Switchable)> = Vec::new();
    for feature in switches(products) {
        let (area, switch) = (feature.area(), (id(feature.name(), feature.code()), feature));
        match areas.last_mut() {
            Some((last, found)) if *last == area => found.switches.push(switch),
            _ => {
                let legend = match several {
                    true => format!("{}: {}", feature.product().name(), area.name()),
                    false => area.name().to_owned(),
                };
                areas.push((area, Switchable { id: id(area.name(), area.code()), legend, switches: vec![switch] }));
            }
        }
    }
    areas.into_iter().map(|(_, found)| found).collect()
}

fn tick(id: String, feature: Feature, roles: &RoleChoice, rules: &Rules) -> AnyView {
    let answer = rules.answer(feature, roles.role_in(feature.product()));
    let by_role = match answer.by_role {
        Some((role, decision)) if decision.allowed => format!("On by the role {}.", rules.roles.label(role)),
        Some((role, _)) => format!("Not included in {}.", rules.roles.label(role)),
        None => format!("Off: they hold no role in {}.", feature.product().name()),
    };
    let hint = match answer.exception.and_then(|exception| exception.until) {
        Some(day) => format!("{by_role} An exception holds until {}.", day.words()),
        None => by_role,
    };
    let (code, on) = (feature.code(), answer.allowed());
    let was = on.then(|| view! { <input type="hidden" name="was" value=code.clone()/> });
    view! {
        {was}
        <Checkbox id name="on" label=feature.name() value=code.clone() checked=Signal::stored(on) hint/>
    }
    .into_any()
}

/// A name as an id: "Send app message" is "send-app-message".
fn slug(name: &str) -> String {
    name.split(|sign: char| !sign.is_alphanumeric())
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join("-")
        .to_lowercase()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use domain::catalogue::{Catalogue, ProductTable, area, row};
    use domain::role::Role;
    use std::collections::BTreeSet;

    #[test]
    fn a_product_with_switches_is_offered_and_named_beside_comms_hub() {
        let published = switched_in(Catalogue::published().products());
        assert_eq!(names(&published), "Comms Hub");
        let shown = areas(&published);
        assert_eq!(
            (shown[0].id.as_str(), shown[0].legend.as_str()),
            ("compose-send-messages", "Compose - send messages")
        );
        assert_eq!(
            meaning(&published),
            "Comms Hub lets your school say person by person who sends messages and who approves. What you tick holds until you \
             change it, whatever their role."
        );

        // Its area and its row have the names of Comms Hub's own.
        let (legend, name) = (feature_area(&shown), shown[1].switches[0].1.name());
        let columns: &[Role] = &[Role::AccountOwner];
        let rows = vec![row(columns, "first", name, "✓")].leak();
        let table =
            ProductTable::new("canteen", "role_canteen", "Canteen", columns, vec![area("meals", legend, rows)].leak());
        let six = Catalogue::published().with(ProductTable { set_per_person: &["meals"], ..table }).unwrap();
        let switched = switched_in(six.products());
        assert_eq!(names(&switched), "Comms Hub and Canteen");
        assert!(
            meaning(&switched).contains("Canteen lets your school say person by person who has these permissions. ")
        );
        let both = areas(&switched);
        assert_eq!((both.len(), both.last().unwrap().legend.as_str()), (shown.len() + 1, "Canteen: Approvals"));
        let ids = || both.iter().flat_map(|one| one.switches.iter().map(|(id, _)| id).chain([&one.id]));
        assert_eq!(ids().collect::<BTreeSet<_>>().len(), ids().count(), "{both:?}");
    }

    fn feature_area(shown: &[Switchable]) -> &'static str {
        shown[1].switches[0].1.area().name()
    }
}
