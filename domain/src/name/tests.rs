//! Real names, addresses and labels, and how letters and blanks are normalised.

use super::*;

#[test]
fn names_of_real_people_are_kept_as_written() {
    for name in [
        "O'Brien",
        "Anne-Marie",
        "Ng",
        "X",
        "Zoë",
        "Łukasz",
        "王小明",
        "עֲדִינָה",
        "محمد",
        "van der Berg",
        "Nguyễn Thị",
        "D’Arcy",
        "<b>Bob</b>",
    ] {
        assert_eq!(PersonName::parse_first(name).as_ref().map(PersonName::as_str), Ok(name));
    }
    assert_eq!(PersonName::parse_first("  Mary \t Jane ").as_ref().map(PersonName::as_str), Ok("Mary Jane"));
    assert_eq!(PersonName::parse_last(&"é".repeat(100)).map(|n| n.as_str().chars().count()), Ok(100));
}

#[test]
fn a_name_that_will_not_do_says_what_to_do() {
    for (text, sentence) in [
        ("", "Enter a first name"),
        ("   \u{3000} ", "Enter a first name"),
        ("Al\u{0}ice", "First name has a hidden character in it. Type it again"),
        ("Al\u{202E}eci", "First name has a hidden character in it. Type it again"),
        ("123", "First name must have at least one letter"),
    ] {
        assert_eq!(
            PersonName::parse_first(text).map_err(|fault| fault.sentence()),
            Err(sentence.to_owned()),
            "{text:?}"
        );
    }
    assert_eq!(PersonName::parse_last(&"a".repeat(200)), Err(TextFault::TooLong(TextKind::LastName, 100)));
}

#[test]
fn email_addresses() {
    let longest = format!("{}@{}.{}.org", "a".repeat(64), "b".repeat(63), "c".repeat(121));
    assert!(EmailAddress::parse(&longest).is_err(), "a label of more than 63");
    let of_254 = format!("{}@{}.{}.{}.uk", "a".repeat(64), "b".repeat(63), "c".repeat(63), "d".repeat(58));
    assert_eq!(of_254.len(), 254);
    assert!(EmailAddress::parse(&of_254).is_ok());
    assert_eq!(EmailAddress::parse(&format!("x{of_254}")), Err(TextFault::TooLong(TextKind::Email, 254)));

    for right in ["a@b.uk", "amy.o'hara+sonar@st-marys.sch.uk", "A_B-C@X.ORG", " padded@school.org "] {
        assert!(EmailAddress::parse(right).is_ok(), "{right}");
    }
    for wrong in [
        "amy",
        "amy@school",
        "@school.org",
        "amy@",
        "amy@@school.org",
        "a my@school.org",
        "amy@school..org",
        ".amy@school.org",
        "amy.@school.org",
        "amy@-school.org",
        "amy@school.org\r\nBcc: x@y.org",
        "amy@1.2.3.4",
        "amy@school.o",
        "amy,bob@school.org",
        "Amy <amy@school.org>",
        "amy@sch\u{f6}ol.org",
    ] {
        assert_eq!(EmailAddress::parse(wrong), Err(TextFault::EmailFormat), "{wrong}");
    }
    assert_eq!(EmailAddress::parse("").unwrap_err().sentence(), "Enter an email address");
}

#[test]
fn case_does_not_make_another_address_or_username() {
    let key = |text| EmailAddress::parse(text).map(|e| e.key());
    assert_eq!(key("Amy@School.ORG"), key("amy@school.org"));
    let key = |text| Username::parse(text).map(|u| u.key());
    assert_eq!(key("Amy.Webb"), key("amy.webb"));
    assert_ne!(key("amy.webb"), key("amywebb"));
}

#[test]
fn optional_labels() {
    assert!(Username::parse("a").is_err());
    assert!(Username::parse("amy webb").is_err());
    assert!(StaffCode::parse("AMW-1").is_ok());
    assert!(StaffCode::parse("A MW").is_err());
    assert!(JobTitle::parse(&"j".repeat(101)).is_err());
    assert_eq!(SchoolName::parse(" St  Mary's ").map(|n| n.to_string()), Ok("St Mary's".to_owned()));
}

#[test]
fn what_was_wrong_in_storage_is_not_read_back_as_right() {
    assert!(serde_json::from_str::<EmailAddress>("\"nonsense\"").is_err());
    assert!(serde_json::from_str::<PersonName>("\"Amy\"").is_ok());
}

#[test]
fn letters_are_composed_wherever_they_are_typed() {
    let composed = |text: &str| PersonName::parse_first(text).map(|name| name.to_string());
    assert_eq!(composed("Zoe\u{308}"), Ok("Zoë".to_owned()));
    assert_eq!(composed("Zoe\u{308}"), composed("Zoë"));
    assert_eq!(
        RoleName::parse("E\u{301}quipe").map(|role| role.key()),
        RoleName::parse("Équipe").map(|role| role.key())
    );
    assert_eq!(
        JobTitle::parse("Chargé").map(|job| job.to_string()),
        JobTitle::parse("Charge\u{301}").map(|job| job.to_string())
    );
    assert_eq!(
        serde_json::from_str::<PersonName>("\"Zoe\\u0308\"").map(|name| name.to_string()).ok(),
        Some("Zoë".to_owned())
    );
}

#[test]
fn breaks_are_blanks_and_signs_of_no_width_are_nothing() {
    let job = |text: &str| JobTitle::parse(text).map(|job| job.to_string());
    assert_eq!(job("Teacher\r\nGovernor\u{2028}Cook"), Ok("Teacher Governor Cook".to_owned()));
    assert_eq!(job("Tea\u{AD}cher\u{200B}"), Ok("Teacher".to_owned()));
    // Joiners are part of names.
    assert_eq!(job("نیمه\u{200C}وقت"), Ok("نیمه\u{200C}وقت".to_owned()));
    assert!(job("Tea\u{202E}cher").is_err());
}
