use super::Role;

/// Some of the eight roles, one bit each in the order of [`Role::ALL`].
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct RoleSet(u8);

impl RoleSet {
    /// All eight.
    pub const ALL: RoleSet = RoleSet(u8::MAX);
    /// None.
    pub const NONE: RoleSet = RoleSet(0);

    /// The roles of these bits.
    pub const fn of_bits(bits: u8) -> RoleSet {
        RoleSet(bits)
    }

    /// A bit for each role, the Account Owner's lowest.
    pub const fn bits(self) -> u8 {
        self.0
    }

    /// Whether the role is one of them.
    pub const fn contains(self, role: Role) -> bool {
        self.0 & (1 << role.index()) != 0
    }

    /// How many there are.
    pub const fn len(self) -> usize {
        self.0.count_ones() as usize
    }

    /// Whether there are none.
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// The roles that are in both.
    #[must_use]
    pub const fn both(self, other: RoleSet) -> RoleSet {
        RoleSet(self.0 & other.0)
    }

    /// The roles, from the Account Owner down.
    pub fn iter(self) -> impl DoubleEndedIterator<Item = Role> {
        Role::ALL.into_iter().filter(move |role| self.contains(*role))
    }
}

impl FromIterator<Role> for RoleSet {
    fn from_iter<T: IntoIterator<Item = Role>>(roles: T) -> RoleSet {
        RoleSet(roles.into_iter().fold(0, |bits, role| bits | 1 << role.index()))
    }
}
