//! The settings form: the school's name, the products it uses, and its help contact.

use crate::routes;
use crate::views::{listed, tab_follows, woken};
use crate::widgets::{Checkbox, Checkboxes, ErrorSummary, Fields, FormActions, Legend, Stamp, SubmitButton, TextField};
use domain::catalogue::Catalogue;
use domain::form::settings::SettingsForm;
use domain::product::Product;
use leptos::ev::SubmitEvent;
use leptos::prelude::*;

/// The form. When it is valid it is sent as it is without scripts, because its answer is another page.
#[island(lazy)]
pub(super) fn SchoolForm(
    /// The school's settings, or the input that has to be corrected.
    form: SettingsForm,
    /// Whether errors are shown from the beginning.
    judged: bool,
    /// The products it may use.
    catalogue: Catalogue,
) -> impl IntoView {
    let form = RwSignal::new(form);
    // Errors are shown after the first attempt to save, or once a field is left partly correct.
    let judged = RwSignal::new(judged);
    let tries = RwSignal::new(0_u32);
    let errors = Signal::derive(move || {
        if judged.get() {
            listed(form.with(|form| form.parse(catalogue).err().unwrap_or_default()))
        } else {
            Vec::new()
        }
    });
    let error = move |field: &'static str| {
        Signal::derive(move || {
            errors.with(|errors| errors.iter().find(|error| error.id == field).map(|error| error.message.clone()))
        })
    };
    let judge_if_filled = move |()| {
        if form.with_untracked(|form| !form.name.trim().is_empty()) {
            judged.set(true);
        }
    };
    let submit = move |event: SubmitEvent| {
        if form.with_untracked(|form| form.parse(catalogue).is_err()) {
            event.prevent_default();
            judged.set(true);
            tries.update(|tries| *tries += 1);
        }
    };
    let name = Signal::derive(move || form.with(|form| form.name.clone()));
    let contact = Signal::derive(move || form.with(|form| form.help_contact.clone()));
    let right = Signal::derive(move || {
        form.with(|form| {
            form.parse(catalogue).err().is_none_or(|errors| errors.iter().all(|error| error.field != "name"))
        })
    });
    let products = catalogue.products().iter().map(|product| tick(*product, form)).collect_view();
    tab_follows(Signal::derive(move || errors.with(|errors| !errors.is_empty())));
    woken(view! {
        <ErrorSummary errors attempt=tries/>
        <form method="post" action=routes::SETTINGS on:submit:capture=submit novalidate>
            <Stamp/>
            <Legend/>
            <Fields>
                <TextField id="name" name="name" label="School name" value=name required=true right=right error=error("name")
                    on_input=move |text| form.update(|form| form.name = text) on_blur=judge_if_filled
                    hint="As it stands in emails and above every page." autocomplete="organization"/>
                <TextField id="help_contact" name="help_contact" label="Help contact" value=contact error=error("help_contact")
                    on_input=move |text| form.update(|form| form.help_contact = text)
                    hint="Whom people turn to: a name, an email address, a number. Shown on the Help page." autocomplete="off"/>
            </Fields>
            <Checkboxes id="products" legend="Products your school uses"
                hint="The others are not shown to anybody: no permissions, no roles to choose.">
                {products}
            </Checkboxes>
            <Checkboxes id="mis" legend="Where your staff come from">
                <Checkbox id="mis_fed" name="mis_fed" value="on" label="Staff come from our MIS"
                    hint="Names, email addresses, job titles and staff codes are then kept in the MIS, and updated here when you import its list. You can still add people who are not in it."
                    checked=Signal::derive(move || form.with(|form| form.mis_fed.is_some()))
                    on_change=move |ticked: bool| form.update(|form| form.mis_fed = ticked.then(|| "on".to_owned()))/>
            </Checkboxes>
            <Checkboxes id="invitations" legend="Invitations">
                <Checkbox id="reminds" name="reminds" value="on" label="Remind people before their invitation expires"
                    hint="Whoever has not registered gets one more email, three days before the end, with a new link. The link in the earlier email stops working then."
                    checked=Signal::derive(move || form.with(|form| form.reminds.is_some()))
                    on_change=move |ticked: bool| form.update(|form| form.reminds = ticked.then(|| "on".to_owned()))/>
            </Checkboxes>
            <Checkboxes id="audit_anchor" legend="Audit log">
                <Checkbox id="mails_anchor" name="mails_anchor" value="on" label="Email the Account Owner an anchor of the audit log every month"
                    hint="The anchor is a line of text to keep. It proves later that nobody rewrote the log before it was sent."
                    checked=Signal::derive(move || form.with(|form| form.mails_anchor.is_some()))
                    on_change=move |ticked: bool| form.update(|form| form.mails_anchor = ticked.then(|| "on".to_owned()))/>
            </Checkboxes>
            <FormActions>
                <SubmitButton label="Save settings"/>
            </FormActions>
        </form>
    })
}

fn tick(product: Product, form: RwSignal<SettingsForm>) -> AnyView {
    let checked = Signal::derive(move || form.with(|form| form.uses(product)));
    let change =
        move |ticked: bool| {
            form.update(|form| {
                if ticked { form.products.set(product, "on".to_owned()) } else { form.products.remove(product) }
            });
        };
    let refused = if product.holds_main_role() {
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
