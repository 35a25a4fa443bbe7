//! The form, and the preview beside it.

use super::page_state::write_roles;
use crate::live::kept_viewer;
use crate::routes;
use crate::views::{
    Giving, InvitationField, PersonFields, RoleFields, Selection, SharedSelection, UserFormState, listed, tab_follows,
    woken,
};
use crate::widgets::{
    ButtonKind, ErrorSummary, FieldError, FormActions, Legend, LinkButton, Panel, PreviewBar, Stamp, SubmitButton,
};
use domain::access::{Action as _, CreateUser, Grants};
use domain::form::user::{UserField, UserForm};
use domain::permission::{RoleChoice, RoleOverride};
use domain::problem;
use domain::product::Product;
use domain::role::{HeldRole, Role};
use domain::school::SchoolSettings;
use domain::viewer::Viewer;
use leptos::ev::SubmitEvent;
use leptos::prelude::*;

/// The id of the preview's heading.
pub(super) const PREVIEW: &str = "preview";

#[island(lazy)]
pub(super) fn AddUser(
    /// The reader, who is adding a person.
    viewer: Viewer,
    /// What the form holds as the page opens.
    form: UserForm,
    /// The roles that were shown before, to compare with.
    before: Option<RoleChoice>,
    /// What has to be corrected.
    errors: Vec<problem::FieldError>,
    /// The preview's summary.
    said: String,
    /// The roles that include nothing, per product.
    nothing: Vec<(Product, HeldRole)>,
) -> impl IntoView {
    let viewer = kept_viewer(viewer);
    let settings = Memo::new(move |_| viewer.with(|viewer| viewer.settings.clone()));
    let products = Memo::new(move |_| settings.with(|settings| settings.products.clone()));
    let filling = UserFormState::new(form.clone(), products, before);
    let summary = RwSignal::new(Vec::new());
    if !errors.is_empty() {
        filling.refuse(form, errors.clone());
        summary.set(listed(errors));
    }
    let grants = Signal::derive(move || viewer.with(|viewer| viewer.grants()));
    let (name, roles, before) = (filling.text(UserField::FirstName), filling.roles(), filling.before());
    let chosen = move |_: Option<&Selection>| Selection {
        title: name.with(|name| title(name)),
        roles: roles.get(),
        before: before.get(),
    };
    SharedSelection::follow(Memo::new(chosen));
    woken(view! { <Sheet grants filling settings summary said nothing/> })
}

/// The heading of the preview of the chosen roles.
pub(super) fn title(first_name: &str) -> String {
    match first_name.trim() {
        "" => "What they will be able to do".to_owned(),
        name => format!("What {name} will be able to do"),
    }
}

/// The form itself.
#[component]
fn Sheet(
    grants: Signal<Grants>,
    filling: UserFormState,
    settings: Memo<SchoolSettings>,
    summary: RwSignal<Vec<FieldError>>,
    /// The preview's summary as the page opens.
    said: String,
    nothing: Vec<(Product, HeldRole)>,
) -> impl IntoView {
    let attempts = RwSignal::new(0_u32);
    tab_follows(Signal::derive(move || summary.with(|errors| !errors.is_empty())));
    let refuse = move |errors: Vec<problem::FieldError>| {
        summary.set(listed(errors));
        attempts.update(|attempts| *attempts += 1);
    };
    // What is complete is sent as without scripts, and followed in place.
    let submit = move |event: SubmitEvent| {
        let errors = filling.judge();
        if !errors.is_empty() {
            event.prevent_default();
        }
        refuse(errors);
    };
    let roles = filling.roles();
    let said = SharedSelection::preview_sentence(said);
    let peek = Signal::derive(move || {
        said.with(|said| if said.is_empty() { "Choose a role to see what it gives".to_owned() } else { said.clone() })
    });
    let school = Memo::new(move |_| settings.with(|settings| settings.roles.clone()));
    let may_give = move |product: Product, chosen: RoleOverride| {
        let roles = RoleChoice::in_every_product(Role::MinimalReadOnly).with(product, chosen);
        CreateUser { roles }.check(&grants.get())
    };
    let giving = Giving::new(may_give, school, nothing);
    let shown = roles.get_untracked().map(|roles| write_roles(&roles)).unwrap_or_default();
    view! {
        <ErrorSummary errors=summary attempt=attempts/>
        <form class="form" method="post" action=routes::ADD_USER on:submit:capture=submit novalidate>
            <Stamp/>
            <input type="hidden" name="form_key" value=filling.form().form_key/>
            <input type="hidden" name="shown" value=shown/>
            <Panel title="Who they are">
                <Legend/>
                <PersonFields filling/>
                <InvitationField filling/>
            </Panel>
            <Panel title="What they may do">
                <RoleFields filling giving/>
                <PreviewBar preview=PREVIEW said=peek/>
            </Panel>
            <MissingFields filling/>
            <FormActions>
                <SubmitButton label="Create User"/>
                <ShowButton/>
                <LinkButton href=routes::USERS kind=ButtonKind::Quiet>"Cancel"</LinkButton>
            </FormActions>
        </form>
    }
}

/// Redraws the preview where no script does.
#[component]
fn ShowButton() -> impl IntoView {
    let scripts = RwSignal::new(false);
    Effect::new(move |_| scripts.set(true));
    move || {
        (!scripts.get()).then(|| {
            view! { <SubmitButton label="Show what this changes" kind=ButtonKind::Secondary name="show" value="1"/> }
        })
    }
}

/// What is still missing, shown before the form is sent.
#[component]
fn MissingFields(filling: UserFormState) -> impl IntoView {
    let needed = Memo::new(move |_| {
        let names: Vec<_> = filling.needed().into_iter().map(|field| field.label().to_lowercase()).collect();
        (!names.is_empty()).then(|| format!("Still needed: {}.", names.join(", ")))
    });
    view! { <p class="soft missing-fields">{needed}</p> }
}
