//! The texts of mails. Mails about accounts and ownership are in `account.rs`, a mail to a child's home in `home.rs`;
//! `html.rs` makes the HTML from the same parts as the plain text. Whether and when a mail is sent is decided
//! elsewhere: by the use cases and the worker.

mod account;
mod home;
mod html;

use crate::Backend;
use crate::store::{Invitation, MailContent, QueuedMail};
use domain::name::EmailAddress;
use domain::role::HeldRole;
use domain::school::SchoolSettings;

/// A mail ready to be sent.
pub(super) struct RenderedMail {
    pub to: EmailAddress,
    /// The school that the mail is sent for, if any; shown in the sender's name.
    pub school: Option<String>,
    pub subject: String,
    pub text: String,
    pub html: String,
}

impl core::fmt::Debug for RenderedMail {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("Letter")
    }
}

/// A mail's content, from which both the plain text and the HTML are made.
struct Parts {
    /// The school that the mail is sent for, if any.
    school: Option<String>,
    subject: String,
    greeting: String,
    before: Vec<String>,
    /// The button's label and link.
    button: Option<(&'static str, String)>,
    after: Vec<String>,
    /// The role that the mail is about, if any.
    role: Option<RoleInWords>,
    /// Whom to contact with questions; empty where the mail says so itself.
    ask: String,
    /// The footer: who sends the mail, and why.
    foot: String,
}

/// A role's name, and what it means.
struct RoleInWords {
    heading: String,
    meaning: Vec<String>,
}

impl RenderedMail {
    /// Makes the mail for a row of the outbox.
    pub fn of(mail: &QueuedMail, backend: &Backend) -> Self {
        let parts = match &mail.news {
            MailContent::Invitation(news) => invitation(news, backend),
            MailContent::Account(news) => account::parts(news, backend),
            MailContent::Home(news) => home::parts(news),
        };
        Self {
            to: mail.to.clone(),
            text: text(&parts),
            html: html::of(&parts),
            school: parts.school,
            subject: parts.subject,
        }
    }

    /// A test mail to the person setting up Rolecall.
    pub fn test(to: &EmailAddress, base_url: &str) -> Self {
        let parts = Parts {
            school: None,
            subject: "Rolecall can send email".to_owned(),
            greeting: "Hello,".to_owned(),
            before: vec![
                "This is the test email you asked for. Rolecall can send email from this server.".to_owned(),
                format!("Links in its emails begin with {base_url}. Check that this is the address people use."),
            ],
            button: None,
            after: Vec::new(),
            role: None,
            ask: String::new(),
            foot: "Sent by `rolecall check`.".to_owned(),
        };
        Self { to: to.clone(), text: text(&parts), html: html::of(&parts), school: None, subject: parts.subject }
    }
}

fn link(backend: &Backend, token: &str) -> String {
    format!("{}/link/{token}", backend.setup().base_url)
}

fn invitation(news: &Invitation, backend: &Backend) -> Parts {
    let Invitation { token, until, author, first_name, roles, settings, joins, reminds, .. } = news;
    let SchoolSettings { name: school, help_contact, .. } = settings;
    let link = link(backend, token.reveal());
    let until = backend.clock().words(*until).text;
    let added = match author {
        Some(author) => format!("{author} has added you to the staff of {school}."),
        None => format!("{school} has added you to its staff."),
    };
    let ask = ask(help_contact, author.as_deref(), school);
    let life = format!("The link works once, until {until}. Later, ask your school to send a new one.");
    let life = if *reminds { format!("{life} The link in the earlier email no longer works.") } else { life };
    let subject = |subject: String| if *reminds { format!("Reminder: {subject}") } else { subject };
    let (subject, asks, button) = if *joins {
        (
            subject(format!("{school} has added you to its staff")),
            "You already have a Rolecall account with this address. The link adds the school to that account once you are signed in to it; your password stays as it is.",
            "Add the school",
        )
    } else {
        (
            subject(format!("{school} has made an account for you")),
            "Choose a password, and you can sign in.",
            "Choose a password",
        )
    };
    Parts {
        school: Some(school.clone()),
        subject,
        greeting: format!("Hello {first_name},"),
        before: vec![added, asks.to_owned()],
        button: Some((button, link)),
        after: vec![life],
        role: Some(role_in_words(roles.in_words(&settings.products, &settings.roles), roles.main)),
        ask,
        foot: format!(
            "Sent for {school} by Rolecall, which looks after staff accounts. If you did not expect this email you need not do anything."
        ),
    }
}

/// Whom to contact with questions: the school's help contact, or else the person who sent the mail.
fn ask(help_contact: &str, author: Option<&str>, school: &str) -> String {
    match author {
        _ if !help_contact.is_empty() => format!("Questions? Ask {help_contact}."),
        Some(author) => format!("Questions? Ask {author}."),
        None => format!("Questions? Ask an Account Admin at {school}."),
    }
}

/// Roles as their holder reads them: what they are called in every product, and what the main one means in Sonar Tracker.
fn role_in_words(called: String, main: HeldRole) -> RoleInWords {
    let level = main.level();
    let meaning = match main.is_custom() {
        true => vec![format!("Your school's own role, based on {}.", level.label())],
        false => level.guidance().iter().map(|sentence| (*sentence).to_owned()).collect(),
    };
    RoleInWords { heading: format!("Your role: {called}"), meaning }
}

fn text(parts: &Parts) -> String {
    let mut paragraphs = vec![parts.greeting.clone()];
    paragraphs.extend(parts.before.iter().cloned());
    if let Some((label, link)) = &parts.button {
        paragraphs.push(format!("{label}:\n{link}"));
    }
    paragraphs.extend(parts.after.iter().cloned());
    if let Some(RoleInWords { heading, meaning }) = &parts.role {
        let lines = meaning.iter().map(|line| format!("\n* {line}")).collect::<String>();
        paragraphs.push(format!("{heading}{lines}"));
    }
    if !parts.ask.is_empty() {
        paragraphs.push(parts.ask.clone());
    }
    // Mail programs recognise the signature by a line with "-- ".
    paragraphs.push(format!("-- \n{}", parts.foot));
    paragraphs.join("\n\n") + "\n"
}
