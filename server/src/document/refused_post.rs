//! Why a post is refused before any page sees it, and what the answer says.

use axum::http::StatusCode;

/// Why what was posted reaches no page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum RefusedPost {
    /// Another site sent it.
    FromAnotherSite,
    /// The body is not a form.
    NoForm,
    /// The body is not a form with a file.
    NoFile,
    /// The page takes no form.
    NotTaken,
}

impl RefusedPost {
    /// The HTTP status.
    pub const fn status(self) -> StatusCode {
        match self {
            Self::FromAnotherSite => StatusCode::FORBIDDEN,
            Self::NoForm | Self::NoFile => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            Self::NotTaken => StatusCode::METHOD_NOT_ALLOWED,
        }
    }

    /// The heading of the page that says so.
    pub const fn heading(self) -> &'static str {
        match self {
            Self::FromAnotherSite => "That came from another site",
            Self::NoForm => "Rolecall could not read that form",
            Self::NoFile => "Rolecall could not read that upload",
            Self::NotTaken => "This page takes no form",
        }
    }

    /// What was not done, and what to do.
    pub const fn sentence(self) -> &'static str {
        match self {
            Self::FromAnotherSite => "Nothing was changed. Open Rolecall's own page and use the form there.",
            Self::NoForm | Self::NoFile => "Nothing was changed. Use the form on the page.",
            Self::NotTaken => "Nothing was changed. Open the page itself.",
        }
    }
}
