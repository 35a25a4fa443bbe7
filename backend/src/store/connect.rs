//! Checking that a PostgreSQL server can be used before the pool is created: the pool retries for ten seconds and then
//! reports only a timeout.

use crate::limits;
use sqlx::postgres::{PgConnectOptions, PgConnection};
use sqlx::{ConnectOptions as _, Connection as _};
use std::io::ErrorKind;
use std::str::FromStr as _;

/// Why PostgreSQL cannot be used. Names the place but never the password.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unreachable {
    /// The URL is invalid.
    #[error(
        "the database's URL cannot be read: it must look like postgres://user:password@host:5432/name, with special characters in the password written as %40"
    )]
    NoUrl,
    /// The host does not exist.
    #[error("PostgreSQL's machine {host} is not known: check the name in the database's URL")]
    NoHost {
        /// The host's name.
        host: String,
    },
    /// Nothing listens at this host and port.
    #[error("PostgreSQL does not answer at {place}: check that it runs, and the host and port in the database's URL")]
    Refused {
        /// Host and port.
        place: String,
    },
    /// The server does not answer.
    #[error(
        "PostgreSQL at {place} did not answer within 3 seconds: check the host and port in the database's URL, and that no firewall is in between"
    )]
    Silent {
        /// Host and port.
        place: String,
    },
    /// The server refuses this user.
    #[error(
        "PostgreSQL at {place} does not let the user {user} in: check the user and the password in the database's URL"
    )]
    NotLetIn {
        /// Host and port.
        place: String,
        /// The user's name.
        user: String,
    },
    /// The database does not exist on the server.
    #[error("PostgreSQL at {place} has no database {name}: make it first, with `createdb {name}`")]
    NoDatabase {
        /// Host and port.
        place: String,
        /// The database's name.
        name: String,
    },
    /// An encrypted connection cannot be made.
    #[error("no encrypted connection to PostgreSQL at {place} can be made: check sslmode in the database's URL")]
    NotEncrypted {
        /// Host and port.
        place: String,
    },
    /// Any other error.
    #[error("PostgreSQL at {place} cannot be used: {says}")]
    Other {
        /// Host and port.
        place: String,
        /// The server's own words.
        says: String,
    },
}

/// Opens one connection to the server and closes it.
///
/// # Errors
/// Why the server cannot be used.
pub(super) async fn postgres(url: &str) -> Result<(), Unreachable> {
    let options = PgConnectOptions::from_str(url).map_err(|_| Unreachable::NoUrl)?.disable_statement_logging();
    let place = match options.get_socket() {
        Some(socket) => socket.display().to_string(),
        None => format!("{}:{}", options.get_host(), options.get_port()),
    };
    let reached = async {
        let is_name = options.get_socket().is_none() && !options.get_host().starts_with('/');
        if is_name && tokio::net::lookup_host((options.get_host(), options.get_port())).await.is_err() {
            return Err(Unreachable::NoHost { host: options.get_host().to_owned() });
        }
        let connection = PgConnection::connect_with(&options).await.map_err(|error| why(&error, &place, &options))?;
        // The server has answered, so a failure to close does not matter.
        connection.close().await.ok();
        Ok(())
    };
    match tokio::time::timeout(limits::POSTGRES_PATIENCE, reached).await {
        Ok(reached) => reached,
        Err(_) => Err(Unreachable::Silent { place }),
    }
}

fn why(error: &sqlx::Error, place: &str, options: &PgConnectOptions) -> Unreachable {
    let place = place.to_owned();
    match error {
        sqlx::Error::Io(error) => match error.kind() {
            ErrorKind::TimedOut | ErrorKind::HostUnreachable | ErrorKind::NetworkUnreachable => {
                Unreachable::Silent { place }
            }
            _ => Unreachable::Refused { place },
        },
        sqlx::Error::Tls(_) => Unreachable::NotEncrypted { place },
        sqlx::Error::Database(error) => match error.code().as_deref() {
            Some("28P01" | "28000") => Unreachable::NotLetIn { place, user: options.get_username().to_owned() },
            Some("3D000") => {
                let name = options.get_database().unwrap_or(options.get_username()).to_owned();
                Unreachable::NoDatabase { place, name }
            }
            _ => Unreachable::Other { place, says: error.message().to_owned() },
        },
        error => Unreachable::Other { place, says: error.to_string() },
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use std::time::Duration;
    use std::time::Instant;

    async fn refused(url: &str) -> Unreachable {
        let began = Instant::now();
        let refused = postgres(url).await.unwrap_err();
        assert!(began.elapsed() < Duration::from_secs(5), "{:?}", began.elapsed());
        assert!(!refused.to_string().contains("s3cret"), "{refused}");
        refused
    }

    #[tokio::test]
    async fn where_nobody_listens_is_said_at_once() {
        let free = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let place = free.local_addr().unwrap().to_string();
        drop(free);
        let said = refused(&format!("postgres://rolecall:s3cret@{place}/rolecall")).await;
        assert_eq!(said, Unreachable::Refused { place });
    }

    #[tokio::test]
    async fn a_server_that_says_nothing_is_given_up() {
        let silent = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let place = silent.local_addr().unwrap().to_string();
        let said = refused(&format!("postgres://rolecall:s3cret@{place}/rolecall")).await;
        assert_eq!(said, Unreachable::Silent { place });
    }

    #[tokio::test]
    async fn a_name_nobody_has_and_a_url_that_is_none() {
        let said = refused("postgres://rolecall:s3cret@database.invalid/rolecall").await;
        assert_eq!(said, Unreachable::NoHost { host: "database.invalid".to_owned() });
        assert_eq!(refused("postgres://rolecall:s3cret@host:port/rolecall").await, Unreachable::NoUrl);
    }

    #[tokio::test]
    async fn a_database_that_is_not_there_is_named() {
        let url = std::env::var("ROLECALL_TEST_POSTGRES").unwrap_or_default();
        assert_ne!(url, "", "ROLECALL_TEST_POSTGRES names no PostgreSQL server; `skip` leaves this test out");
        if url == "skip" {
            return;
        }
        assert_eq!(postgres(&url).await, Ok(()));
        let (server, _) = url.rsplit_once('/').unwrap();
        let said = refused(&format!("{server}/no_such_database")).await;
        assert!(matches!(&said, Unreachable::NoDatabase { name, .. } if name == "no_such_database"), "{said}");
    }
}
