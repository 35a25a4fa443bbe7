//! The columns of a table of roles, and sets of them.

use crate::catalogue::Feature;
use crate::permission::{SchoolRoles, decide};
use crate::role::HeldRole;

/// The columns of a table of roles: the eight standard roles, and the school's own roles in the request, each after the
/// one it is based on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Columns {
    roles: Vec<HeldRole>,
    shown: ColumnSet,
}

impl Columns {
    /// The eight standard roles, all of them shown.
    pub fn standard() -> Columns {
        let roles = HeldRole::all_standard().to_vec();
        let shown = ColumnSet::of(&roles, |_| true);
        Columns { roles, shown }
    }

    /// The columns of a table that shows the roles `asked`. It always contains the eight standard roles, so that the
    /// browser can show others of them without another request.
    pub(super) fn showing(asked: &[HeldRole], school: &SchoolRoles) -> Columns {
        let is_column = |role: &HeldRole| !role.is_custom() || asked.contains(role);
        let roles: Vec<_> = school.all().into_iter().filter(is_column).collect();
        let shown = ColumnSet::of(&roles, |role| asked.contains(&role));
        Columns { roles, shown }
    }

    /// The roles, from left to right.
    pub fn roles(&self) -> &[HeldRole] {
        &self.roles
    }

    /// The number of columns.
    pub fn count(&self) -> usize {
        self.roles.len()
    }

    /// The columns that are shown.
    pub const fn shown(&self) -> ColumnSet {
        self.shown
    }

    /// The place of a role's column, from the left.
    pub fn place(&self, role: HeldRole) -> Option<usize> {
        self.roles.iter().position(|known| *known == role)
    }

    /// The columns that have a feature in a school with the roles `school`.
    pub fn with(&self, feature: Feature, school: &SchoolRoles) -> ColumnSet {
        ColumnSet::of(&self.roles, |role| decide(feature, role, school).allowed)
    }
}

/// A set of columns, one bit each, the leftmost column in the lowest bit. There are at most the eight standard roles
/// and as many of a school's own.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct ColumnSet(u16);

impl ColumnSet {
    /// The columns with these bits.
    pub const fn of_bits(bits: u16) -> ColumnSet {
        ColumnSet(bits)
    }

    /// One bit for each column, the leftmost column in the lowest bit.
    pub const fn bits(self) -> u16 {
        self.0
    }

    /// Whether the set contains the column at this place.
    pub const fn contains(self, place: usize) -> bool {
        place < u16::BITS as usize && self.0 & (1 << place) != 0
    }

    /// Whether `have` contains some but not all of these columns.
    pub const fn differ(self, have: ColumnSet) -> bool {
        let common = self.0 & have.0;
        common != 0 && common != self.0
    }

    fn of(roles: &[HeldRole], is_in: impl Fn(HeldRole) -> bool) -> ColumnSet {
        roles.iter().enumerate().filter(|(_, role)| is_in(**role)).map(|(place, _)| place).collect()
    }
}

impl FromIterator<usize> for ColumnSet {
    /// The columns at these places; every place fits into the bits of a set.
    fn from_iter<T: IntoIterator<Item = usize>>(places: T) -> ColumnSet {
        let bit = |place: usize| u32::try_from(place).ok().and_then(|place| 1_u16.checked_shl(place)).unwrap_or(0);
        ColumnSet(places.into_iter().fold(0, |bits, place| bits | bit(place)))
    }
}
