//! What the pages of an import show.

use super::{
    Answer, Class, FieldChange, ImportField, KindAnswer, LeaverReason, Outcome, Question, QuestionKind, ResultLine,
    ResultView, RoleChange, RoleLine, RowError, RowNote, StrongRoles, Tally,
};
use crate::bulk::BulkDone;
use crate::id::{ImportId, MemberId};
use crate::moment::When;
use crate::role::HeldRole;
use crate::user::Standing;
use serde::{Deserialize, Serialize};

/// An import in the list of earlier ones.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportLine {
    /// Which.
    pub id: ImportId,
    /// The file's name.
    pub file: String,
    /// Who uploaded it.
    pub by: String,
    /// When.
    pub at: When,
    /// What it did, without its rows; nothing while it waits.
    pub result: Option<ResultView>,
}

/// What of a preview is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Shown {
    /// The rows of a class.
    Class(Class),
    /// People who are not in the file.
    Leavers,
}

impl Shown {
    /// All, in order: what needs a person comes first, then what the file changes, then whom it does not mention.
    pub fn all() -> impl Iterator<Item = Self> {
        let classes = |classes: &'static [Class]| classes.iter().copied().map(Self::Class);
        let (open, rest) = Class::ALL.split_at(6);
        classes(open).chain([Self::Leavers]).chain(classes(rest))
    }

    /// As people read it.
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

    /// Reads what [`Shown::code`] wrote.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::all().find(|shown| shown.code() == code)
    }
}

/// What the address of an import asks for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportListing {
    /// Which rows; without, the first there are.
    pub shown: Option<Shown>,
    /// Which page of them, from 1.
    pub page: u32,
    /// Whether the columns are to be matched anew.
    pub columns: bool,
    /// Which lines of a result; without, all.
    pub outcome: Option<Outcome>,
}

impl ImportListing {
    /// Rows on a page.
    pub const SIZE: u32 = 50;
}

/// An import, as far as it has come.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportPage {
    /// Which.
    pub id: ImportId,
    /// The file's name.
    pub file: String,
    /// Who uploaded it.
    pub by: String,
    /// When.
    pub at: When,
    /// What there is to do, or was done.
    pub stage: Stage,
}

/// How far an import has come.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Stage {
    /// The columns are to be matched.
    Columns(ColumnsView),
    /// It is to be looked at and confirmed.
    Preview(Box<PreviewView>),
    /// It was done.
    Done(Box<DoneView>),
}

/// A column of the file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ColumnView {
    /// Its name.
    pub header: String,
    /// What stands in its first rows.
    pub samples: Vec<String>,
    /// What it holds.
    pub field: Option<ImportField>,
}

/// The columns of a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ColumnsView {
    /// Each column.
    pub columns: Vec<ColumnView>,
    /// Whether the first row names them.
    pub has_header: bool,
    /// How many people the file has.
    pub people: u32,
    /// Whether they were matched as in the last file with the same columns.
    pub as_last_time: bool,
}

/// Somebody as a question shows them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CandidateView {
    /// Who.
    pub member: MemberId,
    /// First and last name.
    pub name: String,
    /// Their address; empty for none.
    pub email: String,
    /// Their staff code; empty for none.
    pub staff_code: String,
    /// Their id in the MIS; empty for none.
    pub mis_id: String,
    /// Their role.
    pub role: HeldRole,
    /// Their job title; empty for none.
    pub job_title: String,
    /// Their status.
    pub status: Standing,
    /// When they last signed in.
    pub last_sign_in: Option<When>,
}

/// A question about a row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct QuestionView {
    /// What is shared.
    pub kind: QuestionKind,
    /// Whom the row may be.
    pub candidates: Vec<CandidateView>,
    /// The answer to this row, where it has one of its own.
    pub answer: Option<Answer>,
}

impl QuestionView {
    /// The question with whom it shows.
    pub fn of(question: &Question, candidates: Vec<CandidateView>, answer: Option<Answer>) -> Self {
        Self { kind: question.kind, candidates, answer }
    }
}

/// A row of a preview.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RowView {
    /// Which row: see [`TableRow::id`](super::TableRow::id).
    pub row: u32,
    /// Where it is in the file: see [`Table::place_of`](super::Table::place_of).
    pub place: String,
    /// The name in it.
    pub name: String,
    /// The address in the file; empty for none.
    pub email: String,
    /// Staff code in the file; empty for none.
    pub staff_code: String,
    /// Id in the MIS; empty for none.
    pub mis_id: String,
    /// Job title in the file.
    pub job_title: String,
    /// The role they would get, if they are new.
    pub role: Option<HeldRole>,
    /// The role the file gives somebody who is here.
    pub role_change: Option<RoleShift>,
    /// Who it is, where they are here.
    pub member: Option<MemberId>,
    /// What changes.
    pub changes: Vec<FieldChange>,
    /// What is blank in the file and stays: the field and its value.
    pub kept: Vec<(ImportField, String)>,
    /// What is good to know.
    pub notes: Vec<RowNote>,
    /// What is wrong.
    pub errors: Vec<RowError>,
    /// Whom it may be.
    pub question: Option<QuestionView>,
}

/// What another role means for somebody.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RoleShift {
    /// The roles.
    pub change: RoleChange,
    /// How many permissions they gain.
    pub gains: u32,
    /// How many they lose.
    pub loses: u32,
}

impl RoleShift {
    /// The difference in words: "gains 12, loses 3".
    pub fn difference(self) -> String {
        match (self.gains, self.loses) {
            (0, 0) => "the same permissions".to_owned(),
            (gains, 0) => format!("gains {gains}"),
            (0, loses) => format!("loses {loses}"),
            (gains, loses) => format!("gains {gains}, loses {loses}"),
        }
    }
}

/// Somebody who left by the file, or is not in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LeaverView {
    /// Who.
    pub member: MemberId,
    /// First and last name.
    pub name: String,
    /// Their job title.
    pub job_title: String,
    /// Their role.
    pub role: HeldRole,
    /// What the file says of them.
    pub reason: LeaverReason,
    /// Whether they are to be deactivated.
    pub ticked: bool,
    /// What becomes of an invitation that waits for them, when they are.
    pub invitation: crate::invitation::InvitationEffect,
}

/// What an import would do, a page of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PreviewView {
    /// How many there are of each, in the order of [`Shown::all`].
    pub counts: Vec<(Shown, u32)>,
    /// What confirming does, in numbers.
    pub tally: Tally,
    /// What is shown.
    pub shown: Shown,
    /// The page of it, from 1.
    pub page: u32,
    /// How many pages there are.
    pub pages: u32,
    /// The rows of the page.
    pub rows: Vec<RowView>,
    /// The leavers of the page.
    pub leavers: Vec<LeaverView>,
    /// The kinds of questions there are, how many rows have each, and the answer to all of them.
    pub kinds: Vec<(QuestionKind, u32, Option<KindAnswer>)>,
    /// The words of new people and the role for each.
    pub roles: Vec<RoleLine>,
    /// How many more words there are.
    pub more_roles: u32,
    /// The role of everybody else.
    pub other_role: Option<HeldRole>,
    /// How many new people get each role, the strongest first.
    pub given: Vec<(HeldRole, u32)>,
    /// How many new people need a role.
    pub without_role: u32,
    /// How many of these the role of everybody else would not help: their cell names several roles.
    pub several_roles: u32,
    /// How many people will have no address.
    pub without_email: u32,
    /// How many invitations end because leavers are deactivated, as ticked now.
    pub invitations_ended: u32,
    /// What to look at before so many people get strong roles.
    pub warning: Option<StrongRoles>,
    /// Nobody in the file is known here, and nobody has said that it is this school's.
    pub is_strange: bool,
    /// Whether somebody said that the file is this school's.
    pub is_ours: bool,
    /// The file has only what changed, so nobody is missing from it.
    pub is_delta: bool,
    /// Whether columns and roles were taken over from the last file with the same columns.
    pub as_last_time: bool,
    /// What is previewed, so that confirming something else is noticed.
    pub looked_at: String,
    /// Whether confirming changes anything.
    pub changes_anything: bool,
}

impl PreviewView {
    /// How many there are.
    pub fn count(&self, shown: Shown) -> u32 {
        self.counts.iter().find(|(one, _)| *one == shown).map_or(0, |(_, count)| *count)
    }
}

/// What came of confirming.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Confirmed {
    /// It is done.
    Done,
    /// The people have changed since the preview: it is to be looked at again. Nothing was done.
    LookAgain(Vec<Moved>),
}

/// A number of the preview that is another one since somebody looked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Moved {
    /// Of what.
    pub shown: Shown,
    /// How many there were.
    pub before: u32,
    /// How many there are.
    pub now: u32,
}

impl Moved {
    /// As written in addresses: "new-3-4".
    pub fn code(self) -> String {
        format!("{}.{}.{}", self.shown.code(), self.before, self.now)
    }

    /// Reads what [`Moved::code`] wrote.
    pub fn from_code(code: &str) -> Option<Self> {
        let mut parts = code.split('.');
        let (shown, before, now) = (parts.next()?, parts.next()?, parts.next()?);
        Some(Self { shown: Shown::from_code(shown)?, before: before.parse().ok()?, now: now.parse().ok()? })
    }
}

/// What an import did, a page of its lines.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DoneView {
    /// The counts.
    pub result: ResultView,
    /// How many lines there are of each outcome.
    pub counts: Vec<(Outcome, u32)>,
    /// The outcome whose lines are shown; without, all.
    pub shown: Option<Outcome>,
    /// The lines of the page.
    pub lines: Vec<ResultLine>,
    /// The page, from 1.
    pub page: u32,
    /// How many pages there are.
    pub pages: u32,
    /// What can be undone, or was.
    pub bulks: Vec<BulkDone>,
}
