//! Binding typed values to statements: each kind of id has its own method, so that a statement says which kind stands
//! in each place, and an id of another kind does not compile.

use super::row;
use super::sql_value::SqlValue;
use domain::id::{
    AccountId, AttributeId, BulkId, FormKey, ImportId, LinkId, MailId, MemberId, PhotoId, PupilId, SchoolId, SessionId,
};
use domain::moment::Moment;
use domain::role::HeldRole;
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

macro_rules! binds {
    ($($method:ident: $id:ty;)+) => {
        /// Statements that values are bound to, in order.
        pub(super) trait Bind: Sized {
            /// Binds a text that may be missing.
            fn text(self, text: Option<String>) -> Self;
            /// Binds a number that may be missing.
            fn number(self, number: Option<i64>) -> Self;

            $(
                #[doc = concat!("Binds the next value: a `", stringify!($id), "`.")]
                fn $method(self, id: impl Given<$id>) -> Self {
                    self.text(id.given().map(|id| id.to_string()))
                }
            )+

            /// Binds the next values: as many members.
            fn members(self, ids: &[MemberId]) -> Self {
                ids.iter().fold(self, Self::member)
            }

            /// Binds the next value: a moment.
            fn moment(self, moment: impl Given<Moment>) -> Self {
                self.number(moment.given().map(|moment| moment.0))
            }

            /// Binds the next value: a role, standard or custom.
            fn role(self, role: impl Given<HeldRole>) -> Self {
                self.text(role.given().map(|role| role.code().into_owned()))
            }
        }

        $(
            impl From<$id> for SqlValue {
                fn from(id: $id) -> Self {
                    Self::Text(id.to_string())
                }
            }

            impl row::Id for $id {
                fn from_text(text: &str) -> Option<Self> {
                    Self::parse(text)
                }
            }
        )+
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
    form_key: FormKey;
}

impl From<Moment> for SqlValue {
    fn from(moment: Moment) -> Self {
        Self::Number(moment.0)
    }
}

impl From<HeldRole> for SqlValue {
    fn from(role: HeldRole) -> Self {
        Self::Text(role.code().into_owned())
    }
}

impl Bind for Query<'_, Any, AnyArguments> {
    fn text(self, text: Option<String>) -> Self {
        self.bind(text)
    }

    fn number(self, number: Option<i64>) -> Self {
        self.bind(number)
    }
}
