//! The comparison of roles as a file.

use super::file_name;
use super::table::{Cell, Column, Row, Sheet};
use super::writing::{Exported, begin};
use crate::Backend;
use domain::comparison::Comparison;
use domain::export::Format;
use domain::permission::{Basis, Decision, decide};
use domain::role::HeldRole;
use domain::school::SchoolSettings;

/// The comparison of roles as a file: a line for each permission it is about, open or not. It holds nothing about
/// people, so it is not recorded in the audit log.
pub fn roles(backend: &Backend, settings: &SchoolSettings, comparison: &Comparison, format: Format) -> Exported {
    let head =
        [("Product", 16), ("Area", 24), ("Permission", 40), ("Kind", 12)].map(|(head, width)| Column::new(head, width));
    let of_role = |role: &HeldRole| Column::new(settings.roles.label(*role), 18);
    let columns = head.into_iter().chain(comparison.roles.iter().map(of_role)).collect();
    let sheet = Sheet { name: "Roles".to_owned(), columns };
    let name = file_name(&settings.name, "roles", &[], backend.clock().now(), format);
    let rows: Vec<Row> = settings
        .products
        .iter()
        .flat_map(|product| product.features())
        .filter(|feature| comparison.shows(*feature, &settings.roles))
        .map(|feature| {
            let kind = if feature.is_restriction() { "Restriction" } else { "Permission" };
            let head = [feature.product().name(), feature.area().name(), feature.name(), kind].map(Cell::text);
            let says = |role: &HeldRole| Cell::text(words(decide(feature, *role, &settings.roles)));
            head.into_iter().chain(comparison.roles.iter().map(says)).collect()
        })
        .collect();
    begin(name, format, vec![sheet], |mut sink| async move {
        sink.put(0, rows).await?;
        Ok(sink)
    })
}

/// The decision in words, with its basis where that is not the published table.
fn words(decision: Decision) -> String {
    let has = if decision.allowed { "Yes" } else { "No" };
    match decision.basis {
        Basis::Published => has.to_owned(),
        basis => format!("{has} ({basis})"),
    }
}
