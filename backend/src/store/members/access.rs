//! Members' access, and the notes on decisions about it.

use super::StoredMember;
use super::columns::name_of;
use crate::access::{AccessPermit, Permit, Scheduler};
use crate::store::bind::Bind as _;
use crate::store::sql_value::{places_for, some_at_once};
use crate::store::{Author, SchoolTransaction, Store, StoreError, row};
use domain::access::{ListUsers, RevokeAccess, RevokeInvitation, SetsAccess};
use domain::day::Day;
use domain::id::{MemberId, SchoolId};
use domain::invitation::{InvitationEffect, Invitee, Resend};
use domain::link::LinkEndReason;
use domain::moment::Moment;
use domain::reason::Reason;
use domain::school::LeavingSoon;
use domain::session_end::SessionEnd;
use domain::user::Access;
use sqlx::{AssertSqlSafe, Row as _};
use std::collections::BTreeMap;

/// The note on a decision about a member's access.
#[derive(Clone, Debug)]
pub(crate) struct StoredAccessNote {
    pub since: Moment,
    /// None when Rolecall decided.
    pub by: Option<String>,
    pub reason: Option<Reason>,
}

impl Store {
    /// The latest decision about a member's access, if any.
    pub(crate) async fn access_note(
        &self,
        permit: &Permit<ListUsers>,
        member: MemberId,
    ) -> Result<Option<StoredAccessNote>, StoreError> {
        let found = sqlx::query(concat!(
            "SELECT m.access_at, m.access_reason, m.access_reason_code, ",
            name_of!("b"),
            " FROM members m
             LEFT JOIN members b ON b.school_id = m.school_id AND b.id = m.access_by
             WHERE m.school_id = $1 AND m.id = $2"
        ))
        .school(permit.school())
        .member(member)
        .fetch_optional(self.pool())
        .await?;
        let Some(found) = found else { return Ok(None) };
        let Some(since) = row::moment(&found, "access_at")? else { return Ok(None) };
        let by = row::optional_name(&found)?;
        let code: Option<String> = found.try_get("access_reason_code")?;
        let text: Option<String> = found.try_get("access_reason")?;
        Ok(Some(StoredAccessNote { since, by, reason: Reason::read(code.as_deref(), text.as_deref()) }))
    }

    /// The number of a member's open sessions in the school at `now`.
    pub(crate) async fn count_sessions(
        &self,
        permit: &Permit<ListUsers>,
        member: MemberId,
        now: Moment,
    ) -> Result<u32, StoreError> {
        let found = sqlx::query(
            "SELECT COUNT(*) AS open FROM sessions WHERE school_id = $1 AND member_id = $2 AND ended_at IS NULL AND ends_at > $3 AND last_seen_at > $4",
        )
        .school(permit.school())
        .member(member)
        .moment(now)
        .moment(now.plus(-domain::limits::SESSION_IDLE))
        .fetch_one(self.pool())
        .await?;
        Ok(u32::try_from(found.try_get::<i64, _>("open")?).unwrap_or_default())
    }

    /// The members whose last day ends within `soon` milliseconds, the soonest first.
    pub(crate) async fn leaving_soon(
        &self,
        permit: &Permit<ListUsers>,
        now: Moment,
        soon: i64,
        most: u32,
    ) -> Result<Vec<LeavingSoon>, StoreError> {
        let found = sqlx::query(
            concat!("SELECT id, ", name_of!(), ", leaving_on FROM members
             WHERE school_id = $1 AND leaves_at > $2 AND leaves_at <= $3 AND leaving_on IS NOT NULL AND access IN ('active', 'blocked')
             ORDER BY leaves_at, name_key, id LIMIT $4"),
        )
        .school(permit.school())
        .moment(now)
        .moment(now.plus(soon))
        .bind(i64::from(most))
        .fetch_all(self.pool())
        .await?;
        found
            .iter()
            .map(|found| {
                let on = row::read(found, "leaving_on", Day::parse)?;
                Ok(LeavingSoon { member: row::id(found, "id")?, name: row::name(found)?, on })
            })
            .collect()
    }

    /// The schools with a leaver who is not deactivated yet.
    pub(crate) async fn schools_with_leavers(&self, _: &Scheduler, now: Moment) -> Result<Vec<SchoolId>, StoreError> {
        let found = sqlx::query(
            "SELECT DISTINCT school_id FROM members WHERE leaves_at IS NOT NULL AND leaves_at <= $1 AND access IN ('active', 'blocked')",
        )
        .moment(now)
        .fetch_all(self.pool())
        .await?;
        found.iter().map(|found| row::id::<SchoolId>(found, "school_id")).collect()
    }
}

impl SchoolTransaction {
    /// Sets a person's access as permitted. Anything but active ends their sessions; deletion also ends their
    /// invitations. Restored Account Admins and the owner are notified.
    pub(crate) async fn set_access<A: SetsAccess>(
        &mut self,
        people: &[AccessPermit<'_, A>],
        reason: Option<&Reason>,
    ) -> Result<(), StoreError> {
        self.put_access(people.iter().map(AccessPermit::subject), A::TO, reason).await?;
        let admins = people.iter().filter(|person| person.action().steps_up());
        self.notify_of_new_admins(&admins.map(|person| person.subject().id).collect::<Vec<_>>()).await
    }

    /// Deactivates everybody in the school whose last day is over; gives these people.
    pub(crate) async fn deactivate_leavers(&mut self, scheduler: &Scheduler) -> Result<Vec<StoredMember>, StoreError> {
        let found = sqlx::query(
            "SELECT id FROM members WHERE school_id = $1 AND leaves_at IS NOT NULL AND leaves_at <= $2 AND access IN ('active', 'blocked') ORDER BY id",
        )
        .school(self.school)
        .moment(self.at)
        .fetch_all(&mut *self.tx)
        .await?;
        let ids = found.iter().map(|found| row::id::<MemberId>(found, "id")).collect::<Result<Vec<_>, _>>()?;
        let mut members = self.members(scheduler, &ids).await?;
        let leavers: Vec<_> = ids.iter().filter_map(|id| members.remove(id)).collect();
        self.put_access(leavers.iter(), Access::Deactivated, None).await?;
        Ok(leavers)
    }

    async fn put_access<'m>(
        &mut self,
        people: impl Iterator<Item = &'m StoredMember>,
        to: Access,
        reason: Option<&Reason>,
    ) -> Result<(), StoreError> {
        let by = match &self.author {
            Author::Member { id, .. } => Some(*id),
            Author::Rolecall | Author::NightlyImport => None,
        };
        let people: Vec<_> = people.collect();
        let mut alike = BTreeMap::<_, Vec<MemberId>>::new();
        for member in &people {
            // Reactivating a person also clears a last day that has passed.
            let stays = to == Access::Active && member.leaves_at.is_some_and(|at| at <= self.at);
            alike.entry((row::status_order(member.registration, to), stays)).or_default().push(member.id);
        }
        for ((status_order, stays), ids) in alike {
            for some in some_at_once(&ids) {
                let sql = format!(
                    "UPDATE members SET access = $2, status_order = $3, access_at = $4, access_by = $5, access_reason = $6, access_reason_code = $9, deleted_at = $7,
                         leaving_on = CASE WHEN $8 = 1 THEN NULL ELSE leaving_on END, leaves_at = CASE WHEN $8 = 1 THEN NULL ELSE leaves_at END
                     WHERE school_id = $1 AND id IN ({})",
                    places_for(&some, 9)
                );
                let query = sqlx::query(AssertSqlSafe(sql))
                    .school(self.school)
                    .bind(to.code())
                    .bind(status_order)
                    .moment(self.at)
                    .member(by)
                    .bind(reason.and_then(Reason::text))
                    .moment((to == Access::Deleted).then_some(self.at))
                    .bind(i32::from(stays))
                    .bind(reason.and_then(Reason::code));
                query.members(&some).execute(&mut *self.tx).await?;
            }
            if to != Access::Active {
                self.end_sessions_of_members(&ids, SessionEnd::EndedBySchool).await?;
            }
        }
        self.end_invitations_of(&people, to).await
    }

    /// Ends the invitations that a change of access ends, as its summary says.
    async fn end_invitations_of(&mut self, people: &[&StoredMember], to: Access) -> Result<(), StoreError> {
        let mut ends = BTreeMap::<&'static str, (LinkEndReason, Vec<(MemberId, Access)>)>::new();
        for member in people {
            let before = member.invitee(self.at);
            let effect = InvitationEffect::of(before, Invitee { access: to, ..before }, Resend::Never, self.at);
            if let Some(end) = effect.end() {
                ends.entry(end.code()).or_insert((end, Vec::new())).1.push((member.id, to));
            }
        }
        for (end, people) in ends.into_values() {
            self.unregister(&people, end).await?;
        }
        Ok(())
    }

    /// Revokes a person's invitation.
    pub(crate) async fn revoke_invitation(&mut self, permit: &Permit<RevokeInvitation>) -> Result<(), StoreError> {
        self.unregister_one(permit.action().subject.member).await
    }

    /// Makes a person unregistered: their account loses access to this school.
    pub(crate) async fn revoke_access(&mut self, permit: &Permit<RevokeAccess>) -> Result<(), StoreError> {
        let member = permit.action().subject.member;
        self.end_sessions_of_members(&[member], SessionEnd::AccessRevoked).await?;
        self.unregister_one(member).await
    }

    async fn unregister_one(&mut self, member: MemberId) -> Result<(), StoreError> {
        let Some(stored) = super::by_id(&mut self.tx, self.school, member).await? else { return Ok(()) };
        self.unregister(&[(member, stored.access)], LinkEndReason::Withdrawn).await
    }
}
