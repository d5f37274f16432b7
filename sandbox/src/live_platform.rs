//! AudioCodes Live Platform.

use axum::Router;

use crate::shared::SharedState;

/// The requests of this service.
pub fn routes(_shared: &SharedState) -> Router {
    Router::new()
}
