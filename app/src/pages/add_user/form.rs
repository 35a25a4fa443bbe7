//! The form, and the preview beside it.

use super::page_state::write_roles;
use crate::live::kept_viewer;
use crate::routes;
use crate::views::{
    ErrorList, Giving, InvitationField, MoreFields, NeededFields, RoleFields, Selection, SharedSelection,
    UserFormState, woken,
};
use crate::widgets::{ButtonKind, Disclosure, FormActions, LinkButton, Panel, PreviewBar, Stamp, SubmitButton};
use domain::access::{Action as _, CreateUser, Grants};
use domain::form::user::{UserField, UserForm};
use domain::permission::{RoleChoice, RoleOverride};
use domain::problem::FieldError;
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
    errors: Vec<FieldError>,
    /// The preview's summary.
    said: String,
    /// The roles that include nothing, per product.
    nothing: Vec<(Product, HeldRole)>,
) -> impl IntoView {
    let viewer = kept_viewer(viewer);
    let settings = Memo::new(move |_| viewer.with(|viewer| viewer.settings.clone()));
    let products = Memo::new(move |_| settings.with(|settings| settings.products.clone()));
    let filling = UserFormState::new(form.clone(), products, before);
    let list = ErrorList::new(errors.clone());
    if !errors.is_empty() {
        filling.refuse(form, errors);
    }
    let grants = Signal::derive(move || viewer.with(|viewer| viewer.grants()));
    let (name, roles, before) = (filling.text(UserField::FirstName), filling.roles(), filling.before());
    let chosen = move |_: Option<&Selection>| Selection {
        title: name.with(|name| title(name)),
        roles: roles.get(),
        before: before.get(),
    };
    SharedSelection::follow(Memo::new(chosen));
    woken(view! { <Sheet grants filling settings list said nothing/> })
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
    list: ErrorList,
    /// The preview's summary as the page opens.
    said: String,
    nothing: Vec<(Product, HeldRole)>,
) -> impl IntoView {
    // What is complete is sent as without scripts, and followed in place.
    let submit = move |event: SubmitEvent| {
        let errors = filling.judge();
        if !errors.is_empty() {
            event.prevent_default();
        }
        list.show(errors);
    };
    let roles = filling.roles();
    let said = SharedSelection::preview_line(said);
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
    // What was typed there before, or has to be corrected there, is seen.
    let optional = optional_fields(&settings.get_untracked().products);
    let is_filled = optional.iter().any(|field| !filling.text(*field).get_untracked().is_empty());
    let errors: Vec<_> = optional.iter().map(|field| filling.error(*field)).collect();
    let open = Memo::new(move |_| is_filled || errors.iter().any(|error| error.with(Option::is_some)));
    view! {
        {list.summary()}
        <form class="form" method="post" action=routes::ADD_USER on:submit:capture=submit novalidate>
            <Stamp/>
            <input type="hidden" name="form_key" value=filling.form().form_key/>
            <input type="hidden" name="shown" value=shown/>
            <Panel>
                <NeededFields filling/>
                <RoleFields filling giving/>
                <Disclosure summary="More details" note="Title, job title, username, staff code, invitation" open>
                    <div class="form">
                        <MoreFields filling/>
                        <InvitationField filling/>
                    </div>
                </Disclosure>
            </Panel>
            <MissingFields filling/>
            <FormActions>
                <PreviewBar preview=PREVIEW said=peek/>
                <SubmitButton label="Create User"/>
                <ShowButton/>
                <LinkButton href=routes::USERS kind=ButtonKind::Quiet>"Cancel"</LinkButton>
            </FormActions>
        </form>
    }
}

/// The fields that are folded away.
fn optional_fields(products: &[Product]) -> Vec<UserField> {
    let needed = [UserField::FirstName, UserField::LastName, UserField::Email];
    let is_optional = |field: &UserField| field.member().is_some() && !needed.contains(field);
    UserForm::fields(products).into_iter().filter(is_optional).collect()
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
