//! Binding typed values to statements: each kind of id has its own method, so that a statement says which kind is
//! bound in each place, and an id of another kind does not compile.

use super::row;
use super::sql_value::SqlValue;
use domain::day::Day;
use domain::id::{
    AccountId, AttributeId, BulkId, EditKey, FormKey, ImportId, LinkId, MailId, MemberId, ObservationId,
    ObservationPhotoId, PhotoId, PupilId, SchoolId, SessionId,
};
use domain::moment::Moment;
use domain::role::HeldRole;
use domain::user::Access;
use sqlx::Any;
use sqlx::any::AnyArguments;
use sqlx::query::Query;

/// A value, a reference to one, or one that may be missing: NULL in the database.
pub(super) trait Given<T> {
    fn given(self) -> Option<T>;
}

impl<T> Given<T> for T {
    fn given(self) -> Option<T> {
        Some(self)
    }
}

impl<T: Copy> Given<T> for &T {
    fn given(self) -> Option<T> {
        Some(*self)
    }
}

impl<T> Given<T> for Option<T> {
    fn given(self) -> Self {
        self
    }
}

macro_rules! ids {
    ($($id:ident)+) => {$(
        impl From<$id> for SqlValue {
            fn from(id: $id) -> Self {
                Self::Text(id.to_string())
            }
        }

        impl From<Option<$id>> for SqlValue {
            fn from(id: Option<$id>) -> Self {
                id.map_or(Self::NoText, Self::from)
            }
        }

        impl row::Id for $id {
            fn from_text(text: &str) -> Option<Self> {
                Self::parse(text)
            }
        }
    )+};
}

macro_rules! binds {
    ($($method:ident: $id:ident;)+) => {
        /// Statements that values are bound to, in order.
        pub(super) trait Bind: Sized {
            /// Binds the next value, of any kind.
            fn value(self, value: SqlValue) -> Self;

            $(
                #[doc = concat!("Binds the next value: a `", stringify!($id), "`.")]
                fn $method(self, id: impl Given<$id>) -> Self {
                    self.value(id.given().into())
                }
            )+

            /// Binds the next values: as many members.
            fn members(self, ids: &[MemberId]) -> Self {
                ids.iter().fold(self, Self::member)
            }

            /// Binds the next value: a moment.
            fn moment(self, moment: impl Given<Moment>) -> Self {
                self.value(moment.given().into())
            }

            /// Binds the next value: a day.
            fn day(self, day: impl Given<Day>) -> Self {
                self.value(day.given().into())
            }

            /// Binds the next value: a role, standard or custom.
            fn role(self, role: impl Given<HeldRole>) -> Self {
                self.value(role.given().map_or(SqlValue::NoText, SqlValue::from))
            }
        }

        ids! { $($id)+ }
    };
}

binds! {
    school: SchoolId;
    member: MemberId;
    account: AccountId;
    session: SessionId;
    link: LinkId;
    pupil: PupilId;
    mail: MailId;
    import: ImportId;
    attribute: AttributeId;
    bulk: BulkId;
    photo: PhotoId;
    edit: EditKey;
    observation: ObservationId;
    observation_photo: ObservationPhotoId;
}

impl From<Moment> for SqlValue {
    fn from(moment: Moment) -> Self {
        Self::Number(moment.0)
    }
}

impl From<Option<Moment>> for SqlValue {
    fn from(moment: Option<Moment>) -> Self {
        moment.map_or(Self::NoNumber, Self::from)
    }
}

impl From<Option<Day>> for SqlValue {
    fn from(day: Option<Day>) -> Self {
        day.map_or(Self::NoText, |day| Self::Text(day.to_string()))
    }
}

impl From<Access> for SqlValue {
    fn from(access: Access) -> Self {
        Self::Text(access.code().to_owned())
    }
}

impl From<HeldRole> for SqlValue {
    fn from(role: HeldRole) -> Self {
        Self::Text(role.code().into_owned())
    }
}

// Only written among other columns.
ids! { FormKey }

impl Bind for Query<'_, Any, AnyArguments> {
    fn value(self, value: SqlValue) -> Self {
        value.bind_to(self)
    }
}
