//! What the list shows: one page of people, and the people whom its address names.

use super::invite::{INVITED, JUST_INVITED};
use crate::api;
use crate::failure::Failure;
use crate::platform;
use domain::id::MemberId;
use domain::listing::{UserListing, UserPage, UserRow};
use leptos_router::params::ParamsMap;
use serde::{Deserialize, Serialize};

/// What the address asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct UsersQuery {
    pub listing: UserListing,
    /// The person who was just added: their row is marked, and comes first if the page does not include it.
    pub new: Option<MemberId>,
    /// The person who was just sent an invitation, or had been sent one within the last minute.
    pub invited: Option<MemberId>,
    /// Whether the invitation had already been sent within the last minute.
    pub just_sent: bool,
}

impl UsersQuery {
    pub fn read(query: &ParamsMap) -> Self {
        let member = |key| query.get(key).as_deref().and_then(MemberId::parse);
        let just = member(JUST_INVITED);
        Self {
            listing: UserListing::read(|key| query.get(key)),
            new: member("new"),
            invited: just.or_else(|| member(INVITED)),
            just_sent: just.is_some(),
        }
    }
}

/// The matching people, and the people whom the address names.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct UsersFound {
    pub page: UserPage,
    /// The person who was just added, if the page does not include them.
    pub new: Option<UserRow>,
    /// The address that the invitation went to.
    pub invited: Option<String>,
}

impl UsersFound {
    pub async fn fetch(asked: UsersQuery) -> Result<Self, Failure> {
        let page = api::list_users(asked.listing).await?;
        let on_page = |member| page.rows.iter().find(|row| row.member == member);
        let new = match asked.new {
            Some(member) if on_page(member).is_none() => somebody(member).await,
            _ => None,
        };
        let invited = match asked.invited {
            Some(member) => match on_page(member) {
                Some(row) => Some(row.email.clone()),
                None => somebody(member).await.map(|row| row.email),
            },
            None => None,
        };
        Ok(Self { page, new, invited })
    }

    /// The rows in the table's order.
    pub fn rows(&self) -> Vec<UserRow> {
        self.new.iter().chain(&self.page.rows).cloned().collect()
    }

    /// The number of people, in a sentence.
    pub fn count(&self) -> String {
        let total = self.page.total;
        let mut text = match (self.page.listing.is_filtered(), total) {
            (false, 1) => "1 person".to_owned(),
            (false, _) => format!("{} people", grouped(total)),
            (true, 0) => "Nobody matches".to_owned(),
            (true, 1) => "1 person matches".to_owned(),
            (true, _) => format!("{} people match", grouped(total)),
        };
        if self.page.pages > 1 {
            text.push_str(&format!(", page {} of {}", self.page.listing.page, grouped(self.page.pages.into())));
        }
        text
    }
}

/// A person whom the address names. If they are gone, the list is still shown.
async fn somebody(member: MemberId) -> Option<UserRow> {
    let found = api::find_user(member).await.ok();
    if found.is_none() {
        platform::say_it_is_there();
    }
    found
}

/// Formats a number with its digits in groups of three.
fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::grouped;

    #[test]
    fn digits_are_grouped_from_the_end() {
        assert_eq!([0, 999, 1_000, 100_000, 1_234_567].map(grouped), ["0", "999", "1,000", "100,000", "1,234,567"]);
    }
}
