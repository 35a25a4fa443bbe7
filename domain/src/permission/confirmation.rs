//! The Account Owner's confirmations where a product's table says "to be confirmed".

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
    /// Whether the role has the feature, according to the school.
    pub allowed: bool,
}

/// All cells that a school has confirmed, without duplicates. Only cells published as to be confirmed can be here.
///
/// On the wire it is a list of [`Confirmation`]; a list with any other cell is refused as a whole.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(try_from = "Vec<Confirmation>", into = "Vec<Confirmation>")]
pub struct Confirmations {
    /// Ordered by feature and role.
    cells: Vec<Confirmation>,
}

/// The error for a cell that is not published as to be confirmed, so that a school cannot confirm it.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
#[error("{} is not to be confirmed for {}", feature.name(), role.label())]
pub struct NotConfirmable {
    /// The row.
    pub feature: Feature,
    /// The column.
    pub role: Role,
}

impl Confirmations {
    /// A school without confirmations.
    pub const fn none() -> Confirmations {
        Confirmations { cells: Vec::new() }
    }

    /// The school's confirmation of the cell, if there is one.
    pub fn get(&self, feature: Feature, role: Role) -> Option<bool> {
        let at = self.find(feature, role).ok()?;
        self.cells.get(at).map(|cell| cell.allowed)
    }

    /// Records a confirmation, replacing an earlier one for the same cell.
    ///
    /// # Errors
    /// When the cell is not published as to be confirmed.
    pub fn set(&mut self, feature: Feature, role: Role, allowed: bool) -> Result<(), NotConfirmable> {
        if feature.published(role) != Cell::ToBeConfirmed {
            return Err(NotConfirmable { feature, role });
        }
        let cell = Confirmation { feature, role, allowed };
        match self.find(feature, role) {
            Ok(at) => self.cells[at] = cell,
            Err(at) => self.cells.insert(at, cell),
        }
        Ok(())
    }

    /// Removes a confirmation and returns whether there was one.
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

    /// The number of confirmed cells.
    pub fn len(&self) -> usize {
        self.cells.len()
    }

    /// Whether no cell is confirmed.
    pub fn is_empty(&self) -> bool {
        self.cells.is_empty()
    }

    fn find(&self, feature: Feature, role: Role) -> Result<usize, usize> {
        let key = (feature, role.index());
        self.cells.binary_search_by_key(&key, |cell| (cell.feature, cell.role.index()))
    }
}

impl TryFrom<Vec<Confirmation>> for Confirmations {
    type Error = NotConfirmable;

    fn try_from(cells: Vec<Confirmation>) -> Result<Confirmations, NotConfirmable> {
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
