//! The basis of a decision: which rule it follows.

use super::customisation::CellSetting;
use std::fmt;

/// The basis of a decision: the published table, the published role guidance where the table is still to be confirmed,
/// the school's own decision, or the lack of any.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Basis {
    /// The product's table.
    Published,
    /// The product's page says that the role has no default permissions there.
    PublishedNoDefaults,
    /// Off by default; can be switched on for a person.
    PublishedSwitchable,
    /// The product's page does not mention the role.
    NotListed,
    /// There is no column for Account Admin, but both of its neighbours have the permission.
    BetweenHas,
    /// There is no column for Account Admin, and Full Edit does not have the permission.
    BetweenHasNot,
    /// Guidance: the owner and the admins can do everything in assessment.
    FullAssessment,
    /// Guidance: every role reads data.
    EveryoneReads,
    /// Guidance: every role reads data, this one without names and dates of birth.
    EveryoneReadsAnonymised,
    /// Guidance: the editing roles enter and edit formative data.
    FormativeIsEdited,
    /// Guidance: only summative data are limited to the current year.
    OnlySummativeIsLimited,
    /// Guidance: the editing roles enter and edit summative data of the current year.
    SummativeOfThisYear,
    /// Guidance: Full Edit edits current and previous years.
    FullEditAllYears,
    /// Guidance: the role does not edit summative data of previous years.
    NoPastSummative,
    /// Guidance: Full Edit enters and edits statutory data.
    StatutoryIsFullEdits,
    /// Guidance: Full Edit enters and edits statutory data, and no limit of years is stated.
    StatutoryWithoutYearLimit,
    /// Guidance: statutory data are for Full Edit and roles above it.
    StatutoryFromFullEdit,
    /// Guidance: read-only roles cannot edit.
    ReadOnlyCannotEdit,
    /// Guidance: read-only roles only read.
    ReadOnlyOnlyReads,
    /// Guidance: setting the school up is for admins.
    SetUpIsAdmins,
    /// Neither the table nor the guidance says; the permission is not given until the school confirms it.
    ToBeConfirmed,
    /// The school has confirmed a permission that the table leaves to be confirmed.
    ConfirmedBySchool,
    /// The school has changed the standard role.
    ChangedBySchool(CellSetting),
    /// The school has set it in a role of its own.
    SetInRole(CellSetting),
    /// The role does not exist, or no longer does.
    RoleGone,
}

impl Basis {
    /// The words for the basis in the exported table.
    pub const fn text(self) -> &'static str {
        match self {
            Basis::Published => "published",
            Basis::PublishedNoDefaults => "published: this role has no default permissions",
            Basis::PublishedSwitchable => "published: off, may be switched on for a person",
            Basis::NotListed => "not listed for this role",
            Basis::BetweenHas => {
                "no column for Account Admin: a role between Account Owner and Full Edit has what both have"
            }
            Basis::BetweenHasNot => "no column for Account Admin, and Full Edit does not have it",
            Basis::FullAssessment => {
                "guidance: Account Owner and Account Admin have full assessment permissions and make school set-up changes"
            }
            Basis::EveryoneReads => "guidance: every role reads data",
            Basis::EveryoneReadsAnonymised => "guidance: every role reads data; names and dates of birth anonymised",
            Basis::FormativeIsEdited => "guidance: these roles enter and edit formative data",
            Basis::OnlySummativeIsLimited => "guidance: limits only summative data to the current year",
            Basis::SummativeOfThisYear => "guidance: these roles enter and edit summative data for the current year",
            Basis::FullEditAllYears => "guidance: Full Edit edits current and previous years",
            Basis::NoPastSummative => "guidance: not summative data of previous years",
            Basis::StatutoryIsFullEdits => "guidance: Full Edit enters and edits statutory data",
            Basis::StatutoryWithoutYearLimit => {
                "guidance: Full Edit enters and edits statutory data, no year limit is stated"
            }
            Basis::StatutoryFromFullEdit => "guidance: gives statutory data to Full Edit and above",
            Basis::ReadOnlyCannotEdit => "guidance: read-only roles are unable to edit",
            Basis::ReadOnlyOnlyReads => "guidance: read-only roles only read data",
            Basis::SetUpIsAdmins => "guidance: school set-up is the Account Admin's",
            Basis::ToBeConfirmed => "to be confirmed: not given until the school confirms it",
            Basis::ConfirmedBySchool => "confirmed by the school",
            Basis::ChangedBySchool(CellSetting::Allow) => "changed by the school: allowed",
            Basis::ChangedBySchool(CellSetting::Deny) => "changed by the school: denied",
            Basis::ChangedBySchool(CellSetting::NotSet) => "changed by the school: not set, so not allowed",
            Basis::SetInRole(CellSetting::Allow) => "set in this role: allowed",
            Basis::SetInRole(CellSetting::Deny) => "set in this role: denied",
            Basis::SetInRole(CellSetting::NotSet) => "set in this role: not set, so not allowed",
            Basis::RoleGone => "there is no such role",
        }
    }

    /// Whether the basis is the role guidance because the table is still to be confirmed.
    pub const fn is_guidance(self) -> bool {
        !matches!(
            self,
            Basis::Published
                | Basis::PublishedNoDefaults
                | Basis::PublishedSwitchable
                | Basis::NotListed
                | Basis::BetweenHas
                | Basis::BetweenHasNot
                | Basis::ToBeConfirmed
                | Basis::ConfirmedBySchool
                | Basis::ChangedBySchool(_)
                | Basis::SetInRole(_)
                | Basis::RoleGone
        )
    }

    /// Whether the school itself decided, whatever is published.
    pub const fn is_schools(self) -> bool {
        matches!(self, Basis::ConfirmedBySchool | Basis::ChangedBySchool(_) | Basis::SetInRole(_) | Basis::RoleGone)
    }
}

impl fmt::Display for Basis {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.text())
    }
}
