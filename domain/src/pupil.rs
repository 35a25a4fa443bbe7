//! Pupils: names, UPNs, classes and year groups; how they appear to readers who may not know them; and who works with
//! them. Permission to see pupils is decided in [`crate::access`].

mod class_name;
mod home;
mod leaving;
mod listing;
mod upn;
mod visible;
mod workers;
mod year_group;
mod years;

pub use class_name::ClassName;
pub use home::{HOME_EMAIL, HomeContact, HomeContactForm, HomeTrouble, UndeliveredHome};
pub use leaving::{ChildLeaving, LEFT_ON, LeavingDays, LeavingForm, has_left};
pub use listing::{PupilListing, PupilPage};
pub use upn::Upn;
pub use visible::{Alias, AliasedPupil, NamedPupil, VisiblePupils};
pub use workers::{
    AssignResult, AssignSummary, AssignedPupils, Child, KeyWorkerChange, OwnPupils, PickRefused, Picker, PickerChild,
    PickerClass, PupilWorker, WorkerKind,
};
pub use year_group::YearGroup;
pub use years::{FEWEST, Years, bands};
