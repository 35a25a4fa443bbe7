//! Comparing roles side by side: which roles, in which products, and what part of the table is shown.
//!
//! Everything is in the address, so that a link shows the same to everybody. The table's columns are in
//! `comparison/columns.rs`; rendering is in the app.

mod columns;
mod remark;

pub use columns::{ColumnSet, Columns};
pub use remark::ComparisonRemark;

use crate::catalogue::{Area, Feature};
use crate::permission::SchoolRoles;
use crate::product::Product;
use crate::role::HeldRole;
use crate::search::finds;

/// The fewest roles in a comparison.
pub const FEWEST_ROLES: usize = 2;
pub use crate::limits::COMPARED_ROLES as MOST_ROLES;
/// The message when fewer roles are chosen.
pub const TOO_FEW: &str = "Choose at least two roles to compare.";
/// The message when more roles are chosen.
pub const TOO_MANY: &str = "Choose at most eight roles at once.";
/// The value in the address that hides rows that are the same for all roles.
pub const DIFFERENCES: &str = "differences";
/// The most characters in a search.
const MOST_SEARCH: usize = 80;

/// A comparison of roles and how it is displayed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comparison {
    /// The roles, two to eight, in the school's order.
    pub roles: Vec<HeldRole>,
    /// The product to compare; `None` for all the school uses.
    pub product: Option<Product>,
    /// Whether to hide rows that are the same for all of the roles.
    pub only_differences: bool,
    /// Words to find in a permission, its area or its product.
    pub search: String,
    /// The collapsed areas.
    pub folded: Vec<Area>,
    /// The row whose explanation is open.
    pub open: Option<Feature>,
    /// What is in the address and not shown.
    pub remark: Option<ComparisonRemark>,
}

impl Default for Comparison {
    fn default() -> Self {
        Self {
            roles: HeldRole::all_standard().to_vec(),
            product: None,
            only_differences: false,
            search: String::new(),
            folded: Vec::new(),
            open: None,
            remark: None,
        }
    }
}

impl Comparison {
    /// Reads the query parameters of a comparison in a school with the roles `school`. Unknown values are skipped and
    /// reported in the remark.
    pub fn read(pairs: &[(String, String)], school: &SchoolRoles) -> Self {
        let all =
            |key: &'static str| pairs.iter().filter(move |(known, _)| known == key).map(|(_, value)| value.as_str());
        let first = |key| all(key).find(|value| !value.trim().is_empty()).unwrap_or_default();
        let asked: Vec<_> = all("role").filter(|code| !code.is_empty()).map(HeldRole::from_code).collect();
        let mut roles: Vec<_> = school.all().into_iter().filter(|role| asked.contains(&Some(*role))).collect();
        let (product, open) = (first("product"), first("why"));
        let unknown = asked.iter().any(|role| role.is_none_or(|role| !roles.contains(&role)))
            || (!product.is_empty() && Product::from_code(product).is_none())
            || (!open.is_empty() && Feature::from_code(open).is_none());
        let too_few = !asked.is_empty() && roles.len() < FEWEST_ROLES;
        let too_many = roles.len() > MOST_ROLES;
        let remark = match (unknown, too_few, too_many) {
            (true, true, _) => Some(ComparisonRemark::UnknownRoles),
            (false, true, _) => Some(ComparisonRemark::TooFewRoles),
            (_, false, true) => Some(ComparisonRemark::TooManyRoles),
            (true, false, false) => Some(ComparisonRemark::UnknownLeftOut),
            (false, false, false) => None,
        };
        roles.truncate(MOST_ROLES);
        let search = first("search").split_whitespace().collect::<Vec<_>>().join(" ");
        Self {
            roles: if roles.len() < FEWEST_ROLES { HeldRole::all_standard().to_vec() } else { roles },
            product: Product::from_code(product),
            only_differences: first("only") == DIFFERENCES,
            search: search.chars().take(MOST_SEARCH).collect(),
            folded: all("fold").filter_map(Area::from_code).collect(),
            open: Feature::from_code(open),
            remark,
        }
    }

    /// The query parameters, without defaults.
    pub fn pairs(&self) -> Vec<(&'static str, String)> {
        let mut pairs = Vec::new();
        if self.roles != HeldRole::all_standard() {
            pairs.extend(self.roles.iter().map(|role| ("role", role.code().into_owned())));
        }
        pairs.extend(self.product.map(|product| ("product", product.code().to_owned())));
        if self.only_differences {
            pairs.push(("only", DIFFERENCES.to_owned()));
        }
        if !self.search.is_empty() {
            pairs.push(("search", self.search.clone()));
        }
        pairs.extend(self.folded.iter().map(|area| ("fold", area.code())));
        pairs.extend(self.open.map(|open| ("why", open.code())));
        pairs
    }

    /// The same comparison with this row open, or none.
    #[must_use]
    pub fn opening(&self, open: Option<Feature>) -> Self {
        Self { open, ..self.clone() }
    }

    /// The same comparison with this area collapsed, or expanded if it was collapsed.
    #[must_use]
    pub fn folding(&self, area: Area) -> Self {
        let mut folded = self.folded.clone();
        if folded.contains(&area) {
            folded.retain(|known| *known != area);
        } else {
            folded.push(area);
        }
        Self { folded, ..self.clone() }
    }

    /// The columns of the comparison's table.
    pub fn columns(&self, school: &SchoolRoles) -> Columns {
        Columns::showing(&self.roles, school)
    }

    /// Whether a row is shown, where `have` are the `columns` that have the feature. Collapsing does not matter here,
    /// because a collapsed area still shows its number of rows.
    pub fn shows(&self, feature: Feature, columns: &Columns, have: ColumnSet) -> bool {
        self.product.is_none_or(|product| product == feature.product())
            && (!self.only_differences || columns.shown().differ(have))
            && finds(&self.search, &words_of(feature))
    }
}

/// The text that a search looks in: a row's name, area and product.
pub fn words_of(feature: Feature) -> String {
    let area = feature.area();
    [feature.name(), area.name(), area.product().name()].join(" ")
}

#[cfg(test)]
mod tests;
