//! A mark that was entered and is not saved: on its way, waiting, or answered otherwise.

use super::cells::listing;
use crate::browser::marks_waiting;
use crate::routes;
use domain::assessment::{CellKey, EditRefused, Group, Mark, MarkEdit, SheetListing};
use domain::id::{EditKey, PupilId};
use leptos::serde_json;
use serde::{Deserialize, Serialize};
use web_sys::UrlSearchParams;

/// A mark that was entered and is not saved.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct Entry {
    pub edit: MarkEdit,
    /// When it was entered, in milliseconds.
    at: f64,
    /// The address of the page of the markbook that it was entered on.
    pub page: String,
    /// Why it is not saved; nothing while it waits.
    pub answer: Option<Unsaved>,
    /// Whether it may have reached the server. What comes from storage may have, from another tab.
    #[serde(skip, default = "may_have")]
    pub is_tried: bool,
}

/// Why a mark is not saved. It is not sent again until the reader says so.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum Unsaved {
    /// Somebody else changed the mark since.
    Conflict(Mark),
    /// The server refused this mark.
    Refused(EditRefused),
    /// The reader may not enter marks any more.
    NotAllowed {
        /// The name of the reader's role now; empty where it is the same.
        role: String,
    },
}

const fn may_have() -> bool {
    true
}

impl Entry {
    /// A mark that is entered on this page now.
    pub fn new(edit: MarkEdit) -> Self {
        Self { edit, at: js_sys::Date::now(), page: here(), answer: None, is_tried: false }
    }

    /// The entries that are kept, in the order in which they were entered.
    pub fn kept() -> Vec<Self> {
        let mut kept: Vec<Self> =
            marks_waiting::read().iter().filter_map(|text| serde_json::from_str(text).ok()).collect();
        kept.sort_by(|one, other| one.at.total_cmp(&other.at));
        kept
    }

    /// Keeps it on this device, without anybody's name. Returns whether that succeeded.
    pub fn keep(&self) -> bool {
        let mut kept = self.clone();
        if let Some(Unsaved::Conflict(now)) = &mut kept.answer {
            (now.by, now.at) = Default::default();
        }
        serde_json::to_string(&kept).is_ok_and(|text| marks_waiting::put(&key(self.edit.key), &text))
    }

    /// Forgets it.
    pub fn forget(&self) {
        marks_waiting::remove(&key(self.edit.key));
    }

    /// Whether it is about this cell of this pupil.
    pub fn is_of(&self, pupil: PupilId, cell: &CellKey) -> bool {
        self.edit.pupil == pupil && self.edit.cell == *cell
    }

    /// What the pupils of its page are called.
    pub fn group(&self) -> String {
        let query = self.page.split_once('?').map_or("", |(_, query)| query);
        let query = UrlSearchParams::new_with_str(query).ok();
        let listing = SheetListing::read(|key| query.as_ref().and_then(|query| query.get(key)));
        listing.group.as_ref().map(Group::label).unwrap_or_default()
    }
}

impl Unsaved {
    /// Why the mark is not saved, away from its table.
    pub fn sentence(&self) -> String {
        match self {
            Self::Conflict(now) if now.value.is_empty() => "Somebody else cleared it meanwhile.".to_owned(),
            Self::Conflict(now) => format!("Somebody else entered {} meanwhile.", now.value),
            Self::Refused(why) => why.sentence(),
            Self::NotAllowed { role } if role.is_empty() => {
                "You cannot enter marks now: your role or an exception does not allow it.".to_owned()
            }
            Self::NotAllowed { role } => format!("Your role is {role} now, which cannot enter marks."),
        }
    }
}

/// The address of the page of the markbook that is open.
pub(super) fn here() -> String {
    routes::markbook(&listing())
}

/// The key as its item in storage is called.
pub(super) fn key(key: EditKey) -> String {
    key.to_string()
}
