//! What there is to draw: pure values, compared before anything on the page is touched.

use crate::widgets::{AreaStand, Change, Holding, Stand};
use domain::catalogue::{Area, Cell, Feature, areas_of, features_of};
use domain::permission::{
    Basis, Confirmations, Decision, Difference, RoleChoice, decide, difference, explain, identical_in, permissions_in,
    permissions_of,
};
use domain::product::Product;
use domain::role::Role;

/// The roles, and what changes against those before.
#[derive(Clone, Copy, PartialEq)]
pub(super) struct Picture {
    pub roles: RoleChoice,
    /// `None` when there is nothing to compare with.
    pub difference: Option<Difference>,
}

impl Picture {
    pub fn of(
        roles: RoleChoice,
        before: Option<RoleChoice>,
        products: &[Product],
        confirmations: &Confirmations,
    ) -> Self {
        let gives = |roles| permissions_of(&roles, products, confirmations);
        let before = before.filter(|before| *before != roles);
        Self { roles, difference: before.map(|before| difference(&gives(before), &gives(roles))) }
    }

    /// How many things are gained and lost in a product.
    pub fn changes_in(&self, product: Product) -> (u32, u32) {
        self.difference
            .map_or((0, 0), |difference| (difference.gains_in(product).count(), difference.loses_in(product).count()))
    }

    fn change(&self, feature: Feature) -> Change {
        let product = feature.product();
        match self.difference {
            Some(difference) if difference.gains_in(product).contains(feature) => Change::Gain,
            Some(difference) if difference.loses_in(product).contains(feature) => Change::Loss,
            _ => Change::Same,
        }
    }

    /// The product's areas: first those that change, as published. The rest stay as they stand, for nothing is to move
    /// that need not.
    pub fn areas(&self, product: Product, stand: impl Iterator<Item = Area>) -> Vec<Area> {
        let changes = |area: &Area| area.features().any(|feature| self.change(feature) != Change::Same);
        areas_of(product).filter(changes).chain(stand.filter(|area| !changes(area))).collect()
    }
}

/// How many things the role can do in the product. Being free of a restriction counts as one of them, as it does in a
/// difference, for whoever can do anything there at all.
pub(crate) fn abilities(product: Product, role: impl Into<Option<Role>>, confirmations: &Confirmations) -> u32 {
    let Some(role) = role.into() else { return 0 };
    let held = permissions_in(product, role, confirmations);
    let can = held.features().filter(|feature| !feature.is_restriction()).count();
    let free = features_of(product).filter(|feature| feature.is_restriction() && !held.contains(*feature)).count();
    if can == 0 { 0 } else { u32::try_from(can + free).unwrap_or_default() }
}

/// The other role that can do exactly the same in the product as this school applies it, where the guidance has such a pair.
pub(super) fn twin_in(product: Product, role: Role, confirmations: &Confirmations) -> Option<Role> {
    role.identical_in_sonar()
        .filter(|twin| product == Product::SonarTracker && identical_in(product, role, *twin, confirmations))
}

/// What holds for whoever has no role in a product.
const NO_ROLE: Decision = Decision { allowed: false, published: Cell::NotListed, basis: Basis::NotListed };

/// One line.
#[derive(Clone, Copy, PartialEq)]
pub(super) struct Line {
    pub feature: Feature,
    /// `None` where somebody holds no role in the product.
    pub role: Option<Role>,
    pub decision: Decision,
    pub change: Change,
}

impl Line {
    pub fn of(feature: Feature, picture: &Picture, confirmations: &Confirmations) -> Self {
        let role = picture.roles.role_in(feature.product());
        let decision = role.map_or(NO_ROLE, |role| decide(feature, role, confirmations));
        Self { feature, role, decision, change: picture.change(feature) }
    }

    pub fn holding(&self) -> Holding {
        match (self.feature.is_restriction(), self.decision.allowed) {
            (true, true) => Holding::HeldBack,
            (true, false) => Holding::Free,
            _ if self.is_unsettled() => Holding::Unsure,
            _ if self.decision.published == Cell::Custom => Holding::Switchable,
            (false, true) => Holding::Can,
            (false, false) => Holding::Cannot,
        }
    }

    /// Still to be confirmed, by the product and by the school.
    fn is_unsettled(&self) -> bool {
        self.decision.published == Cell::ToBeConfirmed && self.decision.basis != Basis::ConfirmedBySchool
    }

    /// What is to be said beside the line without being asked.
    pub fn aside(&self) -> &'static str {
        let Decision { allowed, published, basis } = self.decision;
        match (self.holding(), self.change) {
            (Holding::HeldBack, Change::Loss) => "a restriction that comes",
            (Holding::HeldBack, _) => "a restriction: they can do less",
            (Holding::Free, Change::Gain) => "a restriction that goes",
            (Holding::Free, _) => "a restriction that does not apply",
            (Holding::Unsure, _) if allowed => "to be confirmed: for now yes, by the role guidance",
            (Holding::Unsure, _) if basis == Basis::ToBeConfirmed => {
                "to be confirmed: not until your school confirms it"
            }
            (Holding::Unsure, _) => "to be confirmed: for now no, by the role guidance",
            (Holding::Switchable, _) => "off, may be switched on for a person",
            _ if basis == Basis::ConfirmedBySchool => "confirmed by your school",
            _ if published == Cell::NotListed && allowed => "not listed: as the roles above and below",
            _ => "",
        }
    }
}

/// Why a line is as it is, in a sentence.
pub(super) fn why(feature: Feature, picture: &Picture, confirmations: &Confirmations) -> String {
    let line = Line::of(feature, picture, confirmations);
    match line.role {
        Some(role) => explain(&line.decision, feature, role),
        None => format!("They hold no role in {}, so they can do nothing there.", feature.product().name()),
    }
}

/// What is drawn of an area: of each line, and of it as a whole ("4 of 6").
pub(super) fn area_stand(area: Area, picture: &Picture, confirmations: &Confirmations) -> AreaStand {
    let (mut can, mut of) = (0_u32, 0_u32);
    let lines = area.features().map(|feature| Line::of(feature, picture, confirmations));
    let mut stand = lines.fold(AreaStand::default(), |mut sum, line| {
        match line.change {
            Change::Gain => sum.gains += 1,
            Change::Loss => sum.loses += 1,
            Change::Same => {}
        }
        // Nobody holds a restriction as they hold a permission.
        if !line.feature.is_restriction() {
            of += 1;
            can += u32::from(line.decision.allowed);
        }
        sum.stands.push(Stand { holding: line.holding(), change: line.change, aside: line.aside() });
        sum
    });
    stand.note = format!("{can} of {of}");
    stand
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::panic)]
    use super::*;

    fn picture(before: Role, after: Role) -> Picture {
        let nothing = Confirmations::none();
        Picture::of(RoleChoice::everywhere(after), Some(RoleChoice::everywhere(before)), &Product::ALL, &nothing)
    }

    fn lines(picture: &Picture) -> Vec<Line> {
        Product::ALL
            .into_iter()
            .flat_map(areas_of)
            .flat_map(Area::features)
            .map(|feature| Line::of(feature, picture, &Confirmations::none()))
            .collect()
    }

    #[test]
    fn every_line_is_drawn_once_and_the_marks_add_up_to_the_counts() {
        for (before, after) in Role::ALL.into_iter().flat_map(|before| Role::ALL.map(|after| (before, after))) {
            let picture = picture(before, after);
            let lines = lines(&picture);
            assert_eq!(lines.len(), domain::catalogue::FEATURES);
            for product in Product::ALL {
                let marked = |change| {
                    lines.iter().filter(|line| line.feature.product() == product && line.change == change).count()
                };
                assert_eq!(picture.changes_in(product), (marked(Change::Gain) as u32, marked(Change::Loss) as u32));
            }
        }
    }

    #[test]
    fn areas_that_change_come_first_the_rest_stay_and_none_is_lost() {
        let picture = picture(Role::FullEdit, Role::PartialEdit);
        for product in Product::ALL {
            let mut stand: Vec<_> = areas_of(product).collect();
            stand.reverse();
            let areas = picture.areas(product, stand.iter().copied());
            assert_eq!(areas.len(), areas_of(product).count());
            let changes: Vec<bool> = areas
                .iter()
                .map(|area| area.features().any(|feature| picture.change(feature) != Change::Same))
                .collect();
            assert!(changes.is_sorted_by(|a, b| a >= b), "{product}");
            let first = changes.iter().filter(|changes| **changes).count();
            stand.retain(|area| areas[first..].contains(area));
            assert_eq!(areas[first..], stand, "{product}");
        }
    }

    #[test]
    fn a_restriction_that_comes_is_a_loss_and_reads_as_one() {
        let restriction = Feature::all().find(|feature| feature.is_restriction()).unwrap();
        let find = |picture: &Picture| lines(picture).into_iter().find(|line| line.feature == restriction).unwrap();
        let comes = find(&picture(Role::FullEdit, Role::PartialEdit));
        assert_eq!((comes.change, comes.holding()), (Change::Loss, Holding::HeldBack));
        let goes = find(&picture(Role::PartialEdit, Role::FullEdit));
        assert_eq!((goes.change, goes.holding()), (Change::Gain, Holding::Free));
        assert_ne!(comes.aside(), goes.aside());
    }

    #[test]
    fn what_one_gains_raises_the_count_by_as_much() {
        let nothing = Confirmations::none();
        for product in Product::ALL {
            let (gains, loses) = picture(Role::PartialEdit, Role::FullEdit).changes_in(product);
            let count = |role| abilities(product, role, &nothing);
            assert_eq!(count(Role::PartialEdit) + gains, count(Role::FullEdit) + loses, "{product}");
        }
        assert_eq!(abilities(Product::JuniperWebsites, Role::AccountOwner, &nothing), 31);
        assert_eq!(abilities(Product::JuniperWebsites, Role::MinimalEdit, &nothing), 0);
    }

    #[test]
    fn what_is_to_be_confirmed_says_so_until_the_school_confirms_it() {
        let feature = Feature::from_code("sonar-tracker/observations/create-observations").unwrap();
        let mut confirmations = Confirmations::none();
        let line = |confirmations: &Confirmations| Line {
            feature,
            role: Some(Role::FullEdit),
            decision: decide(feature, Role::FullEdit, confirmations),
            change: Change::Same,
        };
        assert_eq!(line(&confirmations).holding(), Holding::Unsure);
        confirmations.set(feature, Role::FullEdit, true).unwrap();
        assert_eq!(line(&confirmations).holding(), Holding::Can);
    }

    #[test]
    fn twins_are_twins_until_the_school_tells_them_apart() {
        let feature = Feature::from_code("sonar-tracker/observations/create-observations").unwrap();
        let mut confirmations = Confirmations::none();
        let twin = |product, confirmations: &Confirmations| twin_in(product, Role::PartialEdit, confirmations);
        assert_eq!(twin(Product::SonarTracker, &confirmations), Some(Role::MinimalEdit));
        assert_eq!(twin(Product::Portal, &confirmations), None);
        confirmations.set(feature, Role::PartialEdit, true).unwrap();
        assert_eq!(twin(Product::SonarTracker, &confirmations), None);
    }
}
