//! Icons and screenshots, taken by Chromium from the built site.

use std::{fs, path::Path};

use anyhow::{Context, Result};
use base64::{Engine as _, prelude::BASE64_STANDARD};
use serde_json::json;

use crate::{
    browsers::{Browser, Engine, Wishes},
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
    /// Whether the person prefers dark.
    pub dark: bool,
}

/// Takes a picture as PNG.
///
/// # Errors
///
/// When Chromium cannot show the page.
pub async fn take(browser: &Browser, view: View<'_>, file: &Path) -> Result<()> {
    set_view(browser, view.width, if view.height == 0 { 900 } else { view.height }, view.dark).await?;
    browser.client.goto(view.address).await?;
    browser.wait_until("return document.readyState === 'complete'").await?;
    if view.height == 0 {
        // What is far below the window is laid out when it comes near: a picture of the whole page brings it near.
        let lay_out =
            "document.querySelectorAll('.section').forEach((it) => { it.style.contentVisibility = 'visible'; })";
        browser.run(lay_out).await?;
    }
    let parameters = json!({ "format": "png", "captureBeyondViewport": view.height == 0 });
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
pub async fn set_view(browser: &Browser, width: u32, height: u32, dark: bool) -> Result<()> {
    let size = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 640 });
    browser.devtools("Emulation.setDeviceMetricsOverride", size).await?;
    let scheme =
        json!({ "features": [{ "name": "prefers-color-scheme", "value": if dark { "dark" } else { "light" } }] });
    browser.devtools("Emulation.setEmulatedMedia", scheme).await?;
    Ok(())
}

/// Draws the icons from their SVG, and takes the pictures of the README and of the manifest from a built site.
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
        let icon = View { address: &address, width: size, height: size, dark: false };
        take(&browser, icon, &public.join("icons").join(format!("{name}.png"))).await?;
    }
    browser.devtools("Emulation.setDefaultBackgroundColorOverride", json!({})).await?;
    let server = SiteServer::start(dist, "/", 0)?;
    let root = server.url();
    let journal = format!("{root}journal/");
    let pictures = paths::project().join("docs/pictures");
    for (address, width, height, dark, file) in [
        (journal.as_str(), 390, 844, false, public.join("screenshots/narrow.png")),
        (journal.as_str(), 1280, 800, false, public.join("screenshots/wide.png")),
        (root.as_str(), 1280, 800, false, pictures.join("article.png")),
        (root.as_str(), 390, 844, true, pictures.join("article-phone-dark.png")),
    ] {
        take(&browser, View { address, width, height, dark }, &file).await?;
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
        for width in [390, 1280] {
            for dark in [false, true] {
                let address = format!("{}{path}", server.url());
                let shade = if dark { "dark" } else { "light" };
                let file = folder.join(format!("{name}-{width}-{shade}.png"));
                take(
                    &browser,
                    View { address: &address, width, height: if width == 390 { 844 } else { 900 }, dark },
                    &file,
                )
                .await?;
                if !dark {
                    let whole = folder.join(format!("{name}-{width}-whole.png"));
                    take(&browser, View { address: &address, width, height: 0, dark }, &whole).await?;
                }
            }
        }
    }
    browser.end().await
}
