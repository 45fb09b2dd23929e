//! Whole addresses of the site's own pages and files.

use crate::article::PageName;

/// The whole address of the site's root, as in `https://example.org/quietleaf/`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SiteAddress(String);

impl SiteAddress {
    /// The site on this origin, below this path. Slashes that are missing between and behind them are added.
    ///
    /// ```
    /// use quietleaf::{article::PageName, metadata::SiteAddress};
    /// let site = SiteAddress::new("https://example.org", "/quietleaf/");
    /// assert_eq!(site.page(PageName::Help), "https://example.org/quietleaf/help/");
    /// ```
    #[must_use]
    pub fn new(origin: &str, path: &str) -> Self {
        let (origin, path) = (origin.trim_end_matches('/'), path.trim_matches('/'));
        Self(if path.is_empty() { format!("{origin}/") } else { format!("{origin}/{path}/") })
    }

    /// The address of a page.
    #[must_use]
    pub fn page(&self, page: PageName) -> String {
        self.file(page.path())
    }

    /// The address of a place on a page.
    #[must_use]
    pub fn place(&self, page: PageName, anchor: &str) -> String {
        format!("{}#{anchor}", self.page(page))
    }

    /// The address of a file, by its name below the site's root.
    #[must_use]
    pub fn file(&self, name: &str) -> String {
        format!("{}{name}", self.0)
    }
}
