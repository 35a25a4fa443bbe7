//! Searches find people, pupils and entries however they are typed, including rows stored under an older rule.

use crate::test_context::{Person, TestContext};
use crate::users::form;
use backend::{audit, pupils, users};
use domain::audit::AuditListing;
use domain::form::user::UserForm;
use domain::invitation::InviteListing;
use domain::listing::UserListing;
use domain::product::Product;
use domain::pupil::{PupilListing, VisiblePupils};
use domain::role::Role;

/// A person, and searches that find only them.
const PEOPLE: [(&str, &str, &[&str]); 4] = [
    ("Zoë", "O'Brien", &["O'Brien, Zoë", "obrien,zoe", "o brien"]),
    ("娜", "李", &["李娜", "李, 娜"]),
    ("Anna", "van der Berg", &["vanderberg", "van-der-berg", "Van der Berg, Anna"]),
    ("Jean-Luc", "Moreau", &["jean-luc", "jean luc", "JEANLUC"]),
];

async fn school(world: &TestContext) -> Person {
    let owner = world.school_with_owner("Hillside").await;
    for (number, (first, last, _)) in PEOPLE.iter().enumerate() {
        let filled =
            UserForm { job_title: "Teacher".to_owned(), ..form(first, last, &format!("p{number}@hillside.uk")) };
        users::create(&world.backend, &owner.actor, &filled).await.unwrap();
        sqlx::query(
            "INSERT INTO pupils (id, school_id, forename, surname, upn, born_on, year_order, class_name, alias, created_at, class_key, name_key, search_key)
             VALUES ($1, $2, $3, $4, NULL, '2018-09-01', 3, 'Birch', $5, 0, 'birch', '', '')",
        )
        .bind(uuid::Uuid::new_v4().to_string())
        .bind(owner.actor.school().to_string())
        .bind(*first)
        .bind(*last)
        .bind(format!("K7M{number}Q2"))
        .execute(&world.pool)
        .await
        .unwrap();
    }
    owner
}

/// The last names found by each search.
async fn found(world: &TestContext, owner: &Person, search: &str) -> [Vec<String>; 4] {
    let (backend, search) = (&world.backend, search.to_owned());
    let listing = UserListing { search: search.clone(), ..UserListing::default() };
    let people = users::list(backend, &owner.actor, listing).await.unwrap().rows;
    let invited = InviteListing {
        product: Some(Product::SONAR_TRACKER),
        role: Some(Role::MinimalReadOnly.into()),
        search: search.clone(),
        ..InviteListing::default()
    };
    let invitable = users::invitable(backend, &owner.actor, invited).await.unwrap().people;
    let listing = AuditListing { search: search.clone(), action: "create user".to_owned(), ..AuditListing::default() };
    let entries = audit::list(backend, &owner.actor, listing).await.unwrap().rows;
    let listing = PupilListing { search, ..PupilListing::default() };
    let pupils = pupils::list(backend, &owner.actor, listing).await.unwrap().pupils;
    let VisiblePupils::Named(pupils) = pupils else { panic!("{pupils:?}") };
    [
        people.into_iter().map(|row| format!("{} {}", row.first_name, row.last_name)).collect(),
        invitable.into_iter().map(|person| person.name).collect(),
        entries.into_iter().map(|entry| entry.subject.name).collect(),
        pupils.into_iter().map(|pupil| format!("{} {}", pupil.forename, pupil.surname)).collect(),
    ]
}

async fn each_is_found(world: &TestContext, owner: &Person) {
    for (first, last, searches) in PEOPLE {
        for search in searches {
            let name = format!("{first} {last}");
            for (field, names) in found(world, owner, search).await.into_iter().enumerate() {
                assert_eq!(names, [name.as_str()], "{search} in field {field}");
            }
        }
    }
}

both! {
    async fn every_search_field_finds_names_however_they_are_typed(world: TestContext) {
        let mut owner = school(&world).await;
        // As an older rule stored them, with blanks.
        for (table, key) in [
            ("members", "lower(first_name) || '\n' || lower(last_name)"),
            ("pupils", "lower(forename) || '\n' || lower(surname)"),
            ("audit_log", "lower(COALESCE(subject_name, ''))"),
        ] {
            sqlx::query(sqlx::AssertSqlSafe(format!("UPDATE {table} SET search_key = {key}"))).execute(&world.pool).await.unwrap();
        }
        let before = found(&world, &owner, "vanderberg").await;
        assert_eq!(before, [const { Vec::<String>::new() }; 4]);
        sqlx::query("UPDATE search_keys SET version = 0").execute(&world.pool).await.unwrap();
        world.another_process().await;
        // A process that started in the meantime has cached its earlier results.
        users::create(&world.backend, &owner.actor, &form("Some", "Body", "somebody@hillside.uk")).await.unwrap();
        owner = world.sign_in(&owner.email).await;
        each_is_found(&world, &owner).await;
        assert_eq!(world.number("SELECT version FROM search_keys").await, domain::search::VERSION);
    }
}
