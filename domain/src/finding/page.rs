//! The pages that can be found by name, with the words for each and the rule that opens it.

use crate::access::{
    Action as _, AddUsers, CreateObservation, Denial, ListUsers, ManageAttributes, ReadMarks, ReadObservations,
    SetUpAssessment, ViewAs, ViewAuditLog, ViewImports, ViewPupils, ViewRoles, ViewSettings,
};
use crate::assessment::MarkKind;
use crate::search::words;
use crate::viewer::Viewer;
use serde::{Deserialize, Serialize};

/// A page that can be found by name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs)]
pub enum SitePage {
    School,
    Pupils,
    Markbook,
    Observations,
    RecordObservation,
    Users,
    AddUser,
    Invite,
    Imports,
    Roles,
    Guide,
    Who,
    Closest,
    ManageRoles,
    Present,
    Permissions,
    Account,
    ViewAs,
    Audit,
    Settings,
    Attributes,
    Assessment,
    Help,
}

impl SitePage {
    /// All pages, in the order of lists.
    pub const ALL: [Self; 23] = [
        Self::School,
        Self::Pupils,
        Self::Markbook,
        Self::Observations,
        Self::RecordObservation,
        Self::Users,
        Self::AddUser,
        Self::Invite,
        Self::Imports,
        Self::Roles,
        Self::Guide,
        Self::Who,
        Self::Closest,
        Self::ManageRoles,
        Self::Present,
        Self::Permissions,
        Self::Account,
        Self::ViewAs,
        Self::Audit,
        Self::Settings,
        Self::Attributes,
        Self::Assessment,
        Self::Help,
    ];

    /// The page's heading, and other words for it.
    const fn definition(self) -> (&'static str, &'static str) {
        match self {
            Self::School => ("School", "home start overview dashboard front"),
            Self::Pupils => ("Pupils", "children kids classes students"),
            Self::Markbook => ("Markbook", "marks assessment grades data tracking summative formative statutory"),
            Self::Observations => ("Observations", "children learning journal notes eyfs early years"),
            Self::RecordObservation => ("Record an observation", "new add create write child note eyfs"),
            Self::Users => ("Users", "people staff list colleagues members everybody teachers"),
            Self::AddUser => ("Add a new user", "create person colleague staff member teacher"),
            Self::Invite => ("Invite users", "invitations people many product"),
            Self::Imports => ("Import staff", "upload csv excel spreadsheet mis file list"),
            Self::Roles => ("Compare roles", "what a role can do matrix permissions differences"),
            Self::Guide => ("Guide to the roles", "what a role can do means each"),
            Self::Who => ("Who can do something", "permission permissions holders"),
            Self::Closest => ("Find the closest role", "which suits needs choose best right"),
            Self::ManageRoles => ("Your school's roles", "manage make custom own change copy role"),
            Self::Present => ("Present the roles", "projector slides training audience"),
            Self::Permissions => ("What you can do", "my own permissions rights"),
            Self::Account => ("Your account", "my password reset email sign-in name profile sessions"),
            Self::ViewAs => ("View as a role", "see pretend preview role"),
            Self::Audit => ("Audit log", "history changes events record did"),
            Self::Settings => ("School settings", "products name contact options configuration"),
            Self::Attributes => ("Attributes", "training questions fields answers settings"),
            Self::Assessment => ("Assessment settings", "codes objectives subjects half-terms terms marks"),
            Self::Help => ("Help", "how support guide instructions"),
        }
    }

    /// The page's name.
    pub const fn label(self) -> &'static str {
        self.definition().0
    }

    /// Whether every word of the search begins a word for the page.
    pub(super) fn is_called(self, search: &str) -> bool {
        let (label, others) = self.definition();
        let known = [words(label), words(others)].concat();
        let search = words(search);
        !search.is_empty() && search.iter().all(|word| known.iter().any(|known| known.starts_with(word)))
    }

    /// Checks whether the page opens for the reader.
    ///
    /// # Errors
    /// The rule that forbids it.
    pub fn check(self, viewer: &Viewer) -> Result<(), Denial> {
        let grants = viewer.grants();
        match self {
            Self::School | Self::Permissions | Self::Account | Self::Help => Ok(()),
            Self::Roles | Self::Guide | Self::Present | Self::Closest => ViewRoles.check(&grants),
            Self::Markbook => {
                let rules = &viewer.rules();
                let sees = |kind: &MarkKind| ReadMarks { rules, kind: *kind }.check(&grants).is_ok();
                let kind = MarkKind::ALL.into_iter().find(sees).unwrap_or(MarkKind::Summative);
                ReadMarks { rules, kind }.check(&grants)
            }
            Self::Assessment => SetUpAssessment { rules: &viewer.rules() }.check(&grants),
            Self::Pupils => ViewPupils { rules: &viewer.rules() }.check(&grants),
            Self::Observations => ReadObservations { rules: &viewer.rules() }.check(&grants),
            Self::RecordObservation => CreateObservation { rules: &viewer.rules() }.check(&grants),
            Self::Users | Self::Invite | Self::Who | Self::ManageRoles => ListUsers.check(&grants),
            Self::AddUser => AddUsers.check(&grants),
            Self::Imports => ViewImports.check(&grants),
            Self::ViewAs => {
                let own = viewer.own_grants();
                ViewAs { role: own.held, is_demo: false }.check(&own)
            }
            Self::Audit => ViewAuditLog.check(&grants),
            Self::Settings => ViewSettings.check(&grants),
            Self::Attributes => ManageAttributes.check(&grants),
        }
    }
}
