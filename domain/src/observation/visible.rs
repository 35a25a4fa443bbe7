//! Observations as a reader may see them: whole, or only which areas were observed of an alias in a month.

use super::{LearningArea, ObservationDays};
use crate::access::Denial;
use crate::day::{Day, Month};
use crate::id::{ObservationId, ObservationPhotoId, PupilId};
use crate::moment::DisplayTime;
use crate::pupil::{Alias, Child, HomeTrouble, PupilListing};
use serde::{Deserialize, Serialize};

/// A child whom an observation is about, for readers who may know them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ObservedChild {
    /// The child.
    pub pupil: PupilId,
    /// First and last name.
    pub name: String,
}

/// An observation in a list, for readers who may know its children.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ObservationLine {
    /// The observation.
    pub id: ObservationId,
    /// The day it was observed.
    pub observed_on: Day,
    /// The children, by name.
    pub children: Vec<ObservedChild>,
    /// The areas of learning, in their order.
    pub areas: Vec<LearningArea>,
    /// What was observed.
    pub text: String,
    /// The name of the member who recorded it.
    pub author: String,
    /// The number of photos.
    pub photos: u32,
    /// Whether it was shared with home.
    pub is_shared: bool,
}

/// What was observed of one child in one month, for readers who may not know the child. It does not say how often, when
/// or by whom, nor who else was there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AliasedObservation {
    /// The month.
    pub month: Month,
    /// The child's alias.
    pub alias: Alias,
    /// The areas of learning, in their order.
    pub areas: Vec<LearningArea>,
}

/// Observations as their reader may see them. There is no third way: readers who may not know names get aliases.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum VisibleObservations {
    /// For readers who may know the children.
    Named(Vec<ObservationLine>),
    /// For readers who may not know them.
    Aliased(Vec<AliasedObservation>),
}

/// Sharing with home.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SharedWithHome {
    /// When it was shared.
    pub at: DisplayTime,
    /// The name of the member who shared it.
    pub by: String,
}

/// One observation, for readers who may know its children.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Observation {
    /// The observation.
    pub id: ObservationId,
    /// The observation's version, which every change raises.
    pub version: i64,
    /// What was observed.
    pub text: String,
    /// The day it was observed.
    pub observed_on: Day,
    /// The areas of learning, in their order.
    pub areas: Vec<LearningArea>,
    /// The children, by name.
    pub children: Vec<ObservedChild>,
    /// The name of the member who recorded it.
    pub author: String,
    /// When it was recorded.
    pub created: DisplayTime,
    /// Who changed it last, and when; `None` if nobody did.
    pub changed: Option<(String, DisplayTime)>,
    /// The photos, in the order they were added.
    pub photos: Vec<ObservationPhotoId>,
    /// When it was shared with home, if it was.
    pub shared: Option<SharedWithHome>,
    /// Whether the reader may change and delete it, or the rule that forbids it.
    pub may_change: Result<(), Denial>,
    /// Whether the reader may share it with home, or the rule that forbids it.
    pub may_share: Result<(), Denial>,
    /// The homes that its mails did not reach; for the author and readers who may correct the addresses.
    pub troubles: Vec<HomeTrouble>,
    /// The names of the children who have left the school, and whose homes are sent nothing.
    pub left: Vec<String>,
    /// The names of the other children for whom the school has no home contact; only for readers who may share it.
    pub without_contact: Vec<String>,
}

/// The outcome of changing an observation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ChangeResult {
    /// The change was saved.
    Saved,
    /// Nothing was saved: another member changed the observation meanwhile. This is what it says now.
    ChangedMeanwhile(Box<Observation>),
}

/// The outcome of sharing an observation with home.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ShareResult {
    /// The observation was shared: emails were queued.
    Shared,
    /// Nothing was sent: another member changed the observation after the page was opened.
    ChangedMeanwhile,
}

/// A class's children in the form.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClassToObserve {
    /// The class's name.
    pub name: String,
    /// The children.
    pub children: Vec<Child>,
}

/// The children to choose from in the form, each once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChildrenToObserve {
    /// The reader's key children.
    pub key: Vec<Child>,
    /// Other children the reader works with.
    pub worker: Vec<Child>,
    /// Ticked children who are in no other group.
    pub ticked: Vec<Child>,
    /// The children found by search and class, by class; none before anything is searched for.
    pub found: Vec<ClassToObserve>,
    /// The search.
    pub listing: PupilListing,
    /// The classes to choose from.
    pub classes: Vec<String>,
    /// The days to choose from.
    pub days: ObservationDays,
}
