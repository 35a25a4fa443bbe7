//! The attributes that a school records about its people.

use super::client::StampedClient;
use super::json::Json;
use crate::failure::Failure;
use domain::attribute::{Attribute, AttributeForm, AttributeRow, MoveDirection};
use domain::id::AttributeId;
use leptos::prelude::*;

/// Every attribute, in order, with the number of people it is known for.
#[server(prefix = "/api", endpoint = "attributes/list", input = Json, output = Json, client = StampedClient)]
pub async fn list_attributes() -> Result<Vec<AttributeRow>, Failure> {
    crate::server::signed_in(|backend, actor| async move { backend::attributes::list(&backend, &actor).await }).await
}

/// The attributes a list of people can be filtered by.
#[server(prefix = "/api", endpoint = "attributes/filters", input = Json, output = Json, client = StampedClient)]
pub async fn attributes_to_filter_by() -> Result<Vec<Attribute>, Failure> {
    crate::server::signed_in(|backend, actor| async move { backend::attributes::filters(&backend, &actor).await }).await
}

/// Adds an attribute at the end of the list.
#[server(prefix = "/api", endpoint = "attributes/add", input = Json, output = Json, client = StampedClient)]
pub async fn add_attribute(form: AttributeForm) -> Result<Attribute, Failure> {
    crate::server::signed_in(|backend, actor| async move { backend::attributes::add(&backend, &actor, &form).await })
        .await
}

/// Adds the attributes that are suggested to a new school.
#[server(prefix = "/api", endpoint = "attributes/suggested", input = Json, output = Json, client = StampedClient)]
pub async fn add_suggested_attributes() -> Result<(), Failure> {
    crate::server::signed_in(|backend, actor| async move { backend::attributes::add_suggested(&backend, &actor).await })
        .await
}

/// Changes an attribute.
#[server(prefix = "/api", endpoint = "attributes/change", input = Json, output = Json, client = StampedClient)]
pub async fn change_attribute(attribute: AttributeId, form: AttributeForm) -> Result<Attribute, Failure> {
    crate::server::signed_in(|backend, actor| async move {
        backend::attributes::change(&backend, &actor, attribute, &form).await
    })
    .await
}

/// Moves an attribute one place.
#[server(prefix = "/api", endpoint = "attributes/shift", input = Json, output = Json, client = StampedClient)]
pub async fn shift_attribute(attribute: AttributeId, way: MoveDirection) -> Result<(), Failure> {
    crate::server::signed_in(|backend, actor| async move {
        backend::attributes::shift(&backend, &actor, attribute, way).await
    })
    .await
}

/// Retires an attribute: it is no longer asked for.
#[server(prefix = "/api", endpoint = "attributes/retire", input = Json, output = Json, client = StampedClient)]
pub async fn retire_attribute(attribute: AttributeId) -> Result<(), Failure> {
    crate::server::signed_in(
        |backend, actor| async move { backend::attributes::retire(&backend, &actor, attribute).await },
    )
    .await
}

/// Brings a retired attribute back.
#[server(prefix = "/api", endpoint = "attributes/bring-back", input = Json, output = Json, client = StampedClient)]
pub async fn restore_attribute(attribute: AttributeId) -> Result<(), Failure> {
    crate::server::signed_in(|backend, actor| async move {
        backend::attributes::bring_back(&backend, &actor, attribute).await
    })
    .await
}
