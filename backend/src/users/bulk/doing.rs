//! Making a bulk change that was summarised before.

use super::applying::carry_out;
use super::outcomes::BulkOutcomes;
use super::refuse_role;
use crate::Backend;
use crate::session::Actor;
use crate::store::{PartOf, StoredBulk};
use domain::access::ListUsers;
use domain::bulk::BulkForm;
use domain::id::BulkId;
use domain::problem::Problem;
use domain::reason::Reason;

/// Makes a summarised bulk change in one transaction. People who have changed since the summary, or whom the rules
/// exclude, are skipped and named; the rest goes ahead. It is idempotent.
///
/// # Errors
/// [`Problem::Denied`] when the actor may not see the list of people; [`Problem::Form`] when the form does not come
/// from a summary.
pub async fn bulk_do(backend: &Backend, actor: &Actor, form: &BulkForm) -> Result<BulkId, Problem> {
    let lists_users = actor.permit(ListUsers)?;
    let settings = crate::school::settings_of(backend, actor).await?;
    let bulk = form.parse(&settings.products).map_err(Problem::Form)?;
    let (id, shown) = form.confirmed(&bulk).map_err(Problem::Form)?;
    let (mut change, actor, lists_users) = backend.change_with(actor, lists_users).await?;
    if change.bulk(&lists_users, id).await?.is_some() {
        return Ok(id);
    }
    refuse_role(&actor, bulk.change, &change.settings(&lists_users).await?.roles)?;
    let at = change.at();
    let found = change.members(&lists_users, &bulk.people).await?;
    let sorting = BulkOutcomes::of(&bulk.people, found, bulk.change, actor.grants(), at, Some(&shown));
    let reason = bulk.reason.clone().map(Reason::Typed);
    change.set_part_of(PartOf::Bulk(sorting.changes.len()));
    carry_out(&mut change, &actor, bulk.change, &sorting.changes, reason.as_ref()).await?;
    let done = StoredBulk {
        id,
        change: bulk.change,
        reason: bulk.reason.clone(),
        at,
        already: sorting.already,
        undone_at: None,
        people: sorting.kept(bulk.change, at),
    };
    if !change.insert_bulk(&lists_users, &done).await? {
        return Err(Problem::NotFound);
    }
    change.commit().await?;
    backend.mail_signal().notify();
    Ok(id)
}
