//! Comms Hub, messages, awards and news, as published. Its table has no column for Account Admin.
//!
//! `*` is off by default and may be switched on for a person.

use super::table::{Row, Section, area};
use crate::product::Product;

const fn row(name: &'static str, marks: &str) -> Row {
    super::table::row(Product::CommsHub, name, marks)
}

/// The areas whose permissions a school sets per person: *Product permissions* in Comms Hub.
pub(super) const SET_PER_PERSON: [&str; 2] = ["Compose - send messages", "Approvals"];

// Kept in columns by hand, to be read against the published page.
#[rustfmt::skip]
pub(super) const AREAS: &[Section] = &[
    //                                               AO FE PE ME FRO PRO MRO
    area("Groups", &[
        row("View all groups",                       "✓  ✓  -  -  -   -   -"),
        row("View restricted groups",                "✓  -  -  -  -   -   -")
            .note("For the Account Owner only."),
    ]),
    area("Invite users", &[
        row("Invite users",                          "✓  ✓  -  -  -   -   -")
            .ambiguous("The table gives this to Account Owner and Full Edit, but the help articles name only \
               the Account Owner and an Account Admin. Read as the table has it."),
    ]),
    area("Compose - send messages", &[
        row("Send email",                            "✓  ✓  *  -  -   -   -")
            .ambiguous("Off for Partial Edit, and may be switched on for a person. The marks could also be \
               read as leaving Full Edit without it, which would put Full Edit below Partial Edit."),
        row("Send SMS",                              "✓  ✓  *  -  -   -   -")
            .ambiguous("Off for Partial Edit, and may be switched on for a person. The marks could also be \
               read as leaving Full Edit without it, which would put Full Edit below Partial Edit."),
        row("Send app message",                      "✓  ✓  *  -  -   -   -")
            .ambiguous("Off for Partial Edit, and may be switched on for a person. The marks could also be \
               read as leaving Full Edit without it, which would put Full Edit below Partial Edit."),
    ]),
    area("Awards and activities", &[
        row("All classes",                           "✓  ✓  -  -  -   -   -"),
        row("Award badges, points and observations", "✓  ✓  -  -  -   -   -"),
    ]),
    area("Approvals", &[
        row("Approve badges",                        "✓  ✓  -  -  -   -   -"),
        row("Approve points",                        "✓  ✓  -  -  -   -   -"),
        row("Approve observations",                  "✓  ✓  -  -  -   -   -"),
        row("Approve news",                          "✓  ✓  -  -  -   -   -"),
        row("Approve newsletters",                   "✓  ✓  -  -  -   -   -"),
    ]),
    area("Calendar", &[
        row("Connect calendars",                     "✓  ✓  -  -  -   -   -"),
        row("View calendar",                         "✓  ✓  ✓  -  -   -   -"),
    ]),
    area("Settings", &[
        row("Configure settings",                    "✓  ✓  -  -  -   -   -")
            .note("The help articles agree: Account Owner, Account Admin or Full Edit."),
    ]),
];
