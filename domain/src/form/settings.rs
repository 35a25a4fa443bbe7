//! The school's settings.

use crate::fault::Fault;
use crate::name::SchoolName;
use crate::problem::FieldError;
use crate::product::Product;
use crate::school::SchoolSettings;
use serde::{Deserialize, Serialize};

/// What was typed and ticked.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct SettingsForm {
    /// What the school is called.
    pub name: String,
    /// Whom people turn to for help: a name, an address, a number; may be empty.
    pub help_contact: String,
    /// "on" when the school uses Juniper MIS.
    #[serde(rename = "juniper-mis")]
    pub juniper_mis: Option<String>,
    /// "on" when the school uses Portal.
    pub portal: Option<String>,
    /// "on" when the school uses Comms Hub.
    #[serde(rename = "comms-hub")]
    pub comms_hub: Option<String>,
    /// "on" when the school uses Juniper Websites.
    #[serde(rename = "juniper-websites")]
    pub juniper_websites: Option<String>,
    /// "on" when the school's staff come from its MIS.
    pub mis_fed: Option<String>,
    /// "on" when people are reminded of an invitation before it expires.
    pub reminds: Option<String>,
    /// "on" when the owner is mailed every month where the audit log stands.
    pub mails_anchor: Option<String>,
}

/// Settings that may be saved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewSettings {
    /// What the school is called.
    pub name: SchoolName,
    /// The products it uses; Sonar Tracker always.
    pub products: Vec<Product>,
    /// Whom people turn to; empty for nobody.
    pub help_contact: String,
    /// Whether its staff come from its MIS.
    pub is_mis_fed: bool,
    /// Whether people are reminded of an invitation before it expires.
    pub reminds: bool,
    /// Whether the owner is mailed every month where the audit log stands.
    pub mails_anchor: bool,
}

impl SettingsForm {
    /// The most characters of the help contact.
    pub const MOST_CONTACT: usize = 200;

    /// Whether the form ticks `product`.
    pub fn uses(&self, product: Product) -> bool {
        match product {
            Product::SonarTracker => true,
            Product::JuniperMis => self.juniper_mis.is_some(),
            Product::Portal => self.portal.is_some(),
            Product::CommsHub => self.comms_hub.is_some(),
            Product::JuniperWebsites => self.juniper_websites.is_some(),
        }
    }

    /// The form as the school's settings are now.
    pub fn of(settings: &SchoolSettings) -> Self {
        let tick = |is: bool| is.then(|| "on".to_owned());
        let uses = |product| tick(settings.products.contains(&product));
        Self {
            name: settings.name.clone(),
            help_contact: settings.help_contact.clone(),
            juniper_mis: uses(Product::JuniperMis),
            portal: uses(Product::Portal),
            comms_hub: uses(Product::CommsHub),
            juniper_websites: uses(Product::JuniperWebsites),
            mis_fed: tick(settings.is_mis_fed),
            reminds: tick(settings.reminds),
            mails_anchor: tick(settings.mails_anchor),
        }
    }

    /// Reads the form.
    ///
    /// # Errors
    /// Each field that needs correcting.
    pub fn parse(&self) -> Result<NewSettings, Vec<FieldError>> {
        let name = SchoolName::parse(&self.name);
        let help_contact = crate::name::tidy(&self.help_contact);
        let mut errors = Vec::new();
        if let Err(fault) = &name {
            errors.push(FieldError::new("name", fault.clone()));
        }
        if help_contact.chars().count() > Self::MOST_CONTACT {
            errors.push(FieldError::new("help_contact", Fault::HelpContactTooLong));
        }
        match name {
            Ok(name) if errors.is_empty() => {
                let products = Product::ALL.into_iter().filter(|product| self.uses(*product)).collect();
                Ok(NewSettings {
                    name,
                    products,
                    help_contact,
                    is_mis_fed: self.mis_fed.is_some(),
                    reminds: self.reminds.is_some(),
                    mails_anchor: self.mails_anchor.is_some(),
                })
            }
            _ => Err(errors),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sonar_tracker_is_always_used() {
        let form =
            SettingsForm { name: "Hillside".to_owned(), portal: Some("on".to_owned()), ..SettingsForm::default() };
        let settings = form.parse().expect("a right form");
        assert_eq!(settings.products, [Product::SonarTracker, Product::Portal]);
        assert!(!settings.is_mis_fed && !settings.reminds, "both are off until they are ticked");
    }

    #[test]
    fn a_school_has_a_name() {
        let errors =
            SettingsForm { help_contact: "x".repeat(201), ..SettingsForm::default() }.parse().expect_err("no name");
        assert_eq!(errors.iter().map(|e| e.field.as_str()).collect::<Vec<_>>(), ["name", "help_contact"]);
    }
}
