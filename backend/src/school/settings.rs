//! Reading the school's settings through a cache, changing them, and recording confirmations.

use crate::Backend;
use crate::access::ReadsSchool;
use crate::session::Actor;
use crate::store::{ChangeNumbers, Entry, SchoolTransaction};
use crate::versioned_cache::VersionedCache;
use domain::access::{Action as _, ChangeSettings, ConfirmCells};
use domain::audit::cell_id;
use domain::catalogue::{Cell, Feature};
use domain::fault::{Fault, FieldFault};
use domain::form::settings::SettingsForm;
use domain::id::SchoolId;
use domain::moment::Moment;
use domain::problem::Problem;
use domain::role::Role;
use domain::school::SchoolSettings;
use serde_json::{Value, json};
use std::sync::Arc;

/// A cache of the settings, which every page needs: they are read once for each change number.
#[derive(Debug)]
pub(crate) struct Settings {
    schools: VersionedCache<SchoolId, Arc<SchoolSettings>>,
}

impl Settings {
    pub fn new() -> Self {
        Self { schools: VersionedCache::new(1_000) }
    }
}

/// The settings of the school the actor is signed in to.
///
/// # Errors
/// [`Problem::NotFound`] when the school no longer exists.
pub async fn settings_of(backend: &Backend, of: &impl ReadsSchool) -> Result<SchoolSettings, Problem> {
    let numbers = backend.store().numbers(of).await?.ok_or(Problem::NotFound)?;
    settings_at(backend, of, numbers).await
}

/// The school's settings at these change numbers.
///
/// # Errors
/// [`Problem::NotFound`] when there is no such school.
pub(crate) async fn settings_at(
    backend: &Backend,
    of: &impl ReadsSchool,
    numbers: ChangeNumbers,
) -> Result<SchoolSettings, Problem> {
    let store = backend.store();
    let read = async {
        let settings = store.school_settings(of).await?.ok_or(Problem::NotFound)?;
        Ok::<_, Problem>((Arc::new(settings), Moment(i64::MAX)))
    };
    let settings = backend.settings().schools.get(of.school(), numbers.all, backend.clock().now(), read).await?;
    // The current change number, even if the settings were read at an earlier one.
    Ok(SchoolSettings { change_no: settings.change_no.max(numbers.all), ..settings.as_ref().clone() })
}

/// Changes the school's settings, except for its confirmations.
///
/// # Errors
/// [`Problem::Denied`] when the actor may not; [`Problem::Form`] with every field that needs correcting.
pub async fn change_settings(backend: &Backend, actor: &Actor, form: &SettingsForm) -> Result<SchoolSettings, Problem> {
    // Checked first, so that an actor who may not change settings learns nothing about the form.
    let permit = actor.permit(ChangeSettings)?;
    let new = form.parse(settings_of(backend, actor).await?.roles.catalogue).map_err(Problem::Form)?;
    let (mut change, actor, permit) = backend.change_with(actor, permit).await?;
    let before = change.settings(&permit).await?;
    change.set_settings(&permit, &new).await?;
    let after = change.settings(&permit).await?;
    if value(&before) == value(&after) {
        // Nothing was changed, so nothing is written or announced.
        drop(change);
        return settings_of(backend, &actor).await;
    }
    change
        .record(Entry {
            action: ChangeSettings::LOGGED,
            subject_kind: "school",
            subject_id: actor.school().to_string(),
            subject_name: Some(after.name.clone()),
            old_value: Some(value(&before)),
            new_value: Some(value(&after)),
        })
        .await?;
    change.commit().await?;
    Ok(after)
}

fn value(settings: &SchoolSettings) -> Value {
    let products: Vec<_> = settings.products.iter().map(|product| product.code()).collect();
    json!({ "name": settings.name, "products": products, "help_contact": settings.help_contact, "mis_fed": settings.is_mis_fed, "reminds": settings.reminds, "mails_anchor": settings.mails_anchor })
}

/// Records the school's confirmation of a permission that the publisher marks "to be confirmed"; `None` withdraws it.
///
/// # Errors
/// [`Problem::Denied`] when the actor may not; [`Problem::Form`] when the permission does not exist or needs no
/// confirmation.
pub async fn confirm_cell(
    backend: &Backend,
    actor: &Actor,
    feature: &str,
    role: &str,
    allowed: Option<bool>,
) -> Result<SchoolSettings, Problem> {
    let permit = actor.permit(ConfirmCells)?;
    let feature = Feature::from_code(feature).ok_or_else(|| Problem::field("feature", Fault::ChoosePermission))?;
    let role = Role::from_code(role).ok_or_else(|| Problem::field("role", Fault::RoleNotInList))?;
    if feature.published(role) != Cell::ToBeConfirmed {
        return Err(Problem::field("feature", FieldFault::Published(feature, role)));
    }
    let (mut change, actor, permit) = backend.change_with(actor, permit).await?;
    let before = change.settings(&permit).await?;
    let old = before.roles.confirmations.get(feature, role);
    if old == allowed {
        drop(change);
        return settings_of(backend, &actor).await;
    }
    change.set_confirmed(&permit, feature, role, allowed).await?;
    record(&mut change, feature, role, old, allowed).await?;
    let after = change.settings(&permit).await?;
    change.commit().await?;
    Ok(after)
}

/// Records a changed confirmation in the audit log.
pub(crate) async fn record(
    change: &mut SchoolTransaction,
    feature: Feature,
    role: Role,
    old: Option<bool>,
    new: Option<bool>,
) -> Result<(), Problem> {
    let value = |allowed: Option<bool>| allowed.map(|allowed| json!({ "allowed": allowed }));
    change
        .record(Entry {
            action: ConfirmCells::LOGGED,
            subject_kind: "cell",
            subject_id: cell_id(feature, role),
            subject_name: None,
            old_value: value(old),
            new_value: value(new),
        })
        .await?;
    Ok(())
}
