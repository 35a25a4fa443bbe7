//! What saving a member's form did that can be undone. It is kept as bulk changes of one member, so that there is one
//! way to undo.

use super::bulk::role_code;
use crate::access::Permit;
use crate::store::{BulkMemberChange, SchoolTransaction, StoredBulk, StoredMember};
use domain::access::ListUsers;
use domain::bulk::BulkChange;
use domain::form::edit::ParsedEdit;
use domain::id::BulkId;
use domain::permission::RoleOverride;
use domain::problem::Problem;
use domain::product::Product;
use domain::user::Access;
use uuid::Uuid;

/// Keeps what `edited` changes in `before` and can be undone; gives the ids. A change of role in one of `products` is
/// one change.
pub(super) async fn keep(
    change: &mut SchoolTransaction,
    permit: &Permit<ListUsers>,
    before: &StoredMember,
    edited: &ParsedEdit,
    products: &[Product],
) -> Result<Vec<BulkId>, Problem> {
    let at = change.at();
    let mut kept = Vec::new();
    for (what, old, new) in undoable(before, before.access_at(at), edited, products) {
        let id = BulkId::new(Uuid::new_v4());
        let person =
            BulkMemberChange { member: before.id, before: old, after: new, left_because: None, stays_because: None };
        let reason = edited.reason.clone().filter(|_| what.access_after().is_some());
        let bulk = StoredBulk { id, change: what, reason, at, already: 0, undone_at: None, people: vec![person] };
        if !change.insert_bulk(permit, &bulk).await? {
            return Err(Problem::Unexpected);
        }
        kept.push(id);
    }
    Ok(kept)
}

/// The changes with their values before and after, as [`BulkMemberChange`] has them.
fn undoable(
    before: &StoredMember,
    access: Access,
    edited: &ParsedEdit,
    products: &[Product],
) -> Vec<(BulkChange, String, String)> {
    let after = &edited.user.roles;
    let role = |product: &Product| {
        let to = if product.holds_main_role() { RoleOverride::Role(after.main) } else { after.other(*product) };
        let [old, new] = [&before.roles, after].map(|roles| role_code(roles.clone(), *product).into_owned());
        (old != new).then_some((BulkChange::Role { product: *product, to }, old, new))
    };
    let access = match edited.access {
        to if to == access => None,
        Access::Blocked => Some(BulkChange::Block),
        Access::Deactivated => Some(BulkChange::Deactivate),
        _ => None,
    }
    .map(|what| (what, access.code().to_owned(), edited.access.code().to_owned()));
    products.iter().filter_map(role).chain(access).collect()
}
