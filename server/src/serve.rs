//! `rolecall serve`: runs the server.

use crate::assets::Site;
use crate::cli::Serve;
use crate::connections::ConnectionTimeouts;
use crate::refusal::CommandError;
use crate::router::router;
use crate::served::RouterState;
use crate::{config, connections, shutdown};
use backend::clock::Clock;
use backend::mail::{self, MailTransport};
use backend::parsing::Runner;
use backend::store::Store;
use backend::{Backend, Setup, demo, events, scheduler};
use tokio::net::TcpListener;
use tokio_util::task::TaskTracker;

/// Serves until the program is asked to stop.
///
/// # Errors
/// When something it needs is missing.
pub(crate) async fn run(asked: Serve) -> Result<(), CommandError> {
    let settings = &asked.server.settings;
    let post = if asked.demo { MailTransport::demo() } else { config::post(settings)? };
    let site = Site::find(settings.site_root.as_deref())?;
    let database_url = config::database_url(&asked.server.database, asked.demo)?;
    // Bound early, because a demonstration's links contain the port that the system chose.
    let listener = TcpListener::bind(settings.listen)
        .await
        .map_err(|error| CommandError::Listen { listen: settings.listen, error })?;
    let address = listener.local_addr().unwrap_or(settings.listen);
    let base_url = config::base_url(settings.base_url.as_deref(), asked.demo.then_some(address))?;
    let proxy_hops = config::proxy_hops(settings.proxy_hops, settings.behind_proxy, &base_url)?;
    let stopping = shutdown::on_signal().map_err(CommandError::NoSignals)?;

    let parsing = Runner::this_program().map_err(CommandError::NoProgram)?;
    let store = Store::open(&database_url).await?;
    let backend = Backend::new(Setup { base_url, is_demo: asked.demo, parsing }, store, Clock::default());
    ready_school(&backend, asked.demo_reset).await?;

    let served = RouterState { backend: backend.clone(), site, proxy_hops, stopping: stopping.clone() };
    let keep = settings.keep;
    let tasks = TaskTracker::new();
    tasks.spawn(mail::run(backend.clone(), post, stopping.clone().cancelled_owned()));
    tasks.spawn({
        let (backend, stopping) = (backend.clone(), stopping.clone());
        async move { events::watch(backend, stopping.cancelled()).await }
    });
    tasks.spawn({
        let (backend, stopping) = (backend.clone(), stopping.clone());
        async move { scheduler::run(backend, scheduler::jobs(keep), stopping.cancelled()).await }
    });
    tracing::info!(%address, base_url = backend.setup().base_url, demo = asked.demo, "serving");
    connections::serve(listener, router(served), ConnectionTimeouts::with(proxy_hops), &stopping).await;
    tasks.close();
    tasks.wait().await;
    backend.store().close().await;
    tracing::info!("stopped");
    Ok(())
}

/// Makes sure of the school to be served: the demonstration's or a real one, never both in one database.
async fn ready_school(backend: &Backend, reset: bool) -> Result<(), CommandError> {
    if backend.setup().is_demo {
        let made = if reset { demo::reset(backend).await } else { demo::seed(backend).await };
        return made.map_err(|refusal| match refusal {
            demo::DemoError::RealSchool => CommandError::RealSchool,
            demo::DemoError::Problem(problem) => CommandError::NoDemo(problem),
        });
    }
    if backend.store().demo_school().await?.is_some() {
        return Err(CommandError::ServesDemo);
    }
    if backend.store().real_school().await?.is_none() {
        return Err(CommandError::NoSchoolYet);
    }
    Ok(())
}
