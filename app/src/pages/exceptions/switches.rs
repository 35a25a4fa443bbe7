//! The permissions that Comms Hub sets per person: sending messages, and approving them.

use super::submitted::SWITCH;
use crate::routes;
use crate::widgets::{Checkbox, Checkboxes, FormActions, Panel, Stamp, SubmitButton};
use domain::catalogue::Feature;
use domain::exception::switches;
use domain::id::MemberId;
use domain::permission::{RoleChoice, Rules};
use leptos::prelude::*;

#[component]
pub(super) fn Switches(member: MemberId, roles: RoleChoice, rules: Rules) -> impl IntoView {
    let mut areas: Vec<(&'static str, Vec<AnyView>)> = Vec::new();
    for feature in switches() {
        let area = feature.area().name();
        let tick = tick(feature, &roles, &rules);
        match areas.last_mut() {
            Some((last, ticks)) if *last == area => ticks.push(tick),
            _ => areas.push((area, vec![tick])),
        }
    }
    let groups = areas
        .into_iter()
        .map(|(area, ticks)| view! { <Checkboxes id=slug(area) legend=area>{ticks}</Checkboxes> })
        .collect_view();
    view! {
        <Panel title="Set per person in Comms Hub" id="switches">
            <p>
                "Comms Hub lets your school say person by person who sends messages and who approves. What you tick holds until you \
                 change it, whatever their role."
            </p>
            <form method="post" action=routes::exceptions(member)>
                <Stamp/>
                <input type="hidden" name="do" value=SWITCH/>
                <div class="form">{groups}</div>
                <FormActions><SubmitButton label="Save what is ticked"/></FormActions>
            </form>
        </Panel>
    }
}

fn tick(feature: Feature, roles: &RoleChoice, rules: &Rules) -> AnyView {
    let answer = rules.answer(feature, roles.role_in(feature.product()));
    let by_role = match answer.by_role {
        Some((role, decision)) if decision.allowed => format!("On by the role {}.", rules.roles.label(role)),
        Some((role, _)) => format!("Not included in {}.", rules.roles.label(role)),
        None => "Off: they hold no role in Comms Hub.".to_owned(),
    };
    let hint = match answer.exception.and_then(|exception| exception.until) {
        Some(day) => format!("{by_role} An exception holds until {}.", day.words()),
        None => by_role,
    };
    let (id, code, on) = (slug(feature.name()), feature.code(), answer.allowed());
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
