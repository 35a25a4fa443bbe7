//! Juniper Websites, the school's website, as published. Custom roles are not part of it.

use super::table::{Row, Section, area};
use crate::product::Product;

const fn row(name: &'static str, marks: &str) -> Row {
    super::table::row(Product::JuniperWebsites, name, marks)
}

// Kept in columns by hand, to be read against the published page.
#[rustfmt::skip]
pub(super) const AREAS: &[Section] = &[
    //                                                               AO AA FE PE
    area("Content management", &[
        row("Create and edit pages",                                 "✓  ✓  ✓  ✓"),
        row("Create and edit news stories and blog posts",           "✓  ✓  ✓  ✓"),
        row("Create and edit news categories and blog categories",   "✓  ✓  ✓  -"),
        row("Create and edit calendars",                             "✓  ✓  ✓  -"),
        row("Create and edit calendar events",                       "✓  ✓  ✓  ✓"),
        row("Create and edit photo galleries",                       "✓  ✓  ✓  -"),
        row("Create and edit photo albums",                          "✓  ✓  ✓  ✓"),
        row("Create and edit forms, surveys, and polls",             "✓  ✓  ✓  -"),
        row("View form and survey results",                          "✓  ✓  ✓  -"),
        row("Approve content before it goes live",                   "✓  ✓  ✓  -")
            .ambiguous("One help article names the old Writer and Publisher the other way round, which would \
               swap Full Edit and Partial Edit. Read as the table has it: Full Edit approves."),
        row("Submit content without approval",                       "✓  ✓  ✓  -")
            .ambiguous("One help article names the old Writer and Publisher the other way round, which would \
               swap Full Edit and Partial Edit. Read as the table has it: Full Edit submits without \
               approval."),
        row("Content requires approval before going live",           "-  -  -  ✓").restriction()
            .ambiguous("A restriction: whoever has it can do less. The one tick is Partial Edit's, whose \
               content waits for approval."),
        row("Access full review queue",                              "✓  ✓  -  -"),
        row("Export content, pages, documents, and calendar events", "✓  ✓  -  -"),
        row("Moderate comments",                                     "✓  ✓  ✓  -"),
        row("Share to social media",                                 "✓  ✓  ✓  ✓"),
    ]),
    area("File management", &[
        row("Upload, edit, and delete files",                        "✓  ✓  ✓  ✓"),
        row("Access microsite folders",                              "✓  ✓  -  -"),
        row("Access website files folders",                          "✓  ✓  -  -"),
    ]),
    area("Site management", &[
        row("Full sitemap edit (reorder and edit)",                  "✓  ✓  -  -"),
        row("Restore pages",                                         "✓  ✓  -  -"),
        row("Other administrative functions",                        "✓  ✓  -  -"),
    ]),
    area("Website settings", &[
        row("Edit website settings (including pop-up settings)",     "✓  ✓  -  -"),
        row("Edit custom data",                                      "✓  ✓  -  -"),
        row("Edit cookie bar and cookie list",                       "✓  ✓  -  -"),
        row("Edit accessibility statement and policies",             "✓  ✓  -  -"),
        row("Manage languages and translations",                     "✓  ✓  -  -"),
        row("Manage social media settings",                          "✓  ✓  ✓  -"),
        row("Updating add-on settings",                              "✓  ✓  -  -"),
    ]),
    area("User / role management", &[
        row("Access user manager",                                   "✓  ✓  -  -"),
        row("Apply custom role permissions to pages",                "✓  ✓  -  -"),
    ]),
];
