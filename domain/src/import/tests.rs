#![allow(clippy::unwrap_used)]
use super::*;
use crate::access::Grants;
use crate::day::Day;
use crate::id::{CustomRoleId, MemberId};
use crate::permission::{AdaptedRole, SchoolRoles};
use crate::role::{HeldRole, Role};
use crate::user::{Access, Registration};
use proptest::prelude::*;
use std::collections::BTreeSet;
use uuid::Uuid;

const HEADERS: &[&str] = &["sourcedId", "Forename", "Surname", "Work Email", "Staff Code", "Post", "Leaving date"];

fn member(number: u128) -> MemberId {
    MemberId::new(Uuid::from_u128(number))
}

fn table(headers: &[&str], rows: &[&[&str]]) -> Table {
    let all = std::iter::once(headers).chain(rows.iter().copied());
    let rows: Vec<_> = (1..)
        .zip(all)
        .map(|(number, cells)| TableRow {
            number,
            sheet: 0,
            cells: cells.iter().map(|cell| (*cell).to_owned()).collect(),
        })
        .collect();
    Table { width: rows.iter().map(|row| row.cells.len()).max().unwrap_or_default(), rows, ..Table::default() }
}

fn known(number: u128, first: &str, last: &str, email: &str, role: impl Into<HeldRole>) -> Known {
    Known {
        member: member(number),
        first_name: first.to_owned(),
        last_name: last.to_owned(),
        email: email.to_owned(),
        mis_id: None,
        title: None,
        job_title: None,
        username: None,
        staff_code: None,
        key: None,
        role: role.into(),
        registration: Registration::NotRegistered,
        access: Access::Active,
    }
}

struct School {
    people: Vec<Known>,
    importer: Grants,
    choices: Choices,
    roles: SchoolRoles,
    is_mis_fed: bool,
}

impl School {
    fn of(people: Vec<Known>) -> Self {
        let importer = Grants::of(member(999), Role::AccountOwner);
        let choices = Choices { other_role: Role::MinimalReadOnly.into(), ..Choices::default() };
        Self { people, importer, choices, roles: SchoolRoles::none(), is_mis_fed: false }
    }

    fn plan(&self, table: &Table) -> Plan {
        let matching = Matching::suggested(table);
        let setting = Setting {
            table,
            matching: &matching,
            choices: &self.choices,
            importer: &self.importer,
            school: &self.roles,
            is_mis_fed: self.is_mis_fed,
            today: Day::parse("2026-11-25").unwrap(),
        };
        plan(setting, &self.people, str::to_lowercase)
    }

    fn classes(&self, rows: &[&[&str]]) -> Vec<Class> {
        self.plan(&table(HEADERS, rows)).rows.into_iter().map(|row| row.class).collect()
    }

    /// Does what a confirmed import does.
    fn confirm(&mut self, plan: &Plan) {
        for (row, number) in plan.rows.iter().zip(self.people.len() as u128 + 1..) {
            let person = row.person.clone();
            match &row.deed {
                Deed::Nothing | Deed::Choose => {}
                Deed::Add(role) => {
                    let mut new = known(number, "", "", "", *role);
                    fill(&mut new, &person.unwrap(), &row.key);
                    new.registration = Registration::NotRegistered;
                    self.people.push(new);
                }
                Deed::Write(member, _) => {
                    let there = self.people.iter_mut().find(|there| there.member == *member).unwrap();
                    fill(there, &person.unwrap(), &row.key);
                }
            }
        }
        for leaver in plan.leavers.iter().filter(|leaver| leaver.ticked) {
            let there = self.people.iter_mut().find(|there| there.member == leaver.member).unwrap();
            there.access = Access::Deactivated;
        }
        let emails: Vec<_> = self
            .people
            .iter()
            .filter(|there| !there.email.is_empty())
            .map(|there| there.email.to_lowercase())
            .collect();
        assert_eq!(emails.iter().collect::<BTreeSet<_>>().len(), emails.len(), "nobody shares an address: {emails:?}");
    }
}

fn fill(there: &mut Known, person: &ImportedPerson, key: &str) {
    there.first_name = person.first_name.to_string();
    there.last_name = person.last_name.to_string();
    there.key = Some(key.to_owned());
    if let Some(email) = person.email.as_ref().filter(|email| !there.email.eq_ignore_ascii_case(email.as_str())) {
        there.email = email.to_string();
    }
    there.mis_id = person.mis_id.clone().or(there.mis_id.take());
    there.job_title = person.job_title.as_ref().map(ToString::to_string).or(there.job_title.take());
    there.staff_code = person.staff_code.as_ref().map(ToString::to_string).or(there.staff_code.take());
}

#[test]
fn rows_are_told_apart_by_id_then_address_then_code() {
    let school = School::of(vec![
        Known { mis_id: Some("A1".to_owned()), ..known(1, "Amy", "Webb", "amy@h.uk", Role::FullEdit) },
        Known { job_title: Some("Cook".to_owned()), ..known(2, "Ben", "Ng", "ben@h.uk", Role::PartialEdit) },
        Known { staff_code: Some("CDA".to_owned()), ..known(3, "Cat", "Day", "cat@h.uk", Role::PartialEdit) },
        known(4, "Dan", "Fox", "dan@h.uk", Role::PartialEdit),
    ]);
    let cases: &[(&[&str], Class)] = &[
        (&["A1", "Amy", "Webb", "AMY@h.uk"], Class::Unchanged),
        (&["A1", "Amy", "Webb-Lee", "new@h.uk"], Class::Update),
        (&["", "Ben", "Ng", "Ben@H.uk", "", "Cook"], Class::Unchanged),
        (&["", "Benjamin", "Ng", "ben@h.uk"], Class::Update),
        (&["", "Cat", "Day", "cat.day@h.uk", "cda"], Class::Update),
        (&["", "Carl", "Dale", "carl@h.uk", "CDA"], Class::Possible),
        (&["", "Dan", "Fox", "d.fox@h.uk"], Class::Possible),
        (&["", "New", "Head", "dan@h.uk"], Class::Possible),
        (&["Z9", "Eve", "Orr", "eve@h.uk"], Class::New),
        (&["Z9", "Eve", "Orr", "eve at home"], Class::Wrong),
        (&["Z9", "", "Orr", "eve@h.uk"], Class::Wrong),
        (&["Z9", "=1+1", "Orr", "eve@h.uk"], Class::Wrong),
        (&["Z9", "Eve", "Orr", "eve@h.uk", "", "", "31/08/2026"], Class::PassedOver),
        (&["Z9", "Eve", "Orr", "eve@h.uk", "", "", "31/08/2027"], Class::New),
        (&["Z9", "Eve", "Orr", "eve@h.uk", "", "", "08/31/2026"], Class::Wrong),
    ];
    for (row, class) in cases {
        assert_eq!(school.classes(&[row]), [*class], "{row:?}");
    }
}

#[test]
fn what_is_wrong_names_the_column_and_what_to_do() {
    let plan = School::of(Vec::new()).plan(&table(HEADERS, &[&["", "Eve", "", "eve"]]));
    let said: Vec<_> =
        plan.rows[0].errors.iter().map(|error| (error.column.as_str(), error.message.as_str())).collect();
    assert_eq!(
        said,
        [
            ("Surname", "Enter a last name"),
            ("Work Email", "Enter an email address in the right format, like name@school.org")
        ]
    );
    assert_eq!(plan.rows[0].number, 2);
}

#[test]
fn a_shared_or_missing_address_makes_nobody_an_account() {
    let mut school = School::of(vec![known(1, "Amy", "Webb", "office@h.uk", Role::FullEdit)]);
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
    assert_eq!(
        plan.rows.iter().map(|row| row.class).collect::<Vec<_>>(),
        [Class::Unchanged, Class::New, Class::New, Class::New, Class::New]
    );
    assert!(plan.rows[1..].iter().all(|row| row.person.as_ref().unwrap().email.is_none()));
    assert!(plan.rows[2].notes[0].contains("Same email address as row 5"), "{:?}", plan.rows[2].notes);
    school.confirm(&plan);
    assert!(!school.plan(&file).changes_anything());
    assert_eq!(school.people[0].email, "office@h.uk");
}

#[test]
fn rows_that_repeat_or_contradict_each_other() {
    let school = School::of(Vec::new());
    let classes = |rows: &[&[&str]]| school.classes(rows);
    assert_eq!(
        classes(&[&["", "Amy", "Webb", "a@h.uk"], &["", "amy", "WEBB", "A@h.uk"]]),
        [Class::New, Class::PassedOver]
    );
    assert_eq!(
        classes(&[&["1", "Amy", "Webb", "a@h.uk"], &["1", "Ben", "Ng", "b@h.uk"]]),
        [Class::Wrong, Class::Wrong]
    );
    assert_eq!(classes(&[&["", "Amy", "Webb"], &["", "Amy", "Webb"]]), [Class::New, Class::Wrong]);
    assert_eq!(classes(&[&["", "Amy", "Webb", "", "AW1"], &["", "Amy", "Webb", "", "AW2"]]), [Class::New, Class::New]);
}

#[test]
fn addresses_move_on_and_change_places() {
    let mut school = School::of(vec![
        Known { mis_id: Some("1".to_owned()), ..known(1, "Amy", "Webb", "head@h.uk", Role::FullEdit) },
        Known { mis_id: Some("2".to_owned()), ..known(2, "Ben", "Ng", "ben@h.uk", Role::FullEdit) },
        Known { mis_id: Some("3".to_owned()), ..known(3, "Cat", "Day", "cat@h.uk", Role::FullEdit) },
        Known { mis_id: Some("4".to_owned()), ..known(4, "Dan", "Fox", "dan@h.uk", Role::FullEdit) },
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
    // Two in the file say amy@h.uk, so neither gets it; and what Amy keeps, Ben cannot have.
    assert_eq!(emails, ["head@h.uk", "ben@h.uk", "dan@h.uk", "cat@h.uk", "", ""]);
    assert!(!school.plan(&file).changes_anything());
}

#[test]
fn whoever_has_registered_keeps_the_address_they_sign_in_with() {
    let registered = Registration::Registered;
    let school = School::of(vec![
        Known { registration: registered, ..known(1, "Amy", "Webb", "amy@h.uk", Role::FullEdit) },
        Known { mis_id: Some("2".to_owned()), ..known(2, "Ben", "Ng", "ben@h.uk", Role::FullEdit) },
    ]);
    let taught = Known { mis_id: Some("1".to_owned()), ..school.people[0].clone() };
    let school = School { people: vec![taught, school.people[1].clone()], ..school };
    let plan = school.plan(&table(HEADERS, &[&["1", "Amy", "Webb", "new@h.uk"], &["2", "Ben", "Ng", "amy@h.uk"]]));
    assert_eq!(plan.rows.iter().map(|row| row.class).collect::<Vec<_>>(), [Class::Unchanged, Class::Unchanged]);
    assert!(plan.rows[0].notes[0].contains("only they can change their address to new@h.uk"));
    assert!(plan.rows[1].notes[0].contains("amy@h.uk belongs to somebody else"));
    assert!(!plan.changes_anything());
}

#[test]
fn people_the_importer_may_not_change_are_left_alone() {
    let mut school = School::of(vec![
        known(1, "Ola", "Own", "own@h.uk", Role::AccountOwner),
        known(2, "Ada", "Min", "ada@h.uk", Role::AccountAdmin),
        known(3, "Flo", "Edit", "flo@h.uk", Role::FullEdit),
        Known { access: Access::Deleted, ..known(4, "Del", "Eted", "del@h.uk", Role::FullEdit) },
    ]);
    school.importer = Grants::of(member(2), Role::AccountAdmin);
    let rows: &[&[&str]] = &[
        &["", "Ola", "Owner", "own@h.uk"],
        &["", "Ada", "Minn", "ada@h.uk"],
        &["", "Flo", "Edits", "flo@h.uk"],
        &["", "Del", "Eted", "del@h.uk"],
    ];
    assert_eq!(school.classes(rows), [Class::LeftAlone, Class::LeftAlone, Class::Update, Class::LeftAlone]);
    let plan = school.plan(&table(HEADERS, &[]));
    assert_eq!(plan.leavers.iter().map(|leaver| leaver.name.as_str()).collect::<Vec<_>>(), ["Flo Edit"]);
}

#[test]
fn leavers_are_offered_and_people_who_never_were_in_the_mis_are_not() {
    let mut school = School::of(vec![
        Known { key: Some(String::new()), ..known(1, "Amy", "Webb", "amy@h.uk", Role::FullEdit) },
        known(2, "Gov", "Ernor", "gov@h.uk", Role::MinimalReadOnly),
        known(3, "Lee", "Ver", "lee@h.uk", Role::FullEdit),
        Known { access: Access::Deactivated, ..known(4, "Old", "Leaver", "old@h.uk", Role::FullEdit) },
    ]);
    let file = table(HEADERS, &[&["", "Lee", "Ver", "lee@h.uk", "", "", "31/08/2026"]]);
    let names = |plan: &Plan| plan.leavers.iter().map(|leaver| leaver.name.clone()).collect::<Vec<_>>();
    let plan = school.plan(&file);
    assert_eq!(names(&plan), ["Amy Webb", "Gov Ernor", "Lee Ver"]);
    assert!(!plan.changes_anything(), "nobody is ticked at first");
    assert_eq!(plan.leavers[2].why, "Left on 31 August 2026");
    school.is_mis_fed = true;
    assert_eq!(names(&school.plan(&file)), ["Amy Webb", "Lee Ver"]);
    school.choices.leavers.insert(member(1));
    let plan = school.plan(&file);
    school.confirm(&plan);
    assert_eq!(names(&school.plan(&file)), ["Lee Ver"]);
}

#[test]
fn roles_are_suggested_never_the_owners_and_admin_only_by_the_owner() {
    let headers = ["sourcedId", "givenName", "familyName", "email", "role"];
    let rows: Vec<Vec<String>> =
        ["administrator", "Teacher", "aide", "student", "proctor", "Account Owner", "", "Headteacher"]
            .into_iter()
            .enumerate()
            .map(|(number, role)| {
                vec![
                    number.to_string(),
                    format!("N{number}"),
                    "Xu".to_owned(),
                    format!("n{number}@h.uk"),
                    role.to_owned(),
                ]
            })
            .collect();
    let rows: Vec<Vec<&str>> = rows.iter().map(|row| row.iter().map(String::as_str).collect()).collect();
    let file = table(&headers, &rows.iter().map(Vec::as_slice).collect::<Vec<_>>());
    let deeds = |school: &School| school.plan(&file).rows.into_iter().map(|row| row.deed).collect::<Vec<_>>();
    let mut school = School::of(Vec::new());
    let other = Deed::Add(Role::MinimalReadOnly.into());
    let full = Deed::Add(Role::FullEdit.into());
    let admin = Deed::Add(Role::AccountAdmin.into());
    let (aide, proctor) = (Deed::Add(Role::PartialEdit.into()), Deed::Add(Role::FullReadOnly.into()));
    assert_eq!(
        deeds(&school),
        [
            admin.clone(),
            full.clone(),
            aide.clone(),
            Deed::Nothing,
            proctor.clone(),
            other.clone(),
            other.clone(),
            admin
        ]
    );
    school.importer.held = Role::AccountAdmin.into();
    assert_eq!(deeds(&school), [full.clone(), full.clone(), aide, Deed::Nothing, proctor, other.clone(), other, full]);
    // A choice that was made by the owner, or forged, gives an admin nothing.
    school.choices.roles.insert("teacher".to_owned(), Some(Role::AccountAdmin.into()));
    school.choices.roles.insert("aide".to_owned(), Some(Role::AccountOwner.into()));
    school.choices.other_role = None;
    let plan = school.plan(&file);
    assert_eq!(
        (&plan.rows[1].deed, &plan.rows[2].deed, &plan.rows[6].deed),
        (&Deed::Choose, &Deed::Choose, &Deed::Choose)
    );
    assert_eq!(plan.without_role(), 4);
}

#[test]
fn what_the_school_calls_a_role_is_suggested_and_a_deleted_one_is_no_choice() {
    let id = CustomRoleId::new(Uuid::from_u128(7));
    let [mentor, gone] = [id, CustomRoleId::new(Uuid::from_u128(8))].map(|id| HeldRole::custom(Role::PartialEdit, id));
    let bursar = HeldRole::custom(Role::AccountAdmin, id);
    let made = |role, name: &str| SchoolRoles {
        adapted: vec![AdaptedRole {
            role,
            name: name.to_owned(),
            cells: Default::default(),
            set_by_owner: Vec::new(),
            version: 1,
        }],
        ..SchoolRoles::none()
    };
    let file = table(
        &["Staff ID", "Forename", "Surname", "Work Email", "Post"],
        &[&["1", "Amy", "Webb", "amy@h.uk", "LEARNING Mentor"], &["2", "Ben", "Ng", "ben@h.uk", "Site Manager X"]],
    );
    let deed = |school: &School, place: usize| school.plan(&file).rows.swap_remove(place).deed;
    let mut school = School::of(Vec::new());
    school.roles = made(mentor, "Learning mentor");
    assert_eq!(deed(&school, 0), Deed::Add(mentor), "by the job title, which is the role's name");
    // A role that was deleted since gives nobody anything: what is suggested counts, and for everybody else nothing does.
    school.choices.roles.insert("learning mentor".to_owned(), Some(gone));
    school.choices.other_role = Some(gone);
    assert_eq!((deed(&school, 0), deed(&school, 1)), (Deed::Add(mentor), Deed::Choose));
    school.choices.other_role = Some(mentor);
    assert_eq!(deed(&school, 1), Deed::Add(mentor));
    // Its level decides who may give it.
    school.choices = Choices { other_role: Some(bursar), ..Choices::default() };
    school.roles = made(bursar, "Learning mentor");
    assert_eq!((deed(&school, 0), deed(&school, 1)), (Deed::Add(bursar), Deed::Add(bursar)));
    school.importer.held = Role::AccountAdmin.into();
    assert!(!matches!(deed(&school, 0), Deed::Add(role) if role == bursar));
    assert_eq!(deed(&school, 1), Deed::Choose);
}

#[test]
fn many_strong_roles_are_warned_of() {
    let of = |admins: usize, full: usize, others: usize| {
        let roles = [(Role::AccountAdmin, admins), (Role::FullEdit, full), (Role::PartialEdit, others)];
        strong_role_warning(roles.into_iter().flat_map(|(role, number)| std::iter::repeat_n(role, number)))
    };
    assert_eq!(of(3, 2, 20), None);
    assert!(of(4, 0, 96).unwrap().starts_with("4 new people would become Account Admin"));
    assert!(of(0, 8, 2).unwrap().starts_with("8 of 10 new people"));
    assert_eq!(of(0, 9, 0), None);
}

#[test]
fn columns_are_matched_by_name_and_two_never_hold_the_same() {
    let file = table(&["Legal Forename", "Forename", "Surname", "Gender", "Email"], &[&["A", "B", "C", "F", "a@h.uk"]]);
    let matching = Matching::suggested(&file);
    let (first, last, email) = (ImportField::FirstName, ImportField::LastName, ImportField::Email);
    assert_eq!(matching.columns, [None, Some(first), Some(last), None, Some(email)]);
    let headers = file.headers(true);
    let chosen = |pairs: &[(&str, &'static str)]| {
        Matching::chosen(true, &headers, |name| pairs.iter().find(|(key, _)| *key == name).map(|(_, value)| *value))
    };
    let errors =
        chosen(&[("column_0", "first_name"), ("column_1", "first_name"), ("column_2", "last_name")]).unwrap_err();
    assert_eq!(errors.len(), 1);
    assert_eq!(
        (errors[0].field.as_str(), errors[0].message.as_str()),
        ("column_1", "First name is matched to both “Legal Forename” and “Forename”. Choose one of the two")
    );
    assert_eq!(
        chosen(&[("column_2", "last_name")]).unwrap_err()[0].message,
        "Choose the column that holds the first name"
    );
    assert_eq!(chosen(&[("column_0", "owner")]).unwrap_err()[0].field, "column_0");
    assert_eq!(chosen(&[("column_0", "first_name"), ("column_2", "last_name")]).unwrap().columns[0], Some(first));
}

#[test]
fn a_file_without_names_of_columns_is_people_from_its_first_row() {
    let file = table(&["Amy", "Webb", "amy@h.uk"], &[&["Ben", "Ng", "ben@h.uk"]]);
    let matching = Matching::suggested(&file);
    assert!(!matching.has_header);
    assert_eq!(matching.columns, [None, None, Some(ImportField::Email)]);
    assert_eq!(matching.missing().len(), 2);
    assert_eq!((file.people(false).len(), file.headers(false)[2].as_str()), (2, "Column C"));
}

prop_compose! {
    fn cells()(
        id in prop::sample::select(vec!["", "", "1", "2", "3"]),
        first in prop::sample::select(vec!["Amy", "amy", "Ben", "Cat", "", "=1"]),
        last in prop::sample::select(vec!["Webb", "Ng", "Day"]),
        email in prop::sample::select(vec!["", "a@h.uk", "A@h.uk", "b@h.uk", "c@h.uk", "wrong"]),
        code in prop::sample::select(vec!["", "", "AW", "BN"]),
        job in prop::sample::select(vec!["", "Teacher", "Cook", "Head cook"]),
        leaving in prop::sample::select(vec!["", "", "", "01/09/2026", "01/09/2030", "x"]),
    ) -> Vec<String> {
        [id, first, last, email, code, job, leaving].map(str::to_owned).to_vec()
    }
}

fn people() -> impl Strategy<Value = Vec<Known>> {
    let one = (cells(), any::<bool>(), 0..Access::ALL.len(), 0..Role::ALL.len());
    prop::collection::vec(one, 0..6).prop_map(|all| {
        let mut people: Vec<Known> = Vec::new();
        for (number, (cells, from_mis, access, role)) in (1..).zip(all) {
            let mut there = known(number, &cells[1], &cells[2], &cells[3].to_lowercase(), Role::ALL[role]);
            there.first_name = if there.first_name.len() < 3 { "Dee".to_owned() } else { there.first_name };
            there.access = Access::ALL[access];
            there.key = from_mis.then(|| format!("earlier {number}"));
            let is_taken = |other: &Known| other.email == there.email;
            if there.email == "wrong" || people.iter().any(is_taken) {
                there.email = String::new();
            }
            there.mis_id = Some(cells[0].clone())
                .filter(|id| !id.is_empty() && people.iter().all(|other| other.mis_id.as_ref() != Some(id)));
            there.staff_code = Some(cells[4].clone()).filter(|code| !code.is_empty());
            people.push(there);
        }
        people
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    /// Confirming what is shown, and bringing the same file again: nothing is left to do. Every row is in one class, and nobody is
    /// written by two rows.
    #[test]
    fn the_same_file_twice_changes_nothing(people in people(), rows in prop::collection::vec(cells(), 0..8)) {
        let mut school = School::of(people);
        let rows: Vec<Vec<&str>> = rows.iter().map(|row| row.iter().map(String::as_str).collect()).collect();
        let file = table(HEADERS, &rows.iter().map(Vec::as_slice).collect::<Vec<_>>());
        let plan = school.plan(&file);
        let classes: u32 = Class::ALL.into_iter().map(|class| plan.count(class)).sum();
        prop_assert_eq!(classes as usize, rows.len());
        let written: Vec<_> = plan.rows.iter().filter_map(|row| match row.deed { Deed::Write(member, _) => Some(member), _ => None }).collect();
        prop_assert_eq!(written.iter().collect::<BTreeSet<_>>().len(), written.len());
        prop_assert!(plan.leavers.iter().all(|leaver| !written.contains(&leaver.member)));
        for row in &plan.rows {
            prop_assert_eq!(row.class == Class::Wrong, !row.errors.is_empty());
            if let Deed::Add(role) = row.deed {
                prop_assert!(role != Role::AccountOwner);
            }
        }
        school.confirm(&plan);
        let again = school.plan(&file);
        let changed: Vec<_> = again.rows.iter().filter(|row| match &row.deed { Deed::Add(_) => true, Deed::Write(_, changes) => !changes.is_empty(), _ => false }).collect();
        prop_assert!(changed.is_empty(), "{:#?}", changed);
    }
}
