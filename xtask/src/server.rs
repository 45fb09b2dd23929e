//! Serves a built site on this machine with the headers of its `_headers`, and records what is asked for.
//!
//! It is also a proxy that lets nothing through: a browser that is told to use it cannot reach anything else, and
//! whatever it tries is on the record. A browser that outlives its servers has a [`Proxy`] of its own.

use std::{
    collections::HashMap,
    net::{Ipv4Addr, SocketAddr, TcpStream},
    path::{Path, PathBuf},
    sync::{
        Arc, LazyLock, Mutex, PoisonError, Weak,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use anyhow::{Context, Result};
use axum::{
    Router,
    body::Body,
    extract::{Request, State},
    http::{
        HeaderName, HeaderValue, Method, StatusCode, Uri,
        header::{IF_MODIFIED_SINCE, LOCATION},
    },
    response::{IntoResponse, Redirect, Response},
};
use hyper::{body::Incoming, server::conn::http1, service::service_fn};
use hyper_util::rt::TokioIo;
use tokio::{net::TcpListener, runtime::Runtime};
use tower::ServiceExt;
use tower_http::services::{ServeDir, ServeFile};

use crate::policy::{self, HeaderRule};

/// A request that came.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    /// The path, or for another origin the whole address.
    pub address: String,
    /// Whether it was for this site.
    pub own: bool,
    /// The bytes of the answer's body, where the answer says so.
    pub bytes: u64,
}

/// A server that runs until it is dropped.
#[derive(Debug)]
pub struct SiteServer {
    address: SocketAddr,
    shared: Arc<Shared>,
    runtime: Option<Runtime>,
}

#[derive(Debug)]
struct Shared {
    site: Mutex<Site>,
    asked: Mutex<Vec<Asked>>,
    address: Mutex<Option<SocketAddr>>,
    /// Whether it answers; a proxy answers for it no longer than it would.
    running: AtomicBool,
}

/// Every server of this process that ever was, by its host and port.
static SERVERS: LazyLock<Mutex<HashMap<String, Weak<Shared>>>> = LazyLock::new(Mutex::default);

#[derive(Clone, Debug)]
struct Site {
    dist: PathBuf,
    root: String,
    headers: Vec<HeaderRule>,
}

impl Site {
    fn open(dist: &Path, root: &str) -> Self {
        // A site that was not prerendered has no headers of its own.
        let headers = policy::read_headers(dist).unwrap_or_default();
        Self { dist: dist.to_owned(), root: root.to_owned(), headers }
    }
}

fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl SiteServer {
    /// Serves the site in `dist` below `root` on a port of 127.0.0.1; port 0 takes a free one.
    ///
    /// # Errors
    ///
    /// When the port is taken.
    pub fn start(dist: &Path, root: &str, port: u16) -> Result<Self> {
        let shared = Arc::new(Shared {
            site: Mutex::new(Site::open(dist, root)),
            asked: Mutex::default(),
            address: Mutex::default(),
            running: AtomicBool::default(),
        });
        let mut server = Self { address: SocketAddr::from((Ipv4Addr::LOCALHOST, port)), shared, runtime: None };
        server.resume()?;
        Ok(server)
    }

    /// The address of the site's root.
    #[must_use]
    pub fn url(&self) -> String {
        format!("http://{}{}", self.address, lock(&self.shared.site).root)
    }

    /// The host and port, as a proxy's address.
    #[must_use]
    pub fn authority(&self) -> String {
        self.address.to_string()
    }

    /// Stops: every connection is closed, and the port refuses new ones.
    pub fn stop(&mut self) {
        if let Some(runtime) = self.runtime.take() {
            self.shared.running.store(false, Ordering::SeqCst);
            // Every task ends with its runtime, and with them every connection.
            runtime.shutdown_background();
            while TcpStream::connect(self.address).is_ok() {
                std::thread::sleep(Duration::from_millis(10));
            }
        }
    }

    /// Starts again on the same port.
    ///
    /// # Errors
    ///
    /// When the port has been taken.
    pub fn resume(&mut self) -> Result<()> {
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build()?;
        let listener = std::net::TcpListener::bind(self.address)
            .with_context(|| format!("could not listen on {}", self.address))?;
        listener.set_nonblocking(true)?;
        self.address = listener.local_addr()?;
        *lock(&self.shared.address) = Some(self.address);
        lock(&SERVERS).insert(self.authority(), Arc::downgrade(&self.shared));
        self.shared.running.store(true, Ordering::SeqCst);
        let app = Router::new().fallback(own_answer).with_state(Arc::clone(&self.shared));
        runtime.spawn(async move { axum::serve(TcpListener::from_std(listener)?, app).await });
        self.runtime = Some(runtime);
        Ok(())
    }

    /// Serves another site from now on.
    pub fn replace(&self, dist: &Path, root: &str) {
        *lock(&self.shared.site) = Site::open(dist, root);
    }

    /// What was asked for so far.
    #[must_use]
    pub fn asked(&self) -> Vec<Asked> {
        lock(&self.shared.asked).clone()
    }

    /// Forgets what was asked for.
    pub fn forget(&self) {
        lock(&self.shared.asked).clear();
    }
}

impl Drop for SiteServer {
    fn drop(&mut self) {
        self.stop();
    }
}

/// The only way out of a browser that is used with one server after another. It answers for the servers of this process,
/// and lets nothing else through.
#[derive(Debug)]
pub struct Proxy {
    address: SocketAddr,
    /// The server in whose record stands what was asked elsewhere.
    told: Arc<Mutex<Weak<Shared>>>,
}

impl Proxy {
    /// Starts one on a free port of 127.0.0.1, on the runtime that calls it.
    ///
    /// # Errors
    ///
    /// When there is no free port.
    pub async fn start() -> Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
        let proxy = Self { address: listener.local_addr()?, told: Arc::new(Mutex::new(Weak::new())) };
        let told = Arc::clone(&proxy.told);
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let told = Arc::clone(&told);
                let service = service_fn(move |request| pass_on(lock(&told).clone(), request));
                tokio::spawn(http1::Builder::new().serve_connection(TokioIo::new(stream), service));
            }
        });
        Ok(proxy)
    }

    /// The host and port.
    #[must_use]
    pub fn authority(&self) -> String {
        self.address.to_string()
    }

    /// From now on, what is asked elsewhere stands in the record of this server.
    pub fn tell(&self, server: &SiteServer) {
        *lock(&self.told) = Arc::downgrade(&server.shared);
    }
}

/// Nobody answers: the connection is closed.
#[derive(Debug)]
struct NoAnswer;

impl std::fmt::Display for NoAnswer {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("the server does not run")
    }
}

impl std::error::Error for NoAnswer {}

/// Answers for a server of this process as it would itself.
async fn pass_on(told: Weak<Shared>, request: http::Request<Incoming>) -> Result<Response, NoAnswer> {
    let request = request.map(Body::new);
    let authority = request.uri().authority().map(ToString::to_string).unwrap_or_default();
    let known = lock(&SERVERS).get(&authority).cloned();
    let server = match known.filter(|_| request.method() != Method::CONNECT) {
        Some(server) => server.upgrade().filter(|server| server.running.load(Ordering::SeqCst)).ok_or(NoAnswer)?,
        // It is for another origin, and refused by the server that keeps the record. Where no test runs, nobody keeps one.
        None => told.upgrade().ok_or(NoAnswer)?,
    };
    Ok(answer(server, request).await)
}

async fn own_answer(State(shared): State<Arc<Shared>>, request: Request) -> Response {
    answer(shared, request).await
}

async fn answer(shared: Arc<Shared>, request: Request) -> Response {
    let own_address = *lock(&shared.address);
    let asked_for = request.uri().authority().map(ToString::to_string);
    let own = asked_for.is_none()
        || (asked_for == own_address.map(|it| it.to_string()) && request.method() != Method::CONNECT);
    let address = if own { request.uri().path().to_owned() } else { request.uri().to_string() };
    let site = lock(&shared.site).clone();
    let response = if own { from_site(&site, request).await } else { StatusCode::FORBIDDEN.into_response() };
    let length = response.headers().get("content-length").and_then(|length| length.to_str().ok());
    let bytes = length.and_then(|length| length.parse().ok()).unwrap_or_default();
    lock(&shared.asked).push(Asked { address, own, bytes });
    response
}

async fn from_site(site: &Site, request: Request) -> Response {
    let path = request.uri().path().to_owned();
    let Some(below) = path.strip_prefix(&site.root) else {
        let is_root = format!("{path}/") == site.root;
        return if is_root {
            Redirect::permanent(&site.root).into_response()
        } else {
            StatusCode::NOT_FOUND.into_response()
        };
    };
    let (mut parts, body) = request.into_parts();
    parts.uri = format!("/{below}").parse::<Uri>().unwrap_or_default();
    let own_page = site.dist.join("404.html");
    // A site that was not prerendered has one page, which finds out by its address what to show.
    let missing = ServeFile::new(if own_page.is_file() { own_page } else { site.dist.join("index.html") });
    // The files of the site that takes another's place can be the older ones, and are others all the same.
    parts.headers.remove(IF_MODIFIED_SINCE);
    let files = ServeDir::new(&site.dist).precompressed_br().precompressed_gzip().not_found_service(missing);
    let mut response = match files.oneshot(Request::from_parts(parts, body)).await {
        Ok(response) => response.map(Body::new),
        Err(never) => match never {},
    };
    // Redirects name the path as the files have it: it is told as the site has it.
    let location =
        response.headers().get(LOCATION).and_then(|to| to.to_str().ok()?.strip_prefix('/').map(str::to_owned));
    if let Some(location) = location.and_then(|to| HeaderValue::try_from(format!("{}{to}", site.root)).ok()) {
        response.headers_mut().insert(LOCATION, location);
    }
    for rule in site.headers.iter().filter(|rule| rule.is_for(&path)) {
        let (name, value) = (HeaderName::try_from(&rule.name), HeaderValue::try_from(&rule.value));
        if let (Ok(name), Ok(value)) = (name, value) {
            response.headers_mut().insert(name, value);
        }
    }
    response
}
