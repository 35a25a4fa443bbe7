//! Finding people, pages and things to do. What a search means is decided in [`domain::finding`]; here people are looked
//! for, as the list of users looks for them.

use crate::Backend;
use crate::session::Actor;
use crate::store::ListedMember;
use domain::access::ListUsers;
use domain::finding::{Finding, FoundPerson, Question};
use domain::listing::UserListing;
use domain::moment::Moment;
use domain::permission::SchoolRoles;
use domain::problem::Problem;
use domain::user::MemberStatus;

/// What the actor finds with this search. People are only looked for when the actor may list them.
///
/// # Errors
/// When the database does not answer.
pub async fn find(backend: &Backend, actor: &Actor, search: &str) -> Result<Vec<Finding>, Problem> {
    let viewer = backend.public().viewer(actor).await?.ok_or(Problem::SignedOut { kept: false })?;
    let question = Question::read(search, &viewer.settings.roles);
    let people = people(backend, actor, &question, &viewer.settings.roles).await?;
    Ok(question.answer(&viewer, people))
}

async fn people(
    backend: &Backend,
    actor: &Actor,
    question: &Question,
    roles: &SchoolRoles,
) -> Result<Vec<FoundPerson>, Problem> {
    let (Some(search), Ok(permit)) = (question.people(), actor.permit(ListUsers)) else { return Ok(Vec::new()) };
    let (store, now) = (backend.store(), backend.clock().now());
    let listing = UserListing {
        search: search.to_owned(),
        status: question.among(),
        size: UserListing::SIZES[0],
        ..UserListing::default()
    };
    let in_list = backend.counts().in_list(store, &permit, actor.numbers(), &listing, now).await?;
    let found = backend.counts().page(store, &permit, actor.numbers(), &listing, &in_list, now).await?;
    Ok(found.iter().map(|member| person(member, roles, now)).collect())
}

fn person(member: &ListedMember, roles: &SchoolRoles, now: Moment) -> FoundPerson {
    FoundPerson {
        member: member.id,
        name: format!("{} {}", member.first_name, member.last_name),
        job_title: member.job_title.clone().unwrap_or_default(),
        role: member.role,
        role_name: roles.label(member.role),
        status: MemberStatus::of(member.registration, member.access, now),
        registration: member.registration,
        access: member.access,
        has_email: !member.email.is_empty(),
    }
}
