//! The published user type guidance for each role.

use super::Role;

impl Role {
    /// The role's former name in Sonar Tracker. Two roles may share one.
    pub const fn old_equivalent(self) -> &'static str {
        match self {
            Role::AccountOwner => "Tracker Owner",
            Role::AccountAdmin => "Admin",
            Role::FullEdit => "Write",
            Role::PartialEdit | Role::MinimalEdit => "Limited Write",
            Role::FullReadOnly | Role::PartialReadOnly => "Read Only",
            Role::MinimalReadOnly => "Anonymised",
        }
    }

    /// The people for whom the guidance recommends this role.
    pub const fn best_suited_for(self) -> &'static str {
        match self {
            Role::AccountOwner => "The account owner",
            Role::AccountAdmin => "The tracker manager",
            Role::FullEdit => "Teachers and assessment coordinators",
            Role::PartialEdit | Role::MinimalEdit => "Teacher users or teaching assistants",
            Role::FullReadOnly | Role::PartialReadOnly => {
                "Internal staff who may need access but do not enter data themselves"
            }
            Role::MinimalReadOnly => "Governors or similar stakeholders",
        }
    }

    /// What the role means in Sonar Tracker, in whole sentences.
    pub const fn guidance(self) -> &'static [&'static str] {
        match self {
            Role::AccountOwner => {
                &["Can do the same as an Account Admin.", "Is also the owner of the school's Sonar Tracker account."]
            }
            Role::AccountAdmin => &[
                "Has full assessment permissions.",
                "Can make school set-up changes, for example selecting the Objective set.",
            ],
            Role::FullEdit => &[
                "Can enter and edit summative and formative data for the current and previous academic years.",
                "Can enter and edit statutory data.",
            ],
            Role::PartialEdit | Role::MinimalEdit => &[
                "Can enter and edit summative data for the current academic year only, not for previous academic years.",
                "Can enter and edit formative data.",
            ],
            Role::FullReadOnly | Role::PartialReadOnly => &[
                "Can only read data, but sees pupil names.",
                "Cannot edit data for the current or previous academic years.",
            ],
            Role::MinimalReadOnly => &[
                "Can only read data, and all pupil names and dates of birth are anonymised.",
                "Cannot edit data for the current or previous academic years.",
            ],
        }
    }
}
