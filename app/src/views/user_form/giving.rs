//! Which roles a form about a person can give.

use domain::access::Denial;
use domain::permission::{RoleOverride, SchoolRoles};
use domain::product::Product;
use domain::role::HeldRole;
use leptos::prelude::*;

/// What may be given, in the school's words. Every part of the form that offers roles asks this one.
#[derive(Clone, Copy)]
pub(crate) struct Giving {
    may: Callback<(Product, RoleOverride), Result<(), Denial>>,
    school: Signal<SchoolRoles>,
    nothing: StoredValue<Vec<(Product, HeldRole)>>,
}

impl Giving {
    /// What `may` lets the reader give, in a school with these roles; `nothing` are the roles that give nothing in a product.
    pub fn new(
        may: impl Fn(Product, RoleOverride) -> Result<(), Denial> + Send + Sync + 'static,
        school: impl Into<Signal<SchoolRoles>>,
        nothing: Vec<(Product, HeldRole)>,
    ) -> Self {
        let may = Callback::new(move |(product, chosen)| may(product, chosen));
        Self { may, school: school.into(), nothing: StoredValue::new(nothing) }
    }

    /// Whether the reader may give this role in a product.
    pub fn may(self, product: Product, chosen: RoleOverride) -> Result<(), Denial> {
        self.may.run((product, chosen))
    }

    /// The school's customised roles.
    pub const fn school(self) -> Signal<SchoolRoles> {
        self.school
    }

    /// Whether a role gives nothing in a product.
    pub fn is_nothing(self, product: Product, role: HeldRole) -> bool {
        self.nothing.with_value(|nothing| nothing.contains(&(product, role)))
    }
}
