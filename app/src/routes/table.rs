//! The types of a row in the table of routes, and the macro that makes the table, the addresses and the router. The
//! rows themselves are in `routes.rs`.

use super::TABLE;
use domain::id::{AttributeId, BulkId, ImportId, MemberId, ObservationId, ObservationPhotoId, PhotoId, PupilId};
use domain::person::MemberAction;
use domain::photo::PhotoSize;
use domain::role::{HeldRole, Role};
use leptos_router::{ParamSegment, PartialPathMatch, PathSegment, PossibleRouteMatch, StaticSegment};

/// Who gets through to an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Who {
    /// Anybody, signed in or not.
    Anybody,
    /// Anybody in the demonstration; in a real school, everybody who is signed in.
    Visitors,
    /// Everybody who is signed in.
    SignedIn,
    /// Everybody whose role shows pupils by name.
    Named,
    /// Everybody who may record observations. The school's permissions decide; [`Who::includes`] answers as for a
    /// school that has confirmed them as the demonstration has.
    Recorders,
    /// Everybody who may export marks as a file, in a school that has confirmed this permission as the demonstration
    /// has.
    Exporters,
    /// Account Admins, and the Account Owner.
    Admins,
    /// The Account Owner.
    Owner,
}

impl Who {
    /// Whether a role gets through.
    pub fn includes(self, role: Role) -> bool {
        match self {
            Self::Anybody | Self::Visitors | Self::SignedIn => true,
            Self::Named => !role.anonymises_pupils(),
            Self::Recorders => {
                matches!(role, Role::FullEdit | Role::PartialEdit | Role::MinimalEdit) || Self::Admins.includes(role)
            }
            Self::Exporters => role == Role::FullEdit || Self::Admins.includes(role),
            Self::Admins => matches!(role, Role::AccountOwner | Role::AccountAdmin),
            Self::Owner => role == Role::AccountOwner,
        }
    }

    /// Whether visitors who are not signed in get through, in the demonstration.
    pub const fn includes_nobody(self) -> bool {
        matches!(self, Self::Anybody | Self::Visitors)
    }
}

/// The kind of form that a page accepts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// The page accepts no form.
    None,
    /// A form for visitors who are not signed in. Its page was drawn for nobody in particular, so no stamp is compared.
    Open,
    /// A form about the session itself. Its use case compares the page's stamp with the session.
    OfSession,
    /// A form for a member who is signed in to a school. The server compares the page's stamp with the session.
    InSchool,
    /// A form for a member who is signed in to a school, with an uploaded file.
    File,
}

/// The HTTP method of a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// Asks for what is at the address.
    Get,
    /// Sends a form.
    Post,
}

impl Method {
    /// The method's name in HTTP.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Post => "POST",
        }
    }
}

/// What answers a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// A page, which accepts this kind of form.
    Page(Form),
    /// An endpoint of the server itself.
    Server(Method, Endpoint),
    /// A redirect to the present address.
    Moved(&'static str),
}

/// What the server answers itself: files, streams, and forms that belong to no page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Endpoint {
    Health,
    Changes,
    Session,
    StepUp,
    UsersAsCsv,
    UsersAsWorkbook,
    TickedAsCsv,
    TickedAsWorkbook,
    RolesAsCsv,
    RolesAsWorkbook,
    AuditAsCsv,
    AuditAsWorkbook,
    MarksAsCsv,
    MarksAsWorkbook,
    ImportResult,
    Photo,
    SetPhoto,
    RemovePhoto,
    ChildPhoto,
    SetChildPhoto,
    ObservationPhoto,
    AddObservationPhoto,
    DemoOutbox,
    DemoMail,
    DemoSignIn,
    DemoStaff,
}

/// One row of the table.
#[derive(Clone, Copy, Debug)]
pub struct Route {
    /// The path; a part that varies is in braces.
    pub path: &'static str,
    /// Who gets through.
    pub who: Who,
    /// What answers.
    pub answer: Answer,
    /// Whether only the demonstration has it.
    pub is_demo: bool,
}

impl Route {
    /// The methods that this address answers.
    pub fn methods(&self) -> &'static [Method] {
        match self.answer {
            Answer::Page(Form::None) => &[Method::Get],
            Answer::Page(_) | Answer::Moved(_) => &[Method::Get, Method::Post],
            Answer::Server(Method::Get, _) => &[Method::Get],
            Answer::Server(Method::Post, _) => &[Method::Post],
        }
    }

    /// Every row of the table; the demonstration's own rows only where `is_demo`.
    pub fn all(is_demo: bool) -> impl Iterator<Item = &'static Self> {
        TABLE.iter().filter(move |route| is_demo || !route.is_demo)
    }
}

/// A path of the table as the application's router matches it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Template(pub &'static str);

impl Template {
    /// The path's segments, without the slashes.
    fn segments(self) -> impl Iterator<Item = Segment> {
        let path = self.0.strip_prefix('/').unwrap_or(self.0);
        path.split('/').map(|segment| match segment.strip_prefix('{').and_then(|rest| rest.strip_suffix('}')) {
            Some(name) => Segment::Differs(ParamSegment(name)),
            None if segment.is_empty() => Segment::Is(StaticSegment("/")),
            None => Segment::Is(StaticSegment(segment)),
        })
    }
}

enum Segment {
    Is(StaticSegment<&'static str>),
    Differs(ParamSegment),
}

impl PossibleRouteMatch for Template {
    fn optional(&self) -> bool {
        false
    }

    fn test<'a>(&self, path: &'a str) -> Option<PartialPathMatch<'a>> {
        let (mut remaining, mut found) = (path, Vec::new());
        for segment in self.segments() {
            let matched = match segment {
                Segment::Is(segment) => segment.test(remaining)?,
                Segment::Differs(segment) => segment.test(remaining)?,
            };
            remaining = matched.remaining();
            found.extend(matched.params());
        }
        let matched = path.strip_suffix(remaining).unwrap_or(path);
        Some(PartialPathMatch::new(remaining, found, matched))
    }

    fn generate_path(&self, path: &mut Vec<PathSegment>) {
        for segment in self.segments() {
            match segment {
                Segment::Is(segment) => segment.generate_path(path),
                Segment::Differs(segment) => segment.generate_path(path),
            }
        }
    }
}

/// A value that can be a part of a path.
pub(super) trait InPath {
    /// The value as written in the path.
    fn in_path(&self) -> String;
}

macro_rules! by_its_text {
    ($($kind:ty),+) => {
        $(impl InPath for $kind {
            fn in_path(&self) -> String {
                self.to_string()
            }
        })+
    };
}
by_its_text!(MemberId, PupilId, ImportId, BulkId, AttributeId, PhotoId, ObservationId, ObservationPhotoId);

impl InPath for MemberAction {
    fn in_path(&self) -> String {
        self.code().to_owned()
    }
}

impl InPath for HeldRole {
    fn in_path(&self) -> String {
        self.code().into_owned()
    }
}

impl InPath for PhotoSize {
    fn in_path(&self) -> String {
        self.side().to_string()
    }
}

/// Makes from the rows: the table, the address of each row (a constant, or a function of the parts that vary), and the
/// application's router.
macro_rules! table {
    (
        pages { $($(#[$about:meta])* $name:ident $path:tt $page:ident $who:ident $form:ident;)* }
        pages_of { $($(#[$of_about:meta])* $of:ident($($part:ident: $kind:ty),+) $of_path:tt $of_page:ident $of_who:ident $of_form:ident;)* }
        pages_without_link { $($bare_path:tt $bare_page:ident $bare_who:ident $bare_form:ident;)* }
        server { $($(#[$own_about:meta])* $own:ident $own_path:tt $($own_method:ident $own_endpoint:ident $own_who:ident),+;)* }
        server_of { $($(#[$file_about:meta])* $file:ident($($file_part:ident: $file_kind:ty),+) $file_path:tt $file_method:ident $file_endpoint:ident $file_who:ident;)* }
        demo { $($(#[$demo_about:meta])* $demo:ident $demo_path:tt $demo_method:ident $demo_endpoint:ident;)* }
        moved { $($old:tt $new:tt $moved_who:ident;)* }
    ) => {
        /// Every address, apart from server functions and the files that come with the program.
        pub const TABLE: &[Route] = &[
            $(Route { path: $path, who: Who::$who, answer: Answer::Page(Form::$form), is_demo: false },)*
            $(Route { path: $of_path, who: Who::$of_who, answer: Answer::Page(Form::$of_form), is_demo: false },)*
            $(Route { path: $bare_path, who: Who::$bare_who, answer: Answer::Page(Form::$bare_form), is_demo: false },)*
            $($(Route {
                path: $own_path,
                who: Who::$own_who,
                answer: Answer::Server(Method::$own_method, Endpoint::$own_endpoint),
                is_demo: false,
            },)+)*
            $(Route {
                path: $file_path,
                who: Who::$file_who,
                answer: Answer::Server(Method::$file_method, Endpoint::$file_endpoint),
                is_demo: false,
            },)*
            $(Route {
                path: $demo_path,
                who: Who::Anybody,
                answer: Answer::Server(Method::$demo_method, Endpoint::$demo_endpoint),
                is_demo: true,
            },)*
            $(Route { path: $old, who: Who::$moved_who, answer: Answer::Moved($new), is_demo: false },)*
        ];

        $($(#[$about])* pub const $name: &str = $path;)*
        $($(#[$own_about])* pub const $own: &str = $own_path;)*
        $($(#[$demo_about])* pub const $demo: &str = $demo_path;)*
        $(
            $(#[$of_about])*
            pub fn $of($($part: $kind),+) -> String {
                $(let $part = InPath::in_path(&$part);)+
                format!($of_path)
            }
        )*
        $(
            $(#[$file_about])*
            pub fn $file($($file_part: $file_kind),+) -> String {
                $(let $file_part = InPath::in_path(&$file_part);)+
                format!($file_path)
            }
        )*

        /// The page for the address. Every page is rendered completely before it is sent: streaming it out of order
        /// would need scripts, and a refusal would come after the status.
        #[component]
        pub(crate) fn Pages() -> impl IntoView {
            view! {
                <FlatRoutes fallback=pages::NotFoundPage>
                    $(<RouteOf path=Template($path) view=pages::$page ssr=SsrMode::Async/>)*
                    $(<RouteOf path=Template($of_path) view=pages::$of_page ssr=SsrMode::Async/>)*
                    $(<RouteOf path=Template($bare_path) view=pages::$bare_page ssr=SsrMode::Async/>)*
                </FlatRoutes>
            }
        }
    };
}
pub(super) use table;
