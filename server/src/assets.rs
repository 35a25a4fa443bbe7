//! The browser's files: where they are, what they are called, and how they are served.

use crate::refusal::CommandError;
use app::{Scripts, Styles};
use axum::body::Body;
use axum::http::header::{CACHE_CONTROL, HeaderValue};
use axum::http::request::Parts;
use axum::http::{Method, Request, StatusCode};
use axum::response::{IntoResponse, Response};
use leptos::config::LeptosOptions;
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tower::ServiceExt as _;
use tower_http::services::ServeDir;

/// The base name of the files in the build.
const OUTPUT_NAME: &str = "rolecall";
const PKG: &str = "pkg";
/// The base name of the font that every page needs, and its key in `hash.txt`.
const FONT: &str = "atkinson-latin";
const FONT_KEY: &str = "atkinson-latin:";
/// The base names of the splitter's script and of its list of parts.
const SPLITTER: &str = "__wasm_split";
const MANIFEST: &str = "__wasm_split_manifest";

/// The file names contain a hash of the content.
const FOR_EVER: HeaderValue = HeaderValue::from_static("public, max-age=31536000, immutable");
const A_DAY: HeaderValue = HeaderValue::from_static("public, max-age=86400");
const ASK_AGAIN: HeaderValue = HeaderValue::from_static("no-cache");

/// The folder with the browser's files.
#[derive(Clone, Debug)]
pub struct Site {
    options: LeptosOptions,
    styles: Styles,
    scripts: Scripts,
    files: ServeDir,
}

impl Site {
    /// Finds the site in `given` or else beside this program, or where a build in this folder puts it.
    ///
    /// # Errors
    /// When there is none.
    pub fn find(given: Option<&Path>) -> Result<Self, CommandError> {
        let places = given.map_or_else(usual_places, |given| vec![given.to_owned()]);
        let found = places.iter().find(|place| place.join(PKG).is_dir());
        found.map(|root| Self::at(root)).ok_or(CommandError::NoSite(places))
    }

    /// The site in the folder `root`. File names contain hashes if `hash.txt` is there.
    pub fn at(root: &Path) -> Self {
        let root = std::path::absolute(root).unwrap_or_else(|_| root.to_owned());
        let hashes = root.join("hash.txt");
        let names = std::fs::read_to_string(&hashes).ok();
        let hash = |key: &str| {
            let named = names.as_deref().and_then(|names| names.lines().find_map(|line| line.strip_prefix(key)));
            named.map(str::trim)
        };
        let path = |key: &str, name: &str, kind: &str| match hash(key) {
            Some(hash) => format!("/{PKG}/{name}.{hash}.{kind}"),
            None => format!("/{PKG}/{name}.{kind}"),
        };
        let styles = Styles {
            main: path("css:", OUTPUT_NAME, "css"),
            more: path("more:", "more", "css"),
            font: hash(FONT_KEY).map(|_| path(FONT_KEY, FONT, "woff2")),
        };
        let manifest = path("manifest:", MANIFEST, "json");
        let manifest = std::fs::read(root.join(manifest.trim_start_matches('/'))).unwrap_or_default();
        let scripts = Scripts {
            version: ["wasm:", "css:", "more:"].map(|key| hash(key).unwrap_or_default()).join("-"),
            script: path("js:", OUTPUT_NAME, "js"),
            splitter: path("split:", SPLITTER, "js"),
            module: path("wasm:", OUTPUT_NAME, "wasm"),
            parts: Arc::new(parts(&manifest)),
        };
        let options = LeptosOptions::builder()
            .output_name(OUTPUT_NAME)
            .site_pkg_dir(PKG)
            .site_root(root.display().to_string())
            .hash_files(names.is_some())
            // Absolute, because leptos looks for it from the program's folder.
            .hash_file(hashes.display().to_string().into())
            .build();
        let files =
            ServeDir::new(&root).append_index_html_on_directories(false).precompressed_br().precompressed_gzip();
        Self { options, styles, scripts, files }
    }

    /// The options for leptos.
    pub const fn options(&self) -> &LeptosOptions {
        &self.options
    }

    /// The paths of the style sheets and of the font.
    pub const fn styles(&self) -> &Styles {
        &self.styles
    }

    /// The paths of the scripts.
    pub const fn scripts(&self) -> &Scripts {
        &self.scripts
    }

    /// The requested file, if it exists.
    pub(crate) async fn file(&self, head: &Parts) -> Option<Response> {
        let path = head.uri.path();
        if !matches!(head.method, Method::GET | Method::HEAD) || path.ends_with('/') {
            return None;
        }
        let mut asked = Request::new(Body::empty());
        asked.method_mut().clone_from(&head.method);
        asked.uri_mut().clone_from(&head.uri);
        asked.headers_mut().clone_from(&head.headers);
        let Ok(mut found) = self.files.clone().oneshot(asked).await.map(IntoResponse::into_response);
        if found.status() == StatusCode::NOT_FOUND {
            return None;
        }
        let keep = match path.strip_prefix("/pkg/") {
            Some(_) if self.options.hash_files => FOR_EVER,
            Some(_) => ASK_AGAIN,
            None => A_DAY,
        };
        found.headers_mut().insert(CACHE_CONTROL, keep);
        Some(found)
    }
}

/// The files that each lazy island needs, from the splitter's manifest. Without one, every file is fetched when it is
/// first needed.
fn parts(manifest: &[u8]) -> HashMap<String, Vec<String>> {
    let named: HashMap<String, Vec<String>> = serde_json::from_slice(manifest).unwrap_or_default();
    let paths = |names: Vec<String>| names.into_iter().map(|name| format!("/{PKG}/{name}.wasm")).collect();
    named.into_iter().map(|(island, names)| (island, paths(names))).collect()
}

fn usual_places() -> Vec<PathBuf> {
    let beside = std::env::current_exe().ok().and_then(|program| Some(program.parent()?.join("site")));
    beside.into_iter().chain([PathBuf::from("target/site")]).collect()
}
