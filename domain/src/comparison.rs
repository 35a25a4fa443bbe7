//! Roles side by side: which, over which products, and what of it is shown. All of it stands in the address, so that a link
//! shows everybody the same.

mod columns;

pub use columns::{ColumnSet, Columns};

use crate::catalogue::{Area, Feature};
use crate::permission::SchoolRoles;
use crate::product::Product;
use crate::role::HeldRole;
use crate::search::finds;

/// The fewest roles that are compared.
pub const FEWEST_ROLES: usize = 2;
pub use crate::limits::COMPARED_ROLES as MOST_ROLES;
/// What to say where fewer are chosen.
pub const TOO_FEW: &str = "Choose at least two roles to compare.";
/// What to say where more are chosen.
pub const TOO_MANY: &str = "Choose at most eight roles at once.";
/// What the address says to leave out what is the same for all.
pub const DIFFERENCES: &str = "differences";
/// The most characters of a search.
const MOST_SEARCH: usize = 80;

/// What is compared, and how it is looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comparison {
    /// The roles, two to eight, in the order the school has them.
    pub roles: Vec<HeldRole>,
    /// One product, or all the school uses.
    pub product: Option<Product>,
    /// Leave out what is the same for all of the roles.
    pub only_differences: bool,
    /// Words of a permission, its area or its product.
    pub search: String,
    /// The areas that are folded.
    pub folded: Vec<Area>,
    /// The row that says why.
    pub open: Option<Feature>,
    /// What the address asked for that is not shown, in a sentence.
    pub remark: Option<String>,
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
    /// Reads the pairs of an address of a school that says `school` about its roles. What is not known is passed over, and said.
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
            (true, true, _) => {
                Some("The address names what Rolecall does not know, so the eight standard roles are shown.".to_owned())
            }
            (false, true, _) => Some(format!("{TOO_FEW} Until then the eight standard roles are shown.")),
            (_, false, true) => Some(format!("{TOO_MANY} The first eight are shown.")),
            (true, false, false) => {
                Some("The address also names what Rolecall does not know. It is left out.".to_owned())
            }
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

    /// The pairs that ask for it; those that go without saying are left out.
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

    /// The same with this row open, or none.
    #[must_use]
    pub fn opening(&self, open: Option<Feature>) -> Self {
        Self { open, ..self.clone() }
    }

    /// The same with this area folded, or no more.
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

    /// The columns of its table.
    pub fn columns(&self, school: &SchoolRoles) -> Columns {
        Columns::showing(&self.roles, school)
    }

    /// Whether a row is shown of which these of the `columns` have something. Folding is another matter: a folded area still
    /// says how many.
    pub fn shows(&self, feature: Feature, columns: &Columns, have: ColumnSet) -> bool {
        self.product.is_none_or(|product| product == feature.product())
            && (!self.only_differences || columns.shown().differ(have))
            && finds(&self.search, &words_of(feature))
    }
}

/// What a search looks for in a row: its name, area and product.
pub fn words_of(feature: Feature) -> String {
    let area = feature.area();
    [feature.name(), area.name(), area.product().name()].join(" ")
}

#[cfg(test)]
mod tests;
