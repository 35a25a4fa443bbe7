//! The ten labels of the role guidance: eight for staff, and two that are never staff.

use super::Role;

/// A label of the role guidance.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Label {
    /// A role a member of staff can have.
    Staff(Role),
    /// A parent or carer: holds no default permission and is never staff.
    Parent,
    /// A pupil: holds no default permission and is never staff.
    Pupil,
}

impl Label {
    /// All ten labels, the staff roles from the owner down first.
    pub const ALL: [Label; 10] = [
        Label::Staff(Role::AccountOwner),
        Label::Staff(Role::AccountAdmin),
        Label::Staff(Role::FullEdit),
        Label::Staff(Role::PartialEdit),
        Label::Staff(Role::MinimalEdit),
        Label::Staff(Role::FullReadOnly),
        Label::Staff(Role::PartialReadOnly),
        Label::Staff(Role::MinimalReadOnly),
        Label::Parent,
        Label::Pupil,
    ];

    /// The staff role of the label; `None` for parents and pupils.
    pub const fn role(self) -> Option<Role> {
        match self {
            Label::Staff(role) => Some(role),
            Label::Parent | Label::Pupil => None,
        }
    }

    /// The label as shown.
    pub const fn label(self) -> &'static str {
        match self {
            Label::Staff(role) => role.label(),
            Label::Parent => "Parent",
            Label::Pupil => "Pupil",
        }
    }

    /// The former Sonar Tracker label, if there was one.
    pub const fn old_equivalent(self) -> Option<&'static str> {
        match self {
            Label::Staff(role) => Some(role.old_equivalent()),
            Label::Parent | Label::Pupil => None,
        }
    }

    /// The people the guidance recommends the label for, if it names any.
    pub const fn best_suited_for(self) -> Option<&'static str> {
        match self {
            Label::Staff(role) => Some(role.best_suited_for()),
            Label::Parent | Label::Pupil => None,
        }
    }

    /// What the label means, in whole sentences.
    pub const fn guidance(self) -> &'static [&'static str] {
        match self {
            Label::Staff(role) => role.guidance(),
            Label::Parent | Label::Pupil => {
                &["Holds no default permission in any product.", "Is never given to a member of staff."]
            }
        }
    }
}
