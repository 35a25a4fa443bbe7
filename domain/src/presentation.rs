//! Presenting roles to an audience: the slides in order, and what each role adds to the one below it.

use crate::catalogue::Feature;
pub use crate::limits::PRESENTED_ITEMS as ITEMS_ON_A_SLIDE;
use crate::permission::{Difference, Permissions, RoleChoice, SchoolRoles, Weight, difference, permissions_of};
use crate::product::Product;
use crate::role::{HeldRole, Role};

/// One slide.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Slide {
    /// The role that is presented.
    pub role: HeldRole,
    /// 0 is the slide about the role as a whole; the pages from 1 on list what the role adds.
    pub page: usize,
}

impl Slide {
    /// The first slide about a role.
    pub const fn of(role: HeldRole) -> Self {
        Self { role, page: 0 }
    }
}

/// How the square of one permission is drawn on a role's slide.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Square {
    /// The role can do it, and so can the role below.
    Lit,
    /// The role can do it, and the role below cannot.
    Gained,
    /// The role cannot do it, and the role below can.
    Lost,
    /// Neither role can do it.
    Unlit,
}

/// All slides of a school, from the role that may do the least upwards. A school's own role comes after the role that
/// it was copied from.
#[derive(Clone, Debug)]
pub struct Deck<'a> {
    products: &'a [Product],
    school: &'a SchoolRoles,
    roles: Vec<HeldRole>,
}

impl<'a> Deck<'a> {
    /// The slides of a school with these products and roles.
    pub fn new(products: &'a [Product], school: &'a SchoolRoles) -> Self {
        let custom = school.custom();
        let mut roles = Vec::new();
        for level in Role::ALL.into_iter().rev() {
            roles.push(HeldRole::standard(level));
            roles.extend(custom.iter().map(|made| made.role).filter(|role| role.level() == level));
        }
        Self { products, school, roles }
    }

    /// The roles in the order in which they are presented.
    pub fn roles(&self) -> &[HeldRole] {
        &self.roles
    }

    /// The slide with this number of a role; the first slide of all if no role is asked for; `None` if the school has
    /// no such role. A page beyond the role's last is the last.
    pub fn slide(&self, role: Option<HeldRole>, page: usize) -> Option<Slide> {
        match role {
            None => self.roles.first().copied().map(Slide::of),
            Some(role) if self.roles.contains(&role) => Some(Slide { role, page: page.min(self.step(role).pages()) }),
            Some(_) => None,
        }
    }

    /// What a role adds to the one below it.
    pub fn step(&self, role: HeldRole) -> Step {
        let level = role.level();
        let below =
            if role.is_custom() { Some(level) } else { Role::ALL.into_iter().find(|other| level.is_above(*other)) };
        let of = |role: HeldRole| permissions_of(&RoleChoice::in_every_product(role), self.products, self.school);
        let before = below.map_or_else(|| Permissions::none(self.school.catalogue), |below| of(below.into()));
        let after = of(role);
        let change = difference(&before, &after);
        Step { below, change, after }
    }

    /// The slide after this one: what the role adds, page by page, and then the role above.
    pub fn next(&self, slide: Slide) -> Option<Slide> {
        if slide.page < self.step(slide.role).pages() {
            return Some(Slide { page: slide.page + 1, ..slide });
        }
        self.above(slide.role).map(Slide::of)
    }

    /// The slide before this one.
    pub fn previous(&self, slide: Slide) -> Option<Slide> {
        match slide.page.checked_sub(1) {
            Some(page) => Some(Slide { page, ..slide }),
            None => self.below(slide.role).map(|role| Slide { role, page: self.step(role).pages() }),
        }
    }

    /// The role that is presented after this one.
    pub fn above(&self, role: HeldRole) -> Option<HeldRole> {
        self.roles.get(self.place(role)? + 1).copied()
    }

    /// The role that is presented before this one.
    pub fn below(&self, role: HeldRole) -> Option<HeldRole> {
        self.place(role)?.checked_sub(1).and_then(|place| self.roles.get(place).copied())
    }

    /// The place of a role among those that are presented, from 0.
    pub fn place(&self, role: HeldRole) -> Option<usize> {
        self.roles.iter().position(|known| *known == role)
    }
}

/// What a role adds to the one below it. A school's own role is compared with the role that it was copied from.
#[derive(Clone, Debug)]
pub struct Step {
    /// The role to compare with; `None` for the lowest.
    pub below: Option<Role>,
    /// What the role gains and what it lacks.
    pub change: Difference,
    after: Permissions,
}

impl Step {
    /// How the square of a permission is drawn.
    pub fn square(&self, feature: Feature) -> Square {
        match (self.can(feature), self.change.is_gain(feature), self.change.is_loss(feature)) {
            (true, true, _) => Square::Gained,
            (true, ..) => Square::Lit,
            (false, _, true) => Square::Lost,
            (false, ..) => Square::Unlit,
        }
    }

    /// The number of things that the role can do in a product. Being free of a restriction counts as one.
    pub fn count_in(&self, product: Product) -> usize {
        product.features().filter(|feature| self.can(*feature)).count()
    }

    /// What the role gains and then what it lacks, each with whether it is gained. Within each, sensitive permissions
    /// come first, and then powerful ones.
    pub fn items(&self) -> Vec<(Feature, bool)> {
        let gained = self.change.gains().map(|feature| (feature, true));
        let mut items: Vec<_> = gained.chain(self.change.loses().map(|feature| (feature, false))).collect();
        // `None` would sort first.
        items.sort_by_key(|(feature, is_gained)| {
            let weight = Weight::of(*feature);
            (!is_gained, weight.is_none(), weight)
        });
        items
    }

    /// The number of slides that list what the role adds.
    pub fn pages(&self) -> usize {
        let (gains, loses) = self.change.counts();
        usize::try_from(gains + loses).unwrap_or_default().div_ceil(ITEMS_ON_A_SLIDE)
    }

    fn can(&self, feature: Feature) -> bool {
        let does_something = || {
            let held = self.after.in_product(feature.product());
            held.features().any(|one| !one.is_restriction())
        };
        if feature.is_restriction() { !self.after.has(feature) && does_something() } else { self.after.has(feature) }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::catalogue::Catalogue;

    fn products() -> &'static [Product] {
        Catalogue::published().products()
    }

    #[test]
    fn one_climbs_from_the_lowest_role_to_the_highest_and_back_and_every_item_is_on_a_slide() {
        let school = SchoolRoles::none();
        let deck = Deck::new(products(), &school);
        let mut slides = vec![deck.slide(None, 0).unwrap()];
        while let Some(next) = deck.next(*slides.last().unwrap()) {
            assert_eq!(deck.previous(next), slides.last().copied());
            slides.push(next);
        }
        assert_eq!(slides[0], Slide::of(Role::MinimalReadOnly.into()));
        assert_eq!(slides.last().unwrap().role, Role::AccountOwner);
        for role in deck.roles() {
            let step = deck.step(*role);
            let pages = slides.iter().filter(|slide| slide.role == *role && slide.page > 0).count();
            assert_eq!(step.items().chunks(ITEMS_ON_A_SLIDE).count(), pages);
        }
    }

    #[test]
    fn the_squares_that_light_up_are_what_a_role_gains() {
        let school = SchoolRoles::none();
        let deck = Deck::new(products(), &school);
        for role in deck.roles() {
            let step = deck.step(*role);
            let squares = |wanted| {
                products()
                    .iter()
                    .flat_map(|product| product.features())
                    .filter(|one| step.square(*one) == wanted)
                    .count()
            };
            let (gains, loses) = step.change.counts();
            assert_eq!((squares(Square::Gained), squares(Square::Lost)), (gains as usize, loses as usize), "{role:?}");
            let can: usize = products().iter().map(|product| step.count_in(*product)).sum();
            assert_eq!(squares(Square::Gained) + squares(Square::Lit), can);
        }
    }

    #[test]
    fn what_is_sensitive_comes_first() {
        let school = SchoolRoles::none();
        let items = Deck::new(products(), &school).step(Role::AccountAdmin.into()).items();
        let weights: Vec<_> =
            items.iter().filter(|(_, gained)| *gained).filter_map(|(one, _)| Weight::of(*one)).collect();
        assert!(weights.is_sorted(), "{weights:?}");
    }

    #[test]
    fn a_slide_that_is_not_there_is_the_last_or_nothing() {
        let school = SchoolRoles::none();
        let deck = Deck::new(products(), &school);
        let full = HeldRole::standard(Role::FullEdit);
        assert_eq!(deck.slide(Some(full), 99).unwrap().page, deck.step(full).pages());
        let gone = HeldRole::from_code("full-edit.7b0c7a3e9b1d4c2f8a6e0d1b2c3f4a5b");
        assert_eq!(deck.slide(gone, 0), None);
    }
}
