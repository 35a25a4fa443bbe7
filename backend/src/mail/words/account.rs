//! The texts of mails about accounts and a school's ownership.

use super::{Parts, ask, link, role_in_words};
use crate::Backend;
use crate::clock::Clock;
use crate::store::AccountMailContent;
use domain::device::Device;
use domain::role::Role;

const FOOT: &str = "Sent by Rolecall, which looks after staff accounts.";

/// A mail from Rolecall itself.
fn from_rolecall(subject: &str, before: Vec<String>, foot: String) -> Parts {
    Parts {
        school: None,
        subject: subject.to_owned(),
        greeting: "Hello,".to_owned(),
        before,
        button: None,
        after: Vec::new(),
        role: None,
        ask: "Questions? Ask an Account Admin at your school.".to_owned(),
        foot,
    }
}

/// A mail from a school, with a link to the account page.
fn from_school(school: &str, subject: String, before: Vec<String>, backend: &Backend) -> Parts {
    let account = format!("{}/account", backend.setup().base_url);
    Parts {
        school: Some(school.to_owned()),
        subject,
        greeting: "Hello,".to_owned(),
        before,
        button: Some(("Open your account", account)),
        after: Vec::new(),
        role: None,
        ask: String::new(),
        foot: format!("Sent for {school} by Rolecall, which looks after staff accounts."),
    }
}

pub(super) fn parts(news: &AccountMailContent, backend: &Backend) -> Parts {
    match news {
        AccountMailContent::Reset { token } => reset(&link(backend, token.reveal())),
        AccountMailContent::PasswordChanged => password_changed(&backend.setup().base_url),
        AccountMailContent::PasswordLink { token, school, help_contact, author } => {
            password_link(link(backend, token.reveal()), school, help_contact, author.as_deref())
        }
        AccountMailContent::ConfirmEmail { token, until } => {
            let until = backend.clock().words(*until).text;
            Parts {
                button: Some(("Use this address", link(backend, token.reveal()))),
                after: vec![format!("The page asks once more before anything changes. The link works once, until {until}.")],
                ..from_rolecall(
                    "Confirm your new sign-in email",
                    vec!["Somebody, probably you, wants to sign in to Rolecall with this address from now on.".to_owned()],
                    format!("{FOOT} If you did not ask for this, you need not do anything: nothing changes."),
                )
            }
        }
        AccountMailContent::EmailTaken => Parts {
            ask: String::new(),
            ..from_rolecall(
            "This address cannot be your new sign-in email",
            vec![
                "Somebody, probably you, wants to sign in to Rolecall with this address. It already belongs to a Rolecall account, or to somebody else at the same school, so nothing was changed.".to_owned(),
                "If both are yours, ask your school's admin which address to keep.".to_owned(),
            ],
            format!("{FOOT} If you did not ask for this, you need not do anything."),
            )
        },
        AccountMailContent::EmailChanged => from_rolecall(
            "Your Rolecall sign-in email was changed",
            vec![
                "This address no longer signs in to Rolecall: the holder of the account confirmed another one just now.".to_owned(),
                "If it was not you, tell your school's Account Owner at once.".to_owned(),
            ],
            FOOT.to_owned(),
        ),
        AccountMailContent::NewDevice { device, at } => new_device(*device, &Clock::written_out(*at), backend),
        AccountMailContent::Guesses { times } => guesses(*times, backend),
        AccountMailContent::OwnershipOffered { school, author, until } => {
            let (author, until) = (named(author.as_deref()), backend.clock().words(*until).text);
            from_school(
                school,
                format!("You are asked to become the Account Owner of {school}"),
                vec![
                    format!("{author} wants to hand {school} over to you: you would be its Account Owner, and {author} an Account Admin."),
                    format!("Nothing changes until you accept, with your password, on your account page. The offer ends {until}."),
                ],
                backend,
            )
        }
        AccountMailContent::OwnershipOfferMade { school, about } => {
            let about = about.as_deref().unwrap_or("an Account Admin");
            from_school(
                school,
                format!("{school} is offered to {about}"),
                vec![
                    format!("Somebody signed in as you has asked {about} to become the Account Owner of {school}."),
                    "If it was not you, take the offer back on your account page and change your password at once.".to_owned(),
                ],
                backend,
            )
        }
        AccountMailContent::AdminGiven { school, author } => {
            let author = named(author.as_deref());
            Parts {
                role: Some(role_in_words(Role::AccountAdmin.label().to_owned(), Role::AccountAdmin.into())),
                ..from_school(
                    school,
                    format!("You are an Account Admin at {school} now"),
                    vec![
                        format!("{author} has given you the role Account Admin at {school}."),
                        "If you did not expect this, tell your school's Account Owner.".to_owned(),
                    ],
                    backend,
                )
            }
        }
        AccountMailContent::AdminMade { school, about } => {
            let about = about.as_deref().unwrap_or("Somebody");
            from_school(
                school,
                format!("{about} is an Account Admin at {school} now"),
                vec![
                    format!("Somebody signed in as you has given {about} the role Account Admin at {school}."),
                    "If it was not you, change that role and your password at once.".to_owned(),
                ],
                backend,
            )
        }
        AccountMailContent::OwnershipDeclined { school, author } => {
            let author = named(author.as_deref());
            from_school(
                school,
                format!("{author} has declined to take over {school}"),
                vec![format!("You are still the Account Owner of {school}. You can ask somebody else on your account page.")],
                backend,
            )
        }
        AccountMailContent::OwnershipTaken { school, author } => {
            let author = named(author.as_deref());
            Parts {
                role: Some(role_in_words(Role::AccountOwner.label().to_owned(), Role::AccountOwner.into())),
                ..from_school(
                    school,
                    format!("You are the Account Owner of {school} now"),
                    vec![
                        format!("You accepted {author}'s offer. You are the Account Owner of {school}, and {author} is an Account Admin."),
                        "If you did not accept it yourself, change your password and tell them at once.".to_owned(),
                    ],
                    backend,
                )
            }
        }
        AccountMailContent::AuditAnchor { school, anchor } => Parts {
            school: Some(school.clone()),
            subject: format!("The audit log of {school}: this month's anchor"),
            greeting: "Hello,".to_owned(),
            before: vec![
                format!("Keep this email. It says where the audit log of {school} stands now, after entry {}:", anchor.number),
                anchor.to_string(),
                format!("The person who runs Rolecall for you can check later that nobody rewrote the log before that entry: {}", anchor.command()),
            ],
            button: None,
            after: vec!["You can turn these emails off in the school settings.".to_owned()],
            role: None,
            ask: String::new(),
            foot: format!("Sent for {school} by Rolecall, which looks after staff accounts."),
        },
        AccountMailContent::OwnershipGiven { school, author } => {
            let author = named(author.as_deref());
            from_school(
                school,
                format!("{school} is handed over to {author}"),
                vec![
                    format!("{author} accepted your offer. They are the Account Owner of {school} now, and you are an Account Admin."),
                    "If you did not make this offer, tell them at once: only they can hand the school back.".to_owned(),
                ],
                backend,
            )
        }
    }
}

fn named(author: Option<&str>) -> &str {
    author.unwrap_or("The Account Owner")
}

fn reset(link: &str) -> Parts {
    Parts {
        button: Some(("Choose a new password", link.to_owned())),
        after: vec!["The link works once, within an hour of asking. Using it signs you out everywhere.".to_owned()],
        ..from_rolecall(
            "Choose a new password for Rolecall",
            vec![
                "Somebody, probably you, asked for a new password for the Rolecall account with this address."
                    .to_owned(),
            ],
            format!("{FOOT} If you did not ask, you need not do anything: your password stays as it is."),
        )
    }
}

fn password_link(link: String, school: &str, help_contact: &str, author: Option<&str>) -> Parts {
    let sent = match author {
        Some(author) => format!("{author} at {school} has sent you a link to choose a new password for Rolecall."),
        None => format!("{school} has sent you a link to choose a new password for Rolecall."),
    };
    Parts {
        school: Some(school.to_owned()),
        subject: "Choose a new password for Rolecall".to_owned(),
        greeting: "Hello,".to_owned(),
        before: vec![sent],
        button: Some(("Choose a new password", link)),
        after: vec!["The link works once, within an hour. Using it signs you out everywhere. Until then your password stays as it is.".to_owned()],
        role: None,
        ask: ask(help_contact, author, school),
        foot: format!("Sent for {school} by Rolecall, which looks after staff accounts."),
    }
}

fn new_device(device: Device, when: &str, backend: &Backend) -> Parts {
    Parts {
        button: Some(("See where you are signed in", account_page(backend))),
        after: vec![format!("If it was not you, choose a new password at once: {}", forgotten_page(backend))],
        ..from_rolecall(
            "Your Rolecall account was used on a new device",
            vec![
                format!("Somebody signed in to your Rolecall account with your password on {when}."),
                format!("They used {}, on a network you have not used in the last 30 days.", used(device)),
                "If it was you, you do not need to do anything.".to_owned(),
            ],
            FOOT.to_owned(),
        )
    }
}

/// The device, within a sentence.
fn used(device: Device) -> String {
    if device == Device::default() { "an unknown device".to_owned() } else { device.words() }
}

fn guesses(times: i64, backend: &Backend) -> Parts {
    Parts {
        after: vec![format!("If your password is short, or you use it elsewhere, choose a new one: {}", forgotten_page(backend))],
        ..from_rolecall(
            "Wrong passwords were tried on your Rolecall account",
            vec![
                format!("In the last 24 hours a wrong password was entered {times} times for the Rolecall account with this address."),
                "If it was you, you do not need to do anything. If not, somebody may be guessing your password. Rolecall slows them down, and devices you have signed in on keep working.".to_owned(),
            ],
            FOOT.to_owned(),
        )
    }
}

fn account_page(backend: &Backend) -> String {
    format!("{}/account", backend.setup().base_url)
}

fn forgotten_page(backend: &Backend) -> String {
    format!("{}/forgotten-password", backend.setup().base_url)
}

fn password_changed(base_url: &str) -> Parts {
    Parts {
        after: vec![format!("If it was not you, choose “Forgotten password” at {base_url}/sign-in and tell your school's Account Owner.")],
        ..from_rolecall(
            "Your Rolecall password was changed",
            vec!["The password of the Rolecall account with this address was changed just now, and everybody else who was signed in with it was signed out.".to_owned()],
            FOOT.to_owned(),
        )
    }
}
