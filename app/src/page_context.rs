//! Who is looking at a page, looked up once while the server renders it.

use crate::api;
use crate::failure::Failure;
use domain::catalogue::Catalogue;
use domain::viewer::Site;
use leptos::prelude::*;

/// The one application-wide context of a page that is being rendered.
#[derive(Clone, Copy)]
pub(crate) struct PageContext {
    /// The account of the session, and what kind of site this is.
    pub site: Resource<Result<Site, Failure>>,
}

impl PageContext {
    pub fn provide() {
        provide_context(Self { site: Resource::new(|| (), |()| api::current_site()) });
    }

    pub fn get() -> Self {
        expect_context()
    }

    /// The catalogue of the reader's school; `None` for readers who are not signed in.
    pub async fn catalogue(self) -> Option<Catalogue> {
        let site = self.site.await.ok()?;
        Some(site.viewer()?.settings.roles.catalogue)
    }

    /// Whether this is the demonstration.
    pub async fn is_demo(self) -> bool {
        self.site.await.is_ok_and(|site| site.is_demo)
    }
}
