//! Observations: what staff saw children do, with the areas of learning it shows; and how observations appear to
//! readers who may not know the children. Permission is decided in [`crate::access`].

mod area;
mod form;
mod listing;
mod visible;

pub use area::LearningArea;
pub use form::{AREAS, CHILDREN, NewObservation, OBSERVED_ON, ObservationDays, ObservationForm, TEXT};
pub use listing::{ObservationListing, ObservationPage};
pub use visible::{
    AliasedObservation, ChangeResult, ChildrenToObserve, ClassToObserve, Observation, ObservationLine, ObservedChild,
    ShareResult, SharedWithHome, VisibleObservations,
};

pub use crate::limits::OBSERVATION_PHOTO_SIDE as PHOTO_SIDE;
pub use crate::limits::OBSERVATION_PHOTOS as MOST_PHOTOS;
pub use crate::limits::OBSERVATION_TEXT as MOST_TEXT;
pub use crate::limits::OBSERVED_CHILDREN as MOST_CHILDREN;
