//! What the school knows of a person: shown, and filled in.

use crate::api;
use crate::failure::Failure;
use crate::routes;
use crate::widgets::{
    ButtonKind, Checkbox, Choice, Cluster, Definition, Definitions, Fields, LinkButton, Panel, SelectField, Tag,
    TextField, Tone, Width,
};
use domain::access::{Action as _, ListUsers};
use domain::attribute::{Attribute, AttributeKind, AttributesTyped, HeldAttribute, PersonAttributes};
use domain::id::MemberId;
use domain::problem::FieldError;
use domain::viewer::Viewer;
use leptos::prelude::*;

/// What is known of somebody, and the way to change it, for whoever may see the list of people; nothing for others.
#[component]
pub(crate) fn AttributesPart(
    /// Of whom.
    member: MemberId,
    /// Who is looking.
    viewer: Viewer,
) -> impl IntoView {
    if ListUsers.check(&viewer.grants()).is_err() {
        return ().into_any();
    }
    let person = Resource::new(|| (), move |()| api::attributes_of_person(member));
    view! {
        <Panel title="Attributes" id="attributes">
            <Suspense>
                {Suspend::new(async move {
                    let part = match person.await {
                        Ok(person) => view! { <Known person/> }.into_any(),
                        Err(Failure(problem)) => view! { <p>{problem.sentence()}</p> }.into_any(),
                    };
                    view! { <div class="stack" data-region="attributes">{part}</div> }
                })}
            </Suspense>
        </Panel>
    }
    .into_any()
}

#[component]
fn Known(person: PersonAttributes) -> impl IntoView {
    let PersonAttributes { member, held, may_set, .. } = person;
    if held.is_empty() {
        return view! {
            <p class="soft">"Your school asks for none yet. " <a href=routes::ATTRIBUTES>"Choose attributes"</a></p>
        }
        .into_any();
    }
    let way = match may_set {
        Ok(()) => view! {
            <Cluster>
                <LinkButton href=routes::person_attributes(member) kind=ButtonKind::Secondary>"Change attributes"</LinkButton>
            </Cluster>
        }
        .into_any(),
        Err(why) => view! { <p class="reason">{why}</p> }.into_any(),
    };
    view! { <AttributeValues held/> {way} }.into_any()
}

/// What is known, attribute by attribute.
#[component]
fn AttributeValues(held: Vec<HeldAttribute>) -> impl IntoView {
    let lines = held
        .into_iter()
        .map(|HeldAttribute { attribute, value }| {
            let value = match value {
                Some(value) => view! { <span>{value.shown()}</span> }.into_any(),
                None if attribute.kind == AttributeKind::Tick => view! { <span class="soft">"No"</span> }.into_any(),
                None => view! { <span class="soft">"Nothing yet"</span> }.into_any(),
            };
            let retired = attribute.is_retired.then(|| view! { " " <Tag tone=Tone::Plain text="Retired"/> });
            view! { <Definition name=attribute.name>{value} {retired}</Definition> }
        })
        .collect_view();
    view! { <Definitions>{lines}</Definitions> }
}

/// A field for each attribute that is asked for, named as [`Attribute::field`] says.
#[component]
pub(crate) fn AttributeFields(
    /// What is asked for, and known.
    held: Vec<HeldAttribute>,
    /// What stands in the fields.
    typed: AttributesTyped,
    /// What is wrong with it.
    errors: Vec<FieldError>,
) -> impl IntoView {
    let asked: Vec<_> = held.into_iter().filter(|held| !held.attribute.is_retired).collect();
    let field = |held: &HeldAttribute| {
        let id = held.attribute.field();
        let error = FieldError::at(&errors, &id);
        field(held, typed.get(held.attribute.id).to_owned(), error)
    };
    let is_tick = |held: &&HeldAttribute| held.attribute.kind == AttributeKind::Tick;
    let ticks = asked.iter().filter(is_tick).map(field).collect::<Vec<_>>();
    let others = asked.iter().filter(|held| !is_tick(held)).map(field).collect::<Vec<_>>();
    view! {
        {(!ticks.is_empty()).then(|| view! { <div class="choices rows"><div class="choice-list">{ticks}</div></div> })}
        {(!others.is_empty()).then(|| view! { <Fields>{others}</Fields> })}
    }
}

fn field(held: &HeldAttribute, typed: String, error: Option<String>) -> AnyView {
    let attribute = &held.attribute;
    let (id, label, hint) = (attribute.field(), attribute.name.clone(), attribute.hint.clone());
    let name = id.clone();
    let error = Signal::stored(error);
    match attribute.kind {
        AttributeKind::Tick => {
            let checked = Signal::stored(!typed.is_empty());
            view! { <Checkbox id name label value="yes" checked hint/> }.into_any()
        }
        AttributeKind::Text => view! { <TextField id name label value=typed error hint autocomplete="off"/> }.into_any(),
        AttributeKind::Date => {
            view! { <TextField id name label value=typed error hint kind="date" width=Width::Short autocomplete="off"/> }
                .into_any()
        }
        AttributeKind::Choice => {
            let options = options(attribute, held.value.as_ref().map(|value| value.stored()));
            view! { <SelectField id name label options value=typed error hint/> }.into_any()
        }
    }
}

/// The answers that are offered, and the one that is known, though it be retired.
fn options(attribute: &Attribute, known: Option<&str>) -> Vec<Choice> {
    let kept = known.filter(|known| !attribute.offered().any(|option| option == *known));
    let kept = kept.map(|known| Choice::new(known, format!("{known} (retired)")));
    let offered = attribute.offered().map(|option| Choice::new(option, option));
    std::iter::once(Choice::new("", "Nothing")).chain(offered).chain(kept).collect()
}
