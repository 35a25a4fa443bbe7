//! Typed ids: random, without meaning, and never interchangeable.

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

            /// Parses an id from text.
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
    /// A member: a person in one school.
    MemberId;
    /// An account: a sign-in email with its password, which may be a member of several schools.
    AccountId;
    /// A session: one browser in which an account is signed in.
    SessionId;
    /// An emailed link for registration or a password reset.
    LinkId;
    /// A pupil.
    PupilId;
    /// An email in the outbox.
    MailId;
    /// A staff list uploaded from the school's MIS.
    ImportId;
    /// An attribute of a school.
    AttributeId;
    /// A school's own role, based on a standard one.
    CustomRoleId;
    /// A bulk action.
    BulkId;
    /// A photo. A replacement has a new id, so that the browser may cache a photo's address for ever.
    PhotoId;
    /// An observation.
    ObservationId;
    /// A photo of an observation.
    ObservationPhotoId;
    /// An idempotency key of a form: sending the same form twice carries the same key.
    FormKey;
    /// An idempotency key of a mark that is entered.
    EditKey;
}

impl EditKey {
    /// The key with these random bits, drawn in the browser.
    pub const fn of_bits(bits: u128) -> Self {
        Self(Uuid::from_u128(bits))
    }
}
