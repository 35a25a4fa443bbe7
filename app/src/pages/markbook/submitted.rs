//! Marks as the form posts them, without scripts.

use crate::api;
use crate::failure::Failure;
use crate::platform::{new_form_key, respond_with};
use crate::posted::Redirector;
use crate::routes;
use domain::assessment::{CellKey, EditKey, EditOutcome, EditRefused, HalfTerm, MarkEdit, RowId, Sheet, SheetListing};
use domain::id::PupilId;
use domain::problem::Problem;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The posted form: a value for each field.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct SubmittedMarks {
    #[serde(flatten)]
    fields: BTreeMap<String, String>,
}

/// What the name of a field says: "mark.PUPIL.ITEM.HALF-TERM.VERSION.VALUE".
pub(super) struct CellField {
    pub pupil: PupilId,
    pub cell: CellKey,
    pub version: i64,
    /// The value the field was drawn with.
    pub was: String,
}

impl CellField {
    /// The field's name.
    pub fn name(&self) -> String {
        let half_term = self.cell.half_term.map_or(0, HalfTerm::number);
        format!("mark.{}.{}.{half_term}.{}.{}", self.pupil, self.cell.item, self.version, self.was)
    }

    /// Reads a name, on a page of this year and kind.
    fn read(name: &str, listing: &SheetListing) -> Option<Self> {
        let mut parts = name.strip_prefix("mark.")?.splitn(5, '.');
        let pupil = PupilId::parse(parts.next()?)?;
        let item = parts.next()?.to_owned();
        let half_term = HalfTerm::from_number(parts.next()?.parse().ok()?);
        let cell = CellKey { year: listing.year?, kind: listing.kind?, item, half_term };
        Some(Self { pupil, cell, version: parts.next()?.parse().ok()?, was: parts.next()?.to_owned() })
    }
}

/// A mark that was not saved.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct RefusedMark {
    pub pupil: PupilId,
    pub cell: CellKey,
    /// What was typed.
    pub typed: String,
    /// The pupil's name, and what the column is called.
    pub about: String,
    /// A conflict or a refusal.
    pub outcome: EditOutcome,
}

/// What the page shows.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct MarkbookState {
    pub sheet: Sheet,
    /// What was typed and not saved.
    pub refused: Vec<RefusedMark>,
    /// How many others were saved with them.
    pub saved: Option<u32>,
}

impl MarkbookState {
    /// A page that was opened.
    pub const fn of(sheet: Sheet) -> Self {
        Self { sheet, refused: Vec::new(), saved: None }
    }
}

impl SubmittedMarks {
    /// Saves what was changed. Redirects when all of it was saved; otherwise the page shows the rest.
    pub async fn save(self, listing: SheetListing, redirector: &Redirector) -> Result<MarkbookState, Failure> {
        let edits: Vec<_> = self
            .fields
            .into_iter()
            .filter_map(|(name, typed)| Some((CellField::read(&name, &listing)?, typed)))
            .filter(|(field, typed)| field.was != typed.trim())
            .filter_map(|(field, value)| {
                let key = EditKey::parse(&new_form_key())?;
                Some(MarkEdit { key, pupil: field.pupil, cell: field.cell, value, base: field.version })
            })
            .collect();
        let outcomes = if edits.is_empty() { Vec::new() } else { api::save_marks(edits.clone()).await? };
        let saved = outcomes.iter().filter(|outcome| matches!(outcome, EditOutcome::Saved(_))).count();
        let saved = u32::try_from(saved).unwrap_or(u32::MAX);
        if usize::try_from(saved).is_ok_and(|saved| saved == outcomes.len()) {
            redirector.go(&routes::marks_saved(&listing, saved));
        }
        let sheet = api::mark_sheet(listing).await?;
        let refused: Vec<_> = edits
            .into_iter()
            .zip(outcomes)
            .filter(|(_, outcome)| !matches!(outcome, EditOutcome::Saved(_)))
            .map(|(edit, outcome)| RefusedMark {
                about: about(&sheet, edit.pupil, &edit.cell),
                pupil: edit.pupil,
                cell: edit.cell,
                typed: edit.value,
                outcome,
            })
            .collect();
        if refused.iter().any(|one| matches!(one.outcome, EditOutcome::Refused(_) | EditOutcome::Conflict(_))) {
            respond_with(&Problem::Form(Vec::new()));
        }
        Ok(MarkbookState { sheet, refused, saved: Some(saved).filter(|saved| *saved > 0) })
    }
}

/// The pupil's name, and what the column is called.
fn about(sheet: &Sheet, pupil: PupilId, cell: &CellKey) -> String {
    let row = sheet.rows.iter().find(|row| row.id == RowId::Pupil(pupil)).map_or("A pupil", |row| &row.name);
    let column = sheet.columns.iter().find(|column| column.cell == *cell).map_or(&*cell.item, |column| &column.label);
    format!("{row}, {column}")
}

/// What became of a mark, in a sentence.
pub(super) fn sentence(typed: &str, outcome: &EditOutcome) -> String {
    match outcome {
        EditOutcome::Saved(_) => "This mark is saved.".to_owned(),
        EditOutcome::Conflict(now) if now.value.is_empty() => {
            format!("{} cleared this mark ({}). Save again to enter {typed}.", now.by, now.at)
        }
        EditOutcome::Conflict(now) => {
            format!(
                "{} entered {} ({}). Save again to replace it with {}.",
                now.by,
                now.value,
                now.at,
                or_nothing(typed)
            )
        }
        EditOutcome::Refused(why @ EditRefused::WrongValue { .. }) => why.sentence(),
        EditOutcome::Refused(why) => format!("{} was not saved. {}", or_nothing(typed), why.sentence()),
    }
}

fn or_nothing(typed: &str) -> &str {
    if typed.trim().is_empty() { "nothing" } else { typed }
}
