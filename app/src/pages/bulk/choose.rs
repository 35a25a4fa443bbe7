//! The first step: choosing what to do.

use super::TITLE;
use super::submitted::{REVIEW, STEP};
use crate::limits;
use crate::routes;
use crate::views::{given_by, listed};
use crate::widgets::{
    ButtonKind, Checkbox, Checkboxes, Choice, Cluster, Disclosure, ErrorSummary, FieldError as Listed, Fields,
    FormActions, LinkButton, Notice, NoticeKind, PageHeading, Panel, RadioCards, SelectField, Stamp, SubmitButton,
    TextField,
};
use domain::access::Grants;
use domain::bulk::{BULK_PEOPLE, BulkAction, BulkForm, BulkPeople, SAME, count_people, people_text};
use domain::id::MemberId;
use domain::permission::{RoleOverride, SchoolRoles};
use domain::problem::FieldError;
use domain::product::Product;
use leptos::prelude::*;

/// The id of the form.
const FORM: &str = "bulk";

#[component]
pub(super) fn ChooseChange(
    people: BulkPeople,
    form: BulkForm,
    errors: Vec<FieldError>,
    grants: Grants,
    school: SchoolRoles,
) -> impl IntoView {
    if people.members.is_empty() {
        return view! { <NothingToChooseFor errors/> }.into_any();
    }
    let count = people.members.len();
    let title = format!("Change {}", count_people(count));
    view! {
        <PageHeading title lead="Choose what to do. You see what it changes before anything is saved." back=routes::USERS
            back_label="Users"/>
        <div class="stack">
            <ErrorSummary errors=Signal::stored(named(errors.clone()))/>
            <Panel>
                <form class="bulk" id=FORM method="post" action=routes::BULK novalidate data-again>
                    <Stamp/>
                    <Selection members=people.members named=people.named/>
                    <ChangeFields products=people.products form errors grants school/>
                    <FormActions>
                        <SubmitButton label="See what changes" name=STEP value=REVIEW/>
                        <LinkButton href=routes::USERS kind=ButtonKind::Quiet>"Cancel"</LinkButton>
                    </FormActions>
                </form>
            </Panel>
            <Exporting count/>
        </div>
    }
    .into_any()
}

/// The people, each with a tick that takes them out of the selection. Beyond the first fifty they are only counted.
#[component]
fn Selection(members: Vec<MemberId>, named: Vec<(MemberId, String)>) -> impl IntoView {
    let count = members.len();
    let open = count <= limits::BULK_LISTED;
    let others: Vec<_> = members.into_iter().filter(|member| named.iter().all(|(shown, _)| shown != member)).collect();
    let more = match others.len() {
        0 => None,
        more => Some(format!("And {} more, whom the list of users shows.", count_people(more))),
    };
    let ticks = named
        .into_iter()
        .map(|(member, name)| {
            let id = format!("person-{member}");
            view! { <Checkbox id name=BULK_PEOPLE label=name value=member.to_string() checked=Signal::stored(true)/> }
        })
        .collect_view();
    view! {
        <Disclosure summary="Who they are: untick those to leave out" note=count_people(count) open>
            <Checkboxes id="selection" legend="People to change">{ticks}</Checkboxes>
            {more.map(|more| view! { <p class="soft">{more}</p> })}
        </Disclosure>
        {(!others.is_empty()).then(|| view! { <input type="hidden" name=BULK_PEOPLE value=people_text(&others)/> })}
    }
}

/// The message when nobody is ticked, nobody remains, or there are too many people.
#[component]
fn NothingToChooseFor(errors: Vec<FieldError>) -> impl IntoView {
    let why = errors.into_iter().map(|error| view! { <p>{error.sentence()} "."</p> }).collect_view();
    view! {
        <PageHeading title=TITLE back=routes::USERS back_label="Users"/>
        <div class="stack">
            <Notice kind=NoticeKind::Warning title="There is nobody to change">{why}</Notice>
            <Cluster><LinkButton href=routes::USERS>"Back to Users"</LinkButton></Cluster>
        </div>
    }
}

/// The errors for the summary, where the error about people links to the whole form.
fn named(errors: Vec<FieldError>) -> Vec<Listed> {
    let id = |field: String| match field.as_str() {
        BULK_PEOPLE => FORM.to_owned(),
        "role" => "to".to_owned(),
        _ => field,
    };
    listed(errors.into_iter().map(|error| FieldError { field: id(error.field), ..error }).collect())
}

#[component]
fn ChangeFields(
    products: Vec<Product>,
    form: BulkForm,
    errors: Vec<FieldError>,
    grants: Grants,
    school: SchoolRoles,
) -> impl IntoView {
    let error = |field: &str| Signal::stored(FieldError::at(&errors, field));
    let (act_error, product_error, role_error, reason_error) =
        (error("act"), error("product"), error("role"), error("reason"));
    let acts: Vec<_> =
        BulkAction::ALL.into_iter().map(|act| Choice::new(act.code(), act.label()).hint(act.hint())).collect();
    let choose = |says: &str| Choice::new("", says);
    let products: Vec<_> = std::iter::once(choose("Choose a product"))
        .chain(products.into_iter().map(|product| Choice::new(product.code(), product.name())))
        .collect();
    view! {
        <RadioCards id="act" name="act" legend="What to do" options=acts value=form.act required=true error=act_error small=true/>
        <div class="bulk-role">
            <Fields>
                <SelectField id="product" name="product" label="Product" options=products value=form.product required=true
                    error=product_error/>
                <SelectField id="to" name="to" label="Role" options=roles(&grants, &school) value=form.role required=true error=role_error/>
            </Fields>
        </div>
        <TextField id="reason" name="reason" label="Reason" value=form.reason autocomplete="off" error=reason_error
            hint="It is kept, for those who may change these people. Invitations keep none."/>
    }
}

/// The roles that can be given: a role, the person's main role, or none. The choice is the same in every
/// product.
fn roles(grants: &Grants, school: &SchoolRoles) -> Vec<Choice> {
    let main = school.catalogue.main_product();
    let same = Choice::new(SAME, format!("Same as in {}", main.name()));
    std::iter::once(Choice::new("", "Choose a role"))
        .chain(given_by(grants, main, school))
        .chain([same, Choice::new(RoleOverride::Nothing.code(), "No role")])
        .collect()
}

/// Exporting these people as a file.
#[component]
fn Exporting(count: usize) -> impl IntoView {
    let kinds = routes::EXPORT_KINDS.map(|(what, label)| {
        let buttons = routes::EXPORT_FORMATS.map(|(ending, format)| {
            view! {
                <button type="submit" class=ButtonKind::Secondary.class() form=FORM formaction=routes::ticked_export(ending)
                    name="what" value=what>
                    {format} <span class="hidden">": " {label}</span>
                </button>
            }
        });
        view! { <div><p>{label}</p><div class="cluster">{buttons.into_iter().collect_view()}</div></div> }
    });
    view! {
        <Panel title=format!("Export {}", count_people(count)) id="export">
            <div class="cluster exports">{kinds.into_iter().collect_view()}</div>
        </Panel>
    }
}
