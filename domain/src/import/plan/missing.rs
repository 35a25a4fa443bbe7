//! Finds leavers: members who left according to the file, and members who are not in it.

use super::{NamedRow, PlanContext, PlannedRow, RowAction};
use crate::access::{Subject, acts_on};
use crate::id::MemberId;
use crate::import::{ExistingMember, MissingFromFile, MissingReason};
use crate::invitation::{InvitationEffect, Invitee, Resend};
use crate::user::Access;
use std::collections::{HashMap, HashSet};

/// The members with access whom the file names as leavers, or does not have at all; only those the importer may act on.
/// Leavers the file names for certain are ticked; members missing from it never are.
pub(super) fn leavers(
    existing: &[ExistingMember],
    rows: &[PlannedRow],
    present: &HashSet<MemberId>,
    named: &[NamedRow],
    setting: PlanContext<'_>,
) -> Vec<MissingFromFile> {
    let named: HashMap<MemberId, &NamedRow> = named.iter().map(|named| (named.member, named)).collect();
    let written: HashSet<MemberId> = rows
        .iter()
        .filter_map(|row| match row.action {
            RowAction::Write(member, _) => Some(member),
            _ => None,
        })
        .collect();
    let is_missing = |there: &ExistingMember| {
        let counts = there.key.is_some() || !setting.is_mis_fed;
        counts && !setting.table.is_delta() && !present.contains(&there.member) && !written.contains(&there.member)
    };
    existing
        .iter()
        .filter(|there| matches!(there.access, Access::Active | Access::Blocked))
        .filter(|there| acts_on(setting.importer, &Subject { member: there.member, role: there.roles.level() }).is_ok())
        .filter_map(|there| {
            let named = named.get(&there.member).copied();
            if named.is_none() && !is_missing(there) {
                return None;
            }
            let reason = named.map_or(MissingReason::NotInFile, |named| named.reason.clone());
            let suggested = named.is_some_and(|named| named.is_certain && named.reason.is_certain());
            let chosen = setting.choices.deactivate.get(&there.member).copied();
            let after = Invitee { access: Access::Deactivated, ..there.invitee() };
            Some(MissingFromFile {
                member: there.member,
                name: there.name(),
                job_title: there.job_title.clone().unwrap_or_default(),
                role: there.roles.main,
                reason,
                row: named.map(|named| named.row),
                ticked: chosen.unwrap_or(suggested),
                invitation: InvitationEffect::of(there.invitee(), after, Resend::Never, setting.now),
            })
        })
        .collect()
}
