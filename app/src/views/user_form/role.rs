//! The choice of a person's roles.

use super::other_roles::OtherRoles;
use super::{Giving, UserFormState};
use crate::routes;
use crate::views::code_of;
use crate::widgets::{Choice, RadioCards};
use domain::access::Denial;
use domain::form::user::UserField;
use domain::permission::SchoolRoles;
use domain::role::{HeldRole, Role};
use leptos::prelude::*;

/// The main role, the suggestion for the job title, and different roles for other products.
#[component]
pub(crate) fn RoleFields(
    /// The form's state.
    filling: UserFormState,
    /// The roles that can be given.
    giving: Giving,
) -> impl IntoView {
    let school = giving.school();
    let main = school.with_untracked(|school| school.catalogue.main_product());
    let field = UserField::Role(main);
    let may_be = move |role: HeldRole| giving.may(main, role.into());
    let job_title = filling.text(UserField::JobTitle);
    let suggested = Memo::new(move |_| job_title.with(|title| Role::suggested_for(title)));
    let suggestion = Memo::new(move |_| {
        suggested.get().map(|role| job_title.with(|title| suggestion(title, role, may_be(role.into()).is_ok())))
    });
    let options = Memo::new(move |_| {
        let suggested = suggested.get();
        let card = |role: HeldRole| school.with(|school| card(role, school, suggested, may_be(role)));
        school.with(SchoolRoles::all).into_iter().map(card).collect::<Vec<_>>()
    });
    view! {
        <p class="suggestion" aria-live="polite">{suggestion}</p>
        <RadioCards id=field.name() name=field.name() legend="Role" options required=true value=filling.text(field)
            right=filling.right(field) error=filling.error(field)
            on_change=move |code| filling.choose_role(main, code)/>
        <p class="hint">
            {format!("Their role in {}. It also decides what they may do in Rolecall. ", main.name())}
            <a href=routes::GUIDE target="_blank" rel="noopener">"What each role can do (opens in a new tab)"</a>
        </p>
        <OtherRoles filling giving/>
    }
}

fn card(role: HeldRole, school: &SchoolRoles, suggested: Option<Role>, may_give: Result<(), Denial>) -> Choice {
    let hint = match role.as_standard() {
        Some(role) => {
            let suits = lower_first(role.best_suited_for());
            format!("Formerly {}. Best suited for: {suits}.", role.old_equivalent())
        }
        None => format!("Your school’s own role, based on {}.", role.level().label()),
    };
    let refused = may_give.err().map(Denial::sentence).unwrap_or_default();
    let tag = if suggested.is_some_and(|suggested| role == suggested) { "Suggested" } else { "" };
    Choice::new(role.code(), school.label(role)).code(code_of(role, school)).hint(hint).tag(tag).refused(refused)
}

/// The suggestion for a job title. It is shown, never selected automatically.
fn suggestion(job_title: &str, role: Role, may_give: bool) -> String {
    let limit = if may_give { "" } else { ", which you cannot give" };
    format!("The job title “{}” suggests {}{limit}. The choice is yours.", job_title.trim(), role.label())
}

fn lower_first(text: &str) -> String {
    let mut rest = text.chars();
    rest.next().map(|first| first.to_lowercase().chain(rest).collect()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_card_that_is_refused_says_why() {
        assert_eq!(card(Role::FullEdit.into(), &SchoolRoles::none(), None, Ok(())).refused, "");
        let denial = Denial::RoleNotYours { role: Role::AccountAdmin };
        assert_eq!(card(Role::AccountAdmin.into(), &SchoolRoles::none(), None, Err(denial)).refused, denial.sentence());
    }

    #[test]
    fn a_suggestion_names_the_role_and_says_when_it_is_out_of_reach() {
        let said = suggestion(" Year 4 teacher ", Role::FullEdit, true);
        assert_eq!(said, "The job title “Year 4 teacher” suggests Full Edit. The choice is yours.");
        assert!(suggestion("Head", Role::AccountAdmin, false).contains("cannot give"));
        assert!(!suggestion("Head", Role::AccountAdmin, true).contains("cannot give"));
    }
}
