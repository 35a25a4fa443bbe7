//! The published table of Sonar Tracker, assessment tracking: 29 of the 31 rows are still to be confirmed.
//!
//! `about` names what the role guidance says about such a row; the guidance does not mention rows without it.

use super::table::{ProductTable, Row, Section, Topic::*, area};
use crate::role::Role;

/// The product with its table and the rules for reading it.
pub(super) const TABLE: ProductTable = ProductTable {
    holds_main_role: true,
    ..ProductTable::new("sonar-tracker", "role", "Sonar Tracker", COLUMNS, AREAS)
};

const COLUMNS: &[Role] = &Role::ALL;

const fn row(code: &'static str, name: &'static str, marks: &str) -> Row {
    super::table::row(COLUMNS, code, name, marks)
}

// The columns are aligned by hand, to be proof-read against the published page.
#[rustfmt::skip]
pub(super) const AREAS: &[Section] = &[
    //                                                                    AO AA FE PE ME FRO PRO MRO
    area("pupils", "Pupils", &[
        row("view-pupils",                 "View pupils",                 "✓  ✓  ✓  ✓  ✓  ✓   ✓   ✓")
            .note("Minimal Read-only sees pupils with their names and dates of birth anonymised."),
    ]),
    area("groups", "Groups", &[
        row("view-groups",                 "View groups",                 "✓  ✓  ✓  ✓  ✓  ✓   ✓   ✓"),
        row("create-groups",               "Create groups",               "?  ?  ?  ?  ?  ?   ?   ?"),
        row("delete-groups",               "Delete groups",               "?  ?  ?  ?  ?  ?   ?   ?"),
    ]),
    area("observations", "Observations", &[
        row("create-observations",         "Create observations",         "?  ?  ?  ?  ?  ?   ?   ?"),
        row("share-with-home",             "Share with home",             "?  ?  ?  ?  ?  ?   ?   ?"),
    ]),
    area("assessments", "Assessments", &[
        row("view-formative",              "View formative",              "?  ?  ?  ?  ?  ?   ?   ?").about(ReadData),
        row("edit-formative-in-year",      "Edit formative in-year",      "?  ?  ?  ?  ?  ?   ?   ?").about(EditFormative),
        row("edit-historical-formative",   "Edit historical formative",   "?  ?  ?  ?  ?  ?   ?   ?").about(EditPastFormative),
        row("view-summative",              "View summative",              "?  ?  ?  ?  ?  ?   ?   ?").about(ReadData),
        row("edit-summative-in-year",      "Edit summative in-year",      "?  ?  ?  ?  ?  ?   ?   ?").about(EditSummative),
        row("edit-historical-summative",   "Edit historical summative",   "?  ?  ?  ?  ?  ?   ?   ?").about(EditPastSummative),
        row("view-tests",                  "View tests",                  "?  ?  ?  ?  ?  ?   ?   ?").about(ReadData),
        row("edit-tests-in-year",          "Edit tests in-year",          "?  ?  ?  ?  ?  ?   ?   ?"),
        row("edit-historical-tests",       "Edit historical tests",       "?  ?  ?  ?  ?  ?   ?   ?"),
        row("view-targets",                "View targets",                "?  ?  ?  ?  ?  ?   ?   ?").about(ReadData),
        row("edit-targets-in-year",        "Edit targets in-year",        "?  ?  ?  ?  ?  ?   ?   ?"),
        row("edit-historical-targets",     "Edit historical targets",     "?  ?  ?  ?  ?  ?   ?   ?"),
        row("view-statutory-data",         "View statutory data",         "?  ?  ?  ?  ?  ?   ?   ?").about(ReadData),
        row("edit-statutory-data-in-year", "Edit statutory data in-year", "?  ?  ?  ?  ?  ?   ?   ?").about(EditStatutory),
        row("edit-historical-statutory",   "Edit historical statutory",   "?  ?  ?  ?  ?  ?   ?   ?").about(EditPastStatutory),
    ]),
    area("analysis", "Analysis", &[
        row("view-dashboard",              "View dashboard",              "?  ?  ?  ?  ?  ?   ?   ?").about(ReadData),
    ]),
    area("reports", "Reports", &[
        row("view-reports",                "View reports",                "?  ?  ?  ?  ?  ?   ?   ?").about(ReadData),
    ]),
    area("school", "School", &[
        row("view-pupil-summary",          "View pupil summary",          "?  ?  ?  ?  ?  ?   ?   ?").about(ReadData),
        row("view-assessment-settings",    "View assessment settings",    "?  ?  ?  ?  ?  ?   ?   ?"),
        row("edit-assessment-settings",    "Edit assessment settings",    "?  ?  ?  ?  ?  ?   ?   ?").about(SetUpSchool),
        row("view-groups-summary",         "View groups summary",         "?  ?  ?  ?  ?  ?   ?   ?").about(ReadData),
        row("import-data-via-ctf",         "Import data via CTF",         "?  ?  ?  ?  ?  ?   ?   ?"),
        row("export-data",                 "Export data",                 "?  ?  ?  ?  ?  ?   ?   ?"),
        row("view-report-templates",       "View report templates",       "?  ?  ?  ?  ?  ?   ?   ?"),
        row("create-report-template",      "Create report template",      "?  ?  ?  ?  ?  ?   ?   ?"),
    ]),
];
