//! Slow, idle and too many connections, and large bodies: which are cut, which wait, and that other requests are
//! answered.

use crate::browser::Browser;
use crate::program::Program;
use crate::test_server::{TestServer, until};
use axum::Router;
use axum::body::{Body, Bytes};
use axum::http::header::CONTENT_TYPE;
use axum::http::{HeaderValue, Request};
use axum::routing::get;
use domain::role::Role;
use futures::stream;
use server::connections::{ConnectionTimeouts, serve};
use std::convert::Infallible;
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};
use tempfile::tempdir;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio_util::sync::CancellationToken;

const PATIENCE: ConnectionTimeouts = ConnectionTimeouts {
    between_requests: Duration::from_millis(400),
    unread: Duration::from_secs(1),
    connections: 6,
    connections_of_network: Some(3),
};

/// A server that answers "yes" until the token is cancelled.
async fn yes(patience: ConnectionTimeouts) -> (SocketAddr, CancellationToken) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let stopping = CancellationToken::new();
    let router = Router::new().route("/", get(async || "yes"));
    tokio::spawn({
        let stopping = stopping.clone();
        async move { serve(listener, router, patience, &stopping).await }
    });
    (address, stopping)
}

async fn ask(stream: &mut TcpStream) -> Option<String> {
    stream.write_all(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n").await.ok()?;
    let mut answer = vec![0; 1024];
    let length = tokio::time::timeout(Duration::from_secs(5), stream.read(&mut answer)).await.ok()?.ok()?;
    (length > 0).then(|| String::from_utf8_lossy(&answer[..length]).into_owned())
}

/// The time until the server closes the connection.
async fn until_closed(stream: &mut TcpStream) -> Duration {
    let begun = Instant::now();
    let mut rest = Vec::new();
    let _ = tokio::time::timeout(Duration::from_secs(5), stream.read_to_end(&mut rest)).await.expect("it is closed");
    begun.elapsed()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_connection_that_says_nothing_or_says_it_slowly_is_cut() {
    let (address, _stopping) = yes(PATIENCE).await;
    let mut quiet = TcpStream::connect(address).await.unwrap();
    assert!(until_closed(&mut quiet).await < Duration::from_secs(2));

    let mut slow = TcpStream::connect(address).await.unwrap();
    let begun = Instant::now();
    let head = b"GET / HTTP/1.1\r\nHost: x\r\nX-Slow: ";
    slow.write_all(head).await.unwrap();
    while begun.elapsed() < Duration::from_secs(4) && slow.write_all(b"a").await.is_ok() {
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    assert!(begun.elapsed() < Duration::from_secs(2), "{:?}", begun.elapsed());

    // After an answer the client may ask again, and is cut once it is idle.
    let mut idle = TcpStream::connect(address).await.unwrap();
    for _ in 0..3 {
        assert!(ask(&mut idle).await.is_some_and(|answer| answer.ends_with("yes")));
        tokio::time::sleep(Duration::from_millis(200)).await;
    }
    assert!(until_closed(&mut idle).await < Duration::from_secs(2));
}

#[tokio::test(flavor = "multi_thread")]
async fn one_network_has_so_many_connections_and_gets_them_back() {
    let patient = ConnectionTimeouts { between_requests: Duration::from_secs(30), ..PATIENCE };
    let (address, stopping) = yes(patient).await;
    let mut open = Vec::new();
    for _ in 0..3 {
        let mut stream = TcpStream::connect(address).await.unwrap();
        assert!(ask(&mut stream).await.is_some());
        open.push(stream);
    }
    let mut fourth = TcpStream::connect(address).await.unwrap();
    assert_eq!(ask(&mut fourth).await, None, "it is closed without an answer");
    open.pop();
    until("there is room again", || async {
        let mut stream = TcpStream::connect(address).await.unwrap();
        ask(&mut stream).await.is_some()
    })
    .await;
    // When asked to stop, the server closes idle connections.
    stopping.cancel();
    for stream in &mut open {
        assert!(until_closed(stream).await < Duration::from_secs(2));
    }
    assert!(TcpStream::connect(address).await.is_err());
}

#[tokio::test(flavor = "multi_thread")]
async fn behind_a_proxy_only_all_connections_together_are_counted() {
    let patient = ConnectionTimeouts {
        between_requests: Duration::from_secs(30),
        connections: 5,
        connections_of_network: None,
        ..PATIENCE
    };
    let (address, _stopping) = yes(patient).await;
    let mut open = Vec::new();
    for _ in 0..5 {
        let mut stream = TcpStream::connect(address).await.unwrap();
        assert!(ask(&mut stream).await.is_some());
        open.push(stream);
    }
    // The sixth waits until there is room.
    let sixth = tokio::spawn(async move {
        let mut stream = TcpStream::connect(address).await.unwrap();
        ask(&mut stream).await
    });
    tokio::time::sleep(Duration::from_millis(300)).await;
    assert!(!sixth.is_finished());
    open.pop();
    assert!(sixth.await.unwrap().is_some());
}

/// A form with a file whose chunks are counted as they are read, and which does not end before `go`.
fn upload(browser: &Browser, taken: &Arc<AtomicUsize>, go: &CancellationToken) -> Request<Body> {
    let head = "--limit\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.csv\"\r\n\r\nForename,Surname\n";
    let (taken, go) = (Arc::clone(taken), go.clone());
    let pieces = stream::unfold(0, move |number| {
        let (taken, go) = (Arc::clone(&taken), go.clone());
        async move {
            taken.fetch_add(1, Ordering::SeqCst);
            let piece = match number {
                0 => head.as_bytes().to_vec(),
                1..=3 => b"Amy,Webb\n".repeat(10_000),
                4 => {
                    go.cancelled().await;
                    b"\r\n--limit--\r\n".to_vec()
                }
                _ => return None,
            };
            Some((Ok::<_, Infallible>(Bytes::from(piece)), number + 1))
        }
    });
    let mut request = browser.form("/users/import").body(Body::from_stream(pieces)).unwrap();
    request.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("multipart/form-data; boundary=limit"));
    request
}

#[tokio::test(flavor = "multi_thread")]
async fn large_bodies_are_taken_a_few_at_a_time_and_the_others_do_not_send() {
    let house = TestServer::demo().await;
    let (owner, _) = house.signed_in_as(Role::AccountOwner).await;
    let (admin, _) = house.signed_in_as(Role::AccountAdmin).await;
    let go = CancellationToken::new();
    let send = |who: &Browser| {
        let taken = Arc::new(AtomicUsize::new(0));
        let (who, request) = (who.clone(), upload(who, &taken, &go));
        (taken, tokio::spawn(async move { who.send(request).await }))
    };
    let mut first: Vec<_> = (0..2).map(|_| send(&owner)).collect();
    let arrived = async |uploads: &[(Arc<AtomicUsize>, _)]| {
        until("they have come as far as they can", || async {
            uploads.iter().all(|(taken, _)| taken.load(Ordering::SeqCst) == 5)
        })
        .await;
    };
    arrived(&first).await;
    let waits = send(&owner);
    tokio::time::sleep(Duration::from_millis(300)).await;
    assert!(waits.0.load(Ordering::SeqCst) <= 2, "one account does not take the last place, however slowly it sends");
    first.push(send(&admin));
    arrived(&first).await;
    let fourth = send(&admin);
    tokio::time::sleep(Duration::from_millis(300)).await;
    assert!(fourth.0.load(Ordering::SeqCst) <= 2, "it has sent what anybody may send, and no more");
    // Forms and pages are still answered.
    assert_eq!(owner.get("/users").await.status, 200);
    assert_eq!(house.browser().post("/sign-in", &[("email", "a@example.org"), ("password", "x")]).await.status, 422);
    go.cancel();
    // Each is read to its end: what is wrong with it is how many rows it has.
    for (_, sent) in first.into_iter().chain([waits, fourth]) {
        let answer = sent.await.unwrap();
        assert_eq!(answer.status, 422, "{}", answer.body);
        assert!(answer.body.contains("The file has more than 20000 rows"), "{}", answer.body);
    }
}

#[tokio::test(flavor = "multi_thread")]
#[cfg(target_os = "linux")]
async fn a_connection_whose_answers_are_left_unread_is_cut() {
    let patient = ConnectionTimeouts { between_requests: Duration::from_secs(30), ..PATIENCE };
    let (address, _stopping) = yes(patient).await;
    let stream = TcpStream::connect(address).await.unwrap();
    // Sends requests continuously and never reads.
    let (_unread, mut ask) = stream.into_split();
    let asked = async { while ask.write_all(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n").await.is_ok() {} };
    assert!(tokio::time::timeout(Duration::from_secs(30), asked).await.is_ok(), "it is cut");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_large_is_not_kept_for_somebody_who_is_not_signed_in() {
    let house = TestServer::demo().await;
    let nobody = house.browser();
    let large = vec![b'x'; 2_000_000];
    let refused = nobody.upload("/users/import", "staff.csv", &large).await;
    assert_eq!((refused.status, refused.location()), (303, "/sign-in?next=%2Fusers%2Fimport"));
    let refused = nobody.upload(&format!("/users/{}/photo", "0".repeat(32)), "a.png", &large).await;
    assert_eq!(refused.status, 401, "{}", refused.body);
    // A large body without a session is refused wherever it is sent: here the page finds an empty form.
    let email = "a".repeat(200_000);
    let refused = nobody.post("/sign-in", &[("email", &email), ("password", "x")]).await;
    assert!(refused.status == 422 && !refused.body.contains(&email[..1_000]), "{}", refused.status);
    let (owner, _) = house.signed_in_as(Role::AccountOwner).await;
    let taken =
        owner.upload("/users/import", "staff.csv", b"Forename,Surname\nAmy,Webb\n".repeat(9_000).as_slice()).await;
    assert_eq!(taken.status, 303, "{}", taken.body);
    owner.post("/sign-out", &[]).await;
    let refused = owner.upload("/users/import", "staff.csv", &large).await;
    assert_eq!((refused.status, refused.location()), (303, "/sign-in?next=%2Fusers%2Fimport"));
}

/// A process's peak memory, in kilobytes.
fn peak(process: u32) -> u64 {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap();
    line.split_whitespace().next().unwrap().parse().unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn many_large_uploads_at_once_take_no_memory_and_nobody_waits_for_them() {
    let folder = tempdir().unwrap();
    let program = Program::serve(&folder, &["--demo"]);
    let before = peak(program.id());
    let piece = Bytes::from(vec![b'x'; 64 * 1024]);
    let uploads: Vec<_> = (0..60)
        .map(|_| {
            let (browser, piece) = (program.browser(), piece.clone());
            tokio::spawn(async move {
                let pieces = stream::iter((0..80).map(move |_| Ok::<_, Infallible>(piece.clone())));
                let mut request = browser.form("/users/import").body(Body::from_stream(pieces)).unwrap();
                let kind = HeaderValue::from_static("multipart/form-data; boundary=limit");
                request.headers_mut().insert(CONTENT_TYPE, kind);
                let answer = browser.send(request).await;
                (answer.status, answer.location().to_owned())
            })
        })
        .collect();
    // How long an answer takes is for the bench to say; here it must not come after the uploads.
    let mut answered = 0;
    while uploads.iter().any(|upload| !upload.is_finished()) {
        assert_eq!(program.browser().get("/healthz").await.status, 200);
        answered += 1;
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    for upload in uploads {
        assert_eq!(upload.await.unwrap(), (303, "/sign-in?next=%2Fusers%2Fimport".to_owned()));
    }
    // The bodies had 300 MB.
    let taken = peak(program.id()) - before;
    assert!(taken < 60 * 1024, "{taken} kB");
    assert!(answered > 3, "{answered} answers meanwhile");
}
