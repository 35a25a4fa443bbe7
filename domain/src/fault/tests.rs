//! Every fault of a field is read back as itself and has a sentence of its own.

use super::*;
use crate::catalogue::Catalogue;
use std::collections::BTreeSet;

/// One of each kind, in the order of the enum.
fn every() -> Vec<FieldFault> {
    let word = || "Willow".to_owned();
    let mut all: Vec<FieldFault> = Fault::all().map(FieldFault::Plain).collect();
    all.extend([
        FieldFault::Text(TextFault::EmailFormat),
        FieldFault::Denied(Denial::YouLack),
        FieldFault::Fixed(FixedBecause::FromMis),
        FieldFault::List(ListFault::Pdf),
        FieldFault::Photo(PhotoError::Broken),
        FieldFault::RoleNotInList(Product::PORTAL),
        FieldFault::RoleOfWord(word()),
        FieldFault::RoleNameTaken(word()),
        FieldFault::TooManyRoles(20),
        FieldFault::RoleChanged { by: None },
        FieldFault::RoleChanged { by: Some((word(), "Today at 12:06".to_owned())) },
        FieldFault::ChangesOther { name: word(), denial: Denial::Yourself },
        FieldFault::TypeWord(word()),
        FieldFault::TooManyMatch(12_000),
        FieldFault::TickFewer(1_000),
        FieldFault::ChildStays { child: word(), from: "Amy Webb".to_owned(), denial: Denial::Yourself },
        FieldFault::KeyWorkerAlready { children: vec![word(), "Oak".to_owned()], name: "Amy Webb".to_owned() },
        FieldFault::NoCode(word()),
        FieldFault::CodeTwice(word()),
        FieldFault::NoDate(word()),
        FieldFault::NoSuchAnswer(word()),
        FieldFault::AnswerTwice(word()),
        FieldFault::TooManyAnswers { most: 30, are: 31 },
        FieldFault::KindStays(AttributeKind::Tick),
        FieldFault::TooManyAttributes(30),
        FieldFault::NoSuchField(word()),
        FieldFault::MatchedTwice { field: ImportField::FirstName, one: word(), other: "Oak".to_owned() },
        FieldFault::NoColumn(ImportField::LastName),
        FieldFault::TickFewerChildren(30),
        FieldFault::ChildrenLeft(vec![word()]),
        FieldFault::TooManyPhotos(4),
    ]);
    all.extend(Catalogue::published().features().next().map(|feature| FieldFault::Published(feature, Role::FullEdit)));
    let days = crate::day::Day::new(2026, 8, 31).zip(crate::day::Day::new(2026, 11, 29));
    all.extend(days.map(|(on, until)| FieldFault::Deleted(DeletionWindow { on, until })));
    all.extend(days.map(|(on, _)| FieldFault::ObservedBefore(on)));
    all.extend(days.map(|(on, until)| FieldFault::DayBetween(on, until)));
    all
}

/// The kinds, so that one that is added without a sample does not compile.
const fn kind(fault: &FieldFault) -> usize {
    match fault {
        FieldFault::Plain(_) => 0,
        FieldFault::Text(_) => 1,
        FieldFault::Denied(_) => 2,
        FieldFault::Fixed(_) => 3,
        FieldFault::RoleNotInList(_) => 4,
        FieldFault::RoleOfWord(_) => 5,
        FieldFault::RoleNameTaken(_) => 6,
        FieldFault::TooManyRoles(_) => 7,
        FieldFault::RoleChanged { .. } => 8,
        FieldFault::ChangesOther { .. } => 9,
        FieldFault::Published(..) => 10,
        FieldFault::Deleted(_) => 11,
        FieldFault::TypeWord(_) => 12,
        FieldFault::TooManyMatch(_) => 13,
        FieldFault::TickFewer(_) => 14,
        FieldFault::ChildStays { .. } => 15,
        FieldFault::KeyWorkerAlready { .. } => 16,
        FieldFault::NoDate(_) => 17,
        FieldFault::NoSuchAnswer(_) => 18,
        FieldFault::AnswerTwice(_) => 19,
        FieldFault::TooManyAnswers { .. } => 20,
        FieldFault::KindStays(_) => 21,
        FieldFault::TooManyAttributes(_) => 22,
        FieldFault::NoSuchField(_) => 23,
        FieldFault::MatchedTwice { .. } => 24,
        FieldFault::NoColumn(_) => 25,
        FieldFault::List(_) => 26,
        FieldFault::Photo(_) => 27,
        FieldFault::ObservedBefore(_) => 28,
        FieldFault::TickFewerChildren(_) => 29,
        FieldFault::TooManyPhotos(_) => 30,
        FieldFault::NoCode(_) => 31,
        FieldFault::CodeTwice(_) => 32,
        FieldFault::DayBetween(..) => 33,
        FieldFault::ChildrenLeft(_) => 34,
    }
}

#[test]
fn every_fault_is_read_back_and_has_a_sentence_of_its_own() {
    let mut said = BTreeSet::new();
    let mut kinds = BTreeSet::new();
    for fault in every() {
        let sentence = fault.sentence();
        assert!(!sentence.is_empty() && !sentence.ends_with('.'), "{fault:?}: {sentence}");
        assert!(said.insert(sentence), "{fault:?} says what another one says");
        kinds.insert(kind(&fault));
        let written = serde_json::to_string(&fault).ok();
        let read: Option<FieldFault> = written.as_deref().and_then(|text| serde_json::from_str(text).ok());
        assert_eq!(read, Some(fault), "{written:?}");
    }
    assert_eq!(kinds.into_iter().collect::<Vec<_>>(), (0..35).collect::<Vec<_>>());
}

#[test]
fn every_kind_of_text_is_asked_for_and_judged_in_words() {
    let kinds = [
        TextKind::FirstName,
        TextKind::LastName,
        TextKind::Name,
        TextKind::Email,
        TextKind::Title,
        TextKind::JobTitle,
        TextKind::KnownAs,
        TextKind::SchoolName,
        TextKind::RoleName,
        TextKind::StaffCode,
        TextKind::Username,
        TextKind::Class,
        TextKind::Upn,
        TextKind::Hint,
        TextKind::Answer,
        TextKind::Reason,
        TextKind::Observation,
        TextKind::Named("Car".to_owned()),
    ];
    let mut asked = BTreeSet::new();
    for kind in kinds {
        assert!(asked.insert(TextFault::Missing(kind.clone()).sentence()), "{kind:?}");
        let said: BTreeSet<_> =
            [TextFault::Hidden(kind.clone()), TextFault::TooLong(kind.clone(), 9), TextFault::NoLetter(kind)]
                .iter()
                .map(TextFault::sentence)
                .collect();
        assert_eq!(said.len(), 3);
    }
    assert_eq!(TextFault::TooLong(TextKind::JobTitle, 100).sentence(), "Job title must be 100 characters or fewer");
    assert_eq!(TextFault::Missing(TextKind::SchoolName).sentence(), "Enter the school's name");
}

#[test]
fn what_a_fault_names_stands_in_its_place() {
    let word = |word: &str| word.to_owned();
    let denial = Denial::Yourself;
    let child = FieldFault::ChildStays { child: word("Willow"), from: word("Amy Webb"), denial };
    let children = FieldFault::KeyWorkerAlready { children: vec![word("Willow"), word("Oak")], name: word("Amy Webb") };
    let twice =
        FieldFault::MatchedTwice { field: ImportField::FirstName, one: word("Forename"), other: word("Given name") };
    let changed = FieldFault::RoleChanged { by: Some((word("Amy Webb"), word("Today at 12:06"))) };
    let other = FieldFault::ChangesOther { name: word("Amy Webb"), denial };
    for (fault, begins) in [
        (child, "Willow cannot be taken over from Amy Webb. You cannot do this to your own account"),
        (children, "Untick Willow, Oak: Amy Webb is their key worker"),
        (twice, "First name is matched to both “Forename” and “Given name”"),
        (changed, "Amy Webb changed this role (Today at 12:06) after you opened it"),
        (other, "This would change what Amy Webb can do. You cannot do this to your own account"),
        (FieldFault::TooManyAnswers { most: 30, are: 31 }, "Enter 30 answers or fewer; these are 31"),
        (FieldFault::TooManyMatch(12_000), "12000 people match"),
    ] {
        assert!(fault.sentence().starts_with(begins), "{}", fault.sentence());
    }
}
