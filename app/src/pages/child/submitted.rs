//! The forms of a child's page, and carrying them out.

use crate::api;
use crate::failure::Failure;
use crate::posted::first;
use crate::routes;
use domain::id::PupilId;
use domain::pupil::{HOME_EMAIL, HomeContactForm, LEFT_ON, LeavingForm};
use serde::{Deserialize, Serialize};

/// The name of the page's buttons.
pub(super) const ACT: &str = "do";
/// Says that the child has left.
pub(super) const LEFT: &str = "left";
/// Says that the child is back.
pub(super) const BACK: &str = "back";
/// Changes the home contact.
pub(super) const HOME: &str = "home";

/// Removes the photo.
pub(super) const REMOVE_PHOTO: &str = "remove-photo";

/// What is to be done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum SubmittedAct {
    Left(LeavingForm),
    Back,
    Home(HomeContactForm),
    RemovePhoto,
}

impl SubmittedAct {
    /// Parses the pairs of a form; nothing where no button was pressed.
    pub fn read(pairs: &[(String, String)]) -> Option<Self> {
        let field = |name| first(pairs, name).unwrap_or_default().to_owned();
        match first(pairs, ACT)? {
            LEFT => Some(Self::Left(LeavingForm { left_on: field(LEFT_ON) })),
            BACK => Some(Self::Back),
            REMOVE_PHOTO => Some(Self::RemovePhoto),
            HOME => Some(Self::Home(HomeContactForm { home_email: field(HOME_EMAIL) })),
            _ => None,
        }
    }

    /// Does it; gives the address of the page that says so.
    pub async fn carry_out(self, pupil: PupilId) -> Result<String, Failure> {
        let done = match self {
            Self::Left(form) => {
                api::mark_pupil_left(pupil, form).await?;
                LEFT
            }
            Self::Back => {
                api::bring_pupil_back(pupil).await?;
                BACK
            }
            Self::Home(form) => {
                api::change_home_contact(pupil, form).await?;
                HOME
            }
            Self::RemovePhoto => {
                api::remove_pupil_photo(pupil).await?;
                "photo-removed"
            }
        };
        Ok(routes::done(&routes::child(pupil), done))
    }
}

/// The message for the code in the address.
pub(super) fn done(code: &str, first_name: &str) -> Option<String> {
    match code {
        LEFT => Some(format!("The leaving date of {first_name} was saved.")),
        BACK => Some(format!("{first_name} is at your school, with the staff who worked with them before.")),
        HOME => Some(format!("The home contact of {first_name} was saved.")),
        "photo" => Some(format!("The photo of {first_name} was saved.")),
        "photo-removed" => Some(format!("The photo of {first_name} was removed.")),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::posted::form_pairs;

    #[test]
    fn only_a_button_does_something() {
        let read = |pairs: &[(&str, &str)]| SubmittedAct::read(&form_pairs(pairs));
        let left = LeavingForm { left_on: "2026-12-18".to_owned() };
        assert_eq!(read(&[("left_on", "2026-12-18"), ("do", "left")]), Some(SubmittedAct::Left(left)));
        let home = HomeContactForm { home_email: "a@b.example".to_owned() };
        assert_eq!(read(&[("home_email", "a@b.example"), ("do", "home")]), Some(SubmittedAct::Home(home)));
        assert_eq!(read(&[("do", "back")]), Some(SubmittedAct::Back));
        assert_eq!(read(&[("left_on", "2026-12-18")]), None);
    }
}
