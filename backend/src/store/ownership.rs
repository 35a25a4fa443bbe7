//! Offers of a school's ownership. Whether an offer has expired is decided when it is read.

use super::{SchoolTransaction, Store, StoreError, StoredMember, codes, row};
use crate::access::actor::Actor;
use crate::access::{ManagesOwnership, Permit};
use crate::store::bind::Bind as _;
use crate::store::members::columns::{name_of, registration_of};
use domain::access::{AcceptOwnership, OfferOwnership, WithdrawOwnership};
use domain::id::{MemberId, SchoolId};
use domain::moment::Moment;
use domain::permission::RoleChoice;
use domain::role::Role;
use domain::user::{Access, Registration};
use sqlx::any::AnyRow;
use sqlx::{Any, Executor, Row as _};
use uuid::Uuid;

pub(crate) use crate::limits::OFFER_LASTS;

/// An open offer.
#[derive(Clone, Debug)]
pub(crate) struct StoredOffer {
    pub id: String,
    /// The owner who made it.
    pub owner: MemberId,
    /// The member it was made to.
    pub member: MemberId,
    pub created_at: Moment,
    pub expires_at: Moment,
}

/// How an offer ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum OfferOutcome {
    Accepted,
    Declined,
    Withdrawn,
}

impl OfferOutcome {
    const fn code(self) -> &'static str {
        match self {
            Self::Accepted => "accepted",
            Self::Declined => "declined",
            Self::Withdrawn => "withdrawn",
        }
    }
}

/// A member to whom the school may currently be offered.
#[derive(Clone, Debug)]
pub(crate) struct StoredCandidate {
    pub member: MemberId,
    pub name: String,
    pub job_title: Option<String>,
    pub role: Role,
    pub registration: Registration,
    pub access: Access,
    /// Their last day: their access ends then.
    pub leaves_at: Option<Moment>,
}

async fn open(
    executor: impl Executor<'_, Database = Any>,
    school: SchoolId,
    now: Moment,
) -> Result<Option<StoredOffer>, StoreError> {
    let found = sqlx::query(
        "SELECT id, owner_id, member_id, created_at, expires_at FROM ownership_offers WHERE school_id = $1 AND outcome IS NULL AND expires_at > $2",
    )
    .school(school)
    .moment(now)
    .fetch_optional(executor)
    .await?;
    found.as_ref().map(read).transpose()
}

fn read(found: &AnyRow) -> Result<StoredOffer, StoreError> {
    Ok(StoredOffer {
        id: found.try_get("id")?,
        owner: row::id::<MemberId>(found, "owner_id")?,
        member: row::id::<MemberId>(found, "member_id")?,
        created_at: Moment(found.try_get("created_at")?),
        expires_at: Moment(found.try_get("expires_at")?),
    })
}

impl Store {
    /// The school's open offer, if the actor made or received it.
    pub(crate) async fn own_offer(&self, actor: &Actor, now: Moment) -> Result<Option<StoredOffer>, StoreError> {
        let found = open(self.pool(), actor.school(), now).await?;
        Ok(found.filter(|offer| [offer.owner, offer.member].contains(&actor.member())))
    }

    /// The people of an offer the actor made or received.
    pub(crate) async fn of_offer(
        &self,
        actor: &Actor,
        offer: &StoredOffer,
    ) -> Result<Option<(StoredMember, StoredMember)>, StoreError> {
        if ![offer.owner, offer.member].contains(&actor.member()) {
            return Ok(None);
        }
        let mut connection = self.pool().acquire().await?;
        let owner = super::members::by_id(&mut connection, actor.school(), offer.owner).await?;
        Ok(owner.zip(super::members::by_id(&mut connection, actor.school(), offer.member).await?))
    }

    /// The school's Account Admins who are not deactivated or deleted, by name.
    pub(crate) async fn candidates(
        &self,
        permit: &Permit<WithdrawOwnership>,
    ) -> Result<Vec<StoredCandidate>, StoreError> {
        let found = sqlx::query(concat!(
            "SELECT id, ",
            name_of!(),
            ", job_title, role, ",
            registration_of!(),
            ", access, leaves_at FROM members
             WHERE school_id = $1 AND role_order = 1 AND access IN ('active', 'blocked') ORDER BY name_key, id"
        ))
        .school(permit.school())
        .fetch_all(self.pool())
        .await?;
        found
            .iter()
            .map(|found| {
                Ok(StoredCandidate {
                    member: row::id::<MemberId>(found, "id")?,
                    name: row::name(found)?,
                    job_title: found.try_get("job_title")?,
                    role: codes::MEMBER_ROLE.read(found)?.level(),
                    registration: row::registration(found)?,
                    access: codes::MEMBER_ACCESS.read(found)?,
                    leaves_at: row::moment(found, "leaves_at")?,
                })
            })
            .collect()
    }
}

impl SchoolTransaction {
    /// The school's open offer, read in this transaction.
    pub(crate) async fn open_offer(
        &mut self,
        _: &Permit<WithdrawOwnership>,
    ) -> Result<Option<StoredOffer>, StoreError> {
        open(&mut *self.tx, self.school, self.at).await
    }

    /// The open offer to the actor, with the Account Owner who made it.
    pub(crate) async fn offered(&mut self, actor: &Actor) -> Result<Option<(StoredOffer, StoredMember)>, StoreError> {
        let offer = open(&mut *self.tx, self.school, self.at).await?;
        let Some(offer) = offer.filter(|offer| offer.member == actor.member()) else { return Ok(None) };
        let owner = super::members::owner(&mut self.tx, self.school).await?;
        Ok(owner.filter(|owner| owner.id == offer.owner).map(|owner| (offer, owner)))
    }

    /// Stores an offer. There must be no open one; an expired one is closed.
    pub(crate) async fn insert_offer(&mut self, permit: &Permit<OfferOwnership>) -> Result<(), StoreError> {
        sqlx::query("UPDATE ownership_offers SET outcome = 'expired', ended_at = expires_at WHERE school_id = $1 AND outcome IS NULL AND expires_at <= $2")
            .school(self.school)
            .moment(self.at)
            .execute(&mut *self.tx)
            .await?;
        sqlx::query("INSERT INTO ownership_offers (id, school_id, owner_id, member_id, created_at, expires_at) VALUES ($1, $2, $3, $4, $5, $6)")
            .bind(Uuid::new_v4().simple().to_string())
            .school(permit.school())
            .member(permit.member())
            .member(permit.action().subject.member)
            .moment(self.at)
            .moment(self.at.plus(OFFER_LASTS))
            .execute(&mut *self.tx)
            .await?;
        Ok(())
    }

    /// Records how an offer ended, and withdraws waiting mail about it.
    pub(crate) async fn end_offer(
        &mut self,
        _: &Permit<impl ManagesOwnership>,
        offer: &StoredOffer,
        became: OfferOutcome,
    ) -> Result<(), StoreError> {
        self.withdraw_offer_mail().await?;
        sqlx::query("UPDATE ownership_offers SET outcome = $3, ended_at = $4 WHERE school_id = $1 AND id = $2 AND outcome IS NULL")
            .school(self.school)
            .bind(offer.id.as_str())
            .bind(became.code())
            .moment(self.at)
            .execute(&mut *self.tx)
            .await?;
        Ok(())
    }

    /// Writes the new roles of the old and the new Account Owner.
    pub(crate) async fn move_ownership(
        &mut self,
        permit: &Permit<AcceptOwnership>,
        old: (MemberId, RoleChoice),
        new: RoleChoice,
    ) -> Result<(), StoreError> {
        self.put_roles(&[old, (permit.member(), new)]).await
    }
}
