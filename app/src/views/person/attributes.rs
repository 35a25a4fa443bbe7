//! What the school has recorded about a person: showing and editing it.

use crate::routes;
use crate::widgets::{
    Checkbox, Choice, Definition, Definitions, Fields, Panel, SelectField, Tag, TextField, Tone, Width,
};
use domain::attribute::{Attribute, AttributeKind, AttributesInput, HeldAttribute};
use domain::problem::FieldError;
use leptos::prelude::*;

/// The values of a person's attributes.
#[component]
pub(crate) fn AttributesPart(held: Vec<HeldAttribute>) -> impl IntoView {
    view! {
        <Panel title="Attributes" id="attributes">
            <div class="stack" data-region="attributes">
                {if held.is_empty() { view! { <NoAttributes/> }.into_any() } else { view! { <AttributeValues held/> }.into_any() }}
            </div>
        </Panel>
    }
}

/// A field for each current attribute, inside the page's form, and the retired attributes that have a value.
#[component]
pub(crate) fn AttributesForm(
    /// The attributes, with their values.
    held: Vec<HeldAttribute>,
    /// The content of the fields.
    typed: AttributesInput,
    /// The errors of the fields.
    errors: Vec<FieldError>,
) -> impl IntoView {
    let none = held.is_empty();
    let (retired, asked): (Vec<_>, Vec<_>) = held.into_iter().partition(|held| held.attribute.is_retired);
    view! {
        <Panel title="Attributes" id="attributes">
            <div class="form">
                {none.then(|| view! { <NoAttributes/> })}
                <AttributeFields asked typed errors/>
                {(!retired.is_empty()).then(|| view! { <AttributeValues held=retired/> })}
            </div>
        </Panel>
    }
}

#[component]
fn NoAttributes() -> impl IntoView {
    view! { <p class="soft">"Your school asks for none yet. " <a href=routes::ATTRIBUTES>"Choose attributes"</a></p> }
}

/// The values, attribute by attribute.
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

/// A field for each attribute, named as [`Attribute::field`] says.
#[component]
fn AttributeFields(asked: Vec<HeldAttribute>, typed: AttributesInput, errors: Vec<FieldError>) -> impl IntoView {
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

/// The answers on offer, and the recorded one even if it is retired.
fn options(attribute: &Attribute, known: Option<&str>) -> Vec<Choice> {
    let kept = known.filter(|known| !attribute.offered().any(|option| option == *known));
    let kept = kept.map(|known| Choice::new(known, format!("{known} (retired)")));
    let offered = attribute.offered().map(|option| Choice::new(option, option));
    std::iter::once(Choice::new("", "Nothing")).chain(offered).chain(kept).collect()
}
