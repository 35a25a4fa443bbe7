//! The published table of Juniper Websites, the school's website. It has no custom roles.

use super::table::{ProductTable, Row, Section, area};
use crate::role::Role::{self, *};

/// The product with its table and the rules for reading it.
pub(super) const TABLE: ProductTable = ProductTable::new("juniper-websites", "role_juniper_websites", "Juniper Websites", COLUMNS, AREAS);

const COLUMNS: &[Role] = &[AccountOwner, AccountAdmin, FullEdit, PartialEdit];

const fn row(code: &'static str, name: &'static str, marks: &str) -> Row {
    super::table::row(COLUMNS, code, name, marks)
}

// The columns are aligned by hand, to be proof-read against the published page.
#[rustfmt::skip]
pub(super) const AREAS: &[Section] = &[
    //                                                                                                                      AO AA FE PE
    area("content-management", "Content management", &[
        row("create-and-edit-pages",                               "Create and edit pages",                                 "✓  ✓  ✓  ✓"),
        row("create-and-edit-news-stories-and-blog-posts",         "Create and edit news stories and blog posts",           "✓  ✓  ✓  ✓"),
        row("create-and-edit-news-categories-and-blog-categories", "Create and edit news categories and blog categories",   "✓  ✓  ✓  -"),
        row("create-and-edit-calendars",                           "Create and edit calendars",                             "✓  ✓  ✓  -"),
        row("create-and-edit-calendar-events",                     "Create and edit calendar events",                       "✓  ✓  ✓  ✓"),
        row("create-and-edit-photo-galleries",                     "Create and edit photo galleries",                       "✓  ✓  ✓  -"),
        row("create-and-edit-photo-albums",                        "Create and edit photo albums",                          "✓  ✓  ✓  ✓"),
        row("create-and-edit-forms-surveys-and-polls",             "Create and edit forms, surveys, and polls",             "✓  ✓  ✓  -"),
        row("view-form-and-survey-results",                        "View form and survey results",                          "✓  ✓  ✓  -"),
        row("approve-content-before-it-goes-live",                 "Approve content before it goes live",                   "✓  ✓  ✓  -")
            .ambiguous("One help article names the old Writer and Publisher the other way round, which would \
               swap Full Edit and Partial Edit. Read as the table has it: Full Edit approves."),
        row("submit-content-without-approval",                     "Submit content without approval",                       "✓  ✓  ✓  -")
            .ambiguous("One help article names the old Writer and Publisher the other way round, which would \
               swap Full Edit and Partial Edit. Read as the table has it: Full Edit submits without \
               approval."),
        row("content-requires-approval-before-going-live",         "Content requires approval before going live",           "-  -  -  ✓").restriction("now needs approval", "no longer needs approval")
            .ambiguous("A restriction: whoever has it can do less. The one tick is Partial Edit's, whose \
               content waits for approval."),
        row("access-full-review-queue",                            "Access full review queue",                              "✓  ✓  -  -"),
        row("export-content-pages-documents-and-calendar-events",  "Export content, pages, documents, and calendar events", "✓  ✓  -  -"),
        row("moderate-comments",                                   "Moderate comments",                                     "✓  ✓  ✓  -"),
        row("share-to-social-media",                               "Share to social media",                                 "✓  ✓  ✓  ✓"),
    ]),
    area("file-management", "File management", &[
        row("upload-edit-and-delete-files",                        "Upload, edit, and delete files",                        "✓  ✓  ✓  ✓"),
        row("access-microsite-folders",                            "Access microsite folders",                              "✓  ✓  -  -"),
        row("access-website-files-folders",                        "Access website files folders",                          "✓  ✓  -  -"),
    ]),
    area("site-management", "Site management", &[
        row("full-sitemap-edit-reorder-and-edit",                  "Full sitemap edit (reorder and edit)",                  "✓  ✓  -  -"),
        row("restore-pages",                                       "Restore pages",                                         "✓  ✓  -  -"),
        row("other-administrative-functions",                      "Other administrative functions",                        "✓  ✓  -  -"),
    ]),
    area("website-settings", "Website settings", &[
        row("edit-website-settings-including-pop-up-settings",     "Edit website settings (including pop-up settings)",     "✓  ✓  -  -"),
        row("edit-custom-data",                                    "Edit custom data",                                      "✓  ✓  -  -"),
        row("edit-cookie-bar-and-cookie-list",                     "Edit cookie bar and cookie list",                       "✓  ✓  -  -"),
        row("edit-accessibility-statement-and-policies",           "Edit accessibility statement and policies",             "✓  ✓  -  -"),
        row("manage-languages-and-translations",                   "Manage languages and translations",                     "✓  ✓  -  -"),
        row("manage-social-media-settings",                        "Manage social media settings",                          "✓  ✓  ✓  -"),
        row("updating-add-on-settings",                            "Updating add-on settings",                              "✓  ✓  -  -"),
    ]),
    area("user-role-management", "User / role management", &[
        row("access-user-manager",                                 "Access user manager",                                   "✓  ✓  -  -"),
        row("apply-custom-role-permissions-to-pages",              "Apply custom role permissions to pages",                "✓  ✓  -  -"),
    ]),
];
