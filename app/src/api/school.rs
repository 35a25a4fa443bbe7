//! The school, its widget and its settings.

use super::client::FromPage;
#[cfg(feature = "ssr")]
use super::doors::signed_in;
use super::json::Json;
use crate::failure::Failure;
use domain::form::settings::SettingsForm;
use domain::school::{SchoolSettings, UsersWidget};
use leptos::prelude::*;

/// What the Users widget shows.
#[server(prefix = "/api", endpoint = "school/widget", input = Json, output = Json, client = FromPage)]
pub async fn school_widget() -> Result<UsersWidget, Failure> {
    signed_in(|backend, actor| async move { backend::school::widget(&backend, &actor).await }).await
}

/// Changes the school's name, products and help contact.
#[server(prefix = "/api", endpoint = "school/settings", input = Json, output = Json, client = FromPage)]
pub async fn change_settings(form: SettingsForm) -> Result<SchoolSettings, Failure> {
    signed_in(|backend, actor| async move { backend::school::change_settings(&backend, &actor, &form).await }).await
}

/// Confirms a cell its publisher marks "to be confirmed"; `None` takes the confirmation back.
#[server(prefix = "/api", endpoint = "school/confirm", input = Json, output = Json, client = FromPage)]
pub async fn confirm_cell(feature: String, role: String, allowed: Option<bool>) -> Result<SchoolSettings, Failure> {
    signed_in(|backend, actor| async move {
        backend::school::confirm_cell(&backend, &actor, &feature, &role, allowed).await
    })
    .await
}
