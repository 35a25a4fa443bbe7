//! The school's settings.

use super::by_product::{ByProduct, ProductFields};
use crate::catalogue::Catalogue;
use crate::fault::Fault;
use crate::limits;
use crate::name::SchoolName;
use crate::problem::FieldError;
use crate::product::Product;
use crate::school::SchoolSettings;
use serde::{Deserialize, Serialize};

/// The submitted form.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct SettingsForm {
    /// The school's name.
    pub name: String,
    /// The contact for help (a name, an address or a number); may be empty.
    pub help_contact: String,
    /// "on" for each product the school uses.
    #[serde(flatten)]
    pub products: ByProduct<ProductFields>,
    /// "on" when the school's staff come from its MIS.
    pub mis_fed: Option<String>,
    /// "on" when people are reminded of an invitation before it expires.
    pub reminds: Option<String>,
    /// "on" when the owner is emailed the audit log's anchor every month.
    pub mails_anchor: Option<String>,
}

/// Valid settings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewSettings {
    /// The school's name.
    pub name: SchoolName,
    /// The products the school uses, always including Sonar Tracker.
    pub products: Vec<Product>,
    /// The contact for help; empty for none.
    pub help_contact: String,
    /// Whether its staff come from its MIS.
    pub is_mis_fed: bool,
    /// Whether people are reminded of an invitation before it expires.
    pub reminds: bool,
    /// Whether the owner is emailed the audit log's anchor every month.
    pub mails_anchor: bool,
}

impl SettingsForm {
    /// Whether `product` is ticked.
    pub fn uses(&self, product: Product) -> bool {
        product.holds_main_role() || self.products.has(product)
    }

    /// The form for the school's present settings.
    pub fn of(settings: &SchoolSettings) -> Self {
        let tick = |is: bool| is.then(|| "on".to_owned());
        Self {
            name: settings.name.clone(),
            help_contact: settings.help_contact.clone(),
            products: settings.other_products().map(|product| (product, "on".to_owned())).collect(),
            mis_fed: tick(settings.is_mis_fed),
            reminds: tick(settings.reminds),
            mails_anchor: tick(settings.mails_anchor),
        }
    }

    /// Reads the form for a school that can use the products of `catalogue`.
    ///
    /// # Errors
    /// Every field that needs correcting.
    pub fn parse(&self, catalogue: Catalogue) -> Result<NewSettings, Vec<FieldError>> {
        let name = SchoolName::parse(&self.name);
        let help_contact = crate::name::tidy(&self.help_contact);
        let mut errors = Vec::new();
        if let Err(fault) = &name {
            errors.push(FieldError::new("name", fault.clone()));
        }
        if help_contact.chars().count() > limits::HELP_CONTACT {
            errors.push(FieldError::new("help_contact", Fault::HelpContactTooLong));
        }
        match name {
            Ok(name) if errors.is_empty() => {
                let products = catalogue.products().iter().copied().filter(|product| self.uses(*product)).collect();
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
        let form = SettingsForm {
            name: "Hillside".to_owned(),
            products: [(Product::PORTAL, "on".to_owned())].into_iter().collect(),
            ..SettingsForm::default()
        };
        let settings = form.parse(Catalogue::published()).expect("a right form");
        assert_eq!(settings.products, [Product::SONAR_TRACKER, Product::PORTAL]);
        assert!(!settings.is_mis_fed && !settings.reminds, "both are off until they are ticked");
    }

    #[test]
    fn a_school_has_a_name() {
        let errors = SettingsForm { help_contact: "x".repeat(201), ..SettingsForm::default() }
            .parse(Catalogue::published())
            .expect_err("no name");
        assert_eq!(errors.iter().map(|e| e.field.as_str()).collect::<Vec<_>>(), ["name", "help_contact"]);
    }
}
