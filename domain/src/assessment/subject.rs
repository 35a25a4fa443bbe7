//! The subjects that marks are entered in.

use serde::{Deserialize, Serialize};

macro_rules! subjects {
    ($($name:ident $code:literal $label:literal;)+) => {
        /// A subject. The school chooses which of them it marks.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "kebab-case")]
        #[allow(missing_docs)]
        pub enum Subject { $($name,)+ }

        impl Subject {
            /// All subjects, in the order of the pages.
            pub const ALL: &'static [Self] = &[$(Self::$name,)+];

            /// The code in the database and in addresses; it never changes.
            pub const fn code(self) -> &'static str {
                match self { $(Self::$name => $code,)+ }
            }

            /// The name.
            pub const fn label(self) -> &'static str {
                match self { $(Self::$name => $label,)+ }
            }
        }
    };
}

subjects! {
    Reading "reading" "Reading";
    Writing "writing" "Writing";
    Mathematics "mathematics" "Mathematics";
    Science "science" "Science";
    Computing "computing" "Computing";
    History "history" "History";
    Geography "geography" "Geography";
    Art "art" "Art and design";
    DesignTechnology "design-technology" "Design and technology";
    Music "music" "Music";
    PhysicalEducation "physical-education" "Physical education";
    ReligiousEducation "religious-education" "Religious education";
    Languages "languages" "Languages";
    Pshe "pshe" "Personal, social and health education";
}

impl Subject {
    /// The subjects that a new school marks.
    pub const CORE: &'static [Self] = &[Self::Reading, Self::Writing, Self::Mathematics, Self::Science];

    /// The subject with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|subject| subject.code() == code)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_read_back() {
        assert!(Subject::ALL.iter().all(|subject| Subject::from_code(subject.code()) == Some(*subject)));
        assert_eq!(Subject::from_code("Reading"), None);
    }
}
