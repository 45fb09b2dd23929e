//! The path below which the site stands, and links within it.

use crate::article::{Id, PageName};

/// The path of the site's root: it begins and ends with a slash, as in `/` or `/quietleaf/`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SiteRoot(String);

impl SiteRoot {
    /// The root at this path; slashes that are missing at its ends are added.
    #[must_use]
    pub fn new(path: &str) -> Self {
        let inner = path.trim_matches('/');
        Self(if inner.is_empty() { "/".to_owned() } else { format!("/{inner}/") })
    }

    /// The path.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.0
    }

    /// The address of a page.
    #[must_use]
    pub fn to(&self, page: PageName) -> String {
        format!("{}{}", self.0, page.path())
    }

    /// The address of a place, seen from a page: on the same page it is the anchor alone.
    #[must_use]
    pub fn to_place(&self, from: PageName, page: PageName, id: &Id) -> String {
        let before = if from == page { String::new() } else { self.to(page) };
        format!("{before}#{id}")
    }

    /// The page at a path of this site.
    #[must_use]
    pub fn page_at(&self, path: &str) -> PageName {
        path.strip_prefix(&self.0).map_or(PageName::NotFound, PageName::at)
    }
}

#[cfg(test)]
mod tests {
    use super::SiteRoot;
    use crate::article::PageName;

    #[test]
    fn pages_are_found_by_their_paths() {
        for (root, path, page) in [
            ("/", "/", PageName::Article),
            ("/", "/index.html", PageName::Article),
            ("/", "/faq/", PageName::Questions),
            ("/", "/faq", PageName::Questions),
            ("/", "/faq/index.html", PageName::Questions),
            ("/", "/nowhere/", PageName::NotFound),
            ("quietleaf", "/quietleaf/help/", PageName::Help),
            ("/quietleaf/", "/quietleaf/", PageName::Article),
            ("/quietleaf/", "/help/", PageName::NotFound),
        ] {
            assert_eq!(SiteRoot::new(root).page_at(path), page, "{path} below {root}");
        }
    }
}
