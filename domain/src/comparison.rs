//! Roles side by side: which, over which products, and what of it is shown. All of it stands in the address, so that a link
//! shows everybody the same.

use crate::catalogue::{Area, Feature};
use crate::permission::{SchoolRoles, decide};
use crate::product::Product;
use crate::role::{Role, RoleSet};

/// The fewest roles that are compared.
pub const FEWEST_ROLES: usize = 2;
/// What the address says to leave out what is the same for all.
pub const DIFFERENCES: &str = "differences";
/// The most characters of a search.
const MOST_SEARCH: usize = 80;

/// What is compared, and how it is looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comparison {
    /// The roles, two to eight.
    pub roles: RoleSet,
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
            roles: RoleSet::ALL,
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
    /// Reads the pairs of an address. What is not known is passed over, and said.
    pub fn read(pairs: &[(String, String)]) -> Self {
        let all =
            |key: &'static str| pairs.iter().filter(move |(known, _)| known == key).map(|(_, value)| value.as_str());
        let first = |key| all(key).find(|value| !value.trim().is_empty()).unwrap_or_default();
        let asked = all("role").filter(|code| !code.is_empty()).count();
        let known: Vec<Role> = all("role").filter_map(Role::from_code).collect();
        let roles: RoleSet = known.iter().copied().collect();
        let (product, open) = (first("product"), first("why"));
        let unknown = known.len() < asked
            || (!product.is_empty() && Product::from_code(product).is_none())
            || (!open.is_empty() && Feature::from_code(open).is_none());
        let too_few = asked > 0 && roles.len() < FEWEST_ROLES;
        let remark = match (unknown, too_few) {
            (true, true) => Some("The address names what Rolecall does not know, so all roles are shown."),
            (true, false) => Some("The address also names what Rolecall does not know. It is left out."),
            (false, true) => Some("Choose at least two roles to compare. Until then all are shown."),
            (false, false) => None,
        };
        let search = first("search").split_whitespace().collect::<Vec<_>>().join(" ");
        Self {
            roles: if asked == 0 || too_few { RoleSet::ALL } else { roles },
            product: Product::from_code(product),
            only_differences: first("only") == DIFFERENCES,
            search: search.chars().take(MOST_SEARCH).collect(),
            folded: all("fold").filter_map(Area::from_code).collect(),
            open: Feature::from_code(open),
            remark: remark.map(str::to_owned),
        }
    }

    /// The pairs that ask for it; those that go without saying are left out.
    pub fn pairs(&self) -> Vec<(&'static str, String)> {
        let mut pairs = Vec::new();
        if self.roles != RoleSet::ALL {
            pairs.extend(self.roles.iter().map(|role| ("role", role.code().to_owned())));
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

    /// Whether a row is shown that these roles have. Folding is another matter: a folded area still says how many.
    pub fn shows(&self, feature: Feature, have: RoleSet) -> bool {
        self.product.is_none_or(|product| product == feature.product())
            && (!self.only_differences || differs(self.roles, have))
            && finds(&self.search, &words_of(feature))
    }
}

/// The standard roles that have a feature, as Rolecall applies it for a school that says `roles` about them.
pub fn roles_with(feature: Feature, roles: &SchoolRoles) -> RoleSet {
    Role::ALL.into_iter().filter(|role| decide(feature, *role, roles).allowed).collect()
}

/// Whether some of the roles have it, and some have not.
pub fn differs(roles: RoleSet, have: RoleSet) -> bool {
    let common = roles.both(have);
    common != RoleSet::NONE && common != roles
}

/// What a search looks for in a row: its name, area and product, in small letters.
pub fn words_of(feature: Feature) -> String {
    let area = feature.area();
    [feature.name(), area.name(), area.product().name()].join(" ").to_lowercase()
}

/// Whether every word that is looked for is somewhere in the text.
pub fn finds(search: &str, text: &str) -> bool {
    search.to_lowercase().split_whitespace().all(|word| text.contains(word))
}

#[cfg(test)]
mod tests;
