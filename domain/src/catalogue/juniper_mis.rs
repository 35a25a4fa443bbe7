//! The published table of Juniper MIS, the school's management information system.
//!
//! The page adds that Full, Partial and Minimal Read-only have no default permissions here; it does not mention Minimal
//! Edit. It makes no distinction between viewing and editing.

use super::table::{ProductTable, Row, Section, Unlisted, area};
use crate::role::Role::{self, *};

/// The product with its table and the rules for reading it.
pub(super) const TABLE: ProductTable = ProductTable {
    unlisted: Unlisted::ReadOnlyHasNoDefaults,
    ..ProductTable::new("juniper-mis", "role_juniper_mis", "Juniper MIS", COLUMNS, AREAS)
};

const COLUMNS: &[Role] = &[AccountOwner, AccountAdmin, FullEdit, PartialEdit];

const fn row(code: &'static str, name: &'static str, marks: &str) -> Row {
    super::table::row(COLUMNS, code, name, marks)
}

// The columns are aligned by hand, to be proof-read against the published page.
#[rustfmt::skip]
pub(super) const AREAS: &[Section] = &[
    //                                                                                            AO AA FE PE
    area("groups", "Groups", &[
        row("groups",                                 "Groups",                                   "✓  ✓  ✓  ✓")
            .note("The help articles agree: Partial Edit and above."),
    ]),
    area("pupils", "Pupils", &[
        row("all-pupils",                             "All pupils",                               "✓  ✓  ✓  ✓"),
        row("pupils-personal-details",                "Pupils - Personal Details",                "✓  ✓  ✓  ✓"),
        row("pupils-funding-census",                  "Pupils - Funding/Census",                  "✓  ✓  ✓  -"),
        row("pupils-school",                          "Pupils - School",                          "✓  ✓  ✓  -"),
        row("pupils-attendances",                     "Pupils - Attendances",                     "✓  ✓  ✓  -"),
        row("pupils-contacts",                        "Pupils - Contacts",                        "✓  ✓  ✓  -"),
        row("pupils-consents",                        "Pupils - Consents",                        "✓  ✓  ✓  ✓"),
        row("pupils-notes",                           "Pupils - Notes",                           "✓  ✓  ✓  -"),
        row("pupils-special-educational-needs",       "Pupils - Special Educational Needs",       "✓  ✓  ✓  -"),
        row("pupils-custom-fields",                   "Pupils - Custom Fields",                   "✓  ✓  ✓  -"),
        row("pupils-documents",                       "Pupils - Documents",                       "✓  ✓  ✓  -"),
        row("pupils-medical",                         "Pupils - Medical",                         "✓  ✓  ✓  -"),
        row("pupils-safeguarding",                    "Pupils - Safeguarding",                    "✓  ✓  ✓  -"),
        row("pupils-behaviours",                      "Pupils - Behaviours",                      "✓  ✓  ✓  -"),
        row("pupils-assessments",                     "Pupils - Assessments",                     "✓  ✓  ✓  -"),
        row("pupils-admissions",                      "Pupils - Admissions",                      "✓  ✓  ✓  -"),
        row("statutory-assessment",                   "Statutory assessment",                     "✓  ✓  ✓  ✓")
            .ambiguous("Published without marks, so it could be an empty heading. Read as a feature of \
               Pupils that all four roles have: a heading with nothing below it would say nothing."),
    ]),
    area("behaviours", "Behaviours", &[
        row("behaviours",                             "Behaviours",                               "✓  ✓  ✓  -"),
        row("behaviour-types",                        "Behaviour Types",                          "✓  ✓  ✓  -"),
        row("behaviour-categories",                   "Behaviour Categories",                     "✓  ✓  ✓  -"),
    ]),
    area("contacts", "Contacts", &[
        row("all-contacts",                           "All contacts",                             "✓  ✓  ✓  ✓"),
        row("all-siblings",                           "All siblings",                             "✓  ✓  ✓  ✓"),
        row("all-parents",                            "All parents",                              "✓  ✓  ✓  ✓"),
        row("contact-types",                          "Contact Types",                            "✓  ✓  ✓  ✓"),
    ]),
    area("staff", "Staff", &[
        row("staff-personal-details",                 "Staff - Personal Details",                 "✓  ✓  ✓  -"),
        row("staff-employment-details",               "Staff - Employment Details",               "✓  ✓  ✓  -"),
        row("staff-contacts",                         "Staff - Contacts",                         "✓  ✓  ✓  -"),
        row("staff-contracts",                        "Staff - Contracts",                        "✓  ✓  ✓  -"),
        row("staff-absences",                         "Staff - Absences",                         "✓  ✓  ✓  -"),
        row("staff-subjects",                         "Staff - Subjects",                         "✓  ✓  ✓  -"),
        row("staff-qualifications",                   "Staff - Qualifications",                   "✓  ✓  ✓  -"),
        row("staff-notes",                            "Staff - Notes",                            "✓  ✓  ✓  -"),
        row("staff-custom-fields",                    "Staff - Custom Fields",                    "✓  ✓  ✓  -"),
        row("staff-documents",                        "Staff - Documents",                        "✓  ✓  ✓  -"),
        row("staff-medical",                          "Staff Medical",                            "✓  ✓  ✓  -"),
        row("staff-scr",                              "Staff - SCR",                              "✓  ✓  ✓  -"),
    ]),
    area("reports", "Reports", &[
        row("reports",                                "Reports",                                  "✓  ✓  ✓  ✓"),
        row("my-reports",                             "My Reports",                               "✓  ✓  ✓  -")
            .note("Partial Edit has Reports, but not My Reports."),
        row("analysis-dashboards",                    "Analysis Dashboards",                      "✓  -  -  -")
            .note("For the Account Owner only, as the Audit Log."),
    ]),
    area("attendance", "Attendance", &[
        row("attendances-analysis",                   "Attendances Analysis",                     "✓  ✓  ✓  ✓"),
        row("attendances-over-time",                  "Attendances Over Time",                    "✓  ✓  ✓  ✓"),
        row("attendances-absence-bandings",           "Attendances Absence Bandings",             "✓  ✓  ✓  ✓"),
        row("day-of-week-absence",                    "Day of Week Absence",                      "✓  ✓  ✓  ✓"),
        row("attendance-dashboard",                   "Attendance Dashboard",                     "✓  ✓  ✓  ✓"),
        row("pupil-overview",                         "Pupil Overview",                           "✓  ✓  ✓  ✓"),
    ]),
    area("templates", "Templates", &[
        row("templates",                              "Templates",                                "✓  ✓  ✓  -"),
    ]),
    area("manage-attendance", "Manage - Attendance", &[
        row("office-register",                        "Office Register",                          "✓  ✓  ✓  ✓"),
        row("attendance-patterns",                    "Attendance Patterns",                      "✓  ✓  ✓  ✓"),
        row("unauthorised",                           "Unauthorised",                             "✓  ✓  ✓  ✓"),
    ]),
    area("manage-notes", "Manage - Notes", &[
        row("all-notes",                              "All Notes",                                "✓  ✓  ✓  ✓"),
        row("note-categories",                        "Note Categories",                          "✓  ✓  ✓  ✓"),
    ]),
    area("medical", "Medical", &[
        row("medical-conditions",                     "Medical Conditions",                       "✓  ✓  ✓  ✓"),
        row("medical-categories",                     "Medical Categories",                       "✓  ✓  ✓  ✓"),
        row("staff-medical-conditions",               "Staff Medical Conditions",                 "✓  ✓  ✓  ✓")
            .note("Partial Edit has this, although it does not have Staff Medical."),
    ]),
    area("audit-log", "Audit Log", &[
        row("audit-log",                              "Audit Log",                                "✓  -  -  -")
            .note("The help articles agree: for the Account Owner only."),
    ]),
    area("consents", "Consents", &[
        row("consents",                               "Consents",                                 "✓  ✓  ✓  ✓"),
    ]),
    area("exclusions", "Exclusions", &[
        row("exclusions",                             "Exclusions",                               "✓  ✓  ✓  -"),
    ]),
    area("single-central-record", "Single Central Record", &[
        row("single-central-record",                  "Single Central Record",                    "✓  ✓  ✓  -"),
    ]),
    area("school-meals", "School Meals", &[
        row("meal-types",                             "Meal Types",                               "✓  ✓  ✓  ✓"),
        row("meals-log",                              "Meals Log",                                "✓  ✓  ✓  ✓"),
        row("meals-report",                           "Meals Report",                             "✓  ✓  ✓  -"),
    ]),
    area("settings-institution", "Settings - Institution", &[
        row("institution-school-details",             "Institution - School Details",             "✓  ✓  ✓  -"),
        row("institution-census-details",             "Institution - Census Details",             "✓  ✓  ✓  -"),
        row("institution-term-dates",                 "Institution - Term Dates",                 "✓  ✓  ✓  -")
            .ambiguous("The table gives this to Full Edit, but the help articles let only the Account Owner \
               and an Account Admin set term dates. Read as the table has it: Full Edit at least \
               sees them."),
        row("institution-sessions",                   "Institution - Sessions",                   "✓  ✓  ✓  -"),
        row("institution-attendance-colour-bandings", "Institution - Attendance Colour Bandings", "✓  ✓  ✓  -"),
        row("end-of-year-rollup",                     "End of year rollup",                       "✓  ✓  -  -")
            .note("The help articles agree: Account Owner or Account Admin."),
    ]),
    area("settings-other", "Settings - Other", &[
        row("custom-fields",                          "Custom Fields",                            "✓  ✓  ✓  -"),
        row("roles",                                  "Roles",                                    "✓  ✓  -  -"),
        row("integrations",                           "Integrations",                             "✓  ✓  -  -"),
    ]),
    area("statutory", "Statutory", &[
        row("ctf-atf-import",                         "CTF/ATF Import",                           "✓  ✓  -  -"),
        row("ctf-export",                             "CTF Export",                               "✓  ✓  -  -"),
        row("school-census",                          "School Census",                            "✓  ✓  -  -"),
        row("school-workforce-census",                "School Workforce Census",                  "✓  ✓  -  -"),
        row("slasc",                                  "SLASC",                                    "✓  ✓  -  -"),
        row("pupil-profile-photos-import",            "Pupil Profile Photos Import",              "✓  ✓  -  -"),
        row("leavers",                                "Leavers",                                  "✓  ✓  -  -")
            .note("The help articles agree: Account Owner or Account Admin."),
    ]),
];
