//! The roles that members get.

use super::*;
use crate::id::CustomRoleId;
use crate::permission::RoleCustomisation;

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
    let deeds = |school: &School| school.plan(&file).rows.into_iter().map(|row| row.action).collect::<Vec<_>>();
    let mut school = School::of(Vec::new());
    let other = RowAction::Add(Role::MinimalReadOnly.into());
    let full = RowAction::Add(Role::FullEdit.into());
    let admin = RowAction::Add(Role::AccountAdmin.into());
    let (aide, proctor) = (RowAction::Add(Role::PartialEdit.into()), RowAction::Add(Role::FullReadOnly.into()));
    assert_eq!(
        deeds(&school),
        [
            admin.clone(),
            full.clone(),
            aide.clone(),
            RowAction::Nothing,
            proctor.clone(),
            other.clone(),
            other.clone(),
            admin
        ]
    );
    school.importer.held = Role::AccountAdmin.into();
    assert_eq!(
        deeds(&school),
        [full.clone(), full.clone(), aide, RowAction::Nothing, proctor, other.clone(), other, full]
    );
    // A choice made by the owner, or forged, does not let an admin give the role.
    school.choices.roles.insert("teacher".to_owned(), Some(Role::AccountAdmin.into()));
    school.choices.roles.insert("aide".to_owned(), Some(Role::AccountOwner.into()));
    school.choices.other_role = None;
    let plan = school.plan(&file);
    assert_eq!(
        (&plan.rows[1].action, &plan.rows[2].action, &plan.rows[6].action),
        (&RowAction::Choose, &RowAction::Choose, &RowAction::Choose)
    );
    assert_eq!(plan.without_role(), 4);
}

#[test]
fn what_the_school_calls_a_role_is_suggested_and_a_deleted_one_is_no_choice() {
    let id = CustomRoleId::new(Uuid::from_u128(7));
    let [mentor, gone] = [id, CustomRoleId::new(Uuid::from_u128(8))].map(|id| HeldRole::custom(Role::PartialEdit, id));
    let bursar = HeldRole::custom(Role::AccountAdmin, id);
    let made = |role, name: &str| SchoolRoles {
        customised: vec![RoleCustomisation {
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
    let deed = |school: &School, place: usize| school.plan(&file).rows.swap_remove(place).action;
    let mut school = School::of(Vec::new());
    school.roles = made(mentor, "Learning mentor");
    assert_eq!(deed(&school, 0), RowAction::Add(mentor), "by the job title, which is the role's name");
    // A deleted role is not given: the suggestion applies, and everybody else gets nothing.
    school.choices.roles.insert("learning mentor".to_owned(), Some(gone));
    school.choices.other_role = Some(gone);
    assert_eq!((deed(&school, 0), deed(&school, 1)), (RowAction::Add(mentor), RowAction::Choose));
    school.choices.other_role = Some(mentor);
    assert_eq!(deed(&school, 1), RowAction::Add(mentor));
    // The level of a custom role decides who may give it.
    school.choices = Choices { other_role: Some(bursar), ..Choices::default() };
    school.roles = made(bursar, "Learning mentor");
    assert_eq!((deed(&school, 0), deed(&school, 1)), (RowAction::Add(bursar), RowAction::Add(bursar)));
    school.importer.held = Role::AccountAdmin.into();
    assert!(!matches!(deed(&school, 0), RowAction::Add(role) if role == bursar));
    assert_eq!(deed(&school, 1), RowAction::Choose);
}

#[test]
fn many_strong_roles_are_warned_of() {
    let of = |admins: usize, full: usize, others: usize| {
        let roles = [(Role::AccountAdmin, admins), (Role::FullEdit, full), (Role::PartialEdit, others)];
        PrivilegedRoles::of(roles.into_iter().flat_map(|(role, number)| std::iter::repeat_n(role, number)))
    };
    assert_eq!(of(3, 2, 20), None);
    assert!(of(4, 0, 96).unwrap().sentence().starts_with("4 new people would become Account Admin"));
    assert!(of(0, 8, 2).unwrap().sentence().starts_with("8 of 10 new people"));
    assert_eq!(of(0, 9, 0), None);
}

const ROLE_HEADERS: &[&str] = &["Forename", "Surname", "Email", "Role"];

/// The actions for new people with these words in the role column.
fn actions(school: &School, words: &[&str]) -> Vec<RowAction> {
    let names: Vec<_> = (0..words.len()).map(|place| (format!("N{place}"), format!("n{place}@h.uk"))).collect();
    let rows: Vec<_> =
        names.iter().zip(words).map(|((name, email), word)| [name.as_str(), "Xu", email.as_str(), *word]).collect();
    let rows: Vec<&[&str]> = rows.iter().map(<[&str; 4]>::as_slice).collect();
    school.plan(&table(ROLE_HEADERS, &rows)).rows.into_iter().map(|row| row.action).collect()
}

#[test]
fn names_of_roles_now_and_in_the_past_suggest_themselves() {
    let school = School::of(Vec::new());
    let add = |role: Role| RowAction::Add(role.into());
    for role in Role::ALL.into_iter().filter(|role| *role != Role::AccountOwner) {
        for word in [role.label().to_owned(), role.label().to_uppercase(), role.code().to_owned()] {
            assert_eq!(actions(&school, &[&word]), [add(role)], "{word}");
        }
    }
    // Of two roles with the same old name, the lower one is chosen.
    let words = ["Write", "Limited Write", "Read only", "Anonymised", "Admin", "Tracker Owner"];
    let other = add(Role::MinimalReadOnly);
    let roles = [Role::FullEdit, Role::MinimalEdit, Role::PartialReadOnly, Role::MinimalReadOnly, Role::AccountAdmin];
    assert_eq!(actions(&school, &words), [roles.map(add).to_vec(), vec![other]].concat());
    // In a file without other old names, "Admin" is an office job.
    assert_eq!(actions(&school, &["Admin", "Teacher"]), [add(Role::FullReadOnly), add(Role::FullEdit)]);
    // A role that an Account Admin cannot give is not replaced by another suggestion.
    let admin = School { importer: Grants::of(member(9), Role::AccountAdmin), ..School::of(Vec::new()) };
    assert_eq!(actions(&admin, &["Account Admin"]), [add(Role::MinimalReadOnly)]);
}

#[test]
fn several_roles_in_one_cell_are_asked_about_once_and_never_guessed() {
    let mut school = School::of(Vec::new());
    for word in [
        "Teacher Governor",
        "Teacher, Governor",
        "Teacher; Teaching assistant",
        "governor/teacher",
        "Teacher and governor",
        "Full Edit Account Admin",
        "Account Admin; Full Edit",
        "aide administrator",
    ] {
        assert_eq!(actions(&school, &[word]), [RowAction::Choose], "{word}");
    }
    // One word, words with the same meaning, and jobs of two words need no question.
    for word in ["Teacher", "Teacher, Year leader", "Head teacher", "Teaching assistant", "Office admin"] {
        assert!(matches!(actions(&school, &[word])[..], [RowAction::Add(_)]), "{word}");
    }
    let words = ["Teacher Governor", "TEACHER GOVERNOR", "Cook"];
    let lines = {
        let rows: &[&[&str]] = &[&["A", "Xu", "", words[0]], &["B", "Xu", "", words[1]], &["C", "Xu", "", words[2]]];
        let plan = school.plan(&table(ROLE_HEADERS, rows));
        let giving = RoleAssignment {
            choices: &school.choices,
            importer: Role::AccountOwner,
            school: &school.roles,
            has_old_names: false,
            is_one_roster: false,
        };
        giving.lines(plan.new_people())
    };
    assert_eq!((lines.len(), lines[0].people, lines[0].is_several, lines[0].role), (2, 2, true, None));
    school.choices.roles.insert("teacher governor".to_owned(), Some(Role::PartialEdit.into()));
    let given = RowAction::Add(Role::PartialEdit.into());
    assert_eq!(actions(&school, &words)[..2], [given.clone(), given]);
}

#[test]
fn a_role_in_the_file_changes_one_here_upwards_only_when_ticked() {
    let mut school = School::of(vec![existing(1, "Amy", "Webb", "amy@h.uk", Role::PartialEdit)]);
    let row = |school: &School, word: &str| school.row(ROLE_HEADERS, &["Amy", "Webb", "amy@h.uk", word]);
    let change =
        |after: Role, ticked| Some(RoleChange { before: Role::PartialEdit.into(), after: after.into(), ticked });
    for (word, class, expected) in [
        ("Partial Edit", RowClass::Unchanged, None),
        ("Limited write", RowClass::Unchanged, None),
        ("Full Edit", RowClass::RoleRise, change(Role::FullEdit, false)),
        ("Account Admin", RowClass::RoleRise, change(Role::AccountAdmin, false)),
        ("Minimal Read-only", RowClass::Update, change(Role::MinimalReadOnly, true)),
        // Job titles, OneRoster roles and the owner's role say nothing about existing members.
        ("Teacher", RowClass::Unchanged, None),
        ("administrator", RowClass::Unchanged, None),
        ("Account Owner", RowClass::Unchanged, None),
        ("Full Edit; Account Admin", RowClass::Unchanged, None),
    ] {
        let row = row(&school, word);
        assert_eq!((row.class, row.role_change), (class, expected), "{word}");
    }
    assert!(!row(&school, "Full Edit").changes_anything());
    school.choices.role_changes.insert(member(1), true);
    let raised = row(&school, "Full Edit");
    assert!(raised.changes_anything());
    let file = table(ROLE_HEADERS, &[&["Amy", "Webb", "amy@h.uk", "Full Edit"]]);
    let plan = school.plan(&file);
    school.confirm(&plan);
    assert!(!school.plan(&file).changes_anything());
    // A role that the importer cannot give changes nothing, and neither does a question.
    school.importer = Grants::of(member(9), Role::AccountAdmin);
    let denied = row(&school, "Account Admin");
    assert!(denied.role_change.is_none() && matches!(denied.notes[..], [RowNote::Denied(_)]), "{denied:?}");
}

#[test]
fn names_of_roles_in_any_order_and_with_any_signs() {
    let school = School::of(Vec::new());
    let add = |role: Role| RowAction::Add(role.into());
    for (word, role) in [
        ("Read Only – Partial", Role::PartialReadOnly),
        ("Partial Read–Only", Role::PartialReadOnly),
        ("FullEdit", Role::FullEdit),
        ("Edit (Full)", Role::FullEdit),
        ("Full Edit access", Role::FullEdit),
        ("Full Readonly", Role::FullReadOnly),
        ("Minimal Edit.", Role::MinimalEdit),
        ("AccountAdmin", Role::AccountAdmin),
    ] {
        assert_eq!(actions(&school, &[word]), [add(role)], "{word}");
    }
    // Outside OneRoster, an administrator works in the office.
    assert_eq!(actions(&school, &["Administrator"]), [add(Role::FullReadOnly)]);
    assert_eq!(actions(&school, &["Pupil"]), [RowAction::Nothing]);
}

#[test]
fn beside_a_role_by_its_name_or_a_high_one_other_words_are_asked_about() {
    let school = School::of(Vec::new());
    for word in [
        "Teacher And Governor",
        "Teacher\\Governor",
        "Teacher plus Governor",
        "Teacher then Governor",
        "Full Edit (Account Admin)",
        "Full Edit: Account Admin",
        "Partial Edit or Full Edit",
        "Cleaner; Account Admin",
        "Cleaner, Headteacher",
        "Teacher, Account Owner",
        "Partial Edit; Account Owner",
    ] {
        assert_eq!(actions(&school, &[word]), [RowAction::Choose], "{word}");
    }
    for word in ["Partial-Edit (TA)", "Teacher, Year 3", "Teacher / SENCO", "Teacher;", "Edit, Partial"] {
        assert!(matches!(actions(&school, &[word])[..], [RowAction::Add(_)]), "{word}");
    }
    let by_job = |job: &str| school.row(&["Forename", "Surname", "Email", "Post"], &["A", "Xu", "a@h.uk", job]).action;
    for job in ["Cook / Headteacher", "Teacher, Headteacher", "Teacher; Data Manager"] {
        assert_eq!(by_job(job), RowAction::Choose, "{job}");
    }
    for job in ["Deputy Headteacher", "Teacher and Parent Governor", "Head of Year 5", "Former Head", "Head Gardener"] {
        assert!(
            matches!(by_job(job), RowAction::Add(role) if role.level() != Role::FullEdit || job.contains("Year")),
            "{job}"
        );
    }
}
