//! Searches find people and permissions however their names are typed.

use super::*;

/// Whether the search finds a member with this name, email and job title.
fn finds_person(search: &str, (first, last): (&str, &str)) -> bool {
    let key = SearchFields::new().name(first, last).text("who@oak.sch.uk").text("Year 4 Teacher/SENCO").key();
    words(search).iter().all(|word| key.contains(word.as_str()))
}

#[test]
fn people_are_found_however_their_name_is_typed() {
    for (first, last, searches) in [
        (
            "Zoë",
            "O'Brien",
            &[
                "O'Brien, Zoë",
                "O'BRIEN,ZOE",
                "obrien zoe",
                "o brien",
                "O’Brien",
                "Zoë O`Brien",
                "o'brien; zoe",
                "(Zoe)",
            ][..],
        ),
        ("娜", "李", &["李娜", "李 娜", "娜 李", "娜李", "李", "李,娜", "李·娜"]),
        ("민수", "김", &["김민수", "김 민수", "김"]),
        ("สมชาย", "ใจดี", &["สมชายใจดี", "สมชาย ใจดี"]),
        ("Anna", "van der Berg", &["vanderberg", "van der berg", "Van-der-Berg, Anna", "derberg", "anna VANDERBERG"]),
        ("Jean-Luc", "Picard", &["jean-luc", "jean luc", "jeanluc", "Picard,Jean Luc", "JEAN‐LUC"]),
        ("Jean Luc", "D’Arcy", &["jean-luc", "jeanluc", "darcy", "d'arcy", "d arcy"]),
        ("Siân", "Llewellyn-Jones", &["sian llewellyn jones", "sia\u{302}n", "llewellynjones"]),
        ("J. P.", "St. John", &["j.p. st john", "jp stjohn", "St John, JP"]),
        ("Wałęsa", "Æbelø", &["walesa aebelo"]),
        ("Çelik", "İnan", &["celik inan"]),
        ("Ștefan", "Weiß", &["stefan weiss"]),
        (
            "Amy",
            "Webb",
            &["year 4", "year4", "teacher/senco", "senco", "WHO@oak", "@oak.sch.uk", "who@oak.sch.uk", "", " ,-' "],
        ),
    ] {
        for search in searches {
            assert!(finds_person(search, (first, last)), "{first} {last} by {search:?}: {:?}", words(search));
        }
    }
}

#[test]
fn others_are_not_found() {
    for (search, name) in [
        ("zoeo", ("Zoë", "O'Brien")),
        ("ann", ("Joan", "Noble")),
        ("娜王", ("娜", "李")),
        ("zoe obrian", ("Zoë", "O'Brien")),
        ("%", ("Amy", "Webb")),
        ("_", ("Amy", "Webb")),
        ("🎓", ("Amy", "Webb")),
    ] {
        assert!(!finds_person(search, name), "{search} {name:?}");
    }
}

#[test]
fn a_permission_is_found_by_its_words() {
    for (search, found) in
        [("Inter-Year", true), ("view, TARGETS", true), ("équipe", false), ("tàrgets", true), ("", true)]
    {
        assert_eq!(finds(search, "View targets Interyear Sonar Tracker"), found, "{search}");
    }
}

#[test]
fn letters_are_compared_by_what_people_type() {
    for (name, typed) in [
        ("Zoë", "zoe"),
        ("O´Brien", "o`brien"),
        ("Smith-Jones", "SMITH‐JONES"),
        ("Łucja", "Lucja"),
        ("Ó Súilleabháin", "o suilleabhain"),
        ("محمد", "محمّد"),
        ("ʻIolani", "iolani"),
        ("a\u{200B}b", "ab"),
    ] {
        assert_eq!(normalise(name), normalise(typed), "{name} {typed}");
    }
    assert_ne!(normalise("王"), normalise("李"));
    assert_eq!(normalise("Year  4"), "year  4");
}
