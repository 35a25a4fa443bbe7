use super::{Photo, making};
use domain::photo::Crop;
use domain::problem::Problem;
use std::sync::Arc;
use tokio::sync::Semaphore;

/// The place where photos are made, beside the requests and one after the other: a picture while it is read takes up to
/// 100 MB.
#[derive(Debug)]
pub(crate) struct Studio {
    seats: Arc<Semaphore>,
}

impl Studio {
    pub fn new() -> Self {
        Self { seats: Arc::new(Semaphore::new(1)) }
    }

    /// The photo that `crop` makes of a picture.
    pub async fn make(&self, picture: Vec<u8>, crop: Crop) -> Result<Photo, Problem> {
        let seat = Arc::clone(&self.seats).acquire_owned().await.map_err(|_| Problem::Unexpected)?;
        // The seat goes along: a request that is broken off does not make room for another while its picture is read.
        let made = tokio::task::spawn_blocking(move || {
            let made = making::photo(picture, crop);
            drop(seat);
            made
        });
        let made = made.await.map_err(|error| {
            tracing::error!(%error, "making a photo");
            Problem::Unexpected
        })?;
        Ok(made?)
    }
}
