//! A display, a bus, Orca and Firefox of their own, in a folder of their own, and their end.

use std::{
    env,
    ffi::OsString,
    fs,
    io::{BufRead, BufReader},
    os::unix::{fs::PermissionsExt, process::CommandExt},
    path::PathBuf,
    process::{Child, Command, Stdio},
    sync::atomic::{AtomicU32, Ordering},
    thread::sleep,
    time::{Duration, Instant},
};

use anyhow::{Context, Result, ensure};
use rustix::process::{Pid, Signal, kill_process, kill_process_group};

use crate::{paths, tools};

/// Every process of a session has its folder in this variable.
const MARK: &str = "QUIETLEAF_SCREEN_READER";
/// Debian's Orca is a module of Debian's Python.
const PYTHON: &str = "/usr/bin/python3";

static SESSIONS: AtomicU32 = AtomicU32::new(0);

/// What runs. All of it ends when this is dropped.
#[derive(Debug)]
pub(super) struct Session {
    folder: PathBuf,
    environment: Vec<(&'static str, OsString)>,
    /// Each leads a process group.
    started: Vec<Child>,
    /// Everything that bears the mark.
    processes: Vec<Pid>,
}

impl Session {
    /// Starts the display, the bus and Orca.
    pub(super) fn start() -> Result<Self> {
        let number = SESSIONS.fetch_add(1, Ordering::Relaxed);
        // Short: sockets below it have a limited length.
        let folder = env::temp_dir().join(format!("quietleaf-heard-{}-{number}", std::process::id()));
        let mut session = Self { folder, environment: Vec::new(), started: Vec::new(), processes: Vec::new() };
        session.prepare()?;
        // `-r`: a key that a busy machine lets go late is not pressed again and again.
        let display = session.run_until_it_tells(
            "Xvfb",
            &["-displayfd", "1", "-screen", "0", "1280x1024x24", "-r", "-nolisten", "tcp"],
        )?;
        session.environment.push(("DISPLAY", format!(":{display}").into()));
        let bus = session
            .run_until_it_tells("dbus-daemon", &["--session", "--nofork", "--nopidfile", "--print-address=1"])?;
        session.environment.push(("DBUS_SESSION_BUS_ADDRESS", bus.into()));
        session.run("openbox", &[])?;
        session.start_accessibility()?;
        let (program, settings) =
            (paths::project().join("xtask/screen_reader/orca_in_words.py"), session.folder.join("orca"));
        session.run(
            PYTHON,
            &[&program.display().to_string(), &settings.display().to_string(), &session.words().display().to_string()],
        )?;
        Ok(session)
    }

    /// Opens Firefox, which can reach nothing but the proxy (host and port).
    pub(super) fn open_firefox(&mut self, proxy: &str) -> Result<()> {
        let (host, port) = proxy.split_once(':').context("the proxy has no port")?;
        let settings = fs::read_to_string(paths::project().join("xtask/screen_reader/firefox.js"))?;
        let profile = self.folder.join("profile");
        let through = format!(
            "user_pref(\"network.proxy.type\", 1);\n\
             user_pref(\"network.proxy.http\", \"{host}\");\nuser_pref(\"network.proxy.http_port\", {port});\n\
             user_pref(\"network.proxy.ssl\", \"{host}\");\nuser_pref(\"network.proxy.ssl_port\", {port});\n\
             user_pref(\"network.proxy.no_proxies_on\", \"\");\n\
             user_pref(\"network.proxy.allow_hijacking_localhost\", true);\n"
        );
        fs::write(profile.join("user.js"), settings + &through)?;
        let name = if tools::find_program("firefox-esr").is_some() { "firefox-esr" } else { "firefox" };
        self.run(name, &["--no-remote", "--new-instance", "--profile", &profile.display().to_string(), "about:blank"])
    }

    /// Where Orca's voice writes.
    pub(super) fn words(&self) -> PathBuf {
        self.folder.join("words.jsonl")
    }

    /// What stands in the environment of each of its processes, and of no other.
    pub(super) fn mark(&self) -> String {
        format!("{MARK}={}", self.folder.display())
    }

    /// Presses keys, as `xdotool` calls them.
    pub(super) fn keyboard(&self, arguments: &[&str]) -> Result<()> {
        let status = self.command("xdotool")?.args(arguments).status()?;
        ensure!(status.success(), "xdotool {} did not work", arguments.join(" "));
        Ok(())
    }

    /// Finds every process of this session, also what others of it have started.
    pub(super) fn find_processes(&mut self) -> Result<()> {
        let mark = self.mark();
        self.processes.clear();
        for entry in fs::read_dir("/proc")? {
            let Ok(entry) = entry else { continue };
            let Some(pid) = entry.file_name().to_str().and_then(|name| Pid::from_raw(name.parse().ok()?)) else {
                continue;
            };
            // A process can end meanwhile, and others' cannot be read.
            let environment = fs::read(entry.path().join("environ")).unwrap_or_default();
            if environment.split(|byte| *byte == 0).any(|variable| variable == mark.as_bytes()) {
                self.processes.push(pid);
            }
        }
        Ok(())
    }

    /// Whether a thread of any process has something to do, or waits for its turn.
    pub(super) fn is_working(&self) -> bool {
        let states = self.processes.iter().filter_map(|pid| fs::read_dir(format!("/proc/{pid}/task")).ok()).flatten();
        states.filter_map(|thread| fs::read_to_string(thread.ok()?.path().join("stat")).ok()).any(|stat| {
            // The state follows the name, which can hold anything.
            stat.rsplit_once(") ").is_some_and(|(_, rest)| rest.starts_with(['R', 'D']))
        })
    }

    fn prepare(&mut self) -> Result<()> {
        // What a killed run has left behind is not of this one.
        let _ = fs::remove_dir_all(&self.folder);
        for folder in ["home", "runtime", "orca", "profile"] {
            fs::create_dir_all(self.folder.join(folder))?;
        }
        fs::set_permissions(self.folder.join("runtime"), fs::Permissions::from_mode(0o700))?;
        let below = |name: &str| self.folder.join(name).into_os_string();
        self.environment = vec![
            (MARK, self.folder.clone().into_os_string()),
            ("PATH", env::var_os("PATH").unwrap_or_default()),
            ("HOME", below("home")),
            ("TMPDIR", self.folder.clone().into_os_string()),
            ("XDG_RUNTIME_DIR", below("runtime")),
            ("LANG", "C.UTF-8".into()),
            ("TZ", "UTC".into()),
            ("GDK_BACKEND", "x11".into()),
            ("GSETTINGS_BACKEND", "memory".into()),
            ("GNOME_ACCESSIBILITY", "1".into()),
            ("PYTHONDONTWRITEBYTECODE", "1".into()),
        ];
        Ok(())
    }

    /// Lets the bus start what carries a page's meaning to Orca, and waits for it.
    fn start_accessibility(&self) -> Result<()> {
        let asked = self
            .command("dbus-send")?
            .args(["--session", "--print-reply", "--reply-timeout=60000", "--dest=org.a11y.Bus", "/org/a11y/bus"])
            .arg("org.a11y.Bus.GetAddress")
            .status()?;
        ensure!(asked.success(), "the bus of accessibility does not start");
        Ok(())
    }

    /// A command with this session's environment and nothing else, whose words go to a log.
    fn command(&self, program: &str) -> Result<Command> {
        let logs = paths::target().join("screen-reader");
        fs::create_dir_all(&logs)?;
        let name = program.rsplit('/').next().unwrap_or(program);
        let log = fs::File::options().append(true).create(true).open(logs.join(format!("{name}.log")))?;
        let mut command = Command::new(program);
        command.env_clear().envs(self.environment.iter().map(|(name, value)| (name, value)));
        command.current_dir(&self.folder).stdin(Stdio::null()).stdout(log.try_clone()?).stderr(log).process_group(0);
        Ok(command)
    }

    fn run(&mut self, program: &str, arguments: &[&str]) -> Result<()> {
        let child =
            self.command(program)?.args(arguments).spawn().with_context(|| format!("{program} does not start"))?;
        self.started.push(child);
        Ok(())
    }

    /// Starts a program and returns the first line of what it says.
    fn run_until_it_tells(&mut self, program: &str, arguments: &[&str]) -> Result<String> {
        let mut command = self.command(program)?;
        let mut child = command
            .args(arguments)
            .stdout(Stdio::piped())
            .spawn()
            .with_context(|| format!("{program} does not start"))?;
        let output = child.stdout.take();
        self.started.push(child);
        let mut line = String::new();
        BufReader::new(output.context("no output")?).read_line(&mut line)?;
        ensure!(!line.trim().is_empty(), "{program} does not start; see {}/screen-reader", paths::target().display());
        Ok(line.trim().to_owned())
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        let mut started = std::mem::take(&mut self.started);
        // The last to come is the first to go, and the display the last: it ends in order, so that it takes its lock with it.
        while let Some(mut child) = started.pop() {
            let is_display = started.is_empty();
            let group = i32::try_from(child.id()).ok().and_then(Pid::from_raw);
            let send = |signal| group.is_some_and(|group| kill_process_group(group, signal).is_ok());
            if is_display && send(Signal::TERM) {
                let begun = Instant::now();
                while begun.elapsed() < Duration::from_secs(5) && matches!(child.try_wait(), Ok(None)) {
                    sleep(Duration::from_millis(20));
                }
            }
            // Orca does not end for less.
            send(Signal::KILL);
            let _ = child.kill();
            let _ = child.wait();
        }
        // What others of them have started has groups of its own.
        for _ in 0..50 {
            if self.find_processes().is_err() || self.processes.is_empty() {
                break;
            }
            for pid in &self.processes {
                let _ = kill_process(*pid, Signal::KILL);
            }
            sleep(Duration::from_millis(20));
        }
        let _ = fs::remove_dir_all(&self.folder);
    }
}
