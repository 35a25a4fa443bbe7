//! The account page's forms, and carrying them out.

use super::done_address;
use crate::api;
use crate::failure::Failure;
use crate::page_context::PageContext;
use crate::posted::{Redirector, first};
use domain::fault::Fault;
use domain::form::account::{ACCEPT_PASSWORD, ChangeEmailForm, ChangePasswordForm, KNOWN_AS, OFFER_TO};
use domain::id::{MemberId, SessionId};
use domain::member::{PlainField, PlainTyped};
use domain::problem::Problem;
use serde::{Deserialize, Serialize};

/// The value of `do` for the form that changes the password.
pub(super) const PASSWORD: &str = "password";
/// The value of `do` for the form that changes the preferred name.
pub(super) const KNOWN: &str = "known-as";
/// What members set themselves of what the school knows of them.
pub(super) const OWN: &str = "details";
/// The value of `do` for the form that requests another sign-in email.
pub(super) const EMAIL: &str = "email";
/// The value of `do` for the form that keeps the current sign-in email.
pub(super) const KEEP_EMAIL: &str = "keep-email";
/// The value of `do` for the form that ends one session, or all others when it names none.
pub(super) const END: &str = "end";
/// The value of `do` for the form that offers the school.
pub(super) const OFFER: &str = "offer";
/// The value of `do` for the form that withdraws the offer.
pub(super) const WITHDRAW: &str = "withdraw";
/// The value of `do` for the form that accepts the school.
pub(super) const ACCEPT: &str = "accept";
/// The value of `do` for the form that declines the school.
pub(super) const DECLINE: &str = "decline";

/// A part of the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum Part {
    Details,
    Name,
    Own,
    Password,
    Email,
    Sessions,
    HandOver,
    Offer,
}

impl Part {
    /// The part's id, for links to it.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Details => "you",
            Self::Name => "name",
            Self::Own => "about-you",
            Self::Password => "change-password",
            Self::Email => "sign-in-email",
            Self::Sessions => "signed-in",
            Self::HandOver => "hand-over",
            Self::Offer => "offer",
        }
    }

    /// The part's heading.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Details => "Who you are",
            Self::Name => "The name you go by",
            Self::Own => "About you",
            Self::Password => "Password",
            Self::Email => "Sign-in email",
            Self::Sessions => "Where you are signed in",
            Self::HandOver => "Hand over your school",
            Self::Offer => "You are asked to take your school over",
        }
    }

    /// The confirmation of something `done` in the part.
    pub fn done_message(self, done: &str) -> Option<&'static str> {
        Some(match (self, done) {
            (Self::Name, KNOWN) => "The name you go by is saved. You can change it again here.",
            (Self::Own, OWN) => "Your details are saved. You can change them again here.",
            (Self::Password, PASSWORD) => "Your password is changed. Everybody else was signed out.",
            (Self::Email, EMAIL) => {
                "An email is on its way to the new address. Nothing changes until you press the button its link leads to."
            }
            (Self::Email, KEEP_EMAIL) => "Your sign-in email stays as it is. The link no longer works.",
            (Self::Sessions, END) => "That browser is signed out of your account.",
            (Self::HandOver, OFFER) => {
                "The offer is made, and an email is on its way. Nothing changes until it is accepted."
            }
            (Self::HandOver, WITHDRAW) => {
                "Your offer to hand over the school is taken back. You can make another here."
            }
            _ => return None,
        })
    }
}

/// A form posted to the page.
#[derive(Clone)]
pub(super) enum SubmittedAccountForm {
    KnownAs(String),
    Own(PlainTyped),
    Password(ChangePasswordForm),
    Email(ChangeEmailForm),
    KeepEmail,
    End(Option<SessionId>),
    Offer(String),
    Withdraw,
    Accept(String),
    Decline,
    /// Not one of the page's forms.
    Unknown,
}

/// Why a form was not carried out. A form that succeeded redirects instead.
#[derive(Clone, Serialize, Deserialize)]
pub(super) struct AccountFormFailure {
    /// The part of the page that the form belongs to.
    pub part: Part,
    /// The input to be corrected; never a password.
    pub typed: String,
    /// What was typed about oneself.
    pub own: Option<PlainTyped>,
    /// Why it failed.
    pub problem: Problem,
}

impl SubmittedAccountForm {
    /// Parses the pairs of a form.
    pub fn read(pairs: Vec<(String, String)>) -> Self {
        let find = |name: &str| first(&pairs, name).map(str::to_owned);
        let text = |name: &str| find(name).unwrap_or_default();
        match text("do").as_str() {
            KNOWN => Self::KnownAs(text(KNOWN_AS)),
            OWN => {
                let mut details = PlainTyped::default();
                PlainField::own().for_each(|field| details.set(field, text(field.code())));
                Self::Own(details)
            }
            PASSWORD => Self::Password(ChangePasswordForm {
                current_password: text(ChangePasswordForm::CURRENT),
                password: text(ChangePasswordForm::NEW),
            }),
            EMAIL => Self::Email(ChangeEmailForm {
                new_email: text(ChangeEmailForm::NEW),
                email_password: text(ChangeEmailForm::PASSWORD),
            }),
            KEEP_EMAIL => Self::KeepEmail,
            END => match find("session").map(|session| SessionId::parse(&session)) {
                None => Self::End(None),
                Some(Some(session)) => Self::End(Some(session)),
                // An invalid id must not be read as "all sessions".
                Some(None) => Self::Unknown,
            },
            OFFER => Self::Offer(text(OFFER_TO)),
            WITHDRAW => Self::Withdraw,
            ACCEPT => Self::Accept(text(ACCEPT_PASSWORD)),
            DECLINE => Self::Decline,
            _ => Self::Unknown,
        }
    }

    /// Carries out the form for the signed-in person, and redirects.
    pub async fn answer(self, here: PageContext, redirector: &Redirector) -> Option<AccountFormFailure> {
        // The frame redirects people who are not signed in.
        here.site.await.ok()?.viewer()?;
        let (mut typed, mut own) = (String::new(), None);
        let (part, done, answer) = match self {
            Self::KnownAs(known_as) => {
                typed.clone_from(&known_as);
                (Part::Name, KNOWN, api::change_known_as(known_as).await)
            }
            Self::Own(details) => {
                own = Some(details.clone());
                (Part::Own, OWN, api::change_own_details(details).await)
            }
            Self::Password(form) => (Part::Password, PASSWORD, api::change_own_password(form).await),
            Self::Email(form) => {
                typed.clone_from(&form.new_email);
                (Part::Email, EMAIL, api::request_own_email_change(form).await)
            }
            Self::KeepEmail => (Part::Email, KEEP_EMAIL, api::withdraw_own_email().await),
            Self::End(session) => (Part::Sessions, END, api::end_own_sessions(session).await),
            Self::Offer(to) => {
                typed.clone_from(&to);
                let offered = match MemberId::parse(&to) {
                    Some(member) => api::offer_ownership(member).await,
                    None => Err(Failure(Problem::field(OFFER_TO, Fault::ChooseOwner))),
                };
                (Part::HandOver, OFFER, offered)
            }
            Self::Withdraw => (Part::HandOver, WITHDRAW, api::withdraw_ownership().await),
            Self::Accept(password) => (Part::Offer, "accepted", api::accept_ownership(password).await),
            Self::Decline => (Part::Offer, "declined", api::decline_ownership().await),
            Self::Unknown => (Part::Details, "", Err(Failure(Problem::NotFound))),
        };
        match answer {
            Ok(()) => {
                // The offer is no longer on the page.
                let at = if part == Part::Offer { Part::Details } else { part };
                redirector.go(&done_address(done, at));
                None
            }
            Err(Failure(problem)) => Some(AccountFormFailure { part, typed, own, problem }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::posted::form_pairs;

    fn read(pairs: &[(&str, &str)]) -> SubmittedAccountForm {
        SubmittedAccountForm::read(form_pairs(pairs))
    }

    #[test]
    fn a_session_written_wrongly_ends_none() {
        assert!(matches!(read(&[("do", END)]), SubmittedAccountForm::End(None)));
        assert!(matches!(read(&[("do", END), ("session", "x")]), SubmittedAccountForm::Unknown));
        assert!(matches!(
            read(&[("do", END), ("session", "00000000000000000000000000000001")]),
            SubmittedAccountForm::End(Some(_))
        ));
    }

    #[test]
    fn a_form_that_does_not_say_what_it_is_does_nothing() {
        assert!(matches!(read(&[("password", "x"), ("current_password", "y")]), SubmittedAccountForm::Unknown));
        assert!(matches!(read(&[]), SubmittedAccountForm::Unknown));
    }
}
