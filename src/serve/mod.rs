//! The development server: the site in memory, rebuilt and shown anew whenever its sources change.
//!
//! It knows nothing of how a site is built: [`serve`] is given a function that does it. Only what that returns is served, by name;
//! no request is ever made a path on disk. Pages get a script (`live`) that shows what is wrong and loads the page again; what is
//! written by `dateline build` holds nothing of it.
#![allow(clippy::disallowed_methods)] // one of the program's edges: sockets, file times, the watcher of files

mod answer;
mod guard;
mod live;
mod watch;

use crate::output::Artifacts;
use axum::Router;
use axum::extract::{Request, State};
use axum::response::Response;
use camino::{Utf8Path, Utf8PathBuf};
use live::Shown;
use std::collections::BTreeSet;
use std::io;
use std::net::{IpAddr, SocketAddr, ToSocketAddrs};
use std::sync::Arc;
use tokio::sync::watch as channel;
use watch::Watch;

/// How many ports are tried, beginning with the one asked for.
const PORTS: u16 = 32;

/// A site as it was built.
#[derive(Debug, Default)]
pub struct Built {
    /// Its files. Empty where the build failed: what was built before stays on the pages.
    pub artifacts: Artifacts,
    /// URL paths of pages that a real build would leave out: `/article/x/`.
    pub drafts: Vec<String>,
    /// What is wrong, as the terminal shows it.
    pub problem: Option<String>,
}

/// The files on which a site depends.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Watched {
    /// Files, and folders with all that is in them, whether they exist or not.
    pub paths: Vec<Utf8PathBuf>,
    /// A folder in which nothing counts: that of the built site.
    pub ignored: Utf8PathBuf,
}

/// A socket that waits for browsers.
#[derive(Debug)]
pub struct Listener {
    socket: std::net::TcpListener,
    host: String,
}

impl Listener {
    /// Takes `port` of `host`, or the next one that is free; 0 is any.
    ///
    /// # Errors
    /// `host` is no host of this machine, or none of its ports is free.
    pub fn bind(host: &str, port: u16) -> io::Result<Self> {
        let mut last = io::Error::from(io::ErrorKind::AddrInUse);
        for port in port..=port.saturating_add(PORTS) {
            let addresses: Vec<SocketAddr> = (host, port).to_socket_addrs()?.collect();
            match std::net::TcpListener::bind(addresses.as_slice()) {
                Ok(socket) => return Ok(Self { socket, host: host.to_owned() }),
                Err(error) if error.kind() == io::ErrorKind::AddrInUse => last = error,
                Err(error) => return Err(error),
            }
        }
        Err(last)
    }

    /// Where browsers find it: `http://127.0.0.1:4747/`. A socket on all addresses is named by the loopback one.
    ///
    /// # Errors
    /// The system does not tell.
    pub fn url(&self) -> io::Result<String> {
        let mut address = self.socket.local_addr()?;
        if address.ip().is_unspecified() {
            address.set_ip(if address.is_ipv4() {
                IpAddr::from([127, 0, 0, 1])
            } else {
                IpAddr::from([0, 0, 0, 0, 0, 0, 0, 1])
            });
        }
        Ok(format!("http://{address}/"))
    }
}

/// What handlers share.
#[derive(Clone, Debug)]
struct Server {
    host: Arc<str>,
    shown: channel::Receiver<Arc<Shown>>,
}

/// Builds the site in the folder `root` and serves it until the process ends, building it anew after each change.
///
/// `watched` says on what the site depends, which its configuration may change; `build` gets the paths that changed, none at first;
/// `tell` gets what the watcher of files has to complain about.
///
/// # Errors
/// The socket or the watcher of files does not work.
pub fn serve(
    listener: Listener,
    root: &Utf8Path,
    mut watched: impl FnMut() -> Watched + Send + 'static,
    mut build: impl FnMut(&BTreeSet<Utf8PathBuf>) -> Built + Send + 'static,
    tell: impl Fn(&str) + Send + 'static,
) -> io::Result<()> {
    let mut watch = Watch::new(root)?;
    // Watched before it is read: what changes in between is in the queue.
    watch.follow(&watched(), &tell);
    let (sender, receiver) = channel::channel(Arc::new(Shown::default().after(build(&BTreeSet::new()))));
    std::thread::spawn(move || {
        while let Some(changed) = watch.next() {
            watch.follow(&watched(), &tell);
            let shown = sender.borrow().after(build(&changed));
            if sender.send(Arc::new(shown)).is_err() {
                break;
            }
        }
    });
    let server = Server { host: listener.host.into(), shown: receiver };
    let router = Router::new().fallback(handle).with_state(server);
    listener.socket.set_nonblocking(true)?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_io().build()?;
    runtime.block_on(async {
        let socket = tokio::net::TcpListener::from_std(listener.socket)?;
        axum::serve(socket, router).await
    })
}

async fn handle(State(server): State<Server>, request: Request) -> Response {
    match guard::check(&request, &server.host) {
        Ok(()) => answer::answer(request, &server.shown).await,
        Err(refusal) => answer::refuse(refusal),
    }
}
