//! One cell of a published table.

/// What a product publishes for one feature and one role.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Cell {
    /// A tick: the role has it by default.
    Granted,
    /// A dash: the role does not have it by default.
    Denied,
    /// A question mark: the product has yet to decide.
    ToBeConfirmed,
    /// Off by default; can be switched on for a person.
    Custom,
    /// The table has no column for the role.
    NotListed,
}

impl Cell {
    /// The word for the cell in the exported table.
    pub const fn code(self) -> &'static str {
        match self {
            Cell::Granted => "granted",
            Cell::Denied => "denied",
            Cell::ToBeConfirmed => "tbc",
            Cell::Custom => "custom",
            Cell::NotListed => "na",
        }
    }
}

/// Whether having a feature means being able to do more or less.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Polarity {
    /// Having it means being able to do more.
    Permission,
    /// Having it means being able to do less, as "Content requires approval before going live".
    Restriction,
}

impl Polarity {
    /// The word for it in the exported table.
    pub const fn code(self) -> &'static str {
        match self {
            Polarity::Permission => "permission",
            Polarity::Restriction => "restriction",
        }
    }
}
