//! Inviting members, and ending invitations.

use crate::access::{CommandLine, Permit, Seeding, SigningIn};
use crate::store::bind::Bind as _;
use crate::store::sql_value::{places_for, some_at_once};
use crate::store::{SchoolTransaction, StoreError, row};
use crate::token::LinkToken;
use domain::access::SendInvitation;
use domain::id::{AccountId, LinkId, MemberId};
use domain::invitation::InvitationEffect;
use domain::link::{INVITATION_LASTS, LinkEndReason, LinkMailResult, MAILS_APART};
use domain::moment::Moment;
use domain::name::EmailAddress;
use domain::user::{Access, Registration};
use sqlx::{AssertSqlSafe, Row as _};
use uuid::Uuid;

impl SchoolTransaction {
    /// Invites the permit's subject: earlier links end, and a mail to `to` goes into the outbox. An invitation less
    /// than a minute old is not repeated, unless its mail failed. Ring [`mail_signal`](crate::Backend::mail_signal) after
    /// committing.
    pub(crate) async fn invite(
        &mut self,
        permit: &Permit<SendInvitation>,
        to: &EmailAddress,
    ) -> Result<LinkMailResult, StoreError> {
        self.put_invited(permit.action().subject.member, to).await
    }

    /// As [`invite`](SchoolTransaction::invite), for one of the demonstration's people.
    pub(crate) async fn seed_invitation(
        &mut self,
        _: &Seeding,
        member: MemberId,
        to: &EmailAddress,
    ) -> Result<(), StoreError> {
        self.put_invited(member, to).await.map(|_| ())
    }

    async fn put_invited(&mut self, member: MemberId, to: &EmailAddress) -> Result<LinkMailResult, StoreError> {
        if !self.mark_invited(member, self.at.plus(INVITATION_LASTS - MAILS_APART)).await? {
            if self.is_invitation_mailed(member).await? {
                return Ok(LinkMailResult::JustSent);
            }
            if !self.mark_invited(member, Moment(i64::MAX)).await? {
                return Err(NOBODY_TO_INVITE);
            }
        }
        self.put_new_invitation(member, to, LinkEndReason::Replaced).await?;
        Ok(LinkMailResult::Sent)
    }

    /// As [`invite`](SchoolTransaction::invite), for a person who passes on the link without a mail.
    pub(crate) async fn invite_by_hand(
        &mut self,
        _: &CommandLine,
        member: MemberId,
        to: &EmailAddress,
        token: &LinkToken,
    ) -> Result<(), StoreError> {
        if !self.mark_invited(member, Moment(i64::MAX)).await? {
            return Err(NOBODY_TO_INVITE);
        }
        self.end_invitations(&[member], LinkEndReason::Replaced).await?;
        self.insert_registration_link(member, to, Some(token)).await?;
        Ok(())
    }

    /// Applies to a member's invitation the effect that a change's summary showed. Gives their registration after it.
    /// Everything that writes an address takes the effect and calls this.
    pub(in crate::store) async fn carry_out(
        &mut self,
        member: MemberId,
        access: Access,
        registration: Registration,
        effect: &InvitationEffect,
    ) -> Result<Registration, StoreError> {
        match effect {
            InvitationEffect::Nothing | InvitationEffect::Pauses { .. } | InvitationEffect::Resumes { .. } => {
                Ok(registration)
            }
            InvitationEffect::Ends { why, .. } => {
                self.unregister(&[(member, access)], why.end()).await?;
                Ok(Registration::NotRegistered)
            }
            InvitationEffect::Moves { to, .. } => {
                let to = EmailAddress::parse(to).map_err(|_| StoreError::Corrupt("an address to invite"))?;
                if !self.mark_invited(member, Moment(i64::MAX)).await? {
                    return Err(NOBODY_TO_INVITE);
                }
                self.put_new_invitation(member, &to, LinkEndReason::EmailChanged).await?;
                Ok(Registration::Invited { until: self.at.plus(INVITATION_LASTS) })
            }
        }
    }

    /// Makes people unregistered, with the given access: their invitations end, and no account has their membership
    /// any more.
    pub(in crate::store) async fn unregister(
        &mut self,
        people: &[(MemberId, Access)],
        why: LinkEndReason,
    ) -> Result<(), StoreError> {
        let ids: Vec<_> = people.iter().map(|(member, _)| *member).collect();
        self.end_invitations(&ids, why).await?;
        let (registration, until) = row::registration_columns(Registration::NotRegistered);
        for access in Access::ALL {
            let alike: Vec<_> = people.iter().filter(|(_, has)| *has == access).map(|(member, _)| *member).collect();
            for some in some_at_once(&alike) {
                let sql = format!(
                    "UPDATE members SET registration = $2, invited_until = $3, status_order = $4, account_id = NULL WHERE school_id = $1 AND id IN ({})",
                    places_for(&some, 4)
                );
                let query = sqlx::query(AssertSqlSafe(sql))
                    .school(self.school)
                    .bind(registration)
                    .moment(until)
                    .bind(row::status_order(Registration::NotRegistered, access));
                query.members(&some).execute(&mut *self.tx).await?;
            }
        }
        Ok(())
    }

    /// Links the member to the account they sign in with. False when they have no access any more.
    pub(crate) async fn register(
        &mut self,
        _: &SigningIn,
        member: MemberId,
        account: AccountId,
    ) -> Result<bool, StoreError> {
        let (registration, until) = row::registration_columns(Registration::Registered);
        let registered = sqlx::query(
            "UPDATE members SET registration = $4, invited_until = $5, status_order = $6, account_id = $3
             WHERE school_id = $1 AND id = $2 AND account_id IS NULL AND access = 'active'",
        )
        .school(self.school)
        .member(member)
        .account(account)
        .bind(registration)
        .moment(until)
        .bind(row::status_order(Registration::Registered, Access::Active))
        .execute(&mut *self.tx)
        .await?;
        Ok(registered.rows_affected() == 1)
    }

    async fn put_new_invitation(
        &mut self,
        member: MemberId,
        to: &EmailAddress,
        why: LinkEndReason,
    ) -> Result<(), StoreError> {
        self.end_invitations(&[member], why).await?;
        let link = self.insert_registration_link(member, to, None).await?;
        self.put_invitation(member, link, to).await
    }

    /// Ends earlier invitations and their mails. The outbox comes first, which is the common order of locks.
    async fn end_invitations(&mut self, members: &[MemberId], why: LinkEndReason) -> Result<(), StoreError> {
        for some in some_at_once(members) {
            self.withdraw_mail_of_members(&some).await?;
            let sql = format!(
                "UPDATE email_tokens SET voided_at = $2, ended_because = $3 WHERE school_id = $1 AND used_at IS NULL AND voided_at IS NULL AND member_id IN ({})",
                places_for(&some, 3)
            );
            let query = sqlx::query(AssertSqlSafe(sql)).school(self.school).moment(self.at).bind(why.code());
            query.members(&some).execute(&mut *self.tx).await?;
        }
        Ok(())
    }

    async fn insert_registration_link(
        &mut self,
        member: MemberId,
        to: &EmailAddress,
        token: Option<&LinkToken>,
    ) -> Result<LinkId, StoreError> {
        let link = LinkId::new(Uuid::new_v4());
        sqlx::query("INSERT INTO email_tokens (id, kind, school_id, member_id, sent_to, token_hash, created_at, expires_at) VALUES ($1, 'registration', $2, $3, $4, $5, $6, $7)")
            .link(link)
            .school(self.school)
            .member(member)
            .bind(to.key())
            .bind(token.map(LinkToken::hash))
            .moment(self.at)
            .moment(self.at.plus(INVITATION_LASTS))
            .execute(&mut *self.tx)
            .await?;
        Ok(link)
    }

    /// Records that an unregistered member is invited. False when they have an open invitation that ends after
    /// `latest_end`, or cannot be invited.
    async fn mark_invited(&mut self, member: MemberId, latest_end: Moment) -> Result<bool, StoreError> {
        let invited = Registration::Invited { until: self.at.plus(INVITATION_LASTS) };
        let (registration, until) = row::registration_columns(invited);
        let marked = sqlx::query(
            "UPDATE members SET registration = $3, invited_until = $4, status_order = $5
             WHERE school_id = $1 AND id = $2 AND account_id IS NULL AND (registration <> 'invited' OR invited_until <= $6)",
        )
        .school(self.school)
        .member(member)
        .bind(registration)
        .moment(until)
        .bind(row::status_order(invited, Access::Active))
        .moment(latest_end)
        .execute(&mut *self.tx)
        .await?;
        Ok(marked.rows_affected() == 1)
    }

    /// Whether the mail of a member's open invitation was sent or is still in the outbox.
    async fn is_invitation_mailed(&mut self, member: MemberId) -> Result<bool, StoreError> {
        let found = sqlx::query(
            "SELECT COUNT(*) AS mails FROM outbox o JOIN email_tokens l ON l.id = o.link_id
             WHERE o.school_id = $1 AND o.member_id = $2 AND o.state IN ('waiting', 'sent') AND l.used_at IS NULL AND l.voided_at IS NULL",
        )
        .school(self.school)
        .member(member)
        .fetch_one(&mut *self.tx)
        .await?;
        Ok(found.try_get::<i64, _>("mails")? > 0)
    }
}

const NOBODY_TO_INVITE: StoreError = StoreError::Corrupt("an invited person who is not there or has registered");
