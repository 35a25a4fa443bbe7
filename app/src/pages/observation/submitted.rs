//! The page's forms, and carrying them out.

use crate::api;
use crate::failure::Failure;
use crate::posted::first;
use crate::routes;
use crate::views::there;
use domain::id::{ObservationId, ObservationPhotoId};
use domain::observation::ShareResult;

/// The name of the page's buttons.
pub(super) const ACT: &str = "do";
/// Deletes the observation.
pub(super) const DELETE: &str = "delete";
/// Shares it with home.
pub(super) const SHARE: &str = "share";
/// Removes one of its photos.
pub(super) const REMOVE_PHOTO: &str = "remove-photo";
/// The field with the photo to remove.
pub(super) const PHOTO: &str = "photo";
/// The field with the version that the reader saw.
pub(super) const VERSION: &str = "version";

/// What is to be done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum SubmittedAct {
    Delete,
    Share(i64),
    RemovePhoto(Option<ObservationPhotoId>),
}

impl SubmittedAct {
    /// Parses the pairs of a form; nothing where no button was pressed.
    pub fn read(pairs: &[(String, String)]) -> Option<Self> {
        match first(pairs, ACT)? {
            DELETE => Some(Self::Delete),
            SHARE => Some(Self::Share(first(pairs, VERSION).and_then(|text| text.parse().ok()).unwrap_or_default())),
            REMOVE_PHOTO => Some(Self::RemovePhoto(first(pairs, PHOTO).and_then(ObservationPhotoId::parse))),
            _ => None,
        }
    }

    /// Does it; gives the address of the page that says so.
    pub async fn carry_out(self, observation: ObservationId) -> Result<String, Failure> {
        let done = match self {
            Self::Delete => {
                api::delete_observation(observation).await?;
                return Ok(routes::done(routes::OBSERVATIONS, "deleted"));
            }
            Self::Share(version) => match api::share_observation(observation, version).await? {
                ShareResult::Shared => "shared",
                ShareResult::ChangedMeanwhile => "changed-meanwhile",
            },
            Self::RemovePhoto(photo) => {
                api::remove_observation_photo(observation, there(photo)?).await?;
                "photo-removed"
            }
        };
        Ok(routes::done(&routes::observation(observation), done))
    }
}

/// The message for the code in the address.
pub(super) fn done(code: &str) -> Option<&'static str> {
    Some(match code {
        "recorded" => "The observation was recorded. You can add photos below.",
        "saved" => "The changes were saved.",
        "shared" => "Shared with home. The emails are on their way.",
        "changed-meanwhile" => {
            "Nothing was sent: somebody changed this observation after you opened it. Read it again, then share it."
        }
        "photo-added" => "The photo was added.",
        "photo-removed" => "The photo was removed.",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::posted::form_pairs;

    #[test]
    fn only_a_button_does_something() {
        let read = |pairs: &[(&str, &str)]| SubmittedAct::read(&form_pairs(pairs));
        assert_eq!(read(&[("do", "delete")]), Some(SubmittedAct::Delete));
        assert_eq!(read(&[("version", "3"), ("do", "share")]), Some(SubmittedAct::Share(3)));
        assert_eq!(read(&[("photo", "x"), ("do", "remove-photo")]), Some(SubmittedAct::RemovePhoto(None)));
        assert_eq!(read(&[("version", "3")]), None);
        assert_eq!(read(&[("do", "burn")]), None);
    }
}
