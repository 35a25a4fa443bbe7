//! The parts of a person's page that fetch what they show.

mod photo;

pub(crate) use photo::PhotoPart;
