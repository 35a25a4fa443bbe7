//! The columns of roles side by side, and which of them hold something.

use crate::catalogue::Feature;
use crate::permission::{SchoolRoles, decide};
use crate::role::HeldRole;

/// The columns of a table of roles: the eight, and those of the school's own that are asked for, each after the one it was
/// made from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Columns {
    roles: Vec<HeldRole>,
    shown: ColumnSet,
}

impl Columns {
    /// The eight, all of them shown.
    pub fn standard() -> Columns {
        let roles = HeldRole::all_standard().to_vec();
        let shown = ColumnSet::of(&roles, |_| true);
        Columns { roles, shown }
    }

    /// The columns of a table that shows these roles. The eight are in it whichever those are, so that a browser shows
    /// others of them without asking again.
    pub(super) fn showing(asked: &[HeldRole], school: &SchoolRoles) -> Columns {
        let is_column = |role: &HeldRole| !role.is_custom() || asked.contains(role);
        let roles: Vec<_> = school.all().into_iter().filter(is_column).collect();
        let shown = ColumnSet::of(&roles, |role| asked.contains(&role));
        Columns { roles, shown }
    }

    /// The roles, from the left.
    pub fn roles(&self) -> &[HeldRole] {
        &self.roles
    }

    /// How many there are.
    pub fn count(&self) -> usize {
        self.roles.len()
    }

    /// Which of them are shown.
    pub const fn shown(&self) -> ColumnSet {
        self.shown
    }

    /// The place of a role's column, from the left.
    pub fn place(&self, role: HeldRole) -> Option<usize> {
        self.roles.iter().position(|known| *known == role)
    }

    /// Those that have a feature, as Rolecall applies it for a school that says `school` about its roles.
    pub fn with(&self, feature: Feature, school: &SchoolRoles) -> ColumnSet {
        ColumnSet::of(&self.roles, |role| decide(feature, role, school).allowed)
    }
}

/// Some of the columns, one bit each, the leftmost's lowest. There are never more than the eight and as many of a school's
/// own.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct ColumnSet(u16);

impl ColumnSet {
    /// The columns of these bits.
    pub const fn of_bits(bits: u16) -> ColumnSet {
        ColumnSet(bits)
    }

    /// A bit for each column, the leftmost's lowest.
    pub const fn bits(self) -> u16 {
        self.0
    }

    /// Whether the column at this place is one of them.
    pub const fn contains(self, place: usize) -> bool {
        place < u16::BITS as usize && self.0 & (1 << place) != 0
    }

    /// Whether some of these columns are in `have`, and some are not.
    pub const fn differ(self, have: ColumnSet) -> bool {
        let common = self.0 & have.0;
        common != 0 && common != self.0
    }

    fn of(roles: &[HeldRole], is_in: impl Fn(HeldRole) -> bool) -> ColumnSet {
        roles.iter().enumerate().filter(|(_, role)| is_in(**role)).map(|(place, _)| place).collect()
    }
}

impl FromIterator<usize> for ColumnSet {
    /// The columns at these places; no column is further to the right than a set reaches.
    fn from_iter<T: IntoIterator<Item = usize>>(places: T) -> ColumnSet {
        let bit = |place: usize| u32::try_from(place).ok().and_then(|place| 1_u16.checked_shl(place)).unwrap_or(0);
        ColumnSet(places.into_iter().fold(0, |bits, place| bits | bit(place)))
    }
}
