//! The texts of mails. The HTML has no style attributes and no scripts, so that it looks the same in a mail program
//! and, under the Content-Security-Policy, on the demonstration's page. Tables and colour attributes work in every
//! mail program.

mod account;

use crate::Backend;
use crate::store::{Invitation, MailContent, QueuedMail};
use domain::name::EmailAddress;

/// A mail ready to be sent.
pub(super) struct RenderedMail {
    pub to: EmailAddress,
    /// The school it is sent for, if any; shown in the sender's name.
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

/// A mail's content, from which both text and HTML are made.
struct Parts {
    /// The school it is sent for, if any.
    school: Option<String>,
    subject: String,
    greeting: String,
    before: Vec<String>,
    /// The button's label and link.
    button: Option<(&'static str, String)>,
    after: Vec<String>,
    /// The footer: who sends the mail, and why.
    foot: String,
}

impl RenderedMail {
    /// The letter for a mail in the outbox.
    pub fn of(mail: &QueuedMail, backend: &Backend) -> Self {
        let parts = match &mail.news {
            MailContent::Invitation(news) => invitation(news, backend),
            MailContent::Account(news) => account::parts(news, backend),
        };
        Self {
            to: mail.to.clone(),
            text: text(&parts),
            html: html(&parts),
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
            foot: "Sent by `rolecall check`.".to_owned(),
        };
        Self { to: to.clone(), text: text(&parts), html: html(&parts), school: None, subject: parts.subject }
    }
}

fn link(backend: &Backend, token: &str) -> String {
    format!("{}/link/{token}", backend.setup().base_url)
}

fn invitation(news: &Invitation, backend: &Backend) -> Parts {
    let Invitation { token, until, school, help_contact, author, first_name, joins, reminds, .. } = news;
    let link = link(backend, token.reveal());
    let until = backend.clock().words(*until).text;
    let added = match author {
        Some(author) => format!("{author} has added you to the staff of {school}."),
        None => format!("{school} has added you to its staff."),
    };
    let help = if help_contact.is_empty() { String::new() } else { format!(" Questions? Ask {help_contact}.") };
    let life = format!("The link works once, until {until}. Later, ask your school to send a new one.");
    let life = if *reminds { format!("{life} The link in the earlier email no longer works.") } else { life };
    let subject = |subject: String| if *reminds { format!("Reminder: {subject}") } else { subject };
    let foot = format!(
        "Sent for {school} by Rolecall, which looks after staff accounts. If you did not expect this email you need not do anything.{help}"
    );
    let greeting = format!("Hello {first_name},");
    if *joins {
        Parts {
            subject: subject(format!("{school} has added you to its staff")),
            before: vec![
                added,
                "You already have a Rolecall account with this address. The link adds the school to that account once you are signed in to it; your password stays as it is.".to_owned(),
            ],
            button: Some(("Add the school", link)),
            after: vec![life],
            school: Some(school.clone()),
            greeting,
            foot,
        }
    } else {
        Parts {
            subject: subject(format!("{school} has made an account for you")),
            before: vec![added, "Choose a password, and you can sign in.".to_owned()],
            button: Some(("Choose a password", link)),
            after: vec![life],
            school: Some(school.clone()),
            greeting,
            foot,
        }
    }
}

fn text(parts: &Parts) -> String {
    let mut paragraphs = vec![parts.greeting.clone()];
    paragraphs.extend(parts.before.iter().cloned());
    if let Some((label, link)) = &parts.button {
        paragraphs.push(format!("{label}:\n{link}"));
    }
    paragraphs.extend(parts.after.iter().cloned());
    // Mail programs recognise the signature by a line with "-- ".
    paragraphs.push(format!("-- \n{}", parts.foot));
    paragraphs.join("\n\n") + "\n"
}

fn html(parts: &Parts) -> String {
    let paragraph = |text: &String| format!("<p>{}</p>\n", escape(text));
    let before: String = parts.before.iter().map(paragraph).collect();
    let after: String = parts.after.iter().map(paragraph).collect();
    let button = parts.button.as_ref().map_or_else(String::new, |(label, link)| {
        let link = escape(link);
        format!(
            "<table role=\"presentation\" border=\"0\" cellspacing=\"0\" cellpadding=\"14\"><tr><td bgcolor=\"#1d4ed8\">\
             <a href=\"{link}\"><font color=\"#ffffff\"><b>{label}</b></font></a></td></tr></table>\n\
             <p>Or copy this address into your browser:<br>{link}</p>\n"
        )
    });
    let (subject, greeting, foot) = (escape(&parts.subject), escape(&parts.greeting), escape(&parts.foot));
    format!(
        "<!DOCTYPE html>\n<html lang=\"en-GB\">\n<head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\"><title>{subject}</title></head>\n\
         <body bgcolor=\"#ffffff\" text=\"#1b1b1f\">\n<font face=\"system-ui, Segoe UI, Helvetica, Arial, sans-serif\">\n\
         <p>{greeting}</p>\n{before}{button}{after}<hr>\n<p><small>{foot}</small></p>\n</font>\n</body>\n</html>\n"
    )
}

/// Escapes text for use anywhere in HTML, including attributes.
fn escape(text: &str) -> String {
    text.chars().fold(String::with_capacity(text.len()), |mut escaped, c| {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            c => escaped.push(c),
        }
        escaped
    })
}
