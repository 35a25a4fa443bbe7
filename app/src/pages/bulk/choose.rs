//! The first step: choosing what to do.

use super::TITLE;
use super::submitted::{PageStep, REVIEW, STEP};
use crate::limits;
use crate::routes;
use crate::views::{given_by, listed};
use crate::widgets::{
    ButtonKind, Checkbox, Checkboxes, Choice, Cluster, Disclosure, ErrorSummary, FieldError as Listed, Fields,
    FormActions, LinkButton, Notice, NoticeKind, PageHeading, Panel, RadioCards, SelectField, Stamp, SubmitButton,
    TextField,
};
use domain::access::Grants;
use domain::bulk::{BULK_PEOPLE, BulkAction, BulkForm, BulkPeople, NameSummary, SAME, count_people, people_text};
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
                    // The first button is what the Enter key presses.
                    <button type="submit" class="hidden" tabindex="-1" aria-hidden="true" name=STEP value=REVIEW>"See what changes"</button>
                    <Selection members=people.members from=people.from named=people.named/>
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

/// The people, each with a tick that takes them out of the selection, a page at a time. Those on other pages are carried
/// along in their order.
#[component]
fn Selection(members: Vec<MemberId>, from: usize, named: Vec<(MemberId, String)>) -> impl IntoView {
    let count = members.len();
    let open = count <= limits::BULK_LISTED || from > 0;
    let end = (from + named.len()).min(count);
    let carried = |some: &[MemberId]| {
        (!some.is_empty()).then(|| view! { <input type="hidden" name=BULK_PEOPLE value=people_text(some)/> })
    };
    let (before, after) = (carried(&members[..from.min(count)]), carried(&members[end..]));
    let is_paged = named.len() < count;
    let pages = is_paged.then(|| view! { <SelectionPages from end count/> });
    let ticks = named
        .into_iter()
        .map(|(member, name)| {
            let id = format!("person-{member}");
            view! { <Checkbox id name=BULK_PEOPLE label=name value=member.to_string() checked=Signal::stored(true)/> }
        })
        .collect_view();
    view! {
        {before}
        <Disclosure summary="Who they are: untick those to leave out" note=count_people(count) open>
            <Checkboxes id="selection" legend="People to change">{ticks}</Checkboxes>
            {pages}
        </Disclosure>
        {after}
    }
}

/// Which of the people are shown, and the buttons to the others.
#[component]
fn SelectionPages(from: usize, end: usize, count: usize) -> impl IntoView {
    let button = |step: PageStep, label: String| {
        view! {
            <button type="submit" class=ButtonKind::Secondary.class() name=STEP value=step.code() formnovalidate>{label}</button>
        }
    };
    let earlier = from.min(NameSummary::MOST);
    let earlier = (from > 0).then(|| button(PageStep::From(from - earlier), format!("Show the {earlier} before")));
    let left = count - end;
    let next = left.min(NameSummary::MOST);
    let later = (left > 0).then(|| button(PageStep::Last(left), format!("Show the next {next}")));
    view! {
        <p class="soft">
            {format!("Showing {} to {end} of {count}. Those you untick leave the selection.", from + 1)}
        </p>
        <Cluster>{earlier} {later}</Cluster>
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
