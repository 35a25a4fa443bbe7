//! The markbook. Sonar Tracker's nine rows of marks decide, exceptions included; nobody enters marks of pupils they may
//! not know by name.

use super::{NamePupils, ViewPupils, allowed};
use crate::access::{Action, Denial, Grants};
use crate::assessment::MarkKind;
use crate::catalogue::{EDIT_ASSESSMENT_SETTINGS, EXPORT_DATA};
use crate::limits::FEW_PEOPLE;
use crate::permission::Rules;

/// View marks of one kind.
#[derive(Clone, Copy, Debug)]
pub struct ReadMarks<'a> {
    /// The rules for the actor: exceptions and the school's changes to roles.
    pub rules: &'a Rules,
    /// The kind.
    pub kind: MarkKind,
}

impl Action for ReadMarks<'_> {
    const NAME: &'static str = "view marks";
    const LOOKS: bool = true;
    fn check(&self, grants: &Grants) -> Result<(), Denial> {
        ViewPupils { rules: self.rules }.check(grants)?;
        allowed(self.rules, grants, self.kind.view(), Denial::WithoutMarks { kind: self.kind })
    }
}

/// Enter marks of one kind, of this academic year or of earlier ones.
#[derive(Clone, Copy, Debug)]
pub struct EnterMarks<'a> {
    /// The rules for the actor: exceptions and the school's changes to roles.
    pub rules: &'a Rules,
    /// The kind.
    pub kind: MarkKind,
    /// Whether the marks' academic year is over.
    pub is_past: bool,
}

impl Action for EnterMarks<'_> {
    const NAME: &'static str = "enter marks";
    fn check(&self, grants: &Grants) -> Result<(), Denial> {
        let Self { rules, kind, is_past } = *self;
        ReadMarks { rules, kind }.check(grants)?;
        NamePupils { rules }.check(grants)?;
        // "This academic year only" is said to nobody who may not enter those either.
        let enters_now = allowed(rules, grants, kind.edit(false), Denial::WithoutEntry { kind });
        match is_past {
            true => {
                allowed(rules, grants, kind.edit(true), enters_now.err().unwrap_or(Denial::WithoutPastEntry { kind }))
            }
            false => enters_now,
        }
    }
}

/// Take a page of the markbook out as a file.
#[derive(Clone, Copy, Debug)]
pub struct ExportMarks<'a> {
    /// The rules for the actor: exceptions and the school's changes to roles.
    pub rules: &'a Rules,
    /// The kind.
    pub kind: MarkKind,
    /// The number of pupils whom the file names.
    pub pupils: usize,
}

impl Action for ExportMarks<'_> {
    const NAME: &'static str = "export marks";
    fn check(&self, grants: &Grants) -> Result<(), Denial> {
        ReadMarks { rules: self.rules, kind: self.kind }.check(grants)?;
        allowed(self.rules, grants, EXPORT_DATA, Denial::WithoutExport)
    }
    fn steps_up(&self) -> bool {
        self.pupils > FEW_PEOPLE
    }
}

/// Choose the codes, objectives, subjects and half-terms of the markbook.
#[derive(Clone, Copy, Debug)]
pub struct SetUpAssessment<'a> {
    /// The rules for the actor: exceptions and the school's changes to roles.
    pub rules: &'a Rules,
}

impl Action for SetUpAssessment<'_> {
    const NAME: &'static str = "set up assessment";
    fn check(&self, grants: &Grants) -> Result<(), Denial> {
        allowed(self.rules, grants, EDIT_ASSESSMENT_SETTINGS, Denial::WithoutAssessmentSettings)
    }
}
