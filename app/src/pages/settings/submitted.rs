//! The page's two forms, sent without scripts to the page's own URL.

use super::cells;
use crate::api;
use crate::failure::Failure;
use crate::page_context::PageContext;
use crate::posted::{Redirector, first};
use crate::routes;
use crate::views::{Answers, answer, answer_name};
use domain::catalogue::Feature;
use domain::form::settings::SettingsForm;
use domain::problem::Problem;
use domain::product::Product;
use domain::role::Role;
use serde::{Deserialize, Serialize};

/// A form posted to the page.
#[derive(Clone)]
pub(super) enum SubmittedSettings {
    /// Saves the school's name, products and contact.
    Settings(SettingsForm),
    /// Confirms the cells of a feature: its code, and the answer for each role.
    Cells(String, Answers),
}

/// The input that was not saved, and why. A form that was saved redirects instead.
#[derive(Clone, Serialize, Deserialize)]
pub(super) struct SettingsFormFailure {
    /// The input to be corrected, or offered for saving again.
    pub typed: Option<SettingsForm>,
    /// Why it failed; `None` where the form is a draft from a session that ended or moved to another school.
    pub problem: Option<Problem>,
}

impl SettingsFormFailure {
    /// The reader's draft, if there is one.
    pub async fn kept() -> Option<Self> {
        // A problem with the draft also prevents the page, which reports it.
        let typed = api::take_settings_draft().await.ok().flatten()?;
        Some(Self { typed: Some(typed), problem: None })
    }
}

impl SubmittedSettings {
    /// Parses the pairs of a form. A form that names a feature holds a row of cells.
    pub fn read(pairs: Vec<(String, String)>) -> Self {
        let find = |name: &str| first(&pairs, name).map(str::to_owned);
        if let Some(feature) = find("feature") {
            let say = |role: Role| find(&answer_name(role)).and_then(|text| answer(&text)).map(|say| (role, say));
            return Self::Cells(feature, Role::ALL.into_iter().filter_map(say).collect());
        }
        let ticked = |(name, value): &(String, String)| Some((Product::from_code(name)?, value.clone()));
        Self::Settings(SettingsForm {
            name: find("name").unwrap_or_default(),
            help_contact: find("help_contact").unwrap_or_default(),
            products: pairs.iter().filter_map(ticked).collect(),
            mis_fed: find("mis_fed"),
            reminds: find("reminds"),
            mails_anchor: find("mails_anchor"),
        })
    }

    /// The settings as they were typed.
    pub fn typed(self) -> Option<SettingsForm> {
        match self {
            Self::Settings(form) => Some(form),
            Self::Cells(..) => None,
        }
    }

    /// Saves the form for the reader, and redirects.
    pub async fn save(self, here: PageContext, redirector: &Redirector) -> Option<SettingsFormFailure> {
        // The frame redirects people who are not signed in.
        let site = here.site.await.ok()?;
        let viewer = site.viewer()?;
        match self {
            Self::Settings(form) => match api::change_settings(form.clone()).await {
                Ok(_) => {
                    redirector.go(&super::saved_address());
                    None
                }
                Err(Failure(problem)) => Some(SettingsFormFailure { typed: Some(form), problem: Some(problem) }),
            },
            Self::Cells(code, answers) => {
                match cells::confirm(&viewer.settings.roles.confirmations, &code, answers).await {
                    Ok(_) => {
                        redirector.go(&routes::cells_confirmed(Feature::from_code(&code)));
                        None
                    }
                    Err(Failure(problem)) => Some(SettingsFormFailure { typed: None, problem: Some(problem) }),
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::posted::form_pairs;

    #[test]
    fn a_form_that_names_a_feature_is_a_row_of_cells() {
        let row = [
            ("feature", "sonar-tracker/groups/create-groups"),
            ("cell-full-edit", "granted"),
            ("cell-partial-edit", ""),
            ("cell-minimal-edit", "maybe"),
        ];
        let SubmittedSettings::Cells(feature, answers) = SubmittedSettings::read(form_pairs(&row)) else {
            unreachable!("a row")
        };
        assert_eq!(feature, "sonar-tracker/groups/create-groups");
        assert_eq!(answers, [(Role::FullEdit, Some(true)), (Role::PartialEdit, None)]);
    }

    #[test]
    fn any_other_form_is_the_settings() {
        let SubmittedSettings::Settings(form) =
            SubmittedSettings::read(form_pairs(&[("name", "Hillside"), ("portal", "on")]))
        else {
            unreachable!("the settings")
        };
        assert_eq!(form.name, "Hillside");
        assert!(form.uses(Product::PORTAL) && !form.uses(Product::COMMS_HUB));
    }
}
