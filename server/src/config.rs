//! Validates a command's options and turns them into settings; each problem is one clear sentence.

use crate::cli::{Database, Settings};
use crate::refusal::{BaseUrlFault, CommandError};
use axum::http::Uri;
use backend::mail::{MailTransport, Sender};
use std::net::{IpAddr, SocketAddr};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// The URL of the database. If it is a SQLite file, its folder is created.
///
/// # Errors
/// When the folder cannot be created.
pub fn database_url(asked: &Database, is_demo: bool) -> Result<String, CommandError> {
    if let Some(url) = asked.database_url.as_deref().filter(|url| !url.is_empty()) {
        let known = url.starts_with("sqlite:") || is_postgres(url);
        return if known { Ok(url.to_owned()) } else { Err(CommandError::UnknownDatabase) };
    }
    make_private_folder(&asked.data)?;
    let file = asked.data.join(if is_demo { "demo.db" } else { "rolecall.db" });
    Ok(format!("sqlite://{}", file.display()))
}

/// The URL of the database, and its file if it is SQLite. Creates nothing.
///
/// # Errors
/// When the URL is for another kind of database.
pub(crate) fn database_place(asked: &Database) -> Result<DatabasePlace, CommandError> {
    let given = asked.database_url.as_deref().filter(|url| !url.is_empty());
    let file = match given {
        None => Some(asked.data.join("rolecall.db")),
        Some(url) => url.strip_prefix("sqlite:").map(|path| {
            let path = path.trim_start_matches("//").split('?').next().unwrap_or_default();
            PathBuf::from(path)
        }),
    };
    match (given, file) {
        (None, Some(file)) => Ok(DatabasePlace { url: format!("sqlite://{}", file.display()), file: Some(file) }),
        (Some(url), file) if file.is_some() || is_postgres(url) => Ok(DatabasePlace { url: url.to_owned(), file }),
        _ => Err(CommandError::UnknownDatabase),
    }
}

/// The location of a database.
pub(crate) struct DatabasePlace {
    /// The URL.
    pub url: String,
    /// The file, if it is SQLite.
    pub file: Option<PathBuf>,
}

fn is_postgres(url: &str) -> bool {
    url.starts_with("postgres://") || url.starts_with("postgresql://")
}

fn make_private_folder(folder: &Path) -> Result<(), CommandError> {
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder).map_err(|error| CommandError::DataFolder { folder: folder.to_owned(), error })
}

/// The base URL as given, or the one for a demonstration that listens on `demo_on`.
///
/// # Errors
/// When it is missing, or not safe for typing a password.
pub fn base_url(given: Option<&str>, demo_on: Option<SocketAddr>) -> Result<String, CommandError> {
    match (given.filter(|given| !given.is_empty()), demo_on) {
        (Some(given), _) => checked_base_url(given),
        (None, Some(listen)) => Ok(format!("http://{}", reached_at(listen))),
        (None, None) => Err(CommandError::NoBaseUrl),
    }
}

/// The address at which a browser on this machine reaches the server.
fn reached_at(listen: SocketAddr) -> SocketAddr {
    let ip = match listen.ip() {
        IpAddr::V4(ip) if ip.is_unspecified() => IpAddr::from([127, 0, 0, 1]),
        IpAddr::V6(ip) if ip.is_unspecified() => IpAddr::from([0, 0, 0, 0, 0, 0, 0, 1]),
        ip => ip,
    };
    SocketAddr::new(ip, listen.port())
}

fn checked_base_url(given: &str) -> Result<String, CommandError> {
    let wrong = |fault| CommandError::BaseUrl { given: given.to_owned(), fault };
    let uri: Uri = given.parse().map_err(|_| wrong(BaseUrlFault::NoUrl))?;
    let (Some(scheme), Some(authority)) = (uri.scheme_str(), uri.authority()) else {
        return Err(wrong(BaseUrlFault::Incomplete));
    };
    if !uri.path().trim_matches('/').is_empty() || uri.query().is_some() {
        return Err(wrong(BaseUrlFault::Path));
    }
    if authority.as_str().contains('@') {
        return Err(wrong(BaseUrlFault::Username));
    }
    match scheme {
        "https" => {}
        "http" if is_loopback(authority.host()) => {}
        "http" => return Err(wrong(BaseUrlFault::Unencrypted)),
        _ => return Err(wrong(BaseUrlFault::NotHttps)),
    }
    Ok(format!("{scheme}://{}", authority.as_str().to_ascii_lowercase()))
}

/// The number of proxies in front of the server, whose addresses are not the clients' own.
///
/// # Errors
/// When people reach Rolecall by https and no number was given, or two different ones were. A guess would be unsafe:
/// with too few, everyone shares the proxy's address and its limits; with too many, anyone can claim any address.
pub fn proxy_hops(hops: Option<u8>, behind_proxy: bool, base_url: &str) -> Result<u8, CommandError> {
    match (hops, behind_proxy) {
        (Some(hops), true) if hops != 1 => Err(CommandError::TwoProxyHops(hops)),
        (Some(hops), _) => Ok(hops),
        (None, true) => Ok(1),
        (None, false) if base_url.starts_with("https://") => Err(CommandError::NoProxyHops),
        (None, false) => Ok(0),
    }
}

/// Where a real school's server sends mail, and the sender. Everything missing is reported at once.
///
/// # Errors
/// When something is missing or invalid.
pub fn post(settings: &Settings) -> Result<MailTransport, CommandError> {
    let given = |value: &Option<String>| value.clone().filter(|value| !value.trim().is_empty());
    let needed = [
        ("--base-url (or ROLECALL_BASE_URL), where people reach it", given(&settings.base_url)),
        ("--smtp-url (or ROLECALL_SMTP_URL), the server that sends its emails", given(&settings.smtp_url)),
        ("--mail-from (or ROLECALL_MAIL_FROM), whom they come from", given(&settings.mail_from)),
    ];
    let [(_, Some(given_url)), (_, Some(smtp_url)), (_, Some(sender))] = &needed else { return Err(lacking(&needed)) };
    base_url(Some(given_url), None)?;
    mail_server(smtp_url, sender, None)
}

/// The mail server for `smtp_url` and `sender`.
///
/// # Errors
/// When one of them is invalid.
pub(crate) fn mail_server(
    smtp_url: &str,
    sender: &str,
    patience: Option<Duration>,
) -> Result<MailTransport, CommandError> {
    let wrong = |option, why: String| CommandError::Setting { option, why };
    let sender =
        Sender::parse(sender).map_err(|error| wrong("--mail-from or ROLECALL_MAIL_FROM", error.to_string()))?;
    let post = match patience {
        Some(patience) => MailTransport::smtp_with_patience(smtp_url, &sender, patience),
        None => MailTransport::smtp(smtp_url, &sender),
    };
    post.map_err(|error| wrong("--smtp-url or ROLECALL_SMTP_URL", error.to_string()))
}

fn lacking(needed: &[(&'static str, Option<String>)]) -> CommandError {
    CommandError::Lacking(needed.iter().filter(|(_, value)| value.is_none()).map(|(name, _)| *name).collect())
}

fn is_loopback(host: &str) -> bool {
    let host = host.trim_start_matches('[').trim_end_matches(']');
    host.eq_ignore_ascii_case("localhost") || host.parse::<IpAddr>().is_ok_and(|ip| ip.is_loopback())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn a_base_url_is_https_unless_it_is_this_machine() {
        for (given, kept) in [
            ("https://rolecall.example.org", "https://rolecall.example.org"),
            ("https://Rolecall.example.org/", "https://rolecall.example.org"),
            ("https://rolecall.example.org:8443", "https://rolecall.example.org:8443"),
            ("http://localhost:3000", "http://localhost:3000"),
            ("http://127.0.0.1", "http://127.0.0.1"),
            ("http://[::1]:3000", "http://[::1]:3000"),
        ] {
            assert_eq!(base_url(Some(given), None).unwrap(), kept);
        }
        for given in [
            "http://rolecall.example.org",
            "rolecall.example.org",
            "https://",
            "https://a.example/path",
            "https://a.example/?q=1",
            "https://user@a.example",
            "ftp://a.example",
            "http://localhost.example.org",
            "not a url",
        ] {
            assert!(base_url(Some(given), None).is_err(), "{given}");
        }
        assert!(base_url(None, None).is_err());
        assert!(base_url(Some(""), None).is_err());
    }

    #[test]
    fn proxies_are_counted_where_people_come_by_https() {
        let (https, http) = ("https://rolecall.example.org", "http://localhost:3000");
        for (hops, behind_proxy, base_url, counted) in [
            (Some(0), false, https, 0),
            (Some(2), false, https, 2),
            (None, true, https, 1),
            (Some(1), true, https, 1),
            (None, false, http, 0),
            (Some(3), false, http, 3),
        ] {
            assert_eq!(proxy_hops(hops, behind_proxy, base_url).unwrap(), counted);
        }
        let refused = proxy_hops(None, false, https).unwrap_err().to_string();
        assert!(refused.contains("ROLECALL_PROXY_HOPS=1"), "{refused}");
        assert!(proxy_hops(Some(2), true, https).is_err());
    }

    #[test]
    fn a_demonstration_is_reached_where_it_listens() {
        let at = |listen: &str| base_url(None, Some(listen.parse().unwrap())).unwrap();
        assert_eq!(at("127.0.0.1:3000"), "http://127.0.0.1:3000");
        assert_eq!(at("0.0.0.0:3100"), "http://127.0.0.1:3100");
        assert_eq!(at("[::]:3100"), "http://[::1]:3100");
    }
}
