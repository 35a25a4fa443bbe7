//! The form that confirms one feature: an answer per role.

use super::roles_to_confirm;
use crate::routes;
use crate::widgets::{ButtonKind, Choice, LinkButton, Notice, NoticeKind, SelectField, Stamp, SubmitButton};
use domain::catalogue::Feature;
use domain::permission::{Confirmations, SchoolRoles, decide};
use domain::role::Role;
use leptos::prelude::*;

/// The school's answers for some roles; `None` leaves the cell to be confirmed.
pub(crate) type Answers = Vec<(Role, Option<bool>)>;

const GRANTED: &str = "granted";
const DENIED: &str = "denied";

/// The name of an answer's field.
pub(crate) fn answer_name(role: Role) -> String {
    format!("cell-{}", role.code())
}

/// Parses an answer; the outer `None` is an invalid answer, which changes nothing.
pub(crate) fn answer(text: &str) -> Option<Option<bool>> {
    match text {
        "" => Some(None),
        GRANTED => Some(Some(true)),
        DENIED => Some(Some(false)),
        _ => None,
    }
}

const fn text(answer: Option<bool>) -> &'static str {
    match answer {
        None => "",
        Some(true) => GRANTED,
        Some(false) => DENIED,
    }
}

#[component]
pub(super) fn RowForm(
    feature: Feature,
    confirmations: Confirmations,
    saved: bool,
    address: fn(Option<Feature>) -> String,
) -> impl IntoView {
    let fields =
        roles_to_confirm(feature).map(|role| field(feature, role, confirmations.get(feature, role))).collect_view();
    let saved = saved.then(|| {
        view! {
            <Notice kind=NoticeKind::Success>
                <p>{format!("What your school says about “{}” is saved.", feature.name())}</p>
            </Notice>
        }
    });
    view! {
        <form class="confirm" method="post" action=address(Some(feature))>
            <Stamp/>
            <h3>{format!("What holds in your school: {}", feature.name())}</h3>
            <input type="hidden" name="feature" value=feature.code()/>
            <div class="confirm-fields">{fields}</div>
            {saved}
            <div class="cluster">
                <SubmitButton label="Save changes"/>
                <LinkButton href=routes::part(&address(None), &feature.code()) kind=ButtonKind::Quiet>"Close"</LinkButton>
            </div>
        </form>
    }
}

fn field(feature: Feature, role: Role, say: Option<bool>) -> AnyView {
    let meanwhile = if decide(feature, role, &SchoolRoles::none()).allowed { "granted" } else { "denied" };
    let options = vec![
        Choice::new("", format!("To be confirmed ({meanwhile})")),
        Choice::new(GRANTED, "Granted"),
        Choice::new(DENIED, "Denied"),
    ];
    let name = answer_name(role);
    view! { <SelectField id=name.clone() name=name label=role.label() options=options value=text(say) plain=true/> }
        .into_any()
}

#[cfg(test)]
mod tests {
    use super::{answer, text};

    #[test]
    fn an_answer_reads_back_and_nonsense_changes_nothing() {
        for say in [None, Some(true), Some(false)] {
            assert_eq!(answer(text(say)), Some(say));
        }
        assert_eq!(answer("perhaps"), None);
    }
}
