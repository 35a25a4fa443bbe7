//! Juniper MIS, the school's management information system, as published.
//!
//! The page adds that Full, Partial and Minimal Read-only have no default permissions here; it does not
//! mention Minimal Edit. Viewing and editing are not told apart.

use super::table::{Row, Section, area};
use crate::product::Product;

const fn row(name: &'static str, marks: &str) -> Row {
    super::table::row(Product::JuniperMis, name, marks)
}

// Kept in columns by hand, to be read against the published page.
#[rustfmt::skip]
pub(super) const AREAS: &[Section] = &[
    //                                                  AO AA FE PE
    area("Groups", &[
        row("Groups",                                   "✓  ✓  ✓  ✓")
            .note("The help articles agree: Partial Edit and above."),
    ]),
    area("Pupils", &[
        row("All pupils",                               "✓  ✓  ✓  ✓"),
        row("Pupils - Personal Details",                "✓  ✓  ✓  ✓"),
        row("Pupils - Funding/Census",                  "✓  ✓  ✓  -"),
        row("Pupils - School",                          "✓  ✓  ✓  -"),
        row("Pupils - Attendances",                     "✓  ✓  ✓  -"),
        row("Pupils - Contacts",                        "✓  ✓  ✓  -"),
        row("Pupils - Consents",                        "✓  ✓  ✓  ✓"),
        row("Pupils - Notes",                           "✓  ✓  ✓  -"),
        row("Pupils - Special Educational Needs",       "✓  ✓  ✓  -"),
        row("Pupils - Custom Fields",                   "✓  ✓  ✓  -"),
        row("Pupils - Documents",                       "✓  ✓  ✓  -"),
        row("Pupils - Medical",                         "✓  ✓  ✓  -"),
        row("Pupils - Safeguarding",                    "✓  ✓  ✓  -"),
        row("Pupils - Behaviours",                      "✓  ✓  ✓  -"),
        row("Pupils - Assessments",                     "✓  ✓  ✓  -"),
        row("Pupils - Admissions",                      "✓  ✓  ✓  -"),
        row("Statutory assessment",                     "✓  ✓  ✓  ✓")
            .ambiguous("Published without marks, so it could be an empty heading. Read as a feature of \
               Pupils that all four roles have: a heading with nothing below it would say nothing."),
    ]),
    area("Behaviours", &[
        row("Behaviours",                               "✓  ✓  ✓  -"),
        row("Behaviour Types",                          "✓  ✓  ✓  -"),
        row("Behaviour Categories",                     "✓  ✓  ✓  -"),
    ]),
    area("Contacts", &[
        row("All contacts",                             "✓  ✓  ✓  ✓"),
        row("All siblings",                             "✓  ✓  ✓  ✓"),
        row("All parents",                              "✓  ✓  ✓  ✓"),
        row("Contact Types",                            "✓  ✓  ✓  ✓"),
    ]),
    area("Staff", &[
        row("Staff - Personal Details",                 "✓  ✓  ✓  -"),
        row("Staff - Employment Details",               "✓  ✓  ✓  -"),
        row("Staff - Contacts",                         "✓  ✓  ✓  -"),
        row("Staff - Contracts",                        "✓  ✓  ✓  -"),
        row("Staff - Absences",                         "✓  ✓  ✓  -"),
        row("Staff - Subjects",                         "✓  ✓  ✓  -"),
        row("Staff - Qualifications",                   "✓  ✓  ✓  -"),
        row("Staff - Notes",                            "✓  ✓  ✓  -"),
        row("Staff - Custom Fields",                    "✓  ✓  ✓  -"),
        row("Staff - Documents",                        "✓  ✓  ✓  -"),
        row("Staff Medical",                            "✓  ✓  ✓  -"),
        row("Staff - SCR",                              "✓  ✓  ✓  -"),
    ]),
    area("Reports", &[
        row("Reports",                                  "✓  ✓  ✓  ✓"),
        row("My Reports",                               "✓  ✓  ✓  -")
            .note("Partial Edit has Reports, but not My Reports."),
        row("Analysis Dashboards",                      "✓  -  -  -")
            .note("For the Account Owner only, as the Audit Log."),
    ]),
    area("Attendance", &[
        row("Attendances Analysis",                     "✓  ✓  ✓  ✓"),
        row("Attendances Over Time",                    "✓  ✓  ✓  ✓"),
        row("Attendances Absence Bandings",             "✓  ✓  ✓  ✓"),
        row("Day of Week Absence",                      "✓  ✓  ✓  ✓"),
        row("Attendance Dashboard",                     "✓  ✓  ✓  ✓"),
        row("Pupil Overview",                           "✓  ✓  ✓  ✓"),
    ]),
    area("Templates", &[
        row("Templates",                                "✓  ✓  ✓  -"),
    ]),
    area("Manage - Attendance", &[
        row("Office Register",                          "✓  ✓  ✓  ✓"),
        row("Attendance Patterns",                      "✓  ✓  ✓  ✓"),
        row("Unauthorised",                             "✓  ✓  ✓  ✓"),
    ]),
    area("Manage - Notes", &[
        row("All Notes",                                "✓  ✓  ✓  ✓"),
        row("Note Categories",                          "✓  ✓  ✓  ✓"),
    ]),
    area("Medical", &[
        row("Medical Conditions",                       "✓  ✓  ✓  ✓"),
        row("Medical Categories",                       "✓  ✓  ✓  ✓"),
        row("Staff Medical Conditions",                 "✓  ✓  ✓  ✓")
            .note("Partial Edit has this, although it does not have Staff Medical."),
    ]),
    area("Audit Log", &[
        row("Audit Log",                                "✓  -  -  -")
            .note("The help articles agree: for the Account Owner only."),
    ]),
    area("Consents", &[
        row("Consents",                                 "✓  ✓  ✓  ✓"),
    ]),
    area("Exclusions", &[
        row("Exclusions",                               "✓  ✓  ✓  -"),
    ]),
    area("Single Central Record", &[
        row("Single Central Record",                    "✓  ✓  ✓  -"),
    ]),
    area("School Meals", &[
        row("Meal Types",                               "✓  ✓  ✓  ✓"),
        row("Meals Log",                                "✓  ✓  ✓  ✓"),
        row("Meals Report",                             "✓  ✓  ✓  -"),
    ]),
    area("Settings - Institution", &[
        row("Institution - School Details",             "✓  ✓  ✓  -"),
        row("Institution - Census Details",             "✓  ✓  ✓  -"),
        row("Institution - Term Dates",                 "✓  ✓  ✓  -")
            .ambiguous("The table gives this to Full Edit, but the help articles let only the Account Owner \
               and an Account Admin set term dates. Read as the table has it: Full Edit at least \
               sees them."),
        row("Institution - Sessions",                   "✓  ✓  ✓  -"),
        row("Institution - Attendance Colour Bandings", "✓  ✓  ✓  -"),
        row("End of year rollup",                       "✓  ✓  -  -")
            .note("The help articles agree: Account Owner or Account Admin."),
    ]),
    area("Settings - Other", &[
        row("Custom Fields",                            "✓  ✓  ✓  -"),
        row("Roles",                                    "✓  ✓  -  -"),
        row("Integrations",                             "✓  ✓  -  -"),
    ]),
    area("Statutory", &[
        row("CTF/ATF Import",                           "✓  ✓  -  -"),
        row("CTF Export",                               "✓  ✓  -  -"),
        row("School Census",                            "✓  ✓  -  -"),
        row("School Workforce Census",                  "✓  ✓  -  -"),
        row("SLASC",                                    "✓  ✓  -  -"),
        row("Pupil Profile Photos Import",              "✓  ✓  -  -"),
        row("Leavers",                                  "✓  ✓  -  -")
            .note("The help articles agree: Account Owner or Account Admin."),
    ]),
];
