//! Where findings lead.

use super::{TO_ACCESS, TO_CHECK, TO_PRODUCT, TO_ROLE, compare, part, present, users, who, with_query};
use crate::routes::{
    self, exceptions, leaving, pupils_of, user, user_act, user_roles, user_sessions, what_if, whole_history,
};
use domain::comparison::Comparison;
use domain::finding::{Finding, FoundAct, SitePage};
use domain::holder::HolderListing;
use domain::id::MemberId;
use domain::listing::UserListing;
use domain::permission::RoleOverride;
use domain::person::MemberAction;
use domain::product::Product;
use domain::user::Access;

/// Where something that was found leads: to a page or a form, or to the page that confirms it where it is all said.
pub fn finding(finding: &Finding) -> String {
    match finding {
        Finding::Act { act, person, .. } => confirmation_of(act, person.member),
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

/// Where something that needs no further choice is confirmed for a member. Nothing is done by opening the page.
fn confirmation_of(act: &FoundAct, member: MemberId) -> String {
    let checking = |page: String, key, value: String| with_query(&page, vec![(key, value), (TO_CHECK, "1".to_owned())]);
    let access = |access: Access| checking(user(member), TO_ACCESS, access.code().to_owned());
    match act {
        FoundAct::Block => access(Access::Blocked),
        FoundAct::Unblock | FoundAct::Reactivate => access(Access::Active),
        FoundAct::Deactivate => access(Access::Deactivated),
        FoundAct::Give(role, _) => checking(user_roles(member), TO_ROLE, role.code().into_owned()),
        act => act_of(act, member),
    }
}

/// A member's roles with this one filled in for a product.
pub fn with_role(member: MemberId, product: Product, role: RoleOverride) -> String {
    let product = (!product.holds_main_role()).then(|| (TO_PRODUCT, product.code().to_owned()));
    let role = (TO_ROLE, role.code().into_owned());
    with_query(&user_roles(member), std::iter::once(role).chain(product).collect())
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
        FoundAct::Give(role, _) => with_query(&user_roles(member), vec![(TO_ROLE, role.code().into_owned())]),
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
