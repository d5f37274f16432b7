//! Reloads the page in the browser when it has been built again.

use std::convert::Infallible;
use std::path::Path;
use std::time::{Duration, SystemTime};

use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use futures_util::stream;

const INTERVAL: Duration = Duration::from_millis(300);

const SCRIPT: &str = "\
const events = new EventSource(new URL('sandbox-reload', import.meta.url));
events.addEventListener('built', () => location.reload());
";

/// The script that listens.
pub fn script() -> Response {
    (
        [
            (CONTENT_TYPE, "text/javascript"),
            (CACHE_CONTROL, "no-cache"),
        ],
        SCRIPT,
    )
        .into_response()
}

/// The events: one each time that index.html has changed.
pub fn events(dist: &Path) -> Response {
    let file = dist.join("index.html");
    let seen = changed_at(&file);
    let events = stream::unfold((file, seen), |(file, mut seen)| async move {
        loop {
            tokio::time::sleep(INTERVAL).await;
            let now = changed_at(&file);
            // While a build replaces the folder there is no file for a moment.
            if now.is_some() && now != seen {
                seen = now;
                // A browser drops an event without data.
                return Some((
                    Ok::<_, Infallible>(Event::default().event("built").data("page")),
                    (file, seen),
                ));
            }
        }
    });
    Sse::new(events)
        .keep_alive(KeepAlive::default())
        .into_response()
}

fn changed_at(file: &Path) -> Option<SystemTime> {
    std::fs::metadata(file)
        .and_then(|metadata| metadata.modified())
        .ok()
}
