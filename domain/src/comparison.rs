//! Comparing roles side by side: which roles, in which products, and what part of the table is shown.
//!
//! Everything is in the address, so that a link shows the same to everybody. The parts of the table are in
//! `comparison/parts.rs`, what two roles have over each other in `comparison/pair.rs`; rendering is in the app.

mod pair;
mod parts;
mod remark;

pub use pair::{PairCounts, RolePair};
pub use parts::{ComparedRow, PartKind, TablePart};
pub use remark::ComparisonRemark;

use crate::catalogue::Feature;
use crate::limits;
use crate::permission::{SchoolRoles, decide};
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
    /// The products whose rows are shown although they are many.
    pub opened: Vec<Product>,
    /// The products whose rows are not shown although they are few.
    pub closed: Vec<Product>,
    /// The row whose explanation is open.
    pub open: Option<Feature>,
    /// The only role that is chosen so far. The standard roles are shown meanwhile.
    pub first: Option<HeldRole>,
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
            opened: Vec::new(),
            closed: Vec::new(),
            open: None,
            first: None,
            remark: None,
        }
    }
}

impl Comparison {
    /// The comparison of these roles, everything else as it is by default.
    pub fn of(roles: Vec<HeldRole>) -> Self {
        Self { roles, ..Self::default() }
    }

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
        let only = roles.first().copied().filter(|_| roles.len() < FEWEST_ROLES);
        let search = first("search").split_whitespace().collect::<Vec<_>>().join(" ");
        let products = |key| {
            let mut products: Vec<Product> = Vec::new();
            for product in all(key).filter_map(Product::from_code) {
                if !products.contains(&product) {
                    products.push(product);
                }
            }
            products
        };
        Self {
            roles: if roles.len() < FEWEST_ROLES { HeldRole::all_standard().to_vec() } else { roles },
            product: Product::from_code(product),
            only_differences: first("only") == DIFFERENCES,
            search: search.chars().take(limits::COMPARISON_SEARCH).collect(),
            opened: products("open"),
            closed: products("fold"),
            open: Feature::from_code(open),
            first: only,
            remark,
        }
    }

    /// The query parameters, without defaults.
    pub fn pairs(&self) -> Vec<(&'static str, String)> {
        let mut pairs = Vec::new();
        if let Some(first) = self.first {
            pairs.push(("role", first.code().into_owned()));
        } else if self.roles != HeldRole::all_standard() {
            pairs.extend(self.roles.iter().map(|role| ("role", role.code().into_owned())));
        }
        pairs.extend(self.product.map(|product| ("product", product.code().to_owned())));
        if self.only_differences {
            pairs.push(("only", DIFFERENCES.to_owned()));
        }
        if !self.search.is_empty() {
            pairs.push(("search", self.search.clone()));
        }
        let of_products = |key, products: &[Product]| {
            products.iter().map(|product| (key, product.code().to_owned())).collect::<Vec<_>>()
        };
        pairs.extend(of_products("open", &self.opened));
        pairs.extend(of_products("fold", &self.closed));
        pairs.extend(self.open.map(|open| ("why", open.code())));
        pairs
    }

    /// This comparison with this row open, or none.
    #[must_use]
    pub fn opening(&self, open: Option<Feature>) -> Self {
        Self { open, ..self.clone() }
    }

    /// The roles that the reader has chosen; none while the standard roles are shown without a choice.
    pub fn chosen(&self) -> Vec<HeldRole> {
        match self.first {
            Some(first) => vec![first],
            None if self.roles == HeldRole::all_standard() => Vec::new(),
            None => self.roles.clone(),
        }
    }

    /// Whether some but not all of the roles have a feature in a school with the roles `school`.
    pub fn differs(&self, feature: Feature, school: &SchoolRoles) -> bool {
        let have = self.roles.iter().filter(|role| decide(feature, **role, school).allowed).count();
        have != 0 && have != self.roles.len()
    }

    /// Whether a row belongs to the product and contains the words that are searched for.
    pub fn finds(&self, feature: Feature) -> bool {
        self.product.is_none_or(|product| product == feature.product()) && finds(&self.search, &words_of(feature))
    }

    /// Whether the comparison is about a row. Products whose rows are not open do not matter here, because they show
    /// their number of rows.
    pub fn shows(&self, feature: Feature, school: &SchoolRoles) -> bool {
        self.finds(feature) && (!self.only_differences || self.differs(feature, school))
    }
}

/// The text that a search looks in: a row's name, area and product.
pub fn words_of(feature: Feature) -> String {
    let area = feature.area();
    [feature.name(), area.name(), area.product().name()].join(" ")
}

#[cfg(test)]
mod tests;
