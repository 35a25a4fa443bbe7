//! Limits that the server and the browser share, and the way every crate declares its own.
//!
//! A limit is a named constant of one of the `limits` modules (`domain`, `backend`, `app`, `server`). Declaring it there
//! lists it in `rolecall config --explain`; a test keeps numbers of this kind out of all other places.

use crate::moment::{DAY, HOUR, MINUTE, SECOND};
use core::time::Duration;

/// One limit, as `rolecall config --explain` lists it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Limit {
    /// What it belongs to, such as "Sessions".
    pub group: &'static str,
    /// Its name, as the constant has it.
    pub name: &'static str,
    /// What it means.
    pub about: &'static str,
    /// Its value with its unit: "4 hours".
    pub value: String,
}

/// What a limit counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// Milliseconds, or a [`Duration`].
    Time,
    /// Seconds.
    Seconds,
    /// Days.
    Days,
    /// Bytes.
    Bytes,
    /// 1,024 bytes.
    Kibibytes,
    /// 1,048,576 bytes.
    Megabytes,
    /// Characters.
    Letters,
    /// Hundredths.
    Percent,
    /// Things of the kind that the limit names.
    Count,
    /// Attempts, as a [`Rate`].
    Attempts,
}

/// How often something may be tried: so many times at once, and then once more after each `every`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rate {
    /// How many times at once.
    pub burst: u32,
    /// How long until there is one more.
    pub every: Duration,
}

impl Rate {
    /// A rate.
    pub const fn new(burst: u32, every: Duration) -> Self {
        Self { burst, every }
    }
}

/// A value that a limit can have.
pub trait Measured {
    /// The value with its unit.
    fn measured(&self, unit: Unit) -> String;
}

impl Measured for Duration {
    fn measured(&self, _: Unit) -> String {
        i64::try_from(self.as_millis()).unwrap_or(i64::MAX).measured(Unit::Time)
    }
}

impl Measured for Rate {
    fn measured(&self, _: Unit) -> String {
        format!("{} at once, then 1 every {}", self.burst, self.every.measured(Unit::Time))
    }
}

impl Measured for i64 {
    fn measured(&self, unit: Unit) -> String {
        let number = *self;
        match unit {
            Unit::Time => time(number),
            Unit::Seconds => time(number.saturating_mul(SECOND)),
            Unit::Days => counted(number, "day"),
            Unit::Bytes if number >= 1024 * 1024 && number % (1024 * 1024) == 0 => {
                format!("{} MB", number / 1024 / 1024)
            }
            Unit::Bytes if number >= 1024 => format!("{} kB", number / 1024),
            Unit::Bytes => counted(number, "byte"),
            Unit::Kibibytes => format!("{number} kB"),
            Unit::Megabytes => format!("{number} MB"),
            Unit::Letters => counted(number, "character"),
            Unit::Percent => format!("{number}%"),
            Unit::Count | Unit::Attempts => number.to_string(),
        }
    }
}

macro_rules! measured {
    ($($number:ty),*) => { $(
        impl Measured for $number {
            fn measured(&self, unit: Unit) -> String {
                i64::try_from(*self).unwrap_or(i64::MAX).measured(unit)
            }
        }
    )* };
}

measured!(i16, u8, u16, u32, u64, usize);

/// A time in milliseconds, in the largest unit in which it is a whole number: "4 hours".
pub fn time(milliseconds: i64) -> String {
    for (size, name) in [(DAY, "day"), (HOUR, "hour"), (MINUTE, "minute"), (SECOND, "second")] {
        if milliseconds >= size && milliseconds % size == 0 {
            return counted(milliseconds / size, name);
        }
    }
    counted(milliseconds, "millisecond")
}

fn counted(number: i64, name: &str) -> String {
    if number == 1 { format!("1 {name}") } else { format!("{number} {name}s") }
}

/// Declares limits: constants with their meaning, and `all()`, which lists them.
#[macro_export]
macro_rules! limits {
    ($($group:literal { $($(#[doc = $about:literal])+ $name:ident: $type:ty, $unit:ident = $value:expr;)+ })+) => {
        $($($(#[doc = $about])+ pub const $name: $type = $value;)+)+

        /// Every limit of this crate.
        pub fn all() -> Vec<$crate::limits::Limit> {
            vec![$($($crate::limits::Limit {
                group: $group,
                name: stringify!($name),
                about: concat!($($about),+).trim_ascii(),
                value: $crate::limits::Measured::measured(&$name, $crate::limits::Unit::$unit),
            },)+)+]
        }
    };
}

limits! {
    "Sessions" {
        /// A session ends after this long without a request.
        SESSION_IDLE: i64, Time = 4 * HOUR;
        /// A session ends this long after signing in, however much it is used: a school day.
        SESSION_LONGEST: i64, Time = 14 * HOUR;
        /// How long a session may do what asks for the password after it was given.
        PASSWORD_PROVED_FOR: i64, Time = 10 * MINUTE;
    }
    "People and roles" {
        /// How long a change to several people can be undone.
        UNDO_FOR: i64, Time = 10 * MINUTE;
        /// The most people that are changed at once.
        BULK_PEOPLE: usize, Count = 10_000;
        /// Exporting more people than this asks for the password.
        FEW_PEOPLE: usize, Count = 20;
        /// How long a deleted person can be restored; then they are forgotten.
        RESTORABLE: i64, Time = 90 * DAY;
        /// The longest reason for an exception or a change.
        REASON: usize, Letters = 500;
        /// The most roles that are compared at once.
        COMPARED_ROLES: usize, Count = 8;
        /// The most cells of a comparison that are shown without opening a product: as many as two standard roles need
        /// in all products, or eight in the largest.
        COMPARED_CELLS: usize, Count = 640;
        /// The most permissions on a slide.
        PRESENTED_ITEMS: usize, Count = 12;
        /// The most people, and the most permissions, that one search finds.
        FOUND_OF_A_KIND: usize, Count = 6;
        /// The longest first or last name.
        PERSON_NAME: usize, Letters = 100;
        /// The longest email address: RFC 5321 allows 256 with its brackets.
        EMAIL_ADDRESS: usize, Letters = 254;
        /// The longest part of an email address before the @, as in RFC 5321.
        EMAIL_LOCAL_PART: usize, Bytes = 64;
        /// How many initials of its name the short mark of a school's own role has at most.
        ROLE_MARK: usize, Letters = 3;
        /// How many people are named where several are changed.
        BULK_NAMES: usize, Count = 50;
        /// The longest contact for help.
        HELP_CONTACT: usize, Letters = 200;
    }
    "Pages and lists" {
        /// How many people a page of those who can do something shows.
        HOLDERS_ON_A_PAGE: u32, Count = 50;
        /// How many lines say what a bulk change of roles changes most.
        BULK_CHANGES_SAID: usize, Count = 3;
        /// How many people a page of those who can be invited shows.
        INVITABLE_ON_A_PAGE: u32, Count = 100;
        /// How many pupils a page shows.
        PUPILS_ON_A_PAGE: u32, Count = 50;
        /// How many observations a page shows.
        OBSERVATIONS_ON_A_PAGE: u32, Count = 20;
        /// How many audit entries a page shows.
        AUDIT_ENTRIES_ON_A_PAGE: u32, Count = 50;
        /// How many rows of an import a page shows.
        IMPORT_ROWS_ON_A_PAGE: u32, Count = 50;
        /// How much of a search in a list is read.
        SEARCH: usize, Letters = 100;
        /// How much of a search in a comparison of roles is read.
        COMPARISON_SEARCH: usize, Letters = 80;
    }
    "Pupils" {
        /// The fewest pupils in a group that is shown to readers who may not know them: fewer would identify them.
        FEWEST_PUPILS: u64, Count = 5;
    }
    "Markbook" {
        /// How many academic years before the current one have marks that can be seen and corrected.
        MARKED_YEARS_AGO: i16, Count = 3;
        /// The most marks that are saved in one request.
        MARK_EDITS: usize, Count = 2_000;
        /// How much of a refused mark a message repeats.
        MARK_REPEATED: usize, Letters = 12;
        /// How many changes to a pupil's marks their page shows.
        MARK_CHANGES_SHOWN: i64, Count = 20;
        /// The most codes of a school's own set.
        OWN_CODES: usize, Count = 12;
        /// The longest code.
        CODE: usize, Letters = 4;
        /// The longest label of a code.
        CODE_LABEL: usize, Letters = 40;
        /// The longest text that a school's own codes are read from.
        OWN_CODES_TEXT: usize, Letters = 1_000;
    }
    "Invitations" {
        /// How long an invitation can be used.
        INVITATION_LASTS: i64, Time = 14 * DAY;
        /// How long before an invitation expires its reminder is sent.
        REMIND_BEFORE: i64, Time = 3 * DAY;
        /// The shortest time between two emails with a link to the same person.
        MAILS_APART: i64, Time = MINUTE;
    }
    "Passwords" {
        /// The shortest password.
        PASSWORD_SHORTEST: usize, Letters = 8;
        /// From this length, a password needs no particular kinds of characters.
        PASSPHRASE: usize, Letters = 16;
        /// The longest password.
        PASSWORD_LONGEST: usize, Letters = 1024;
    }
    "Attributes" {
        /// The most attributes a school can have.
        ATTRIBUTES: usize, Count = 50;
        /// The most options of an attribute.
        ATTRIBUTE_OPTIONS: usize, Count = 30;
        /// The longest name of an attribute or an option.
        ATTRIBUTE_NAME: usize, Letters = 60;
        /// The longest text of an attribute.
        ATTRIBUTE_TEXT: usize, Letters = 200;
    }
    "Photos" {
        /// The largest photo that can be uploaded.
        PHOTO_BYTES: usize, Bytes = 8 * 1024 * 1024;
        /// The most pixels of an uploaded photo.
        PHOTO_PIXELS: u64, Count = 25_000_000;
        /// The fewest pixels a side of a photo can have.
        PHOTO_SIDE: u32, Count = 96;
    }
    "Observations" {
        /// The longest text of an observation.
        OBSERVATION_TEXT: usize, Letters = 4_000;
        /// The most children that an observation is about.
        OBSERVED_CHILDREN: usize, Count = 30;
        /// The most photos of an observation.
        OBSERVATION_PHOTOS: usize, Count = 4;
        /// The longer side of an observation's photo, in pixels.
        OBSERVATION_PHOTO_SIDE: u32, Count = 1_200;
        /// How many academic years before the current one an observation can be from.
        OBSERVED_YEARS_AGO: i16, Count = 2;
    }
    "Lists of staff" {
        /// The longest MIS id in a list of staff.
        MIS_ID: usize, Letters = 100;
        /// The longest role in a list of staff.
        IMPORTED_ROLE: usize, Letters = 100;
        /// How many different roles in a list are shown at once.
        IMPORTED_ROLES_SHOWN: usize, Count = 200;
        /// How much of a corrected cell is kept.
        CORRECTED_CELL: usize, Letters = 1_000;
        /// How many rows with the same email address a note names.
        SHARERS_NAMED: usize, Count = 5;
        /// How many members one row is offered to choose from.
        MEMBERS_OFFERED: usize, Count = 8;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn limits_are_worded_with_their_unit() {
        for (value, words) in [
            (4 * HOUR, "4 hours"),
            (14 * DAY, "14 days"),
            (90 * SECOND, "90 seconds"),
            (1_500, "1500 milliseconds"),
            (MINUTE, "1 minute"),
        ] {
            assert_eq!(value.measured(Unit::Time), words);
        }
        assert_eq!((64 * 1024_usize).measured(Unit::Bytes), "64 kB");
        assert_eq!((8 * 1024 * 1024_u64).measured(Unit::Bytes), "8 MB");
        assert_eq!(
            Rate::new(10, Duration::from_secs(30)).measured(Unit::Attempts),
            "10 at once, then 1 every 30 seconds"
        );
    }

    #[test]
    fn every_limit_is_listed_with_what_it_means() {
        let all = all();
        assert!(all.iter().any(|limit| limit.name == "INVITATION_LASTS" && limit.value == "14 days"));
        assert!(all.iter().all(|limit| limit.about.ends_with('.') && !limit.value.is_empty()));
    }
}
