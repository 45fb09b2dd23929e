//! Drives Chromium, Firefox and WebKit by the WebDriver protocol.

use std::{
    collections::BTreeSet,
    env, fs,
    net::{Ipv4Addr, TcpListener, TcpStream},
    os::unix::process::CommandExt,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    sync::{Mutex, PoisonError},
    time::{Duration, Instant},
};

use anyhow::{Context, Result, bail, ensure};
use fantoccini::{Client, ClientBuilder, Locator, wd::WebDriverCompatibleCommand};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Map, Value, json};
use url::{ParseError, Url};

use crate::{
    paths,
    server::{Proxy, SiteServer},
    tools,
};

/// A browser's engine.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    /// Chromium, with Debian's driver.
    Chromium,
    /// Firefox, with geckodriver.
    Firefox,
    /// WebKitGTK's small browser, in a virtual screen.
    WebKit,
}

/// How long a condition is waited for: long enough for a busy machine, since only a test that fails waits so long.
pub const PATIENCE: Duration = Duration::from_mins(2);

/// How a browser is to be.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wishes {
    /// Pages run no scripts.
    pub without_script: bool,
    /// The browser has no WebAssembly, as in a lockdown mode. Not for WebKit.
    pub without_webassembly: bool,
    /// Everything goes through this proxy (host and port), this machine included.
    pub proxy: Option<String>,
    /// The folder of a profile that is kept; without it, nothing is kept. Not for WebKit.
    pub profile: Option<PathBuf>,
    /// Nobody else uses it before or afterwards: what is asked of it holds for the whole browser.
    pub alone: bool,
}

/// A running browser with its driver. Both end when it is dropped.
#[derive(Debug)]
pub struct Browser {
    /// The session.
    pub client: Client,
    /// Its engine.
    pub engine: Engine,
    /// The servers that it was turned to, where it is shared.
    known: Vec<String>,
    /// Its only way out, where it goes from one server to the next.
    proxy: Option<Proxy>,
    driver: Driver,
}

#[derive(Debug)]
struct Driver {
    process: Child,
    watch: Child,
}

impl Driver {
    /// Starts a driver, and what ends it: a shell that waits until this process has ended, however it does, or lets go of it.
    fn start(mut command: Command, scratch: &Path) -> Result<Self> {
        // The driver leads a process group of its own: whatever it has started ends with it.
        let process = command.process_group(0).spawn()?;
        let watch = Command::new("sh")
            .args(["-c", "cat > /dev/null; kill -KILL \"-$1\"; rm -rf -- \"$2\"", "sh", &process.id().to_string()])
            .arg(scratch)
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .process_group(0)
            .spawn()?;
        Ok(Self { process, watch })
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        drop(self.watch.stdin.take());
        let _ = self.watch.wait();
        let _ = self.process.wait();
    }
}

impl Browser {
    /// Starts a browser.
    ///
    /// # Errors
    ///
    /// When its driver or the browser does not start.
    pub async fn start(engine: Engine, wishes: &Wishes) -> Result<Self> {
        let mut last = None;
        // A driver's start can fail on a busy machine; what it tests has not begun then.
        for _ in 0..3 {
            match Self::try_start(engine, wishes).await {
                Ok(browser) => return Ok(browser),
                Err(error) => last = Some(error),
            }
        }
        Err(last.unwrap_or_else(|| anyhow::anyhow!("no attempt was made"))).with_context(|| format!("{engine:?}"))
    }

    async fn try_start(engine: Engine, wishes: &Wishes) -> Result<Self> {
        let port = free_port()?;
        // Short: sockets below it have a limited length.
        let scratch = env::temp_dir().join(format!("quietleaf-{port}"));
        let profile = wishes.profile.clone().unwrap_or_else(|| scratch.join("profile"));
        fs::create_dir_all(&profile)?;
        // What a killed Chromium leaves behind says that it still runs.
        for left in ["SingletonLock", "SingletonCookie", "SingletonSocket"] {
            let _ = fs::remove_file(profile.join(left));
        }
        fs::create_dir_all(&scratch)?;
        let logs = paths::target().join("browsers");
        fs::create_dir_all(&logs)?;
        // Browsers of two tests write into it at once.
        let log = fs::File::options().append(true).create(true).open(logs.join(format!("{engine:?}.log")))?;
        let mut command = driver_command(engine, port)?;
        command.env("TMPDIR", &scratch).stdin(Stdio::null()).stdout(log.try_clone()?).stderr(log);
        surroundings(&mut command)?;
        let driver = Driver::start(command, &scratch)
            .with_context(|| format!("the driver of {engine:?} could not be started"))?;
        wait_for_port(port).await?;
        let client = ClientBuilder::new(HttpConnector::new())
            .capabilities(capabilities(engine, wishes, &profile)?)
            .connect(&format!("http://127.0.0.1:{port}"))
            .await?;
        Ok(Self { client, engine, known: Vec::new(), proxy: None, driver })
    }

    /// Starts a browser that is used with one server after another: see [`Self::turn_to`].
    ///
    /// # Errors
    ///
    /// When its driver or the browser does not start.
    pub async fn start_shared(engine: Engine) -> Result<Self> {
        let proxy = Proxy::start().await?;
        let browser = Self::start(engine, &Wishes { proxy: Some(proxy.authority()), ..Wishes::default() }).await?;
        let browser = Self { proxy: Some(proxy), ..browser };
        // The first window of some browsers has another size than later ones.
        browser.clear().await?;
        Ok(browser)
    }

    /// Whether others can use it afterwards.
    #[must_use]
    pub const fn is_shared(&self) -> bool {
        self.proxy.is_some()
    }

    /// How many servers it was turned to.
    #[must_use]
    pub const fn uses(&self) -> usize {
        self.known.len()
    }

    /// Whether it was turned to this server before, and so can have kept something of it.
    #[must_use]
    pub fn knows(&self, server: &SiteServer) -> bool {
        self.known.contains(&server.authority())
    }

    /// From now on, the server keeps the record of what this browser asks elsewhere.
    pub fn turn_to(&mut self, server: &SiteServer) {
        self.known.push(server.authority());
        if let Some(proxy) = &self.proxy {
            proxy.tell(server);
        }
    }

    /// Makes a Chromium as slow as on a plain telephone with a plain connection: processor four times slower, 1.6 Mbit/s, 150 ms.
    ///
    /// # Errors
    ///
    /// When the browser does not do so.
    pub async fn slow_down(&self) -> Result<()> {
        self.devtools("Network.enable", json!({})).await?;
        let network =
            json!({ "offline": false, "latency": 150, "downloadThroughput": 200_000, "uploadThroughput": 200_000 });
        self.devtools("Network.emulateNetworkConditions", network).await?;
        self.devtools("Emulation.setCPUThrottlingRate", json!({ "rate": 4 })).await?;
        Ok(())
    }

    /// Leaves an empty window, as it was at the start. Each server is an origin of its own, so nothing that was stored is met again.
    ///
    /// # Errors
    ///
    /// When the browser does not answer: it can be of no more use then.
    pub async fn clear(&self) -> Result<()> {
        let left = self.client.windows().await?;
        // What was asked of a window, its size, its colours, its speed, ends with it.
        let fresh = self.client.new_window(false).await?.handle;
        for window in left {
            self.client.switch_to_window(window).await?;
            self.client.close_window().await?;
        }
        Ok(self.client.switch_to_window(fresh).await?)
    }

    /// Ends the session in order, then the driver.
    ///
    /// # Errors
    ///
    /// When the driver does not answer.
    pub async fn end(self) -> Result<()> {
        let Self { client, driver, .. } = self;
        client.close().await?;
        drop(driver);
        Ok(())
    }

    /// Kills the browser and its driver at once, as a crash would.
    pub fn kill(self) {
        drop(self.driver);
    }

    /// Sends a command of the Chrome DevTools protocol. Chromium only.
    ///
    /// # Errors
    ///
    /// When Chromium refuses it.
    pub async fn devtools(&self, command: &str, parameters: Value) -> Result<Value> {
        let command = DevTools { command: command.to_owned(), parameters };
        Ok(self.client.issue_cmd(command).await?)
    }

    /// The port of 127.0.0.1 at which another program can use the Chrome DevTools protocol. Chromium only.
    ///
    /// # Errors
    ///
    /// When the browser has told none.
    pub fn devtools_port(&self) -> Result<u16> {
        let options = self.client.capabilities().and_then(|told| told.get("goog:chromeOptions"));
        let address = options.and_then(|options| options.get("debuggerAddress")?.as_str());
        let port = address.and_then(|address| address.rsplit_once(':')?.1.parse().ok());
        port.context("the browser has told no address for its DevTools protocol")
    }

    /// Runs a script in the page and returns what it returns.
    ///
    /// # Errors
    ///
    /// When it throws.
    pub async fn run(&self, script: &str) -> Result<Value> {
        Ok(self.client.execute(script, Vec::new()).await?)
    }

    /// Waits until a script returns true.
    ///
    /// # Errors
    ///
    /// When it has not after [`PATIENCE`]; the message tells the script.
    pub async fn wait_until(&self, script: &str) -> Result<()> {
        let begun = Instant::now();
        let mut last = String::new();
        while begun.elapsed() < PATIENCE {
            // While a page is being left, a script can fail: the next try is on the new page.
            match self.run(script).await {
                Ok(Value::Bool(true)) => return Ok(()),
                Ok(other) => last = other.to_string(),
                Err(error) => last = error.to_string(),
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        bail!("waited {} s for: {script} (last: {last})", PATIENCE.as_secs())
    }

    /// Presses what a locator finds, once it is there, lies still and nothing lies over it.
    ///
    /// A driver scrolls to an element and clicks where it stood then: on a slow machine, what is laid out while it
    /// comes into view can have moved it by the time the click arrives.
    ///
    /// # Errors
    ///
    /// When it is not there, moves, or is covered for [`PATIENCE`].
    pub async fn press(&self, what: Locator<'_>) -> Result<()> {
        let element = self.client.wait().at_most(PATIENCE).for_element(what).await?;
        let begun = Instant::now();
        while begun.elapsed() < PATIENCE {
            let still = self.client.execute(LIES_STILL, vec![json!(element)]).await?;
            if still == true {
                return Ok(element.click().await?);
            }
        }
        bail!("{what:?} does not lie still, or is covered")
    }

    /// Opens an address and waits until every interactive part is live.
    ///
    /// # Errors
    ///
    /// When the page is not ready after [`PATIENCE`].
    pub async fn open_ready(&self, address: &str) -> Result<()> {
        self.client.goto(address).await?;
        match self.wait_until(READY).await {
            Ok(()) => Ok(()),
            Err(error) => {
                let state =
                    self.run(WHAT_IS_LIVE).await.map_or_else(|error| error.to_string(), |state| state.to_string());
                Err(error.context(format!("it says of itself: {state}")))
            }
        }
    }
}

/// Whether every part of a page is live: on the journal's page, those that come later too, unless the journal cannot be opened.
pub const READY: &str = "const { ready, beside, locked } = document.documentElement.dataset;\
    const failing = document.getElementById('journal-failing')?.textContent;\
    return ready === 'true' && (beside === 'true' || locked === 'true' || !!failing || !document.querySelector('[data-mount=journal-data]'));";

/// What a page that is not ready says of itself.
const WHAT_IS_LIVE: &str = "const text = (id) => document.getElementById(id)?.textContent;\
    const opened = new Promise((resolve) => {\
      const request = indexedDB.open('quietleaf');\
      for (const answer of ['success', 'error', 'blocked', 'upgradeneeded']) {\
        request.addEventListener(answer, () => { resolve(answer); request.result?.close?.(); });\
      }\
      setTimeout(() => resolve('no answer'), 3000);\
    });\
    return (async () => ({\
      browser: navigator.userAgent, address: location.pathname, document: document.readyState, live: { ...document.documentElement.dataset },\
      failing: text('journal-failing'), note: document.getElementById('app-note')?.hidden === false,\
      worker: navigator.serviceWorker?.controller?.state, database: await opened,\
      loaded: performance.getEntriesByType('resource').map((it) => `${it.name.split('/').pop()} ${it.responseEnd | 0}`),\
    }))();";

/// Whether an element, once in view, keeps its place for some frames and is what a press at its middle would meet.
const LIES_STILL: &str = "const element = arguments[0];\
    element.scrollIntoView({ block: 'center', behavior: 'instant' });\
    const place = () => { const it = element.getBoundingClientRect(); return [it.x, it.y, it.width, it.height].join(); };\
    const frame = () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));\
    const settle = async () => {\
      let before = place();\
      for (let still = 0; still < 4; still += 1) {\
        await frame();\
        if (place() !== before) return false;\
      }\
      const it = element.getBoundingClientRect();\
      const met = document.elementFromPoint(it.x + it.width / 2, it.y + it.height / 2);\
      return met !== null && element.contains(met);\
    };\
    return settle();";

fn driver_command(engine: Engine, port: u16) -> Result<Command> {
    let program = |name: &str| tools::find_program(name).with_context(|| format!("{name} is missing"));
    let mut command;
    match engine {
        Engine::Chromium => {
            command = Command::new(program("chromedriver")?);
            command.arg(format!("--port={port}"));
        }
        Engine::Firefox => {
            command = Command::new(tools::geckodriver());
            command.args(["--host", "127.0.0.1", "--port", &port.to_string()]);
            command.args(["--websocket-port", &free_port()?.to_string()]);
            // Without it, Firefox asks the server of its settings whatever its preferences say.
            command.env("MOZ_REMOTE_SETTINGS_DEVTOOLS", "1");
        }
        Engine::WebKit => {
            command = Command::new(program("xvfb-run")?);
            command.args(["--auto-servernum", "--server-args", "-screen 0 390x844x24"]);
            command.arg(program("WebKitWebDriver")?).arg(format!("--port={port}"));
        }
    }
    Ok(command)
}

fn capabilities(engine: Engine, wishes: &Wishes, profile: &Path) -> Result<Map<String, Value>> {
    let mut capabilities = Map::new();
    match engine {
        Engine::Chromium => {
            let mut arguments: Vec<String> = [
                "--headless=new",
                "--no-sandbox",
                "--disable-dev-shm-usage",
                "--disable-gpu",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--disable-quic",
                "--disable-default-apps",
                "--disable-domain-reliability",
                "--no-pings",
                "--lang=en-US",
                "--window-size=800,600",
                "--disable-client-side-phishing-detection",
                "--allow-browser-signin=false",
                // No such hosts can be.
                "--gaia-url=https://accounts.invalid",
                "--component-updater=url-source=https://updates.invalid/",
                "--disable-features=OptimizationHints,MediaRouter,Translate,AutofillServerCommunication,NetworkTimeServiceQuerying",
            ]
            .map(str::to_owned)
            .into();
            arguments.push(format!("--user-data-dir={}", profile.display()));
            if let Some(proxy) = &wishes.proxy {
                arguments.push(format!("--proxy-server={proxy}"));
                arguments.push("--proxy-bypass-list=<-loopback>".to_owned());
            }
            if wishes.without_webassembly {
                arguments.push("--js-flags=--jitless".to_owned());
            }
            let scripts = if wishes.without_script { 2 } else { 1 };
            let preferences = json!({ "profile.managed_default_content_settings.javascript": scripts });
            let mut options = json!({ "args": arguments, "prefs": preferences });
            if let Some(chromium) = tools::find_program("chromium") {
                options["binary"] = json!(chromium);
            }
            capabilities.insert("browserName".to_owned(), json!("chrome"));
            capabilities.insert("goog:chromeOptions".to_owned(), options);
        }
        Engine::Firefox => {
            let mut preferences = json!({
                "javascript.enabled": !wishes.without_script,
                "javascript.options.wasm": !wishes.without_webassembly,
                "network.captive-portal-service.enabled": false,
                "network.connectivity-service.enabled": false,
                "browser.safebrowsing.downloads.remote.enabled": false,
                "services.settings.server": "data:,#remote-settings-dummy/v1",
                "intl.accept_languages": "en-US, en",
            });
            if let Some((host, port)) = wishes.proxy.as_deref().and_then(|proxy| proxy.split_once(':')) {
                preferences["network.proxy.type"] = json!(1);
                preferences["network.proxy.http"] = json!(host);
                preferences["network.proxy.http_port"] = json!(port.parse::<u16>()?);
                preferences["network.proxy.ssl"] = json!(host);
                preferences["network.proxy.ssl_port"] = json!(port.parse::<u16>()?);
                preferences["network.proxy.no_proxies_on"] = json!("");
                preferences["network.proxy.allow_hijacking_localhost"] = json!(true);
            }
            let binary = tools::find_program("firefox-esr").or_else(|| tools::find_program("firefox"));
            let mut arguments = ["-headless", "--width=1366", "--height=768"].map(str::to_owned).to_vec();
            if wishes.profile.is_some() {
                arguments.extend(["-profile".to_owned(), profile.display().to_string()]);
            }
            let options = json!({ "args": arguments, "prefs": preferences, "binary": binary });
            capabilities.insert("moz:firefoxOptions".to_owned(), options);
        }
        Engine::WebKit => {
            let mut arguments = vec!["--automation".to_owned(), "--full-screen".to_owned()];
            if wishes.without_script {
                arguments.push("--enable-javascript=FALSE".to_owned());
            }
            let options = json!({ "binary": mini_browser()?, "args": arguments });
            capabilities.insert("webkitgtk:browserOptions".to_owned(), options);
            if let Some(proxy) = &wishes.proxy {
                let manual = json!({ "proxyType": "manual", "httpProxy": proxy, "sslProxy": proxy });
                capabilities.insert("proxy".to_owned(), manual);
            }
        }
    }
    Ok(capabilities)
}

/// The fonts that `fonts.conf` names.
const FONTS: &str = "/usr/share/fonts/truetype/dejavu";

/// What a test sees does not depend on the machine: the fonts of `fonts.conf`, the language that browsers come with, and UTC. The sizes of
/// windows and screens stand beside each engine.
fn surroundings(command: &mut Command) -> Result<()> {
    let fonts = paths::project().join("xtask/browsers/fonts.conf");
    ensure!(
        Path::new(FONTS).is_dir(),
        "{FONTS} is missing; on Debian bring it with: apt-get install fonts-dejavu-core"
    );
    command.env("FONTCONFIG_FILE", fonts).env("TZ", "UTC").env("LC_ALL", "C.UTF-8");
    Ok(())
}

/// WebKitGTK's small browser stands beside its library.
fn mini_browser() -> Result<PathBuf> {
    let libraries = Path::new("/usr/lib");
    let architectures = fs::read_dir(libraries)?.filter_map(|entry| Some(entry.ok()?.path()));
    architectures
        .flat_map(|folder| ["webkit2gtk-4.1", "webkitgtk-6.0"].map(|version| folder.join(version).join("MiniBrowser")))
        .find(|program| program.is_file())
        .context("WebKitGTK's MiniBrowser is missing below /usr/lib")
}

/// A port that nobody listens on, and that this process has not given away before.
fn free_port() -> Result<u16> {
    static GIVEN: Mutex<BTreeSet<u16>> = Mutex::new(BTreeSet::new());
    loop {
        let port = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()?.port();
        if GIVEN.lock().unwrap_or_else(PoisonError::into_inner).insert(port) {
            return Ok(port);
        }
    }
}

async fn wait_for_port(port: u16) -> Result<()> {
    let begun = Instant::now();
    while begun.elapsed() < PATIENCE {
        if TcpStream::connect((Ipv4Addr::LOCALHOST, port)).is_ok() {
            return Ok(());
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    bail!("the driver does not listen after {} s", PATIENCE.as_secs())
}

#[derive(Debug)]
struct DevTools {
    command: String,
    parameters: Value,
}

impl WebDriverCompatibleCommand for DevTools {
    fn endpoint(&self, base_url: &Url, session_id: Option<&str>) -> Result<Url, ParseError> {
        base_url.join(&format!("session/{}/goog/cdp/execute", session_id.unwrap_or_default()))
    }

    fn method_and_body(&self, _: &Url) -> (http::Method, Option<String>) {
        let body = json!({ "cmd": self.command, "params": self.parameters });
        (http::Method::POST, Some(body.to_string()))
    }
}
