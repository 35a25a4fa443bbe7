//! Who is looking, as far as the browser must know.

use crate::access::Grants;
use crate::id::{MemberId, SchoolId};
use crate::permission::{Exceptions, RoleChoice, Rules};
use crate::role::{HeldRole, Role};
use crate::school::SchoolSettings;
use crate::session_end::SessionEnd;
use serde::{Deserialize, Serialize};

/// Who the browser's session is for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Seat {
    /// Nobody is signed in.
    Nobody,
    /// A person of several schools, who has not chosen one yet.
    Choosing {
        /// Their schools.
        schools: Vec<SchoolChoice>,
    },
    /// A person in a school.
    SignedIn(Box<Viewer>),
}

/// A school somebody can go to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SchoolChoice {
    /// Who they are there.
    pub member: MemberId,
    /// The school's name.
    pub school: String,
    /// Their role there.
    pub role: Role,
    /// Whether it is the one they are in.
    pub current: bool,
}

/// A signed-in person, and what their pages need to show permissions without asking again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Viewer {
    /// Who they are in the school.
    pub member: MemberId,
    /// First name.
    pub first_name: String,
    /// First and last name.
    pub name: String,
    /// What they go by, if they chose something.
    pub known_as: Option<String>,
    /// The address they sign in with.
    pub email: String,
    /// Their roles; the first decides what they may do in Rolecall. The role they view the school as, while they do.
    pub roles: RoleChoice,
    /// What was made an exception of for them; nothing while they view the school as a role.
    pub exceptions: Exceptions,
    /// Their own role, while they view the school as a role.
    pub viewing_from: Option<HeldRole>,
    /// The school.
    pub school: SchoolId,
    /// Its settings.
    pub settings: SchoolSettings,
    /// Whether they are a member of other schools too.
    pub has_other_schools: bool,
}

impl Viewer {
    /// What decides what they may do.
    pub const fn grants(&self) -> Grants {
        Grants { member: self.member, held: self.roles.sonar }
    }

    /// Who they are, whatever role they view the school as.
    pub const fn own_grants(&self) -> Grants {
        let held = match self.viewing_from {
            Some(role) => role,
            None => self.roles.sonar,
        };
        Grants { member: self.member, held }
    }

    /// What decides what they can do, besides their roles.
    pub fn rules(&self) -> Rules {
        Rules { roles: self.settings.roles.clone(), exceptions: self.exceptions.clone() }
    }

    /// What their role is called.
    pub fn role_name(&self) -> String {
        self.settings.roles.label(self.roles.sonar)
    }

    /// What to call them.
    pub fn called(&self) -> &str {
        self.known_as.as_deref().unwrap_or(&self.name)
    }
}

/// The browser's session, and what kind of site this is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Site {
    /// Whose session it is.
    pub seat: Seat,
    /// Whether this is the demonstration.
    pub is_demo: bool,
    /// Why the session that the browser still shows has ended, where nobody is signed in.
    pub ended: Option<SessionEnd>,
    /// The settings of the demonstration's school, for visitors who have not signed in: they may look at what roles can do.
    pub visitors: Option<Box<SchoolSettings>>,
}

impl Site {
    /// The signed-in person, if there is one.
    pub fn viewer(&self) -> Option<&Viewer> {
        match &self.seat {
            Seat::SignedIn(viewer) => Some(viewer),
            Seat::Nobody | Seat::Choosing { .. } => None,
        }
    }
}

/// A person one can be in the demonstration.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DemoPerson {
    /// Whom to sign in as.
    pub member: MemberId,
    /// Their name.
    pub name: String,
    /// What they do at the school.
    pub job_title: String,
    /// Their role.
    pub role: Role,
}
