//! Stopping gracefully.

use tokio::signal::unix::{SignalKind, signal};
use tokio_util::sync::CancellationToken;

/// A token that is cancelled when the program is asked to stop. A second request stops it immediately.
///
/// # Errors
/// When signal handlers cannot be installed.
pub(crate) fn on_signal() -> std::io::Result<CancellationToken> {
    let mut signals = (signal(SignalKind::terminate())?, signal(SignalKind::interrupt())?);
    let token = CancellationToken::new();
    let asked = token.clone();
    tokio::spawn(async move {
        next(&mut signals).await;
        tracing::info!("stopping: finishing what was begun");
        asked.cancel();
        next(&mut signals).await;
        std::process::exit(130);
    });
    Ok(token)
}

async fn next((terminate, interrupt): &mut (tokio::signal::unix::Signal, tokio::signal::unix::Signal)) {
    tokio::select! {
        _ = terminate.recv() => {}
        _ = interrupt.recv() => {}
    }
}
