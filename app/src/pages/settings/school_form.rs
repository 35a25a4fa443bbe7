//! The school's name, the products it uses, and whom people turn to.

use super::Trouble;
use crate::api;
use crate::failure::Failure;
use crate::routes;
use crate::widgets::{
    Checkbox, Checkboxes, ErrorSummary, FieldError, Fields, FormActions, Legend, Notice, NoticeKind, Panel,
    SubmitButton, TextField,
};
use domain::form::settings::SettingsForm;
use domain::problem::Problem;
use domain::product::Product;
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

/// The form while it is being filled in.
#[derive(Clone, Copy)]
pub(super) struct Filling {
    form: RwSignal<SettingsForm>,
    /// Whether what is wrong is said: from the first attempt to save, or a field left half right.
    judged: RwSignal<bool>,
}

impl Filling {
    /// An empty form.
    pub fn new() -> Self {
        Self { form: RwSignal::default(), judged: RwSignal::new(false) }
    }

    /// Puts in what the school has, or what was sent and is to be corrected.
    pub fn begin(self, form: SettingsForm, judged: bool) {
        self.form.set(form);
        self.judged.set(judged);
    }

    /// What is wrong and may be said.
    pub fn errors(self) -> Vec<FieldError> {
        if !self.judged.get() {
            return Vec::new();
        }
        let errors = self.form.with(|form| form.parse().err().unwrap_or_default());
        errors.into_iter().map(|error| FieldError { id: error.field, message: error.message }).collect()
    }

    fn error(self, field: &'static str) -> Signal<Option<String>> {
        Signal::derive(move || self.errors().into_iter().find(|error| error.id == field).map(|error| error.message))
    }

    fn judge_if_filled(self) {
        if self.form.with_untracked(|form| !form.name.trim().is_empty()) {
            self.judged.set(true);
        }
    }
}

#[component]
pub(super) fn SchoolForm(filling: Filling) -> impl IntoView {
    let Filling { form, judged } = filling;
    let query = use_query_map();
    let attempt = Action::new_local(move |form: &SettingsForm| {
        let form = form.clone();
        async move { api::change_settings(form).await }
    });
    let tries = RwSignal::new(0_u32);
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        judged.set(true);
        tries.update(|tries| *tries += 1);
        if form.with_untracked(|form| form.parse().is_ok()) && !attempt.pending().get_untracked() {
            attempt.dispatch_local(form.get_untracked());
        }
    };
    let saved = move || {
        attempt.value().with(|value| match value {
            Some(value) => value.is_ok(),
            None => query.with(|query| query.get_str("saved").is_some()),
        }) && filling.errors().is_empty()
    };
    let trouble = move || match attempt.value().get() {
        Some(Err(Failure(problem))) if !matches!(problem, Problem::Form(_)) => Some(view! { <Trouble problem/> }),
        _ => None,
    };
    let name = Signal::derive(move || form.with(|form| form.name.clone()));
    let contact = Signal::derive(move || form.with(|form| form.help_contact.clone()));
    let right = Signal::derive(move || {
        form.with(|form| form.parse().err().is_none_or(|errors| errors.iter().all(|error| error.field != "name")))
    });
    let products = Product::ALL.into_iter().map(|product| tick(product, form)).collect_view();
    view! {
        <Panel title="About the school" id="about">
            <ErrorSummary errors=Signal::derive(move || filling.errors()) attempt=tries/>
            <div aria-live="polite">
                {move || {
                    saved().then(|| {
                        view! { <Notice kind=NoticeKind::Success><p>"Settings saved"</p></Notice> }
                    })
                }}
            </div>
            {trouble}
            <form method="post" action=routes::SETTINGS on:submit:capture=submit novalidate>
                <Legend/>
                <Fields>
                    <TextField id="name" name="name" label="School name" value=name required=true right=right error=filling.error("name")
                        on_input=move |text| form.update(|form| form.name = text) on_blur=move |()| filling.judge_if_filled()
                        hint="As it stands in emails and above every page." autocomplete="organization"/>
                    <TextField id="help_contact" name="help_contact" label="Help contact" value=contact error=filling.error("help_contact")
                        on_input=move |text| form.update(|form| form.help_contact = text)
                        hint="Whom people turn to: a name, an email address, a number. Shown on the Help page." autocomplete="off"/>
                </Fields>
                <Checkboxes id="products" legend="Products your school uses"
                    hint="The others are not shown to anybody: no permissions, no roles to choose.">
                    {products}
                </Checkboxes>
                <FormActions>
                    <SubmitButton label="Save settings" busy=attempt.pending() busy_label="Saving"/>
                </FormActions>
            </form>
        </Panel>
    }
}

fn tick(product: Product, form: RwSignal<SettingsForm>) -> AnyView {
    let checked = Signal::derive(move || form.with(|form| form.uses(product)));
    let change = move |ticked: bool| form.update(|form| set(form, product, ticked.then(|| "on".to_owned())));
    let refused = if product == Product::SonarTracker {
        "Always used: people's role in Rolecall is their Sonar Tracker role."
    } else {
        ""
    };
    view! {
        <Checkbox id=format!("uses-{}", product.code()) name=product.code() label=product.name() value="on" checked=checked on_change=change
            refused=refused/>
    }
    .into_any()
}

fn set(form: &mut SettingsForm, product: Product, tick: Option<String>) {
    match product {
        Product::SonarTracker => {}
        Product::JuniperMis => form.juniper_mis = tick,
        Product::Portal => form.portal = tick,
        Product::CommsHub => form.comms_hub = tick,
        Product::JuniperWebsites => form.juniper_websites = tick,
    }
}
