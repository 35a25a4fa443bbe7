//! What the school's owner has confirmed where a product's table says "to be confirmed".

use serde::{Deserialize, Serialize};

use crate::catalogue::{Cell, Feature};
use crate::role::Role;

/// One confirmed cell.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Confirmation {
    /// The row.
    pub feature: Feature,
    /// The column.
    pub role: Role,
    /// What the school says holds there.
    pub allowed: bool,
}

/// All cells a school has confirmed. Holds only cells that are published as to be confirmed, each once.
///
/// On the wire it is a list of [`Confirmation`]; a list with any other cell is refused as a whole.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(try_from = "Vec<Confirmation>", into = "Vec<Confirmation>")]
pub struct Confirmations {
    /// Ordered by feature and role.
    cells: Vec<Confirmation>,
}

/// The cell is not published as to be confirmed, so there is nothing a school could confirm.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
#[error("{} is not to be confirmed for {}", feature.name(), role.label())]
pub struct NotToBeConfirmed {
    /// The row.
    pub feature: Feature,
    /// The column.
    pub role: Role,
}

impl Confirmations {
    /// A school that has confirmed nothing.
    pub const fn none() -> Confirmations {
        Confirmations { cells: Vec::new() }
    }

    /// What the school has confirmed for the cell, if anything.
    pub fn get(&self, feature: Feature, role: Role) -> Option<bool> {
        let at = self.find(feature, role).ok()?;
        self.cells.get(at).map(|cell| cell.allowed)
    }

    /// Records a confirmation, replacing an earlier one of the same cell.
    ///
    /// # Errors
    /// When the cell is not published as to be confirmed.
    pub fn set(&mut self, feature: Feature, role: Role, allowed: bool) -> Result<(), NotToBeConfirmed> {
        if feature.published(role) != Cell::ToBeConfirmed {
            return Err(NotToBeConfirmed { feature, role });
        }
        let cell = Confirmation { feature, role, allowed };
        match self.find(feature, role) {
            Ok(at) => self.cells[at] = cell,
            Err(at) => self.cells.insert(at, cell),
        }
        Ok(())
    }

    /// Takes a confirmation back; whether there was one.
    pub fn remove(&mut self, feature: Feature, role: Role) -> bool {
        match self.find(feature, role) {
            Ok(at) => {
                self.cells.remove(at);
                true
            }
            Err(_) => false,
        }
    }

    /// All confirmed cells in document order.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = Confirmation> + '_ {
        self.cells.iter().copied()
    }

    /// How many cells are confirmed.
    pub fn len(&self) -> usize {
        self.cells.len()
    }

    /// Whether nothing is confirmed.
    pub fn is_empty(&self) -> bool {
        self.cells.is_empty()
    }

    fn find(&self, feature: Feature, role: Role) -> Result<usize, usize> {
        let key = (feature, role.index());
        self.cells.binary_search_by_key(&key, |cell| (cell.feature, cell.role.index()))
    }
}

impl TryFrom<Vec<Confirmation>> for Confirmations {
    type Error = NotToBeConfirmed;

    fn try_from(cells: Vec<Confirmation>) -> Result<Confirmations, NotToBeConfirmed> {
        let mut confirmations = Confirmations::none();
        for Confirmation { feature, role, allowed } in cells {
            confirmations.set(feature, role, allowed)?;
        }
        Ok(confirmations)
    }
}

impl From<Confirmations> for Vec<Confirmation> {
    fn from(confirmations: Confirmations) -> Vec<Confirmation> {
        confirmations.cells
    }
}
