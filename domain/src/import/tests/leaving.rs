//! Leavers: members whom the file names as such, and members missing from it.

use super::*;

#[test]
fn leavers_are_offered_and_people_who_never_were_in_the_mis_are_not() {
    let mut school = School::of(vec![
        ExistingMember { key: Some(String::new()), ..existing(1, "Amy", "Webb", "amy@h.uk", Role::FullEdit) },
        existing(2, "Gov", "Ernor", "gov@h.uk", Role::MinimalReadOnly),
        existing(3, "Lee", "Ver", "lee@h.uk", Role::FullEdit),
        ExistingMember { access: Access::Deactivated, ..existing(4, "Old", "Leaver", "old@h.uk", Role::FullEdit) },
    ]);
    let file = table(HEADERS, &[&["", "Lee", "Ver", "lee@h.uk", "", "", "31/08/2026"]]);
    let plan = school.plan(&file);
    assert_eq!((names(&plan), classes(&plan)), (vec!["Amy Webb", "Gov Ernor", "Lee Ver"], vec![RowClass::Leaver]));
    let ticks: Vec<_> = plan.leavers.iter().map(|leaver| leaver.ticked).collect();
    assert_eq!(ticks, [false, false, true], "only the person whom the file names");
    assert_eq!(plan.leavers[2].reason.sentence(), "Left on 31 August 2026");
    school.is_mis_fed = true;
    assert_eq!(names(&school.plan(&file)), ["Amy Webb", "Lee Ver"]);
    school.choices.deactivate = [(member(1), true), (member(3), false)].into();
    let plan = school.plan(&file);
    school.confirm(&plan);
    assert_eq!(names(&school.plan(&file)), ["Lee Ver"]);
    school.choices.deactivate.clear();
    let plan = school.plan(&file);
    school.confirm(&plan);
    let again = school.plan(&file);
    assert_eq!((names(&again).len(), classes(&again)), (0, vec![RowClass::Skipped]));
}

#[test]
fn what_the_file_says_of_somebody_leaving() {
    let headers = &["Forename", "Surname", "Email", "Status", "enabledUser", "Leaving date"];
    let mut school = School::of(vec![existing(1, "Ira", "Future", "ira@h.uk", Role::FullEdit)]);
    let rows = |cells: [&'static str; 3]| ["Ira", "Future", "ira@h.uk", cells[0], cells[1], cells[2]];
    // Each case: (status, enabled, leaving date), class, whether they are a leaver and ticked.
    for (cells, class, leaver) in [
        (["tobedeleted", "", ""], RowClass::Leaver, Some(true)),
        (["", "", "01/09/2025"], RowClass::Leaver, Some(true)),
        (["", "0", ""], RowClass::Leaver, Some(false)),
        (["", "no", ""], RowClass::Leaver, Some(false)),
        (["active", "TRUE", ""], RowClass::Unchanged, None),
        (["", "", "31/08/2031"], RowClass::Update, None),
        (["", "", "31/12/9999"], RowClass::Unchanged, None),
        (["", "", "00/00/0000"], RowClass::Unchanged, None),
        (["", "", "01/01/1900"], RowClass::Unchanged, None),
    ] {
        let plan = school.plan(&table(headers, &[&rows(cells)]));
        let found = plan.leavers.first().map(|leaver| leaver.ticked);
        assert_eq!((plan.rows[0].class, found), (class, leaver), "{cells:?}");
    }
    // A future day is kept, for existing and for new members.
    let file = table(headers, &[&rows(["", "", "31/08/2031"]), &["New", "One", "new@h.uk", "", "", "31/08/2031"]]);
    let plan = school.plan(&file);
    school.confirm(&plan);
    assert!(school.people.iter().all(|there| there.leaving_on == Day::parse("2031-08-31")));
    assert!(!school.plan(&file).changes_anything());
    // New people who have left are skipped with the reason; nobody is ticked by name alone.
    let plan =
        school.plan(&table(headers, &[&["Old", "One", "", "", "false", ""], &["Ira", "Future", "", "left", "", ""]]));
    assert_eq!(classes(&plan), [RowClass::Skipped, RowClass::Leaver]);
    assert_eq!(plan.rows[0].notes, [RowNote::Left(MissingReason::NotEnabled)]);
    assert!(plan.leavers.iter().all(|leaver| !leaver.ticked));
}

#[test]
fn nobody_is_missing_from_a_file_of_changes() {
    let school = School::of(vec![
        with_id("1", existing(1, "Amy", "Webb", "amy@h.uk", Role::FullEdit)),
        with_id("2", existing(2, "Ben", "Ng", "ben@h.uk", Role::FullEdit)),
    ]);
    let headers = &["sourcedId", "status", "givenName", "familyName", "email"];
    let mut file = table(headers, &[&["1", "tobedeleted", "Amy", "Webb", "amy@h.uk"]]);
    file.roster = Some(Roster { extent: Extent::Delta, ..Roster::default() });
    let plan = school.plan(&file);
    assert_eq!((names(&plan), plan.leavers[0].ticked), (vec!["Amy Webb"], true));
    assert_eq!(plan.tally().sentence(), "Deactivate 1 person");
}

#[test]
fn a_last_day_lets_nobody_in_again() {
    let old = ExistingMember {
        access: Access::Deactivated,
        leaving_on: Day::parse("2026-07-20"),
        ..existing(1, "Old", "One", "old@h.uk", Role::FullEdit)
    };
    let row = School::of(vec![old]).row(HEADERS, &["", "Old", "One", "old@h.uk", "", "", "31/08/2031"]);
    assert_eq!((row.class, row.notes), (RowClass::Unchanged, vec![RowNote::Stays(Access::Deactivated)]));
}

#[test]
fn a_column_with_the_month_first_is_read_so_and_said() {
    let school = School::of(Vec::new());
    let headers = ["Forename", "Surname", "Email", "Leaving date"];
    let file = table(&headers, &[&["A", "Xu", "a@h.uk", "08/09/2027"], &["B", "Xu", "b@h.uk", "08/31/2027"]]);
    let plan = school.plan(&file);
    let days: Vec<_> = plan.rows.iter().map(|row| row.person.as_ref().unwrap().leaving.unwrap().to_string()).collect();
    assert_eq!(days, ["2027-08-09", "2027-08-31"]);
    assert!(said(&plan.rows[0])[0].starts_with("“08/09/2027” is read as 9 August 2027"), "{:?}", said(&plan.rows[0]));
    // In a column with both kinds of dates the day comes first, and dates that are invalid that way need correcting.
    let mixed = table(&headers, &[&["A", "Xu", "a@h.uk", "08/31/2027"], &["B", "Xu", "b@h.uk", "31/08/2027"]]);
    assert_eq!(classes(&school.plan(&mixed)), [RowClass::Wrong, RowClass::New]);
}

#[test]
fn days_from_which_computers_count_make_nobody_a_leaver() {
    let school = School::of(vec![existing(1, "Amy", "Webb", "amy@h.uk", Role::FullEdit)]);
    for date in ["01/01/1970", "1970-01-01T00:00:00Z", "01/01/1904", "31/12/69", "1/1/80", "19/01/2038"] {
        let row = school.row(&["Forename", "Surname", "Email", "Leaving date"], &["Amy", "Webb", "amy@h.uk", date]);
        assert_eq!((row.class, row.notes.len()), (RowClass::Unchanged, 1), "{date}: {:?}", row.notes);
    }
}
