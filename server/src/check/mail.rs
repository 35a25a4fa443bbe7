//! Checking mail: whether the server accepts Rolecall, and an email.

use super::finding::Finding;
use crate::cli::Settings;
use crate::config;
use crate::limits;
use crate::refusal::CommandError;
use domain::name::EmailAddress;

/// Tries the given mail server.
pub(super) async fn check(settings: &Settings, send_to: Option<&str>) -> Finding {
    let given = |value: &Option<String>| value.clone().filter(|value| !value.trim().is_empty());
    let (Some(smtp_url), Some(sender)) = (given(&settings.smtp_url), given(&settings.mail_from)) else {
        return Finding::Setting(CommandError::NoMail);
    };
    let post = match config::mail_server(&smtp_url, &sender, Some(limits::CHECK_MAIL_PATIENCE)) {
        Ok(post) => post,
        Err(refusal) => return Finding::Setting(refusal),
    };
    let Some(send_to) = send_to else {
        return match post.connect().await {
            Ok(()) => Finding::MailReached,
            Err(why) => Finding::MailFailed(why),
        };
    };
    let Ok(to) = EmailAddress::parse(send_to) else {
        return Finding::Setting(CommandError::NoAddress);
    };
    let base_url = settings.base_url.as_deref().unwrap_or("an address that is not set yet");
    match post.send_test(&to, base_url).await {
        Ok(()) => Finding::MailSent(to.to_string()),
        Err(why) => Finding::MailFailed(why),
    }
}
