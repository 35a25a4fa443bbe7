//! A card for each role: its code, how much it gives, what that is in words, whom it suits, and what is published about
//! it.

use crate::routes;
use crate::views::{InWords, abilities_in_all, code_of};
use crate::widgets::{CodeTag, Tag, Tone};
use domain::comparison::Comparison;
use domain::permission::{RoleChoice, SchoolRoles, identical_in};
use domain::product::Product;
use domain::role::{Label, Role};
use domain::school::SchoolSettings;
use domain::wording::joined;
use leptos::prelude::*;

/// The ten published roles, with the reader's own marked.
#[component]
pub(super) fn RoleCards(
    /// The reader's role, if they have one.
    own: Option<Role>,
    /// The products that the school uses, and its own decisions about roles: two roles published as the same can differ
    /// by confirmation.
    settings: SchoolSettings,
) -> impl IntoView {
    let cards = Role::ALL.into_iter().map(|role| card(role, own == Some(role), &settings)).collect_view();
    let others = Label::ALL.into_iter().filter(|label| label.role().is_none());
    let others = others
        .map(|label| {
            let means = label.guidance().join(" ");
            view! { <p><strong>{label.label()} ". "</strong> "Not for staff. " {means}</p> }
        })
        .collect_view();
    view! {
        <ul class="role-cards">{cards}</ul>
        <div class="soft small">{others}</div>
    }
}

fn card(role: Role, is_own: bool, settings: &SchoolSettings) -> AnyView {
    let choice = RoleChoice::in_every_product(role);
    let (can, of) = abilities_in_all(&choice, settings);
    let means = role.guidance().iter().map(|sentence| view! { <li>{*sentence}</li> }).collect_view();
    let twin = twin_in_words(role, &settings.roles).map(|sentence| view! { <p class="same-as">{sentence}</p> });
    let compare = Comparison { first: Some(role.into()), ..Comparison::default() };
    let named = format!(" {}", role.label());
    let for_presenting = named.clone();
    view! {
        <li class="panel role-card">
            <div class="role-card-head">
                <CodeTag code=code_of(role, &settings.roles)/>
                <h2>{role.label()}</h2>
                {is_own.then(|| view! { <Tag tone=Tone::Accent text="Your role"/> })}
                <p class="role-card-total"><b>{can}</b> " of " {of}</p>
            </div>
            <p class="role-card-suits">{role.best_suited_for()}</p>
            <InWords roles=choice settings=settings.clone()/>
            {twin}
            <details class="fold">
                <summary><span>"In Sonar Tracker"</span> <span class="fold-note">"formerly " {role.old_equivalent()}</span></summary>
                <ul class="meanings fold-body">{means}</ul>
            </details>
            <p class="cluster">
                <a href=routes::compare(&compare)>"Compare" <span class="hidden">{named}</span></a>
                <a href=routes::present(role.into())>"Present" <span class="hidden">{for_presenting}</span></a>
            </p>
        </li>
    }
    .into_any()
}

/// The other role that is the same in Sonar Tracker, and the differences between the two.
fn twin_in_words(role: Role, school: &SchoolRoles) -> Option<String> {
    let (twin, main) = (role.identical_in_sonar()?, school.catalogue.main_product());
    if !identical_in(main, role, twin, school) {
        return Some(format!("Published as the same as {}, but your school has confirmed a difference.", twin.label()));
    }
    let products = school.catalogue.products();
    let differ: Vec<_> = products
        .iter()
        .copied()
        .filter(|product| !identical_in(*product, role, twin, school))
        .map(Product::name)
        .collect();
    let elsewhere = match differ.is_empty() {
        true => format!("None of the {} products tells the two apart.", products.len()),
        false => format!("The two differ in {}.", joined(&differ, "and")),
    };
    Some(format!("The same as {} in {}: choose either. {elsewhere}", twin.label(), main.name()))
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
