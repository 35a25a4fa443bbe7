//! Pupils: what they are called, their number and year group, and how somebody who may not know them meets them.

mod class_name;
mod listing;
mod shown;
mod upn;
mod work;
mod year_group;
mod years;

pub use class_name::ClassName;
pub use listing::{PupilListing, PupilPage};
pub use shown::{Alias, AliasedPupil, NamedPupil, ShownPupils};
pub use upn::Upn;
pub use work::{
    Assigned, Child, Holder, OwnPupils, PickRefused, Picker, PickerChild, PickerClass, Summary, TakenOver, TheirPupils,
    WorkKind,
};
pub use year_group::YearGroup;
pub use years::{FEWEST, Years, bands};
