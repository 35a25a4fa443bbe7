//! Pupils, and the staff who work with them.

use super::client::StampedClient;
use super::json::Json;
use crate::failure::Failure;
use domain::form::pupils::PickForm;
use domain::id::{MemberId, PupilId};
use domain::pupil::{
    AssignResult, AssignedPupils, HomeContactForm, LeavingForm, OwnPupils, Picker, PupilListing, PupilPage, WorkerKind,
};
use leptos::prelude::*;

/// One page of the list of pupils, limited to what the reader may see.
#[server(prefix = "/api", endpoint = "pupils/list", input = Json, output = Json, client = StampedClient)]
pub async fn list_pupils(listing: PupilListing) -> Result<PupilPage, Failure> {
    crate::server::signed_in(|backend, actor| async move { backend::pupils::list(&backend, &actor, listing).await })
        .await
}

/// The pupils that the reader works with.
#[server(prefix = "/api", endpoint = "pupils/mine", input = Json, output = Json, client = StampedClient)]
pub async fn my_pupils() -> Result<OwnPupils, Failure> {
    crate::server::signed_in(|backend, actor| async move { backend::pupils::mine(&backend, &actor).await }).await
}

/// The pupils that a person works with, for readers who manage people.
#[server(prefix = "/api", endpoint = "pupils/of", input = Json, output = Json, client = StampedClient)]
pub async fn pupils_of(member: MemberId) -> Result<AssignedPupils, Failure> {
    crate::server::signed_in(
        |backend, actor| async move { backend::pupils::children_of(&backend, &actor, member).await },
    )
    .await
}

/// What the Pupil Picker shows.
#[server(prefix = "/api", endpoint = "pupils/pick", input = Json, output = Json, client = StampedClient)]
pub async fn pick_pupils(member: MemberId, kind: WorkerKind, listing: PupilListing) -> Result<Picker, Failure> {
    crate::server::signed_in(|backend, actor| async move {
        backend::pupils::pick(&backend, &actor, member, kind, listing).await
    })
    .await
}

/// Sets one of a person's two lists of pupils, once the change is confirmed.
#[server(prefix = "/api", endpoint = "pupils/assign", input = Json, output = Json, client = StampedClient)]
pub async fn assign_pupils(form: PickForm) -> Result<AssignResult, Failure> {
    crate::server::signed_in(|backend, actor| async move { backend::pupils::assign(&backend, &actor, &form).await })
        .await
}

/// Sets the first day without a pupil.
#[server(prefix = "/api", endpoint = "pupils/left", input = Json, output = Json, client = StampedClient)]
pub async fn mark_pupil_left(pupil: PupilId, form: LeavingForm) -> Result<(), Failure> {
    crate::server::signed_in(|backend, actor| async move {
        backend::pupils::mark_left(&backend, &actor, pupil, &form).await
    })
    .await
}

/// Says that a pupil is at the school after all, or again.
#[server(prefix = "/api", endpoint = "pupils/back", input = Json, output = Json, client = StampedClient)]
pub async fn bring_pupil_back(pupil: PupilId) -> Result<(), Failure> {
    crate::server::signed_in(|backend, actor| async move { backend::pupils::bring_back(&backend, &actor, pupil).await })
        .await
}

/// Sets or removes a pupil's home contact.
#[server(prefix = "/api", endpoint = "pupils/home", input = Json, output = Json, client = StampedClient)]
pub async fn change_home_contact(pupil: PupilId, form: HomeContactForm) -> Result<(), Failure> {
    crate::server::signed_in(|backend, actor| async move {
        backend::pupils::change_home(&backend, &actor, pupil, &form).await
    })
    .await
}

/// Removes a pupil's photo.
#[server(prefix = "/api", endpoint = "pupils/photo/remove", input = Json, output = Json, client = StampedClient)]
pub async fn remove_pupil_photo(pupil: PupilId) -> Result<(), Failure> {
    crate::server::signed_in(
        |backend, actor| async move { backend::pupils::remove_photo(&backend, &actor, pupil).await },
    )
    .await
}
