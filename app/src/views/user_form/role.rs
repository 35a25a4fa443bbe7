//! Which role somebody is to have.

use super::Filling;
use super::other_roles::OtherRoles;
use crate::routes;
use crate::widgets::{Choice, RadioCards};
use domain::access::{Action as _, CreateUser, Denial, Grants};
use domain::form::user::UserField;
use domain::product::Product;
use domain::role::Role;
use leptos::prelude::*;

/// The role proper, what the job title suggests, and other roles for other products.
#[component]
pub(crate) fn RoleFields(
    /// The filling-in they are part of.
    filling: Filling,
    /// What decides which roles the reader may give.
    #[prop(into)]
    grants: Signal<Grants>,
) -> impl IntoView {
    let field = UserField::Role(Product::SonarTracker);
    let job_title = filling.text(UserField::JobTitle);
    let suggested = Memo::new(move |_| job_title.with(|title| Role::suggested_for(title)));
    let suggestion =
        Memo::new(move |_| suggested.get().map(|role| job_title.with(|title| suggestion(title, role, &grants.get()))));
    let options = Memo::new(move |_| {
        let (grants, suggested) = (grants.get(), suggested.get());
        Role::ALL.map(|role| card(role, suggested, &grants)).to_vec()
    });
    view! {
        <p>
            "Their role in Sonar Tracker. It also decides what they may do in Rolecall. "
            <a href=routes::ROLES target="_blank" rel="noopener">"What each role can do (opens in a new tab)"</a>
        </p>
        <p class="suggestion" aria-live="polite">{suggestion}</p>
        <RadioCards id=field.name() name=field.name() legend="Role" options required=true value=filling.text(field)
            right=filling.right(field) error=filling.error(field)
            on_change=move |code| filling.choose_role(Product::SonarTracker, code)/>
        <OtherRoles filling/>
    }
}

fn card(role: Role, suggested: Option<Role>, grants: &Grants) -> Choice {
    let hint = format!("Formerly {}. Best suited for: {}.", role.old_equivalent(), lower_first(role.best_suited_for()));
    let refused = CreateUser { role }.check(grants).err().map(Denial::sentence).unwrap_or_default();
    let tag = if suggested == Some(role) { "Suggested" } else { "" };
    Choice::new(role.code(), role.label()).short(role.abbreviation()).hint(hint).tag(tag).refused(refused)
}

/// What the job title suggests. It is said, never chosen for anybody.
fn suggestion(job_title: &str, role: Role, grants: &Grants) -> String {
    let limit = if (CreateUser { role }).check(grants).is_ok() { "" } else { ", which you cannot give" };
    format!("The job title “{}” suggests {}{limit}. The choice is yours.", job_title.trim(), role.label())
}

fn lower_first(text: &str) -> String {
    let mut rest = text.chars();
    rest.next().map(|first| first.to_lowercase().chain(rest).collect()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use domain::id::MemberId;

    fn grants(role: Role) -> Grants {
        Grants { member: MemberId::parse("00000000000000000000000000000001").unwrap(), role }
    }

    #[test]
    fn a_card_is_refused_exactly_where_creating_would_be() {
        for (holder, role) in Role::ALL.into_iter().flat_map(|holder| Role::ALL.map(|role| (holder, role))) {
            let refused = card(role, None, &grants(holder)).refused;
            assert_eq!(refused.is_empty(), CreateUser { role }.check(&grants(holder)).is_ok(), "{holder} gives {role}");
        }
    }

    #[test]
    fn a_suggestion_names_the_role_and_says_when_it_is_out_of_reach() {
        let said = suggestion(" Year 4 teacher ", Role::FullEdit, &grants(Role::AccountAdmin));
        assert_eq!(said, "The job title “Year 4 teacher” suggests Full Edit. The choice is yours.");
        assert!(suggestion("Head", Role::AccountAdmin, &grants(Role::AccountAdmin)).contains("cannot give"));
        assert!(!suggestion("Head", Role::AccountAdmin, &grants(Role::AccountOwner)).contains("cannot give"));
    }
}
