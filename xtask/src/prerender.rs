//! Rendering every page with the app's own components, and finishing what Trunk has staged.

use std::{collections::BTreeMap, fs, path::Path};

use anyhow::{Context, Result, ensure};
use leptos::prelude::*;
use lol_html::{RewriteStrSettings, element, html_content::ContentType, rewrite_str};
use quietleaf::{
    article::{CalendarDate, PageName},
    leaflet::{Addresses, Leaflet},
    metadata::SiteAddress,
    ui::{self, SiteRoot},
};
use serde_json::{Value, json};

use crate::{
    digest, machines, policy, scripts,
    split::{self, CHUNK},
    worker,
};

/// Renders the body of a page, natively.
#[must_use]
pub fn body(leaflet: &Leaflet, page: PageName, root: &SiteRoot) -> String {
    let html = Owner::new().with(|| ui::page(leaflet, page, root).to_html());
    // Marks between neighbouring texts, for attaching scripts to them: nothing is attached here.
    html.replace("<!>", "")
}

/// Turns what Trunk has staged into the site: every page rendered, styles inline, policy and service worker filled in.
///
/// # Errors
///
/// When the shell lacks a place that the pages need, or a file cannot be read or written.
pub fn finish(staging: &Path, leaflet: &Leaflet, public_url: &str, today: CalendarDate) -> Result<()> {
    let root = SiteRoot::new(public_url);
    let origin = leaflet.addresses.origin.as_ref();
    let address = origin.map(|origin| SiteAddress::new(origin, root.path()));
    let mut shell = Shell::take(staging, &root)?;
    shell.address = address;
    shell.is_overdue = leaflet.article.next_check < today;
    for (page, program) in PROGRAMS {
        shell.programs.insert(page, name_by_digest(staging, program)?);
    }
    name_chunk_by_digest(staging, &shell.programs)?;
    let names = json!({
        "lock": name_by_digest(staging, LOCK)?,
        "sealing": name_by_digest(staging, SEALING)?,
        "style": shell.later_style,
    });
    fill_names(staging, &names)?;
    for page in PageName::ALL {
        let file = staging.join(match page.path() {
            folder if folder.is_empty() || folder.ends_with('/') => format!("{folder}index.html"),
            file => file.to_owned(),
        });
        fs::create_dir_all(file.parent().context("a page has no folder")?)?;
        fs::write(file, shell.page(leaflet, page, &root)?)?;
    }
    for unused in PAGE_PROGRAM {
        fs::remove_file(staging.join(unused)).with_context(|| format!("{unused} is not staged"))?;
    }
    if let Some(address) = &shell.address {
        machines::write_files(staging, leaflet, &shell.language, address, &root)?;
    }
    let hashed = hashed_files(staging)?;
    let feed = shell.address.is_some().then_some(Addresses::FEED);
    let away_style = finish_away_page(staging)?;
    scripts::shorten(staging)?;
    let styles = shell.styles.values().chain([&away_style]).map(String::as_str);
    let policy = policy::with_digests(&shell.policy, styles, shell.inline_scripts.values().map(String::as_str));
    fs::write(staging.join("_headers"), policy::headers_file(&policy, root.path(), &hashed, feed))?;
    if let Some(dist) = std::env::var_os("TRUNK_DIST_DIR") {
        let mut sample = dist;
        sample.push(".nginx.conf");
        fs::write(sample, policy::nginx_file(&policy, root.path(), &hashed, feed))?;
    }
    worker::fill(staging)
}

/// The script that starts the programs that come later, and its line for their names.
const LATER_SCRIPT: &str = "lock.js";
const NAMES_LINE: &str = "const NAMES = {};";

/// Writes the names of the programs and styles that come later into the script that asks for them.
fn fill_names(staging: &Path, names: &Value) -> Result<()> {
    let file = staging.join(LATER_SCRIPT);
    let script = fs::read_to_string(&file).with_context(|| format!("{LATER_SCRIPT} is not staged"))?;
    ensure!(script.matches(NAMES_LINE).count() == 1, "{LATER_SCRIPT} has not the line `{NAMES_LINE}` once");
    Ok(fs::write(file, script.replace(NAMES_LINE, &format!("const NAMES = {names};")))?)
}

/// Shows what is said of words whose check is overdue.
fn with_overdue_note(body: &str) -> Result<String> {
    let note = element!("#overdue-note", |note| {
        note.remove_attribute("hidden");
        Ok(())
    });
    Ok(rewrite_str(body, RewriteStrSettings { element_content_handlers: vec![note], ..RewriteStrSettings::new() })?)
}

/// The script that shows the calls of the country before they are painted.
const CALLS: &str = "calls.js";

/// Puts the script of "Get help" at the beginning of the calls, so that it sees each of them come.
fn with_calls_script(body: &str, script: &str) -> Result<String> {
    let calls = element!(".calls", |calls| {
        calls.prepend(script, ContentType::Html);
        Ok(())
    });
    Ok(rewrite_str(body, RewriteStrSettings { element_content_handlers: vec![calls], ..RewriteStrSettings::new() })?)
}

/// Allows the style of the neutral page in its policy, and returns it.
fn finish_away_page(staging: &Path) -> Result<String> {
    let file = staging.join("away.html");
    let html = fs::read_to_string(&file).context("away.html is not staged")?;
    let style = html.split_once("<style>").and_then(|(_, rest)| rest.split_once("</style>"));
    let (style, _) = style.context("away.html has no style")?;
    let digest = digest::sha256(style.as_bytes());
    let filled = html.replace("'unfilled'", &format!("'{digest}'"));
    ensure!(filled != html, "away.html has no policy to fill");
    fs::write(file, &filled)?;
    Ok(style.to_owned())
}

/// The program that renders a page in the browser: prerendered pages have no use for it.
const PAGE_PROGRAM: [&str; 2] = ["quietleaf-page.js", "quietleaf-page_bg.wasm"];

/// The pages that have a program of their own, which the other pages do not load.
const PROGRAMS: [(PageName, &str); 2] =
    [(PageName::Journal, split::PROGRAM), (PageName::Questions, "quietleaf-questions")];

/// The program that seals backups, in a worker.
pub(crate) const SEALING: &str = "quietleaf-sealing";

/// The program of the lock.
pub(crate) const LOCK: &str = "quietleaf-lock";

/// Gives a program's two files names that bear a digest of its WebAssembly, and returns what they begin with.
fn name_by_digest(staging: &Path, program: &str) -> Result<String> {
    let wasm = staging.join(format!("{program}_bg.wasm"));
    let bytes = fs::read(&wasm).with_context(|| format!("{program} is not staged"))?;
    let named = format!("{program}-{}", short_digest(&bytes));
    fs::rename(wasm, staging.join(format!("{named}_bg.wasm")))?;
    fs::rename(staging.join(format!("{program}.js")), staging.join(format!("{named}.js")))?;
    Ok(named)
}

/// Gives the chunk of the journal's program a name that bears its digest, and writes it into the script that loads it. As one module, the
/// program has none.
fn name_chunk_by_digest(staging: &Path, programs: &BTreeMap<PageName, String>) -> Result<()> {
    let staged = format!("{CHUNK}.wasm");
    let chunk = staging.join(&staged);
    if !chunk.is_file() {
        return Ok(());
    }
    let named = format!("{CHUNK}-{}.wasm", short_digest(&fs::read(&chunk)?));
    let program = programs.get(&PageName::Journal).context("the journal has no program")?;
    let file = staging.join(format!("{program}.js"));
    let script = fs::read_to_string(&file)?;
    ensure!(script.matches(&staged).count() == 1, "{program}.js does not name {staged} once");
    fs::write(file, script.replace(&staged, &named))?;
    Ok(fs::rename(chunk, staging.join(named))?)
}

/// The digest of a file in its name.
fn short_digest(bytes: &[u8]) -> String {
    digest::hexadecimal(bytes).chars().take(16).collect()
}

/// The style files that one page alone needs; every page has the others.
const STYLES_OF_ONE_PAGE: [(&str, PageName); 5] = [
    ("help", PageName::Help),
    ("questions", PageName::Questions),
    ("table", PageName::About),
    ("diary", PageName::Journal),
    ("journal", PageName::Journal),
];

/// The style files that come with the chunk of the journal's program: what it brings is not there before.
const LATER_STYLES: [&str; 2] = ["looking_back", "beside"];

/// The page as Trunk has staged it, with the styles taken out.
struct Shell {
    html: String,
    /// The styles of every page, under none, and those of one page alone.
    styles: BTreeMap<Option<PageName>, String>,
    policy: String,
    /// The language of every page, as in `en-GB`.
    language: String,
    /// Where the site lives; none where the leaflet does not say.
    address: Option<SiteAddress>,
    /// What runs before the first paint: on every page, under none, and on one page alone.
    inline_scripts: BTreeMap<Option<PageName>, String>,
    /// The names of the programs of some pages, without their endings.
    programs: BTreeMap<PageName, String>,
    /// The name of the styles of what the journal's program brings later.
    later_style: String,
    /// Whether the words should have been checked before today.
    is_overdue: bool,
}

impl Shell {
    fn take(staging: &Path, root: &SiteRoot) -> Result<Self> {
        let staged = fs::read_to_string(staging.join("index.html")).context("Trunk has staged no index.html")?;
        let mut addresses = Vec::new();
        let mut policy = String::new();
        let mut language = String::new();
        let html = rewrite_str(
            &staged,
            RewriteStrSettings {
                element_content_handlers: vec![
                    element!("html", |html| {
                        language = html.get_attribute("lang").unwrap_or_default();
                        Ok(())
                    }),
                    // What is only for paper stays a file of its own: it keeps nothing from being painted.
                    element!("link[rel=stylesheet]:not([media])", |link| {
                        addresses.extend(link.get_attribute("href"));
                        link.remove();
                        Ok(())
                    }),
                    element!("meta[http-equiv=Content-Security-Policy]", |meta| {
                        policy = meta.get_attribute("content").unwrap_or_default();
                        Ok(())
                    }),
                ],
                ..RewriteStrSettings::new()
            },
        )?;
        ensure!(!addresses.is_empty(), "index.html links to no styles");
        ensure!(policy.contains("style-src 'self'"), "index.html has no policy for styles");
        ensure!(!language.is_empty(), "index.html does not name its language");
        let mut styles: BTreeMap<Option<PageName>, String> = BTreeMap::new();
        let mut later = String::new();
        for address in addresses {
            let name = address.strip_prefix(root.path()).with_context(|| format!("{address} is outside the site"))?;
            let file = staging.join(name);
            let style = fs::read_to_string(&file).with_context(|| format!("{name} is not staged"))?;
            let is_of = |of: &str| name.strip_prefix(of).is_some_and(|rest| rest.starts_with('-'));
            let page = STYLES_OF_ONE_PAGE.iter().find(|(of, _)| is_of(of)).map(|(_, page)| *page);
            let is_later = LATER_STYLES.into_iter().any(is_of);
            let styles = if is_later { &mut later } else { styles.entry(page).or_default() };
            styles.push_str(style.trim());
            fs::remove_file(file)?;
        }
        let later_style = format!("{CHUNK}-{}.css", short_digest(later.as_bytes()));
        fs::write(staging.join(&later_style), later)?;
        let mut inline_scripts = BTreeMap::new();
        for (name, page) in [("early.js", None), (CALLS, Some(PageName::Help))] {
            let file = staging.join(name);
            let script = fs::read_to_string(&file).with_context(|| format!("{name} is not staged"))?;
            fs::remove_file(file)?;
            inline_scripts.insert(page, scripts::lines_of_code(&script).concat());
        }
        Ok(Self {
            html,
            styles,
            policy,
            language,
            address: None,
            inline_scripts,
            programs: BTreeMap::new(),
            later_style,
            is_overdue: false,
        })
    }

    /// The scripts that stand in a page, in order.
    fn scripts_of(&self, page: PageName) -> impl Iterator<Item = &str> {
        [None, Some(page)].into_iter().filter_map(|of| self.inline_scripts.get(&of)).map(String::as_str)
    }

    /// The styles that a page needs, in order.
    fn styles_of(&self, page: PageName) -> impl Iterator<Item = &str> {
        [None, Some(page)].into_iter().filter_map(|of| self.styles.get(&of)).map(String::as_str)
    }

    fn page(&self, leaflet: &Leaflet, page: PageName, root: &SiteRoot) -> Result<String> {
        let path = root.path();
        let policy = policy::with_digests(&self.policy, self.styles_of(page), self.scripts_of(page));
        let mut scripts = self.scripts_of(page).map(|script| format!("<script>{script}</script>"));
        let mut head: Vec<String> = scripts.next().into_iter().collect();
        let own_script = scripts.next().unwrap_or_default();
        head.extend(self.styles_of(page).map(|style| format!("<style>{style}</style>")));
        head.push(format!(
            "<link rel=\"manifest\" href=\"{path}manifest.webmanifest\">\
             <link rel=\"apple-touch-icon\" href=\"{path}icons/leaf-180.png\">"
        ));
        if page == PageName::NotFound {
            head.push("<meta name=\"robots\" content=\"noindex\">".to_owned());
        }
        head.push(machines::head(page, &self.language, self.address.as_ref(), root));
        let head = head.concat();
        let body =
            if self.is_overdue { with_overdue_note(&body(leaflet, page, root))? } else { body(leaflet, page, root) };
        let body = with_calls_script(&body, &own_script)?;
        let data = machines::structured_data(leaflet, page, &self.language, self.address.as_ref());
        let mut filled = 0;
        let html = rewrite_str(
            &self.html,
            RewriteStrSettings {
                element_content_handlers: vec![
                    element!("title", |title| {
                        title.set_inner_content(&ui::title(leaflet, page), ContentType::Text);
                        Ok(())
                    }),
                    element!("meta[name=description]", |meta| {
                        meta.set_attribute("content", &ui::description(leaflet, page))?;
                        Ok(())
                    }),
                    element!("meta[http-equiv=Content-Security-Policy]", |meta| {
                        meta.set_attribute("content", &policy)?;
                        meta.after(&head, ContentType::Html);
                        Ok(())
                    }),
                    // Trunk gives it a digest, which HTML knows only for styles and scripts.
                    element!("link[rel=icon]", |icon| {
                        icon.remove_attribute("integrity");
                        Ok(())
                    }),
                    element!("script[data-wasm]", |script| {
                        script.set_attribute("data-worker", &format!("{path}sw.js"))?;
                        if let Some(program) = self.programs.get(&page) {
                            script.set_attribute("data-js", &format!("{path}{program}.js"))?;
                            script.set_attribute("data-wasm", &format!("{path}{program}_bg.wasm"))?;
                        }
                        Ok(())
                    }),
                    element!("script[data-gate]", |script| {
                        if page != PageName::Journal {
                            script.remove();
                        }
                        Ok(())
                    }),
                    element!("body", |end| {
                        end.append(data.as_deref().unwrap_or_default(), ContentType::Html);
                        Ok(())
                    }),
                    element!("[data-mount=page]", |place| {
                        filled += 1;
                        place.replace(&body, ContentType::Html);
                        Ok(())
                    }),
                ],
                ..RewriteStrSettings::new()
            },
        )?;
        ensure!(filled == 1, "index.html has not one place data-mount=\"page\"");
        Ok(html)
    }
}

/// The files whose names bear a digest of their bytes.
fn hashed_files(staging: &Path) -> Result<Vec<String>> {
    let names = worker::shipped(staging)?.into_iter().map(|path| path.to_string_lossy().into_owned());
    let is_hashed = |name: &String| {
        let stem = name.split('.').next().unwrap_or_default();
        let digest = stem.rsplit('-').next().unwrap_or_default().trim_end_matches("_bg");
        (12..=16).contains(&digest.len()) && digest.chars().all(|c| c.is_ascii_hexdigit())
    };
    // The script bears the digest of the WebAssembly, not its own.
    Ok(names.filter(is_hashed).filter(|name| !name.ends_with(".js")).collect())
}
