//! `rolecall serve`

use crate::assets::Site;
use crate::cli::Serve;
use crate::refusal::Refusal;
use crate::router::{Served, router};
use crate::{config, shutdown};
use axum::serve::ListenerExt as _;
use backend::clock::Clock;
use backend::mail::{self, Post};
use backend::parsing::Runner;
use backend::store::Store;
use backend::{Backend, Setup, attempts, demo, due, events};
use domain::name::EmailAddress;
use std::net::SocketAddr;
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

/// Serves until the program is asked to stop.
///
/// # Errors
/// When something it needs is missing.
pub(crate) async fn run(asked: Serve) -> Result<(), Refusal> {
    let post = post(&asked)?;
    let site = Site::find(asked.site_root.as_deref())?;
    let database_url = config::database_url(&asked.database, asked.demo)?;
    // Early, because a demonstration's links hold the port the system gave.
    let listener = TcpListener::bind(asked.listen)
        .await
        .map_err(|error| Refusal::new(format!("Rolecall cannot listen on {}: {error}.", asked.listen)))?;
    let address = listener.local_addr().unwrap_or(asked.listen);
    let base_url = config::base_url(asked.base_url.as_deref(), asked.demo.then_some(address))?;
    let proxy_hops = config::proxy_hops(asked.proxy_hops, asked.behind_proxy, &base_url)?;
    let stopping = shutdown::on_signal()
        .map_err(|error| Refusal::new(format!("The system does not tell of signals: {error}.")))?;

    let parsing = Runner::this_program()
        .map_err(|error| Refusal::new(format!("The system does not tell which program this is: {error}.")))?;
    let store = Store::open(&database_url).await?;
    let backend = Backend::new(Setup { base_url, is_demo: asked.demo, parsing }, store, Clock::default());
    ready_school(&backend, asked.demo_reset).await?;

    let served = Served { backend: backend.clone(), site, proxy_hops, stopping: stopping.clone() };
    let keep = asked.keep;
    let tasks = TaskTracker::new();
    tasks.spawn(mail::run(backend.clone(), post, stopping.clone().cancelled_owned()));
    tasks.spawn({
        let (backend, stopping) = (backend.clone(), stopping.clone());
        async move { events::watch(backend, stopping.cancelled()).await }
    });
    tasks.spawn({
        let (backend, stopping) = (backend.clone(), stopping.clone());
        async move { due::run(backend, keep, stopping.cancelled()).await }
    });
    tasks.spawn({
        let (backend, stopping) = (backend.clone(), stopping.clone());
        async move { attempts::run(backend, stopping.cancelled()).await }
    });
    tracing::info!(%address, base_url = backend.setup().base_url, demo = asked.demo, "serving");
    answer(listener, served, &stopping).await?;
    tasks.close();
    tasks.wait().await;
    backend.store().close().await;
    tracing::info!("stopped");
    Ok(())
}

/// Answers requests until `stopping`, and then those under way for a while longer.
async fn answer(listener: TcpListener, served: Served, stopping: &CancellationToken) -> Result<(), Refusal> {
    let listener = listener.tap_io(|connection| {
        // Answers are small and written at once: waiting for more to send would only make them late.
        if let Err(error) = connection.set_nodelay(true) {
            tracing::debug!(%error, "a connection keeps its delay");
        }
    });
    let service = router(served).into_make_service_with_connect_info::<SocketAddr>();
    let serving = axum::serve(listener, service).with_graceful_shutdown(stopping.clone().cancelled_owned());
    let too_late = async {
        stopping.cancelled().await;
        tokio::time::sleep(shutdown::PATIENCE).await;
    };
    tokio::select! {
        done = serving => done.map_err(|error| Refusal::new(format!("Rolecall cannot go on listening: {error}."))),
        () = too_late => {
            tracing::warn!("some requests were not finished in {} s", shutdown::PATIENCE.as_secs());
            Ok(())
        }
    }
}

/// Where mail goes. A real school's server names all it lacks at once.
fn post(asked: &Serve) -> Result<Post, Refusal> {
    if asked.demo {
        return Ok(Post::demo());
    }
    let given = |value: &Option<String>| value.clone().filter(|value| !value.trim().is_empty());
    let needed = [
        ("--base-url (or ROLECALL_BASE_URL), where people reach it", given(&asked.base_url)),
        ("--smtp-url (or ROLECALL_SMTP_URL), the server that sends its emails", given(&asked.smtp_url)),
        ("--mail-from (or ROLECALL_MAIL_FROM), the address they come from", given(&asked.mail_from)),
    ];
    let [_, (_, Some(smtp_url)), (_, Some(sender))] = &needed else { return Err(lacking(&needed)) };
    if needed.iter().any(|(_, value)| value.is_none()) {
        return Err(lacking(&needed));
    }
    config::base_url(asked.base_url.as_deref(), None)?;
    let sender = EmailAddress::parse(sender)
        .map_err(|_| Refusal::new("The address Rolecall's emails come from must look like rolecall@example.org (--mail-from or ROLECALL_MAIL_FROM)."))?;
    Post::smtp(smtp_url, &sender).map_err(|sentence| {
        Refusal::new(format!("{} (--smtp-url or ROLECALL_SMTP_URL).", sentence.trim_end_matches('.')))
    })
}

fn lacking(needed: &[(&str, Option<String>)]) -> Refusal {
    let missing: Vec<_> = needed.iter().filter(|(_, value)| value.is_none()).map(|(name, _)| *name).collect();
    Refusal::new(format!(
        "Rolecall does not start without {}. (To look around first, use --demo.)",
        missing.join("; nor without ")
    ))
}

/// Makes sure of the school that is to be served: the demonstration's or a real one, never both in one database.
async fn ready_school(backend: &Backend, reset: bool) -> Result<(), Refusal> {
    if backend.setup().is_demo {
        let made = if reset { demo::reset(backend).await } else { demo::seed(backend).await };
        return made.map_err(|refusal| match refusal {
            demo::Refusal::RealSchool => Refusal::new(
                "This database holds a real school: give the demonstration a database of its own with --database-url or DATABASE_URL.",
            ),
            demo::Refusal::Problem(problem) => Refusal::new(format!("The demonstration cannot be made. {}", problem.sentence())),
        });
    }
    if backend.store().demo_school().await?.is_some() {
        return Err(Refusal::new(
            "This database holds the demonstration school: serve it with --demo, or give the real school another database with --database-url or DATABASE_URL.",
        ));
    }
    if backend.store().real_school().await?.is_none() {
        return Err(Refusal::new(
            "There is no school yet: make one with `rolecall create-owner --school NAME --email ADDRESS`, then start again.",
        ));
    }
    Ok(())
}
