//! Writing a member's details together with the keys for uniqueness, search and order that follow from them.

use super::columns::{
    EMAIL, EMAIL_KEY, FIRST_NAME, JOB_TITLE, JOB_TITLE_KEY, LAST_NAME, NAME_KEY, SEARCH_KEY, STAFF_CODE, TITLE,
    USERNAME, USERNAME_KEY, Written, plain_with,
};
use super::{StoredMember, no_email_key};
use crate::search_key::{self, SearchKey};
use crate::store::bind::Bind as _;
use domain::form::user::NewUser;
use domain::id::{MemberId, SchoolId};
use domain::member::PlainFields;
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

    /// The details of a member as they are.
    pub fn stored(member: &'a StoredMember) -> Self {
        Self {
            first_name: &member.first_name,
            last_name: &member.last_name,
            email: &member.email,
            title: member.title.as_deref(),
            job_title: member.job_title.as_deref(),
            username: member.username.as_deref(),
            staff_code: member.staff_code.as_deref(),
            plain: Some(&member.plain),
        }
    }

    /// Only a name and an address: the other details are emptied, and the plain fields stay as they are.
    pub const fn named(first_name: &'a str, last_name: &'a str, email: &'a str) -> Self {
        let (title, job_title, username, staff_code, plain) = (None, None, None, None, None);
        Self { first_name, last_name, email, title, job_title, username, staff_code, plain }
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

    /// The columns of the details and of everything computed from them, with their values.
    pub fn written(&self, member: MemberId) -> Vec<Written> {
        let owned = |text: Option<&str>| text.map(str::to_owned);
        let mut written = vec![
            FIRST_NAME.with(self.first_name),
            LAST_NAME.with(self.last_name),
            EMAIL.with(self.email),
            EMAIL_KEY.with(self.email_key(member)),
            TITLE.with(owned(self.title)),
            JOB_TITLE.with(owned(self.job_title)),
            USERNAME.with(owned(self.username)),
            USERNAME_KEY.with(self.username_key()),
            STAFF_CODE.with(owned(self.staff_code)),
            NAME_KEY.with(self.name_key()),
            JOB_TITLE_KEY.with(self.job_title_key()),
            SEARCH_KEY.with(self.search_key()),
        ];
        written.extend(self.plain.into_iter().flat_map(plain_with));
        written
    }

    /// Writes the details and everything computed from them.
    pub fn update(&self, school: SchoolId, member: MemberId) -> Query<'static, Any, AnyArguments> {
        update(school, member, self.written(member))
    }
}

/// Writes these columns of a member.
pub(in crate::store) fn update(
    school: SchoolId,
    member: MemberId,
    written: Vec<Written>,
) -> Query<'static, Any, AnyArguments> {
    let columns: Vec<_> = written.iter().zip(3..).map(|((column, _), place)| format!("{column} = ${place}")).collect();
    // Columns are constants of `columns` and codes of the domain.
    let sql = format!("UPDATE members SET {} WHERE school_id = $1 AND id = $2", columns.join(", "));
    let query = sqlx::query(AssertSqlSafe(sql)).school(school).member(member);
    written.into_iter().fold(query, |query, (_, value)| query.value(value))
}
