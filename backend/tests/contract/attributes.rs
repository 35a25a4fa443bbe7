//! A school's own attributes: definitions, members' values, rights, and filtering by them.

use crate::test_context::{Person, TestContext};
use crate::users::form;
use backend::{attributes, seed, users};
use domain::access::{Denial, ListUsers};
use domain::attribute::{
    Attribute, AttributeCondition, AttributeFilter, AttributeForm, HeldAttribute, MOST_ATTRIBUTES, MoveDirection,
};
use domain::form::edit::{ChangeWords, EditForm, FieldChange};
use domain::id::{AttributeId, MemberId};
use domain::listing::{SortBy, UserListing};
use domain::permission::SchoolRoles;
use domain::person::{EditConfirmResult, EditSubmission};
use domain::problem::Problem;
use domain::role::Role;
use domain::user::{Access, MemberStatus};
use std::collections::BTreeSet;
use uuid::Uuid;

fn new(name: &str, kind: &str, options: &str) -> AttributeForm {
    AttributeForm { name: name.to_owned(), kind: kind.to_owned(), options: options.to_owned(), hint: String::new() }
}

async fn add(world: &TestContext, by: &Person, name: &str, kind: &str) -> Attribute {
    let options = if kind == "choice" { "KS1\nKS2" } else { "" };
    attributes::add(&world.backend, &by.actor, &new(name, kind, options)).await.unwrap()
}

/// The names as the settings list them, retired ones in brackets.
async fn names(world: &TestContext, by: &Person) -> Vec<String> {
    let rows = attributes::list(&world.backend, &by.actor).await.unwrap();
    let name =
        |attribute: Attribute| if attribute.is_retired { format!("({})", attribute.name) } else { attribute.name };
    rows.into_iter().map(|row| name(row.attribute)).collect()
}

/// A person's edit page as it was opened, and with these answers filled in.
async fn filled(
    world: &TestContext,
    by: &Person,
    member: MemberId,
    answers: &[(&Attribute, &str)],
) -> Result<EditSubmission, Problem> {
    let person = users::person(&world.backend, &by.actor, member).await?;
    let typed = answers.iter().map(|(attribute, text)| (attribute.id, (*text).to_owned()));
    let others = |held: &HeldAttribute| (held.attribute.id, person.form.attributes.get(held.attribute.id).to_owned());
    let attributes = person.attributes.iter().map(others).chain(typed).collect();
    Ok(EditSubmission { form: EditForm { attributes, ..person.form.clone() }, base: person.form })
}

/// Saves only these answers; gives how many changed.
pub async fn set(
    world: &TestContext,
    by: &Person,
    member: MemberId,
    answers: &[(&Attribute, &str)],
) -> Result<usize, Problem> {
    let filled = filled(world, by, member, answers).await?;
    match users::confirm(&world.backend, &by.actor, member, &filled).await? {
        EditConfirmResult::Saved { changes, .. } => Ok(changes.len()),
        EditConfirmResult::Overtaken(review) => panic!("{review:?}"),
    }
}

async fn known(world: &TestContext, by: &Person, member: MemberId) -> Vec<(String, String)> {
    let person = users::person(&world.backend, &by.actor, member).await.unwrap();
    let known = |held: &HeldAttribute| Some((held.attribute.name.clone(), held.value.as_ref()?.shown()));
    person.attributes.iter().filter_map(known).collect()
}

fn fields(problem: Problem) -> Vec<String> {
    match problem {
        Problem::Form(errors) => errors.into_iter().map(|error| error.field).collect(),
        other => panic!("{other:?}"),
    }
}

/// The state that a refusal must leave unchanged.
async fn traces(world: &TestContext) -> (Vec<String>, Vec<String>, i64, i64) {
    (
        world
            .texts("SELECT name || kind || options || position || COALESCE(retired_at, 0) FROM attributes ORDER BY id")
            .await,
        world.texts("SELECT member_id || attribute_id || value FROM member_attributes ORDER BY 1").await,
        world.number("SELECT COUNT(*) FROM audit_log").await,
        world.number("SELECT CAST(SUM(change_no) AS BIGINT) FROM schools").await,
    )
}

/// The changes as people read them.
fn told(changes: &[FieldChange]) -> Vec<ChangeWords> {
    changes.iter().map(|change| change.words(&SchoolRoles::none())).collect()
}

fn change(label: &str, old: &str, new: &str) -> ChangeWords {
    ChangeWords { label: label.to_owned(), old: old.to_owned(), new: new.to_owned() }
}

both! {
    async fn attributes_are_added_ordered_retired_and_brought_back(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        let (backend, actor) = (&world.backend, &owner.actor);
        attributes::add_suggested(backend, actor).await.unwrap();
        attributes::add_suggested(backend, actor).await.unwrap();
        let stage = add(&world, &owner, "Key stage", "choice").await;
        assert_eq!(names(&world, &owner).await, ["First-aider", "Safeguarding lead", "DBS date", "Key stage"]);
        for (way, expected) in [(MoveDirection::Up, 2), (MoveDirection::Up, 1), (MoveDirection::Up, 0), (MoveDirection::Up, 0), (MoveDirection::Down, 1), (MoveDirection::Down, 2), (MoveDirection::Down, 3), (MoveDirection::Down, 3)] {
            attributes::shift(backend, actor, stage.id, way).await.unwrap();
            assert_eq!(names(&world, &owner).await.iter().position(|name| name == "Key stage"), Some(expected), "{way:?}");
        }
        attributes::shift(backend, actor, stage.id, MoveDirection::Up).await.unwrap();
        attributes::retire(backend, actor, stage.id).await.unwrap();
        attributes::retire(backend, actor, stage.id).await.unwrap();
        assert_eq!(names(&world, &owner).await, ["First-aider", "Safeguarding lead", "DBS date", "(Key stage)"]);
        assert_eq!(attributes::shift(backend, actor, stage.id, MoveDirection::Up).await.unwrap_err(), Problem::NotFound);
        assert_eq!(attributes::change(backend, actor, stage.id, &new("KS", "text", "")).await.unwrap_err(), Problem::NotFound);
        // A retired attribute's name is free, but it cannot come back while another has it.
        let other = add(&world, &owner, "KEY STAGE", "text").await;
        assert_eq!(fields(attributes::bring_back(backend, actor, stage.id).await.unwrap_err()), ["name"]);
        attributes::change(backend, actor, other.id, &new("Phase", "text", "")).await.unwrap();
        attributes::bring_back(backend, actor, stage.id).await.unwrap();
        assert_eq!(names(&world, &owner).await, ["First-aider", "Safeguarding lead", "DBS date", "Phase", "Key stage"]);
        let steps = world.texts(&format!("SELECT COALESCE(old_value, '-') || ' ' || COALESCE(new_value, '-') FROM audit_log WHERE subject_id = '{}' ORDER BY number", stage.id)).await;
        assert_eq!(steps.len(), 10, "one for each change and none for what changed nothing: {steps:?}");
        assert_eq!(steps[0], r#"- {"hint":"","kind":"choice","name":"Key stage","options":["KS1","KS2"]}"#);
        assert_eq!(steps[1], r#"{"position":4} {"position":3}"#);
        assert_eq!(steps[9], r#"{"retired":true} {"retired":false}"#);
    }

    async fn a_name_is_given_once_and_there_is_an_end_to_it(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        let add_one = async |name: &str| attributes::add(&world.backend, &owner.actor, &new(name, "tick", "")).await;
        let first = add_one("Première aide").await.unwrap();
        for twin in ["Première aide", "premiere AIDE"] {
            assert_eq!(fields(add_one(twin).await.unwrap_err()), ["name"], "{twin}");
        }
        for number in 1..MOST_ATTRIBUTES {
            add_one(&format!("Number {number}")).await.unwrap();
        }
        let before = traces(&world).await;
        assert_eq!(fields(add_one("One more").await.unwrap_err()), ["name"]);
        assert_eq!(fields(attributes::add(&world.backend, &owner.actor, &AttributeForm::default()).await.unwrap_err()), ["name", "kind"]);
        assert_eq!(fields(attributes::change(&world.backend, &owner.actor, first.id, &new("number 1", "tick", "")).await.unwrap_err()), ["name"]);
        let same = attributes::change(&world.backend, &owner.actor, first.id, &AttributeForm::of(&first)).await.unwrap();
        assert_eq!((same, traces(&world).await), (first.clone(), before));
        attributes::retire(&world.backend, &owner.actor, first.id).await.unwrap();
        add_one("One more").await.unwrap();
        assert_eq!(fields(attributes::bring_back(&world.backend, &owner.actor, first.id).await.unwrap_err()), ["name"]);
    }

    async fn what_people_have_is_never_taken_by_changing_what_is_asked(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        let amy = world.add_member(&owner, Role::FullEdit, MemberStatus::NotRegistered).await;
        let (backend, actor) = (&world.backend, &owner.actor);
        let stage = add(&world, &owner, "Key stage", "choice").await;
        // Everything may change until a person has a value.
        attributes::change(backend, actor, stage.id, &new("Key stage", "text", "")).await.unwrap();
        let stage = attributes::change(backend, actor, stage.id, &new("Key stage", "choice", "KS1\nKS2\nKS3")).await.unwrap();
        set(&world, &owner, amy.member, &[(&stage, "KS2")]).await.unwrap();
        let refused = attributes::change(backend, actor, stage.id, &new("Key stage", "text", "")).await.unwrap_err();
        assert_eq!(fields(refused), ["kind"]);
        let after = attributes::change(backend, actor, stage.id, &new("Phase", "choice", "KS1\nEYFS")).await.unwrap();
        let options: Vec<_> = after.options.iter().map(|option| (option.text.as_str(), option.is_retired)).collect();
        assert_eq!(options, [("KS1", false), ("EYFS", false), ("KS2", true)], "KS3 nobody has, KS2 somebody");
        assert_eq!(known(&world, &owner, amy.member).await, [("Phase".to_owned(), "KS2".to_owned())]);
        let other = world.add_member(&owner, Role::FullEdit, MemberStatus::NotRegistered).await;
        assert_eq!(fields(set(&world, &owner, other.member, &[(&after, "KS2")]).await.unwrap_err()), [after.field()]);
        attributes::retire(backend, actor, stage.id).await.unwrap();
        assert_eq!(known(&world, &owner, amy.member).await.len(), 1, "a retired one keeps what is known");
        assert!(users::person(backend, actor, other.member).await.unwrap().attributes.is_empty());
        assert_eq!(set(&world, &owner, amy.member, &[(&after, "")]).await, Ok(0), "and is not asked for");
    }

    async fn values_are_set_as_they_were_confirmed_and_written_down(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        let amy = world.add_member(&owner, Role::FullEdit, MemberStatus::NotRegistered).await;
        let (aider, dbs) = (add(&world, &owner, "First-aider", "tick").await, add(&world, &owner, "DBS date", "date").await);
        let note = add(&world, &owner, "Allergies", "text").await;
        let right = [(&aider, "yes"), (&dbs, "14/11/2026"), (&note, " ")];
        let seen = filled(&world, &owner, amy.member, &right).await.unwrap();
        let review = users::review(&world.backend, &owner.actor, amy.member, &seen).await.unwrap();
        assert_eq!(told(&review.changes), [change("First-aider", "", "Yes"), change("DBS date", "", "14 November 2026")]);
        assert!(known(&world, &owner, amy.member).await.is_empty(), "a summary changes nothing");
        assert_eq!(set(&world, &owner, amy.member, &right).await, Ok(2));
        let text = |name: &str, value: &str| (name.to_owned(), value.to_owned());
        assert_eq!(known(&world, &owner, amy.member).await, [text("First-aider", "Yes"), text("DBS date", "14 November 2026")]);
        // Unchanged and invalid forms change nothing.
        let before = traces(&world).await;
        let again = users::confirm(&world.backend, &owner.actor, amy.member, &review.filled).await.unwrap();
        assert_eq!(again, EditConfirmResult::Saved { changes: Vec::new(), undoable: Vec::new() });
        for (answers, wrong) in [
            (vec![(&dbs, "2026-11-31")], dbs.field()),
            (vec![(&note, "x".repeat(201).as_str()), (&aider, "")], note.field()),
        ] {
            assert_eq!(fields(set(&world, &owner, amy.member, &answers).await.unwrap_err()), [wrong]);
        }
        let elsewhere = Attribute { id: AttributeId::new(Uuid::new_v4()), ..note.clone() };
        assert_eq!(set(&world, &owner, amy.member, &[(&elsewhere, "x"), (&aider, "yes")]).await, Ok(0));
        assert_eq!(traces(&world).await, before);
        assert_eq!(set(&world, &owner, amy.member, &[(&aider, ""), (&dbs, "2026-11-15")]).await, Ok(2));
        assert_eq!(known(&world, &owner, amy.member).await, [text("DBS date", "15 November 2026")]);
        let said = world.texts("SELECT COALESCE(old_value, '-') || ' ' || COALESCE(new_value, '-') FROM audit_log WHERE action = 'set attributes' ORDER BY number").await;
        assert_eq!(said, [
            r#"- {"DBS date":"2026-11-14","First-aider":true}"#,
            r#"{"DBS date":"2026-11-14","First-aider":true} {"DBS date":"2026-11-15"}"#,
        ]);
    }

    async fn of_two_who_fill_in_at_once_neither_loses_anything(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        let admin = world.person(&owner, Role::AccountAdmin).await;
        let amy = world.add_member(&owner, Role::FullEdit, MemberStatus::NotRegistered).await;
        let (aider, dbs) = (add(&world, &owner, "First-aider", "tick").await, add(&world, &owner, "DBS date", "date").await);
        set(&world, &owner, amy.member, &[(&aider, "yes")]).await.unwrap();
        let mine = filled(&world, &admin, amy.member, &[(&dbs, "2026-11-14")]).await.unwrap();
        set(&world, &owner, amy.member, &[(&aider, "")]).await.unwrap();
        let came = users::confirm(&world.backend, &admin.actor, amy.member, &mine).await.unwrap();
        let EditConfirmResult::Overtaken(review) = came else { panic!("{came:?}") };
        assert_eq!(told(&review.meanwhile), [change("First-aider", "Yes", "")]);
        assert_eq!(told(&review.changes), [change("DBS date", "", "14 November 2026")]);
        users::confirm(&world.backend, &admin.actor, amy.member, &review.filled).await.unwrap();
        assert_eq!(known(&world, &owner, amy.member).await, [("DBS date".to_owned(), "14 November 2026".to_owned())]);
    }

    async fn nobody_sees_or_sets_past_the_rules(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        let admin = world.person(&owner, Role::AccountAdmin).await;
        let equal = world.add_member(&owner, Role::AccountAdmin, MemberStatus::NotRegistered).await;
        let amy = world.person(&owner, Role::FullEdit).await;
        let gone = world.add_member(&owner, Role::FullEdit, MemberStatus::NotRegistered).await;
        world.set_access(&owner, gone.member, Access::Deleted).await;
        let riverside = world.school_with_owner("Riverside").await;
        let aider = add(&world, &owner, "First-aider", "tick").await;
        let answers = [(&aider, "yes")];
        let before = traces(&world).await;
        for (member, denial) in [(admin.member, Denial::Yourself), (owner.member, Denial::EqualOrAbove { role: Role::AccountOwner }), (equal.member, Denial::EqualOrAbove { role: Role::AccountAdmin })] {
            assert_eq!(set(&world, &admin, member, &answers).await, Err(Problem::Denied(denial)));
            let shown = users::person(&world.backend, &admin.actor, member).await.unwrap();
            assert_eq!(shown.may_edit, Err(denial));
        }
        let denial = Denial::NotAsTheyAre { access: Access::Deleted };
        assert_eq!(set(&world, &admin, gone.member, &answers).await, Err(Problem::Denied(denial)));
        let (backend, denied) = (&world.backend, Problem::Denied(Denial::ForAdmins));
        assert_eq!(attributes::list(backend, &amy.actor).await.unwrap_err(), denied);
        assert_eq!(attributes::filters(backend, &amy.actor).await.unwrap_err(), denied);
        assert_eq!(attributes::add(backend, &amy.actor, &AttributeForm::default()).await.unwrap_err(), denied);
        assert_eq!(attributes::add_suggested(backend, &amy.actor).await.unwrap_err(), denied);
        assert_eq!(attributes::change(backend, &amy.actor, aider.id, &AttributeForm::default()).await.unwrap_err(), denied);
        assert_eq!(attributes::retire(backend, &amy.actor, aider.id).await.unwrap_err(), denied);
        assert_eq!(attributes::bring_back(backend, &amy.actor, aider.id).await.unwrap_err(), denied);
        assert_eq!(attributes::shift(backend, &amy.actor, aider.id, MoveDirection::Up).await.unwrap_err(), denied);
        assert_eq!(set(&world, &amy, equal.member, &answers).await, Err(denied));
        // Another school's attributes and people do not exist here.
        assert_eq!(attributes::change(backend, &riverside.actor, aider.id, &new("Mine", "tick", "")).await.unwrap_err(), Problem::NotFound);
        assert_eq!(attributes::retire(backend, &riverside.actor, aider.id).await.unwrap_err(), Problem::NotFound);
        assert_eq!(attributes::shift(backend, &riverside.actor, aider.id, MoveDirection::Up).await.unwrap_err(), Problem::NotFound);
        assert_eq!(set(&world, &riverside, amy.member, &answers).await, Err(Problem::NotFound));
        let theirs = users::create(backend, &riverside.actor, &form("Bea", "Both", "bea@riverside.uk")).await.unwrap();
        let after = traces(&world).await;
        assert_eq!((&after.0, &after.1, after.2, after.3), (&before.0, &before.1, before.2 + 1, before.3 + 1), "but for Bea");
        assert_eq!(set(&world, &riverside, theirs.member, &answers).await, Ok(0), "an attribute of another school");
        assert!(attributes::list(backend, &riverside.actor).await.unwrap().is_empty());
        assert_eq!(set(&world, &admin, amy.member, &answers).await, Ok(1));
    }

    async fn the_list_is_filtered_by_what_is_known(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        let (stage, dbs) = (add(&world, &owner, "Key stage", "choice").await, add(&world, &owner, "DBS date", "date").await);
        let mut people = Vec::new();
        for (name, ks, date) in [("Amy", "KS1", "2026-01-01"), ("Bea", "KS2", ""), ("Cem", "KS1", ""), ("Dee", "", "2025-01-01")] {
            let created = users::create(&world.backend, &owner.actor, &form(name, "Webb", &format!("{name}@hillside.uk"))).await.unwrap();
            set(&world, &owner, created.member, &[(&stage, ks), (&dbs, date)]).await.unwrap();
            people.push(created.member);
        }
        let found = async |listing: UserListing| {
            let actor = world.actor(&owner.token).await;
            let page = users::list(&world.backend, &actor, listing).await.unwrap();
            assert_eq!(page.total, page.rows.len() as u64);
            page.rows.into_iter().map(|row| row.first_name).filter(|name| name != "Ada").collect::<Vec<_>>()
        };
        let known = |attribute: &Attribute, holding| UserListing { attribute: Some(AttributeFilter { attribute: attribute.id, holding }), ..UserListing::default() };
        let is = |answer: &str| AttributeCondition::Answer(answer.to_owned());
        for (listing, expected) in [
            (known(&stage, AttributeCondition::Something), &["Amy", "Bea", "Cem"][..]),
            (known(&stage, AttributeCondition::Nothing), &["Dee"]),
            (known(&stage, is("KS1")), &["Amy", "Cem"]),
            (known(&stage, is("KS9")), &[]),
            (known(&stage, is("' OR 1=1 --")), &[]),
            (known(&dbs, AttributeCondition::Something), &["Amy", "Dee"]),
            (known(&dbs, AttributeCondition::Nothing), &["Bea", "Cem"]),
            (UserListing { search: "bea".to_owned(), ..known(&stage, AttributeCondition::Something) }, &["Bea"]),
            (UserListing { role: Role::PartialEdit.into(), ..known(&stage, AttributeCondition::Something) }, &[]),
            (UserListing { role: Role::FullEdit.into(), status: Some(MemberStatus::NotRegistered), sort: SortBy::Email, descending: true, ..known(&stage, is("KS1")) }, &["Cem", "Amy"]),
        ] {
            assert_eq!(found(listing.clone()).await, expected, "{listing:?}");
        }
        // Values show at once, and deleted people are not counted.
        set(&world, &owner, people[0], &[(&stage, "KS2")]).await.unwrap();
        assert_eq!(found(known(&stage, is("KS1"))).await, ["Cem"]);
        let counts = async || attributes::list(&world.backend, &owner.actor).await.unwrap().iter().map(|row| row.people).collect::<Vec<_>>();
        assert_eq!(counts().await, [3, 2]);
        world.set_access(&owner, people[0], Access::Deleted).await;
        assert_eq!(counts().await, [2, 1]);
        attributes::retire(&world.backend, &owner.actor, stage.id).await.unwrap();
        assert_eq!(found(known(&stage, AttributeCondition::Something)).await, ["Bea", "Cem"], "a retired one can still be asked for");
    }

    async fn a_long_filtered_list_is_the_same_read_either_way(world: TestContext) {
        let email = seed::people(&world.backend, 300, crate::test_context::PASSWORD).await.unwrap();
        let owner = world.sign_in(&email).await;
        let stage = add(&world, &owner, "Key stage", "choice").await;
        let school = owner.actor.school();
        world.texts(&format!("INSERT INTO member_attributes (school_id, member_id, attribute_id, value) SELECT school_id, id, '{}', CASE WHEN role_order > 3 THEN 'KS1' ELSE 'KS2' END FROM members WHERE school_id = '{school}' AND role_order <> 2 RETURNING value", stage.id)).await;
        let permit = owner.actor.permit(ListUsers).unwrap();
        let ids = async |filter: &str| world.texts(&format!("SELECT id FROM members m WHERE access <> 'deleted' AND {filter}")).await.into_iter().collect::<BTreeSet<_>>();
        for (holding, filter) in [(AttributeCondition::Something, "role_order <> 2"), (AttributeCondition::Nothing, "role_order = 2"), (AttributeCondition::Answer("KS1".to_owned()), "role_order > 3")] {
            let listing = UserListing { size: 100, attribute: Some(AttributeFilter { attribute: stage.id, holding }), ..UserListing::default() };
            let (mut few, mut read_on) = (Vec::new(), Vec::new());
            for page in 1..=4 {
                let listing = listing.at_page(page);
                let found = users::list(&world.backend, &owner.actor, listing.clone()).await.unwrap();
                if found.listing.page == page {
                    few.extend(found.rows.into_iter().map(|row| row.member));
                }
                let part = world.backend.store().list_members(&permit, &listing, world.clock.now()).await.unwrap();
                read_on.extend(part.into_iter().map(|member| member.id));
            }
            assert_eq!(few, read_on, "{listing:?}");
            assert_eq!(few.iter().map(ToString::to_string).collect::<BTreeSet<_>>(), ids(filter).await, "{listing:?}");
        }
    }

    async fn many_peoples_values_are_read_at_once(world: TestContext) {
        let email = seed::people(&world.backend, 1_100, crate::test_context::PASSWORD).await.unwrap();
        let owner = world.sign_in(&email).await;
        let (aider, dbs) = (add(&world, &owner, "First-aider", "tick").await, add(&world, &owner, "DBS date", "date").await);
        let everybody: Vec<_> = world.texts("SELECT id FROM members ORDER BY id").await.iter().map(|id| MemberId::parse(id).unwrap()).collect();
        world.texts(&format!("INSERT INTO member_attributes (school_id, member_id, attribute_id, value) SELECT school_id, id, '{}', 'yes' FROM members RETURNING value", aider.id)).await;
        let permit = owner.actor.permit(ListUsers).unwrap();
        let sheet = world.backend.store().attributes_of(&permit, &everybody).await.unwrap();
        assert_eq!(sheet.columns(), [aider.clone(), dbs.clone()]);
        assert!(everybody.iter().all(|member| sheet.value(*member, aider.id).unwrap().shown() == "Yes"));
        assert!(everybody.iter().all(|member| sheet.value(*member, dbs.id).is_none()));
        assert_eq!(world.backend.store().attributes_of(&permit, &[]).await.unwrap().columns().len(), 2);
    }
}
