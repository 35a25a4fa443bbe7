//! The table of addresses: what answers each address, and who gets through. The application's router, the server's
//! router, the links in pages and the tests that walk every address are made from it. Addresses with a query are in
//! `routes/links.rs`, the table's types and macro in `routes/table.rs`; what an address shows is in `pages`.

mod links;
mod table;

pub use links::*;
pub use table::{Answer, Endpoint, Form, Method, Route, Who};

use crate::pages;
use domain::id::{AttributeId, BulkId, ImportId, MemberId, ObservationId, ObservationPhotoId, PhotoId, PupilId};
use domain::person::MemberAction;
use domain::photo::PhotoSize;
use domain::role::HeldRole;
use leptos::prelude::*;
use leptos_router::SsrMode;
use leptos_router::components::{FlatRoutes, Route as RouteOf};
use table::{InPath, Template, table};

table! {
    // A page: its path, what draws it, who gets through, and what it takes by post.
    pages {
        /// The bare address, which redirects to the reader's first page.
        START "/" StartPage SignedIn None;
        /// Signing in.
        SIGN_IN "/sign-in" SignInPage Anybody Open;
        /// Signing out: a form posts here.
        SIGN_OUT "/sign-out" SignOutPage Anybody OfSession;
        /// A forgotten password.
        FORGOTTEN "/forgotten-password" ForgottenPage Anybody Open;
        /// Choosing one of the reader's schools.
        SCHOOLS "/schools" SchoolsPage SignedIn OfSession;
        /// The school.
        SCHOOL "/school" SchoolPage SignedIn None;
        /// The list of people.
        USERS "/users" UsersPage Admins InSchool;
        /// Adding a person.
        ADD_USER "/users/new" AddUserPage Admins InSchool;
        /// Importing lists of staff from the MIS.
        IMPORTS "/users/import" ImportsPage Admins File;
        /// Inviting many people at once.
        INVITE "/users/invite" InvitePage Admins InSchool;
        /// Doing one thing to several people: a form posts here.
        BULK "/users/bulk" BulkPage Admins InSchool;
        /// The list of pupils.
        PUPILS "/pupils" PupilsPage SignedIn None;
        /// Marks of a class, or of the reader's own pupils.
        MARKBOOK "/markbook" MarkbookPage SignedIn InSchool;
        /// The list of observations.
        OBSERVATIONS "/observations" ObservationsPage SignedIn None;
        /// Recording an observation.
        RECORD "/observations/new" RecordObservationPage Recorders InSchool;
        /// Roles side by side.
        ROLES "/roles" RolesPage Visitors None;
        /// What each role means.
        GUIDE "/roles/guide" GuidePage Visitors None;
        /// Roles one at a time.
        PRESENT "/roles/present" PresentPage Visitors None;
        /// The roles that give what a person needs.
        CLOSEST "/roles/closest" ClosestPage SignedIn None;
        /// The roles the school has made, and what it has changed in the standard ones.
        MANAGE_ROLES "/roles/manage" ManageRolesPage Admins InSchool;
        /// Who can do something.
        WHO "/roles/who" WhoPage Admins None;
        /// Seeing the school as a role sees it: the banner of every page posts here too.
        VIEW_AS "/view-as" ViewAsPage SignedIn InSchool;
        /// What the reader can do.
        PERMISSIONS "/permissions" PermissionsPage SignedIn None;
        /// The reader's own account.
        ACCOUNT "/account" AccountPage SignedIn InSchool;
        /// Everything that was done in the school.
        AUDIT "/audit" AuditPage Owner None;
        /// The school's settings.
        SETTINGS "/settings" SettingsPage Admins InSchool;
        /// The attributes that the school records about its people.
        ATTRIBUTES "/settings/attributes" AttributesPage Admins InSchool;
        /// How the school assesses: codes, objectives, subjects and half-terms.
        ASSESSMENT "/settings/assessment" AssessmentPage Admins InSchool;
        /// Finding people, pages and things to do.
        FIND "/find" FindPage SignedIn None;
        /// Help.
        HELP "/help" HelpPage Anybody None;
    }
    // Pages about one person or thing. The order counts: the first path that fits is the page.
    pages_of {
        /// An import.
        import(import: ImportId) "/users/import/{import}" ImportPage Admins InSchool;
        /// Says that a person was added.
        added(member: MemberId) "/users/added/{member}" AddedPage Admins None;
        /// What was done to several people.
        bulk_done(bulk: BulkId) "/users/bulk/{bulk}" BulkDonePage Admins InSchool;
        /// One person.
        user(member: MemberId) "/users/{member}" PersonPage Admins InSchool;
        /// The roles of one person.
        user_roles(member: MemberId) "/users/{member}/roles" PersonRolesPage Admins InSchool;
        /// Doing something to a person, after reading what it means.
        user_act(member: MemberId, act: MemberAction) "/users/{member}/do/{act}" ActPage Admins InSchool;
        /// The pupils that a person works with, as key worker or as worker.
        pupils_of(member: MemberId) "/users/{member}/pupils" PickPage Admins InSchool;
        /// The exceptions to a person's roles.
        exceptions(member: MemberId) "/users/{member}/exceptions" ExceptionsPage Admins InSchool;
        /// What ends when a person leaves, and what to hand over.
        leaving(member: MemberId) "/users/{member}/leaving" LeavingPage Admins None;
        /// What another role would change for a person.
        what_if(member: MemberId) "/users/{member}/what-if" WhatIfPage Admins None;
        /// What a person can do, on one sheet of paper.
        card(member: MemberId) "/users/{member}/card" CardPage Admins None;
        /// The sessions in which a person is signed in.
        user_sessions(member: MemberId) "/users/{member}/sessions" SessionsPage Admins InSchool;
        /// What was done to a person: the first page.
        whole_history(member: MemberId) "/users/{member}/history" HistoryPage Admins None;
        /// Changing what one role gives.
        manage_role(role: HeldRole) "/roles/manage/{role}" RolePage Admins InSchool;
        /// One child: who they are, how they do, and what was observed.
        child(pupil: PupilId) "/pupils/{pupil}" ChildPage Named InSchool;
        /// One observation.
        observation(observation: ObservationId) "/observations/{observation}" ObservationPage Named InSchool;
        /// Changing an observation.
        edit_observation(observation: ObservationId) "/observations/{observation}/edit" EditObservationPage Recorders InSchool;
        /// Changing one of the school's attributes.
        attribute(attribute: AttributeId) "/settings/attributes/{attribute}" AttributePage Admins InSchool;
    }
    // Pages that no other page links to: their addresses are sent in mails.
    pages_without_link {
        "/link/{token}" LinkPage Anybody Open;
    }
    // What the server answers itself: the path, and for each method what answers and who gets through.
    server {
        /// Whether the server runs.
        HEALTH "/healthz" Get Health Anybody;
        /// What changed, as a stream.
        EVENTS "/events" Get Changes SignedIn;
        /// Whether a page is still for the person it was made for.
        SESSION "/session" Get Session SignedIn;
        /// Receives the password when a page asks for it again before it gives a file.
        STEP_UP "/step-up" Post StepUp SignedIn;
        /// The list of people as a CSV file; by post, only the people who are ticked.
        USERS_CSV "/users/export.csv" Get UsersAsCsv Admins, Post TickedAsCsv Admins;
        /// The list of people as an Excel workbook; by post, only the people who are ticked.
        USERS_WORKBOOK "/users/export.xlsx" Get UsersAsWorkbook Admins, Post TickedAsWorkbook Admins;
        /// The comparison of roles as a CSV file.
        ROLES_CSV "/roles/export.csv" Get RolesAsCsv Visitors;
        /// The comparison of roles as an Excel workbook.
        ROLES_WORKBOOK "/roles/export.xlsx" Get RolesAsWorkbook Visitors;
        /// The audit log as a CSV file.
        AUDIT_CSV "/audit/export.csv" Get AuditAsCsv Owner;
        /// The audit log as an Excel workbook.
        AUDIT_WORKBOOK "/audit/export.xlsx" Get AuditAsWorkbook Owner;
        /// A page of the markbook as a CSV file.
        MARKS_CSV "/markbook/export.csv" Get MarksAsCsv Exporters;
        /// A page of the markbook as an Excel workbook.
        MARKS_WORKBOOK "/markbook/export.xlsx" Get MarksAsWorkbook Exporters;
    }
    server_of {
        /// What an import did, as a file.
        import_result(import: ImportId) "/users/import/{import}/result.csv" Get ImportResult Admins;
        /// A photo's file. It never changes under its address.
        photo(photo: PhotoId, size: PhotoSize) "/photos/{photo}/{size}" Get Photo SignedIn;
        /// Receives the picture that becomes a person's photo.
        set_photo(member: MemberId) "/users/{member}/photo" Post SetPhoto Admins;
        /// Removes a person's photo: a form posts here.
        remove_photo(member: MemberId) "/users/{member}/photo/remove" Post RemovePhoto Admins;
        /// The file of an observation's photo. It never changes under its address.
        observation_photo(observation: ObservationId, photo: ObservationPhotoId) "/observations/{observation}/photos/{photo}" Get ObservationPhoto Named;
        /// The file of a pupil's photo. It never changes under its address.
        child_photo(pupil: PupilId, photo: PhotoId) "/pupils/{pupil}/photos/{photo}" Get ChildPhoto Named;
        /// Receives the picture that becomes a pupil's photo.
        set_child_photo(pupil: PupilId) "/pupils/{pupil}/photo" Post SetChildPhoto Admins;
        /// Receives a picture that becomes an observation's photo.
        add_observation_photo(observation: ObservationId) "/observations/{observation}/photo" Post AddObservationPhoto Recorders;
    }
    // What only the demonstration has; there it is open to anybody.
    demo {
        /// The demonstration's mail.
        DEMO_OUTBOX "/demo/outbox" Get DemoOutbox;
        /// One of the demonstration's mails, as HTML.
        DEMO_MAIL "/demo/outbox/{mail}/html" Get DemoMail;
        /// Signing in as one of the demonstration's people: a form posts here.
        DEMO_SIGN_IN "/demo/sign-in" Post DemoSignIn;
        /// A list of staff to try an import with, in the demonstration.
        DEMO_STAFF "/demo/staff.csv" Get DemoStaff;
    }
    // Earlier addresses, and the addresses that they redirect to.
    moved {
        "/roles/adapt" "/roles/manage" Anybody;
        "/roles/adapt/{role}" "/roles/manage/{role}" Anybody;
    }
}
