//! Two schools in one database: neither sees anything of the other.

use crate::users::form;
use backend::{school, users};
use domain::form::settings::SettingsForm;
use domain::form::user::UserForm;
use domain::listing::UserListing;
use domain::problem::Problem;
use domain::role::Role;
use domain::school::Availability;
use domain::user::MemberStatus;
use uuid::Uuid;

both! {
    async fn no_use_case_reaches_over_the_wall(world: TestContext) {
        let hillside = world.school_with_owner("Hillside").await;
        let riverside = world.school_with_owner("Riverside").await;
        let theirs = UserForm { username: "amy".to_owned(), form_key: Uuid::new_v4().to_string(), ..form("Amy", "Webb", "amy@riverside.uk") };
        let amy = users::create(&world.backend, &riverside.actor, &theirs).await.unwrap();
        world.add_member(&riverside, Role::FullEdit, MemberStatus::Invited).await;
        let river = async || {
            let school = riverside.actor.school();
            let rows = world.texts(&format!("SELECT id || registration || role || COALESCE(username, '') FROM members WHERE school_id = '{school}' ORDER BY id")).await;
            (rows, world.number(&format!("SELECT change_no FROM schools WHERE id = '{school}'")).await, school::settings_of(&world.backend, &riverside.actor).await.unwrap())
        };
        let before = river().await;
        let (backend, actor) = (&world.backend, &hillside.actor);

        for search in ["", "amy", "riverside"] {
            let page = users::list(backend, actor, UserListing { search: search.to_owned(), ..UserListing::default() }).await.unwrap();
            let others: Vec<_> = page.rows.iter().filter(|row| row.member != hillside.member).collect();
            assert!(others.is_empty(), "{search}: {others:?}");
        }
        assert_eq!(users::invite(backend, actor, amy.member).await.unwrap_err(), Problem::NotFound);
        assert_eq!(users::invite(backend, actor, riverside.member).await.unwrap_err(), Problem::NotFound);
        assert_eq!(users::email_availability(backend, actor, "amy@riverside.uk").await.unwrap(), Availability::Free);
        assert_eq!(users::username_availability(backend, actor, "amy").await.unwrap(), Availability::Free);
        let widget = school::widget(backend, actor).await.unwrap();
        assert_eq!((widget.total, widget.sign_ins[13], widget.newest_sign_ins.len()), (1, 1, 1));
        // The same form with the same key: another school's submission does not count here.
        let ours = users::create(backend, actor, &theirs).await.unwrap();
        assert_ne!(ours.member, amy.member);
        school::change_settings(backend, actor, &SettingsForm { name: "Hilltop".to_owned(), ..SettingsForm::default() }).await.unwrap();
        school::confirm_cell(backend, actor, "sonar-tracker/groups/create-groups", "full-edit", Some(true)).await.unwrap();

        assert_eq!(river().await, before);
        let widget = school::widget(backend, &riverside.actor).await.unwrap();
        assert_eq!((widget.total, widget.newest_sign_ins.len()), (3, 1));
    }
}
