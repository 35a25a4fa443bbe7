//! Problems: the one error type that is sent from the server to the browser.

use crate::access::Denial;
use crate::fault::FieldFault;
use crate::role::NamedRole;
use serde::{Deserialize, Serialize};

/// An error in one field of a form.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldError {
    /// The field's name in the form, which is also its id on the page.
    pub field: String,
    /// What is wrong.
    pub fault: FieldFault,
}

impl FieldError {
    /// An error in the field called `field`.
    pub fn new(field: &str, fault: impl Into<FieldFault>) -> Self {
        Self { field: field.to_owned(), fault: fault.into() }
    }

    /// What to do, in a sentence without a full stop.
    pub fn sentence(&self) -> String {
        self.fault.sentence()
    }

    /// The message about the field called `field` among `errors`.
    pub fn at(errors: &[Self], field: &str) -> Option<String> {
        errors.iter().find(|error| error.field == field).map(Self::sentence)
    }
}

/// Why a link in an email does not work.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum LinkError {
    /// The link has expired.
    Expired,
    /// The link has been used.
    Used,
    /// A newer link was sent.
    Replaced,
    /// The school revoked the invitation.
    Withdrawn,
    /// The member or account has a new address.
    EmailChanged,
    /// No school lets its holder in.
    NotLetIn,
    /// The account's password has been set since.
    PasswordSet,
    /// The account's holder cancelled the change of sign-in email.
    CalledOff,
    /// The address is not one of Rolecall's links, perhaps because a mail program cut it short.
    Mangled,
    /// The address now belongs to another account.
    Taken,
}

/// The message when a form was filled in as another member or in another school.
const KEPT_FOR_TYPIST: &str =
    "What you typed is kept: it is offered when the person who typed it opens the form again at their school.";

/// Why something was not done. Nothing has changed when one of these is returned.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Problem {
    /// There is no session, or it has ended.
    SignedOut {
        /// Whether the form's values are kept and offered after signing in.
        kept: bool,
    },
    /// The page was rendered for another member or school than the session's present one: another tab signed in or
    /// switched schools.
    PageMismatch {
        /// The name of the member who is signed in now.
        name: String,
        /// The school of the session now.
        school: String,
        /// Whether the form's values are kept for the member who typed them.
        kept: bool,
    },
    /// The actor may not do this.
    Denied(Denial),
    /// The password is required again first, because it was not entered in this session for some minutes.
    StepUp,
    /// The actor may no longer do this: their role has changed since the page was rendered.
    RoleChanged {
        /// The actor's present role.
        role: NamedRole,
    },
    /// The thing does not exist in this school.
    NotFound,
    /// The form has errors, in the order of its fields.
    Form(Vec<FieldError>),
    /// A link in an email does not work.
    Link(LinkError),
    /// The request is larger than the server accepts.
    TooLarge,
    /// The throttle refused the request after too many attempts.
    TooMany {
        /// The number of seconds before it makes sense to try again.
        wait_seconds: u32,
    },
    /// The database cannot be reached at present.
    Unavailable,
    /// The connection between browser and server failed.
    Unreachable,
    /// An unforeseen error; the log has it under the request's id.
    Unexpected,
}

impl Problem {
    /// A problem with one field's error.
    pub fn field(field: &str, fault: impl Into<FieldFault>) -> Self {
        Self::Form(vec![FieldError::new(field, fault)])
    }

    /// The problem's HTTP status.
    pub const fn status(&self) -> u16 {
        match self {
            Self::SignedOut { .. } => 401,
            Self::Denied(_) | Self::StepUp | Self::RoleChanged { .. } => 403,
            Self::NotFound => 404,
            Self::Link(LinkError::Mangled) => 404,
            Self::PageMismatch { .. } => 409,
            Self::Link(_) => 410,
            Self::TooLarge => 413,
            Self::Form(_) => 422,
            Self::TooMany { .. } => 429,
            Self::Unexpected => 500,
            Self::Unavailable | Self::Unreachable => 503,
        }
    }

    /// The heading of the problem's page.
    pub const fn heading(&self) -> &'static str {
        match self {
            Self::SignedOut { .. } => "You are signed out",
            Self::PageMismatch { .. } => "Nothing was saved",
            Self::Denied(_) => "You cannot do this",
            Self::StepUp => "Enter your password again",
            Self::RoleChanged { .. } => "Your role has changed",
            Self::NotFound => "Page not found",
            Self::Form(_) => "There is a problem",
            Self::Link(LinkError::Expired) => "This link has expired",
            Self::Link(LinkError::Used) => "This link has been used",
            Self::Link(LinkError::Replaced) => "A newer link was sent",
            Self::Link(LinkError::Withdrawn) => "This invitation was withdrawn",
            Self::Link(LinkError::EmailChanged) => "This link was sent to an old address",
            Self::Link(LinkError::NotLetIn) => "Your school has paused or ended this account",
            Self::Link(LinkError::PasswordSet) => "A new password was set since",
            Self::Link(LinkError::CalledOff) => "This change was called off",
            Self::Link(LinkError::Mangled) => "This link is not complete",
            Self::Link(LinkError::Taken) => "This address is in use already",
            Self::TooLarge => "That is too large to send",
            Self::TooMany { .. } => "Please wait a moment",
            Self::Unavailable => "Rolecall cannot reach its records",
            Self::Unreachable => "Rolecall cannot be reached",
            Self::Unexpected => "Something went wrong",
        }
    }

    /// What happened and what to do next, in one or two sentences.
    pub fn sentence(&self) -> String {
        match self {
            Self::SignedOut { kept: true } => "You were signed out. What you typed is kept: sign in again and it is offered to you.".to_owned(),
            Self::SignedOut { kept: false } => "Sign in again to go on.".to_owned(),
            Self::PageMismatch { name, school, kept } => {
                let now = format!("You are signed in as {name} at {school} now, and this page was opened before.");
                if *kept { format!("{now} {KEPT_FOR_TYPIST}") } else { now }
            }
            Self::Denied(denial) => denial.sentence(),
            Self::StepUp => "This needs your password again. Nothing has been saved yet.".to_owned(),
            Self::RoleChanged { role } => format!("Your role is {} now. Nothing was saved.", role.label()),
            Self::NotFound => "There is nothing here. Check the address, or start again from the School page.".to_owned(),
            Self::Form(errors) => errors.iter().map(FieldError::sentence).collect::<Vec<_>>().join(". "),
            Self::Link(LinkError::Expired) => "Links work for a limited time, to keep accounts safe. Ask your school's admin to send a new one.".to_owned(),
            Self::Link(LinkError::Used) => "It has done its job. If your password is set you can sign in.".to_owned(),
            Self::Link(LinkError::Replaced) => "Only the link in the newest email works. Look for a later email from Rolecall, or ask your school's admin to send another.".to_owned(),
            Self::Link(LinkError::Withdrawn) => "Your school took it back, so this link does nothing. Ask your school's admin if you expected to join.".to_owned(),
            Self::Link(LinkError::EmailChanged) => "Links work only for the address they were sent to, and that has changed. Look for an email at the new address, or ask your school's admin.".to_owned(),
            Self::Link(LinkError::NotLetIn) => "Links for it do nothing. Ask your school's Account Owner or an Account Admin.".to_owned(),
            Self::Link(LinkError::PasswordSet) => "Links sent before that do nothing. Sign in with the new password, or ask for another link.".to_owned(),
            Self::Link(LinkError::CalledOff) => "The sign-in email stays as it was. You can ask for the change again on your account page.".to_owned(),
            Self::Link(LinkError::Mangled) => "Some mail programs cut long links in two. Copy the whole link from the email into the address bar, or ask your school's admin to send a new one.".to_owned(),
            Self::Link(LinkError::Taken) => "It belongs to another account, or to somebody else at your school. Nothing was changed: sign in as before.".to_owned(),
            Self::TooLarge => "Nothing was saved. Send less at once: a form may be up to 1 MB, a picture 8 MB and a list of staff 20 MB.".to_owned(),
            Self::TooMany { wait_seconds } if *wait_seconds > 90 => format!("There were many attempts. Try again in {} minutes.", wait_seconds.div_ceil(60)),
            Self::TooMany { .. } => "There were many attempts. Try again in a minute.".to_owned(),
            Self::Unavailable => "Nothing was changed. Try again in a minute; if it goes on, tell whoever looks after Rolecall for your school.".to_owned(),
            Self::Unreachable => "Nothing was changed. Check the connection and try again.".to_owned(),
            Self::Unexpected => "Nothing was changed. Try again; if it goes on, tell whoever looks after Rolecall for your school.".to_owned(),
        }
    }
}

impl From<Denial> for Problem {
    fn from(denial: Denial) -> Self {
        match denial {
            Denial::StepUp => Self::StepUp,
            denial => Self::Denied(denial),
        }
    }
}
