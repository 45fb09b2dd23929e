//! The built site, file by file: what a browser would only find out one visit at a time.

#![expect(clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

use std::{
    cell::RefCell,
    collections::{BTreeMap, BTreeSet},
    fs,
    io::Read,
    path::Path,
};

use lol_html::{HtmlRewriter, Settings, element, text};
use quietleaf::article::PageName;
use xtask::{check::BuiltSite, digest, policy, worker};

/// What a page's HTML holds.
#[derive(Debug, Default)]
struct Page {
    links: Vec<String>,
    loads: Vec<(String, Option<String>)>,
    ids: Vec<String>,
    elements: BTreeMap<String, usize>,
    with_style: usize,
    policy: String,
    /// The styles that stand in it, each for itself.
    styles: Vec<String>,
    /// The scripts that stand in it, each for itself.
    scripts: Vec<String>,
}

fn read_page(html: &str) -> Page {
    let page = RefCell::new(Page::default());
    {
        let mut rewriter = HtmlRewriter::new(
            Settings {
                element_content_handlers: vec![
                    element!("*", |element| {
                        let mut page = page.borrow_mut();
                        *page.elements.entry(element.tag_name()).or_default() += 1;
                        page.ids.extend(element.get_attribute("id"));
                        page.with_style += usize::from(element.has_attribute("style"));
                        match element.tag_name().as_str() {
                            "style" => page.styles.push(String::new()),
                            "a" => page.links.extend(element.get_attribute("href")),
                            // Addresses for machines, which a browser does not ask for.
                            "link"
                                if ["canonical", "alternate"]
                                    .contains(&element.get_attribute("rel").unwrap_or_default().as_str()) => {}
                            "link" | "script" | "img" => {
                                let address = element.get_attribute("href").or_else(|| element.get_attribute("src"));
                                let integrity = element.get_attribute("integrity");
                                page.loads.extend(address.map(|address| (address, integrity)));
                            }
                            "meta" if element.get_attribute("http-equiv").is_some() => {
                                page.policy = element.get_attribute("content").unwrap_or_default();
                            }
                            _ => {}
                        }
                        Ok(())
                    }),
                    text!("style", |piece| {
                        let styles = &mut page.borrow_mut().styles;
                        if let Some(style) = styles.last_mut() {
                            style.push_str(piece.as_str());
                        }
                        Ok(())
                    }),
                    // What bears this type is data: no browser executes it. What is loaded has no words here.
                    element!("script:not([type=\"application/ld+json\"]):not([src])", |_| {
                        page.borrow_mut().scripts.push(String::new());
                        Ok(())
                    }),
                    text!("script:not([type=\"application/ld+json\"]):not([src])", |piece| {
                        let scripts = &mut page.borrow_mut().scripts;
                        if let Some(script) = scripts.last_mut() {
                            script.push_str(piece.as_str());
                        }
                        Ok(())
                    }),
                ],
                ..Settings::new()
            },
            |_: &[u8]| {},
        );
        rewriter.write(html.as_bytes()).expect("the page is HTML");
        rewriter.end().expect("the page is HTML");
    }
    page.into_inner()
}

fn html(site: BuiltSite, page: PageName) -> String {
    let path = page.path();
    let file = if path.is_empty() || path.ends_with('/') { format!("{path}index.html") } else { path.to_owned() };
    fs::read_to_string(site.dist().join(&file)).unwrap_or_else(|error| panic!("{file} of {site:?}: {error}"))
}

#[test]
fn every_page_keeps_the_contract() {
    for site in BuiltSite::RENDERED {
        let words = xtask::content::read(&site.words()).expect("the words are sound");
        let authorship = format!("<p>{}</p>", words.article.authorship);
        for name in PageName::ALL {
            let html = html(site, name);
            let page = read_page(&html);
            assert_eq!(page.elements.get("h1"), Some(&1), "{name:?} has one first heading");
            assert_eq!(page.elements.get("main"), Some(&1));
            assert!(page.ids.contains(&"main".to_owned()));
            assert_eq!(page.links.first().map(String::as_str), Some("#main"), "{name:?} begins with the skip link");
            assert!(html.contains("<nav aria-label=\"Main\""));
            for link in ["Article", "Questions", "Journal", "Get help"] {
                assert!(html.contains(&format!("<span>{link}</span></a>")), "{name:?} leads to {link}");
            }
            assert!(html.contains(">Exit this page</a>"));
            assert!(html.contains(&authorship), "{name:?} of {site:?} says who wrote it");
            let ids: BTreeSet<&String> = page.ids.iter().collect();
            assert_eq!(ids.len(), page.ids.len(), "{name:?} has an id twice");
            assert_eq!(page.with_style, 0, "{name:?} has a style attribute, which the policy forbids");
            let data = usize::from(matches!(name, PageName::Article | PageName::Questions));
            assert_eq!(html.matches("<script type=\"application/ld+json\">").count(), data, "{name:?}");
        }
    }
}

/// The policy with these styles, and this script, allowed by their digests.
fn policy_for(styles: &[String], scripts: &[String]) -> String {
    let digests = |texts: &[String]| -> String {
        let digests: Vec<String> = texts.iter().map(|it| format!("'{}'", digest::sha256(it.as_bytes()))).collect();
        digests.join(" ")
    };
    format!(
        "default-src 'none'; script-src 'self' {} 'wasm-unsafe-eval'; style-src 'self' {}; connect-src 'self'; \
         img-src 'self'; manifest-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'none'",
        digests(scripts),
        digests(styles)
    )
}

#[test]
fn the_policy_allows_its_own_styles_and_nothing_else() {
    for site in BuiltSite::RENDERED {
        let pages: Vec<Page> = PageName::ALL.into_iter().map(|name| read_page(&html(site, name))).collect();
        // Every page begins with the same style; some have one of their own behind it. The headers are the same for all.
        let common = pages[0].styles[0].clone();
        let early = pages[0].scripts.clone();
        assert!(
            early.len() == 1 && early[0].starts_with("try {") && early[0].len() < 300,
            "the early script: {early:?}"
        );
        // "Get help" has a second one, which shows the calls of the country before they are painted.
        let calls = PageName::ALL.iter().position(|name| *name == PageName::Help).map(|at| pages[at].scripts.clone());
        let both = calls.expect("there is a page for help");
        assert!(both.len() == 2 && both[0] == early[0] && both[1].len() < 1_100, "the scripts of help: {both:?}");
        let own: Vec<String> = pages.iter().flat_map(|page| page.styles.iter().skip(1).cloned()).collect();
        assert_eq!(own.len(), 4, "questions, journal, help and about have styles of their own");
        let away = read_page(&fs::read_to_string(site.dist().join("away.html")).expect("there is a page to leave to"));
        let all: Vec<String> = [common.clone()].into_iter().chain(own).chain(away.styles.clone()).collect();
        let headers = policy::read_headers(&site.dist()).expect("the site has headers");
        for (name, page) in PageName::ALL.into_iter().zip(&pages) {
            assert_eq!(page.styles.first(), Some(&common), "{name:?} of {site:?}");
            assert_eq!(page.scripts, if name == PageName::Help { &both } else { &early }[..], "{name:?} of {site:?}");
            assert_eq!(page.policy, policy_for(&page.styles, &page.scripts), "{name:?} of {site:?}");
            let address = format!("{}{}", site.root(), name.path());
            let header = headers.iter().find(|rule| rule.name == "Content-Security-Policy" && rule.is_for(&address));
            let expected = format!(
                "{}; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types default",
                policy_for(&all, &both)
            );
            assert_eq!(header.map(|rule| rule.value.clone()), Some(expected));
        }
        assert_eq!(
            away.policy,
            format!(
                "default-src 'none'; style-src '{}'; base-uri 'none'; form-action 'none'",
                digest::sha256(away.styles[0].as_bytes())
            )
        );
    }
}

/// The page to which "Exit this page" leads without a connection says nothing of this site.
#[test]
fn the_page_to_leave_to_is_neutral() {
    for site in BuiltSite::RENDERED {
        let html = fs::read_to_string(site.dist().join("away.html")).expect("there is a page to leave to");
        for word in ["leaf", "pregnan", "miscarr", "health", "journal", "icon", "href", "script"] {
            assert!(!html.to_lowercase().contains(word), "the page to leave to says {word}");
        }
    }
}

/// The colours that a person chooses are those that her device would ask for.
#[test]
fn chosen_dark_is_the_same_as_the_devices() {
    let tokens = fs::read_to_string(xtask::paths::project().join("style/tokens.css")).expect("there are tokens");
    let values = |begins: &str| -> Vec<Vec<String>> {
        let blocks = tokens.split(begins).skip(1).filter_map(|rest| rest.split_once('{')?.1.split('}').next());
        let lines = |block: &str| block.lines().map(|line| line.trim().to_owned()).collect::<Vec<_>>();
        let is_value = |line: &String| line.starts_with("--");
        blocks
            .map(|block| lines(block).into_iter().filter(is_value).collect::<Vec<_>>())
            .filter(|it: &Vec<_>| !it.is_empty())
            .collect()
    };
    let chosen = values(":root[data-theme=\"dark\"]");
    let asked_for = values(":root:not([data-theme=\"light\"])");
    assert_eq!(chosen.len(), 2, "dark, and dark with more contrast");
    assert_eq!(chosen, asked_for);
}

/// Whether an anchor of the journal's page names a section of the article, about which something can be asked.
fn asks_about_a_section(pages: &BTreeMap<String, Page>, site: BuiltSite, path: &str, id: &str) -> bool {
    let of = |name: PageName| format!("{}{}", site.root(), name.path());
    let section = id.strip_prefix("ask-").filter(|_| path == of(PageName::Journal));
    section.is_some_and(|section| pages[&of(PageName::Article)].ids.iter().any(|id| id == section))
}

#[test]
fn every_link_leads_somewhere_and_everything_loaded_is_there() {
    for site in BuiltSite::RENDERED {
        let pages: BTreeMap<String, Page> = PageName::ALL
            .into_iter()
            .map(|name| (format!("{}{}", site.root(), name.path()), read_page(&html(site, name))))
            .collect();
        for (address, page) in &pages {
            for link in &page.links {
                if link.starts_with("https://") || link.starts_with("mailto:") {
                    continue;
                }
                if let Some(number) = link.strip_prefix("tel:") {
                    assert!(number.chars().all(|c| c.is_ascii_digit() || c == '+'), "{link}");
                    continue;
                }
                if site.origin().is_some() && *link == format!("{}feed.xml", site.root()) {
                    assert!(site.dist().join("feed.xml").is_file());
                    continue;
                }
                let (path, id) = link.split_once('#').map_or((link.as_str(), None), |(path, id)| (path, Some(id)));
                let path = if path.is_empty() { address } else { path };
                // The journal's program opens a question about the section: without it, the link leads to the page.
                let id = id.filter(|id| !asks_about_a_section(&pages, site, path, id));
                let target = pages.get(path).unwrap_or_else(|| panic!("{address} links to {link}"));
                assert!(id.is_none_or(|id| target.ids.iter().any(|it| it == id)), "{address} links to {link}");
            }
            for (loaded, integrity) in &page.loads {
                let below = loaded.strip_prefix(site.root());
                let file = below.map(|below| site.dist().join(below)).filter(|file| file.is_file());
                let file = file.unwrap_or_else(|| panic!("{address} loads {loaded}"));
                let found = digest::sha384(&fs::read(file).expect("the file can be read"));
                assert!(integrity.as_ref().is_none_or(|integrity| *integrity == found), "{loaded} has another digest");
            }
        }
    }
}

#[test]
fn the_worker_stores_every_page_and_what_it_loads() {
    for site in BuiltSite::RENDERED {
        let worker = fs::read_to_string(site.dist().join("sw.js")).expect("there is a worker");
        let line = worker.lines().find_map(|line| line.strip_prefix("const FILES = ")).expect("it has its files");
        let files: Vec<(String, String)> = serde_json::from_str(line.trim_end_matches(';')).expect("they are JSON");
        let stored: BTreeMap<String, String> = files.into_iter().collect();
        for name in PageName::ALL {
            assert!(stored.contains_key(name.path()), "{name:?} is stored");
            for (loaded, _) in read_page(&html(site, name)).loads {
                let below = loaded.strip_prefix(site.root()).unwrap_or_default();
                assert!(stored.contains_key(below), "{loaded} of {name:?} is stored");
            }
        }
        assert!(stored.keys().any(|name| name.ends_with(".wasm")));
        for (name, digest) in stored {
            let file = if name.is_empty() || name.ends_with('/') { format!("{name}index.html") } else { name };
            let bytes = fs::read(site.dist().join(&file)).unwrap_or_else(|error| panic!("{file}: {error}"));
            assert_eq!(digest::sha256(&bytes), digest, "{file}");
        }
    }
}

/// What the journal's program loads later is there offline after the first visit, and its script names it as it is.
#[test]
fn the_worker_stores_the_chunk_at_the_first_visit() {
    for site in BuiltSite::RENDERED {
        let names: Vec<String> = worker::shipped(&site.dist())
            .expect("the site can be read")
            .into_iter()
            .map(|path| path.to_string_lossy().into_owned())
            .collect();
        let one = |begins: &str, ends: &str| {
            let found: Vec<&String> =
                names.iter().filter(|name| name.starts_with(begins) && name.ends_with(ends)).collect();
            assert_eq!(found.len(), 1, "{begins}…{ends} of {site:?}: {found:?}");
            found[0].clone()
        };
        let (chunk, script) = (one("quietleaf-tools-", ".wasm"), one("quietleaf-journal-", ".js"));
        let worker = fs::read_to_string(site.dist().join("sw.js")).expect("there is a worker");
        let line = worker.lines().find(|line| line.starts_with("const FILES = ")).expect("it has its files");
        assert!(line.contains(&chunk), "{chunk} is not stored at the first visit");
        let script = fs::read_to_string(site.dist().join(script)).expect("there is a script");
        assert_eq!(script.matches(&chunk).count(), 1, "the script names {chunk}");
    }
}

#[test]
fn another_byte_anywhere_is_another_version() {
    let version = |site: BuiltSite| {
        let worker = fs::read_to_string(site.dist().join("sw.js")).expect("there is a worker");
        worker
            .lines()
            .find_map(|line| line.strip_prefix("const DIGEST = "))
            .map(str::to_owned)
            .expect("it has a digest")
    };
    let digests: BTreeSet<String> = BuiltSite::RENDERED.map(version).into();
    assert_eq!(digests.len(), BuiltSite::RENDERED.len());
    assert!(digests.iter().all(|digest| digest.len() == "\"\";".len() + 32), "{digests:?}");
}

#[test]
fn the_manifest_is_discreet_and_its_pictures_are_as_it_says() {
    let dist = BuiltSite::Main.dist();
    let text = fs::read_to_string(dist.join("manifest.webmanifest")).expect("there is a manifest");
    let manifest: serde_json::Value = serde_json::from_str(&text).expect("it is JSON");
    assert_eq!(manifest["name"], "Quietleaf");
    assert_eq!(manifest["id"], "quietleaf");
    for word in ["pregnan", "miscarr", "baby", "womb", "symptom", "health"] {
        assert!(!text.to_lowercase().contains(word), "the manifest says {word}");
    }
    let shortcuts: Vec<&str> =
        manifest["shortcuts"].as_array().into_iter().flatten().filter_map(|it| it["url"].as_str()).collect();
    assert_eq!(shortcuts, ["journal/", "help/"]);
    let purposes: Vec<&str> =
        manifest["icons"].as_array().into_iter().flatten().filter_map(|it| it["purpose"].as_str()).collect();
    assert!(purposes.contains(&"maskable"));
    let pictures =
        ["icons", "screenshots"].into_iter().flat_map(|kind| manifest[kind].as_array().into_iter().flatten());
    let mut pngs = 0;
    for picture in pictures {
        let name = picture["src"].as_str().expect("a picture has an address");
        let bytes = fs::read(dist.join(name)).unwrap_or_else(|error| panic!("{name}: {error}"));
        if name.ends_with(".png") {
            let number = |at: usize| u32::from_be_bytes([bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3]]);
            assert_eq!(picture["sizes"], format!("{}x{}", number(16), number(20)), "{name}");
            pngs += 1;
        }
    }
    assert!(pngs >= 5);
    assert!(dist.join("icons/leaf-180.png").is_file(), "Apple's icon");
}

#[test]
fn compressed_copies_hold_the_same_bytes() {
    let dist = BuiltSite::Main.dist();
    let mut compared = 0;
    for path in worker::shipped(&dist).expect("the site can be read") {
        let read = |path: &Path| fs::read(dist.join(path)).expect("the file can be read");
        let mut unpacked = Vec::new();
        match path.extension().and_then(|ending| ending.to_str()) {
            Some("br") => brotli::Decompressor::new(&read(&path)[..], 4096).read_to_end(&mut unpacked),
            Some("gz") => flate2::read::GzDecoder::new(&read(&path)[..]).read_to_end(&mut unpacked),
            _ => continue,
        }
        .expect("the copy can be unpacked");
        assert_eq!(unpacked, read(&path.with_extension("")), "{}", path.display());
        compared += 1;
    }
    assert!(compared >= 20, "{compared} copies were compared");
}

/// A first round trip brings some 14,600 bytes: with them alone, the first card and its numbers can be painted.
#[test]
fn the_first_round_trip_brings_the_styles_and_the_first_card_with_its_numbers() {
    let file = BuiltSite::Main.dist().join("index.html");
    let html = fs::read_to_string(&file).expect("the site is built");
    let compressed = fs::read(file.with_extension("html.br")).expect("the page has a brotli copy");
    let first = compressed.get(..14_600).unwrap_or(&compressed);
    let mut arrived = Vec::new();
    let mut piece = [0; 512];
    let mut decompressed = brotli::Decompressor::new(first, 512);
    // It fails where the rest is missing.
    while let Ok(read @ 1..) = decompressed.read(&mut piece) {
        arrived.extend(&piece[..read]);
    }
    let arrived = String::from_utf8_lossy(&arrived);
    assert!(html.starts_with(arrived.trim_end_matches('\u{fffd}')), "what arrived is not the page's beginning");
    let (styles, words) = arrived.rsplit_once("</style>").expect("the styles have arrived");
    assert_eq!(styles.matches("<style").count(), html.matches("<style").count(), "all of the styles");
    let (_, card) = words.split_once("id=\"call-now\"").expect("the first card has begun");
    let (signs, after) = card.split_once("</ul>").expect("the first card is whole");
    assert!(signs.matches("<li>").count() >= 4, "{signs}");
    let (_, numbers) = after.split_once("id=\"emergency-numbers\"").expect("its numbers have begun");
    let (numbers, after) = numbers.split_once("</ul>").expect("its numbers are whole");
    assert!(numbers.matches("tel:").count() >= 5, "{numbers}");
    assert!(after.contains("id=\"emergency-elsewhere\""), "where to call elsewhere has not arrived");
}

#[test]
fn nothing_in_the_site_names_another_origin_to_load_from() {
    let dist = BuiltSite::Main.dist();
    for path in worker::shipped(&dist).expect("the site can be read") {
        let name = path.to_string_lossy().into_owned();
        if !(name.ends_with(".js") || name.ends_with(".css") || name.ends_with(".webmanifest")) {
            continue;
        }
        let text = fs::read_to_string(dist.join(&path)).expect("the file is text");
        for address in ["http://", "https://", "//cdn", "//fonts"] {
            assert!(!text.contains(address), "{name} names {address}");
        }
    }
}

/// Scripts are shipped without the remarks and the lines of those who write and read them, the programs' own too.
#[test]
fn scripts_are_shipped_small() {
    let dist = BuiltSite::Main.dist();
    let mut scripts = 0;
    for path in worker::shipped(&dist).expect("the site can be read") {
        let name = path.to_string_lossy().into_owned();
        if !name.ends_with(".js") {
            continue;
        }
        scripts += 1;
        let text = fs::read_to_string(dist.join(&path)).expect("the file is text");
        assert!(!text.contains("/**"), "{name} has remarks");
        assert!(text.lines().all(|line| !line.starts_with([' ', '/'])), "{name} has indents or remarks");
        // The service worker is filled in line by line.
        assert!(name == "sw.js" || text.lines().count() <= 2, "{name} has {} lines", text.lines().count());
    }
    assert!(scripts >= 10, "{scripts} scripts were looked at");
}

#[test]
fn the_unrendered_site_has_its_words_beside_it() {
    let dist = BuiltSite::Unrendered.dist();
    let shell = fs::read_to_string(dist.join("index.html")).expect("there is a shell");
    assert!(!shell.contains("Call an ambulance"), "the shell was rendered");
    for file in ["content.json", "quietleaf-page.js", "quietleaf-page_bg.wasm"] {
        assert!(dist.join(file).is_file(), "{file}");
    }
}

#[test]
fn the_sample_for_nginx_has_every_header_in_every_place() {
    for site in [BuiltSite::Main, BuiltSite::Below] {
        let feed = format!("location = {}feed.xml {{", site.root());
        let mut file = site.dist().into_os_string();
        file.push(".nginx.conf");
        let sample = fs::read_to_string(file).expect("the build wrote a sample");
        let places: Vec<&str> =
            sample.split("location ").skip(1).filter(|place| !place.contains("return 301")).collect();
        assert!(places.len() >= 3, "{} places", places.len());
        for place in places {
            for rule in policy::read_headers(&site.dist()).expect("the site has headers") {
                if rule.name != "Cache-Control" && rule.paths.ends_with('*') {
                    let line = format!("add_header {} \"{}\" always;", rule.name, rule.value);
                    assert!(place.contains(&line), "{line} is missing in {place}");
                }
            }
        }
        assert_eq!(sample.contains("return 301 /quietleaf/;"), site == BuiltSite::Below);
        assert_eq!(sample.contains(&feed), site.origin().is_some());
    }
}

/// `boot.js` runs wherever modules run: nothing in it is newer than they are.
#[test]
fn the_starting_script_has_no_newer_syntax() {
    let script = fs::read_to_string(BuiltSite::Main.dist().join("boot.js")).expect("there is a script");
    for newer in ["?.", "??", "await ", "catch {", "globalThis", "#private"] {
        assert!(!script.contains(newer), "boot.js has {newer}");
    }
}
