//! The rows that Rolecall's own code refers to. A row that is not published under its code does not compile.

use super::feature::Feature;
use crate::product::Product;

/// The permission to see pupils in the classroom.
pub const VIEW_PUPILS: Feature = Feature::named(Product::SONAR_TRACKER, "pupils", "view-pupils");
/// The permission to record what children do.
pub const CREATE_OBSERVATIONS: Feature = Feature::named(Product::SONAR_TRACKER, "observations", "create-observations");
/// The permission to send an observation to a child's home.
pub const SHARE_WITH_HOME: Feature = Feature::named(Product::SONAR_TRACKER, "observations", "share-with-home");

/// The permissions for marks of each kind, in the order of [`MarkKind::ALL`](crate::assessment::MarkKind::ALL): to view
/// them, to enter those of this academic year, and to enter those of earlier ones.
pub const MARK_ROWS: [[Feature; 3]; 3] = [
    [marks("view-summative"), marks("edit-summative-in-year"), marks("edit-historical-summative")],
    [marks("view-formative"), marks("edit-formative-in-year"), marks("edit-historical-formative")],
    [marks("view-statutory-data"), marks("edit-statutory-data-in-year"), marks("edit-historical-statutory")],
];

/// The permission to choose codes, objectives, subjects and half-terms.
pub const EDIT_ASSESSMENT_SETTINGS: Feature =
    Feature::named(Product::SONAR_TRACKER, "school", "edit-assessment-settings");

/// The permission to take a school's data out as a file.
pub const EXPORT_DATA: Feature = Feature::named(Product::SONAR_TRACKER, "school", "export-data");

/// What Sonar Tracker and Juniper MIS have and Rolecall does not: tests, targets, analysis, reports and CTF files. The
/// role pages show these rows as published, and say so.
pub const NOT_IN_ROLECALL: [Feature; 12] = [
    marks("view-tests"),
    marks("edit-tests-in-year"),
    marks("edit-historical-tests"),
    marks("view-targets"),
    marks("edit-targets-in-year"),
    marks("edit-historical-targets"),
    Feature::named(Product::SONAR_TRACKER, "analysis", "view-dashboard"),
    Feature::named(Product::SONAR_TRACKER, "reports", "view-reports"),
    Feature::named(Product::SONAR_TRACKER, "school", "import-data-via-ctf"),
    Feature::named(Product::SONAR_TRACKER, "school", "view-report-templates"),
    Feature::named(Product::SONAR_TRACKER, "school", "create-report-template"),
    Feature::named(Product::JUNIPER_MIS, "statutory", "ctf-export"),
];

const fn marks(row: &str) -> Feature {
    Feature::named(Product::SONAR_TRACKER, "assessments", row)
}
