//! Decisions in plain sentences.

use super::basis::Basis;
use super::customisation::SchoolRoles;
use super::decision::Decision;
use super::exception::Exception;
use crate::catalogue::Feature;
use crate::role::{HeldRole, Role};

/// The decision for `role` and its reason in one or two sentences, to be read below the name of `feature`.
pub fn explain(decision: &Decision, feature: Feature, role: impl Into<HeldRole>, roles: &SchoolRoles) -> String {
    let role: HeldRole = role.into();
    let has = has(decision.allowed, feature.is_restriction());
    let name = roles.label(role);
    match decision.basis {
        Basis::SetInRole(setting) => format!("Your school set “{}” for {name}, so {name} {has}.", setting.label()),
        Basis::RoleGone => format!("{name} is not there any more, so it gives nothing."),
        _ if role.is_custom() => {
            let level = role.level();
            format!("{name} is like {} here. {}", level.label(), explain_standard(decision, feature, level))
        }
        _ => explain_standard(decision, feature, role.level()),
    }
}

fn explain_standard(decision: &Decision, feature: Feature, role: Role) -> String {
    let product = feature.product().name();
    let label = role.label();
    let has = has(decision.allowed, feature.is_restriction());
    match decision.basis {
        Basis::Published if feature.is_restriction() => {
            format!("This is a restriction, and by default in {product} {label} {has}.")
        }
        Basis::Published => format!("By default in {product}, {label} {has}."),
        Basis::PublishedNoDefaults => format!("{label} has no default permissions in {product}."),
        Basis::PublishedSwitchable => {
            format!("Off by default in {product} for {label}; it may be switched on for a person.")
        }
        Basis::NotListed => format!("{product} lists nothing for {label}, so the role gives nothing there."),
        Basis::BetweenHas => format!(
            "{product} has no column for {label}, but Account Owner and Full Edit both have this, so {label} {has}."
        ),
        Basis::BetweenHasNot => {
            format!("{product} has no column for {label}, and Full Edit does not have this, so {label} {has}.")
        }
        Basis::ToBeConfirmed => format!(
            "{product} has yet to confirm this and the role guidance is silent, so {label} {has} until your school confirms it."
        ),
        Basis::ConfirmedBySchool => format!("Your school has confirmed that {label} {has}."),
        Basis::ChangedBySchool(setting) => {
            format!("Your school has changed {label}: “{}” here, so {label} {has}.", setting.label())
        }
        basis => format!(
            "{product} has yet to confirm this; meanwhile {label} {has}, because by the role guidance {}.",
            because(basis)
        ),
    }
}

/// The exception as a sentence.
pub(super) fn explain_exception(exception: &Exception) -> String {
    let has = has(exception.allowed, exception.feature.is_restriction());
    match exception.until {
        Some(day) => format!("An exception for this person: until {} this person {has}.", day.words()),
        None => {
            let way = if exception.allowed { "on" } else { "off" };
            format!("Switched {way} for this person.")
        }
    }
}

const fn has(allowed: bool, restriction: bool) -> &'static str {
    match (allowed, restriction) {
        (true, false) => "has this",
        (false, false) => "does not have this",
        (true, true) => "is held back by it",
        (false, true) => "is free of it",
    }
}

/// The role guidance's reason, as the end of a sentence.
const fn because(basis: Basis) -> &'static str {
    match basis {
        Basis::FullAssessment => {
            "Account Owner and Account Admin have full assessment permissions and set the school up"
        }
        Basis::EveryoneReads => "every role reads data",
        Basis::EveryoneReadsAnonymised => "every role reads data, this one with names and dates of birth anonymised",
        Basis::FormativeIsEdited => "the editing roles enter and edit formative data",
        Basis::OnlySummativeIsLimited => "only summative data are limited to the current year",
        Basis::SummativeOfThisYear => "the editing roles enter and edit summative data of the current year",
        Basis::FullEditAllYears => "Full Edit edits current and previous years",
        Basis::NoPastSummative => "the role does not edit summative data of previous years",
        Basis::StatutoryIsFullEdits => "Full Edit enters and edits statutory data",
        Basis::StatutoryWithoutYearLimit => "Full Edit enters and edits statutory data and no year limit is stated",
        Basis::StatutoryFromFullEdit => "statutory data are edited by Full Edit and above",
        Basis::ReadOnlyCannotEdit => "read-only roles cannot edit",
        Basis::ReadOnlyOnlyReads => "read-only roles only read data",
        Basis::SetUpIsAdmins => "setting the school up is for Account Admins",
        // Bases other than guidance have whole sentences of their own in `explain`.
        other => other.text(),
    }
}
