//! What a definition says of a field.

/// Everything that forms, imports, exports and the audit log ask about a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Definition {
    /// Its column in the database, its name in forms, its id on pages and its key in the audit log.
    pub code: &'static str,
    /// What forms, summaries, imports and exports call it.
    pub label: &'static str,
    /// What the heading of a list calls it, where space is short.
    pub heading: &'static str,
    /// What the audit log calls it.
    pub logged: &'static str,
    /// What helps to fill it in.
    pub hint: &'static str,
    /// What it holds.
    pub kind: Kind,
    /// Whether every member has it.
    pub is_mandatory: bool,
    /// Whether members set it themselves, on the page of their own account.
    pub is_own: bool,
    /// Whether a school whose staff come from its MIS changes it there.
    pub comes_from_mis: bool,
    /// How an import takes it; `None` when no import does.
    pub import: Option<Import>,
    /// The width of its column in exports, in characters; `None` when it is not exported.
    pub export: Option<u8>,
}

/// What a field holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// What a type of its own reads: see [`crate::name`] and [`crate::day`].
    Typed,
    /// One line of text.
    Line {
        /// The most characters.
        most: usize,
        /// Values to choose from; any other may be typed.
        suggestions: &'static [&'static str],
    },
}

impl Kind {
    /// Values to choose from.
    pub const fn suggestions(self) -> &'static [&'static str] {
        match self {
            Self::Typed => &[],
            Self::Line { suggestions, .. } => suggestions,
        }
    }
}

/// How an import takes a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Import {
    /// What a form that matches columns calls it.
    pub code: &'static str,
    /// Headings of columns that hold it, in small letters and digits only. The earlier one is taken when a file has several.
    pub headings: &'static [&'static str],
}

impl Definition {
    /// A field with a type of its own, and nothing else said of it.
    pub(super) const fn typed(code: &'static str, label: &'static str) -> Self {
        Self {
            code,
            label,
            heading: label,
            logged: label,
            hint: "",
            kind: Kind::Typed,
            is_mandatory: false,
            is_own: false,
            comes_from_mis: false,
            import: None,
            export: None,
        }
    }
}
