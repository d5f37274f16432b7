//! One TCP connection: serving it, closing it early, and breaking it on request.

use std::convert::Infallible;
use std::pin::Pin;
use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::http::{HeaderValue, Request, header};
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Notify, watch};
use tokio::task::JoinSet;
use tower::ServiceExt;

use crate::shared::SharedState;

/// Lets an answer break the connection that its request came by. Found among the request's extensions.
#[derive(Clone, Debug)]
pub struct Connection(Arc<Notify>);

impl Connection {
    /// Resets the connection: the other side sees a network error, not an end.
    pub fn reset(&self) {
        self.0.notify_one();
    }
}

/// Accepts connections until told to stop, then waits for those that are open.
pub async fn accept(
    listener: TcpListener,
    router: Router,
    shared: SharedState,
    mut stop: watch::Receiver<bool>,
) {
    let mut connections = JoinSet::new();
    loop {
        tokio::select! {
            accepted = listener.accept() => {
                if let Ok((stream, _)) = accepted {
                    connections.spawn(serve(stream, router.clone(), shared.clone(), stop.clone()));
                }
            }
            Some(_) = connections.join_next() => {}
            _ = stop.changed() => break,
        }
    }
    drop(listener);
    while connections.join_next().await.is_some() {}
}

async fn serve(
    stream: TcpStream,
    router: Router,
    shared: SharedState,
    mut stop: watch::Receiver<bool>,
) {
    // Answers are small and written at once: waiting for more to send would only slow them down.
    if stream.set_nodelay(true).is_err() {
        return;
    }
    let broken = Connection(Arc::new(Notify::new()));
    let mut renewed = shared.renewals();
    let service = service_fn(|request: Request<Incoming>| {
        let (router, shared, broken) = (router.clone(), shared.clone(), broken.clone());
        async move {
            let mut request = request.map(Body::new);
            request.extensions_mut().insert(broken);
            let mut answer = match router.oneshot(request).await {
                Ok(answer) => answer,
                Err(never) => match never {},
            };
            if shared.faults().resets_connections() {
                answer
                    .headers_mut()
                    .insert(header::CONNECTION, HeaderValue::from_static("close"));
            }
            Ok::<_, Infallible>(answer)
        }
    });
    let mut connection =
        Box::pin(http1::Builder::new().serve_connection(TokioIo::new(stream), service));
    let mut closing = false;
    loop {
        tokio::select! {
            _ = connection.as_mut() => return,
            () = broken.0.notified() => break,
            _ = stop.changed(), if !closing => closing = true,
            _ = renewed.changed(), if !closing => closing = true,
        }
        connection.as_mut().graceful_shutdown();
    }
    // Closing without lingering sends a reset. If that cannot be had, the connection still ends without an answer.
    let stream = Pin::into_inner(connection).into_parts().io.into_inner();
    let _ = stream.set_zero_linger();
}
