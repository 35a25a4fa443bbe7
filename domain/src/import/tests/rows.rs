//! Rows that repeat or contradict each other, and values that must be unique.

use super::*;

#[test]
fn what_is_wrong_names_the_column_the_cell_and_what_to_do() {
    let plan = School::of(Vec::new()).plan(&table(HEADERS, &[&["", "Eve", "", "eve", "", "", "soon"]]));
    let said: Vec<_> = plan.rows[0].errors.iter().map(RowError::line).collect();
    assert_eq!(
        said,
        [
            "Surname: Enter a last name",
            "Work Email: “eve” has no @ sign",
            "Leaving date “soon”: Use a date like 31/08/2026"
        ]
    );
    assert_eq!(plan.rows[0].row, 2);
    let long = "x".repeat(200);
    let row = School::of(Vec::new()).row(HEADERS, &["", &long, "Orr"]);
    assert!(!row.errors[0].line().contains("First name must"), "{}", row.errors[0].line());
}

#[test]
fn a_cell_corrected_on_the_page_is_read_again() {
    let mut school = School::of(Vec::new());
    let file = table(HEADERS, &[&["", "Eve", "Orr", "eve at home"], &["", "Amy"]]);
    assert_eq!(classes(&school.plan(&file)), [RowClass::Wrong, RowClass::Wrong]);
    school.choices.corrections.insert(2, vec![(ImportField::Email, "eve@h.uk".to_owned())]);
    school.choices.corrections.insert(3, vec![(ImportField::LastName, "Webb".to_owned())]);
    let plan = school.plan(&file);
    assert_eq!(classes(&plan), [RowClass::New, RowClass::New]);
    assert_eq!((plan.rows[0].person.as_ref().unwrap().email.as_ref().unwrap().as_str()), "eve@h.uk");
    assert_eq!(plan.rows[1].name, "Amy Webb");
}

#[test]
fn an_optional_cell_that_cannot_be_taken_is_left_out_and_said() {
    let school = School::of(Vec::new());
    let long = "t".repeat(500);
    for (cells, field) in [
        (["", "Ann", "Oh", "ann@h.uk", &long, ""], ImportField::StaffCode),
        (["", "Ann", "Oh", "ann@h.uk", "", &long], ImportField::JobTitle),
        ([&long, "Ann", "Oh", "ann@h.uk", "", ""], ImportField::MisId),
    ] {
        let row = school.row(HEADERS, &cells);
        assert_eq!(row.class, RowClass::New, "{field:?}");
        let left = |note: &RowNote| matches!(note, RowNote::NotTaken { field: one, .. } if *one == field);
        assert!(row.notes.iter().any(left), "{:?}", row.notes);
    }
}

#[test]
fn a_title_before_the_first_name_is_one_where_titles_have_no_column_of_their_own() {
    let school = School::of(Vec::new());
    let person = |headers: &[&str], cells: &[&str]| {
        let person = school.row(headers, cells).person.unwrap();
        (person.first_name.as_str().to_owned(), person.title.map(|title| title.as_str().to_owned()))
    };
    let names = ["Forename", "Surname", "Work Email"];
    assert_eq!(person(&names, &["Mrs Ada", "Pine", "a@h.uk"]), ("Ada".to_owned(), Some("Mrs".to_owned())));
    // An exported file has a column of titles, so a title within a first name is kept as part of the name.
    let names = ["Forename", "Surname", "Work Email", "Title"];
    assert_eq!(person(&names, &["Mrs Ada", "Pine", "a@h.uk", ""]), ("Mrs Ada".to_owned(), None));
}

#[test]
fn what_was_found_in_a_cell_is_said_and_a_lost_value_is_not_taken() {
    let school = School::of(Vec::new());
    let mut file = table(HEADERS, &[&["2.34561E+11", "Ann", "Oh", "ann@h.uk"]]);
    file.findings =
        vec![LocatedFinding { row: 2, column: 0, finding: CellFinding::ShortenedNumber("2.34561E+11".to_owned()) }];
    let row = school.plan(&file).rows.remove(0);
    assert_eq!((row.class, row.person.as_ref().unwrap().mis_id.as_ref()), (RowClass::New, None));
    assert!(said(&row)[0].starts_with("sourcedId: A spreadsheet shortened this number"), "{:?}", said(&row));
    // In a mandatory column the row needs correcting; a column that is not imported reports nothing.
    file.findings = vec![LocatedFinding { row: 2, column: 1, finding: CellFinding::FormulaWithoutValue }];
    assert_eq!(school.plan(&file).rows[0].class, RowClass::Wrong);
}

#[test]
fn blank_cells_keep_what_is_there_and_say_so() {
    let dee = with_id("1", existing(1, "Dee", "Ray", "dee@h.uk", Role::FullEdit));
    let dee = ExistingMember { job_title: Some("Cook".to_owned()), ..dee };
    let row = School::of(vec![dee]).row(&["sourcedId", "Forename", "Surname", "Email"], &["1", "Dee", "Ray", ""]);
    assert_eq!((row.class, row.kept.as_slice()), (RowClass::Unchanged, &[ImportField::Email][..]));
}

#[test]
fn a_shared_or_missing_address_makes_nobody_an_account() {
    let mut school = School::of(vec![existing(1, "Amy", "Webb", "office@h.uk", Role::FullEdit)]);
    let file = table(
        HEADERS,
        &[
            &["", "Amy", "Webb", "office@h.uk"],
            &["", "Ben", "Ng", "OFFICE@h.uk"],
            &["", "Cat", "Day", "both@h.uk"],
            &["", "Dan", "Day", "both@h.uk"],
            &["", "Eve", "Orr", ""],
        ],
    );
    let plan = school.plan(&file);
    assert_eq!(classes(&plan), [RowClass::Unchanged, RowClass::New, RowClass::New, RowClass::New, RowClass::New]);
    assert!(plan.rows[1..].iter().all(|row| row.person.as_ref().unwrap().email.is_none()));
    assert_eq!(plan.rows[2].notes[0], RowNote::SharedEmail { rows: vec!["5".to_owned()], more: 0 });
    school.confirm(&plan);
    assert!(!school.plan(&file).changes_anything());
    assert_eq!(school.people[0].email, "office@h.uk");
}

#[test]
fn rows_that_repeat_or_contradict_each_other() {
    let school = School::of(Vec::new());
    let cases: &[(&[&[&str]], [RowClass; 2])] = &[
        (&[&["", "Amy", "Webb", "a@h.uk"], &["", "amy", "WEBB", "A@h.uk"]], [RowClass::New, RowClass::Skipped]),
        (&[&["1", "Amy", "Webb", "a@h.uk"], &["", "amy", "WEBB", "A@h.uk"]], [RowClass::New, RowClass::Skipped]),
        (&[&["1", "Amy", "Webb", "a@h.uk"], &["1", "Amy", "Webb", "b@h.uk"]], [RowClass::New, RowClass::Skipped]),
        (&[&["1", "Amy", "Webb", "a@h.uk"], &["1", "Ben", "Ng", "b@h.uk"]], [RowClass::Wrong, RowClass::Wrong]),
        (&[&["1", "Amy", "Webb", "a@h.uk"], &["2", "Amy", "Webb", "a@h.uk"]], [RowClass::New, RowClass::New]),
        (&[&["", "Amy", "Webb"], &["", "Amy", "Webb"]], [RowClass::New, RowClass::Wrong]),
        (&[&["", "Amy", "Webb", "", "AW1"], &["", "Amy", "Webb", "", "AW2"]], [RowClass::New, RowClass::New]),
    ];
    for (rows, expected) in cases {
        assert_eq!(school.classes(rows), expected, "{rows:?}");
    }
}

#[test]
fn addresses_move_on_and_change_places() {
    let mut school = School::of(vec![
        with_id("1", existing(1, "Amy", "Webb", "head@h.uk", Role::FullEdit)),
        with_id("2", existing(2, "Ben", "Ng", "ben@h.uk", Role::FullEdit)),
        with_id("3", existing(3, "Cat", "Day", "cat@h.uk", Role::FullEdit)),
        with_id("4", existing(4, "Dan", "Fox", "dan@h.uk", Role::FullEdit)),
    ]);
    let file = table(
        HEADERS,
        &[
            &["9", "New", "Head", "ben@h.uk"],
            &["2", "Ben", "Ng", "head@h.uk"],
            &["1", "Amy", "Webb", "amy@h.uk"],
            &["3", "Cat", "Day", "dan@h.uk"],
            &["4", "Dan", "Fox", "cat@h.uk"],
            &["8", "Eve", "Orr", "amy@h.uk"],
        ],
    );
    let plan = school.plan(&file);
    school.confirm(&plan);
    let emails: Vec<_> = school.people.iter().map(|there| there.email.as_str()).collect();
    // Two rows claim amy@h.uk, so neither gets it; Amy keeps her address, so Ben cannot have it.
    assert_eq!(emails, ["head@h.uk", "ben@h.uk", "dan@h.uk", "cat@h.uk", "", ""]);
    assert!(!school.plan(&file).changes_anything());
}

#[test]
fn a_registered_person_keeps_the_address_they_sign_in_with() {
    let amy = with_id("1", existing(1, "Amy", "Webb", "amy@h.uk", Role::FullEdit));
    let school = School::of(vec![
        ExistingMember { registration: Registration::Registered, ..amy },
        with_id("2", existing(2, "Ben", "Ng", "ben@h.uk", Role::FullEdit)),
    ]);
    let plan = school.plan(&table(HEADERS, &[&["1", "Amy", "Webb", "new@h.uk"], &["2", "Ben", "Ng", "amy@h.uk"]]));
    assert_eq!(classes(&plan), [RowClass::Unchanged, RowClass::Unchanged]);
    assert_eq!(plan.rows[0].notes, [RowNote::KeepsOwnEmail { email: "new@h.uk".to_owned() }]);
    assert_eq!(said(&plan.rows[1]), ["amy@h.uk belongs to Amy Webb, so it is not taken"]);
    assert!(!plan.changes_anything());
}

#[test]
fn a_deleted_person_is_named_with_the_day_until_which_they_can_be_restored() {
    let deleted = DeletionWindow { on: Day::parse("2026-10-01").unwrap(), until: Day::parse("2026-12-30").unwrap() };
    let del = existing(1, "Del", "Eted", "del@h.uk", Role::FullEdit);
    let mut school =
        School::of(vec![ExistingMember { access: Access::Deleted, deleted: Some(deleted), ..del.clone() }]);
    let row = school.row(HEADERS, &["", "Del", "Eted", "del@h.uk"]);
    assert_eq!(row.class, RowClass::LeftAlone);
    assert_eq!(said(&row), ["Del Eted was deleted on 1 October 2026; can be restored until 30 December 2026"]);
    // The address belongs to the deleted member, so a person with another name does not get it.
    let row = school.row(HEADERS, &["", "New", "Head", "del@h.uk"]);
    assert_eq!(row.class, RowClass::Question);
    school.choices.answers.insert(2, Answer::New);
    let row = school.row(HEADERS, &["", "New", "Head", "del@h.uk"]);
    assert_eq!((row.class, row.person.as_ref().unwrap().email.as_ref()), (RowClass::New, None));
    assert!(said(&row)[0].contains("can be restored until 30 December 2026"), "{:?}", said(&row));
}

#[test]
fn people_the_importer_may_not_change_are_left_alone() {
    let mut school = School::of(vec![
        existing(1, "Ola", "Own", "own@h.uk", Role::AccountOwner),
        with_id("7", existing(2, "Ada", "Min", "ada@h.uk", Role::AccountAdmin)),
        with_id("8", existing(3, "Flo", "Edit", "flo@h.uk", Role::FullEdit)),
    ]);
    school.importer = Grants::of(member(2), Role::AccountAdmin);
    let rows: &[&[&str]] = &[
        &["", "Ola", "Own", "own@h.uk", "", "Cook"],
        &["7", "Ada", "Minn", "ada@h.uk"],
        &["8", "Flo", "Edits", "flo@h.uk"],
    ];
    assert_eq!(school.classes(rows), [RowClass::LeftAlone, RowClass::LeftAlone, RowClass::Update]);
    assert_eq!(names(&school.plan(&table(HEADERS, &[]))), ["Flo Edit"]);
}
