//! The published table of Portal, the start page. It has no column for Account Admin.

use super::table::{ProductTable, Row, Section, Unlisted, area};
use crate::role::Role::{self, *};

/// The product with its table and the rules for reading it.
pub(super) const TABLE: ProductTable = ProductTable {
    unlisted: Unlisted::AdminBetween,
    ..ProductTable::new("portal", "role_portal", "Portal", COLUMNS, AREAS)
};

const COLUMNS: &[Role] = &[AccountOwner, FullEdit, PartialEdit, MinimalEdit, FullReadOnly, PartialReadOnly, MinimalReadOnly];

const fn row(code: &'static str, name: &'static str, marks: &str) -> Row {
    super::table::row(COLUMNS, code, name, marks)
}

// The columns are aligned by hand, to be proof-read against the published page.
#[rustfmt::skip]
pub(super) const AREAS: &[Section] = &[
    //                                                                                                                                       AO FE PE ME FRO PRO MRO
    area("invites", "Invites", &[
        row("invite-staff-as-users",                                        "Invite staff as users",                                         "✓  ✓  -  -  -   -   -")
            .ambiguous("The table gives this to Account Owner and Full Edit, but the help articles speak of \
               administrators only. Read as the table has it."),
        row("invite-parents-to-app",                                        "Invite parents to app",                                         "✓  ✓  -  -  -   -   -")
            .ambiguous("The table gives this to Account Owner and Full Edit, but the help articles speak of \
               administrators only. Read as the table has it."),
    ]),
    area("sip-objectives", "SIP objectives", &[
        row("edit-sip-objectives",                                          "Edit SIP objectives",                                           "✓  ✓  -  -  -   -   -"),
        row("view-sip-objectives",                                          "View SIP objectives",                                           "✓  ✓  ✓  ✓  ✓   ✓   ✓"),
    ]),
    area("payments", "Payments", &[
        row("set-and-view-stripe-account",                                  "Set and view Stripe account",                                   "✓  ✓  -  -  -   -   -"),
    ]),
    area("key-contacts", "Key contacts", &[
        row("edit-key-contacts",                                            "Edit key contacts",                                             "✓  ✓  -  -  -   -   -"),
        row("view-key-contacts",                                            "View key contacts",                                             "✓  ✓  -  -  -   -   -"),
    ]),
    area("resources", "Resources", &[
        row("visibility",                                                   "Visibility",                                                    "✓  ✓  ✓  ✓  ✓   ✓   ✓")
            .ambiguous("Could be a heading below Resources. Read as a feature that every role with a column \
               has."),
    ]),
    area("dashboard", "Dashboard", &[
        row("add-apps-and-shortcuts",                                       "Add apps and shortcuts",                                        "✓  ✓  ✓  ✓  ✓   ✓   ✓"),
        row("view-latest-articles-news-and-updates-from-juniper-education", "View latest articles, news and updates from Juniper Education", "✓  ✓  ✓  ✓  ✓   ✓   ✓"),
        row("access-help-centre",                                           "Access help centre",                                            "✓  ✓  ✓  ✓  ✓   ✓   ✓"),
        row("access-juniper-training-centre",                               "Access Juniper Training Centre",                                "✓  ✓  ✓  ✓  ✓   ✓   ✓"),
        row("contact-support",                                              "Contact support",                                               "✓  ✓  ✓  ✓  ✓   ✓   ✓"),
    ]),
];
