//! Where things stand.

use std::{env, path::PathBuf};

/// The root of the checkout.
#[must_use]
pub fn project() -> PathBuf {
    let xtask = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    xtask.parent().map_or_else(|| xtask.clone(), PathBuf::from)
}

/// Cargo's target folder.
#[must_use]
pub fn target() -> PathBuf {
    env::var_os("CARGO_TARGET_DIR").map_or_else(|| project().join("target"), PathBuf::from)
}

/// The folder of the words; `QUIETLEAF_CONTENT` names another.
#[must_use]
pub fn content() -> PathBuf {
    env::var_os("QUIETLEAF_CONTENT").map_or_else(|| project().join("content"), PathBuf::from)
}

/// The cache of tools, outside the checkout: `QUIETLEAF_CACHE`, else the user's cache folder.
#[must_use]
pub fn tool_cache() -> PathBuf {
    if let Some(cache) = env::var_os("QUIETLEAF_CACHE") {
        return PathBuf::from(cache);
    }
    let user_cache = env::var_os("XDG_CACHE_HOME").map(PathBuf::from);
    let home_cache = || env::home_dir().map(|home| home.join(".cache"));
    user_cache.or_else(home_cache).unwrap_or_else(target).join("quietleaf").join("tools")
}
