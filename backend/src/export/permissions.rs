//! Export of permissions. A workbook has a sheet a product, a row a person and a column a permission; a CSV file has
//! no sheets, so it has a line for each permission of a person.

use super::table::{Cell, Column, Row, Sheet};
use crate::store::StoredMember;
use domain::catalogue::Feature;
use domain::member::MemberField;
use domain::moment::Moment;
use domain::permission::{Exceptions, Permissions, SchoolRoles, permissions_in};
use domain::product::Product;
use domain::role::HeldRole;
use domain::user::MemberStatus;
use std::collections::HashMap;

/// A heading that an import does not take for the person's main role, and the width of its column.
const IN_PRODUCT: (&str, u8) = ("Role in the product", 18);
/// The heading above what counts today, and the width of its column: somebody who cannot sign in can do nothing now,
/// whatever the rest of the line says.
const NOW: (&str, u8) = ("What counts now", 42);
/// What counts for somebody who can sign in.
const AS_LISTED: &str = "As listed";

/// What each role gives in each product the school uses.
pub(super) struct RolePermissions {
    pub products: Vec<Product>,
    /// The school's settings for its roles.
    pub roles: SchoolRoles,
    sets: HashMap<(Product, HeldRole), Permissions>,
    /// When the file is made, which decides who can sign in.
    at: Moment,
}

impl RolePermissions {
    pub fn new(products: Vec<Product>, roles: SchoolRoles, at: Moment) -> Self {
        let held = roles.all();
        let pairs = products.iter().flat_map(|product| held.iter().map(|role| (*product, *role)));
        let sets = pairs.map(|(product, role)| ((product, role), permissions_in(product, role, &roles))).collect();
        Self { products, roles, sets, at }
    }

    /// "Blocked: nothing now. Once unblocked: as listed."
    fn now(&self, member: &StoredMember) -> String {
        let status = MemberStatus::of(member.registration, member.access_at(self.at), self.at);
        match status.nothing_now() {
            Some((now, then)) => format!("{now} {then} {}.", AS_LISTED.to_lowercase()),
            None => AS_LISTED.to_owned(),
        }
    }

    fn set(&self, member: &StoredMember, product: Product, exceptions: &Exceptions) -> Permissions {
        let role = member.roles.role_in(product);
        let set = role.and_then(|role| self.sets.get(&(product, role)));
        set.cloned().unwrap_or_else(|| Permissions::none(self.roles.catalogue)).excepting(product, exceptions)
    }

    /// The person's row on the sheet of a product.
    pub fn row(&self, member: &StoredMember, product: Product, exceptions: &Exceptions) -> Row {
        let set = self.set(member, product, exceptions);
        let cells = product.features().map(|feature| if set.has(feature) { Cell::text("Yes") } else { Cell::Empty });
        let role = member.roles.label_in(product, &self.roles);
        let head = [Cell::Text(self.now(member)), Cell::Text(role)];
        named(member).map(Cell::text).chain(head).chain(cells).collect()
    }

    /// The person's lines in the CSV list.
    pub fn list(&self, member: &StoredMember, exceptions: &Exceptions) -> Vec<Row> {
        let now = self.now(member);
        let of_product = |product: &Product| {
            let role = member.roles.label_in(*product, &self.roles);
            let set = self.set(member, *product, exceptions);
            product
                .features()
                .filter(|feature| set.has(*feature))
                .map(|feature| line(member, &now, &role, feature))
                .collect::<Vec<_>>()
        };
        self.products.iter().flat_map(of_product).collect()
    }
}

/// The fields that say whose permissions they are, in order: [`named`] has their values.
const NAMING: [MemberField; 3] = [MemberField::FirstName, MemberField::LastName, MemberField::Email];

fn named(member: &StoredMember) -> impl Iterator<Item = String> {
    [&member.first_name, &member.last_name, &member.email].into_iter().cloned()
}

fn line(member: &StoredMember, now: &str, role: &str, feature: Feature) -> Row {
    let (product, area) = (feature.product().name(), feature.area().name());
    let cells = [now, product, role, area, feature.name(), kind(feature)];
    named(member).chain(cells.map(str::to_owned)).map(Cell::text).collect()
}

/// A restriction means being able to do less.
fn kind(feature: Feature) -> &'static str {
    if feature.is_restriction() { "Restriction" } else { "Permission" }
}

/// The single table of a CSV file.
pub(super) fn listed() -> Sheet {
    let named = NAMING.into_iter().map(MemberField::label);
    let columns = named.chain([NOW.0, "Product", IN_PRODUCT.0, "Area", "Permission", "Kind"]);
    Sheet { name: "Permissions".to_owned(), columns: columns.map(|heading| Column::new(heading, 20)).collect() }
}

/// The sheet of a product.
pub(super) fn sheet(product: Product) -> Sheet {
    let named = NAMING.into_iter().map(|field| (field.label(), field.definition().export.unwrap_or(IN_PRODUCT.1)));
    let head = named.chain([NOW, IN_PRODUCT]).map(|(heading, width)| Column::new(heading, width));
    let features = product.features().map(|feature| {
        let restricts = if feature.is_restriction() { " (restriction)" } else { "" };
        Column::new(format!("{}: {}{restricts}", feature.area().name(), feature.name()), 18)
    });
    Sheet { name: product.name().to_owned(), columns: head.into_iter().chain(features).collect() }
}
