//! Changing who somebody is, their roles and their last day.

use super::{Taken, insert, role_order, taken};
use crate::access::Permit;
use crate::store::{Change, Store, Trouble};
use crate::users::fold::{self, SearchKey};
use domain::access::{ChangeRoles, EditUser, SetLeavingDate};
use domain::day::Day;
use domain::form::user::NewUser;
use domain::id::MemberId;
use domain::moment::Moment;
use domain::name::{JobTitle, StaffCode, Title, Username};
use domain::permission::RoleChoice;
use domain::product::Product;
use sqlx::{Any, Executor};

/// Whether somebody else of the school has the email or username `user` is to have.
async fn taken_by_others(
    executor: impl Executor<'_, Database = Any>,
    permit: &Permit<EditUser>,
    user: &NewUser,
) -> Result<Taken, Trouble> {
    let member = permit.action().subject.member;
    taken(executor, permit.school(), Some(&user.email), user.username.as_ref(), Some(member)).await
}

impl Store {
    /// Whether somebody else of the school has this email or username.
    pub(crate) async fn taken_by_others(&self, permit: &Permit<EditUser>, user: &NewUser) -> Result<Taken, Trouble> {
        taken_by_others(self.pool(), permit, user).await
    }
}

impl Change {
    /// Whether somebody else of the school has this email or username, as they are in this change.
    pub(crate) async fn taken_by_others(
        &mut self,
        permit: &Permit<EditUser>,
        user: &NewUser,
    ) -> Result<Taken, Trouble> {
        taken_by_others(&mut *self.tx, permit, user).await
    }

    /// Writes somebody's details. False when something unique was in the way.
    pub(crate) async fn set_details(&mut self, permit: &Permit<EditUser>, user: &NewUser) -> Result<bool, Trouble> {
        let job_title = user.job_title.as_ref().map(JobTitle::as_str);
        let search = SearchKey {
            first_name: user.first_name.as_str(),
            last_name: user.last_name.as_str(),
            email: user.email.as_str(),
            job_title,
            username: user.username.as_ref().map(Username::as_str),
            staff_code: user.staff_code.as_ref().map(StaffCode::as_str),
        };
        let owned = |text: Option<&str>| text.map(str::to_owned);
        let written = sqlx::query(
            "UPDATE members SET first_name = $3, last_name = $4, email = $5, email_key = $6, title = $7, job_title = $8, username = $9,
                 username_key = $10, staff_code = $11, name_key = $12, job_title_key = $13, search_key = $14
             WHERE school_id = $1 AND id = $2",
        )
        .bind(self.school.to_string())
        .bind(permit.action().subject.member.to_string())
        .bind(user.first_name.to_string())
        .bind(user.last_name.to_string())
        .bind(user.email.to_string())
        .bind(user.email.key())
        .bind(owned(user.title.as_ref().map(Title::as_str)))
        .bind(owned(job_title))
        .bind(owned(user.username.as_ref().map(Username::as_str)))
        .bind(user.username.as_ref().map(Username::key))
        .bind(owned(user.staff_code.as_ref().map(StaffCode::as_str)))
        .bind(fold::name_key(user.first_name.as_str(), user.last_name.as_str()))
        .bind(fold::job_title_key(job_title))
        .bind(search.text())
        .execute(&mut *self.tx)
        .await
        .map_err(Trouble::from);
        match written {
            Ok(written) => Ok(written.rows_affected() == 1),
            Err(trouble) if trouble.is_taken() => Ok(false),
            Err(trouble) => Err(trouble),
        }
    }

    /// Gives somebody the roles whose Sonar Tracker role was permitted.
    pub(crate) async fn set_roles(&mut self, permit: &Permit<ChangeRoles>, roles: RoleChoice) -> Result<(), Trouble> {
        let roles = roles.with(Product::SonarTracker, permit.action().role);
        self.put_roles(permit.action().subject.member, roles).await
    }

    /// Writes somebody's roles. Who may is decided by whoever calls it: see [`set_roles`](Change::set_roles).
    pub(in crate::store) async fn put_roles(&mut self, member: MemberId, roles: RoleChoice) -> Result<(), Trouble> {
        sqlx::query("UPDATE members SET role = $3, role_order = $4 WHERE school_id = $1 AND id = $2")
            .bind(self.school.to_string())
            .bind(member.to_string())
            .bind(roles.sonar.code())
            .bind(role_order(roles.sonar))
            .execute(&mut *self.tx)
            .await?;
        sqlx::query("DELETE FROM member_roles WHERE school_id = $1 AND member_id = $2")
            .bind(self.school.to_string())
            .bind(member.to_string())
            .execute(&mut *self.tx)
            .await?;
        insert::other_roles(&mut self.tx, self.school, [(member, roles)]).await
    }

    /// Writes somebody's last day and when it ends; `None` takes it back.
    pub(crate) async fn set_leaving(
        &mut self,
        permit: &Permit<SetLeavingDate>,
        leaving: Option<(Day, Moment)>,
    ) -> Result<(), Trouble> {
        sqlx::query("UPDATE members SET leaving_on = $3, leaves_at = $4 WHERE school_id = $1 AND id = $2")
            .bind(self.school.to_string())
            .bind(permit.action().subject.member.to_string())
            .bind(leaving.map(|(day, _)| day.to_string()))
            .bind(leaving.map(|(_, at)| at.0))
            .execute(&mut *self.tx)
            .await?;
        Ok(())
    }
}
