//! The whole permission table, cell by cell, for `rolecall permissions --csv`.

use super::customisation::SchoolRoles;
use super::decision::{Decision, decide};
use crate::catalogue::Feature;
use crate::role::Role;

/// The headings of the exported table, in the order of [`TableRow::fields`].
pub const TABLE_HEADINGS: [&str; 8] =
    ["product", "area", "feature", "polarity", "role", "published", "applied", "basis"];

/// One feature and role, with what is published and what is applied.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct TableRow {
    /// The row of the product's table.
    pub feature: Feature,
    /// The column.
    pub role: Role,
    /// The decision and its basis.
    pub decision: Decision,
}

impl TableRow {
    /// The fields of an exported line, unquoted, with the role's abbreviation.
    pub fn fields(&self) -> [&'static str; 8] {
        let area = self.feature.area();
        [
            area.product().name(),
            area.name(),
            self.feature.name(),
            self.feature.polarity().code(),
            self.role.abbreviation(),
            self.decision.published.code(),
            if self.decision.allowed { "granted" } else { "denied" },
            self.decision.basis.text(),
        ]
    }
}

/// All cells of the school's catalogue in document order; for each feature, the owner comes first.
pub fn table_rows(roles: &SchoolRoles) -> impl Iterator<Item = TableRow> + '_ {
    roles.catalogue.features().flat_map(move |feature| {
        Role::ALL.into_iter().map(move |role| TableRow { feature, role, decision: decide(feature, role, roles) })
    })
}
