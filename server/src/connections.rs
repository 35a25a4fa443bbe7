//! Accepting and serving connections, and cutting those that are too slow, too quiet, or too many.

use crate::limits;
use crate::shares::{Share, Shares};
use axum::Router;
use axum::body::Body;
use axum::extract::ConnectInfo;
use hyper::Request;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio_util::sync::CancellationToken;
use tower::ServiceExt as _;

/// The limits on connections.
#[derive(Clone, Copy, Debug)]
pub struct ConnectionTimeouts {
    /// How long a request's head may take to arrive, and how long a connection may be idle between two requests.
    pub between_requests: Duration,
    /// How long a client may leave sent data unread.
    pub unread: Duration,
    /// The most connections in total.
    pub connections: usize,
    /// The most connections from one network; `None` where a proxy makes them all.
    pub connections_of_network: Option<usize>,
}

impl ConnectionTimeouts {
    /// The limits for clients' own connections, or for those of a proxy.
    pub fn with(proxy_hops: u8) -> Self {
        let is_proxied = proxy_hops > 0;
        Self {
            // Proxies keep connections for two minutes at most, and must not find one closed when they use it. They
            // deal with slow headers themselves.
            between_requests: if is_proxied { limits::PROXY_QUIET } else { limits::CONNECTION_QUIET },
            // Long enough to carry a tablet from one room to the next.
            unread: limits::CONNECTION_UNREAD,
            connections: open_files().min(limits::CONNECTIONS),
            // A whole school behind one address: each browser has a stream of changes and up to six more connections.
            connections_of_network: (!is_proxied).then_some(limits::NETWORK_CONNECTIONS),
        }
    }
}

/// The number of connections that the system allows this program, after asking for the maximum.
fn open_files() -> usize {
    let limit = getrlimit(Resource::Nofile);
    let raised = Rlimit { current: limit.maximum, maximum: limit.maximum };
    let current = if setrlimit(Resource::Nofile, raised).is_ok() { limit.maximum } else { limit.current };
    let files = current.map_or(limits::CONNECTIONS, |files| {
        usize::try_from(files.saturating_sub(limits::SPARE_FILES)).unwrap_or(limits::CONNECTIONS)
    });
    files.max(1)
}

/// Answers requests until `stopping`, and then finishes those under way within a grace period.
pub async fn serve(listener: TcpListener, router: Router, patience: ConnectionTimeouts, stopping: &CancellationToken) {
    if let Err(error) = rustix::net::sockopt::set_socket_recv_buffer_size(&listener, limits::ARRIVED) {
        tracing::debug!(%error, "the system keeps as much of a connection as it likes");
    }
    let door = Door::new(router, patience);
    let open = GracefulShutdown::new();
    loop {
        let next = tokio::select! {
            next = door.next(&listener) => next,
            () = stopping.cancelled() => break,
        };
        if let Some(connection) = next {
            door.answer(connection, &open);
        }
    }
    drop(listener);
    if tokio::time::timeout(limits::SHUTDOWN_PATIENCE, open.shutdown()).await.is_err() {
        tracing::warn!("some requests were not finished in {} s", limits::SHUTDOWN_PATIENCE.as_secs());
    }
}

struct Door {
    router: Router,
    unread: Duration,
    http: http1::Builder,
    room: Arc<Semaphore>,
    shares: Option<Shares>,
}

/// A client's connection, with the resources it takes.
struct Connection {
    stream: TcpStream,
    peer: SocketAddr,
    held: (OwnedSemaphorePermit, Option<Share>),
}

impl Door {
    fn new(router: Router, patience: ConnectionTimeouts) -> Self {
        let mut http = http1::Builder::new();
        http.timer(TokioTimer::new()).header_read_timeout(patience.between_requests).max_buf_size(limits::READ_AHEAD);
        Self {
            // Done once here instead of for each request.
            router: router.with_state(()),
            unread: patience.unread,
            http,
            room: Arc::new(Semaphore::new(patience.connections)),
            shares: patience.connections_of_network.map(Shares::new),
        }
    }

    /// Accepts the next connection that there is room for. One that exceeds its network's share is closed at once.
    async fn next(&self, listener: &TcpListener) -> Option<Connection> {
        let room = Arc::clone(&self.room).acquire_owned().await.ok()?;
        let (stream, peer) = match listener.accept().await {
            Ok(accepted) => accepted,
            Err(error) => {
                if !is_of_one_connection(&error) {
                    tracing::warn!(%error, "the system takes no more connections");
                    tokio::time::sleep(limits::NO_ROOM).await;
                }
                return None;
            }
        };
        let share = match &self.shares {
            Some(shares) => Some(shares.take(peer.ip())?),
            None => None,
        };
        Some(Connection { stream, peer, held: (room, share) })
    }

    fn answer(&self, connection: Connection, open: &GracefulShutdown) {
        let Connection { stream, peer, held } = connection;
        // Answers are small and written at once, so waiting for more data would only delay them.
        if let Err(error) = stream.set_nodelay(true) {
            tracing::debug!(%error, "a connection keeps its delay");
        }
        if let Err(error) = cut_when_unread(&stream, self.unread) {
            tracing::debug!(%error, "a connection is not cut when nothing is read from it");
        }
        let router = self.router.clone();
        let service = service_fn(move |mut request: Request<Incoming>| {
            request.extensions_mut().insert(ConnectInfo(peer));
            router.clone().oneshot(request.map(Body::new))
        });
        let served = open.watch(self.http.serve_connection(TokioIo::new(stream), service));
        tokio::spawn(async move {
            if let Err(error) = served.await {
                tracing::debug!(%error, "a connection ended");
            }
            drop(held);
        });
    }
}

/// Makes the system end the connection when sent data has been left unread for this long. Otherwise a client that
/// requests a lot and reads nothing would hold the connection and its memory for hours.
#[cfg(target_os = "linux")]
fn cut_when_unread(stream: &TcpStream, after: Duration) -> io::Result<()> {
    let milliseconds = u32::try_from(after.as_millis()).unwrap_or(u32::MAX);
    Ok(rustix::net::sockopt::set_tcp_user_timeout(stream, milliseconds)?)
}

/// Other systems have no such limit.
#[cfg(not(target_os = "linux"))]
#[allow(clippy::unnecessary_wraps)]
fn cut_when_unread(_: &TcpStream, _: Duration) -> io::Result<()> {
    Ok(())
}

/// Whether the error concerns only one connection: the client gave up.
fn is_of_one_connection(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::ConnectionRefused | io::ErrorKind::ConnectionAborted | io::ErrorKind::ConnectionReset
    )
}
