//! The sentences about what was found.

use super::{Finding, FoundAct, FoundPerson};
use crate::product::Product;

impl Finding {
    /// What is found, in a few words: the text of its link.
    pub fn title(&self) -> String {
        match self {
            Self::Act { act, person, .. } => act.title(&person.name),
            Self::Person(person) => person.name.clone(),
            Self::Page(page) => page.label().to_owned(),
            Self::Holders(feature) if feature.is_restriction() => format!("Who is held back: {}", feature.name()),
            Self::Holders(feature) => format!("Who can: {}", feature.name()),
            Self::Compared(feature) => format!("Which roles can: {}", feature.name()),
            Self::HoldersOfRole { name, .. } => format!("People with the role {name}"),
            Self::Role { name, .. } => format!("What {name} can do"),
        }
    }

    /// A line about it: whom it is about, where it leads, or the rule that forbids it.
    pub fn about(&self) -> String {
        match self {
            Self::Act { may: Err(denial), .. } => denial.sentence(),
            Self::Act { act, person, .. } => format!("{}. {}", person.about(), act.leads_to()),
            Self::Person(person) => person.about(),
            Self::Page(_) => "Page".to_owned(),
            Self::Holders(feature) | Self::Compared(feature) => {
                let product: Product = feature.product();
                format!("{}, {}", product.name(), feature.area().name())
            }
            Self::HoldersOfRole { .. } => "Users".to_owned(),
            Self::Role { .. } => "Role".to_owned(),
        }
    }

    /// Whether it leads somewhere.
    pub const fn is_open(&self) -> bool {
        !matches!(self, Self::Act { may: Err(_), .. })
    }
}

impl FoundPerson {
    fn about(&self) -> String {
        let parts = [self.job_title.as_str(), self.role_name.as_str(), self.status.label()];
        parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
    }
}

impl FoundAct {
    /// What is done to somebody called `name`.
    fn title(&self, name: &str) -> String {
        match self {
            Self::Block => format!("Block {name}"),
            Self::Unblock => format!("Unblock {name}"),
            Self::Deactivate => format!("Deactivate {name}"),
            Self::Reactivate => format!("Reactivate {name}"),
            Self::Delete => format!("Delete {name}"),
            Self::Restore => format!("Restore {name}"),
            Self::Invite => format!("Invite {name}"),
            Self::RevokeInvitation => format!("Withdraw the invitation of {name}"),
            Self::RevokeAccess => format!("Revoke the access of {name}"),
            Self::Edit => format!("Edit {name}"),
            Self::ChangeRole => format!("Change the role of {name}"),
            Self::Give(_, role) => format!("Give {name} the role {role}"),
            Self::Exceptions => format!("Exceptions for {name}"),
            Self::WhatIf => format!("What if {name} had another role?"),
            Self::Children => format!("Choose the children of {name}"),
            Self::Leaving => format!("What ends when {name} leaves"),
            Self::Sessions => format!("Where {name} is signed in"),
            Self::PasswordLink => format!("Send {name} a link for a new password"),
            Self::History => format!("History of {name}"),
        }
    }

    /// Where it leads.
    const fn leads_to(&self) -> &'static str {
        match self {
            Self::WhatIf | Self::Leaving | Self::History => "Opens the page",
            Self::Block | Self::Unblock | Self::Deactivate | Self::Reactivate | Self::Give(..) => {
                "Shows what changes; you confirm there"
            }
            _ => "Opens the form; you confirm there",
        }
    }
}
