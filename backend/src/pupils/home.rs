//! The home contact of a pupil: reading it, and correcting it. The log says that it changed, never what it is.

use super::{rules, rules_in};
use crate::Backend;
use crate::session::Actor;
use crate::store::{Entry, StoredUndelivered};
use domain::access::{Action as _, ChangeHomeContact, ViewHomeContact};
use domain::audit::PUPIL;
use domain::id::PupilId;
use domain::mail::MailNext;
use domain::permission::Rules;
use domain::problem::Problem;
use domain::pupil::{HomeContact, HomeContactForm, UndeliveredHome};
use serde_json::json;

/// The home contact of a pupil of the school; `None` for actors who may not know it.
pub(crate) async fn home_of(
    backend: &Backend,
    actor: &Actor,
    rules: &Rules,
    pupil: PupilId,
) -> Result<Option<HomeContact>, Problem> {
    let Ok(permit) = actor.permit(ViewHomeContact { rules }) else { return Ok(None) };
    let shown = |stored: StoredUndelivered| UndeliveredHome {
        observation: stored.observation,
        observed_on: stored.observed_on,
        is_tried_again: stored.trouble.next == MailNext::TriedAgain,
        refusal: stored.trouble.refusal,
    };
    Ok(Some(HomeContact {
        email: backend.store().home_contact(&permit, pupil).await?,
        undelivered: backend.store().undelivered_home(&permit, pupil).await?.into_iter().map(shown).collect(),
        may_change: actor.may(&ChangeHomeContact { rules }),
    }))
}

/// Sets or removes a pupil's home contact. Observations that have not arrived at the old address are sent to the new one.
///
/// # Errors
/// [`Problem::Denied`] when the actor may not; [`Problem::NotFound`] when the school does not have the pupil;
/// [`Problem::Form`] when the address is none.
pub async fn change_home(
    backend: &Backend,
    actor: &Actor,
    pupil: PupilId,
    form: &HomeContactForm,
) -> Result<(), Problem> {
    let before = &rules(backend, actor).await?;
    let permit = actor.permit(ChangeHomeContact { rules: before })?;
    let email = form.parse().map_err(Problem::Form)?;
    let (mut change, actor, permit) = backend.change_with(actor, permit).await?;
    let rules = &rules_in(&mut change, &actor, &permit).await?;
    let permit = actor.permit(ChangeHomeContact { rules })?;
    let (name, known) = change.pupil_at_home(&permit, pupil).await?.ok_or(Problem::NotFound)?;
    if known.as_deref() == email.as_ref().map(|email| email.as_str()) {
        return Ok(());
    }
    let sent_again = change.set_home_contact(&permit, pupil, email.as_ref()).await?;
    change
        .record(Entry {
            action: ChangeHomeContact::LOGGED,
            subject_kind: PUPIL,
            subject_id: pupil.to_string(),
            subject_name: Some(name),
            old_value: Some(json!({ "home_contact": known.is_some() })),
            new_value: Some(json!({ "home_contact": email.is_some(), "sent_again": sent_again })),
        })
        .await?;
    change.commit().await?;
    backend.mail_signal().notify();
    Ok(())
}
