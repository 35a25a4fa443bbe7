//! The reader of a page: their session and what the browser needs to know about them.

use crate::access::Grants;
use crate::id::{MemberId, SchoolId};
use crate::permission::{Exceptions, RoleChoice, Rules};
use crate::role::{HeldRole, Role};
use crate::school::SchoolSettings;
use crate::session_end::SessionEnd;
use serde::{Deserialize, Serialize};

/// The state of the browser's session.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum SessionHolder {
    /// Nobody is signed in.
    Nobody,
    /// An account with several schools, none of which has been chosen yet.
    Choosing {
        /// The account's schools.
        schools: Vec<SchoolChoice>,
    },
    /// A member of a school.
    SignedIn(Box<Viewer>),
}

/// A school that an account can sign in to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SchoolChoice {
    /// The account's member there.
    pub member: MemberId,
    /// The school's name.
    pub school: String,
    /// The member's role there.
    pub role: Role,
    /// Whether it is the session's present school.
    pub current: bool,
}

/// A signed-in member, with what their pages need to show permissions without further requests.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Viewer {
    /// The member.
    pub member: MemberId,
    /// First name.
    pub first_name: String,
    /// First and last name.
    pub name: String,
    /// The name the member is known as, if they chose one.
    pub known_as: Option<String>,
    /// The sign-in email.
    pub email: String,
    /// The member's roles, of which Sonar Tracker's decides what they may do in Rolecall; or the role they view the
    /// school as.
    pub roles: RoleChoice,
    /// The member's exceptions; none while they view the school as a role.
    pub exceptions: Exceptions,
    /// The member's own role, while they view the school as another role.
    pub viewing_from: Option<HeldRole>,
    /// The school.
    pub school: SchoolId,
    /// The school's settings.
    pub settings: SchoolSettings,
    /// Whether the account belongs to other schools too.
    pub has_other_schools: bool,
}

impl Viewer {
    /// The grants of the role that applies: the member's own, or the one they view the school as.
    pub const fn grants(&self) -> Grants {
        Grants { member: self.member, held: self.roles.main }
    }

    /// The member's own grants, whatever role they view the school as.
    pub const fn own_grants(&self) -> Grants {
        let held = match self.viewing_from {
            Some(role) => role,
            None => self.roles.main,
        };
        Grants { member: self.member, held }
    }

    /// What decides the member's permissions, besides their roles.
    pub fn rules(&self) -> Rules {
        Rules { roles: self.settings.roles.clone(), exceptions: self.exceptions.clone() }
    }

    /// The name of the member's role.
    pub fn role_name(&self) -> String {
        self.settings.roles.label(self.roles.main)
    }

    /// The name to address the member by.
    pub fn called(&self) -> &str {
        self.known_as.as_deref().unwrap_or(&self.name)
    }
}

/// The browser's session and the kind of site.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Site {
    /// The state of the session.
    pub holder: SessionHolder,
    /// Whether this is the demonstration.
    pub is_demo: bool,
    /// When it was read, in words with the time of day: what is printed says so.
    pub read_at: String,
    /// Why the session that the browser still shows has ended, when nobody is signed in.
    pub ended: Option<SessionEnd>,
    /// The demonstration school's settings, for visitors who are not signed in but may view what roles can do.
    pub visitors: Option<Box<SchoolSettings>>,
}

impl Site {
    /// The signed-in member, if there is one.
    pub fn viewer(&self) -> Option<&Viewer> {
        match &self.holder {
            SessionHolder::SignedIn(viewer) => Some(viewer),
            SessionHolder::Nobody | SessionHolder::Choosing { .. } => None,
        }
    }
}

/// A member of the demonstration school, to sign in as.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DemoPerson {
    /// The member.
    pub member: MemberId,
    /// The member's name.
    pub name: String,
    /// Job title.
    pub job_title: String,
    /// The member's role.
    pub role: Role,
}
