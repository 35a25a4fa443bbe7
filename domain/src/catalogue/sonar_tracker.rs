//! Sonar Tracker, assessment tracking, as published: 29 of the 31 rows are still to be confirmed.
//!
//! `about` names what the role guidance knows of such a row; a row without it is not mentioned there.

use super::table::{Row, Section, Topic::*, area};
use crate::product::Product;

const fn row(name: &'static str, marks: &str) -> Row {
    super::table::row(Product::SonarTracker, name, marks)
}

// Kept in columns by hand, to be read against the published page.
#[rustfmt::skip]
pub(super) const AREAS: &[Section] = &[
    //                                     AO AA FE PE ME FRO PRO MRO
    area("Pupils", &[
        row("View pupils",                 "✓  ✓  ✓  ✓  ✓  ✓   ✓   ✓")
            .note("Minimal Read-only sees pupils with their names and dates of birth anonymised."),
    ]),
    area("Groups", &[
        row("View groups",                 "✓  ✓  ✓  ✓  ✓  ✓   ✓   ✓"),
        row("Create groups",               "?  ?  ?  ?  ?  ?   ?   ?"),
        row("Delete groups",               "?  ?  ?  ?  ?  ?   ?   ?"),
    ]),
    area("Observations", &[
        row("Create observations",         "?  ?  ?  ?  ?  ?   ?   ?"),
        row("Share with home",             "?  ?  ?  ?  ?  ?   ?   ?"),
    ]),
    area("Assessments", &[
        row("View formative",              "?  ?  ?  ?  ?  ?   ?   ?").about(ReadData),
        row("Edit formative in-year",      "?  ?  ?  ?  ?  ?   ?   ?").about(EditFormative),
        row("Edit historical formative",   "?  ?  ?  ?  ?  ?   ?   ?").about(EditPastFormative),
        row("View summative",              "?  ?  ?  ?  ?  ?   ?   ?").about(ReadData),
        row("Edit summative in-year",      "?  ?  ?  ?  ?  ?   ?   ?").about(EditSummative),
        row("Edit historical summative",   "?  ?  ?  ?  ?  ?   ?   ?").about(EditPastSummative),
        row("View tests",                  "?  ?  ?  ?  ?  ?   ?   ?").about(ReadData),
        row("Edit tests in-year",          "?  ?  ?  ?  ?  ?   ?   ?"),
        row("Edit historical tests",       "?  ?  ?  ?  ?  ?   ?   ?"),
        row("View targets",                "?  ?  ?  ?  ?  ?   ?   ?").about(ReadData),
        row("Edit targets in-year",        "?  ?  ?  ?  ?  ?   ?   ?"),
        row("Edit historical targets",     "?  ?  ?  ?  ?  ?   ?   ?"),
        row("View statutory data",         "?  ?  ?  ?  ?  ?   ?   ?").about(ReadData),
        row("Edit statutory data in-year", "?  ?  ?  ?  ?  ?   ?   ?").about(EditStatutory),
        row("Edit historical statutory",   "?  ?  ?  ?  ?  ?   ?   ?").about(EditPastStatutory),
    ]),
    area("Analysis", &[
        row("View dashboard",              "?  ?  ?  ?  ?  ?   ?   ?").about(ReadData),
    ]),
    area("Reports", &[
        row("View reports",                "?  ?  ?  ?  ?  ?   ?   ?").about(ReadData),
    ]),
    area("School", &[
        row("View pupil summary",          "?  ?  ?  ?  ?  ?   ?   ?").about(ReadData),
        row("View assessment settings",    "?  ?  ?  ?  ?  ?   ?   ?"),
        row("Edit assessment settings",    "?  ?  ?  ?  ?  ?   ?   ?").about(SetUpSchool),
        row("View groups summary",         "?  ?  ?  ?  ?  ?   ?   ?").about(ReadData),
        row("Import data via CTF",         "?  ?  ?  ?  ?  ?   ?   ?"),
        row("Export data",                 "?  ?  ?  ?  ?  ?   ?   ?"),
        row("View report templates",       "?  ?  ?  ?  ?  ?   ?   ?"),
        row("Create report template",      "?  ?  ?  ?  ?  ?   ?   ?"),
    ]),
];
