//! Caches of the counts and lists of people, kept until the people change.

use crate::access::{CountsPeople, Permit};
use crate::limits;
use crate::store::{ChangeNumbers, ListedMember, MemberCounts, Store, StoreError};
use crate::versioned_cache::VersionedCache;
use domain::access::{ListUsers, ViewSchool};
use domain::attribute::AttributeFilter;
use domain::id::{MemberId, SchoolId};
use domain::listing::{SortBy, UserListing};
use domain::moment::Moment;
use domain::role::HeldRole;
use domain::user::MemberStatus;
use std::sync::Arc;

/// Caches the counts and the listings' people for each change of the people. An expiring invitation invalidates them
/// too.
#[derive(Debug)]
pub(crate) struct Counts {
    schools: VersionedCache<SchoolId, Arc<CountedMembers>>,
    searches: VersionedCache<Filters, u64>,
    found: VersionedCache<CountQuery, Arc<[MemberId]>>,
    pages: VersionedCache<(CountQuery, u32, u32), Arc<[ListedMember]>>,
    sign_ins: VersionedCache<SchoolId, Arc<[u32]>>,
}

/// A listing's filters.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct Filters {
    school: SchoolId,
    words: Vec<String>,
    role: Option<HeldRole>,
    status: Option<MemberStatus>,
    attribute: Option<AttributeFilter>,
}

impl Filters {
    /// Whether the number of matches is only known by counting.
    fn is_searched(&self) -> bool {
        !self.words.is_empty() || self.attribute.is_some() || self.role.is_some_and(HeldRole::is_custom)
    }
}

/// A listing without its page.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct CountQuery {
    filters: Filters,
    sort: SortBy,
    descending: bool,
}

/// The counts of a school's people.
#[derive(Debug)]
pub(crate) struct CountedMembers {
    pub people: MemberCounts,
    /// When the next invitation expires, which invalidates the counts.
    pub until: Moment,
}

/// The people in a listing, over all its pages.
#[derive(Debug)]
pub(crate) enum ListedIds {
    /// These people, in order.
    Few(Arc<[MemberId]>),
    /// This many people.
    Many(u64),
}

impl Counts {
    pub fn new() -> Self {
        // Fifty lists of ten thousand ids take eight megabytes; two hundred pages of a hundred people take six.
        Self {
            schools: VersionedCache::new(1_000),
            searches: VersionedCache::new(1_000),
            found: VersionedCache::new(50),
            pages: VersionedCache::new(200),
            sign_ins: VersionedCache::new(1_000),
        }
    }

    /// The counts of a school at these change numbers.
    pub async fn of(
        &self,
        store: &Store,
        permit: &impl CountsPeople,
        numbers: ChangeNumbers,
        now: Moment,
    ) -> Result<Arc<CountedMembers>, StoreError> {
        let count = async {
            let until = store.next_expiry(permit, now).await?.unwrap_or(Moment(i64::MAX));
            let people = store.count_members(permit, now).await?;
            Ok((Arc::new(CountedMembers { people, until }), until))
        };
        self.schools.get(permit.school(), numbers.people, now, count).await
    }

    /// The number of sign-ins on each day between these midnights; the last midnight is the coming one.
    pub async fn sign_ins(
        &self,
        store: &Store,
        permit: &Permit<ViewSchool>,
        numbers: ChangeNumbers,
        now: Moment,
        days: &[Moment],
    ) -> Result<Arc<[u32]>, StoreError> {
        let until = days.last().copied().unwrap_or(now);
        let count = async { Ok::<_, StoreError>((store.count_sign_ins(permit, days).await?.into(), until)) };
        self.sign_ins.get(permit.school(), numbers.all, now, count).await
    }

    /// The people in the listing.
    pub async fn in_list(
        &self,
        store: &Store,
        permit: &Permit<ListUsers>,
        numbers: ChangeNumbers,
        listing: &UserListing,
        now: Moment,
    ) -> Result<ListedIds, StoreError> {
        let question = CountQuery::of(permit, listing);
        let filters = &question.filters;
        let counted = self.of(store, permit, numbers, now).await?;
        let mut total = counted.people.of(filters.role.map(HeldRole::level), filters.status);
        let few = if filters.is_searched() { limits::COUNTED_IN_SEARCH } else { limits::COUNTED_AT_ONCE };
        if total > few && filters.is_searched() {
            let count = async { Ok::<_, StoreError>((store.count_found(permit, listing, now).await?, counted.until)) };
            total = self.searches.get(filters.clone(), numbers.people, now, count).await?;
        }
        if total > few {
            return Ok(ListedIds::Many(total));
        }
        // A sign-in moves a person only in a list sorted by last sign-in.
        let holds_since = if listing.sort == SortBy::LastSignIn { numbers.all } else { numbers.people };
        let find =
            async { Ok::<_, StoreError>((store.find_members(permit, listing, now).await?.into(), counted.until)) };
        self.found.get(question, holds_since, now, find).await.map(ListedIds::Few)
    }

    /// One page of the listing's people, given `in_list`. Every open list asks for its page after a change, so it is
    /// cached.
    pub async fn page(
        &self,
        store: &Store,
        permit: &Permit<ListUsers>,
        numbers: ChangeNumbers,
        listing: &UserListing,
        in_list: &ListedIds,
        now: Moment,
    ) -> Result<Arc<[ListedMember]>, StoreError> {
        let until = self.of(store, permit, numbers, now).await?.until;
        let read = async {
            let size = listing.size as usize;
            let people = match in_list {
                ListedIds::Few(members) => {
                    let page = members.chunks(size).nth(listing.page as usize - 1).unwrap_or_default();
                    store.listed_members(permit, page, size).await?
                }
                ListedIds::Many(_) => store.list_members(permit, listing, now).await?,
            };
            Ok::<_, StoreError>((people.into(), until))
        };
        self.pages.get((CountQuery::of(permit, listing), listing.page, listing.size), numbers.all, now, read).await
    }
}

impl CountQuery {
    fn of(permit: &Permit<ListUsers>, listing: &UserListing) -> Self {
        let filters = Filters {
            school: permit.school(),
            words: crate::search_key::words(&listing.search),
            role: listing.role,
            status: listing.status,
            attribute: listing.attribute.clone(),
        };
        Self { filters, sort: listing.sort, descending: listing.descending }
    }
}
