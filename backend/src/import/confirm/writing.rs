//! Writes the people of a plan.

use super::AddPermits;
use super::values::{added, changed_member, entry, new_member, values};
use crate::access::Permit;
use crate::clock::Clock;
use crate::session::Actor;
use crate::store::{BulkMemberChange, ChangedMember, Entry, MovedKey, NewMember, SchoolTransaction, StoredBulk};
use crate::users::{access_entry, set_roles};
use domain::access::{CreateUser, DeactivateUser, ImportStaff, ListUsers, SetLeavingDate, Subject};
use domain::bulk::BulkChange;
use domain::day::Day;
use domain::id::{BulkId, MemberId};
use domain::import::{
    ExistingMember, FieldChange, ImportField, ImportedPerson, MissingFromFile, MissingReason, Plan, PlannedRow,
    RoleChange, RowAction,
};
use domain::permission::RoleOverride;
use domain::problem::Problem;
use domain::reason::Reason;
use domain::role::HeldRole;
use domain::user::Access;
use std::collections::{BTreeMap, HashMap};
use uuid::Uuid;

/// The plan's writer, and what it keeps for the log and for undoing.
pub(super) struct Writing<'a> {
    change: &'a mut SchoolTransaction,
    actor: &'a Actor,
    permit: &'a Permit<ImportStaff>,
    gives: &'a AddPermits,
    /// Entries for the audit log.
    pub entries: Vec<Entry<'static>>,
    /// Bulk changes that can be undone.
    pub bulks: Vec<BulkId>,
}

/// What the rows of a plan come to, before any of it is written.
#[derive(Default)]
struct RowWrites<'p> {
    new: Vec<(&'p Permit<CreateUser>, NewMember<'p>)>,
    changed: Vec<ChangedMember>,
    keys: Vec<MovedKey>,
    leaving: Vec<(Subject, Access, Day)>,
    /// The people who get a role, by its code.
    roles: BTreeMap<String, (HeldRole, Vec<MemberId>)>,
}

impl<'a> Writing<'a> {
    pub const fn new(
        change: &'a mut SchoolTransaction,
        actor: &'a Actor,
        permit: &'a Permit<ImportStaff>,
        gives: &'a AddPermits,
    ) -> Self {
        Self { change, actor, permit, gives, entries: Vec::new(), bulks: Vec::new() }
    }

    /// Writes the whole plan. Unique values are given up by everybody before anybody takes one.
    pub async fn write(&mut self, plan: &Plan, existing: &[ExistingMember]) -> Result<(), Problem> {
        let there: HashMap<MemberId, &ExistingMember> = existing.iter().map(|there| (there.member, there)).collect();
        let mut writes = RowWrites::default();
        for row in &plan.rows {
            let Some(person) = &row.person else { continue };
            match &row.action {
                RowAction::Nothing | RowAction::Choose => {}
                RowAction::Add(role) => self.add(&mut writes, row, person, *role)?,
                RowAction::Write(member, changes) => {
                    let Some(there) = there.get(member) else { continue };
                    self.update(&mut writes, row, there, changes);
                }
            }
        }
        self.change.import_changed(self.permit, &writes.changed).await?;
        self.change.import_keys(self.permit, &writes.keys).await?;
        self.deactivate(plan.leavers.iter().filter(|leaver| leaver.ticked)).await?;
        self.change.import_new(writes.new).await?;
        for (role, members) in writes.roles.into_values() {
            self.give(role, &members).await?;
        }
        for (subject, access, day) in writes.leaving {
            let permit = self.actor.permit(SetLeavingDate { subject, access })?;
            let end = Clock::end_of(day).map(|end| (day, end));
            self.change.set_leaving(&permit, end).await?;
        }
        Ok(())
    }

    /// Notes a person to add.
    fn add<'p>(
        &mut self,
        writes: &mut RowWrites<'p>,
        row: &'p PlannedRow,
        person: &'p ImportedPerson,
        role: HeldRole,
    ) -> Result<(), Problem>
    where
        'a: 'p,
    {
        let id = MemberId::new(Uuid::new_v4());
        self.entries.push(entry(id, &row.name, None, added(person, role)));
        let subject = Subject { member: id, role: role.level() };
        writes.leaving.extend(person.leaving.map(|day| (subject, Access::Active, day)));
        let gives = self.gives.get(&role).ok_or(Problem::Unexpected)?;
        writes.new.push((gives, new_member(id, person, row.key.as_deref(), role)));
        Ok(())
    }

    /// Notes what changes for a person who is there.
    fn update(
        &mut self,
        writes: &mut RowWrites<'_>,
        row: &PlannedRow,
        there: &ExistingMember,
        changes: &[FieldChange],
    ) {
        let member = there.member;
        if let Some(key) = row.key.as_ref().filter(|key| there.key.as_ref() != Some(key)) {
            writes.keys.push(MovedKey { member, key: key.clone() });
        }
        if let Some(RoleChange { after, .. }) = row.role_change.filter(|change| change.ticked) {
            writes.roles.entry(after.code().into_owned()).or_insert((after, Vec::new())).1.push(member);
        }
        if changes.is_empty() {
            return;
        }
        let (old, new) = (values(changes, |change| &change.old), values(changes, |change| &change.new));
        self.entries.push(entry(member, &there.name(), Some(old), new));
        writes.changed.push(changed_member(there, changes, row.invitation.clone()));
        let day = changes.iter().find(|change| change.field == ImportField::LeavingDate);
        let subject = Subject { member, role: there.roles.level() };
        writes.leaving.extend(day.and_then(|day| Day::parse(&day.new)).map(|day| (subject, there.access, day)));
    }

    /// Gives people a role, as a bulk change that can be undone.
    async fn give(&mut self, role: HeldRole, members: &[MemberId]) -> Result<(), Problem> {
        let found = self.change.members(self.permit, members).await?;
        let people: Vec<_> = members.iter().filter_map(|member| found.get(member)).collect();
        let (product, to) = (self.change.catalogue().main_product(), RoleOverride::Role(role));
        let given = people.iter().map(|stored| (*stored, stored.roles.clone().with_main(role)));
        set_roles(self.change, self.actor, product, given, None).await?;
        let kept = people.iter().map(|stored| of(stored.id, &stored.roles.main.code(), &role.code()));
        self.keep(BulkChange::Role { product, to }, kept.collect()).await
    }

    /// Deactivates leavers, as a bulk change that can be undone.
    async fn deactivate(&mut self, leavers: impl Iterator<Item = &MissingFromFile>) -> Result<(), Problem> {
        let mut reasons: BTreeMap<&MissingReason, Vec<MemberId>> = BTreeMap::new();
        for leaver in leavers {
            reasons.entry(&leaver.reason).or_default().push(leaver.member);
        }
        let mut kept = Vec::new();
        for (reason, ids) in reasons {
            let reason = Reason::Left(reason.clone());
            let found = self.change.members(self.permit, &ids).await?;
            let mut permitted = Vec::new();
            for stored in ids.iter().filter_map(|id| found.get(id)) {
                let access = stored.access_at(self.change.at());
                permitted.push(self.actor.permit_access::<DeactivateUser>(stored, access)?);
                self.entries.push(access_entry::<DeactivateUser>(stored, access, Some(&reason)));
                kept.push(of(stored.id, access.code(), Access::Deactivated.code()));
            }
            self.change.set_access(&permitted, Some(&reason)).await?;
        }
        self.keep(BulkChange::Deactivate, kept).await
    }

    /// Records a bulk change, so that it can be undone.
    async fn keep(&mut self, done: BulkChange, people: Vec<BulkMemberChange>) -> Result<(), Problem> {
        if people.is_empty() {
            return Ok(());
        }
        let lists_users = self.actor.permit(ListUsers)?;
        let id = BulkId::new(Uuid::new_v4());
        let at = self.change.at();
        let bulk = StoredBulk { id, change: done, reason: None, at, already: 0, undone_at: None, people };
        self.change.insert_bulk(&lists_users, &bulk).await?;
        self.bulks.push(id);
        Ok(())
    }
}

fn of(member: MemberId, before: &str, after: &str) -> BulkMemberChange {
    let (before, after) = (before.to_owned(), after.to_owned());
    BulkMemberChange { member, before, after, left_because: None, stays_because: None }
}
