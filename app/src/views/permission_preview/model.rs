//! What the preview draws: pure values, compared before anything on the page is changed.

use crate::widgets::{AreaState, ItemHolding, ItemState, LineChange};
use domain::catalogue::{Area, Cell, Feature};
use domain::permission::{
    Basis, Difference, PermissionAnswer, Permissions, RoleChoice, Rules, SchoolRoles, Weight, difference, identical_in,
};
use domain::product::Product;
use domain::role::{HeldRole, Role};
use domain::school::SchoolSettings;

/// Roles, and what somebody with them can do.
#[derive(Clone, PartialEq)]
pub(super) struct Held {
    pub roles: RoleChoice,
    pub permissions: Permissions,
}

impl Held {
    pub fn of(roles: RoleChoice, products: &[Product], rules: &Rules) -> Self {
        Self { permissions: rules.permissions(&roles, products), roles }
    }

    /// The number of things that they can do in the product.
    pub fn abilities(&self, product: Product) -> u32 {
        abilities_among(product, |feature| self.permissions.has(feature))
    }

    /// The number of permissions included, and of all that the products have.
    pub fn totals(&self, products: &[Product]) -> (u32, usize) {
        let held = products.iter().map(|product| self.abilities(*product)).sum();
        (held, products.iter().map(|product| product.feature_count()).sum())
    }
}

/// The roles, and the changes compared with the roles before. Each part of the preview reads its numbers and marks
/// here, so that the rules decide once for each choice.
#[derive(Clone, PartialEq)]
pub(crate) struct PreviewModel {
    pub(super) held: Held,
    /// What there was before; `None` when there is nothing to compare with.
    pub(super) before: Option<Held>,
    /// What changed since; `None` when there is nothing to compare with.
    pub(super) difference: Option<Difference>,
}

impl PreviewModel {
    pub(super) fn of(held: Held, before: Option<Held>) -> Self {
        let before = before.filter(|before| before.roles != held.roles);
        let difference = before.as_ref().map(|before| difference(&before.permissions, &held.permissions));
        Self { held, before, difference }
    }

    /// The number of permissions gained and lost in all products.
    pub(super) fn changes(&self) -> (u32, u32) {
        self.difference.as_ref().map_or((0, 0), Difference::counts)
    }

    /// The number of permissions gained and lost in a product.
    pub(super) fn changes_in(&self, product: Product) -> (u32, u32) {
        self.difference.as_ref().map_or((0, 0), |difference| difference.counts_in(product))
    }

    fn change(&self, feature: Feature) -> LineChange {
        match &self.difference {
            Some(difference) if difference.is_gain(feature) => LineChange::Gain,
            Some(difference) if difference.is_loss(feature) => LineChange::Loss,
            _ => LineChange::Same,
        }
    }

    /// The product's areas: first those that change, the sensitive and powerful ones before the others, otherwise in
    /// published order. Areas without a change keep their place, so that nothing moves without a reason.
    pub(super) fn areas(&self, product: Product, stand: impl Iterator<Item = Area>) -> Vec<Area> {
        let changing = |area: Area| area.features().filter(|feature| self.change(*feature) != LineChange::Same);
        let changes = |area: &Area| changing(*area).next().is_some();
        // `None` would sort first.
        let rank = |area: &Area| {
            let weight = changing(*area).filter_map(Weight::of).min();
            (weight.is_none(), weight)
        };
        let mut first: Vec<_> = product.areas().filter(changes).collect();
        first.sort_by_cached_key(rank);
        first.into_iter().chain(stand.filter(|area| !changes(area))).collect()
    }
}

/// The number of things that a person with the role can do in the product.
pub(crate) fn abilities(product: Product, role: impl Into<Option<HeldRole>>, rules: &Rules) -> u32 {
    let held = rules.in_product(product, role.into());
    abilities_among(product, |feature| held.has(feature))
}

/// The number of things that somebody who `has` these features can do in the product. Being free of a restriction
/// counts as one, as it does in a difference, provided that they can do anything there at all.
fn abilities_among(product: Product, has: impl Fn(Feature) -> bool) -> u32 {
    let can = product.features().filter(|feature| !feature.is_restriction() && has(*feature)).count();
    let free = product.features().filter(|feature| feature.is_restriction() && !has(*feature)).count();
    if can == 0 { 0 } else { u32::try_from(can + free).unwrap_or_default() }
}

/// The number of things that somebody with these roles can do in all products that the school uses, and the number that
/// there are.
pub(crate) fn abilities_in_all(roles: &RoleChoice, settings: &SchoolSettings) -> (u32, usize) {
    abilities_under(roles, &settings.products, &Rules::of_roles(settings.roles.clone()))
}

/// The same under these rules, in these products.
pub(crate) fn abilities_under(roles: &RoleChoice, products: &[Product], rules: &Rules) -> (u32, usize) {
    Held::of(roles.clone(), products, rules).totals(products)
}

/// The other role that can do exactly the same in the product as this school applies it, where the guidance has such a
/// pair.
pub(super) fn twin_in(product: Product, role: HeldRole, school: &SchoolRoles) -> Option<Role> {
    let role = role.as_standard()?;
    role.identical_in_sonar().filter(|twin| product.holds_main_role() && identical_in(product, role, *twin, school))
}

/// One line of the preview.
#[derive(Clone, Copy, PartialEq)]
pub(super) struct Line {
    pub feature: Feature,
    pub answer: PermissionAnswer,
    pub change: LineChange,
}

impl Line {
    pub fn of(feature: Feature, picture: &PreviewModel, rules: &Rules) -> Self {
        let answer = rules.answer(feature, picture.held.roles.role_in(feature.product()));
        Self { feature, answer, change: picture.change(feature) }
    }

    /// The role's published cell, and the basis of its decision; empty where an exception decides.
    fn by_role(&self) -> (Cell, Basis) {
        match (self.answer.exception, self.answer.by_role) {
            (None, Some((_, decision))) => (decision.published, decision.basis),
            _ => (Cell::NotListed, Basis::NotListed),
        }
    }

    pub fn holding(&self) -> ItemHolding {
        match (self.feature.is_restriction(), self.answer.allowed()) {
            (true, true) => ItemHolding::HeldBack,
            (true, false) => ItemHolding::Free,
            _ if self.is_unsettled() => ItemHolding::Unsure,
            _ if self.by_role().1 == Basis::PublishedSwitchable => ItemHolding::Switchable,
            (false, true) => ItemHolding::Can,
            (false, false) => ItemHolding::Cannot,
        }
    }

    /// Whether the line is still to be confirmed, by the product and by the school.
    fn is_unsettled(&self) -> bool {
        let (published, basis) = self.by_role();
        published == Cell::ToBeConfirmed && !basis.is_schools()
    }

    /// The remark that is always shown beside the line.
    pub fn aside(&self) -> &'static str {
        let (allowed, (published, basis)) = (self.answer.allowed(), self.by_role());
        if let Some(exception) = self.answer.exception {
            return match (exception.until, allowed) {
                (Some(_), _) => "an exception for this person",
                (None, true) => "switched on for this person",
                (None, false) => "switched off for this person",
            };
        }
        match (self.holding(), self.change) {
            _ if matches!(basis, Basis::SetInRole(_)) => "set in this role",
            _ if matches!(basis, Basis::ChangedBySchool(_)) => "changed by your school",
            (ItemHolding::HeldBack, LineChange::Loss) => self.feature.restriction_words(true),
            (ItemHolding::HeldBack, _) => "a restriction: they can do less",
            (ItemHolding::Free, LineChange::Gain) => self.feature.restriction_words(false),
            (ItemHolding::Free, _) => "a restriction that does not apply",
            (ItemHolding::Unsure, _) if allowed => "to be confirmed: for now yes, by the role guidance",
            (ItemHolding::Unsure, _) if basis == Basis::ToBeConfirmed => {
                "to be confirmed: not until your school confirms it"
            }
            (ItemHolding::Unsure, _) => "to be confirmed: for now no, by the role guidance",
            (ItemHolding::Switchable, _) => "off, may be switched on for a person",
            _ if basis == Basis::ConfirmedBySchool => "confirmed by your school",
            _ if published == Cell::NotListed && allowed => "not listed: as the roles above and below",
            _ => "",
        }
    }
}

/// The reason for a line's state, in a sentence.
pub(super) fn why(feature: Feature, picture: &PreviewModel, rules: &Rules) -> String {
    Line::of(feature, picture, rules).answer.explain(feature, &rules.roles)
}

/// The drawing of an area: of each line, and of the area as a whole ("4 of 6").
pub(super) fn area_stand(area: Area, picture: &PreviewModel, rules: &Rules) -> AreaState {
    let (mut can, mut of) = (0_u32, 0_u32);
    let lines = area.features().map(|feature| Line::of(feature, picture, rules));
    let mut stand = lines.fold(AreaState::default(), |mut sum, line| {
        match line.change {
            LineChange::Gain => sum.gains += 1,
            LineChange::Loss => sum.loses += 1,
            LineChange::Same => {}
        }
        // A restriction is not counted among the permissions a person has.
        if !line.feature.is_restriction() {
            of += 1;
            can += u32::from(line.answer.allowed());
        }
        sum.stands.push(ItemState { holding: line.holding(), change: line.change, aside: line.aside() });
        sum
    });
    stand.note = format!("{can} of {of}");
    stand
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::panic)]
    use super::*;
    use domain::catalogue::Catalogue;
    use domain::day::Day;
    use domain::permission::{Exception, Exceptions};

    fn held(role: Role, rules: &Rules) -> Held {
        Held::of(RoleChoice::in_every_product(role), Catalogue::published().products(), rules)
    }

    fn picture(before: Role, after: Role) -> PreviewModel {
        let nothing = Rules::default();
        PreviewModel::of(held(after, &nothing), Some(held(before, &nothing)))
    }

    fn lines(picture: &PreviewModel) -> Vec<Line> {
        Catalogue::published()
            .products()
            .iter()
            .copied()
            .flat_map(|product| product.areas())
            .flat_map(Area::features)
            .map(|feature| Line::of(feature, picture, &Rules::default()))
            .collect()
    }

    #[test]
    fn every_line_is_drawn_once_and_the_marks_add_up_to_the_counts() {
        for (before, after) in Role::ALL.into_iter().flat_map(|before| Role::ALL.map(|after| (before, after))) {
            let picture = picture(before, after);
            let lines = lines(&picture);
            assert_eq!(lines.len(), Catalogue::published().feature_count());
            for product in Catalogue::published().products().iter().copied() {
                let marked = |change| {
                    lines.iter().filter(|line| line.feature.product() == product && line.change == change).count()
                };
                assert_eq!(
                    picture.changes_in(product),
                    (marked(LineChange::Gain) as u32, marked(LineChange::Loss) as u32)
                );
            }
        }
    }

    #[test]
    fn areas_that_change_come_first_the_rest_stay_and_none_is_lost() {
        let picture = picture(Role::FullEdit, Role::PartialEdit);
        for product in Catalogue::published().products().iter().copied() {
            let mut stand: Vec<_> = product.areas().collect();
            stand.reverse();
            let areas = picture.areas(product, stand.iter().copied());
            assert_eq!(areas.len(), product.areas().count());
            let changes: Vec<bool> = areas
                .iter()
                .map(|area| area.features().any(|feature| picture.change(feature) != LineChange::Same))
                .collect();
            assert!(changes.is_sorted_by(|a, b| a >= b), "{product}");
            let first = changes.iter().filter(|changes| **changes).count();
            stand.retain(|area| areas[first..].contains(area));
            assert_eq!(areas[first..], stand, "{product}");
        }
    }

    #[test]
    fn a_restriction_that_comes_is_a_loss_and_reads_as_one() {
        let restriction = Catalogue::published().features().find(|feature| feature.is_restriction()).unwrap();
        let find =
            |picture: &PreviewModel| lines(picture).into_iter().find(|line| line.feature == restriction).unwrap();
        let comes = find(&picture(Role::FullEdit, Role::PartialEdit));
        assert_eq!((comes.change, comes.holding()), (LineChange::Loss, ItemHolding::HeldBack));
        let goes = find(&picture(Role::PartialEdit, Role::FullEdit));
        assert_eq!((goes.change, goes.holding()), (LineChange::Gain, ItemHolding::Free));
        assert_ne!(comes.aside(), goes.aside());
    }

    #[test]
    fn what_one_gains_raises_the_count_by_as_much() {
        let nothing = Rules::default();
        for product in Catalogue::published().products().iter().copied() {
            let (gains, loses) = picture(Role::PartialEdit, Role::FullEdit).changes_in(product);
            let count = |role| abilities(product, role, &nothing);
            assert_eq!(count(Role::PartialEdit) + gains, count(Role::FullEdit) + loses, "{product}");
            assert_eq!(held(Role::FullEdit, &nothing).abilities(product), count(Role::FullEdit), "{product}");
        }
        assert_eq!(abilities(Product::JUNIPER_WEBSITES, Role::AccountOwner, &nothing), 31);
        assert_eq!(abilities(Product::JUNIPER_WEBSITES, Role::MinimalEdit, &nothing), 0);
    }

    #[test]
    fn what_is_to_be_confirmed_says_so_until_the_school_confirms_it() {
        let feature = Feature::from_code("sonar-tracker/observations/create-observations").unwrap();
        let mut rules = Rules::default();
        let line =
            |rules: &Rules| Line { feature, answer: rules.answer(feature, Role::FullEdit), change: LineChange::Same };
        assert_eq!(line(&rules).holding(), ItemHolding::Unsure);
        rules.roles.confirmations.set(feature, Role::FullEdit, true).unwrap();
        assert_eq!(line(&rules).holding(), ItemHolding::Can);
    }

    #[test]
    fn an_exception_shows_as_one_and_says_until_when() {
        let feature = Feature::from_code("sonar-tracker/observations/create-observations").unwrap();
        let until = Day::new(2026, 12, 18);
        for allowed in [true, false] {
            let exceptions = Exceptions::from(vec![Exception { feature, allowed, until }]);
            let rules = Rules { exceptions, ..Rules::default() };
            let picture = PreviewModel::of(held(Role::PartialEdit, &rules), None);
            let line = Line::of(feature, &picture, &rules);
            assert_eq!(line.holding(), if allowed { ItemHolding::Can } else { ItemHolding::Cannot });
            assert_eq!(line.aside(), "an exception for this person");
            let why = why(feature, &picture, &rules);
            assert!(why.contains("until 18 December 2026") && why.contains("Without it: "), "{why}");
        }
    }

    #[test]
    fn what_is_made_an_exception_of_is_neither_gained_nor_lost_with_a_role() {
        let plain = picture(Role::PartialEdit, Role::FullEdit);
        let feature = plain.difference.unwrap().gains().find(|feature| !feature.is_restriction()).unwrap();
        for allowed in [true, false] {
            let exceptions = Exceptions::from(vec![Exception { feature, allowed, until: None }]);
            let rules = Rules { exceptions, ..Rules::default() };
            let picture = PreviewModel::of(held(Role::FullEdit, &rules), Some(held(Role::PartialEdit, &rules)));
            assert_eq!(picture.change(feature), LineChange::Same);
        }
    }

    #[test]
    fn twins_are_twins_until_the_school_tells_them_apart() {
        let feature = Feature::from_code("sonar-tracker/observations/create-observations").unwrap();
        let mut school = SchoolRoles::none();
        let twin = |product, school: &SchoolRoles| twin_in(product, Role::PartialEdit.into(), school);
        assert_eq!(twin(Product::SONAR_TRACKER, &school), Some(Role::MinimalEdit));
        assert_eq!(twin(Product::PORTAL, &school), None);
        school.confirmations.set(feature, Role::PartialEdit, true).unwrap();
        assert_eq!(twin(Product::SONAR_TRACKER, &school), None);
    }
}
