//! Importing a file twice: the second time changes nothing.

use super::*;
use proptest::prelude::*;

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

fn people() -> impl Strategy<Value = Vec<ExistingMember>> {
    let one = (cells(), any::<bool>(), 0..Access::ALL.len(), 0..Role::ALL.len());
    prop::collection::vec(one, 0..6).prop_map(|all| {
        let mut people: Vec<ExistingMember> = Vec::new();
        for (number, (cells, from_mis, access, role)) in (1..).zip(all) {
            let mut there = existing(number, &cells[1], &cells[2], &cells[3].to_lowercase(), Role::ALL[role]);
            there.first_name = if there.first_name.len() < 3 { "Dee".to_owned() } else { there.first_name };
            there.access = Access::ALL[access];
            there.key = from_mis.then(|| format!("earlier {number}"));
            let is_taken = |other: &ExistingMember| other.email == there.email;
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

    /// After confirming what the preview shows, importing the same file again changes nothing. Every row is in one
    /// class, and no two rows write the same member.
    #[test]
    fn the_same_file_twice_changes_nothing(people in people(), rows in prop::collection::vec(cells(), 0..8)) {
        let mut school = School::of(people);
        let rows: Vec<Vec<&str>> = rows.iter().map(|row| row.iter().map(String::as_str).collect()).collect();
        let file = table(HEADERS, &rows.iter().map(Vec::as_slice).collect::<Vec<_>>());
        let plan = school.plan(&file);
        let classes: u32 = RowClass::ALL.into_iter().map(|class| plan.count(class)).sum();
        prop_assert_eq!(classes as usize, rows.len());
        let written: Vec<_> = plan.rows.iter().filter_map(|row| match row.action { RowAction::Write(member, _) => Some(member), _ => None }).collect();
        prop_assert_eq!(written.iter().collect::<BTreeSet<_>>().len(), written.len());
        prop_assert!(plan.leavers.iter().all(|leaver| !written.contains(&leaver.member)));
        for row in &plan.rows {
            prop_assert_eq!(row.class == RowClass::Wrong, !row.errors.is_empty());
            prop_assert!(row.class != RowClass::Question || row.action == RowAction::Nothing);
            if let RowAction::Add(role) = row.action {
                prop_assert!(role != Role::AccountOwner);
            }
        }
        school.confirm(&plan);
        let again = school.plan(&file);
        let changed: Vec<_> = again.rows.iter().filter(|row| match &row.action { RowAction::Add(_) => true, RowAction::Write(_, changes) => !changes.is_empty(), _ => false }).collect();
        prop_assert!(changed.is_empty(), "{:#?}", changed);
        prop_assert!(again.leavers.iter().all(|leaver| !leaver.ticked));
    }
}
