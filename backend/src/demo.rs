//! The demonstration's school: Hillside Primary School, with about 45 people in every role and status. Its public
//! pages are in `public::demo`.

mod attributes;
mod days;
mod exceptions;
mod marks;
mod observations;
mod pupils;
mod roles;
mod staff;

use crate::Backend;
use crate::access::Seeding;
use crate::school::record;
use crate::search_key::normalise;
use crate::session::LONGEST;
use crate::store::{Author, NewMember, NewSchool, NewSession, SchoolTransaction};
use crate::token::SessionToken;
use domain::catalogue::Feature;
use domain::device::{Browser, Device, System};
use domain::form::settings::NewSettings;
use domain::form::user::NewUser;
use domain::id::{AccountId, MemberId, SchoolId, SessionId};
use domain::mail::{MailNext, MailRefusal, MailTrouble};
use domain::moment::{DAY, Moment};
use domain::name::{EmailAddress, JobTitle, PersonName, SchoolName, StaffCode, Title, Username};
use domain::permission::RoleChoice;
use domain::problem::Problem;
use domain::role::HeldRole;
use domain::role::Role::{self, FullEdit, MinimalEdit, PartialEdit};
use domain::user::{Access, Registration};
use staff::{DemoPersona, DemoState, STAFF};
use uuid::Uuid;

/// Why the demonstration was not created or reset.
#[derive(Debug, thiserror::Error)]
pub enum DemoError {
    /// The database holds a real school.
    #[error("this database holds a real school: the demonstration needs a database of its own")]
    RealSchool,
    /// Any other problem.
    #[error("{}", .0.sentence())]
    Problem(Problem),
}

impl<P: Into<Problem>> From<P> for DemoError {
    fn from(problem: P) -> Self {
        Self::Problem(problem.into())
    }
}

/// Creates the demonstration's school, if it does not exist.
///
/// # Errors
/// When the database holds a real school or does not answer; then nothing is created.
pub async fn seed(backend: &Backend) -> Result<(), DemoError> {
    if backend.store().real_school().await?.is_some() {
        return Err(DemoError::RealSchool);
    }
    if backend.store().demo_school().await?.is_none() {
        found(backend).await?;
    }
    Ok(())
}

/// Empties the database and creates the demonstration's school again.
///
/// # Errors
/// When the database holds a real school or does not answer.
pub async fn reset(backend: &Backend) -> Result<(), DemoError> {
    if backend.store().real_school().await?.is_some() {
        return Err(DemoError::RealSchool);
    }
    backend.store().empty_demo(&Seeding::new()).await?;
    seed(backend).await
}

/// Permissions the school has confirmed for some roles.
const CONFIRMED: &[(&str, &[Role])] = &[
    ("sonar-tracker/observations/create-observations", &[FullEdit, PartialEdit, MinimalEdit]),
    ("sonar-tracker/observations/share-with-home", &[FullEdit]),
    ("sonar-tracker/groups/create-groups", &[FullEdit]),
    ("sonar-tracker/assessments/edit-tests-in-year", &[FullEdit, PartialEdit, MinimalEdit]),
    ("sonar-tracker/assessments/edit-historical-tests", &[FullEdit]),
    ("sonar-tracker/assessments/edit-targets-in-year", &[FullEdit, PartialEdit, MinimalEdit]),
    ("sonar-tracker/assessments/edit-historical-targets", &[FullEdit]),
    ("sonar-tracker/school/export-data", &[FullEdit]),
    ("sonar-tracker/school/view-assessment-settings", &[FullEdit]),
    ("sonar-tracker/school/view-report-templates", &[FullEdit]),
];

/// A value no password hashes to, because it is not a hash. The demonstration signs people in without a password.
pub(crate) const NO_PASSWORD: &str = "!";

/// What the mail server answers to the address with a slip in it.
const NO_MAILBOX: &str = "550 No such user here";

/// Creates everything in one transaction, so that the demonstration is either complete or absent.
async fn found(backend: &Backend) -> Result<(), Problem> {
    let (now, seeding) = (backend.clock().now(), Seeding::new());
    let begun = now.plus(-70 * DAY);
    let settings = NewSettings {
        name: SchoolName::parse("Hillside Primary School").map_err(wrong)?,
        products: backend.store().catalogue().products().to_vec(),
        help_contact: "Jane Whitfield in the school office, extension 201".to_owned(),
        is_mis_fed: false,
        reminds: false,
        mails_anchor: false,
    };
    let id = SchoolId::new(Uuid::new_v4());
    let mut change = SchoolTransaction::found(
        backend.store(),
        &seeding,
        NewSchool { id, settings: &settings, is_demo: true },
        begun,
    )
    .await?;
    let made = roles::to_be_made();
    let mut steps: Vec<_> = STAFF
        .iter()
        .zip(0..)
        .map(|(person, number)| DemoStep {
            person,
            number,
            member: MemberId::new(Uuid::new_v4()),
            role: if person.staff_code == roles::HOLDER { made } else { person.role.into() },
            at: days::added(person.state, number, begun, now),
        })
        .collect();
    // The audit log is written in order of time.
    steps.sort_by_key(|step| step.at);
    let Some(owner) = steps.iter().find(|step| step.person.role == Role::AccountOwner) else {
        return Err(Problem::Unexpected);
    };
    let by_owner = Author::Member { id: owner.member, name: owner.person.name() };
    for step in steps.iter().filter(|step| step.at < begun.plus(DAY)) {
        add(&mut change, &seeding, step, &by_owner, now).await?;
    }
    change.set_at(&seeding, begun.plus(DAY));
    confirm(&mut change, &seeding, owner.member).await?;
    roles::make(&mut change, &seeding, made, owner.member).await?;
    let attributes = attributes::add(&mut change, &seeding).await?;
    let there: Vec<_> =
        steps.iter().filter(|step| step.at < begun.plus(DAY)).map(|step| (step.person, step.member)).collect();
    let children =
        pupils::enter(&mut change, &seeding, &there, backend.clock().academic_year(), (owner.member, &by_owner))
            .await?;
    marks::enter(&mut change, &seeding, &children, now).await?;
    observations::contacts(&mut change, &seeding, &children).await?;
    let writers: Vec<_> = there.iter().map(|(person, member)| (*member, person.name(), person.role)).collect();
    let made = observations::made(&children, &writers, begun.plus(DAY), now)?;
    let mut made = made.iter().peekable();
    for step in steps.iter().filter(|step| step.at >= begun.plus(DAY)) {
        while let Some(earlier) = made.next_if(|made| made.at() <= step.at) {
            observations::record(&mut change, &seeding, earlier).await?;
        }
        add(&mut change, &seeding, step, &by_owner, now).await?;
    }
    for later in made {
        observations::record(&mut change, &seeding, later).await?;
    }
    change.set_author(by_owner);
    for DemoStep { person, number, member, .. } in &steps {
        attributes::fill(&mut change, &seeding, &attributes, *member, person.name(), person.staff_code, *number)
            .await?;
        exceptions::make(&mut change, &seeding, (*member, person.name(), person.staff_code), owner.member).await?;
    }
    change.commit().await?;
    backend.mail_signal().notify();
    Ok(())
}

/// The people an MIS would export: title, first name, last name, address, staff code and job title. Governors are not
/// staff.
pub(crate) fn staff_for_sample() -> Vec<[String; 6]> {
    let is_staff = |person: &&DemoPersona| {
        !matches!(person.state, DemoState::Deactivated | DemoState::Deleted) && person.role != Role::MinimalReadOnly
    };
    STAFF
        .iter()
        .filter(is_staff)
        .map(|person| {
            [person.title, person.first_name, person.last_name, &person.email(), person.staff_code, person.job_title]
                .map(str::to_owned)
        })
        .collect()
}

/// One person to be added, and when.
struct DemoStep {
    person: &'static DemoPersona,
    /// The person's place in the list.
    number: i64,
    member: MemberId,
    /// The role the person gets.
    role: HeldRole,
    at: Moment,
}

async fn add(
    change: &mut SchoolTransaction,
    seeding: &Seeding,
    step: &DemoStep,
    by_owner: &Author,
    now: Moment,
) -> Result<(), Problem> {
    let person = step.person;
    let is_owner = person.role == Role::AccountOwner;
    change.set_at(seeding, step.at);
    change.set_author(if is_owner { Author::Rolecall } else { by_owner.clone() });
    let (user, email) = (person.user(step.role)?, EmailAddress::parse(&person.email()).map_err(wrong)?);
    let (is_registered, access) = match person.state {
        DemoState::Here(_) | DemoState::Away(_) => (true, Access::Active),
        DemoState::Invited(_) | DemoState::Unreachable | DemoState::Added => (false, Access::Active),
        DemoState::Blocked => (true, Access::Blocked),
        DemoState::Deactivated => (true, Access::Deactivated),
        DemoState::Deleted => (true, Access::Deleted),
    };
    let account = if is_registered { Some(change.open_account(seeding, &email, NO_PASSWORD).await?.0) } else { None };
    let sign_ins = days::sign_ins(person.state, step.number, now);
    let registration = if is_registered { Registration::Registered } else { Registration::NotRegistered };
    let last_sign_in_at = sign_ins.iter().max().copied();
    let new = NewMember {
        account,
        registration,
        access,
        last_sign_in_at,
        ..NewMember::from_form(step.member, &user, user.roles.clone().with_main(step.role))
    };
    change.seed_members(seeding, &[new]).await?;
    change.record(crate::users::entry(step.member, &user)).await?;
    if user.invite_now && !is_registered {
        change.seed_invitation(seeding, step.member, &email).await?;
    }
    if person.state == DemoState::Unreachable {
        let refusal = MailRefusal::ForGood(NO_MAILBOX.to_owned());
        change.fail_mail_of(seeding, step.member, &MailTrouble { refusal, next: MailNext::Stopped }).await?;
    }
    if let Some(account) = account {
        for at in sign_ins {
            put_session(change, seeding, account, step.member, at).await?;
        }
    }
    Ok(())
}

/// Records a past session, whose token is not kept.
async fn put_session(
    change: &mut SchoolTransaction,
    seeding: &Seeding,
    account: AccountId,
    member: MemberId,
    at: Moment,
) -> Result<(), Problem> {
    let session = NewSession {
        id: SessionId::new(Uuid::new_v4()),
        token: &SessionToken::random(),
        account,
        replaces: None,
        member: Some((change.school(), member)),
        device: Device { browser: Some(Browser::Chrome), system: Some(System::Windows) },
        at,
        ends_at: at.plus(LONGEST),
    };
    Ok(change.seed_session(seeding, session).await?)
}

async fn confirm(change: &mut SchoolTransaction, seeding: &Seeding, owner: MemberId) -> Result<(), Problem> {
    for (code, roles) in CONFIRMED {
        let feature = Feature::from_code(code).ok_or_else(|| wrong((*code).to_owned()))?;
        for role in *roles {
            change.seed_confirmed(seeding, owner, feature, *role).await?;
            record(change, feature, *role, None, Some(true)).await?;
        }
    }
    Ok(())
}

impl DemoPersona {
    fn name(&self) -> String {
        format!("{} {}", self.first_name, self.last_name)
    }

    fn email(&self) -> String {
        let mailbox = match self.mailbox {
            Some(mailbox) => mailbox.to_owned(),
            None => format!("{}.{}", normalise(self.first_name), normalise(self.last_name)).replace(' ', ""),
        };
        format!("{mailbox}@hillside-primary.example")
    }

    /// The person as the form for adding people would have them.
    fn user(&self, role: HeldRole) -> Result<NewUser, Problem> {
        let others = self
            .others
            .iter()
            .fold(RoleChoice::in_every_product(role), |roles, (product, role)| roles.with(*product, *role));
        Ok(NewUser {
            form_key: None,
            first_name: PersonName::parse_first(self.first_name).map_err(wrong)?,
            last_name: PersonName::parse_last(self.last_name).map_err(wrong)?,
            email: Some(EmailAddress::parse(&self.email()).map_err(wrong)?),
            title: Some(Title::parse(self.title).map_err(wrong)?),
            job_title: Some(JobTitle::parse(self.job_title).map_err(wrong)?),
            username: self.username.map(Username::parse).transpose().map_err(wrong)?,
            staff_code: Some(StaffCode::parse(self.staff_code).map_err(wrong)?),
            plain: self.plain.iter().map(|(field, text)| (*field, (*text).to_owned())).collect(),
            roles: others,
            invite_now: self.state != DemoState::Added,
        })
    }
}

/// A problem for an invalid text in the demonstration's own data.
fn wrong(text: impl core::fmt::Display) -> Problem {
    tracing::error!(%text, "the demonstration's people");
    Problem::Unexpected
}
