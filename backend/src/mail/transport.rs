//! Delivery of mail: by SMTP, or to the demonstration's page.

use super::sender::{Sender, one_line};
use super::words::RenderedMail;
use crate::Backend;
use crate::access::MailWorker;
use crate::limits;
use crate::store::StoredDemoMail;
use domain::id::MailId;
use domain::mail::MailRefusal;
use domain::name::EmailAddress;
use lettre::message::MultiPart;
use lettre::transport::smtp::PoolConfig;
use lettre::{Address, AsyncSmtpTransport, AsyncTransport as _, Message, Tokio1Executor};
use std::time::Duration;
use uuid::Uuid;

/// Where mail is delivered.
#[derive(Clone)]
pub struct MailTransport(Transport);

#[derive(Clone)]
enum Transport {
    Smtp { transport: AsyncSmtpTransport<Tokio1Executor>, sender: Sender, patience: Duration },
    Demo,
}

impl core::fmt::Debug for MailTransport {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str(match self.0 {
            Transport::Smtp { .. } => "Post::smtp",
            Transport::Demo => "Post::demo",
        })
    }
}

/// The mail server's URL is invalid. The error does not repeat it, since it may contain a password.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "the mail server's address must look like smtp://host:25, smtp+starttls://user:password@host:587 or smtps://user:password@host:465"
)]
pub struct TransportError;

impl MailTransport {
    /// Delivery by SMTP. `url` is `smtp://user:password@host:port` (no encryption: for a relay on the same machine or
    /// network), `smtp+starttls://…` (port 587 by default) or `smtps://…` (port 465 by default).
    ///
    /// # Errors
    /// When the URL has none of these forms.
    pub fn smtp(url: &str, sender: &Sender) -> Result<Self, TransportError> {
        Self::smtp_with_patience(url, sender, limits::MAIL_PATIENCE)
    }

    /// As [`smtp`](MailTransport::smtp), with `patience` as the most time for one mail.
    ///
    /// # Errors
    /// As [`smtp`](MailTransport::smtp).
    pub fn smtp_with_patience(url: &str, sender: &Sender, patience: Duration) -> Result<Self, TransportError> {
        let url = match url.split_once("://").ok_or(TransportError)? {
            ("smtp+starttls", rest) => {
                format!("smtp://{rest}{}tls=required", if rest.contains('?') { '&' } else { '?' })
            }
            ("smtp" | "smtps", _) => url.to_owned(),
            _ => return Err(TransportError),
        };
        let transport = AsyncSmtpTransport::<Tokio1Executor>::from_url(&url)
            .map_err(|_| TransportError)?
            .timeout(Some(patience))
            .pool_config(PoolConfig::new().max_size(2).idle_timeout(limits::MAIL_IDLE))
            .build();
        Ok(Self(Transport::Smtp { transport, sender: sender.clone(), patience }))
    }

    /// Delivery to the demonstration's outbox page.
    pub const fn demo() -> Self {
        Self(Transport::Demo)
    }

    /// Connects and signs in to the mail server without sending anything.
    ///
    /// # Errors
    /// Why the connection failed.
    pub async fn connect(&self) -> Result<(), MailRefusal> {
        let Transport::Smtp { transport, patience, .. } = &self.0 else { return Ok(()) };
        match tokio::time::timeout(*patience, transport.test_connection()).await {
            Err(_) => Err(MailRefusal::Slow),
            Ok(Ok(true)) => Ok(()),
            Ok(Ok(false)) => Err(MailRefusal::Unreachable),
            Ok(Err(error)) => Err(not_sent(&error)),
        }
    }

    /// Sends a test mail.
    ///
    /// # Errors
    /// Why it was not sent.
    pub async fn send_test(&self, to: &EmailAddress, base_url: &str) -> Result<(), MailRefusal> {
        let Transport::Smtp { transport, sender, patience } = &self.0 else { return Ok(()) };
        let message = message(MailId::new(Uuid::new_v4()), RenderedMail::test(to, base_url), sender)?;
        deliver(transport, message, *patience).await
    }

    /// Sends a mail.
    pub(super) async fn send(&self, id: MailId, letter: RenderedMail, backend: &Backend) -> Result<(), MailRefusal> {
        match &self.0 {
            Transport::Smtp { transport, sender, patience } => {
                deliver(transport, message(id, letter, sender)?, *patience).await
            }
            Transport::Demo => {
                let mail = StoredDemoMail {
                    id,
                    to: letter.to.to_string(),
                    subject: letter.subject,
                    text: letter.text,
                    html: letter.html,
                    sent_at: backend.clock().now(),
                };
                backend.store().show_mail(&MailWorker::new(), mail).await.map_err(|trouble| {
                    tracing::warn!(error = %trouble, "the demonstration's outbox");
                    MailRefusal::Unreachable
                })
            }
        }
    }
}

async fn deliver(
    transport: &AsyncSmtpTransport<Tokio1Executor>,
    message: Message,
    patience: Duration,
) -> Result<(), MailRefusal> {
    // The library's own timeout covers only connecting.
    match tokio::time::timeout(patience, transport.send(message)).await {
        Err(_) => Err(MailRefusal::Slow),
        Ok(Ok(_)) => Ok(()),
        Ok(Err(error)) => Err(not_sent(&error)),
    }
}

/// The message in its SMTP form.
fn message(id: MailId, letter: RenderedMail, sender: &Sender) -> Result<Message, MailRefusal> {
    let to: Address = letter.to.as_str().parse().map_err(|_| MailRefusal::Unwritable)?;
    Message::builder()
        .raw_header(sender.header(letter.school.as_deref()))
        .to(to.into())
        .subject(one_line(&letter.subject))
        // Each attempt has the same id, so that a mail delivered twice is recognised as one.
        .message_id(Some(format!("<{id}@{}>", sender.address().domain())))
        .header(AutoSubmitted)
        .multipart(MultiPart::alternative_plain_html(letter.text, letter.html))
        .map_err(|_| MailRefusal::Unwritable)
}

/// The header of RFC 3834 that prevents "out of office" answers.
#[derive(Clone)]
struct AutoSubmitted;

impl lettre::message::header::Header for AutoSubmitted {
    fn name() -> lettre::message::header::HeaderName {
        lettre::message::header::HeaderName::new_from_ascii_str("Auto-Submitted")
    }

    fn parse(_: &str) -> Result<Self, Box<dyn core::error::Error + Send + Sync>> {
        Ok(Self)
    }

    fn display(&self) -> lettre::message::header::HeaderValue {
        lettre::message::header::HeaderValue::new(Self::name(), "auto-generated".to_owned())
    }
}

fn not_sent(error: &lettre::transport::smtp::Error) -> MailRefusal {
    let code = error.status().map(|status| status.to_string());
    match code.as_deref() {
        // Signing in to the mail server failed or is required: the address is not at fault.
        Some("530" | "534" | "535" | "538" | "454") => MailRefusal::NotLetIn(reply(error, code.as_deref())),
        _ if error.is_permanent() => MailRefusal::ForGood(reply(error, code.as_deref())),
        _ if error.is_transient() => MailRefusal::ForNow(reply(error, code.as_deref())),
        _ if error.is_timeout() => MailRefusal::Slow,
        _ if error.is_tls() => MailRefusal::NotEncrypted,
        _ => MailRefusal::Unreachable,
    }
}

/// The server's own reply, as far as it can be shown: "550 No such user".
fn reply(error: &lettre::transport::smtp::Error, code: Option<&str>) -> String {
    use core::error::Error as _;
    let words = error.source().map(ToString::to_string).unwrap_or_default();
    let words: String = one_line(&words).chars().take(160).collect();
    format!("{} {}", code.unwrap_or_default(), words.split_whitespace().collect::<Vec<_>>().join(" ")).trim().to_owned()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use uuid::Uuid;

    fn letter(school: &str, subject: &str) -> RenderedMail {
        let to = EmailAddress::parse("amy@hillside.uk").unwrap();
        RenderedMail {
            to,
            school: Some(school.to_owned()),
            subject: subject.to_owned(),
            text: "Hello".to_owned(),
            html: "<p>Hello</p>".to_owned(),
        }
    }

    #[test]
    fn a_name_cannot_add_a_header() {
        let sender = Sender::parse("rolecall@example.org").unwrap();
        for name in [
            "Hillside\r\nBcc: evil@example.org",
            "Hillside\nSubject: x",
            "\"Hillside\" <evil@example.org>",
            "Ysgol Gymraeg Tŷ'r Ânt",
        ] {
            let message = message(MailId::new(Uuid::from_u128(1)), letter(name, name), &sender).unwrap();
            let formatted = String::from_utf8(message.formatted()).unwrap();
            let head = formatted.split("\r\n\r\n").next().unwrap();
            let starts = |name: &str| head.lines().filter(|line| line.to_lowercase().starts_with(name)).count();
            assert_eq!((starts("bcc:"), starts("subject:"), starts("from:"), starts("to:")), (0, 1, 1, 1), "{head}");
            assert_eq!(message.envelope().to().len(), 1);
            assert_eq!(message.envelope().from().map(ToString::to_string).as_deref(), Some("rolecall@example.org"));
        }
    }

    #[tokio::test]
    async fn servers_are_named_by_url() {
        let sender = Sender::parse("rolecall@example.org").unwrap();
        for right in [
            "smtp://127.0.0.1:2525",
            "smtp+starttls://me:secret@mail.example.org",
            "smtps://me:s%40cret@mail.example.org:465",
        ] {
            assert!(MailTransport::smtp(right, &sender).is_ok(), "{right}");
        }
        for wrong in ["", "mail.example.org", "http://mail.example.org", "smtp://", "smtps://:secret@"] {
            assert!(matches!(MailTransport::smtp(wrong, &sender), Err(TransportError)), "{wrong}");
        }
    }
}
