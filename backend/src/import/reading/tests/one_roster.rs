//! OneRoster zips: manifests, dated roles, organisations, and zips as people pack them.

use super::files::zipped;
use super::*;
use domain::day::Day;
use domain::import::{CellFinding, Extent, FileKind, ImportField, Matching, NotCounted};

const USERS: &str = "sourcedId,status,enabledUser,givenName,familyName,userMasterIdentifier,preferredGivenName,email\n\
u1,active,true,Margaret,Ng,M1,Maggie,m@x.uk\nu2,tobedeleted,0,Amy,Webb,M2,,a@x.uk\nu3,active,no,Bo,Lund,M3,,b@x.uk\nu4,active,1,Eve,Orr,M4,,e@x.uk\n";

fn zip(files: &[(&str, &str)]) -> Vec<u8> {
    zipped(&files.iter().map(|(name, text)| (*name, text.as_bytes())).collect::<Vec<_>>())
}

fn on_28_november() -> ReadingChoices {
    ReadingChoices { today: Day::new(2026, 11, 28), school: "Hillside Primary".to_owned(), ..ReadingChoices::default() }
}

/// The role of each person.
fn roles(list: &ReadList) -> Vec<&str> {
    let matching = Matching::with_headings(&list.table, true);
    let column = matching.column_of(ImportField::Role).unwrap();
    list.table.people(true).iter().map(|row| row.cell(column)).collect()
}

#[test]
fn the_manifest_says_how_much_of_the_school_it_is() {
    for (manifest, version, extent) in [
        (Some("propertyName,value\noneroster.version,1.2\nfile.users,delta\nfile.roles,absent"), "1.2", Extent::Delta),
        (Some("propertyName,value\nmanifest.version,1.0\noneroster.version,1.1\nfile.users,bulk"), "1.1", Extent::Bulk),
        (Some("propertyName,value\nfile.users,absent"), "", Extent::Delta),
        (None, "", Extent::Unsaid),
    ] {
        let mut files = vec![("users.csv", USERS)];
        files.extend(manifest.map(|manifest| ("manifest.csv", manifest)));
        let list = chosen(&zip(&files), &on_28_november());
        let roster = list.table.roster.as_ref().unwrap();
        assert_eq!((roster.version.as_str(), roster.extent), (version, extent), "{manifest:?}");
        assert_eq!(list.table.is_delta(), extent == Extent::Delta);
        assert_eq!(list.shape.kind, FileKind::OneRoster);
        let matching = Matching::with_headings(&list.table, true);
        let column = |field| matching.column_of(field);
        assert_eq!((column(ImportField::MisId), column(ImportField::KnownAs)), (Some(0), Some(6)));
    }
    let without_id = "userMasterIdentifier,givenName,familyName\nM1,Amy,Webb";
    let list = chosen(&zip(&[("users.csv", without_id)]), &on_28_november());
    assert_eq!(Matching::with_headings(&list.table, true).column_of(ImportField::MisId), Some(0));
}

#[test]
fn of_dated_roles_the_strongest_that_is_active_counts() {
    let roles_csv = "sourcedId,userSourcedId,roleType,role,beginDate,endDate,orgSourcedId,status\n\
r1,u1,primary,siteAdministrator,2019-09-01,2021-08-31,o1,active\nr2,u1,secondary,aide,2021-09-01,,o1,active\n\
r3,u2,primary,parent,,,o1,active\nr4,u2,secondary,teacher,,,o1,active\n\
r5,u3,primary,principal,,,o2,active\nr6,u3,secondary,teacher,2027-01-01,,o1,active\n\
r7,u4,primary,teacher,,,o2,active\nr8,u4,primary,principal,,,o2,tobedeleted\n";
    let orgs = "sourcedId,status,name,type\no1,active,Hillside Primary,school\no2,active,Oak Academy,school\n";
    let files = [("users.csv", USERS), ("roles.csv", roles_csv), ("orgs.csv", orgs)];
    let list = chosen(&zip(&files), &on_28_november());
    let roster = list.table.roster.as_ref().unwrap();
    assert_eq!(roster.organisation.as_deref(), Some("o1"), "the one that is called as the school is");
    assert_eq!(roles(&list), ["aide", "teacher", "", ""]);
    let found = |row: usize| {
        list.table.findings_of(&list.table.rows[row]).iter().map(|found| &found.finding).collect::<Vec<_>>()
    };
    let [CellFinding::RolesNotCounted(ended)] = found(1)[..] else { panic!("{:?}", found(1)) };
    assert!(matches!(ended[0].why, NotCounted::Ended(_)));
    assert_eq!(ended[0].sentence(), "siteAdministrator ended on 31 August 2021");
    let [CellFinding::RolesNotCounted(other)] = found(3)[..] else { panic!("{:?}", found(3)) };
    assert_eq!(other.iter().map(|role| role.role.as_str()).collect::<Vec<_>>(), ["principal", "teacher"]);
    assert_eq!(found(4), [&CellFinding::OtherOrganisation]);

    // A school with a different name has to choose its organisation; until then roles at one of several do not count.
    let unasked = ReadingChoices { school: "Elsewhere".to_owned(), ..on_28_november() };
    let list = chosen(&zip(&files), &unasked);
    let roster = list.table.roster.as_ref().unwrap();
    assert!(roster.needs_organisation());
    let names: Vec<_> = roster.organisations.iter().map(|one| (one.name.as_str(), one.people)).collect();
    assert_eq!(names, [("Hillside Primary", 3), ("Oak Academy", 2)]);
    assert_eq!(roles(&list), ["", "", "", ""]);
    let said = ReadingChoices { organisation: Some("o2".to_owned()), ..unasked };
    assert_eq!(roles(&chosen(&zip(&files), &said)), ["", "", "principal", "teacher"]);
}

#[test]
fn one_roster_1_1_has_one_role_at_each_organisation() {
    let users = "sourcedId,status,enabledUser,orgSourcedIds,role,givenName,familyName\n\
u1,active,true,\"o1,o2\",teacher,Amy,Webb\nu2,active,true,o2,administrator,Bo,Lund\nu3,active,true,o1,student,Kim,Young\n";
    let choices = ReadingChoices { organisation: Some("o1".to_owned()), ..on_28_november() };
    let list = chosen(&zip(&[("users.csv", users)]), &choices);
    assert_eq!(roles(&list), ["teacher", "", "student"]);
    let one = users.replace("\"o1,o2\"", "o2").replace("o1", "o2");
    let list = chosen(&zip(&[("users.csv", &one)]), &on_28_november());
    assert!(!list.table.roster.as_ref().unwrap().needs_organisation());
    assert_eq!(roles(&list), ["teacher", "administrator", "student"]);
}

#[test]
fn zips_as_macs_and_people_make_them() {
    let users = USERS.as_bytes();
    let inner = zipped(&[("OneRoster/users.csv", users)]);
    for file in [
        zipped(&[("__MACOSX/._users.csv", b"\0\x05\x16\x07"), ("__MACOSX/users.csv", b"\0"), ("users.csv", users)]),
        zipped(&[
            ("__MACOSX/Export/._users.csv", b"\0"),
            ("Export/", b""),
            ("Export/users.csv", users),
            ("Export/.DS_Store", b"x"),
        ]),
        zipped(&[("a/b/USERS.CSV", users)]),
        zipped(&[("Export.zip", &inner), ("__MACOSX/._Export.zip", b"\0")]),
    ] {
        assert_eq!(cells(&chosen(&file, &on_28_november())).len(), 5);
    }
    let list = list(&zipped(&[("staff.csv", b"Forename,Surname\nAmy,Webb"), ("__MACOSX/._staff.csv", b"\0")]));
    assert_eq!((list.shape.kind, cells(&list).len()), (FileKind::Text, 2));
    let deep = (0..5).fold(inner, |inner, _| zipped(&[("x.zip", &inner)]));
    assert_eq!(fault(&deep), ListFault::NoUsers);
}

#[test]
fn placeholders_in_dates_of_roles_end_nothing() {
    let users = "sourcedId,givenName,familyName,email\nu1,Amy,Webb,a@x.uk\nu2,Bo,Lund,b@x.uk\n";
    let held = "userSourcedId,role,beginDate,endDate,orgSourcedId\nu1,teacher,1900-01-01,1900-01-01,o1\nu2,teacher,01/01/1970,9999-12-31,o1\n";
    let list = chosen(&zip(&[("users.csv", users), ("roles.csv", held)]), &on_28_november());
    assert_eq!(roles(&list), ["teacher", "teacher"]);
}
