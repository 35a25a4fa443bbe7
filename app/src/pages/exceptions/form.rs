//! The form that makes an exception.

use super::submitted::MAKE;
use crate::routes;
use crate::views::{FetchAhead, PermissionField, in_query};
use crate::widgets::{Choice, Fields, FormActions, Legend, Panel, RadioCards, Stamp, SubmitButton, TextField, Width};
use domain::catalogue::Feature;
use domain::exception::{ALLOW, DENY, ExceptionForm};
use domain::id::MemberId;
use domain::problem::FieldError;
use domain::product::Product;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

/// The fields that the address fills in: a link may name a permission, and whether it is to be allowed.
pub(super) fn asked() -> ExceptionForm {
    let feature = use_query_map().with_untracked(|query| query.get_str("feature").and_then(Feature::from_code));
    let effect = in_query(routes::EFFECT).filter(|effect| [ALLOW, DENY].contains(&effect.as_str()));
    ExceptionForm {
        feature: feature.map(Feature::code).unwrap_or_default(),
        effect: effect.unwrap_or_default(),
        ..ExceptionForm::default()
    }
}

#[component]
pub(super) fn MakeForm(
    member: MemberId,
    products: Vec<Product>,
    typed: ExceptionForm,
    errors: Vec<FieldError>,
) -> impl IntoView {
    let [feature_error, effect_error, starts_error, ends_error, reason_error] =
        ["feature", "effect", "starts_on", "ends_on", "reason"]
            .map(|field| Signal::stored(FieldError::at(&errors, field)));
    let effects = vec![
        Choice::new(ALLOW, "Allow").hint("They have it, though their role does not give it."),
        Choice::new(DENY, "Deny").hint("They do not have it, though their role gives it."),
    ];
    view! {
        <FetchAhead island="find"/>
        <Panel title="Make an exception" id="make">
            <form method="post" action=routes::exceptions(member) novalidate>
                <Stamp/>
                <input type="hidden" name="do" value=MAKE/>
                <Legend/>
                <div class="form">
                    <PermissionField products value=typed.feature error=feature_error
                        hint="You can give what your own role gives you. For a restriction, Allow means the limit applies."/>
                    <RadioCards id="effect" name="effect" legend="Allow or deny" options=effects value=typed.effect required=true small=true
                        error=effect_error/>
                    <Fields>
                        <TextField id="starts_on" name="starts_on" label="First day" value=typed.starts_on kind="date" width=Width::Short
                            autocomplete="off" error=starts_error hint="Empty for today."/>
                        <TextField id="ends_on" name="ends_on" label="Last day" value=typed.ends_on kind="date" width=Width::Short required=true
                            autocomplete="off" error=ends_error hint="It ends by itself after this day."/>
                    </Fields>
                    <TextField id="reason" name="reason" label="Reason" value=typed.reason required=true autocomplete="off"
                        error=reason_error hint="For whoever reads it later: it is kept in this person's history."/>
                </div>
                <FormActions><SubmitButton label="Make the exception"/></FormActions>
            </form>
        </Panel>
    }
}
