//! The reasons why each role has a feature or not.

use crate::routes;
use crate::views::code_of;
use crate::widgets::CodeTag;
use domain::catalogue::{Cell, Feature, NOT_IN_ROLECALL};
use domain::holder::HolderListing;
use domain::permission::{SchoolRoles, decide, explain};
use domain::role::{HeldRole, Role};
use leptos::prelude::*;

/// Features about inviting people, user managers or roles, which are facts about those products.
const ABOUT_ADDING_PEOPLE: [&str; 6] = [
    "juniper-mis/settings-other/roles",
    "portal/invites/invite-staff-as-users",
    "portal/invites/invite-parents-to-app",
    "comms-hub/invite-users/invite-users",
    "juniper-websites/user-role-management/access-user-manager",
    "juniper-websites/user-role-management/apply-custom-role-permissions-to-pages",
];

/// The remark beside a feature that could be mistaken for a permission of Rolecall itself.
pub(crate) fn about_adding_people(feature: Feature) -> Option<&'static str> {
    let code = feature.code();
    ABOUT_ADDING_PEOPLE
        .contains(&code.as_str())
        .then_some("In Rolecall, adding people is for the Account Owner and Account Admin.")
}

/// The remark about a feature that only its product has.
fn not_in_rolecall(feature: Feature) -> String {
    format!("Not in Rolecall: {} has this, and the table is as published.", feature.product().name())
}

/// The source of a row's statements: an article of Juniper's help centre.
fn source(feature: Feature) -> &'static str {
    if Role::ALL.into_iter().any(|role| feature.published(role) == Cell::ToBeConfirmed) {
        "Sources: Juniper's help centre, “Portal: User roles” (the table) and “Sonar Tracker: How do I add a new user?” (the role guidance)."
    } else {
        "Source: Juniper's help centre, “Portal: User roles”."
    }
}

/// A sentence for each role, with the reader's own marked, below what applies to the row as a whole.
#[component]
pub(crate) fn Reasons(
    /// The feature of the row.
    feature: Feature,
    /// The reader's role.
    #[prop(into)]
    own: Option<HeldRole>,
    /// The school's customised roles.
    school: SchoolRoles,
    /// The roles to explain.
    roles: Vec<HeldRole>,
    /// Whether the reader may see which people have the permission.
    #[prop(optional)]
    who: bool,
) -> impl IntoView {
    let reasons = roles
        .into_iter()
        .map(|role| {
            let sentence = explain(&decide(feature, role, &school), feature, role, &school);
            view! {
                <li class:own=Some(role) == own>
                    <CodeTag code=code_of(role, &school)/>
                    <span>{sentence}</span>
                </li>
            }
        })
        .collect_view();
    view! {
        {feature.note().map(|note| view! { <p>{note}</p> })}
        {NOT_IN_ROLECALL.contains(&feature).then(|| view! { <p>{not_in_rolecall(feature)}</p> })}
        {about_adding_people(feature).map(|line| view! { <p>{line}</p> })}
        <ul class="reasons">{reasons}</ul>
        {who.then(|| {
            let listing = HolderListing { feature: Some(feature), page: 1, ..HolderListing::default() };
            let asks = if feature.is_restriction() { "Who is held back by this?" } else { "Who can do this?" };
            view! { <p><a href=routes::who(&listing)>{asks}</a></p> }
        })}
        <p class="soft small">{source(feature)}</p>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::catalogue::Catalogue;

    #[test]
    fn every_feature_about_adding_people_exists() {
        for code in ABOUT_ADDING_PEOPLE {
            assert!(Feature::from_code(code).is_some(), "{code}");
        }
    }

    #[test]
    fn every_feature_that_invites_says_who_adds_people_in_rolecall() {
        for feature in Catalogue::published().features().filter(|feature| feature.name().starts_with("Invite")) {
            assert!(about_adding_people(feature).is_some(), "{}", feature.code());
        }
    }
}
