//! Addresses that the publisher of a leaflet sets in `content/site.toml`.

use serde::{Deserialize, Serialize};

/// Addresses outside the leaflet. Where one is missing, what needs it is left out.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Addresses {
    /// Where "Exit this page" leads.
    pub neutral_exit: Option<String>,
    /// Where the site lives.
    pub origin: Option<String>,
    /// Where mistakes are to be told.
    pub corrections: Option<String>,
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
        site
    }

    pub(super) fn addresses(self) -> Addresses {
        let plain = |address: Option<toml::Spanned<String>>| address.map(toml::Spanned::into_inner);
        Addresses {
            neutral_exit: plain(self.neutral_exit),
            origin: plain(self.origin),
            corrections: plain(self.corrections),
        }
    }
}
