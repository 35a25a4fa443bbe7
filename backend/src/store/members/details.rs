//! Writing a member's details together with the keys for uniqueness, search and order that follow from them.

use super::no_email_key;
use crate::search_key::{self, SearchKey};
use domain::form::user::NewUser;
use domain::id::{MemberId, SchoolId};
use domain::member::{PlainField, PlainFields};
use domain::name::{EmailAddress, JobTitle, StaffCode, Title, Username};
use sqlx::any::AnyArguments;
use sqlx::query::Query;
use sqlx::{Any, AssertSqlSafe};

/// A member's details to be written.
#[derive(Clone, Copy, Debug)]
pub(in crate::store) struct MemberDetails<'a> {
    pub first_name: &'a str,
    pub last_name: &'a str,
    /// Empty when unknown.
    pub email: &'a str,
    pub title: Option<&'a str>,
    pub job_title: Option<&'a str>,
    pub username: Option<&'a str>,
    pub staff_code: Option<&'a str>,
    /// What needs no rule of its own; `None` leaves it as it is.
    pub plain: Option<&'a PlainFields>,
}

impl<'a> MemberDetails<'a> {
    pub fn of(user: &'a NewUser) -> Self {
        Self {
            first_name: user.first_name.as_str(),
            last_name: user.last_name.as_str(),
            email: user.email.as_ref().map_or("", EmailAddress::as_str),
            title: user.title.as_ref().map(Title::as_str),
            job_title: user.job_title.as_ref().map(JobTitle::as_str),
            username: user.username.as_ref().map(Username::as_str),
            staff_code: user.staff_code.as_ref().map(StaffCode::as_str),
            plain: Some(&user.plain),
        }
    }

    /// The unique key of the address within the school.
    pub fn email_key(&self, member: MemberId) -> String {
        if self.email.is_empty() { no_email_key(member) } else { self.email.to_ascii_lowercase() }
    }

    /// The unique key of the username within the school.
    pub fn username_key(&self) -> Option<String> {
        self.username.map(str::to_lowercase)
    }

    /// The text that searches look in.
    pub fn search_key(&self) -> String {
        let search = SearchKey {
            first_name: self.first_name,
            last_name: self.last_name,
            email: self.email,
            job_title: self.job_title,
            username: self.username,
            staff_code: self.staff_code,
        };
        search.text()
    }

    /// The sort key for names.
    pub fn name_key(&self) -> String {
        search_key::name_key(self.first_name, self.last_name)
    }

    /// The sort key for job titles.
    pub fn job_title_key(&self) -> String {
        search_key::job_title_key(self.job_title)
    }

    /// Writes the details and everything computed from them.
    pub fn update(&self, school: SchoolId, member: MemberId) -> Query<'static, Any, AnyArguments> {
        let owned = |text: Option<&str>| text.map(str::to_owned);
        let plain: Vec<_> = self
            .plain
            .iter()
            .flat_map(|known| PlainField::ALL.iter().map(|field| (field.code(), owned(known.get(*field)))))
            .collect();
        let columns: String =
            plain.iter().zip(15..).map(|((column, _), place)| format!(", {column} = ${place}")).collect();
        // Columns are codes of the domain.
        let query = sqlx::query(AssertSqlSafe(format!(
            "UPDATE members SET first_name = $3, last_name = $4, email = $5, email_key = $6, title = $7, job_title = $8, username = $9,
                 username_key = $10, staff_code = $11, name_key = $12, job_title_key = $13, search_key = $14{columns}
             WHERE school_id = $1 AND id = $2"
        )))
        .bind(school.to_string())
        .bind(member.to_string())
        .bind(self.first_name.to_owned())
        .bind(self.last_name.to_owned())
        .bind(self.email.to_owned())
        .bind(self.email_key(member))
        .bind(owned(self.title))
        .bind(owned(self.job_title))
        .bind(owned(self.username))
        .bind(self.username_key())
        .bind(owned(self.staff_code))
        .bind(self.name_key())
        .bind(self.job_title_key())
        .bind(self.search_key());
        plain.into_iter().fold(query, |query, (_, value)| query.bind(value))
    }
}
