//! A school of any size for measuring, with made-up people in every role and status.

use crate::Backend;
use crate::access::Seeding;
use crate::store::{NewMember, NewSchool, SchoolTransaction};
use domain::fault::TextFault;
use domain::form::settings::NewSettings;
use domain::id::{AccountId, MemberId, SchoolId};
use domain::moment::{DAY, HOUR, MINUTE, Moment};
use domain::name::{EmailAddress, JobTitle, PersonName, SchoolName};
use domain::permission::RoleChoice;
use domain::problem::Problem;
use domain::role::Role;
use domain::user::{Access, Registration};
use uuid::Uuid;

#[rustfmt::skip]
const FIRST: [&str; 32] = [
    "Aisha", "Alan", "Amelia", "Anh", "Ben", "Carys", "Chloe", "Daniel", "Dilys", "Ewa", "Fatima", "George", "Grace", "Harpreet", "Ines", "Isla", "Jack", "Jasleen",
    "Kofi", "Liam", "Maryam", "Mohammed", "Nadia", "Noah", "Olivia", "Piotr", "Priya", "Rhys", "Siân", "Tom", "Yusuf", "Zoë",
];
#[rustfmt::skip]
const LAST: [&str; 40] = [
    "Adeyemi", "Ahmed", "Ali", "Begum", "Brown", "Chan", "Clarke", "Cooper", "D'Souza", "Davies", "Edwards", "Evans", "Fitzgerald", "Green", "Hall", "Hughes", "Hussain",
    "Jones", "Kaur", "Khan", "Kowalski", "Lewis", "Łukasik", "Mensah", "Morgan", "Nguyễn", "O'Brien", "Okafor", "Patel", "Roberts", "Singh", "Smith", "Taylor", "Thomas",
    "Walker", "Wang", "Williams", "Wilson", "Wójcik", "Wright",
];
#[rustfmt::skip]
const JOBS: [&str; 12] = [
    "Teacher", "Teaching assistant", "Year 1 teacher", "Year 3 teacher", "Year 6 teacher", "Higher level teaching assistant", "School administrator", "SENDCo", "Governor",
    "Lunchtime supervisor", "Learning mentor", "Sports coach",
];
/// Roles in the proportions of a real school.
#[rustfmt::skip]
const ROLES: [Role; 20] = [
    Role::AccountAdmin, Role::FullEdit, Role::FullEdit, Role::FullEdit, Role::FullEdit, Role::FullEdit, Role::FullEdit, Role::FullEdit, Role::PartialEdit, Role::PartialEdit,
    Role::PartialEdit, Role::PartialEdit, Role::MinimalEdit, Role::MinimalEdit, Role::FullReadOnly, Role::FullReadOnly, Role::PartialReadOnly, Role::PartialReadOnly,
    Role::MinimalReadOnly, Role::MinimalReadOnly,
];
/// People are written in batches, so that their texts are not all in memory at once.
const AT_ONCE: u32 = 4_000;

/// Creates a school of `count` people (at least its Account Owner). Their addresses are `person0@seed.example` and so
/// on. The first hundred are registered, all with the same password, and the first is the owner, whose address is
/// returned.
///
/// # Errors
/// When the school exists already, or the database does not answer.
pub async fn people(backend: &Backend, count: u32, password: &str) -> Result<String, Problem> {
    let password_hash = backend.passwords().hash(password).await?;
    let (now, seeding) = (backend.clock().now(), Seeding::new());
    let settings = NewSettings {
        name: SchoolName::parse("Made-up School").map_err(wrong)?,
        products: backend.store().catalogue().products().to_vec(),
        help_contact: String::new(),
        is_mis_fed: false,
        reminds: false,
        mails_anchor: false,
    };
    let school = NewSchool { id: SchoolId::new(Uuid::new_v4()), settings: &settings, is_demo: false };
    let mut change = SchoolTransaction::found(backend.store(), &seeding, school, now).await?;
    change.set_bulk_load(&seeding, true).await?;
    for from in (0..count.max(1)).step_by(AT_ONCE as usize) {
        let people = (from..count.max(1).min(from + AT_ONCE))
            .map(|number| GeneratedMember::new(number, now))
            .collect::<Result<Vec<_>, _>>()
            .map_err(wrong)?;
        let accounts: Vec<_> =
            people.iter().filter_map(|person| Some((person.account?, person.email.clone()))).collect();
        change.put_accounts(&seeding, &accounts, &password_hash).await?;
        let members: Vec<_> = people.iter().map(GeneratedMember::member).collect();
        change.seed_members(&seeding, &members).await?;
    }
    change.set_bulk_load(&seeding, false).await?;
    change.commit().await?;
    Ok(address(0))
}

fn address(number: u32) -> String {
    format!("person{number}@seed.example")
}

/// A problem for an invalid text in our own data.
fn wrong(fault: TextFault) -> Problem {
    tracing::error!(%fault, "made-up people");
    Problem::Unexpected
}

struct GeneratedMember {
    id: MemberId,
    account: Option<AccountId>,
    first_name: PersonName,
    last_name: PersonName,
    email: EmailAddress,
    job_title: Option<JobTitle>,
    role: Role,
    registration: Registration,
    access: Access,
    last_sign_in_at: Option<Moment>,
}

impl GeneratedMember {
    fn new(number: u32, now: Moment) -> Result<Self, TextFault> {
        // Steps without a common divisor with the lengths, so that names, jobs and roles occur in every combination.
        let pick = |step: u64, length: usize| (u64::from(number).wrapping_mul(step) >> 7) as usize % length;
        let (registration, access) = match (number, pick(2_654_435_761, 100)) {
            (0..100, _) | (_, 0..80) => (Registration::Registered, Access::Active),
            (_, 80..86) => {
                (Registration::Invited { until: now.plus(i64::from(number % 14 + 1) * DAY) }, Access::Active)
            }
            (_, 86..90) => (Registration::Invited { until: now.plus(i64::from(number % 60) * -DAY) }, Access::Active),
            (_, 90..95) => (Registration::NotRegistered, Access::Active),
            (_, 95) => (Registration::Registered, Access::Blocked),
            (_, 96..98) => (Registration::Registered, Access::Deactivated),
            _ => (Registration::Registered, Access::Deleted),
        };
        let is_registered = registration == Registration::Registered;
        let job_title = if number % 17 == 3 { None } else { Some(JobTitle::parse(JOBS[pick(40_503, JOBS.len())])?) };
        Ok(Self {
            id: MemberId::new(Uuid::new_v4()),
            account: is_registered.then(|| AccountId::new(Uuid::new_v4())),
            first_name: PersonName::parse_first(FIRST[pick(7_919, FIRST.len())])?,
            last_name: PersonName::parse_last(LAST[pick(104_729, LAST.len())])?,
            email: EmailAddress::parse(&address(number))?,
            job_title,
            role: if number == 0 { Role::AccountOwner } else { ROLES[pick(15_485_863, ROLES.len())] },
            registration,
            access,
            last_sign_in_at: is_registered
                .then(|| now.plus(-(i64::from(number % 400) * 7 * HOUR + i64::from(number % 1_009) * MINUTE))),
        })
    }

    fn member(&self) -> NewMember<'_> {
        NewMember {
            id: self.id,
            account: self.account,
            first_name: &self.first_name,
            last_name: &self.last_name,
            email: Some(&self.email),
            title: None,
            job_title: self.job_title.as_ref(),
            username: None,
            staff_code: None,
            roles: RoleChoice::in_every_product(self.role),
            registration: self.registration,
            access: self.access,
            last_sign_in_at: self.last_sign_in_at,
            form_key: None,
            mis_id: None,
            mis_key: None,
            known_as: None,
            plain: None,
        }
    }
}
