//! Why an action is refused, and the sentence for each reason.

use crate::assessment::MarkKind;
use crate::catalogue::{
    CREATE_OBSERVATIONS, EDIT_ASSESSMENT_SETTINGS, EXPORT_DATA, Feature, SHARE_WITH_HOME, VIEW_PUPILS,
};
use crate::product::Product;
use crate::role::Role;
use crate::user::Access;
use serde::{Deserialize, Serialize};

/// The rule that forbids an action.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Denial {
    /// Only the Account Owner and Account Admins manage members and settings.
    ForAdmins,
    /// Only the Account Owner may.
    ForOwner,
    /// The actor may not act on themselves.
    Yourself,
    /// The actor may not act on an equal or anybody above them.
    EqualOrAbove {
        /// The subject's role.
        role: Role,
    },
    /// The actor may not give a role that is not below their own.
    RoleNotYours {
        /// The role to be given.
        role: Role,
    },
    /// The actor may not give this role in a product other than Sonar Tracker.
    RoleNotYoursIn {
        /// The role to be given.
        role: Role,
        /// The product.
        product: Product,
    },
    /// The subject holds a role in a product that the actor cannot give, so they keep it.
    RoleKept {
        /// The role that the subject holds.
        role: Role,
        /// The product.
        product: Product,
    },
    /// The actor may not change a role that is not below their own.
    RoleNotBelow {
        /// The role, or the one it is based on.
        role: Role,
    },
    /// The subject has registered already.
    AlreadyRegistered,
    /// The subject is blocked, deactivated or deleted.
    NotLetIn,
    /// The subject has no email address.
    NoEmail,
    /// The subject's access does not allow the action.
    NotAsTheyAre {
        /// The subject's access.
        access: Access,
    },
    /// The subject has no open invitation.
    NotInvited,
    /// The subject has not registered.
    NotRegistered,
    /// The role may not see pupils.
    WithoutPupils,
    /// The role sees pupils under aliases only.
    WithoutNames,
    /// The role may not see marks of this kind.
    WithoutMarks {
        /// The kind.
        kind: MarkKind,
    },
    /// The role may not enter marks of this kind.
    WithoutEntry {
        /// The kind.
        kind: MarkKind,
    },
    /// The role may not enter marks of this kind of earlier academic years.
    WithoutPastEntry {
        /// The kind.
        kind: MarkKind,
    },
    /// The role may not choose how the school assesses.
    WithoutAssessmentSettings,
    /// The role may not take marks out as a file.
    WithoutExport,
    /// The role may not record observations.
    WithoutObservations,
    /// The role may not share observations with home.
    WithoutSharing,
    /// Another member recorded the observation.
    NotYourObservation,
    /// The observation was shared with home before.
    SharedAlready,
    /// The observation is being mailed home, as it was when it was shared.
    OnItsWayHome,
    /// The children have left the school, and nothing is sent home after that.
    ChildrenLeft,
    /// The school has no home contact for any of the observation's children.
    NoHomeContact,
    /// Ownership can be handed over to an Account Admin only.
    NotAnAdmin,
    /// The actor has no open offer of ownership.
    NotOffered,
    /// The actor may not view the school as a role above their own.
    AboveYours {
        /// The role to view the school as.
        role: Role,
    },
    /// The actor may not give a permission that their own role does not include.
    YouLack,
    /// The Account Owner decided this permission: others may remove it but not give it.
    OwnerDecided,
    /// The actor views the school as a role, and may not change anything meanwhile.
    OnlyViewing,
    /// The password was not entered in this session within the last few minutes.
    StepUp,
}

impl Denial {
    /// The rule as a sentence, shown on the refusal's page and beside the disabled control.
    pub fn sentence(self) -> String {
        match self {
            Self::ForAdmins => {
                "Only your school's Account Owner and Account Admins can do this. Ask one of them to do it for you."
                    .to_owned()
            }
            Self::ForOwner => "Only your school's Account Owner can do this.".to_owned(),
            Self::Yourself => "You cannot do this to your own account. Ask another admin.".to_owned(),
            Self::EqualOrAbove { role } => {
                format!("This person is {}: only somebody above that role can do this.", article(role))
            }
            Self::RoleNotYours { role: Role::AccountOwner } => {
                "A school has exactly one Account Owner. The role moves only when the owner hands it over.".to_owned()
            }
            Self::RoleNotYours { role } => {
                format!("You can give roles below your own. Only the Account Owner can give {}.", role.label())
            }
            Self::RoleNotYoursIn { role: Role::AccountOwner, product } => {
                format!(
                    "Only your school's Account Owner is Account Owner in {}. That role moves with the ownership.",
                    product.name()
                )
            }
            Self::RoleNotYoursIn { role, product } => {
                format!("Only the Account Owner can give {} in {}.", role.label(), product.name())
            }
            Self::RoleKept { role, product } => {
                format!(
                    "This person is {} in {}. Only the Account Owner can change that.",
                    article(role),
                    product.name()
                )
            }
            Self::RoleNotBelow { role } => {
                format!("This role is {}, or made from it: only somebody above that role can change it.", role.label())
            }
            Self::AlreadyRegistered => "This person has registered, so there is nothing to invite them to.".to_owned(),
            Self::NotAsTheyAre { access } => match access {
                Access::Active => "This account is active already.".to_owned(),
                Access::Blocked => "This person is blocked already.".to_owned(),
                Access::Deactivated => "This account is not active. Make it active first.".to_owned(),
                Access::Deleted => "This person was deleted. Restore them first.".to_owned(),
            },
            Self::NotInvited => "No invitation is waiting for this person.".to_owned(),
            Self::NotRegistered => "This person has not registered yet.".to_owned(),
            Self::NotLetIn => "This person is blocked, deactivated or deleted. Unblock, reactivate or restore this account first.".to_owned(),
            Self::NoEmail => "Needs an email address before an invitation can be sent.".to_owned(),
            Self::WithoutPupils => {
                "You may not see pupils: your role or an exception says so. Ask your school's Account Owner or an Account Admin.".to_owned()
            }
            Self::WithoutNames => "Your role sees pupils without their names, dates of birth and classes.".to_owned(),
            Self::WithoutMarks { kind } => {
                format!("You may not see {}: your role or an exception says so. Ask your school's Account Owner or an Account Admin.", kind.marks())
            }
            Self::WithoutEntry { kind } => format!("You can view {}, but not enter them.", kind.marks()),
            Self::WithoutPastEntry { kind } => {
                format!("You can enter {} of this academic year only.", kind.marks())
            }
            Self::WithoutAssessmentSettings => {
                "You may not change how your school assesses: your role or an exception says so. Ask your school's Account Owner or an Account Admin.".to_owned()
            }
            Self::WithoutExport => {
                "You may not export marks: your role or an exception says so. Ask your school's Account Owner or an Account Admin.".to_owned()
            }
            Self::WithoutObservations => {
                "You may not record observations: your role or an exception says so. Ask your school's Account Owner or an Account Admin.".to_owned()
            }
            Self::WithoutSharing => {
                "You may not share observations with home: your role or an exception says so. Ask your school's Account Owner or an Account Admin.".to_owned()
            }
            Self::NotYourObservation => {
                "Only the person who recorded an observation, the Account Owner and Account Admins can change it. Ask one of them.".to_owned()
            }
            Self::SharedAlready => "This observation was shared with home before. It is sent once only.".to_owned(),
            Self::OnItsWayHome => {
                "This observation is on its way home by email, as it was when it was shared. Change it in a few minutes, once the email has been sent.".to_owned()
            }
            Self::NoHomeContact => {
                "Your school has no home contact for these children. Ask the school office to add one, then share again.".to_owned()
            }
            Self::ChildrenLeft => {
                "These children have left your school, and nothing is sent home after a child has left.".to_owned()
            }
            Self::NotAnAdmin => {
                "The school can be handed over to an Account Admin only. Give the person that role first.".to_owned()
            }
            Self::NotOffered => {
                "The school is not offered to you. The offer may have been taken back, or its time is over.".to_owned()
            }
            Self::AboveYours { role } => {
                format!(
                    "{} is above your own role, and nobody sees the school as a role above their own.",
                    role.label()
                )
            }
            Self::YouLack => {
                "You can only give permissions that your own role gives you.".to_owned()
            }
            Self::StepUp => "Enter your password again to go on.".to_owned(),
            Self::OwnerDecided => {
                "Your school's Account Owner decided this permission. You can take it away, but only the owner can give it."
                    .to_owned()
            }
            Self::OnlyViewing => {
                "You are seeing the school as a role would, and nothing can be changed meanwhile. Stop viewing first."
                    .to_owned()
            }
        }
    }

    /// Every denial there can be, with every role, product and access.
    #[cfg(test)]
    pub(crate) fn every() -> Vec<Self> {
        let mut all = vec![
            Self::ForAdmins,
            Self::ForOwner,
            Self::Yourself,
            Self::AlreadyRegistered,
            Self::NotLetIn,
            Self::NoEmail,
            Self::NotInvited,
            Self::NotRegistered,
            Self::WithoutPupils,
            Self::WithoutNames,
            Self::WithoutAssessmentSettings,
            Self::WithoutExport,
            Self::WithoutObservations,
            Self::WithoutSharing,
            Self::NotYourObservation,
            Self::SharedAlready,
            Self::OnItsWayHome,
            Self::NoHomeContact,
            Self::ChildrenLeft,
            Self::NotAnAdmin,
            Self::NotOffered,
            Self::YouLack,
            Self::OwnerDecided,
            Self::OnlyViewing,
            Self::StepUp,
        ];
        all.extend(Access::ALL.map(|access| Self::NotAsTheyAre { access }));
        for kind in MarkKind::ALL {
            all.extend([Self::WithoutMarks { kind }, Self::WithoutEntry { kind }, Self::WithoutPastEntry { kind }]);
        }
        for role in Role::ALL {
            all.extend([Self::EqualOrAbove { role }, Self::RoleNotYours { role }, Self::RoleNotBelow { role }]);
            all.push(Self::AboveYours { role });
            for product in crate::catalogue::Catalogue::published().products().iter().copied() {
                all.extend([Self::RoleNotYoursIn { role, product }, Self::RoleKept { role, product }]);
            }
        }
        all
    }

    /// The right that a role lacks when this rule applies, shown to a member who views the school as that role. `None`
    /// where the rule is about something else.
    pub fn missing(self) -> Option<String> {
        let row = |feature: Feature| Some(format!("{}, in {}", feature.name(), feature.product().name()));
        match self {
            Self::ForAdmins => Some(
                "looking after people and settings, which Rolecall gives to the Account Owner and Account Admins"
                    .to_owned(),
            ),
            Self::ForOwner => Some("what Rolecall keeps for the Account Owner".to_owned()),
            Self::WithoutPupils => row(VIEW_PUPILS),
            Self::WithoutNames => Some("View pupils with their names, in Sonar Tracker".to_owned()),
            Self::WithoutMarks { kind } => row(kind.view()),
            Self::WithoutEntry { kind } => row(kind.edit(false)),
            Self::WithoutPastEntry { kind } => row(kind.edit(true)),
            Self::WithoutAssessmentSettings => row(EDIT_ASSESSMENT_SETTINGS),
            Self::WithoutExport => row(EXPORT_DATA),
            Self::WithoutObservations => row(CREATE_OBSERVATIONS),
            Self::WithoutSharing => row(SHARE_WITH_HOME),
            _ => None,
        }
    }
}

fn article(role: Role) -> String {
    let label = role.label();
    format!("{} {label}", if label.starts_with(['A', 'E', 'I', 'O', 'U']) { "an" } else { "a" })
}
