//! Where findings lead.

use super::{TO_ACCESS, TO_ROLE, compare, part, present, users, who};
use crate::routes::{
    self, exceptions, leaving, pupils_of, user, user_act, user_roles, user_sessions, what_if, whole_history,
};
use domain::comparison::Comparison;
use domain::finding::{Finding, FoundAct, SitePage};
use domain::holder::HolderListing;
use domain::id::MemberId;
use domain::listing::UserListing;
use domain::person::MemberAction;
use domain::user::Access;

/// Where something that was found leads: to a page or a form, with the choice filled in where it takes one.
pub fn finding(finding: &Finding) -> String {
    match finding {
        Finding::Act { act, person, .. } => act_of(act, person.member),
        Finding::Person(person) => user(person.member),
        Finding::Page(page) => page_found(*page).to_owned(),
        Finding::Holders(feature) => {
            who(&HolderListing { feature: Some(*feature), page: 1, ..HolderListing::default() })
        }
        Finding::Compared(feature) => {
            let comparison = Comparison {
                product: Some(feature.product()),
                search: feature.name().to_owned(),
                open: Some(*feature),
                ..Comparison::default()
            };
            compare(&comparison)
        }
        Finding::HoldersOfRole { role, .. } => users(&UserListing { role: Some(*role), ..UserListing::default() }),
        Finding::Role { role, .. } => present(*role),
    }
}

/// Where something is done to a member.
pub fn act_of(act: &FoundAct, member: MemberId) -> String {
    let status = |access: Access| part(&format!("{}?{TO_ACCESS}={}", user(member), access.code()), "status");
    match act {
        FoundAct::Block => status(Access::Blocked),
        FoundAct::Unblock | FoundAct::Reactivate => status(Access::Active),
        FoundAct::Deactivate => status(Access::Deactivated),
        FoundAct::Delete => user_act(member, MemberAction::Delete),
        FoundAct::Restore => user_act(member, MemberAction::Restore),
        FoundAct::Invite => user_act(member, MemberAction::Invite),
        FoundAct::RevokeInvitation => user_act(member, MemberAction::RevokeInvitation),
        FoundAct::RevokeAccess => user_act(member, MemberAction::RevokeAccess),
        FoundAct::Edit => user(member),
        FoundAct::ChangeRole => user_roles(member),
        FoundAct::Give(role, _) => format!("{}?{TO_ROLE}={}", user_roles(member), role.code()),
        FoundAct::Exceptions => exceptions(member),
        FoundAct::WhatIf => what_if(member),
        FoundAct::Children => pupils_of(member),
        FoundAct::Leaving => leaving(member),
        FoundAct::Sessions => user_sessions(member),
        FoundAct::PasswordLink => part(&user_sessions(member), "password-link"),
        FoundAct::History => whole_history(member),
    }
}

/// The address of a page that can be found by name.
pub const fn page_found(page: SitePage) -> &'static str {
    match page {
        SitePage::School => routes::SCHOOL,
        SitePage::Pupils => routes::PUPILS,
        SitePage::Markbook => routes::MARKBOOK,
        SitePage::Observations => routes::OBSERVATIONS,
        SitePage::RecordObservation => routes::RECORD,
        SitePage::Users => routes::USERS,
        SitePage::AddUser => routes::ADD_USER,
        SitePage::Invite => routes::INVITE,
        SitePage::Imports => routes::IMPORTS,
        SitePage::Roles => routes::ROLES,
        SitePage::Guide => routes::GUIDE,
        SitePage::Who => routes::WHO,
        SitePage::Closest => routes::CLOSEST,
        SitePage::ManageRoles => routes::MANAGE_ROLES,
        SitePage::Present => routes::PRESENT,
        SitePage::Permissions => routes::PERMISSIONS,
        SitePage::Account => routes::ACCOUNT,
        SitePage::ViewAs => routes::VIEW_AS,
        SitePage::Audit => routes::AUDIT,
        SitePage::Settings => routes::SETTINGS,
        SitePage::Attributes => routes::ATTRIBUTES,
        SitePage::Assessment => routes::ASSESSMENT,
        SitePage::Help => routes::HELP,
    }
}
