//! How far each role reaches into the markbook, for pages that compare roles.

use super::MarkKind;
use crate::access::{Action as _, EnterMarks, Grants, NamePupils, ReadMarks};
use crate::id::MemberId;
use crate::permission::Rules;
use crate::role::HeldRole;
use uuid::Uuid;

/// What a role may do with marks of one kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum MarkReach {
    /// The role does not see the marks.
    None,
    /// The role sees the marks under aliases.
    SeesAliases,
    /// The role sees the marks, with pupils' names.
    Sees,
    /// The role sees and enters the marks.
    Enters,
}

impl MarkReach {
    /// All four, from the least to the most.
    pub const ALL: [Self; 4] = [Self::None, Self::SeesAliases, Self::Sees, Self::Enters];

    /// What somebody with this role may do with marks of this academic year, or of earlier ones; as
    /// [`EnterMarks`] and [`ReadMarks`] decide it for a person, without exceptions of their own.
    pub fn of(role: HeldRole, rules: &Rules, kind: MarkKind, is_past: bool) -> Self {
        // Nobody in particular: who asks plays no part in these rules.
        let grants = Grants::of(MemberId::new(Uuid::nil()), role);
        let reads = ReadMarks { rules, kind }.check(&grants).is_ok();
        let names = NamePupils { rules }.check(&grants).is_ok();
        match (EnterMarks { rules, kind, is_past }.check(&grants), reads, names) {
            (Ok(()), ..) => Self::Enters,
            (Err(_), true, true) => Self::Sees,
            (Err(_), true, false) => Self::SeesAliases,
            (Err(_), false, _) => Self::None,
        }
    }

    /// In a word or two.
    pub const fn label(self) -> &'static str {
        match self {
            Self::None => "Nothing",
            Self::SeesAliases => "Views aliases",
            Self::Sees => "Views",
            Self::Enters => "Enters",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::role::Role;

    #[test]
    fn each_role_reaches_as_far_as_its_rows() {
        let rules = &Rules::default();
        let reach = |role: Role| {
            let signs = MarkKind::ALL.into_iter().flat_map(|kind| {
                [false, true].map(|is_past| match MarkReach::of(role.into(), rules, kind, is_past) {
                    MarkReach::None => '-',
                    MarkReach::SeesAliases => 'a',
                    MarkReach::Sees => 'v',
                    MarkReach::Enters => 'e',
                })
            });
            signs.collect::<String>()
        };
        let table = [
            (Role::AccountOwner, "eeeeee"),
            (Role::AccountAdmin, "eeeeee"),
            (Role::FullEdit, "eeeeee"),
            (Role::PartialEdit, "eveevv"),
            (Role::MinimalEdit, "eveevv"),
            (Role::FullReadOnly, "vvvvvv"),
            (Role::PartialReadOnly, "vvvvvv"),
            (Role::MinimalReadOnly, "aaaaaa"),
        ];
        for (role, expected) in table {
            assert_eq!(reach(role), expected, "{}", role.label());
        }
    }
}
