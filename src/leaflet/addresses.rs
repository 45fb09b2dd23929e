//! Addresses that the publisher of a leaflet sets in `content/site.toml`.

use serde::{Deserialize, Serialize};

/// Addresses outside the leaflet. Where one is missing, what needs it is left out.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Addresses {
    /// Where "Exit this page" leads.
    pub neutral_exit: Option<String>,
    /// The scheme and host of the site, as in `https://leaflet.example.org`; never a path, which the build is told.
    pub origin: Option<String>,
    /// Where mistakes are to be told.
    pub corrections: Option<String>,
}

impl Addresses {
    /// The name of the feed of changes below the site's root. There is one where the origin is known.
    pub const FEED: &str = "feed.xml";
}

/// `site.toml`, whole.
#[cfg(feature = "ssr")]
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SiteFile {
    neutral_exit: Option<toml::Spanned<String>>,
    origin: Option<toml::Spanned<String>>,
    corrections: Option<toml::Spanned<String>>,
    #[serde(default)]
    pub(super) words_never_used: Vec<String>,
    pub(super) no_advice_line: Option<String>,
    #[serde(default)]
    pub(super) country: Vec<super::Country>,
    #[serde(default)]
    pub(super) never: Vec<super::never::NeverEntry>,
}

#[cfg(feature = "ssr")]
impl SiteFile {
    /// Reads the text of `site.toml`.
    pub(super) fn read(text: &str, problems: &mut crate::article::read::Problems) -> Self {
        let site: Self = match toml::from_str(text) {
            Ok(site) => site,
            Err(error) => {
                crate::article::read::toml_problem(&error, text, 1, problems);
                return Self::default();
            }
        };
        let allowed: [(&Option<toml::Spanned<String>>, &[&str]); 3] = [
            (&site.neutral_exit, &["https://"]),
            (&site.origin, &["https://"]),
            (&site.corrections, &["https://", "mailto:"]),
        ];
        for (address, beginnings) in allowed {
            let Some(address) = address else { continue };
            if !beginnings.iter().any(|beginning| address.get_ref().starts_with(beginning)) {
                let before = text.get(..address.span().start).unwrap_or_default();
                let line = 1 + before.matches('\n').count();
                let what = format!("an address that does not begin with {}", beginnings.join(" or "));
                problems.note(line, what, "write it whole, or leave the line out");
            }
        }
        if let Some(origin) = site.origin.as_ref().filter(|origin| !is_origin(origin.get_ref())) {
            let before = text.get(..origin.span().start).unwrap_or_default();
            let line = 1 + before.matches('\n').count();
            let remedy = "write https:// and the host alone, in small letters; a path is given to the build: --public-url /path/";
            problems.note(line, "an origin that is more than a scheme and a host", remedy);
        }
        site
    }

    pub(super) fn addresses(self) -> Addresses {
        let plain = |address: Option<toml::Spanned<String>>| address.map(toml::Spanned::into_inner);
        Addresses {
            neutral_exit: plain(self.neutral_exit),
            origin: plain(self.origin).map(|origin| origin.trim_end_matches('/').to_owned()),
            corrections: plain(self.corrections),
        }
    }
}

/// Whether an address has nothing behind its host and port but perhaps a slash. What is no `https://` address has its own problem.
#[cfg(feature = "ssr")]
fn is_origin(address: &str) -> bool {
    let Some(behind) = address.strip_prefix("https://") else { return true };
    let host = behind.strip_suffix('/').unwrap_or(behind);
    let is_of_host = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || ".-:".contains(c);
    host.starts_with(|c: char| c.is_ascii_alphanumeric()) && host.chars().all(is_of_host)
}
