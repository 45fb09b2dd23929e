//! Icons and screenshots, taken by Chromium from the built site.

use std::{fs, path::Path};

use anyhow::{Context, Result};
use base64::{Engine as _, prelude::BASE64_STANDARD};
use quietleaf::metadata::PREVIEW_PICTURE;
use serde_json::{Value, json};

use crate::{
    browsers::{Browser, Engine, READY, Wishes},
    paths,
    server::SiteServer,
};

/// What is to be seen in a picture.
#[derive(Clone, Copy, Debug)]
pub struct View<'a> {
    /// The address.
    pub address: &'a str,
    /// The width of the window, in CSS pixels.
    pub width: u32,
    /// Its height; 0 shows the whole page.
    pub height: u32,
    /// The colours that the person prefers.
    pub colours: Colours,
}

/// The colours that a person can prefer, or force.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Colours {
    /// Dark on light.
    Light,
    /// Light on dark.
    Dark,
    /// Dark on light, with more contrast.
    MoreContrast,
    /// Light on dark, with more contrast.
    DarkMoreContrast,
    /// The person's own colours, in place of the page's.
    Forced,
}

impl Colours {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Light, Self::Dark, Self::MoreContrast, Self::DarkMoreContrast, Self::Forced];

    fn features(self) -> Value {
        let dark = matches!(self, Self::Dark | Self::DarkMoreContrast);
        let more = matches!(self, Self::MoreContrast | Self::DarkMoreContrast);
        json!([
            { "name": "prefers-color-scheme", "value": if dark { "dark" } else { "light" } },
            { "name": "prefers-contrast", "value": if more { "more" } else { "no-preference" } },
            { "name": "forced-colors", "value": if self == Self::Forced { "active" } else { "none" } },
        ])
    }
}

/// Takes a picture as PNG.
///
/// # Errors
///
/// When Chromium cannot show the page.
pub async fn take(browser: &Browser, view: View<'_>, file: &Path) -> Result<()> {
    set_view(browser, view.width, if view.height == 0 { 900 } else { view.height }, view.colours).await?;
    browser.client.goto(view.address).await?;
    browser.wait_until("return document.readyState === 'complete'").await?;
    // A page with a program is seen when that is live; an icon has none.
    if browser.run("return document.querySelector('script[data-wasm]') !== null").await? == true {
        browser.wait_until(READY).await?;
    }
    if view.height == 0 {
        // What is far below the window is laid out when it comes near: a picture of the whole page brings it near.
        let lay_out =
            "document.querySelectorAll('.section').forEach((it) => { it.style.contentVisibility = 'visible'; })";
        browser.run(lay_out).await?;
    }
    shoot(browser, view.height == 0, file).await
}

/// Takes a picture of the page as it is: what is in sight, or the whole.
///
/// # Errors
///
/// When Chromium returns none, or the file cannot be written.
pub async fn shoot(browser: &Browser, whole: bool, file: &Path) -> Result<()> {
    let parameters = json!({ "format": "png", "captureBeyondViewport": whole });
    let picture = browser.devtools("Page.captureScreenshot", parameters).await?;
    let data = picture["data"].as_str().context("Chromium returned no picture")?;
    fs::create_dir_all(file.parent().context("a picture has no folder")?)?;
    fs::write(file, BASE64_STANDARD.decode(data)?)?;
    Ok(())
}

/// Sets the size of the window and the preferred colours.
///
/// # Errors
///
/// When Chromium refuses.
pub async fn set_view(browser: &Browser, width: u32, height: u32, colours: Colours) -> Result<()> {
    let size = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 640 });
    browser.devtools("Emulation.setDeviceMetricsOverride", size).await?;
    browser.devtools("Emulation.setEmulatedMedia", json!({ "features": colours.features() })).await?;
    Ok(())
}

/// Draws the icons and the picture of previews from their SVG, and takes the pictures of the README and of the manifest from a built site.
///
/// # Errors
///
/// When Chromium cannot show something.
pub async fn take_all(dist: &Path) -> Result<()> {
    let browser = Browser::start(Engine::Chromium, &Wishes::default()).await?;
    let public = paths::project().join("public");
    // Icons: the SVG alone, on a transparent ground.
    browser
        .devtools("Emulation.setDefaultBackgroundColorOverride", json!({ "color": { "r": 0, "g": 0, "b": 0, "a": 0 } }))
        .await?;
    for (source, size, name) in [
        ("leaf", 192, "leaf-192"),
        ("leaf", 512, "leaf-512"),
        ("leaf-maskable", 180, "leaf-180"),
        ("leaf-maskable", 512, "leaf-maskable-512"),
    ] {
        let address = format!("file://{}", public.join("icons").join(format!("{source}.svg")).display());
        let icon = View { address: &address, width: size, height: size, colours: Colours::Light };
        take(&browser, icon, &public.join("icons").join(format!("{name}.png"))).await?;
    }
    browser.devtools("Emulation.setDefaultBackgroundColorOverride", json!({})).await?;
    let preview = format!("file://{}", public.join("preview.svg").display());
    let preview = View { address: &preview, width: 1200, height: 630, colours: Colours::Light };
    take(&browser, preview, &public.join(PREVIEW_PICTURE)).await?;
    let server = SiteServer::start(dist, "/", 0)?;
    let root = server.url();
    let journal = format!("{root}journal/");
    let pictures = paths::project().join("docs/pictures");
    for (address, width, height, colours, file) in [
        (journal.as_str(), 390, 844, Colours::Light, public.join("screenshots/narrow.png")),
        (journal.as_str(), 1280, 800, Colours::Light, public.join("screenshots/wide.png")),
        (root.as_str(), 1280, 800, Colours::Light, pictures.join("article.png")),
        (root.as_str(), 390, 844, Colours::Dark, pictures.join("article-phone-dark.png")),
    ] {
        take(&browser, View { address, width, height, colours }, &file).await?;
    }
    browser.end().await
}

/// Takes every page at both widths, light and dark, into a folder, to be looked at.
///
/// # Errors
///
/// When Chromium cannot show a page.
pub async fn contact_sheet(dist: &Path, folder: &Path) -> Result<()> {
    let browser = Browser::start(Engine::Chromium, &Wishes::default()).await?;
    let server = SiteServer::start(dist, "/", 0)?;
    for (path, name) in [
        ("", "article"),
        ("faq/", "questions"),
        ("journal/", "journal"),
        ("help/", "help"),
        ("about/", "about"),
        ("nowhere", "not-found"),
    ] {
        let address = format!("{}{path}", server.url());
        for width in [390, 1280] {
            let height = if width == 390 { 844 } else { 900 };
            for colours in Colours::ALL {
                let view = View { address: &address, width, height, colours };
                take(&browser, view, &folder.join(format!("{name}-{width}-{colours:?}.png"))).await?;
            }
            let whole = View { address: &address, width, height: 0, colours: Colours::Light };
            take(&browser, whole, &folder.join(format!("{name}-{width}-whole.png"))).await?;
        }
    }
    browser.end().await
}
