//! The published table of Comms Hub: messages, awards and news. It has no column for Account Admin.
//!
//! `*` is off by default and can be switched on for a person.

use super::table::{ProductTable, Row, Section, Unlisted, area};
use crate::role::Role::{self, *};

/// The product with its table and the rules for reading it.
pub(super) const TABLE: ProductTable = ProductTable {
    unlisted: Unlisted::AdminBetween,
    // *Product permissions*: who composes and sends messages, and who approves them.
    set_per_person: &["compose-send-messages", "approvals"],
    says_per_person: "who sends messages and who approves",
    ..ProductTable::new("comms-hub", "role_comms_hub", "Comms Hub", COLUMNS, AREAS)
};

const COLUMNS: &[Role] = &[AccountOwner, FullEdit, PartialEdit, MinimalEdit, FullReadOnly, PartialReadOnly, MinimalReadOnly];

const fn row(code: &'static str, name: &'static str, marks: &str) -> Row {
    super::table::row(COLUMNS, code, name, marks)
}

// The columns are aligned by hand, to be proof-read against the published page.
#[rustfmt::skip]
pub(super) const AREAS: &[Section] = &[
    //                                                                                       AO FE PE ME FRO PRO MRO
    area("groups", "Groups", &[
        row("view-all-groups",                      "View all groups",                       "✓  ✓  -  -  -   -   -"),
        row("view-restricted-groups",               "View restricted groups",                "✓  -  -  -  -   -   -")
            .note("For the Account Owner only."),
    ]),
    area("invite-users", "Invite users", &[
        row("invite-users",                         "Invite users",                          "✓  ✓  -  -  -   -   -")
            .ambiguous("The table gives this to Account Owner and Full Edit, but the help articles name only \
               the Account Owner and an Account Admin. Read as the table has it."),
    ]),
    area("compose-send-messages", "Compose - send messages", &[
        row("send-email",                           "Send email",                            "✓  ✓  *  -  -   -   -")
            .ambiguous("Off for Partial Edit, and may be switched on for a person. The marks could also be \
               read as leaving Full Edit without it, which would put Full Edit below Partial Edit."),
        row("send-sms",                             "Send SMS",                              "✓  ✓  *  -  -   -   -")
            .ambiguous("Off for Partial Edit, and may be switched on for a person. The marks could also be \
               read as leaving Full Edit without it, which would put Full Edit below Partial Edit."),
        row("send-app-message",                     "Send app message",                      "✓  ✓  *  -  -   -   -")
            .ambiguous("Off for Partial Edit, and may be switched on for a person. The marks could also be \
               read as leaving Full Edit without it, which would put Full Edit below Partial Edit."),
    ]),
    area("awards-and-activities", "Awards and activities", &[
        row("all-classes",                          "All classes",                           "✓  ✓  -  -  -   -   -"),
        row("award-badges-points-and-observations", "Award badges, points and observations", "✓  ✓  -  -  -   -   -"),
    ]),
    area("approvals", "Approvals", &[
        row("approve-badges",                       "Approve badges",                        "✓  ✓  -  -  -   -   -"),
        row("approve-points",                       "Approve points",                        "✓  ✓  -  -  -   -   -"),
        row("approve-observations",                 "Approve observations",                  "✓  ✓  -  -  -   -   -"),
        row("approve-news",                         "Approve news",                          "✓  ✓  -  -  -   -   -"),
        row("approve-newsletters",                  "Approve newsletters",                   "✓  ✓  -  -  -   -   -"),
    ]),
    area("calendar", "Calendar", &[
        row("connect-calendars",                    "Connect calendars",                     "✓  ✓  -  -  -   -   -"),
        row("view-calendar",                        "View calendar",                         "✓  ✓  ✓  -  -   -   -"),
    ]),
    area("settings", "Settings", &[
        row("configure-settings",                   "Configure settings",                    "✓  ✓  -  -  -   -   -")
            .note("The help articles agree: Account Owner, Account Admin or Full Edit."),
    ]),
];
