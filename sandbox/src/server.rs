//! Binds both ports, and starts and stops what answers on them.

use std::fmt::{self, Display};
use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::task::JoinSet;

use crate::connection::accept;
use crate::cross_origin::Admission;
use crate::door;
use crate::options::{Options, Switch};
use crate::page;
use crate::shared::{Shared, SharedState};

/// How long open connections may take to end by themselves.
const PATIENCE: Duration = Duration::from_secs(1);

/// A sandbox that answers. It stops when this is dropped.
#[derive(Debug)]
pub struct Running {
    /// Address of the page, of the services on its origin and of the control requests.
    pub page_address: SocketAddr,
    /// Address of the services with CORS.
    pub services_address: SocketAddr,
    base: String,
    stop: watch::Sender<bool>,
    servers: JoinSet<()>,
}

impl Running {
    /// The page's address, ending in `/`.
    pub fn page_url(&self) -> String {
        format!("http://{}{}", self.page_address, self.base)
    }

    /// Scheme, host and port of the services with CORS.
    pub fn services_url(&self) -> String {
        format!("http://{}", self.services_address)
    }

    /// Lets the present calls end, for a short while, and stops.
    pub async fn stop(mut self) {
        self.stop.send_replace(true);
        let ended = async { while self.servers.join_next().await.is_some() {} };
        // Whatever takes longer ends with the drop.
        let _ = tokio::time::timeout(PATIENCE, ended).await;
    }
}

/// Why a sandbox cannot start.
#[derive(Debug)]
pub enum StartError {
    /// Somebody else listens there.
    PortTaken {
        /// The port.
        port: u16,
        /// The port given by `--port`.
        page_port: u16,
    },
    /// The address cannot be had for another reason.
    Bind {
        /// The port.
        port: u16,
        /// The reason.
        error: io::Error,
    },
}

impl Display for StartError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::PortTaken { port, page_port } if port == page_port => {
                write!(
                    formatter,
                    "port {port} is taken by another program. Choose another with --port."
                )
            }
            Self::PortTaken { port, page_port } => write!(
                formatter,
                "port {port} is taken by another program; the services with CORS need it, because it follows the \
                 page's port {page_port}. Choose another page port with --port."
            ),
            Self::Bind { port, error } => {
                write!(formatter, "cannot listen on 127.0.0.1:{port}: {error}")
            }
        }
    }
}

impl std::error::Error for StartError {}

/// Starts a sandbox. Both ports are bound when this returns. Needs a tokio runtime.
pub async fn start(options: Options) -> Result<Running, StartError> {
    let page_listener = bind(options.port, options.port).await?;
    let services_listener = bind(
        if options.port == 0 {
            0
        } else {
            options.port + 1
        },
        options.port,
    )
    .await?;
    let page_address = address(&page_listener)?;
    let services_address = address(&services_listener)?;

    let base = options.base.clone();
    let admission = if options.cors == Switch::On {
        Admission::OtherOrigins
    } else {
        Admission::OwnOrigin
    };
    let shared: SharedState = Arc::new(Shared::new(options, services_address));
    let page = page::router(&shared);
    let services = door::services(&shared, admission);

    let (stop, stopped) = watch::channel(false);
    let mut servers = JoinSet::new();
    servers.spawn(accept(page_listener, page, shared.clone(), stopped.clone()));
    servers.spawn(accept(services_listener, services, shared, stopped));
    Ok(Running {
        page_address,
        services_address,
        base,
        stop,
        servers,
    })
}

async fn bind(port: u16, page_port: u16) -> Result<TcpListener, StartError> {
    TcpListener::bind((Ipv4Addr::LOCALHOST, port))
        .await
        .map_err(|error| match error.kind() {
            io::ErrorKind::AddrInUse => StartError::PortTaken { port, page_port },
            _ => StartError::Bind { port, error },
        })
}

fn address(listener: &TcpListener) -> Result<SocketAddr, StartError> {
    listener
        .local_addr()
        .map_err(|error| StartError::Bind { port: 0, error })
}
