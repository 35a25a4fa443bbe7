//! The closest role: of a school's roles, those that give what somebody needs, ranked by what they give too much.

use crate::catalogue::Feature;
use crate::permission::{SchoolRoles, Weight, decide};
use crate::product::Product;
use crate::role::HeldRole;

/// A role beside what somebody needs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RoleFit {
    /// The role.
    pub role: HeldRole,
    /// What is needed and the role does not give, in document order.
    pub lacks: Vec<Feature>,
    /// What the role gives and nobody needs: sensitive permissions first, then powerful ones, then all others.
    pub excess: Vec<Feature>,
}

impl RoleFit {
    /// Whether the role gives everything that is needed.
    pub const fn fits(&self) -> bool {
        self.lacks.is_empty()
    }

    /// The part of the excess with this weight.
    pub fn excess_of(&self, weight: Weight) -> impl Iterator<Item = Feature> + '_ {
        self.excess.iter().copied().filter(move |feature| Weight::of(*feature) == Some(weight))
    }

    /// What the ranking compares, from the most important: roles that fit, fewer sensitive permissions too many, fewer
    /// powerful ones, fewer in all, and the lower level.
    fn rank(&self) -> impl Ord + use<> {
        let of = |weight| self.excess_of(weight).count();
        let (sensitive, powerful) = (of(Weight::Sensitive), of(Weight::Powerful));
        (self.lacks.len(), sensitive, powerful, self.excess.len(), self.role.level().rank(), self.role.is_custom())
    }
}

/// The permissions that can be needed: having a restriction means being able to do less, so nobody needs one.
pub fn can_be_needed(feature: Feature) -> bool {
    !feature.is_restriction()
}

/// The standard roles and the school's own beside what is needed in the products it uses, the closest first. Roles that
/// fit come before roles that lack something.
pub fn closest_roles(needed: &[Feature], products: &[Product], school: &SchoolRoles) -> Vec<RoleFit> {
    let used = || products.iter().flat_map(|product| product.features()).filter(|feature| can_be_needed(*feature));
    let fit = |role: HeldRole| {
        let gives = |feature: &Feature| decide(*feature, role, school).allowed;
        let lacks = used().filter(|feature| needed.contains(feature) && !gives(feature)).collect();
        let mut excess: Vec<_> = used().filter(|feature| !needed.contains(feature) && gives(feature)).collect();
        // The sort is stable: permissions of one weight stay in document order.
        excess.sort_by_key(|feature| Weight::of(*feature).map_or(u8::MAX, |weight| weight as u8));
        RoleFit { role, lacks, excess }
    };
    let mut fits: Vec<_> = school.all().into_iter().map(fit).collect();
    fits.sort_by_cached_key(RoleFit::rank);
    fits
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::catalogue::Catalogue;
    use crate::id::CustomRoleId;
    use crate::permission::{CellSetting, RoleCell, RoleCells, RoleCustomisation};
    use crate::role::Role;
    use proptest::prelude::*;
    use uuid::Uuid;

    fn products() -> &'static [Product] {
        Catalogue::published().products()
    }

    fn feature(code: &str) -> Feature {
        Feature::from_code(code).unwrap()
    }

    /// A school with a role of its own: Minimal Read-only that may also send texts.
    fn texting() -> (SchoolRoles, HeldRole) {
        let role = HeldRole::custom(Role::MinimalReadOnly, CustomRoleId::new(Uuid::from_u128(7)));
        let cell =
            RoleCell { feature: feature("comms-hub/compose-send-messages/send-sms"), setting: CellSetting::Allow };
        let own = RoleCustomisation {
            role,
            name: "Front desk".to_owned(),
            cells: RoleCells::from(vec![cell]),
            set_by_owner: Vec::new(),
            version: 1,
        };
        (SchoolRoles { customised: vec![own], ..SchoolRoles::none() }, role)
    }

    #[test]
    fn the_closest_standard_role_is_the_lowest_that_gives_enough() {
        for (needed, closest) in [
            (&[][..], Role::MinimalReadOnly),
            (&["sonar-tracker/pupils/view-pupils"], Role::MinimalReadOnly),
            (&["sonar-tracker/assessments/edit-historical-summative"], Role::FullEdit),
            (&["juniper-mis/pupils/pupils-safeguarding"], Role::FullEdit),
            (&["juniper-mis/settings-other/roles"], Role::AccountAdmin),
        ] {
            let needed: Vec<_> = needed.iter().map(|code| feature(code)).collect();
            let found = closest_roles(&needed, products(), &SchoolRoles::none());
            assert_eq!((found[0].role, found[0].fits()), (closest.into(), true), "{needed:?}");
            assert_eq!(found.len(), Role::ALL.len());
        }
    }

    #[test]
    fn a_role_of_the_schools_own_is_closer_where_it_gives_less() {
        let (school, own) = texting();
        let sms = feature("comms-hub/compose-send-messages/send-sms");
        let found = closest_roles(&[sms], products(), &school);
        assert_eq!(found[0].role, own);
        assert!(found[0].fits() && !found[0].excess.contains(&sms));
        // Where it gives too much, the standard role is closer.
        let found = closest_roles(&[], products(), &school);
        assert_eq!(found[0].role, Role::MinimalReadOnly);
    }

    #[test]
    fn one_sensitive_permission_too_many_weighs_more_than_several_others() {
        let made = |id: u128, name: &str, codes: &[&str]| {
            let cell = |code: &&str| RoleCell { feature: feature(code), setting: CellSetting::Allow };
            RoleCustomisation {
                role: HeldRole::custom(Role::MinimalReadOnly, CustomRoleId::new(Uuid::from_u128(id))),
                name: name.to_owned(),
                cells: RoleCells::from(codes.iter().map(cell).collect::<Vec<_>>()),
                set_by_owner: Vec::new(),
                version: 1,
            }
        };
        let sms = "comms-hub/compose-send-messages/send-sms";
        let opening = made(1, "Opening", &[sms, "juniper-mis/pupils/pupils-safeguarding"]);
        let harmless =
            ["juniper-mis/reports/reports", "juniper-mis/templates/templates", "juniper-mis/school-meals/meal-types"];
        let harmless = made(2, "Harmless", &[&[sms][..], &harmless].concat());
        let (opening_role, harmless_role) = (opening.role, harmless.role);
        let school = SchoolRoles { customised: vec![opening, harmless], ..SchoolRoles::none() };
        let found = closest_roles(&[feature(sms)], products(), &school);
        assert_eq!([found[0].role, found[1].role], [harmless_role, opening_role]);
        assert!(found[0].excess.len() > found[1].excess.len());
    }

    #[test]
    fn sensitive_permissions_are_named_first_and_a_restriction_is_no_gift() {
        let found = closest_roles(&[], products(), &SchoolRoles::none());
        let owner = found.last().unwrap();
        assert_eq!(owner.role, Role::AccountOwner);
        let weights: Vec<_> =
            owner.excess.iter().map(|feature| Weight::of(*feature).map_or(2, |weight| weight as u8)).collect();
        assert!(weights.is_sorted() && weights.contains(&0) && weights.contains(&1), "{weights:?}");
        assert!(found.iter().all(|fit| !fit.excess.iter().any(|feature| feature.is_restriction())));
    }

    #[test]
    fn what_no_role_gives_together_is_said_of_each() {
        let (school, own) = texting();
        let needed =
            [feature("comms-hub/compose-send-messages/send-sms"), feature("juniper-mis/pupils/pupils-safeguarding")];
        let found = closest_roles(&needed, products(), &school);
        let own = found.iter().find(|fit| fit.role == own).unwrap();
        assert_eq!(own.lacks, [needed[1]]);
        // A product that the school does not use is neither needed nor too much.
        let only = [Product::PORTAL];
        assert!(
            closest_roles(&needed, &only, &school)
                .iter()
                .all(|fit| { fit.fits() && fit.excess.iter().all(|feature| feature.product() == Product::PORTAL) })
        );
    }

    proptest! {
        #[test]
        fn the_ranking_is_right_whatever_is_needed(picks in proptest::collection::vec(0usize..169, 0..20)) {
            let (school, _) = texting();
            let all: Vec<_> = Catalogue::published().features().collect();
            let needed: Vec<_> = picks.iter().map(|pick| all[*pick]).filter(|one| can_be_needed(*one)).collect();
            let found = closest_roles(&needed, products(), &school);
            prop_assert_eq!(found.len(), school.all().len());
            // Fitting roles come first, and among them one with fewer sensitive permissions too many.
            prop_assert!(found.iter().map(RoleFit::fits).is_sorted_by(|a, b| a >= b));
            let sensitive: Vec<_> = found.iter().filter(|fit| fit.fits()).map(|fit| fit.excess_of(Weight::Sensitive).count()).collect();
            prop_assert!(sensitive.is_sorted());
            for fit in &found {
                let gives = |one: &Feature| decide(*one, fit.role, &school).allowed;
                prop_assert!(fit.lacks.iter().all(|one| needed.contains(one) && !gives(one)));
                prop_assert!(fit.excess.iter().all(|one| !needed.contains(one) && gives(one)));
                prop_assert!(needed.iter().all(|one| gives(one) || fit.lacks.contains(one)));
            }
        }

        #[test]
        fn what_a_role_gives_is_given_by_that_role_without_anything_too_much(at in 0usize..9) {
            let (school, _) = texting();
            let role = school.all()[at];
            let gives = |one: &Feature| can_be_needed(*one) && decide(*one, role, &school).allowed;
            let needed: Vec<_> = Catalogue::published().features().filter(gives).collect();
            let found = closest_roles(&needed, products(), &school);
            prop_assert_eq!((found[0].lacks.len(), found[0].excess.len()), (0, 0));
        }
    }
}
