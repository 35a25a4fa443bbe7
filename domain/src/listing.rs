//! The list of users as its URL describes it: search, filters, sort and page.
//!
//! Reading a URL never fails: invalid values fall back to the default, so that no link is a dead end.

use crate::access::Denial;
use crate::attribute::AttributeFilter;
use crate::id::{MemberId, PhotoId};
use crate::limits;
use crate::mail::MailTrouble;
use crate::member::MemberField;
use crate::moment::DisplayTime;
use crate::role::HeldRole;
use crate::user::MemberStatus;
use serde::{Deserialize, Serialize};

/// What the list of users is sorted by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum SortBy {
    /// Last name, then first name.
    #[default]
    Name,
    /// Email address.
    Email,
    /// Job title.
    JobTitle,
    /// Role, from Account Owner down.
    Role,
    /// Status, in the order of [`MemberStatus::ALL`].
    Status,
    /// Last sign-in; members who have never signed in come last.
    LastSignIn,
}

impl SortBy {
    /// All sort keys, in the order of the columns.
    pub const ALL: [Self; 6] = [Self::Name, Self::Email, Self::JobTitle, Self::Role, Self::Status, Self::LastSignIn];

    /// As written in the URL.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Email => "email",
            Self::JobTitle => "job-title",
            Self::Role => "role",
            Self::Status => "status",
            Self::LastSignIn => "last-sign-in",
        }
    }

    /// Reads what [`SortBy::code`] wrote.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|sort| sort.code() == code)
    }

    /// The heading of the sort key's column.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Name => "Name",
            Self::Email => MemberField::Email.definition().heading,
            Self::JobTitle => MemberField::JobTitle.definition().heading,
            Self::Role => "Role",
            Self::Status => "Status",
            Self::LastSignIn => "Last sign-in",
        }
    }
}

/// A query of the list of a school's users.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct UserListing {
    /// Words that must all occur in the name, email, job title, username or staff code; at most 100 characters.
    pub search: String,
    /// The only role to include; for a standard role, together with the school's own roles based on it.
    pub role: Option<HeldRole>,
    /// The only status to include; by default, all but deleted members.
    pub status: Option<MemberStatus>,
    /// The filter by an attribute's answer.
    pub attribute: Option<AttributeFilter>,
    /// What the rows are sorted by.
    pub sort: SortBy,
    /// Whether the order is reversed.
    pub descending: bool,
    /// The page, from 1.
    pub page: u32,
    /// Rows on a page: one of [`UserListing::SIZES`].
    pub size: u32,
}

impl Default for UserListing {
    fn default() -> Self {
        Self {
            search: String::new(),
            role: None,
            status: None,
            attribute: None,
            sort: SortBy::default(),
            descending: false,
            page: 1,
            size: Self::SIZES[1],
        }
    }
}

impl UserListing {
    /// The filter by role, as written in the URL.
    pub const ROLE: &str = "role";
    /// The filter by status, as written in the URL.
    pub const STATUS: &str = "status";
    /// What earlier addresses called the status, as a filter and as an order: bookmarks keep working.
    const FORMER_STATUS: &str = "standing";
    /// The page sizes on offer; the second is the default.
    pub const SIZES: [u32; 3] = [25, 50, 100];
    /// The most characters of a search that are read.
    pub const MOST_SEARCH: usize = limits::SEARCH;

    /// Reads the listing from a URL's query, given as a look-up by key.
    pub fn read(get: impl Fn(&str) -> Option<String>) -> Self {
        let get = |key| get(key).unwrap_or_default();
        let default = Self::default();
        let size = get("size").trim().parse::<u64>().ok();
        Self {
            search: tidy_search(&get("search")),
            role: HeldRole::from_code(&get(Self::ROLE)),
            status: MemberStatus::from_code(&get(Self::STATUS))
                .or_else(|| MemberStatus::from_code(&get(Self::FORMER_STATUS))),
            attribute: AttributeFilter::from_code(&get("attribute")),
            sort: match get("sort") {
                former if former == Self::FORMER_STATUS => SortBy::Status,
                code => SortBy::from_code(&code).unwrap_or_default(),
            },
            descending: get("order") == "descending",
            page: get("page").trim().parse::<u32>().unwrap_or(1).max(1),
            size: match size {
                None | Some(0) => default.size,
                Some(asked) => Self::SIZES.into_iter().find(|size| u64::from(*size) >= asked).unwrap_or(Self::SIZES[2]),
            },
        }
    }

    /// The listing without values that no URL could give, because what a client sends is not trusted.
    #[must_use]
    pub fn tidied(self) -> Self {
        let pairs = self.pairs();
        Self::read(|key| pairs.iter().find(|(k, _)| *k == key).map(|(_, v)| v.clone()))
    }

    /// The query parameters: only what differs from the default, in a fixed order.
    pub fn pairs(&self) -> Vec<(&'static str, String)> {
        let default = Self::default();
        let mut pairs = Vec::new();
        if !self.search.is_empty() {
            pairs.push(("search", self.search.clone()));
        }
        if let Some(role) = self.role {
            pairs.push((Self::ROLE, role.code().into_owned()));
        }
        if let Some(status) = self.status {
            pairs.push((Self::STATUS, status.code().to_owned()));
        }
        if let Some(attribute) = &self.attribute {
            pairs.push(("attribute", attribute.code()));
        }
        if self.sort != default.sort {
            pairs.push(("sort", self.sort.code().to_owned()));
        }
        if self.descending {
            pairs.push(("order", "descending".to_owned()));
        }
        if self.page != default.page {
            pairs.push(("page", self.page.to_string()));
        }
        if self.size != default.size {
            pairs.push(("size", self.size.to_string()));
        }
        pairs
    }

    /// This query at another page.
    #[must_use]
    pub fn at_page(&self, page: u32) -> Self {
        Self { page, ..self.clone() }
    }

    /// This query sorted by `sort`, from the first page; choosing the present column reverses the order.
    #[must_use]
    pub fn sorted_by(&self, sort: SortBy) -> Self {
        let again = self.sort == sort;
        Self { sort, descending: again && !self.descending, page: 1, ..self.clone() }
    }

    /// The query without filters, in the same order, from the first page.
    #[must_use]
    pub fn without_filters(&self) -> Self {
        Self { sort: self.sort, descending: self.descending, size: self.size, ..Self::default() }
    }

    /// Whether a search or filter is set.
    pub fn is_filtered(&self) -> bool {
        !self.search.is_empty() || self.role.is_some() || self.status.is_some() || self.attribute.is_some()
    }
}

/// The words with single spaces between them, cut to the limit.
pub(crate) fn tidy_search(text: &str) -> String {
    let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
    words.chars().take(UserListing::MOST_SEARCH).collect::<String>().trim_end().to_owned()
}

/// A member in the list of users.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct UserRow {
    /// The member.
    pub member: MemberId,
    /// First name.
    pub first_name: String,
    /// Last name.
    pub last_name: String,
    /// Email address.
    pub email: String,
    /// Job title; may be empty.
    pub job_title: String,
    /// The member's role.
    pub role: HeldRole,
    /// The school's name for the role.
    pub role_name: String,
    /// The member's status.
    pub status: MemberStatus,
    /// A note to the status: when the invitation expires or expired.
    pub status_note: Option<DisplayTime>,
    /// When the member last signed in, if ever.
    pub last_sign_in: Option<DisplayTime>,
    /// The member's photo, if they have one.
    pub photo: Option<PhotoId>,
    /// Why the latest email to the member was not delivered, as a sentence, if it was not.
    pub mail_trouble: Option<MailTrouble>,
    /// Whether the reader may invite the member, or the rule that forbids it.
    pub may_invite: Result<(), Denial>,
}

/// One page of the list of users.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct UserPage {
    /// The query, with the number of the page actually returned: beyond the last page, the last one.
    pub listing: UserListing,
    /// The members on the page, in order.
    pub rows: Vec<UserRow>,
    /// The number of members that match the filters, over all pages.
    pub total: u64,
    /// The number of pages; at least 1.
    pub pages: u32,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::attribute::AttributeCondition;
    use crate::id::{AttributeId, CustomRoleId};
    use crate::role::Role;
    use proptest::prelude::*;
    use uuid::Uuid;

    fn read(query: &[(&str, &str)]) -> UserListing {
        UserListing::read(|key| query.iter().find(|(k, _)| *k == key).map(|(_, v)| (*v).to_owned()))
    }

    #[test]
    fn nonsense_falls_back() {
        for (page, expected) in
            [("0", 1), ("-1", 1), ("x", 1), ("99999999999999", 1), ("7", 7), ("4294967295", u32::MAX)]
        {
            assert_eq!(read(&[("page", page)]).page, expected, "page={page}");
        }
        for (size, expected) in
            [("0", 50), ("-5", 50), ("", 50), ("1000000000", 100), ("26", 50), ("25", 25), ("18446744073709551616", 50)]
        {
            assert_eq!(read(&[("size", size)]).size, expected, "size={size}");
        }
        assert_eq!(
            read(&[("sort", "password"), ("role", "boss"), ("status", "x"), ("order", "up")]),
            UserListing::default()
        );
    }

    #[test]
    fn an_earlier_address_still_finds_its_people() {
        let blocked =
            UserListing { status: Some(MemberStatus::Blocked), sort: SortBy::Status, ..UserListing::default() };
        assert_eq!(read(&[("standing", "blocked"), ("sort", "standing")]), blocked);
        assert_eq!(read(&[("status", "blocked"), ("sort", "status")]), blocked);
    }

    #[test]
    fn sorting_by_the_same_column_again_turns_it_round() {
        let listing = UserListing { page: 3, ..UserListing::default() };
        let by_email = listing.sorted_by(SortBy::Email);
        assert_eq!((by_email.sort, by_email.descending, by_email.page), (SortBy::Email, false, 1));
        assert!(by_email.sorted_by(SortBy::Email).descending);
        assert!(!by_email.sorted_by(SortBy::Email).sorted_by(SortBy::Email).descending);
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_back(search in "[a-zé ]{0,120}", role in 0usize..9, made: Option<u128>, status in 0usize..8, attribute: Option<u128>, sort in 0usize..6, descending: bool, page in 1u32.., size in 0usize..3) {
            let listing = UserListing {
                search,
                role: Role::ALL.get(role).map(|role| match made {
                    Some(random) => HeldRole::custom(*role, CustomRoleId::new(Uuid::from_u128(random))),
                    None => HeldRole::standard(*role),
                }),
                status: MemberStatus::ALL.get(status).copied(),
                attribute: attribute.map(|random| AttributeFilter { attribute: AttributeId::new(Uuid::from_u128(random)), holding: AttributeCondition::Answer("Key Stage 1".to_owned()) }),
                sort: SortBy::ALL[sort],
                descending,
                page,
                size: UserListing::SIZES[size],
            }.tidied();
            prop_assert_eq!(listing.clone().tidied(), listing);
        }
    }
}
