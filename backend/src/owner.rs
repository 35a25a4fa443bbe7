//! Creating a real school: the command line makes its Account Owner, who registers with a printed link. Transferring
//! the ownership later is in `account::ownership`.

mod named;

pub use named::{NewOwner, OwnerNameError};

use crate::Backend;
use crate::access::CommandLine;
use crate::store::{Author, Entry, NewMember, NewSchool, SchoolTransaction, StoredMember};
use crate::token::LinkToken;
use domain::access::{Action as _, CreateUser, EditUser, SendInvitation};
use domain::audit::{LoggedAction, LoggedEvent};
use domain::fault::Fault;
use domain::form::settings::NewSettings;
use domain::id::{MemberId, SchoolId};
use domain::name::SchoolName;
use domain::problem::Problem;
use domain::role::Role;
use domain::user::Registration;
use serde_json::{Value, json};
use uuid::Uuid;

/// What to do when a school of the same name exists.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SameName {
    /// Gives the owner a new link, if the address is theirs and they have not registered; otherwise nothing happens.
    #[default]
    NewLink,
    /// Corrects the name and address of an owner who has not registered, and gives them a new link.
    Correct,
    /// Creates a second school with this name.
    Another,
}

/// The result. The link registers the owner; it is not stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CreatedOwner {
    /// The school's name as stored.
    pub school: String,
    /// The owner's first and last name.
    pub owner: (String, String),
    /// The registration link.
    pub link: String,
    /// Whether the school is new.
    pub how: OwnerLinkReason,
}

/// How the owner's link came about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OwnerLinkReason {
    /// School and owner were created.
    New,
    /// Both existed: the earlier link has ended.
    NewLink,
    /// The school existed; the owner's name and address were corrected and the earlier link has ended.
    Corrected,
}

/// Why nothing was done.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CreateOwnerError {
    /// The name belongs to another school, or this school has another owner.
    #[error(
        "There is already a school called {school}, whose owner has another email address and has not registered. Nothing was made. If you are correcting that owner, add --correct; if this is a second school, add --another."
    )]
    OtherOwner {
        /// The school's name.
        school: String,
    },
    /// The owner has registered and needs no link.
    #[error(
        "There is already a school called {school}, and its Account Owner has registered. Nothing was made. They can sign in, or choose \"Forgotten password\" on the sign-in page. If this is a second school, add --another."
    )]
    Registered {
        /// The school's name.
        school: String,
    },
    /// No school has this name, so there is no owner to correct.
    #[error("There is no school called {school} whose owner could be corrected: leave --correct out to make it.")]
    NoSchool {
        /// The given name.
        school: String,
    },
    /// The database does not answer, or the address is invalid.
    #[error("{}.", .0.sentence().trim_end_matches('.'))]
    Problem(Problem),
}

impl From<Problem> for CreateOwnerError {
    fn from(problem: Problem) -> Self {
        Self::Problem(problem)
    }
}

impl From<crate::store::StoreError> for CreateOwnerError {
    fn from(trouble: crate::store::StoreError) -> Self {
        Self::Problem(trouble.into())
    }
}

/// Creates a school with its Account Owner and gives the owner's registration link. Names that differ only in case,
/// accents or apostrophes count as the same.
///
/// # Errors
/// When a school of this name exists and `same` does not say what to do about it.
pub async fn create(
    backend: &Backend,
    school: &SchoolName,
    owner: &NewOwner,
    same: SameName,
) -> Result<CreatedOwner, CreateOwnerError> {
    let token = LinkToken::random();
    let there = match same {
        SameName::Another => None,
        SameName::NewLink | SameName::Correct => {
            backend.store().school_like(&CommandLine::new(), school.as_str()).await?
        }
    };
    let (change, created) = match there {
        Some((id, name)) => again(backend, id, name, owner, same, &token).await?,
        None if same == SameName::Correct => return Err(CreateOwnerError::NoSchool { school: school.to_string() }),
        None => found(backend, school, owner, &token).await?,
    };
    printed(change, &token, backend, created).await
}

async fn printed(
    mut change: SchoolTransaction,
    token: &LinkToken,
    backend: &Backend,
    mut created: CreatedOwner,
) -> Result<CreatedOwner, CreateOwnerError> {
    change
        .record(Entry {
            action: LoggedEvent::PrintRegistrationLink.logged(),
            subject_kind: "school",
            subject_id: change.school().to_string(),
            ..Entry::default()
        })
        .await?;
    change.commit().await?;
    created.link = format!("{}/link/{}", backend.setup().base_url, token.reveal());
    Ok(created)
}

/// A new link for the owner of an existing school, corrected first if requested.
async fn again(
    backend: &Backend,
    school: SchoolId,
    name: String,
    new: &NewOwner,
    same: SameName,
    token: &LinkToken,
) -> Result<(SchoolTransaction, CreatedOwner), CreateOwnerError> {
    let (command_line, now) = (CommandLine::new(), backend.clock().now());
    let mut change = SchoolTransaction::begin(backend.store(), &command_line, school, Author::Rolecall, now).await?;
    let there = change.owner(&command_line).await?.ok_or(Problem::Unexpected)?;
    if there.registration == Registration::Registered {
        return Err(CreateOwnerError::Registered { school: name });
    }
    let corrects = same == SameName::Correct;
    if !corrects && !there.email.eq_ignore_ascii_case(new.email.as_str()) {
        return Err(CreateOwnerError::OtherOwner { school: name });
    }
    let names = if corrects {
        correct(&mut change, &there, new).await?;
        new.names()
    } else {
        (there.first_name.clone(), there.last_name.clone())
    };
    change.invite_by_hand(&command_line, there.id, &new.email, token).await?;
    change.record(entry(SendInvitation::LOGGED, there.id, None, new.audited())).await?;
    let how = if corrects { OwnerLinkReason::Corrected } else { OwnerLinkReason::NewLink };
    Ok((change, CreatedOwner { school: name, owner: names, link: String::new(), how }))
}

async fn correct(change: &mut SchoolTransaction, there: &StoredMember, new: &NewOwner) -> Result<(), CreateOwnerError> {
    if !change.correct_owner(&CommandLine::new(), there.id, (&new.first_name, &new.last_name), &new.email).await? {
        return Err(Problem::field("email", Fault::OwnersEmailTaken).into());
    }
    let old = json!({ "first_name": there.first_name, "last_name": there.last_name, "email": there.email });
    let (first, last) = new.names();
    let now = json!({ "first_name": first, "last_name": last, "email": new.email.as_str() });
    change.record(entry(EditUser::LOGGED, there.id, Some(old), now)).await?;
    Ok(())
}

async fn found(
    backend: &Backend,
    school: &SchoolName,
    owner: &NewOwner,
    token: &LinkToken,
) -> Result<(SchoolTransaction, CreatedOwner), CreateOwnerError> {
    let settings = NewSettings {
        name: school.clone(),
        products: backend.store().catalogue().products().to_vec(),
        help_contact: String::new(),
        is_mis_fed: false,
        reminds: false,
        mails_anchor: false,
    };
    let id = SchoolId::new(Uuid::new_v4());
    let new = NewSchool { id, settings: &settings, is_demo: false };
    let command_line = CommandLine::new();
    let mut change = SchoolTransaction::found(backend.store(), &command_line, new, backend.clock().now()).await?;
    let member = MemberId::new(Uuid::new_v4());
    let named = NewMember::named(member, &owner.first_name, &owner.last_name, Some(&owner.email), Role::AccountOwner);
    change.add_owner(&command_line, &named).await?;
    change
        .record(Entry {
            action: LoggedEvent::CreateSchool.logged(),
            subject_kind: "school",
            subject_id: id.to_string(),
            subject_name: Some(school.to_string()),
            ..Entry::default()
        })
        .await?;
    change.invite_by_hand(&command_line, member, &owner.email, token).await?;
    change.record(entry(CreateUser::LOGGED, member, None, owner.audited())).await?;
    Ok((
        change,
        CreatedOwner {
            school: school.to_string(),
            owner: owner.names(),
            link: String::new(),
            how: OwnerLinkReason::New,
        },
    ))
}

fn entry(action: LoggedAction, owner: MemberId, old_value: Option<Value>, new_value: Value) -> Entry<'static> {
    Entry {
        action,
        subject_kind: "user",
        subject_id: owner.to_string(),
        old_value,
        new_value: Some(new_value),
        ..Entry::default()
    }
}
