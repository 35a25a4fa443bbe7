//! `/settings/attributes/…`: edits one of the school's attributes.

use crate::api;
use crate::failure::Failure;
use crate::pages::attributes::DefinitionFields;
use crate::posted::{Redirector, posted};
use crate::routes;
use crate::views::{Page, answering, in_path, listed, respond_with};
use crate::widgets::{
    ButtonKind, ErrorSummary, FormActions, Legend, LinkButton, PageHeading, Panel, Stamp, SubmitButton,
};
use domain::access::{Action as _, ManageAttributes};
use domain::attribute::{AttributeForm, AttributeRow};
use domain::id::AttributeId;
use domain::problem::{FieldError, Problem};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

const TITLE: &str = "Change an attribute";

/// The initial state of the page.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct AttributePageState {
    row: AttributeRow,
    form: AttributeForm,
    errors: Vec<FieldError>,
}

/// The page that edits an attribute.
#[component]
pub(crate) fn AttributePage() -> impl IntoView {
    let attribute = in_path("attribute", AttributeId::parse);
    let page = answering(posted::<AttributeForm>(), move |sent, redirector| async move {
        open(attribute, sent, &redirector).await
    });
    Page::new(TITLE, page)
        .rule(|viewer| ManageAttributes.check(&viewer.grants()))
        .wrong(|opening| !opening.errors.is_empty())
        .show(|_, opening| view! { <AttributeEditor opening/> })
}

/// Finds the attribute; saves a posted form and redirects to the list.
async fn open(
    attribute: Option<AttributeId>,
    sent: Option<AttributeForm>,
    redirector: &Redirector,
) -> Result<AttributePageState, Failure> {
    let rows = api::list_attributes().await?;
    let found = rows.into_iter().find(|row| Some(row.attribute.id) == attribute && !row.attribute.is_retired);
    let row = found.ok_or(Failure(Problem::NotFound))?;
    let Some(form) = sent else {
        return Ok(AttributePageState { form: AttributeForm::of(&row.attribute), row, errors: Vec::new() });
    };
    match api::change_attribute(row.attribute.id, form.clone()).await {
        Ok(_) => {
            redirector.go(&routes::done_to(routes::ATTRIBUTES, "saved", &row.attribute.id.to_string()));
            Ok(AttributePageState { row, form, errors: Vec::new() })
        }
        Err(Failure(Problem::Form(errors))) => Ok(AttributePageState { row, form, errors }),
        Err(failure) => Err(failure),
    }
}

#[component]
fn AttributeEditor(opening: AttributePageState) -> impl IntoView {
    let AttributePageState { row: AttributeRow { attribute, people }, form, errors } = opening;
    if !errors.is_empty() {
        respond_with(&Problem::Form(errors.clone()));
    }
    let kind_stays = match people {
        0 => String::new(),
        1 => "It is filled in for one person already, so its kind stays. Retire it and add another instead.".to_owned(),
        many => {
            format!("It is filled in for {many} people already, so its kind stays. Retire it and add another instead.")
        }
    };
    let kept: Vec<_> =
        attribute.options.iter().filter(|option| option.is_retired).map(|option| option.text.clone()).collect();
    let kept = (!kept.is_empty()).then(|| {
        view! { <p class="hint">{format!("No longer offered, but people have it still: {}.", kept.join(", "))}</p> }
    });
    view! {
        <PageHeading title=attribute.name.clone() back=routes::ATTRIBUTES back_label="Attributes"
            lead="A new name shows everywhere at once. An answer taken from the list stays with those who have it."/>
        <div class="stack">
            <ErrorSummary errors=Signal::stored(listed(errors.clone()))/>
            <Panel title="Change this attribute">
                <form method="post" action=routes::attribute(attribute.id) novalidate>
                    <Stamp/>
                    <Legend/>
                    <DefinitionFields form errors kind_stays/>
                    {kept}
                    <FormActions>
                        <SubmitButton label="Save changes"/>
                        <LinkButton href=routes::ATTRIBUTES kind=ButtonKind::Quiet>"Cancel"</LinkButton>
                    </FormActions>
                </form>
            </Panel>
        </div>
    }
}
