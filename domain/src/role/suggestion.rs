//! Suggests a role from a job title, after the guidance's "Best suited for". The suggestion is offered, and never
//! applied by itself.

use super::Role;

/// Words of a job title with the role they suggest. The first line that matches wins, so more specific lines come
/// before general ones. `None` means no suggestion, whatever follows. The Account Owner is never suggested, because
/// only a transfer of ownership moves that role.
const TITLES: &[(&str, Option<Role>)] = &[
    ("governor", Some(Role::MinimalReadOnly)),
    ("governors", Some(Role::MinimalReadOnly)),
    ("trustee", Some(Role::MinimalReadOnly)),
    ("school improvement partner", Some(Role::MinimalReadOnly)),
    ("pa to", Some(Role::FullReadOnly)),
    ("headteachers pa", Some(Role::FullReadOnly)),
    ("heads pa", Some(Role::FullReadOnly)),
    ("personal assistant", Some(Role::FullReadOnly)),
    ("teaching assistant", Some(Role::PartialEdit)),
    ("teachers assistant", Some(Role::PartialEdit)),
    ("classroom assistant", Some(Role::PartialEdit)),
    ("support assistant", Some(Role::PartialEdit)),
    ("learning mentor", Some(Role::PartialEdit)),
    ("cover supervisor", Some(Role::PartialEdit)),
    ("nursery nurse", Some(Role::PartialEdit)),
    ("nursery practitioner", Some(Role::PartialEdit)),
    ("early years practitioner", Some(Role::PartialEdit)),
    ("ta", Some(Role::PartialEdit)),
    ("hlta", Some(Role::PartialEdit)),
    ("lsa", Some(Role::PartialEdit)),
    ("tracker manager", Some(Role::AccountAdmin)),
    ("data manager", Some(Role::AccountAdmin)),
    ("assessment manager", Some(Role::AccountAdmin)),
    ("head of school", Some(Role::AccountAdmin)),
    ("former", None),
    ("retired", None),
    ("ex head", None),
    ("exhead", None),
    ("exheadteacher", None),
    ("aspiring head", None),
    ("aspiring headteacher", None),
    ("head of kitchen", None),
    ("head cook", None),
    ("head chef", None),
    ("head caretaker", None),
    ("head gardener", None),
    ("head groundsman", None),
    ("head groundskeeper", None),
    ("head housekeeper", None),
    ("head cleaner", None),
    ("head lunchtime", None),
    ("head midday", None),
    ("head boy", None),
    ("head girl", None),
    ("head lifeguard", None),
    ("head technician", None),
    ("head librarian", None),
    ("head porter", None),
    ("head coach", None),
    ("head matron", None),
    ("head invigilator", None),
    ("principal examinations", None),
    ("principal invigilator", None),
    ("principal teacher", Some(Role::FullEdit)),
    ("head of", Some(Role::FullEdit)),
    ("headteacher", Some(Role::AccountAdmin)),
    ("headmaster", Some(Role::AccountAdmin)),
    ("headmistress", Some(Role::AccountAdmin)),
    ("head", Some(Role::AccountAdmin)),
    ("principal", Some(Role::AccountAdmin)),
    ("supply teacher", Some(Role::PartialEdit)),
    ("student teacher", Some(Role::PartialEdit)),
    ("trainee teacher", Some(Role::PartialEdit)),
    ("assessment coordinator", Some(Role::FullEdit)),
    ("assessment lead", Some(Role::FullEdit)),
    ("phase leader", Some(Role::FullEdit)),
    ("year leader", Some(Role::FullEdit)),
    ("subject leader", Some(Role::FullEdit)),
    ("senco", Some(Role::FullEdit)),
    ("sendco", Some(Role::FullEdit)),
    ("teacher", Some(Role::FullEdit)),
    ("ect", Some(Role::FullEdit)),
    ("business manager", Some(Role::FullReadOnly)),
    ("office manager", Some(Role::FullReadOnly)),
    ("office", Some(Role::FullReadOnly)),
    ("admin", Some(Role::FullReadOnly)),
    ("administrator", Some(Role::FullReadOnly)),
    ("administrative", Some(Role::FullReadOnly)),
    ("attendance officer", Some(Role::FullReadOnly)),
    ("welfare officer", Some(Role::FullReadOnly)),
    ("safeguarding lead", Some(Role::FullReadOnly)),
    ("secretary", Some(Role::FullReadOnly)),
    ("receptionist", Some(Role::FullReadOnly)),
    ("bursar", Some(Role::FullReadOnly)),
];

impl Role {
    /// The role a job title suggests, by whole words and regardless of case; "co-ordinator" and "coordinator" are the
    /// same, as are "Head's" and "heads". Titles that the table does not know have no suggestion.
    pub fn suggested_for(job_title: &str) -> Option<Role> {
        let words = words(job_title);
        TITLES.iter().find(|(phrase, _)| words.contains(&spaced(phrase))).and_then(|(_, role)| *role)
    }
}

impl Role {
    /// The role suggested for a job title that is in the table word for word.
    pub(crate) fn suggested_exactly(job_title: &str) -> Option<Role> {
        let words = words(job_title);
        TITLES.iter().find(|(phrase, _)| words == spaced(phrase)).and_then(|(_, role)| *role)
    }
}

/// The words in lower case, with one space before and after each, so that a search finds whole words only.
fn words(title: &str) -> String {
    let joined: String = title.chars().filter(|c| !matches!(c, '-' | '\'' | '’' | '.')).collect();
    let mut words = String::from(" ");
    for word in joined.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        words.push_str(&word.to_lowercase());
        words.push(' ');
    }
    words
}

fn spaced(phrase: &str) -> String {
    format!(" {phrase} ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn job_titles_of_a_primary_school() {
        let cases = [
            ("Year 4 Teacher", Some(Role::FullEdit)),
            ("Head Teacher", Some(Role::AccountAdmin)),
            ("Deputy Headteacher", Some(Role::AccountAdmin)),
            ("Assistant Head / Year 6 teacher", Some(Role::AccountAdmin)),
            ("Head of Year 5", Some(Role::FullEdit)),
            ("PA to the Headteacher", Some(Role::FullReadOnly)),
            ("Head's PA", Some(Role::FullReadOnly)),
            ("Higher-level teaching assistant", Some(Role::PartialEdit)),
            ("T.A. (mornings)", Some(Role::PartialEdit)),
            ("TEACHING ASSISTANT", Some(Role::PartialEdit)),
            ("Assessment Co-ordinator", Some(Role::FullEdit)),
            ("Teacher and Parent Governor", Some(Role::MinimalReadOnly)),
            ("Data manager", Some(Role::AccountAdmin)),
            ("Admin Officer", Some(Role::FullReadOnly)),
            ("Head cook", None),
            ("Former Headteacher", None),
            ("Head Gardener", None),
            ("Head lunchtime supervisor", None),
            ("Principal Teacher", Some(Role::FullEdit)),
            ("Assistant Principal", Some(Role::AccountAdmin)),
            ("Catalan tutor", None),
            ("Overhead crane driver", None),
            ("", None),
        ];
        for (title, role) in cases {
            assert_eq!(Role::suggested_for(title), role, "{title}");
        }
    }

    #[test]
    fn every_line_can_win_and_none_suggests_the_owner() {
        for (index, (phrase, role)) in TITLES.iter().enumerate() {
            let first = TITLES.iter().position(|(other, _)| words(phrase).contains(&spaced(other)));
            assert_eq!(first, Some(index), "{phrase} is hidden by a line above it");
            assert_ne!(*role, Some(Role::AccountOwner));
        }
    }
}
