//! The personal details in a form about a person.

use super::UserFormState;
use crate::routes;
use crate::widgets::{Fields, TextField, Width};
use domain::form::user::UserField;
use domain::member::PlainField;
use domain::person::MemberAction;
use domain::school::Availability;
use leptos::prelude::*;

/// All details of a person. Browsers fill in none of them: they are about somebody else.
#[component]
pub(crate) fn PersonFields(
    /// The form's state.
    filling: UserFormState,
) -> impl IntoView {
    view! { <NeededFields filling/> <MoreFields filling/> }
}

/// Names and email address: what everybody needs.
#[component]
pub(crate) fn NeededFields(
    /// The form's state.
    filling: UserFormState,
) -> impl IntoView {
    view! {
        <Fields>
            <Line filling field=UserField::FirstName/>
            <Line filling field=UserField::LastName/>
        </Fields>
        <Code filling field=UserField::Email kind="email"/>
        {move || filling.holder(UserField::Email).get().map(|holder| view! { <p>{way_to(holder)}</p> })}
    }
}

/// The link to the person who already has a value that must be unique.
pub(crate) fn way_to(holder: Availability) -> Option<AnyView> {
    match holder {
        Availability::Free => None,
        Availability::Taken { member, name } => {
            Some(view! { <a href=routes::user(member)>"Open " <bdi>{name}</bdi> "’s page"</a> }.into_any())
        }
        Availability::Deleted { member, .. } => Some(
            view! { <a href=routes::user_act(member, MemberAction::Restore)>"Restore this person instead"</a> }
                .into_any(),
        ),
    }
}

/// Title, job title, username, staff code and the plain fields, all of them optional.
#[component]
pub(crate) fn MoreFields(
    /// The form's state.
    filling: UserFormState,
) -> impl IntoView {
    view! {
        <Fields>
            <Line filling field=UserField::Title width=Width::Short/>
            <Line filling field=UserField::JobTitle/>
        </Fields>
        <Fields>
            <Code filling field=UserField::Username/>
            {move || filling.holder(UserField::Username).get().map(|holder| view! { <p>{way_to(holder)}</p> })}
            <Line filling field=UserField::StaffCode width=Width::Short/>
        </Fields>
        {PlainField::ALL.iter().map(|field| view! { <Plain filling field=*field/> }).collect_view()}
    }
}

/// What its definition alone says how to fill in.
#[component]
fn Plain(filling: UserFormState, field: PlainField) -> impl IntoView {
    view! { <Line filling field=UserField::Plain(field) suggestions=field.definition().kind.suggestions()/> }
}

/// A field for plain text.
#[component]
fn Line(
    filling: UserFormState,
    field: UserField,
    #[prop(optional)] width: Width,
    #[prop(optional)] suggestions: &'static [&'static str],
) -> impl IntoView {
    let fixed = filling.fixed(field);
    view! {
        <TextField id=field.name() name=field.name() label=field.label() hint=fixed.clone().unwrap_or_else(|| field.hint().to_owned()) fixed=fixed.is_some() width=width
            suggestions required=filling.is_mandatory(field)
            autocomplete="off" value=filling.text(field) right=filling.right(field) error=filling.error(field)
            on_input=move |text| filling.type_text(field, text) on_blur=move |()| filling.leave(field)/>
    }
}

/// A field for a unique value, with its availability shown below.
#[component]
fn Code(filling: UserFormState, field: UserField, #[prop(default = "text")] kind: &'static str) -> impl IntoView {
    let fixed = filling.fixed(field);
    view! {
        <TextField id=field.name() name=field.name() label=field.label() hint=fixed.clone().unwrap_or_else(|| field.hint().to_owned()) fixed=fixed.is_some()
            required=filling.is_mandatory(field) kind=kind inputmode=kind
            autocomplete="off" spellcheck_off=true value=filling.text(field) right=filling.right(field) error=filling.error(field)
            status=filling.status(field) on_input=move |text| filling.type_text(field, text)
            on_blur=move |()| filling.leave(field)/>
    }
}
