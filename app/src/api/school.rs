//! The school, its Users widget and its settings.

use super::client::StampedClient;
use super::json::Json;
use crate::failure::Failure;
use domain::form::settings::SettingsForm;
use domain::school::{SchoolSettings, UsersWidget};
use leptos::prelude::*;

/// What the Users widget shows.
#[server(prefix = "/api", endpoint = "school/widget", input = Json, output = Json, client = StampedClient)]
pub async fn school_widget() -> Result<UsersWidget, Failure> {
    crate::server::signed_in(|backend, actor| async move { backend::school::widget(&backend, &actor).await }).await
}

/// Changes the school's name, products and help contact.
#[server(prefix = "/api", endpoint = "school/settings", input = Json, output = Json, client = StampedClient)]
pub async fn change_settings(form: SettingsForm) -> Result<SchoolSettings, Failure> {
    crate::server::signed_in_with_draft(crate::drafts::SETTINGS, form, |backend, actor, form| async move {
        backend::school::change_settings(&backend, &actor, &form).await
    })
    .await
}

/// The reader's draft of the settings form, kept when a session ended or moved to another school. It is given once.
#[server(prefix = "/api", endpoint = "school/settings/draft", input = Json, output = Json, client = StampedClient)]
pub async fn take_settings_draft() -> Result<Option<SettingsForm>, Failure> {
    crate::server::signed_in(|backend, actor| async move {
        crate::server::take_draft(&backend, &actor, crate::drafts::SETTINGS).await
    })
    .await
}

/// Confirms a cell that its publisher marks "to be confirmed"; `None` withdraws the confirmation.
#[server(prefix = "/api", endpoint = "school/confirm", input = Json, output = Json, client = StampedClient)]
pub async fn confirm_cell(feature: String, role: String, allowed: Option<bool>) -> Result<SchoolSettings, Failure> {
    crate::server::signed_in(|backend, actor| async move {
        backend::school::confirm_cell(&backend, &actor, &feature, &role, allowed).await
    })
    .await
}
