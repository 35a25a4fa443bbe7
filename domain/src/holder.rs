//! Who has a permission: members whose role in the product gives it, or who have it by an exception.

use crate::access::Denial;
use crate::catalogue::Feature;
use crate::id::MemberId;
use crate::limits;
use crate::listing::tidy_search;
use crate::permission::Exception;
use crate::permission::PermissionAnswer;
use crate::role::HeldRole;
use crate::user::MemberStatus;
use serde::{Deserialize, Serialize};

/// The permission asked about, and the page of the list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct HolderListing {
    /// The permission.
    pub feature: Option<Feature>,
    /// The page, from 1.
    pub page: u32,
    /// Words of the name of somebody in particular who is asked about; empty for nobody.
    #[serde(default)]
    pub person: String,
}

impl HolderListing {
    /// People on a page.
    pub const SIZE: u32 = limits::HOLDERS_ON_A_PAGE;

    /// Reads a query string; missing and invalid values are left open.
    pub fn read(get: impl Fn(&str) -> Option<String>) -> Self {
        Self {
            feature: get("feature").and_then(|code| Feature::from_code(&code)),
            page: get("page").and_then(|page| page.trim().parse().ok()).unwrap_or(1).max(1),
            person: tidy_search(&get("person").unwrap_or_default()),
        }
    }

    /// The query parameters.
    pub fn pairs(&self) -> Vec<(&'static str, String)> {
        let feature = self.feature.map(|feature| ("feature", feature.code()));
        let page = (self.page > 1).then(|| ("page", self.page.to_string()));
        let person = (!self.person.is_empty()).then(|| ("person", self.person.clone()));
        feature.into_iter().chain(page).chain(person).collect()
    }
}

/// A member who has the permission.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PermissionHolder {
    /// The member.
    pub member: MemberId,
    /// First and last name.
    pub name: String,
    /// Job title; may be empty.
    pub job_title: String,
    /// The role in the product; `None` for no role.
    pub role: Option<HeldRole>,
    /// The exception that applies instead of the role, if there is one.
    pub exception: Option<Exception>,
    /// The member's status: an invited member has the permission but cannot sign in yet.
    pub status: MemberStatus,
}

/// One page of the members who have the permission, without blocked, deactivated and deleted ones.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HolderPage {
    /// The listing, with a page that exists.
    pub listing: HolderListing,
    /// The members on the page, by name.
    pub people: Vec<PermissionHolder>,
    /// The number of members over all pages.
    pub total: u64,
    /// The number of pages.
    pub pages: u32,
    /// Each role that gives the permission, from the Account Owner down, with the number of members who have it by that
    /// role.
    pub roles: Vec<(HeldRole, u64)>,
    /// The number of members who have it by an exception, whatever their role.
    pub by_exception: u64,
    /// The number of members whose role gives it but who are denied it by an exception.
    pub kept_from: u64,
    /// The members who are asked about in particular, whether they have it or not.
    pub asked: Vec<AskedPerson>,
}

/// A member who is asked about, and the answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AskedPerson {
    /// The member.
    pub member: MemberId,
    /// First and last name.
    pub name: String,
    /// The role in the product; `None` for no role.
    pub role: Option<HeldRole>,
    /// The exception that applies instead of the role, if there is one.
    pub exception: Option<Exception>,
    /// The member's status.
    pub status: MemberStatus,
    /// Whether the reader may make an exception that lets the member do more.
    pub may_allow: Result<(), Denial>,
}

impl AskedPerson {
    /// Whether an exception would let the member do more, and the reader may make it.
    pub fn can_be_allowed(&self, feature: Feature, answer: &PermissionAnswer) -> bool {
        answer.allowed() == feature.is_restriction() && self.may_allow.is_ok()
    }

    /// The answer in words. Members who are not let in can do nothing now; the answer says so first.
    pub fn words(&self, feature: Feature, answer: &PermissionAnswer) -> String {
        let would = match (feature.is_restriction(), answer.allowed()) {
            (false, true) => "Yes",
            (false, false) => "No",
            (true, true) => "Held back",
            (true, false) => "Not held back",
        };
        let later = would.to_lowercase();
        match self.status {
            MemberStatus::Active => format!("{would}."),
            MemberStatus::Invited | MemberStatus::InvitationExpired | MemberStatus::NotRegistered => {
                format!("Not registered yet: nothing now. Once registered: {later}.")
            }
            MemberStatus::Blocked => format!("Blocked: nothing now. Once unblocked: {later}."),
            MemberStatus::Deactivated => format!("Deactivated: nothing now. Once reactivated: {later}."),
            MemberStatus::Deleted => format!("Deleted: nothing now. Once restored: {later}."),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::Catalogue;

    #[test]
    fn a_query_reads_back_and_nonsense_asks_for_nothing() {
        let feature = Catalogue::published().features().nth(100);
        for listing in [
            HolderListing { feature, page: 3, person: String::new() },
            HolderListing { feature, page: 1, person: "Zoë o".to_owned() },
            HolderListing { feature: None, page: 1, person: String::new() },
        ] {
            let pairs = listing.pairs();
            assert_eq!(
                HolderListing::read(|key| pairs.iter().find(|(k, _)| *k == key).map(|(_, v)| v.clone())),
                listing
            );
        }
        for page in ["0", "-1", "x", "99999999999"] {
            let read = HolderListing::read(|key| match key {
                "page" => Some(page.to_owned()),
                "feature" => Some("no/such/feature".to_owned()),
                _ => None,
            });
            assert_eq!(read, HolderListing { feature: None, page: 1, person: String::new() }, "{page}");
        }
    }

    #[test]
    fn an_answer_says_first_whether_somebody_is_let_in() {
        let of = |restriction: bool| {
            let mut features = Catalogue::published().features();
            features.find(|feature| feature.is_restriction() == restriction)
        };
        let (Some(sms), Some(approval)) = (of(false), of(true)) else { return };
        let person = |status| AskedPerson {
            member: MemberId::new(uuid::Uuid::from_u128(1)),
            name: "Amy Webb".to_owned(),
            role: None,
            exception: None,
            status,
            may_allow: Ok(()),
        };
        let answer = |feature, allowed| PermissionAnswer {
            by_role: None,
            exception: Some(Exception { feature, allowed, until: None }),
        };
        for (status, feature, allowed, words, can_be_allowed) in [
            (MemberStatus::Active, sms, true, "Yes.", false),
            (MemberStatus::Active, sms, false, "No.", true),
            (MemberStatus::Active, approval, true, "Held back.", true),
            (MemberStatus::Active, approval, false, "Not held back.", false),
            (MemberStatus::Blocked, sms, true, "Blocked: nothing now. Once unblocked: yes.", false),
            (MemberStatus::Invited, sms, false, "Not registered yet: nothing now. Once registered: no.", true),
            (
                MemberStatus::Deactivated,
                approval,
                false,
                "Deactivated: nothing now. Once reactivated: not held back.",
                false,
            ),
        ] {
            let (person, answer) = (person(status), answer(feature, allowed));
            assert_eq!(person.words(feature, &answer), words);
            assert_eq!(person.can_be_allowed(feature, &answer), can_be_allowed, "{words}");
        }
        let refused = AskedPerson { may_allow: Err(Denial::YouLack), ..person(MemberStatus::Active) };
        assert!(!refused.can_be_allowed(sms, &answer(sms, false)));
    }
}
