//! Observations of children. Their photos are served, and taken, by routes of their own.

use super::client::StampedClient;
use super::json::Json;
use crate::failure::Failure;
use domain::id::{ObservationId, ObservationPhotoId, PupilId};
use domain::observation::{
    ChangeResult, ChildrenToObserve, Observation, ObservationForm, ObservationListing, ObservationPage, ShareResult,
};
use domain::pupil::PupilListing;
use leptos::prelude::*;

/// One page of the list of observations, limited to what the reader may see.
#[server(prefix = "/api", endpoint = "observations/list", input = Json, output = Json, client = StampedClient)]
pub async fn list_observations(listing: ObservationListing) -> Result<ObservationPage, Failure> {
    crate::server::signed_in(
        |backend, actor| async move { backend::observations::list(&backend, &actor, listing).await },
    )
    .await
}

/// One observation.
#[server(prefix = "/api", endpoint = "observations/find", input = Json, output = Json, client = StampedClient)]
pub async fn find_observation(observation: ObservationId) -> Result<Observation, Failure> {
    crate::server::signed_in(|backend, actor| async move {
        backend::observations::find(&backend, &actor, observation).await
    })
    .await
}

/// The children to choose from in the form; those ticked already are among them.
#[server(prefix = "/api", endpoint = "observations/children", input = Json, output = Json, client = StampedClient)]
pub async fn find_children_to_observe(
    listing: PupilListing,
    ticked: Vec<PupilId>,
) -> Result<ChildrenToObserve, Failure> {
    crate::server::signed_in(|backend, actor| async move {
        backend::observations::choices(&backend, &actor, listing, ticked).await
    })
    .await
}

/// Records an observation.
#[server(prefix = "/api", endpoint = "observations/create", input = Json, output = Json, client = StampedClient)]
pub async fn create_observation(form: ObservationForm) -> Result<ObservationId, Failure> {
    crate::server::signed_in_with_draft(&crate::drafts::observation(None), form, |backend, actor, form| async move {
        backend::observations::create(&backend, &actor, &form).await
    })
    .await
}

/// Changes an observation, unless somebody else has meanwhile.
#[server(prefix = "/api", endpoint = "observations/change", input = Json, output = Json, client = StampedClient)]
pub async fn change_observation(observation: ObservationId, form: ObservationForm) -> Result<ChangeResult, Failure> {
    let draft = crate::drafts::observation(Some(observation));
    crate::server::signed_in_with_draft(&draft, form, |backend, actor, form| async move {
        backend::observations::change(&backend, &actor, observation, &form).await
    })
    .await
}

/// The reader's draft of an observation, kept when a session ended, moved to another school or got another role. It is
/// given once, and only to those who may record one: for others it stays.
#[server(prefix = "/api", endpoint = "observations/draft", input = Json, output = Json, client = StampedClient)]
pub async fn take_observation_draft(observation: Option<ObservationId>) -> Result<Option<ObservationForm>, Failure> {
    crate::server::signed_in(|backend, actor| async move {
        if observation.is_none() && !backend::observations::may_record(&backend, &actor).await? {
            return Ok(None);
        }
        crate::server::take_draft(&backend, &actor, &crate::drafts::observation(observation)).await
    })
    .await
}

/// Deletes an observation with its photos.
#[server(prefix = "/api", endpoint = "observations/delete", input = Json, output = Json, client = StampedClient)]
pub async fn delete_observation(observation: ObservationId) -> Result<(), Failure> {
    crate::server::signed_in(|backend, actor| async move {
        backend::observations::delete(&backend, &actor, observation).await
    })
    .await
}

/// Emails an observation, at the version that the reader saw, to its children's home contacts.
#[server(prefix = "/api", endpoint = "observations/share", input = Json, output = Json, client = StampedClient)]
pub async fn share_observation(observation: ObservationId, version: i64) -> Result<ShareResult, Failure> {
    crate::server::signed_in(|backend, actor| async move {
        backend::observations::share(&backend, &actor, observation, version).await
    })
    .await
}

/// Removes a photo from an observation.
#[server(prefix = "/api", endpoint = "observations/photos/remove", input = Json, output = Json, client = StampedClient)]
pub async fn remove_observation_photo(observation: ObservationId, photo: ObservationPhotoId) -> Result<(), Failure> {
    crate::server::signed_in(|backend, actor| async move {
        backend::observations::remove_photo(&backend, &actor, observation, photo).await
    })
    .await
}
