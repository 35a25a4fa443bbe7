//! Pupils: names, UPNs, classes and year groups; how they appear to readers who may not know them; and who works with
//! them. Permission to see pupils is decided in [`crate::access`].

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
