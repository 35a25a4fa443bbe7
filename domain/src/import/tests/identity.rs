//! Finding out who a row is.

use super::*;

fn kind(row: &PlannedRow) -> Option<QuestionKind> {
    row.question.as_ref().map(|question| question.kind)
}

#[test]
fn two_agreements_or_the_same_row_or_a_question() {
    let school = School::of(vec![
        with_id("A1", existing(1, "Amy", "Webb", "amy@h.uk", Role::FullEdit)),
        existing(2, "Ben", "Ng", "ben@h.uk", Role::PartialEdit),
        with_code("CDA", existing(3, "Cat", "Day", "cat@h.uk", Role::PartialEdit)),
        existing(4, "Dan", "Fox", "dan@h.uk", Role::PartialEdit),
        ExistingMember {
            key: Some("row\norr\neve\neve@h.uk\n\nE5".to_owned()),
            ..existing(5, "Evelyn", "Stone", "e.stone@h.uk", Role::PartialEdit)
        },
    ]);
    let (asks, is) = (RowClass::Question, None::<QuestionKind>);
    let cases: &[(&[&str], RowClass, Option<QuestionKind>)] = &[
        // MIS id, address, full name: any two.
        (&["A1", "Amy", "Webb", "AMY@h.uk"], RowClass::Unchanged, is),
        (&["A1", "Amy", "Webb", "new@h.uk"], RowClass::Update, is),
        (&["A1", "Amelia", "Webb-Lee", "amy@h.uk"], RowClass::Update, is),
        (&["B7", "amy", "WEBB", "amy@h.uk"], RowClass::Update, is),
        (&["", "Ben", "Ng", "Ben@H.uk"], RowClass::Unchanged, is),
        // The staff code, only beside the full name.
        (&["", "Cat", "Day", "cat.day@h.uk", "cda"], RowClass::Update, is),
        (&["", "Carl", "Dale", "carl@h.uk", "CDA"], asks, Some(QuestionKind::SameCode)),
        (&["", "Cat", "Dale", "carl@h.uk", "CDA"], asks, Some(QuestionKind::SameCode)),
        // One sign alone.
        (&["A1", "Greta", "Moor", "g.moor@h.uk"], asks, Some(QuestionKind::SameId)),
        (&["A1", "Greta", "Moor", ""], asks, Some(QuestionKind::SameId)),
        (&["A1", "Greta", "Webb", "g@h.uk"], asks, Some(QuestionKind::SameId)),
        (&["A1", "Amy", "Stone", "a.stone@h.uk"], asks, Some(QuestionKind::NewSurname)),
        (&["", "Benjamin", "Ng", "ben@h.uk"], asks, Some(QuestionKind::SameEmail)),
        (&["", "New", "Head", "dan@h.uk"], asks, Some(QuestionKind::SameEmail)),
        (&["", "Dan", "Fox", "d.fox@h.uk"], asks, Some(QuestionKind::SameName)),
        (&["Z9", "Dan", "Fox", ""], asks, Some(QuestionKind::SameName)),
        // Two signs of one member and one of another.
        (&["A1", "Ben", "Ng", "ben@h.uk"], RowClass::Unchanged, is),
        // The same row as in an earlier import.
        (&["E5", "Eve", "Orr", "eve@h.uk"], RowClass::Update, is),
        (&["E5", "Eve", "Orr", "eve.orr@h.uk"], RowClass::New, is),
        (&["Z9", "Eva", "Orr", "eva@h.uk"], RowClass::New, is),
    ];
    for (cells, class, asked) in cases {
        let row = school.row(HEADERS, cells);
        assert_eq!((row.class, kind(&row)), (*class, *asked), "{cells:?}: {:?}", said(&row));
        assert!(*class != RowClass::Question || row.action == RowAction::Nothing, "{cells:?}");
    }
}

#[test]
fn an_id_or_a_code_that_went_to_somebody_else_renames_nobody() {
    let registered = Registration::Registered;
    let ada = with_id("0451", existing(1, "Ada", "Pine", "a.pine@h.uk", Role::FullEdit));
    let kojo = with_code("KO", existing(2, "Kojo", "Osei", "kojo.osei@h.uk", Role::FullEdit));
    let mut school = School::of(vec![ada, ExistingMember { registration: registered, ..kojo }]);
    let headers = &["Staff id", "Forename", "Surname", "Email", "Staff code"];
    let file =
        table(headers, &[&["0451", "Greta", "Moor", "g.moor@h.uk", ""], &["", "Kit", "Osei", "kit.osei@h.uk", "KO"]]);
    let plan = school.plan(&file);
    assert_eq!(classes(&plan), [RowClass::Question, RowClass::Question]);
    let sentence = QuestionKind::SameId.sentence("2", "Greta Moor", "Ada Pine");
    assert_eq!(sentence, "Row 2 has Ada Pine’s MIS id and another name and address. Who is this?");
    assert!(plan.leavers.is_empty(), "whoever shares a sign counts as in the file");
    assert!(!plan.changes_anything());
    // A new person gets the values that nobody else has.
    for row in [2, 3] {
        school.choices.answers.insert(row, Answer::New);
    }
    let plan = school.plan(&file);
    assert_eq!(classes(&plan), [RowClass::New, RowClass::New]);
    assert!(said(&plan.rows[0]).contains(&"MIS id 0451 belongs to Ada Pine, so it is not taken".to_owned()));
    school.confirm(&plan);
    let people: Vec<_> = school.people.iter().map(ExistingMember::name).collect();
    assert_eq!(people, ["Ada Pine", "Kojo Osei", "Greta Moor", "Kit Osei"]);
    // The answer holds until the row changes.
    school.choices = Choices { other_role: Role::MinimalReadOnly.into(), ..Choices::default() };
    assert_eq!(classes(&school.plan(&file)), [RowClass::Unchanged, RowClass::Unchanged]);
    let changed = table(headers, &[&["0451", "Gerta", "Moore", "g.moore@h.uk", ""]]);
    assert_eq!(classes(&school.plan(&changed)), [RowClass::Question]);
}

#[test]
fn answers_to_one_row_to_a_kind_and_from_before() {
    let mut school = School::of(vec![
        with_id("1", existing(1, "Amy", "Webb", "amy@h.uk", Role::FullEdit)),
        with_id("2", existing(2, "Bea", "Ng", "bea@h.uk", Role::FullEdit)),
        with_id("3", existing(3, "Cat", "Day", "cat@h.uk", Role::FullEdit)),
    ]);
    let file = table(
        HEADERS,
        &[
            &["1", "Amy", "Stone", "a.stone@h.uk"],
            &["2", "Bea", "Field", "b.field@h.uk"],
            &["3", "Max", "Hill", "m.hill@h.uk"],
        ],
    );
    assert_eq!(classes(&school.plan(&file)), [RowClass::Question; 3]);
    school.choices.kinds = vec![(QuestionKind::NewSurname, KindAnswer::Same)];
    school.choices.answers.insert(3, Answer::Leave);
    let plan = school.plan(&file);
    assert_eq!(classes(&plan), [RowClass::Update, RowClass::Skipped, RowClass::Question]);
    assert_eq!(plan.tally(), PlanTotals { imported: 1, deactivated: 0, open: 1 });
    // A row left alone in an earlier import, and a member who is not among the candidates.
    school.left_before.insert(plan.rows[2].key.clone().unwrap());
    school.choices.answers.insert(4, Answer::Is(member(1)));
    assert_eq!(school.plan(&file).rows[2].class, RowClass::Skipped);
    // Two rows never write the same member.
    let twice = table(HEADERS, &[&["", "Max", "Webb", "amy@h.uk"], &["1", "Max", "Hill", "m.hill@h.uk"]]);
    school.choices.answers = [(2, Answer::Is(member(1))), (3, Answer::Is(member(1)))].into();
    let plan = school.plan(&twice);
    assert_eq!(classes(&plan), [RowClass::Update, RowClass::Question]);
    assert_eq!(plan.rows[1].notes, [RowNote::ChosenTwice { row: "2".to_owned() }]);
}

#[test]
fn a_name_that_only_one_person_has_is_enough_for_details() {
    let leaves = Day::parse("2027-07-20");
    let dee = ExistingMember { leaving_on: leaves, ..existing(1, "Dee", "Ray", "dee@h.uk", Role::PartialEdit) };
    let headers = &["Forename", "Surname", "Email", "Role", "Post", "Leaving date"];
    let school = School::of(vec![dee.clone()]);
    let row = school.row(headers, &["Dee", "Ray", "", "Full Edit", "Cook", "31/08/2031"]);
    let RowAction::Write(_, changes) = &row.action else { panic!("{row:?}") };
    assert_eq!(changes.iter().map(|change| change.field).collect::<Vec<_>>(), [ImportField::JobTitle]);
    assert_eq!(row.role_change, None);
    assert_eq!(row.kept, [ImportField::Email, ImportField::LeavingDate]);
    // With an address, a namesake here, or a namesake in the file, the name alone is not enough.
    assert_eq!(school.row(headers, &["Dee", "Ray", "d.ray@h.uk"]).class, RowClass::Question);
    let twins = School::of(vec![dee.clone(), existing(2, "Dee", "Ray", "ray@h.uk", Role::PartialEdit)]);
    assert_eq!(twins.row(headers, &["Dee", "Ray", ""]).class, RowClass::Question);
    let file = table(headers, &[&["Dee", "Ray", "", "", "Cook"], &["Dee", "Ray", "d@h.uk", "", "Cook"]]);
    assert_eq!(classes(&school.plan(&file)), [RowClass::Question, RowClass::Question]);
}

#[test]
fn whoever_shares_one_sign_with_a_row_counts_as_in_the_file() {
    let school = School::of(vec![
        existing(1, "A", "B", "a.b@h.uk", Role::FullEdit),
        with_id("7", existing(2, "Ivy", "Id", "ivy@h.uk", Role::FullEdit)),
        existing(3, "Em", "Ail", "em@h.uk", Role::FullEdit),
        with_code("CC", existing(4, "Co", "De", "co@h.uk", Role::FullEdit)),
        existing(5, "Not", "There", "not@h.uk", Role::FullEdit),
    ]);
    // The first row has a bad address; the others have another member's name.
    let rows: &[&[&str]] =
        &[&["", "A", "B", "x"], &["7", "O", "One", "bad"], &["", "O", "Two", "em@h.uk"], &["", "O", "Three", "", "CC"]];
    assert_eq!(names(&school.plan(&table(HEADERS, rows))), ["Not There"]);
}

#[test]
fn a_file_of_another_school_is_asked_about() {
    let people =
        (1..=6).map(|number| existing(number, "Amy", "Webb", &format!("a{number}@hillside.uk"), Role::FullEdit));
    let mut school = School::of(people.collect());
    let rows: &[&[&str]] = &[
        &["", "Max", "Hill", "max@riverside.uk"],
        &["", "Ida", "Field", "ida@riverside.uk"],
        &["", "Tom", "Stone", "tom@riverside.uk"],
    ];
    let file = table(HEADERS, rows);
    assert!(school.plan(&file).is_strange);
    school.choices.is_ours = true;
    assert!(!school.plan(&file).is_strange);
    school.choices.is_ours = false;
    // Each of these is enough for a file of this school: an address at the same domain, a known name, or few new
    // people.
    for row in [["", "New", "One", "new@hillside.uk"], ["", "Amy", "Webb", "amy@riverside.uk"]] {
        let mut rows = rows.to_vec();
        rows.push(&row);
        assert!(!school.plan(&table(HEADERS, &rows)).is_strange, "{row:?}");
    }
    assert!(!school.plan(&table(HEADERS, &rows[..2])).is_strange);
}

#[test]
fn ten_thousand_namesakes_are_not_compared_with_each_other() {
    const MANY: u128 = 10_000;
    let people = (1..=MANY)
        .map(|number| with_code("AW", existing(number, "Amy", "Webb", &format!("a{number}@h.uk"), Role::FullEdit)));
    let school = School::of(people.collect());
    let rows: Vec<_> = (0..MANY).map(|number| [String::new(), format!("b{number}@h.uk")]).collect();
    let rows: Vec<_> = rows.iter().map(|[id, email]| [id.as_str(), "Amy", "Webb", email.as_str(), ""]).collect();
    let rows: Vec<&[&str]> = rows.iter().map(<[&str; 5]>::as_slice).collect();
    let begun = std::time::Instant::now();
    let plan = school.plan(&table(HEADERS, &rows));
    assert_eq!(plan.count(RowClass::Question), MANY as u32);
    // Comparing every row with every member would be a hundred million comparisons, which take minutes.
    assert!(begun.elapsed().as_secs() < 20, "{:?}", begun.elapsed());
}

#[test]
fn a_row_that_cannot_be_read_is_in_the_file_by_every_address_in_it() {
    let people = ["a@h.uk", "b@h.uk", "c@h.uk", "d@h.uk"].into_iter().zip(1..);
    let people = people.map(|(email, number)| existing(number, "N", &format!("Xu{number}"), email, Role::FullEdit));
    let mut people: Vec<_> = people.collect();
    people.push(existing(9, "John", "Smith", "", Role::FullEdit));
    let school = School::of(people);
    let plan = school.plan(&table(
        &["Forename", "Surname", "Email"],
        &[
            &["Kojo", "", "a@h.uk; other@h.uk"],
            &["", "", "mailto:b@h.uk"],
            &["", "", "Bo <c@h.uk>"],
            &["Smith, John", "", "bad"],
        ],
    ));
    assert!(plan.rows.iter().all(|row| row.class == RowClass::Wrong));
    assert_eq!(names(&plan), ["N Xu4"]);
}

#[test]
fn blanks_hyphens_apostrophes_and_titles_do_not_tell_people_apart() {
    let school = School::of(vec![
        with_id("1", existing(1, "Jean-Luc", "van den Berg", "jl@h.uk", Role::FullEdit)),
        with_id("2", existing(2, "Zoë", "O'Brien", "z@h.uk", Role::FullEdit)),
        with_id("3", existing(3, "Ada", "Pine", "a@h.uk", Role::FullEdit)),
    ]);
    let headers = ["Staff id", "Forename", "Surname", "Email"];
    for cells in [
        ["1", "Jean Luc", "Van den Berg", ""],
        ["", "JeanLuc", "Vandenberg", "jl@h.uk"],
        ["", "Zoë", "O Brien", "z@h.uk"],
    ] {
        assert_eq!(school.row(&headers, &cells).class, RowClass::Update, "{cells:?}");
    }
    let row = school.row(&headers, &["3", "Mrs. Ada", "Pine", ""]);
    let changed: Vec<_> = match &row.action {
        RowAction::Write(_, changes) => changes.iter().map(|change| (change.field, change.new.as_str())).collect(),
        other => panic!("{other:?}"),
    };
    assert_eq!(changed, [(ImportField::Title, "Mrs")]);
    assert_eq!(said(&row), ["“Mrs.” before the first name is read as the title"]);
}

#[test]
fn a_middle_name_or_names_the_other_way_round_are_asked_about() {
    let school = School::of(vec![
        with_id("3", existing(3, "Ada", "Pine", "a@h.uk", Role::FullEdit)),
        existing(4, "Mary Ann", "Cole", "", Role::FullEdit),
    ]);
    let headers = ["Staff id", "Forename", "Surname", "Email"];
    for (cells, kind) in [
        (["", "Ada Louise", "Pine", ""], Some(QuestionKind::LikeName)),
        (["", "Ada L.", "Pine", ""], Some(QuestionKind::LikeName)),
        (["", "Pine", "Ada", ""], Some(QuestionKind::LikeName)),
        (["7", "Mary", "Cole", "m@h.uk"], Some(QuestionKind::LikeName)),
        // A different id or address shows that it is another person.
        (["", "Ada Louise", "Pine", "other@h.uk"], None),
        (["7", "Pine", "Ada", ""], None),
        (["", "Mary Jane", "Cole", ""], None),
    ] {
        let row = school.row(&headers, &cells);
        assert_eq!(row.question.as_ref().map(|question| question.kind), kind, "{cells:?}");
        assert_eq!(row.class == RowClass::Question, kind.is_some(), "{cells:?}");
    }
}

#[test]
fn a_cell_that_says_there_is_no_address_is_blank() {
    let school = School::of(vec![existing(1, "Amy", "Webb", "amy@h.uk", Role::FullEdit)]);
    for word in ["n/a", "None", "no email", "TBC"] {
        let row = school.row(&["Forename", "Surname", "Email"], &["Amy", "Webb", word]);
        assert_eq!((row.class, row.kept.as_slice()), (RowClass::Unchanged, &[ImportField::Email][..]), "{word}");
    }
    let row = school.row(&["Forename", "Surname", "Email"], &["Amy", "Webb", "x"]);
    assert_eq!(row.class, RowClass::Wrong);
}

#[test]
fn a_cell_that_says_it_has_nothing_keeps_what_is_there() {
    let mut amy = with_code("AW", existing(1, "Amy", "Null", "amy@h.uk", Role::FullEdit));
    amy.job_title = Some("Teacher".to_owned());
    let school = School::of(vec![amy]);
    for word in ["n/a", "None", "NULL", "—"] {
        let row = school
            .row(&["Forename", "Surname", "Email", "Post", "Staff code"], &["Amy", "Null", "amy@h.uk", word, word]);
        assert_eq!(row.class, RowClass::Unchanged, "{word}");
        assert!([ImportField::JobTitle, ImportField::StaffCode].iter().all(|field| row.kept.contains(field)), "{word}");
    }
}
