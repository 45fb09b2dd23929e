//! What the built sites tell to machines, checked by machines: pages by a conformance checker, structured data against the
//! vocabulary, feed and sitemap against their schemas.

#![expect(clippy::expect_used, reason = "a test fails by panicking")]

use std::{
    cell::RefCell,
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use lol_html::{HtmlRewriter, Settings, element, text};
use quietleaf::{
    article::{CalendarDate, PageName},
    leaflet::Leaflet,
    metadata::SiteAddress,
};
use serde_json::Value;
use xtask::{check::BuiltSite, machines, paths, server::SiteServer, tools, worker};

/// What a page tells to machines, and its words.
#[derive(Debug, Default)]
struct Page {
    /// The names and contents of its `<meta>`.
    tags: Vec<(String, String)>,
    /// The relations and addresses of its `<link>`.
    links: Vec<(String, String)>,
    /// The machine-readable dates in the text.
    dates: BTreeSet<String>,
    language: String,
    structured_data: String,
    /// The words without the numbers of sources, and without white space.
    words: String,
}

impl Page {
    fn of(site: BuiltSite, page: PageName) -> Self {
        let html = fs::read_to_string(file_of(site, page)).expect("the page is there");
        let read = RefCell::new(Self::default());
        let in_body = RefCell::new(String::new());
        let mut rewriter = HtmlRewriter::new(
            Settings {
                element_content_handlers: vec![
                    element!("html", |html| {
                        read.borrow_mut().language = html.get_attribute("lang").unwrap_or_default();
                        Ok(())
                    }),
                    element!("meta", |meta| {
                        let name = meta.get_attribute("property").or_else(|| meta.get_attribute("name"));
                        let content = meta.get_attribute("content").unwrap_or_default();
                        read.borrow_mut().tags.extend(name.map(|name| (name, content)));
                        Ok(())
                    }),
                    element!("link", |link| {
                        let attribute = |name: &str| link.get_attribute(name).unwrap_or_default();
                        read.borrow_mut().links.push((attribute("rel"), attribute("href")));
                        Ok(())
                    }),
                    element!("time", |time| {
                        read.borrow_mut().dates.extend(time.get_attribute("datetime"));
                        Ok(())
                    }),
                    text!("script[type=\"application/ld+json\"]", |piece| {
                        read.borrow_mut().structured_data.push_str(piece.as_str());
                        Ok(())
                    }),
                    text!("body", |piece| {
                        in_body.borrow_mut().push_str(piece.as_str());
                        Ok(())
                    }),
                    text!("body sup, body script", |piece| {
                        // What was just taken for words is the number of a source, or no words at all.
                        let mut words = in_body.borrow_mut();
                        let kept = words.len() - piece.as_str().len();
                        words.truncate(kept);
                        Ok(())
                    }),
                ],
                ..Settings::new()
            },
            |_: &[u8]| {},
        );
        rewriter.write(html.as_bytes()).expect("the page is HTML");
        rewriter.end().expect("the page is HTML");
        let words = without_spaces(&unescaped(&in_body.into_inner()));
        Self { words, ..read.into_inner() }
    }

    fn tag(&self, name: &str) -> Option<&str> {
        self.tags.iter().find(|(it, _)| it == name).map(|(_, content)| content.as_str())
    }

    fn link(&self, relation: &str) -> Option<&str> {
        self.links.iter().find(|(it, _)| it == relation).map(|(_, address)| address.as_str())
    }

    fn data(&self) -> Option<Value> {
        let data = Some(&self.structured_data).filter(|data| !data.is_empty());
        data.map(|data| serde_json::from_str(data).expect("the structured data are JSON"))
    }
}

fn file_of(site: BuiltSite, page: PageName) -> PathBuf {
    let path = page.path();
    let file = if path.is_empty() || path.ends_with('/') { format!("{path}index.html") } else { path.to_owned() };
    site.dist().join(file)
}

fn address_of(site: BuiltSite) -> Option<SiteAddress> {
    site.origin().map(|origin| SiteAddress::new(origin, site.root()))
}

/// The words from which a site was built.
fn leaflet_of(site: BuiltSite) -> Leaflet {
    xtask::content::read(&site.words()).expect("the words are sound")
}

fn without_spaces(text: &str) -> String {
    text.split_whitespace().collect()
}

fn unescaped(html: &str) -> String {
    let named = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#x27;", "'"), ("&amp;", "&")];
    named.into_iter().fold(html.to_owned(), |text, (escaped, plain)| text.replace(escaped, plain))
}

/// Runs a program that checks something; what it prints is its reason.
fn checked_by(program: &Path, arguments: &[&Path]) -> Result<(), String> {
    let output = Command::new(program).args(arguments).output().expect("cargo xtask test sets the program up");
    let said = [output.stdout, output.stderr].map(|said| String::from_utf8_lossy(&said).into_owned()).concat();
    if output.status.success() { Ok(()) } else { Err(said) }
}

/// A folder for what a test writes.
fn folder_for(test: &str) -> PathBuf {
    let folder = paths::target().join("machines").join(test);
    fs::create_dir_all(&folder).expect("a folder can be made");
    folder
}

/// What the Nu Html Checker says of the pages at these addresses.
fn messages_about(addresses: &[String]) -> Vec<String> {
    let output = Command::new("java")
        // It would not ask this machine's own server.
        .arg("-Dnu.validator.servlet.allow-forbidden-hosts=true")
        .arg("-jar")
        .arg(tools::html_checker())
        .args(["--format", "json", "--stdout", "--exit-zero-always"])
        .args(addresses)
        .output()
        .expect("cargo xtask test sets Java up");
    let report: Value = serde_json::from_slice(&output.stdout).expect("the checker reports in JSON");
    let messages = report["messages"].as_array().expect("the report has messages");
    let shown = |message: &Value| {
        let field = |name: &str| message[name].as_str().unwrap_or_default().to_owned();
        format!("{}: {}: {} {}", field("url"), field("type"), field("message"), field("extract"))
    };
    messages.iter().map(shown).collect()
}

/// What the checker says wrongly, each with a piece of the page that it says it of.
const SAID_WRONGLY: [(&str, &str); 4] = [
    // It does not know container queries (CSS Containment, level 3), which every engine of the tests has.
    ("Property “container-type” doesn't exist", "inline-size"),
    ("Unrecognized at-rule “@container”", "@container"),
    // Nor highlights (CSS Custom Highlight API, level 1); a browser without them leaves the one rule out.
    ("CSS: Parse Error", "highlight(found){"),
    // It takes data for a script. No browser executes them, and none refuses them: `tests/end_to_end/policy.rs` asks one.
    ("Inline script violates Content Security Policy", "<script type=\"application/ld+json\">"),
];

#[test]
fn every_page_conforms_to_html() {
    let mut messages = Vec::new();
    for site in BuiltSite::RENDERED {
        // From a server, as browsers get them: the policy speaks of the origin, which a file has not.
        let server = SiteServer::start(&site.dist(), site.root(), 0).expect("a port is free");
        let addresses = PageName::ALL.map(|page| format!("{}{}", server.url(), page.path()));
        messages.extend(messages_about(&addresses));
        let asked: BTreeSet<String> = server.asked().into_iter().map(|asked| asked.address).collect();
        assert_eq!(asked.len(), addresses.len(), "the checker asked for {asked:?}");
    }
    for (said, of) in SAID_WRONGLY {
        let is_wrong = |message: &String| message.contains(said) && message.contains(of);
        assert!(messages.iter().any(is_wrong), "the checker says no more: {said}");
        messages.retain(|message| !is_wrong(message));
    }
    assert_eq!(messages, Vec::<String>::new());
    // It finds what is wrong, and what it only warns of.
    let folder = folder_for("html");
    for (name, html, kind) in [
        ("wrong", "<!DOCTYPE html><html lang=en><title>A</title><p><li>b", "error"),
        ("doubtful", "<!DOCTYPE html><html><title>A</title><p>b", "info"),
    ] {
        let file = folder.join(format!("{name}.html"));
        fs::write(&file, html).expect("a file can be written");
        let found = messages_about(&[file.to_string_lossy().into_owned()]);
        assert!(found.iter().any(|message| message.contains(&format!(" {kind}: "))), "{name} was let pass: {found:?}");
    }
}

#[test]
fn structured_data_are_in_the_words_of_schema_org() {
    let folder = folder_for("vocabulary");
    let check = |name: &str, kind: &str, data: &Value| {
        let types = tools::schema_org_types();
        let types = types.to_string_lossy().replace(".d.ts", "");
        let lines = [
            format!("import type {{ {kind}, WithContext }} from {};", Value::from(types)),
            format!("export const data: WithContext<{kind}> = {data};\n"),
        ];
        let file = folder.join(format!("{name}.ts"));
        fs::write(&file, lines.join("\n")).expect("a file can be written");
        let options = ["--noEmit", "--strict", "--skipLibCheck"].map(Path::new);
        checked_by(&tools::typescript(), &[&options[..], &[&file]].concat())
    };
    let kinds = [(PageName::Article, "MedicalWebPage"), (PageName::Questions, "FAQPage")];
    for site in BuiltSite::RENDERED {
        for page in PageName::ALL {
            let data = Page::of(site, page).data();
            let kind = kinds.iter().find(|(of, _)| *of == page).map(|(_, kind)| *kind);
            assert_eq!(data.as_ref().and_then(|data| data["@type"].as_str()), kind, "{page:?} of {site:?}");
            if let (Some(data), Some(kind)) = (data, kind) {
                assert_eq!(check(&format!("{site:?}-{kind}"), kind, &data), Ok(()), "{page:?} of {site:?}");
            }
        }
    }
    // The vocabulary refuses what is not in it.
    let data = Page::of(BuiltSite::Next, PageName::Article).data().expect("the article has structured data");
    for (name, place, by) in [
        ("unknown-property", "/nextCheck", Value::from("2027-05-22")),
        ("wrong-property", "/mainEntityOfQuestion", Value::from("a")),
        ("wrong-kind", "/publisher", serde_json::json!({ "@type": "Publisher", "name": "Quietleaf" })),
        ("wrong-value", "/isAccessibleForFree", serde_json::json!({ "@type": "Person" })),
    ] {
        let mut wrong = data.clone();
        wrong[place.trim_start_matches('/')] = by;
        assert!(check(name, "MedicalWebPage", &wrong).is_err(), "{name} was let pass");
    }
}

/// Every text of the data, with the names of the properties under which it stands.
fn texts(data: &Value, under: &str) -> Vec<(String, String)> {
    match data {
        Value::Object(properties) => {
            properties.iter().flat_map(|(name, value)| texts(value, &format!("{under}/{name}"))).collect()
        }
        Value::Array(values) => values.iter().flat_map(|value| texts(value, under)).collect(),
        Value::String(text) => vec![(under.to_owned(), text.clone())],
        _ => Vec::new(),
    }
}

#[test]
fn structured_data_say_only_what_the_page_says() {
    for site in BuiltSite::RENDERED {
        for name in [PageName::Article, PageName::Questions] {
            let page = Page::of(site, name);
            let about = fs::read_to_string(file_of(site, PageName::About)).expect("the page is there");
            let data = page.data().expect("the page has structured data");
            let mut answers = 0;
            for (place, text) in texts(&data, "") {
                let property = place.rsplit('/').next().unwrap_or_default();
                let true_here = match property {
                    "@type" => true,
                    "@context" => text == "https://schema.org",
                    "inLanguage" => text == page.language,
                    "datePublished" | "dateModified" | "lastReviewed" => page.dates.contains(&text),
                    "license" => about.contains(&format!("href=\"{text}\"")),
                    "url" => {
                        let address = address_of(site).expect("an address is told only where it is known");
                        text.starts_with(&address.page(name))
                    }
                    // Between the lines of an answer stand the numbers of more countries, and that a card is folded.
                    "text" => text.lines().all(|line| page.words.contains(&without_spaces(line))),
                    _ => page.words.contains(&without_spaces(&text)),
                };
                assert!(true_here, "{name:?} of {site:?} does not say {place}: {text}");
                answers += usize::from(property == "text");
            }
            let questions = leaflet_of(site).article.questions.len();
            assert_eq!(answers, if name == PageName::Questions { questions } else { 0 });
            assert_eq!(data.get("url").is_some(), site.origin().is_some(), "{name:?} of {site:?}");
        }
    }
}

#[test]
fn a_review_is_told_only_where_there_was_one() {
    for site in BuiltSite::RENDERED {
        let data = Page::of(site, PageName::Article).data().expect("the article has structured data");
        let reviewed = leaflet_of(site).article.reviewed_by.is_some();
        assert_eq!(reviewed, site == BuiltSite::Next);
        assert_eq!(data.get("reviewedBy").is_some(), reviewed, "{site:?}");
        assert_eq!(data.get("lastReviewed").is_some(), reviewed, "{site:?}");
    }
}

#[test]
fn a_shared_link_does_not_tell_what_the_leaflet_is_about() {
    for site in BuiltSite::RENDERED {
        let mut previews = BTreeSet::new();
        for name in PageName::ALL {
            let page = Page::of(site, name);
            let is_preview = |(name, _): &&(String, String)| name.starts_with("og:") || name.starts_with("twitter:");
            let preview: Vec<&(String, String)> = page.tags.iter().filter(is_preview).collect();
            if name == PageName::NotFound {
                assert!(preview.is_empty(), "{preview:?}");
                continue;
            }
            assert_eq!(page.tag("og:title"), Some("Quietleaf"), "{name:?} of {site:?}");
            for (tag, content) in &preview {
                let content = content.to_lowercase();
                for word in ["pregnan", "miscarr", "baby", "womb", "symptom", "health", "pain", "bleed"] {
                    assert!(!content.contains(word), "{tag} of {name:?} says {word}");
                }
            }
            let address = address_of(site).map(|address| address.page(name));
            assert_eq!(page.tag("og:url"), address.as_deref());
            assert_eq!(page.tag("og:image").is_some(), address.is_some(), "a picture needs a whole address");
            previews.insert(
                preview.into_iter().filter(|(tag, _)| tag != "og:url").map(|it| format!("{it:?}")).collect::<Vec<_>>(),
            );
        }
        assert_eq!(previews.len(), 1, "the pages of {site:?} look the same");
    }
    let bytes = fs::read(BuiltSite::Next.dist().join("preview.png")).expect("there is a picture");
    let number = |at: usize| u32::from_be_bytes([bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3]]);
    assert_eq!((bytes.get(1..4), number(16), number(20)), (Some(&b"PNG"[..]), 1200, 630));
}

#[test]
fn what_needs_an_address_is_there_only_where_it_is_known() {
    for site in BuiltSite::RENDERED {
        let address = address_of(site);
        let shipped = worker::shipped(&site.dist()).expect("the site can be read");
        for file in machines::FILES {
            // Robots look at the root of a host, and nowhere else.
            let wanted = address.is_some() && (file != "robots.txt" || site.root() == "/");
            assert_eq!(shipped.iter().any(|path| path == Path::new(file)), wanted, "{file} of {site:?}");
        }
        for name in PageName::ALL {
            let page = Page::of(site, name);
            let address = address.as_ref().filter(|_| name != PageName::NotFound);
            assert_eq!(page.link("canonical"), address.map(|it| it.page(name)).as_deref(), "{name:?} of {site:?}");
            let feed = address.filter(|_| matches!(name, PageName::Article | PageName::About));
            let feed = feed.map(|_| format!("{}feed.xml", site.root()));
            assert_eq!(page.link("alternate"), feed.as_deref(), "{name:?} of {site:?}");
        }
        let stored = fs::read_to_string(site.dist().join("sw.js")).expect("there is a worker");
        for file in machines::FILES {
            assert!(!stored.contains(file), "the worker of {site:?} stores {file}");
        }
    }
}

#[test]
fn robots_are_told_where_the_sitemap_is() {
    let robots = fs::read_to_string(BuiltSite::Next.dist().join("robots.txt")).expect("there is one");
    assert_eq!(robots, "User-agent: *\nDisallow:\n\nSitemap: https://leaflet.example.org/sitemap.xml\n");
}

/// The sites that know their addresses, each with it.
fn with_address() -> impl Iterator<Item = (BuiltSite, SiteAddress)> {
    BuiltSite::RENDERED.into_iter().filter_map(|site| Some((site, address_of(site)?)))
}

/// Checks a file by a schema, and that the schema refuses it when a piece is taken out or put in.
fn check_by_schema(file: &Path, broken: [(&str, &str); 2], check: impl Fn(&Path) -> Result<(), String>) {
    assert_eq!(check(file), Ok(()), "{}", file.display());
    let text = fs::read_to_string(file).expect("the file is text");
    let name = file.file_name().expect("a file has a name");
    for (piece, by) in broken {
        assert!(text.contains(piece), "{} has no {piece}", file.display());
        let wrong = folder_for("schemas").join(name);
        fs::write(&wrong, text.replacen(piece, by, 1)).expect("a file can be written");
        assert!(check(&wrong).is_err(), "{} with {by} for {piece} was let pass", file.display());
    }
}

#[test]
fn the_sitemap_is_as_its_schema_wants_and_lists_every_page() {
    for (site, address) in with_address() {
        let file = site.dist().join("sitemap.xml");
        check_by_schema(&file, [("<loc>", "<loc>a</loc><loc>"), ("<lastmod>", "<lastmod>on ")], |file| {
            let schema = tools::sitemap_schema();
            let options = ["--noout", "--nonet", "--schema"].map(Path::new);
            checked_by(Path::new("xmllint"), &[&options[..], &[&schema, file]].concat())
        });
        let sitemap = fs::read_to_string(&file).expect("the file is text");
        let leaflet = leaflet_of(site);
        let changed = leaflet.article.changed();
        let entry = |page: PageName, changed: CalendarDate| {
            format!("<url><loc>{}</loc><lastmod>{}</lastmod></url>", address.page(page), changed.iso())
        };
        for (page, changed) in [
            (PageName::Article, changed),
            (PageName::Questions, changed),
            (PageName::Journal, changed),
            (PageName::Help, changed.max(leaflet.help.last_checked)),
            (PageName::About, changed.max(leaflet.about.last_checked)),
        ] {
            assert!(sitemap.contains(&entry(page, changed)), "{page:?} of {site:?}: {sitemap}");
        }
        assert_eq!(sitemap.matches("<url>").count(), 5, "{sitemap}");
    }
}

#[test]
fn the_feed_is_as_its_schema_wants_and_tells_every_change() {
    for (site, address) in with_address() {
        let file = site.dist().join("feed.xml");
        check_by_schema(&file, [("<updated>", "<updated>on "), ("<title>", "<subject/><title>")], |file| {
            let schema = paths::project().join("tests/schemas/atom.rnc");
            checked_by(Path::new("jing"), &[Path::new("-c"), &schema, file])
        });
        let feed = fs::read_to_string(&file).expect("the file is text");
        let about = fs::read_to_string(file_of(site, PageName::About)).expect("the page is there");
        assert!(about.contains(&format!("<a href=\"{}feed.xml\">", site.root())), "a reader of {site:?} can find it");
        let article = leaflet_of(site).article;
        assert_eq!(feed.matches("<entry>").count(), article.changes.len());
        let mut from = 0;
        for change in &article.changes {
            let id = format!("<id>{}</id>", address.place(PageName::About, &change.anchor()));
            let place = feed.find(&id).unwrap_or_else(|| panic!("{site:?} has no {id}"));
            assert!(place > from, "the newest stands first");
            from = place;
            assert!(about.contains(&format!("id=\"{}\"", change.anchor())), "{} is not on the page", change.anchor());
            let words = unescaped(&feed).replace("&apos;", "'");
            assert!(words.contains(&change.what), "{site:?} does not tell {}", change.what);
        }
        for word in ["pregnan", "miscarr"] {
            let title = feed.split("<title>").nth(1).unwrap_or_default().split('<').next().unwrap_or_default();
            assert!(!title.to_lowercase().contains(word), "the feed's title says {word}");
        }
        let kind = xtask::policy::read_headers(&site.dist()).expect("the site has headers").into_iter();
        let kind = kind.filter(|rule| rule.name == "Content-Type").map(|rule| (rule.paths, rule.value));
        let wanted = (format!("{}feed.xml", site.root()), "application/atom+xml; charset=utf-8".to_owned());
        assert_eq!(kind.collect::<Vec<_>>(), [wanted]);
    }
}
