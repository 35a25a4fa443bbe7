//! The data that the pages of an import show.

use super::{
    Answer, FieldChange, FileName, ImportField, KindAnswer, MissingReason, PlanTotals, PrivilegedRoles, Question,
    QuestionKind, ResultLine, ResultView, RoleChange, RoleLine, RowClass, RowError, RowNote, RowOutcome,
};
use crate::bulk::BulkDone;
use crate::id::{ImportId, MemberId};
use crate::limits;
use crate::moment::DisplayTime;
use crate::role::HeldRole;
use crate::user::MemberStatus;
use serde::{Deserialize, Serialize};

/// An import in the list of earlier ones.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportLine {
    /// The import's id.
    pub id: ImportId,
    /// The file's name.
    pub file: FileName,
    /// Who uploaded it.
    pub by: String,
    /// When it was uploaded.
    pub at: DisplayTime,
    /// The result without its lines; `None` while the import is open.
    pub result: Option<ResultView>,
}

/// The part of a preview that is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum PreviewFilter {
    /// The rows of a class.
    Class(RowClass),
    /// The leavers.
    Leavers,
}

impl PreviewFilter {
    /// All parts in order: what needs a person first, then what the file changes, then members it does not mention.
    pub fn all() -> impl Iterator<Item = Self> {
        let classes = |classes: &'static [RowClass]| classes.iter().copied().map(Self::Class);
        let (open, rest) = RowClass::ALL.split_at(6);
        classes(open).chain([Self::Leavers]).chain(classes(rest))
    }

    /// The part's label.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Class(class) => class.label(),
            Self::Leavers => "Not in the file",
        }
    }

    /// As written in addresses.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Class(class) => class.code(),
            Self::Leavers => "leavers",
        }
    }

    /// Reads what [`PreviewFilter::code`] wrote.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::all().find(|shown| shown.code() == code)
    }
}

/// The query of an import's page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportListing {
    /// The part to show; by default, the first one that is not empty.
    pub shown: Option<PreviewFilter>,
    /// The page within it, from 1.
    pub page: u32,
    /// Whether to match the columns anew.
    pub columns: bool,
    /// The lines of a result to show; by default, all.
    pub outcome: Option<RowOutcome>,
}

impl ImportListing {
    /// Rows on a page.
    pub const SIZE: u32 = limits::IMPORT_ROWS_ON_A_PAGE;
}

/// An import at its present stage.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportPage {
    /// The import's id.
    pub id: ImportId,
    /// The file's name.
    pub file: FileName,
    /// Who uploaded it.
    pub by: String,
    /// When it was uploaded.
    pub at: DisplayTime,
    /// The present stage.
    pub stage: ImportStage,
}

/// The stage of an import.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ImportStage {
    /// The columns have to be matched.
    Columns(ColumnsView),
    /// The preview has to be reviewed and confirmed.
    Preview(Box<PreviewView>),
    /// The import is done.
    Done(Box<DoneView>),
}

/// A column of the file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ColumnView {
    /// The column's name.
    pub header: String,
    /// Samples from its first rows.
    pub samples: Vec<String>,
    /// The field it is imported into.
    pub field: Option<ImportField>,
}

/// The columns of a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ColumnsView {
    /// The columns, in order.
    pub columns: Vec<ColumnView>,
    /// Whether the first row has their names.
    pub has_header: bool,
    /// The number of people in the file.
    pub people: u32,
    /// Whether the columns were matched as in the last file with the same columns.
    pub as_last_time: bool,
}

/// A member as a question shows them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CandidateView {
    /// The member.
    pub member: MemberId,
    /// First and last name.
    pub name: String,
    /// Email address; empty for none.
    pub email: String,
    /// Staff code; empty for none.
    pub staff_code: String,
    /// Id in the MIS; empty for none.
    pub mis_id: String,
    /// The member's role.
    pub role: HeldRole,
    /// Job title; empty for none.
    pub job_title: String,
    /// The member's status.
    pub status: MemberStatus,
    /// When the member last signed in.
    pub last_sign_in: Option<DisplayTime>,
}

/// A question about a row, with the members it may be.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct QuestionView {
    /// The kind of the question.
    pub kind: QuestionKind,
    /// The members it may be.
    pub candidates: Vec<CandidateView>,
    /// The row's own answer, where it has one.
    pub answer: Option<Answer>,
}

impl QuestionView {
    /// The view of a question with these candidates.
    pub fn of(question: &Question, candidates: Vec<CandidateView>, answer: Option<Answer>) -> Self {
        Self { kind: question.kind, candidates, answer }
    }
}

/// A row of a preview.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RowView {
    /// The row's id: see [`TableRow::id`](super::TableRow::id).
    pub row: u32,
    /// The row's place in the file: see [`Table::place_of`](super::Table::place_of).
    pub place: String,
    /// The name in the row.
    pub name: String,
    /// The address in the file; empty for none.
    pub email: String,
    /// The staff code in the file; empty for none.
    pub staff_code: String,
    /// The MIS id in the file; empty for none.
    pub mis_id: String,
    /// The job title in the file.
    pub job_title: String,
    /// The role of a new member.
    pub role: Option<HeldRole>,
    /// The change of an existing member's role.
    pub role_change: Option<RoleShift>,
    /// The existing member, if there is one.
    pub member: Option<MemberId>,
    /// The changed fields.
    pub changes: Vec<FieldChange>,
    /// Fields that are blank in the file and keep their values.
    pub kept: Vec<(ImportField, String)>,
    /// Notes about the row.
    pub notes: Vec<RowNote>,
    /// Errors in the row.
    pub errors: Vec<RowError>,
    /// The question who the person is, if there is one.
    pub question: Option<QuestionView>,
}

/// What a new role changes for a member.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RoleShift {
    /// The role before and after.
    pub change: RoleChange,
    /// The number of permissions gained.
    pub gains: u32,
    /// The number of permissions lost.
    pub loses: u32,
}

impl RoleShift {
    /// The difference as words: "gains 12, loses 3".
    pub fn difference(self) -> String {
        match (self.gains, self.loses) {
            (0, 0) => "the same permissions".to_owned(),
            (gains, 0) => format!("gains {gains}"),
            (0, loses) => format!("loses {loses}"),
            (gains, loses) => format!("gains {gains}, loses {loses}"),
        }
    }
}

/// A leaver as the preview shows them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MissingFromFileView {
    /// The member.
    pub member: MemberId,
    /// First and last name.
    pub name: String,
    /// Job title.
    pub job_title: String,
    /// The member's role.
    pub role: HeldRole,
    /// Why they count as a leaver.
    pub reason: MissingReason,
    /// Whether they are to be deactivated.
    pub ticked: bool,
    /// What deactivating them does to their open invitation.
    pub invitation: crate::invitation::InvitationEffect,
}

/// One page of the preview of an import.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PreviewView {
    /// The number of rows in each part, in the order of [`PreviewFilter::all`].
    pub counts: Vec<(PreviewFilter, u32)>,
    /// The numbers for the button that confirms.
    pub tally: PlanTotals,
    /// The part that is shown.
    pub shown: PreviewFilter,
    /// The page within it, from 1.
    pub page: u32,
    /// The number of pages.
    pub pages: u32,
    /// The rows on the page.
    pub rows: Vec<RowView>,
    /// The leavers on the page.
    pub leavers: Vec<MissingFromFileView>,
    /// The kinds of questions in the file, each with its number of rows and its common answer.
    pub kinds: Vec<(QuestionKind, u32, Option<KindAnswer>)>,
    /// The words of new people, each with its role.
    pub roles: Vec<RoleLine>,
    /// The number of further words.
    pub more_roles: u32,
    /// The role for everybody else.
    pub other_role: Option<HeldRole>,
    /// The number of new people for each role, the strongest role first.
    pub given: Vec<(HeldRole, u32)>,
    /// The number of new people who still need a role.
    pub without_role: u32,
    /// The number of those whom the role for everybody else would not help, because their cell names several roles.
    pub several_roles: u32,
    /// The number of people who will have no address.
    pub without_email: u32,
    /// The number of invitations that end because the ticked leavers are deactivated.
    pub invitations_ended: u32,
    /// A warning before many people get strong roles.
    pub warning: Option<PrivilegedRoles>,
    /// Whether nobody in the file is known here, and the importer has not confirmed that it is this school's.
    pub is_strange: bool,
    /// Whether the importer confirmed that the file is this school's.
    pub is_ours: bool,
    /// Whether the file contains only changed staff, so that nobody counts as missing from it.
    pub is_delta: bool,
    /// Whether columns and roles were taken from the last file with the same columns.
    pub as_last_time: bool,
    /// A fingerprint of the preview, so that confirming a different one is noticed.
    pub looked_at: String,
    /// Whether confirming changes anything.
    pub changes_anything: bool,
}

impl PreviewView {
    /// The number of rows in a part.
    pub fn count(&self, shown: PreviewFilter) -> u32 {
        self.counts.iter().find(|(one, _)| *one == shown).map_or(0, |(_, count)| *count)
    }
}

/// The outcome of confirming.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ImportConfirmResult {
    /// The import is done.
    Done,
    /// The members have changed since the preview, which has to be reviewed again. Nothing was done.
    LookAgain(Vec<ChangedCount>),
}

/// A number in the preview that has changed since it was reviewed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChangedCount {
    /// The part.
    pub shown: PreviewFilter,
    /// The number before.
    pub before: u32,
    /// The number now.
    pub now: u32,
}

impl ChangedCount {
    /// The code as written in addresses: "new-3-4".
    pub fn code(self) -> String {
        format!("{}.{}.{}", self.shown.code(), self.before, self.now)
    }

    /// Reads what [`ChangedCount::code`] wrote.
    pub fn from_code(code: &str) -> Option<Self> {
        let mut parts = code.split('.');
        let (shown, before, now) = (parts.next()?, parts.next()?, parts.next()?);
        Some(Self { shown: PreviewFilter::from_code(shown)?, before: before.parse().ok()?, now: now.parse().ok()? })
    }
}

/// One page of the result of an import.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DoneView {
    /// The totals.
    pub result: ResultView,
    /// The number of lines of each outcome.
    pub counts: Vec<(RowOutcome, u32)>,
    /// The outcome whose lines are shown; `None` for all.
    pub shown: Option<RowOutcome>,
    /// The lines on the page.
    pub lines: Vec<ResultLine>,
    /// The page, from 1.
    pub page: u32,
    /// The number of pages.
    pub pages: u32,
    /// The bulk actions that can be undone, or were.
    pub bulks: Vec<BulkDone>,
}
