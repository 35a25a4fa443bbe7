//! `/healthz`, for monitoring.

use crate::limits;
use crate::served::RouterState;
use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use serde_json::{Value, json};

/// Whether the database answers.
pub(crate) async fn answer(State(served): State<RouterState>) -> (StatusCode, Json<Value>) {
    match tokio::time::timeout(limits::HEALTH_PATIENCE, served.backend.store().ping()).await {
        Ok(Ok(())) => (StatusCode::OK, Json(json!({ "status": "ok" }))),
        _ => (StatusCode::SERVICE_UNAVAILABLE, Json(json!({ "status": "database unavailable" }))),
    }
}
