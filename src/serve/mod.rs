//! The development server: the site in memory, rebuilt and shown anew whenever its sources change.
//!
//! One thread (`builder`) takes jobs one after another: files that changed, the review page, a decision taken there. It reads again what
//! changed, and nothing else. What it read is given to another thread (`maker`), which makes the pages that somebody asks for, and looks
//! for mistakes in all others meanwhile. Files are asked for by name; no request is ever made a path on disk. Pages get a script (`live`)
//! that shows what is wrong and loads the page again; what is written by `dateline build` holds nothing of it.
//!
//! The review page is the one place where something is written: `FILE.events.toml` beside an article. `guard` says who may.
#![allow(clippy::disallowed_methods)] // one of the program's edges: sockets, clock, file times, the watcher of files

mod answer;
mod builder;
mod decision;
mod guard;
mod live;
mod maker;
mod review;
mod watch;

use crate::config::Overrides;
use crate::diag::Diagnostic;
use crate::pipeline::Counts;
use crate::source::{self, CONFIG};
use axum::Router;
use axum::extract::connect_info::{ConnectInfo, Connected};
use axum::extract::{Request, State};
use axum::response::Response;
use axum::serve::IncomingStream;
use builder::{Builder, Open, configuration};
use camino::{Utf8Path, Utf8PathBuf};
use decision::{Form, Undone};
use live::Shown;
use review::Look;
use std::collections::BTreeSet;
use std::io;
use std::net::{IpAddr, SocketAddr, ToSocketAddrs};
use std::sync::{Arc, mpsc};
use std::time::Duration;
use tokio::sync::{oneshot, watch as channel};
use watch::{Watch, Watched};

/// The address of the review page, below that of the site.
pub const REVIEW: &str = ".dateline/review";

/// How many ports are tried, beginning with the one asked for.
const PORTS: u16 = 32;

/// What the server has to say while it runs.
#[derive(Debug)]
pub enum Told<'a> {
    /// The site was built.
    Built {
        /// The files that had changed, by their places in the site's folder; none at first.
        changed: &'a BTreeSet<Utf8PathBuf>,
        /// What there is to say; where the build failed, what is wrong.
        diagnostics: &'a [Diagnostic],
        /// What was built; none where that failed.
        counts: Option<Counts>,
        /// How many events wait for review.
        review: usize,
        /// How long it took.
        took: Duration,
    },
    /// All files of the site were looked through, those too that nobody has asked for.
    Checked {
        /// What there is to say.
        diagnostics: &'a [Diagnostic],
    },
    /// What of the files cannot be watched, and why.
    Unwatched(&'a str),
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

/// What the building thread is asked for.
enum Job {
    /// Files have changed.
    Changed(BTreeSet<Utf8PathBuf>),
    /// The review page.
    Review(Look, oneshot::Sender<String>),
    /// What there is to say of all files of the site of a number.
    Checked(usize, Vec<Diagnostic>),
    /// A decision taken there.
    Decide(Form, oneshot::Sender<Result<(), Undone>>),
}

/// What handlers share.
#[derive(Clone, Debug)]
struct Server {
    host: Arc<str>,
    /// In the forms of the review page: whoever sends one has read the page.
    token: Arc<str>,
    shown: channel::Receiver<Arc<Shown>>,
    open: Open,
    jobs: mpsc::Sender<Job>,
}

/// The two ends of a connection.
#[derive(Clone, Copy, Debug)]
struct Ends {
    peer: IpAddr,
    own: Option<IpAddr>,
}

impl Connected<IncomingStream<'_, tokio::net::TcpListener>> for Ends {
    fn connect_info(stream: IncomingStream<'_, tokio::net::TcpListener>) -> Self {
        let own = stream.io().local_addr().ok().map(|address| address.ip().to_canonical());
        Self { peer: stream.remote_addr().ip().to_canonical(), own }
    }
}

/// Builds the site in the folder `root` and serves it until the process ends, building it anew after each change; `tell` gets what there
/// is to say.
///
/// # Errors
/// The socket, the watcher of files or the system's source of random numbers does not work.
pub fn serve(
    listener: Listener,
    root: &Utf8Path,
    overrides: &Overrides,
    tell: impl Fn(&Told<'_>) + Clone + Send + 'static,
) -> io::Result<()> {
    let watched = {
        let (root, overrides) = (root.to_owned(), overrides.clone());
        move || watched(&root, &overrides)
    };
    let complain = {
        let tell = tell.clone();
        move |problem: &str| tell(&Told::Unwatched(problem))
    };
    let (jobs, asked) = mpsc::channel();
    let mut watch = Watch::new(root)?;
    // Watched before it is read: what changes in between is in the queue.
    watch.follow(&watched(), &complain);
    let changes = jobs.clone();
    std::thread::spawn(move || {
        while let Some(changed) = watch.next() {
            watch.follow(&watched(), &complain);
            if changes.send(Job::Changed(changed)).is_err() {
                break;
            }
        }
    });
    let late = {
        let jobs = jobs.clone();
        move |number, told| {
            // Where this cannot be sent, nobody asks any more.
            let _ = jobs.send(Job::Checked(number, told));
        }
    };
    let open = Open::default();
    let mut builder = Builder::new(root, overrides, open.clone(), Arc::new(late), tell);
    let first = builder.build(&Shown::default(), &BTreeSet::new()).unwrap_or_default();
    let (sender, shown) = channel::channel(Arc::new(first));
    std::thread::spawn(move || work(&mut builder, &asked, &sender));
    let server = Server { host: listener.host.into(), token: token()?.into(), shown, open, jobs };
    let service =
        Router::new().fallback(handle).with_state(server).into_make_service_with_connect_info::<Ends>();
    listener.socket.set_nonblocking(true)?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_io().build()?;
    runtime.block_on(async {
        let socket = tokio::net::TcpListener::from_std(listener.socket)?;
        axum::serve(socket, service).await
    })
}

/// Does the jobs in their order, and shows what came of them.
fn work(builder: &mut Builder, asked: &mpsc::Receiver<Job>, shown: &channel::Sender<Arc<Shown>>) {
    let show = |now: Option<Shown>| {
        if let Some(now) = now {
            shown.send_replace(Arc::new(now));
        }
    };
    let before = || shown.borrow().clone();
    while let Ok(job) = asked.recv() {
        // Who asked may be gone.
        match job {
            Job::Changed(changed) => show(builder.build(&before(), &changed)),
            Job::Checked(number, told) => show(builder.checked(&before(), number, told)),
            Job::Review(look, answer) => {
                let _ = answer.send(builder.review(&look));
            }
            Job::Decide(form, answer) => {
                let decided = builder.decide(&form);
                if let Ok(Some(path)) = &decided {
                    show(builder.build(&before(), &BTreeSet::from([path.clone()])));
                }
                let _ = answer.send(decided.map(|_| ()));
            }
        }
    }
}

/// On what the site depends.
fn watched(root: &Utf8Path, overrides: &Overrides) -> Watched {
    let config = configuration(root, overrides);
    let content = source::content_folder(root, &config.folders);
    let folders = config.folders.all().into_iter().map(Utf8Path::to_owned);
    Watched { paths: folders.chain([CONFIG.into(), content]).collect(), ignored: config.output }
}

/// 32 digits that nobody can guess.
fn token() -> io::Result<String> {
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes).map_err(io::Error::other)?;
    Ok(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}

async fn handle(
    State(server): State<Server>,
    ConnectInfo(ends): ConnectInfo<Ends>,
    request: Request,
) -> Response {
    match guard::check(&request, &server.host) {
        Ok(()) => answer::answer(request, &server, ends).await,
        Err(refusal) => answer::refuse(refusal),
    }
}
