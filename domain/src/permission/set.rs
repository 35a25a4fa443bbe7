//! The permissions of a choice of roles, as a small set of features.

use super::choice::RoleChoice;
use super::customisation::SchoolRoles;
use super::decision::decide;
use super::exception::Exceptions;
use crate::catalogue::{Catalogue, Feature};
use crate::product::Product;
use crate::role::HeldRole;
use smallvec::SmallVec;

/// A set of features of one catalogue, one bit each in document order. Sets for the published catalogue are stored
/// inline; longer catalogues need an allocation.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Permissions {
    catalogue: Catalogue,
    /// The bits without trailing zero words, so that equal sets are equal values.
    words: SmallVec<[u64; INLINE]>,
}

/// The words stored inline, enough for 192 features.
const INLINE: usize = 3;
const BITS: usize = u64::BITS as usize;

impl Permissions {
    /// No permissions, as before a role is chosen.
    pub fn none(catalogue: Catalogue) -> Permissions {
        Permissions { catalogue, words: SmallVec::new() }
    }

    /// The set of these features of a catalogue.
    pub(super) fn of(catalogue: Catalogue, features: impl Iterator<Item = Feature>) -> Permissions {
        let mut set = Permissions::none(catalogue);
        features.for_each(|feature| set.insert(feature));
        set
    }

    /// Whether the member has the feature. Having a restriction means being able to do less.
    pub fn has(&self, feature: Feature) -> bool {
        let (word, bit) = place(feature);
        self.words.get(word).is_some_and(|bits| bits & bit != 0)
    }

    /// The number of features over all products, including restrictions.
    pub fn count(&self) -> u32 {
        self.words.iter().map(|bits| bits.count_ones()).sum()
    }

    /// The number of features in one product, including restrictions.
    pub fn count_in(&self, product: Product) -> u32 {
        self.in_product(product).count()
    }

    /// Whether the set is empty.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// The features of one product.
    #[must_use]
    pub fn in_product(&self, product: Product) -> Permissions {
        let first = product.features().next().map_or(0, Feature::index);
        let end = first + product.feature_count();
        let bits = |at: usize| {
            let start = at * BITS;
            let upto = |limit: usize| match limit.saturating_sub(start) {
                0 => 0,
                many if many >= BITS => u64::MAX,
                many => (1 << many) - 1,
            };
            upto(end) & !upto(first)
        };
        self.like(self.words.iter().enumerate().map(|(at, word)| word & bits(at)))
    }

    /// What `has` gives in each of these products, together.
    pub(super) fn over(
        catalogue: Catalogue,
        products: &[Product],
        has: impl Fn(Product) -> Permissions,
    ) -> Permissions {
        products.iter().fold(Permissions::none(catalogue), |all, product| all.or(&has(*product)))
    }

    /// The catalogue of the set's features.
    pub const fn catalogue(&self) -> Catalogue {
        self.catalogue
    }

    /// The features in the set, in document order.
    pub fn features(&self) -> impl Iterator<Item = Feature> + Clone + '_ {
        self.catalogue.features().filter(|feature| self.has(*feature))
    }

    /// The set after applying a member's exceptions in one product.
    #[must_use]
    pub fn excepting(mut self, product: Product, exceptions: &Exceptions) -> Permissions {
        for one in exceptions.iter().filter(|one| one.feature.product() == product) {
            if one.allowed { self.insert(one.feature) } else { self.remove(one.feature) }
        }
        self
    }

    /// The features in either set.
    #[must_use]
    pub(super) fn or(&self, other: &Permissions) -> Permissions {
        let (long, short) = if self.words.len() < other.words.len() { (other, self) } else { (self, other) };
        let rest = short.words.iter().copied().chain(std::iter::repeat(0));
        self.like(long.words.iter().zip(rest).map(|(a, b)| a | b))
    }

    /// The features in both sets.
    #[must_use]
    pub(super) fn and(&self, other: &Permissions) -> Permissions {
        self.like(self.words.iter().zip(&other.words).map(|(a, b)| a & b))
    }

    /// The features in this set that are not in the other.
    #[must_use]
    pub(super) fn without(&self, other: &Permissions) -> Permissions {
        let taken = other.words.iter().copied().chain(std::iter::repeat(0));
        self.like(self.words.iter().zip(taken).map(|(a, b)| a & !b))
    }

    pub(super) fn insert(&mut self, feature: Feature) {
        let (word, bit) = place(feature);
        if self.words.len() <= word {
            self.words.resize(word + 1, 0);
        }
        self.words[word] |= bit;
    }

    fn remove(&mut self, feature: Feature) {
        let (word, bit) = place(feature);
        if let Some(bits) = self.words.get_mut(word) {
            *bits &= !bit;
        }
        self.trim();
    }

    fn like(&self, words: impl Iterator<Item = u64>) -> Permissions {
        let mut set = Permissions { catalogue: self.catalogue, words: words.collect() };
        set.trim();
        set
    }

    fn trim(&mut self) {
        while self.words.last() == Some(&0) {
            self.words.pop();
        }
    }
}

/// The index of the word with a feature's bit, and the bit.
fn place(feature: Feature) -> (usize, u64) {
    (feature.index() / BITS, 1 << (feature.index() % BITS))
}

/// The permissions of one role in one product; none without a role.
pub fn permissions_in(product: Product, role: impl Into<Option<HeldRole>>, roles: &SchoolRoles) -> Permissions {
    let Some(role) = role.into() else { return Permissions::none(roles.catalogue) };
    Permissions::of(roles.catalogue, product.features().filter(|feature| decide(*feature, role, roles).allowed))
}

/// Whether a role gives anything in a product.
pub fn gives_anything_in(product: Product, role: HeldRole, roles: &SchoolRoles) -> bool {
    product.features().any(|feature| decide(feature, role, roles).allowed)
}

/// The permissions of a choice of roles in the products the school uses; none in others.
pub fn permissions_of(choice: &RoleChoice, products_used: &[Product], roles: &SchoolRoles) -> Permissions {
    Permissions::over(roles.catalogue, products_used, |product| permissions_in(product, choice.role_in(product), roles))
}

/// Whether two roles have exactly the same permissions in a product, for example Partial and Minimal Edit in Sonar
/// Tracker unless the school has confirmed a difference.
pub fn identical_in(
    product: Product,
    a: impl Into<Option<HeldRole>>,
    b: impl Into<Option<HeldRole>>,
    roles: &SchoolRoles,
) -> bool {
    permissions_in(product, a, roles) == permissions_in(product, b, roles)
}
