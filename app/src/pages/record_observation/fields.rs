//! The fields for the text, the day and the areas of learning.

use crate::widgets::{Checkbox, Checkboxes, TextArea, TextField, Width};
use domain::observation::{AREAS, LearningArea, OBSERVED_ON, ObservationDays, ObservationForm, TEXT};
use domain::problem::FieldError;
use leptos::prelude::*;

#[component]
pub(super) fn ObservationFields(
    form: ObservationForm,
    days: ObservationDays,
    errors: Vec<FieldError>,
) -> impl IntoView {
    let [wrong_text, wrong_day, wrong_areas] =
        [TEXT, OBSERVED_ON, AREAS].map(|field| Signal::stored(FieldError::at(&errors, field)));
    let areas = LearningArea::ALL
        .map(|area| {
            let checked = Signal::stored(form.areas.iter().any(|code| code == area.code()));
            view! { <Checkbox id=format!("area-{}", area.code()) name=AREAS value=area.code() label=area.label() checked/> }
        })
        .collect_view();
    let hint = format!("From {} until today.", days.first.words());
    view! {
        <TextArea id=TEXT name=TEXT label="What you observed" value=form.text error=wrong_text required=true
            hint="Up to 4,000 characters. If you share it with home, the family reads these words."/>
        <TextField id=OBSERVED_ON name=OBSERVED_ON label="Date observed" kind="date" width=Width::Short required=true
            value=form.observed_on error=wrong_day hint autocomplete="off"/>
        <Checkboxes id=AREAS legend="Areas of learning (optional)" error=wrong_areas
            hint="The seven areas of the Early Years Foundation Stage. Tick as many as it shows, or none.">
            {areas}
        </Checkboxes>
    }
}
