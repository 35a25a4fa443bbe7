//! Portal, the start page, as published. Its table has no column for Account Admin.

use super::table::{Row, Section, area};
use crate::product::Product;

const fn row(name: &'static str, marks: &str) -> Row {
    super::table::row(Product::Portal, name, marks)
}

// Kept in columns by hand, to be read against the published page.
#[rustfmt::skip]
pub(super) const AREAS: &[Section] = &[
    //                                                                       AO FE PE ME FRO PRO MRO
    area("Invites", &[
        row("Invite staff as users",                                         "✓  ✓  -  -  -   -   -")
            .ambiguous("The table gives this to Account Owner and Full Edit, but the help articles speak of \
               administrators only. Read as the table has it."),
        row("Invite parents to app",                                         "✓  ✓  -  -  -   -   -")
            .ambiguous("The table gives this to Account Owner and Full Edit, but the help articles speak of \
               administrators only. Read as the table has it."),
    ]),
    area("SIP objectives", &[
        row("Edit SIP objectives",                                           "✓  ✓  -  -  -   -   -"),
        row("View SIP objectives",                                           "✓  ✓  ✓  ✓  ✓   ✓   ✓"),
    ]),
    area("Payments", &[
        row("Set and view Stripe account",                                   "✓  ✓  -  -  -   -   -"),
    ]),
    area("Key contacts", &[
        row("Edit key contacts",                                             "✓  ✓  -  -  -   -   -"),
        row("View key contacts",                                             "✓  ✓  -  -  -   -   -"),
    ]),
    area("Resources", &[
        row("Visibility",                                                    "✓  ✓  ✓  ✓  ✓   ✓   ✓")
            .ambiguous("Could be a heading below Resources. Read as a feature that every role with a column \
               has."),
    ]),
    area("Dashboard", &[
        row("Add apps and shortcuts",                                        "✓  ✓  ✓  ✓  ✓   ✓   ✓"),
        row("View latest articles, news and updates from Juniper Education", "✓  ✓  ✓  ✓  ✓   ✓   ✓"),
        row("Access help centre",                                            "✓  ✓  ✓  ✓  ✓   ✓   ✓"),
        row("Access Juniper Training Centre",                                "✓  ✓  ✓  ✓  ✓   ✓   ✓"),
        row("Contact support",                                               "✓  ✓  ✓  ✓  ✓   ✓   ✓"),
    ]),
];
