//! Compares the compiled-in tables and decisions with copies of the two reference files, cell by cell and in both
//! directions.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::collections::BTreeMap;

use domain::catalogue::{Catalogue, Feature};
use domain::permission::{SchoolRoles, TABLE_HEADINGS, table_rows};
use domain::role::Role;

const APPLIED: &str = include_str!("data/applied.csv");
const PERMISSIONS: &str = include_str!("data/permissions.csv");
const CODES: &str = include_str!("data/feature-codes.txt");

fn lines(text: &str) -> (Vec<String>, Vec<Vec<String>>) {
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let own = |record: &csv::StringRecord| record.iter().map(str::to_owned).collect::<Vec<_>>();
    let headings = own(reader.headers().unwrap());
    (headings, reader.records().map(|record| own(&record.unwrap())).collect())
}

/// Every exported line equals the file's line, in the same order, and neither has extra lines.
#[test]
fn every_cell_is_applied_as_the_reference_has_it() {
    let (headings, expected) = lines(APPLIED);
    assert_eq!(headings, TABLE_HEADINGS);
    let roles = SchoolRoles::none();
    let ours: Vec<Vec<String>> =
        table_rows(&roles).map(|row| row.fields().iter().map(|field| (*field).to_owned()).collect()).collect();
    assert_eq!(expected.len(), 1352);
    assert_eq!(ours.len(), expected.len());
    for (line, (ours, expected)) in ours.iter().zip(&expected).enumerate() {
        assert_eq!(ours, expected, "line {}", line + 2);
    }
}

#[test]
fn every_published_row_is_in_the_tables_and_nothing_else() {
    let (headings, rows) = lines(PERMISSIONS);
    let roles: Vec<&str> = Role::ALL.iter().map(|role| role.abbreviation()).collect();
    assert_eq!(headings[3..11], roles);
    assert_eq!(rows.len(), Catalogue::published().feature_count());
    for (feature, row) in Catalogue::published().features().zip(&rows) {
        let cells: Vec<&str> = Role::ALL.into_iter().map(|role| feature.published(role).code()).collect();
        let place = [feature.product().name(), feature.area().name(), feature.name()];
        assert_eq!(row[..3], place);
        assert_eq!(row[3..11], cells, "{}", feature.code());
        assert_eq!(row[11] == "yes", feature.is_ambiguous(), "{}", feature.code());
        assert!(!feature.is_ambiguous() || feature.note().is_some(), "{}", feature.code());
    }
}

/// A product has a column for a role exactly when the file does.
#[test]
fn products_list_the_roles_their_tables_have_columns_for() {
    let (_, rows) = lines(PERMISSIONS);
    for row in rows {
        let product =
            Catalogue::published().products().iter().copied().find(|product| product.name() == row[0]).unwrap();
        for role in Role::ALL {
            assert_eq!(row[3 + role.index()] != "na", product.lists(role), "{row:?} {role}");
        }
    }
}

#[test]
fn features_and_areas_agree_on_where_they_are() {
    let (_, rows) = lines(PERMISSIONS);
    let mut in_file: BTreeMap<&str, usize> = BTreeMap::new();
    rows.iter().for_each(|row| *in_file.entry(&row[0]).or_default() += 1);
    let mut walked = Vec::new();
    for product in Catalogue::published().products().iter().copied() {
        assert_eq!(product.feature_count(), in_file[product.name()]);
        let of_product: Vec<Feature> = product.features().collect();
        let through_areas: Vec<Feature> = product.areas().flat_map(|area| area.features()).collect();
        assert_eq!(of_product, through_areas);
        for area in product.areas() {
            assert!(area.features().len() > 0);
            assert!(area.features().all(|feature| feature.area() == area));
        }
        walked.extend(of_product);
    }
    assert!(walked.into_iter().eq(Catalogue::published().features()));
}

/// Codes are stored, so renaming a row must not change its code by accident: changing this file requires a migration.
#[test]
fn stored_codes_stay_what_they_are() {
    let ours: Vec<String> = Catalogue::published().features().map(Feature::code).collect();
    let committed: Vec<&str> = CODES.lines().collect();
    assert_eq!(ours, committed);
    let unique: std::collections::BTreeSet<&String> = ours.iter().collect();
    assert_eq!(unique.len(), ours.len());
}

#[test]
fn codes_lead_back_to_their_features() {
    for feature in Catalogue::published().features() {
        assert_eq!(Feature::from_code(&feature.code()), Some(feature));
        let wire = serde_json::to_string(&feature).unwrap();
        assert_eq!(serde_json::from_str::<Feature>(&wire).unwrap(), feature);
    }
    for wrong in [
        "",
        "portal",
        "portal/dashboard",
        "portal/dashboard/",
        "portal/dashboard/Contact-support",
        "portal/dashboard/contact-support/",
        "comms-hub/dashboard/contact-support",
        "portal/dashboard/contact support",
    ] {
        assert_eq!(Feature::from_code(wrong), None, "{wrong:?}");
        assert!(serde_json::from_value::<Feature>(wrong.into()).is_err());
    }
}
