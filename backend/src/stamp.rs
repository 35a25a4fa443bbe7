//! Page stamps. Every page carries the session, school and person it was drawn for, and its forms send them along;
//! under any other session, school or person nothing is saved.
//!
//! A stamp is readable text with a MAC over it. It is not secret and grants nothing: it only proves that this server
//! drew the page. It contains the session's id rather than its token, so it stays valid when the token is renewed.

use crate::secret::Key;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::id::{MemberId, SchoolId, SessionId};
use domain::role::HeldRole;
use std::sync::Arc;

/// Separates the parts of a stamp: it occurs in no id or role code, and is safe in a form, a header and HTML.
const BETWEEN: char = '~';
/// Replaces school, person and role while no school is chosen.
const NONE: &str = "";
/// Bytes of the signature in a stamp.
const SIGNED: usize = 16;

/// Whom a page was drawn for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PageIdentity {
    /// The session that showed the page.
    pub session: SessionId,
    /// The school, person and role; None while choosing a school.
    pub reader: Option<PageReader>,
}

/// A person in a school, with the role they had.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PageReader {
    /// The school.
    pub school: SchoolId,
    /// The person.
    pub member: MemberId,
    /// The person's own role when the page was drawn, whatever role they viewed the school as.
    pub role: HeldRole,
}

/// Makes and reads stamps, with the key shared by all servers on one database.
#[derive(Clone, Debug)]
pub struct Stamps(Arc<Key>);

impl Stamps {
    pub(crate) const fn new(key: Arc<Key>) -> Self {
        Self(key)
    }

    /// The stamp of a page.
    pub fn stamp(&self, drawn: &PageIdentity) -> String {
        let says = says(drawn);
        let signature = self.0.sign(&[says.as_bytes()]);
        format!("{says}{BETWEEN}{}", URL_SAFE_NO_PAD.encode(&signature[..SIGNED]))
    }

    /// Whom the page with this stamp was drawn for; None when this installation did not make it.
    pub fn read(&self, stamp: &str) -> Option<PageIdentity> {
        let (says, mac) = stamp.rsplit_once(BETWEEN)?;
        if !self.0.verify(&[says.as_bytes()], &URL_SAFE_NO_PAD.decode(mac).ok()?) {
            return None;
        }
        let mut parts = says.split(BETWEEN);
        let mut part = || parts.next();
        let session = SessionId::parse(part()?)?;
        let (school, member, role) = (part()?, part()?, part()?);
        let reader = if school == NONE {
            None
        } else {
            Some(PageReader {
                school: SchoolId::parse(school)?,
                member: MemberId::parse(member)?,
                role: HeldRole::from_code(role)?,
            })
        };
        Some(PageIdentity { session, reader })
    }
}

fn says(drawn: &PageIdentity) -> String {
    let [school, member, role] = match &drawn.reader {
        Some(reader) => [reader.school.to_string(), reader.member.to_string(), reader.role.code().into_owned()],
        None => [NONE; 3].map(str::to_owned),
    };
    [drawn.session.to_string(), school, member, role].join(&BETWEEN.to_string())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use domain::role::Role;
    use uuid::Uuid;

    fn stamps(key: u8) -> Stamps {
        Stamps::new(Arc::new(Key::for_tests(key)))
    }

    fn drawn(session: u128, school: u128, member: u128) -> PageIdentity {
        let reader = PageReader {
            school: SchoolId::new(Uuid::from_u128(school)),
            member: MemberId::new(Uuid::from_u128(member)),
            role: Role::FullEdit.into(),
        };
        PageIdentity { session: SessionId::new(Uuid::from_u128(session)), reader: Some(reader) }
    }

    #[test]
    fn a_stamp_is_read_back_by_every_server_with_the_key_and_by_no_other() {
        let made = stamps(7);
        for drawn in [drawn(1, 2, 3), PageIdentity { reader: None, ..drawn(1, 2, 3) }] {
            let stamp = made.stamp(&drawn);
            assert_eq!(stamp, stamps(7).stamp(&drawn), "the same page has the same stamp");
            assert_eq!(made.read(&stamp), Some(drawn));
            assert_eq!(stamps(8).read(&stamp), None);
        }
        assert_eq!(format!("{made:?}"), "Stamps(Key)");
    }

    #[test]
    fn no_part_of_a_stamp_can_be_exchanged() {
        let made = stamps(7);
        let (one, other) = (made.stamp(&drawn(1, 2, 3)), made.stamp(&drawn(4, 5, 6)));
        let (one, other): (Vec<_>, Vec<_>) = (one.split('~').collect(), other.split('~').collect());
        for place in 0..one.len() {
            let mut mixed = one.clone();
            mixed[place] = other[place];
            if mixed != one {
                assert_eq!(made.read(&mixed.join("~")), None, "{place}");
            }
        }
        for wrong in ["", "~", "~~~~", "x", &one[..4].join("~")] {
            assert_eq!(made.read(wrong), None, "{wrong}");
        }
    }
}
