//! What the pages tell to machines: structured data, link previews, the sitemap and the feed.
//!
//! All of it is derived from the words, and nothing is said that they do not say. What needs the site's own address is
//! there only where the leaflet gives an `origin`.

mod feed;
mod preview;
mod site_address;
mod sitemap;
mod structured_data;

pub use feed::{FEED_TITLE, feed};
pub use preview::{PREVIEW_PICTURE, Tag, preview};
pub use site_address::SiteAddress;
pub use sitemap::{robots, sitemap};
pub use structured_data::{embedded, structured_data};
