//! Ids: random, meaning nothing, and never interchangeable.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident;)+) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(Uuid);

        impl $name {
            /// The id with these random bits.
            pub const fn new(random: Uuid) -> Self {
                Self(random)
            }

            /// The id written as `text`, if it is one.
            pub fn parse(text: &str) -> Option<Self> {
                Uuid::try_parse(text).ok().map(Self)
            }
        }

        impl core::fmt::Display for $name {
            fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
                self.0.simple().fmt(f)
            }
        }
    )+};
}

ids! {
    /// A school.
    SchoolId;
    /// A person in one school: their membership.
    MemberId;
    /// A sign-in email with its password, perhaps a member of several schools.
    AccountId;
    /// A time somebody is signed in for, on one device.
    SessionId;
    /// A registration or reset link that was, or will be, mailed.
    LinkId;
    /// A child at a school.
    PupilId;
    /// A mail in the outbox.
    MailId;
    /// A list of staff that was brought from the school's MIS.
    ImportId;
    /// Something a school wants to know of its people.
    AttributeId;
    /// A role a school made out of a standard one.
    CustomRoleId;
    /// Something done to many people at once.
    BulkId;
    /// A photo as it is kept: another one of the same person has another id, so that its address can be kept for ever.
    PhotoId;
    /// One filling-in of a form: the same form sent twice carries the same key.
    FormKey;
}
