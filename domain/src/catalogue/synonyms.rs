//! The words that people in schools use for permissions and that the published tables do not have.

/// Words, and the permissions that they mean: each by the code of a feature, of an area or of a product. Words are in
/// lower case and without hyphens, as [`crate::search`] compares them.
pub(crate) const SYNONYMS: &[(&[&str], &[&str])] = &[
    (
        &["sen", "send", "senco", "sendco", "ehcp", "inclusion", "disability"],
        &["juniper-mis/pupils/pupils-special-educational-needs"],
    ),
    (
        &["safeguarding", "dsl", "ddsl", "cpoms", "protection", "concern", "concerns", "cp"],
        &["juniper-mis/pupils/pupils-safeguarding"],
    ),
    (
        &["health", "allergy", "allergies", "medicine", "medication", "doctor", "illness", "asthma", "epipen"],
        &["juniper-mis/pupils/pupils-medical", "juniper-mis/medical"],
    ),
    (
        &["dbs", "scr", "vetting", "checks", "clearance"],
        &["juniper-mis/single-central-record/single-central-record", "juniper-mis/staff/staff-scr"],
    ),
    (&["text", "texts", "texting", "sms", "mobile"], &["comms-hub/compose-send-messages/send-sms"]),
    (
        &[
            "message",
            "messages",
            "messaging",
            "write",
            "contact",
            "tell",
            "notify",
            "parent",
            "parents",
            "carers",
            "families",
        ],
        &["comms-hub/compose-send-messages"],
    ),
    (&["email", "emails", "mail", "mails", "mailing"], &["comms-hub/compose-send-messages/send-email"]),
    (&["push", "notification", "notifications"], &["comms-hub/compose-send-messages/send-app-message"]),
    (
        &["pay", "payment", "payments", "money", "bank", "card", "fees", "invoice", "invoices", "stripe", "dinner"],
        &["portal/payments/set-and-view-stripe-account"],
    ),
    (
        &["pay", "salary", "salaries", "payroll", "wages", "contract", "hours", "hr", "personnel"],
        &["juniper-mis/staff/staff-contracts", "juniper-mis/staff/staff-employment-details"],
    ),
    (&["sickness", "sick", "leave", "cover", "supply"], &["juniper-mis/staff/staff-absences"]),
    (&["training", "cpd", "degree", "certificate", "certificates"], &["juniper-mis/staff/staff-qualifications"]),
    (&["teachers", "colleagues", "employees", "workforce", "personnel"], &["juniper-mis/staff"]),
    (
        &[
            "parent",
            "parents",
            "carer",
            "carers",
            "guardian",
            "mum",
            "dad",
            "family",
            "families",
            "phone",
            "phones",
            "telephone",
            "emergency",
        ],
        &["juniper-mis/contacts", "juniper-mis/pupils/pupils-contacts", "juniper-mis/staff/staff-contacts"],
    ),
    (&["brothers", "sisters", "brother", "sister"], &["juniper-mis/contacts/all-siblings"]),
    (
        &["child", "children", "kids", "students", "student", "learners"],
        &["juniper-mis/pupils", "sonar-tracker/pupils/view-pupils", "sonar-tracker/school/view-pupil-summary"],
    ),
    (
        &["address", "addresses", "birthday", "birthdays", "dob", "ethnicity", "religion", "language", "personal"],
        &["juniper-mis/pupils/pupils-personal-details", "juniper-mis/staff/staff-personal-details"],
    ),
    (&["fsm", "meals", "premium", "pp", "eal", "lac"], &["juniper-mis/pupils/pupils-funding-census"]),
    (&["lunch", "lunches", "dinners", "food", "canteen", "kitchen", "diet"], &["juniper-mis/school-meals"]),
    (
        &[
            "register",
            "registers",
            "registration",
            "absence",
            "absences",
            "absent",
            "late",
            "lates",
            "attendance",
            "present",
        ],
        &["juniper-mis/manage-attendance", "juniper-mis/attendance", "juniper-mis/pupils/pupils-attendances"],
    ),
    (&["truancy", "truant", "unauthorised"], &["juniper-mis/manage-attendance/unauthorised"]),
    (
        &["permission", "consent", "gdpr", "photographs"],
        &["juniper-mis/consents/consents", "juniper-mis/pupils/pupils-consents"],
    ),
    (
        &["behaviour", "behavior", "incident", "incidents", "detention", "detentions", "conduct", "sanctions"],
        &["juniper-mis/behaviours", "juniper-mis/pupils/pupils-behaviours"],
    ),
    (&["rewards", "reward", "merits", "housepoints", "stars"], &["comms-hub/awards-and-activities"]),
    (&["suspension", "suspensions", "suspend", "expel", "excluded"], &["juniper-mis/exclusions/exclusions"]),
    (&["admission", "joiners", "starters", "enrol", "enrolment"], &["juniper-mis/pupils/pupils-admissions"]),
    (&["leaver", "leaving", "leavers"], &["juniper-mis/statutory/leavers"]),
    (
        &["files", "letters", "attachments"],
        &["juniper-mis/pupils/pupils-documents", "juniper-mis/staff/staff-documents"],
    ),
    (
        &["dfe", "return", "returns", "government", "statutory"],
        &["juniper-mis/statutory", "juniper-mis/settings-institution/institution-census-details"],
    ),
    (
        &["transfer", "xml", "import"],
        &["juniper-mis/statutory/ctf-atf-import", "sonar-tracker/school/import-data-via-ctf"],
    ),
    (
        &["export", "download", "extract", "excel", "spreadsheet", "csv"],
        &[
            "sonar-tracker/school/export-data",
            "juniper-mis/statutory/ctf-export",
            "juniper-websites/content-management/export-content-pages-documents-and-calendar-events",
        ],
    ),
    (
        &["photo", "photos", "picture", "pictures", "images"],
        &[
            "juniper-mis/statutory/pupil-profile-photos-import",
            "juniper-websites/content-management/create-and-edit-photo-galleries",
            "juniper-websites/content-management/create-and-edit-photo-albums",
        ],
    ),
    (&["rollover", "promote", "rollup", "yearend"], &["juniper-mis/settings-institution/end-of-year-rollup"]),
    (&["holidays", "holiday", "inset", "terms"], &["juniper-mis/settings-institution/institution-term-dates"]),
    (&["logs", "trail", "history", "tracked"], &["juniper-mis/audit-log/audit-log"]),
    (&["api", "connect", "link", "wonde", "groupcall", "sync"], &["juniper-mis/settings-other/integrations"]),
    (
        &["roles", "rights", "access", "permissions", "admin"],
        &["juniper-mis/settings-other/roles", "juniper-websites/user-role-management"],
    ),
    (
        &[
            "mark",
            "marks",
            "markbook",
            "grades",
            "grade",
            "scores",
            "levels",
            "assess",
            "assessment",
            "attainment",
            "progress",
            "data",
        ],
        &["sonar-tracker/assessments", "juniper-mis/pupils/pupils-assessments"],
    ),
    (
        &["past", "previous", "old", "last", "back", "historic", "backdate"],
        &[
            "sonar-tracker/assessments/edit-historical-formative",
            "sonar-tracker/assessments/edit-historical-summative",
            "sonar-tracker/assessments/edit-historical-tests",
            "sonar-tracker/assessments/edit-historical-targets",
            "sonar-tracker/assessments/edit-historical-statutory",
        ],
    ),
    (
        &["current", "this", "year"],
        &[
            "sonar-tracker/assessments/edit-formative-in-year",
            "sonar-tracker/assessments/edit-summative-in-year",
            "sonar-tracker/assessments/edit-tests-in-year",
            "sonar-tracker/assessments/edit-targets-in-year",
            "sonar-tracker/assessments/edit-statutory-data-in-year",
        ],
    ),
    (
        &["sats", "phonics", "eyfs", "ks1", "ks2", "mtc", "baseline"],
        &[
            "sonar-tracker/assessments/view-statutory-data",
            "sonar-tracker/assessments/edit-statutory-data-in-year",
            "juniper-mis/pupils/statutory-assessment",
        ],
    ),
    (
        &["objectives", "statements", "daily"],
        &["sonar-tracker/assessments/view-formative", "sonar-tracker/assessments/edit-formative-in-year"],
    ),
    (
        &["termly", "judgements", "judgement"],
        &["sonar-tracker/assessments/view-summative", "sonar-tracker/assessments/edit-summative-in-year"],
    ),
    (
        &["exams", "exam", "papers", "nfer", "pira", "puma"],
        &["sonar-tracker/assessments/view-tests", "sonar-tracker/assessments/edit-tests-in-year"],
    ),
    (
        &["goals", "predictions", "expected"],
        &["sonar-tracker/assessments/view-targets", "sonar-tracker/assessments/edit-targets-in-year"],
    ),
    (&["evidence", "journal", "tapestry", "observe"], &["sonar-tracker/observations"]),
    (&["home", "parents", "families"], &["sonar-tracker/observations/share-with-home"]),
    (
        &["classes", "class", "sets", "intervention", "interventions"],
        &["sonar-tracker/groups", "juniper-mis/groups/groups", "comms-hub/awards-and-activities/all-classes"],
    ),
    (
        &["charts", "graphs", "analysis", "statistics", "overview"],
        &["sonar-tracker/analysis", "juniper-mis/reports/analysis-dashboards", "juniper-mis/attendance"],
    ),
    (&["report", "print", "pdf"], &["sonar-tracker/reports", "juniper-mis/reports"]),
    (&["sip", "improvement", "priorities", "ofsted"], &["portal/sip-objectives"]),
    (&["invite", "invitation", "invitations", "add"], &["portal/invites", "comms-hub/invite-users/invite-users"]),
    (
        &["approve", "sign", "moderate", "authorise", "check"],
        &["comms-hub/approvals", "juniper-websites/content-management/approve-content-before-it-goes-live"],
    ),
    (
        &["publish", "publishing", "live"],
        &[
            "juniper-websites/content-management/submit-content-without-approval",
            "juniper-websites/content-management/approve-content-before-it-goes-live",
        ],
    ),
    (&["bulletin", "letter", "magazine"], &["comms-hub/approvals/approve-newsletters"]),
    (
        &["diary", "dates", "events"],
        &[
            "comms-hub/calendar",
            "juniper-websites/content-management/create-and-edit-calendars",
            "juniper-websites/content-management/create-and-edit-calendar-events",
        ],
    ),
    (&["website", "site", "web", "webpage", "homepage"], &["juniper-websites"]),
    (
        &["facebook", "twitter", "instagram", "x"],
        &[
            "juniper-websites/content-management/share-to-social-media",
            "juniper-websites/website-settings/manage-social-media-settings",
        ],
    ),
    (
        &["questionnaire", "survey", "poll", "quiz"],
        &[
            "juniper-websites/content-management/create-and-edit-forms-surveys-and-polls",
            "juniper-websites/content-management/view-form-and-survey-results",
        ],
    ),
    (&["translate", "welsh", "polish"], &["juniper-websites/website-settings/manage-languages-and-translations"]),
    (
        &["popup", "popups", "banner"],
        &["juniper-websites/website-settings/edit-website-settings-including-pop-up-settings"],
    ),
    (&["undo", "undelete", "recover"], &["juniper-websites/site-management/restore-pages"]),
    (&["ticket", "helpdesk"], &["portal/dashboard/contact-support"]),
];
