//! Every permission of the products that the school uses, with the role's setting for it.

use super::follows;
use crate::views::FetchAhead;
use crate::widgets::{Checkbox, Choice, Disclosure, SearchField, SelectField};
use domain::access::{Authority, Denial};
use domain::catalogue::{Area, Feature};
use domain::finding::synonyms_of;
use domain::permission::{CellSetting, RoleCustomisation, SchoolRoles, decide};
use domain::problem::FieldError;
use domain::product::Product;
use domain::role::HeldRole;
use domain::role_customisation::RoleForm;
use domain::viewer::Viewer;
use leptos::prelude::*;

/// The prefix of a cell's field name.
const SET: &str = "set.";

/// The field name of a permission.
pub(super) fn field(code: &str) -> String {
    format!("{SET}{code}")
}

/// The permission's code in a name that [`field`] made.
pub(super) fn code(field: &str) -> Option<&str> {
    field.strip_prefix(SET)
}

/// What every cell needs to be drawn.
struct CellContext {
    role: HeldRole,
    /// The school's customised roles without the changes to this one: what the role includes where nothing is set.
    without: SchoolRoles,
    follows: String,
    form: RoleForm,
    saved: RoleForm,
    errors: Vec<FieldError>,
    viewer: Viewer,
}

impl CellContext {
    /// The choice for a feature. A feature missing from the form, which was drawn without it, keeps its setting.
    fn chosen(&self, feature: Feature) -> &str {
        self.form.named(feature).unwrap_or_else(|| self.saved.get(feature))
    }
}

#[component]
pub(super) fn Cells(
    viewer: Viewer,
    role: HeldRole,
    form: RoleForm,
    saved: RoleForm,
    errors: Vec<FieldError>,
) -> impl IntoView {
    let products = viewer.settings.products.clone();
    let without = without(role, &viewer.settings.roles);
    let follows = follows(role);
    let sheet = CellContext { role, without, follows, form, saved, errors, viewer };
    products.into_iter().map(|product| product_part(product, &sheet)).collect_view()
}

/// The search among the permissions. It is outside the form because it is not sent; without scripts, the browser's own
/// search does its work.
#[component]
pub(super) fn Finding() -> impl IntoView {
    view! { <FetchAhead island="find"/>
        <div class="cell-search" id="cell-search" role="search" aria-label="Permissions of this role" hidden>
            <SearchField id="find" name="find" label="Find a permission" value=""/>
            <Checkbox id="only-set" name="only-set" value="1" label="Only what is set" checked=Signal::stored(false)/>
            <p class="count" role="status" id="found-count"></p>
        </div>
    }
}

/// The school's customised roles, with nothing set in this one.
fn without(role: HeldRole, school: &SchoolRoles) -> SchoolRoles {
    let mut school = school.clone();
    if let Some(customised) = school.customised.iter_mut().find(|customised| customised.role == role) {
        *customised = RoleCustomisation { cells: Default::default(), ..customised.clone() };
    }
    school
}

fn product_part(product: Product, sheet: &CellContext) -> AnyView {
    let features = || product.areas().flat_map(Area::features);
    let set = features().filter(|feature| !sheet.chosen(*feature).is_empty()).count();
    let wrong = features().any(|feature| sheet.errors.iter().any(|error| error.field == feature.code()));
    let note = match set {
        0 => String::new(),
        set => format!("{set} set"),
    };
    let open = wrong || set > 0 || product.holds_main_role();
    let areas = product
        .areas()
        .map(|area| {
            let lines = area.features().map(|feature| line(feature, sheet)).collect_view();
            view! {
                <fieldset class="role-area">
                    <legend>{area.name()}</legend>
                    <div class="role-lines">{lines}</div>
                </fieldset>
            }
        })
        .collect_view();
    view! { <Disclosure summary=product.name() note open>{areas}</Disclosure> }.into_any()
}

fn line(feature: Feature, sheet: &CellContext) -> AnyView {
    let code = feature.code();
    let now = decide(feature, sheet.role, &sheet.without).allowed;
    let has = match (feature.is_restriction(), now) {
        (false, true) => "yes",
        (false, false) => "no",
        (true, true) => "held back",
        (true, false) => "free",
    };
    let viewer = &sheet.viewer;
    let authority = Authority::of(&viewer.grants(), &viewer.exceptions, &viewer.settings.roles);
    let limit = authority.gives(feature, Some(sheet.role)).err().map(Denial::sentence);
    let options: Vec<_> = std::iter::once(Choice::new("", format!("{}: {has}", sheet.follows)))
        .chain(CellSetting::ALL.map(|setting| Choice::new(setting.code(), setting.label())))
        .collect();
    let saved = sheet.saved.get(feature);
    let value = sheet.chosen(feature).to_owned();
    let is_unsaved = value != saved;
    let hint = [
        feature.is_restriction().then(|| "For a restriction, Allow means the limit applies.".to_owned()),
        limit,
        is_unsaved.then(|| {
            format!(
                "Saved so far: {}.",
                CellSetting::from_code(saved)
                    .map_or_else(|| sheet.follows.clone(), |setting| setting.label().to_owned())
            )
        }),
    ];
    let hint = hint.into_iter().flatten().collect::<Vec<_>>().join(" ");
    let error = Signal::stored(FieldError::at(&sheet.errors, &code));
    let also = synonyms_of(feature);
    let class = if value.is_empty() { "role-line" } else { "role-line is-set" };
    view! {
        <div class=class data-also=also>
            <SelectField id=code.clone() name=field(&code) label=feature.name() options=options value=value plain=true hint error/>
        </div>
    }
    .into_any()
}
