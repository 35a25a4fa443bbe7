//! The School page's widget, the settings and the confirmations.

use crate::test_context::{NO_MAILBOX, TestContext};
use backend::school;
use backend::session::Actor;
use domain::access::Denial;
use domain::catalogue::Catalogue;
use domain::form::settings::SettingsForm;
use domain::moment::{DAY, HOUR};
use domain::permission::Confirmation;
use domain::problem::Problem;
use domain::product::Product;
use domain::role::Role;
use domain::school::UsersWidget;
use domain::user::MemberStatus;

const OBSERVATIONS: &str = "sonar-tracker/observations/create-observations";

async fn widget(world: &TestContext, actor: &Actor) -> UsersWidget {
    school::widget(&world.backend, actor).await.unwrap()
}

fn count<T: PartialEq>(counts: &[(T, u64)], of: &T) -> u64 {
    counts.iter().find(|(one, _)| one == of).map(|(_, count)| *count).unwrap()
}

both! {
    async fn the_widget_counts_everybody_once(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        for status in MemberStatus::ALL {
            world.add_member(&owner, Role::FullEdit, status).await;
        }
        let mine = world.person(&owner, Role::MinimalReadOnly).await;
        let shown = widget(&world, &owner.actor).await;
        assert_eq!(shown.total, 8);
        assert_eq!(shown.statuses.iter().map(|(status, _)| *status).collect::<Vec<_>>(), MemberStatus::ALL[..6]);
        assert_eq!(shown.statuses.iter().map(|(_, count)| count).sum::<u64>(), shown.total);
        assert_eq!(shown.roles.iter().map(|(_, count)| count).sum::<u64>(), shown.total);
        assert_eq!(count(&shown.statuses, &MemberStatus::Active), 3);
        assert_eq!(count(&shown.statuses, &MemberStatus::Blocked), 1);
        assert_eq!((count(&shown.roles, &Role::AccountOwner), count(&shown.roles, &Role::FullEdit), count(&shown.roles, &Role::MinimalReadOnly)), (1, 6, 1));
        // Those who may not see the list get no numbers of it either.
        let refused = school::widget(&world.backend, &mine.actor).await.unwrap_err();
        assert_eq!(refused, Problem::Denied(Denial::ForAdmins));
    }

    async fn an_expired_invitation_is_counted_as_one_without_a_change(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        world.add_member(&owner, Role::FullEdit, MemberStatus::Invited).await;
        world.clock.advance(HOUR);
        world.add_member(&owner, Role::FullEdit, MemberStatus::Invited).await;
        let invited = async || {
            let shown = widget(&world, &owner.actor).await;
            (count(&shown.statuses, &MemberStatus::Invited), count(&shown.statuses, &MemberStatus::InvitationExpired))
        };
        assert_eq!(invited().await, (2, 0));
        world.clock.advance(14 * DAY - HOUR);
        assert_eq!(invited().await, (1, 1));
        world.clock.advance(HOUR);
        assert_eq!(invited().await, (0, 2));
    }

    async fn sign_ins_show_day_by_day_and_by_name(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        let amy = world.person(&owner, Role::FullEdit).await;
        let mut expected = vec![0; 13];
        expected.push(2);
        assert_eq!(widget(&world, &owner.actor).await.sign_ins, expected);
        world.clock.advance(DAY);
        world.sign_in(&amy.email).await;
        world.clock.advance(HOUR);
        world.sign_in(&owner.email).await;
        expected.push(2);
        let shown = widget(&world, &owner.actor).await;
        assert_eq!(shown.sign_ins, expected[1..]);
        let newest = shown.newest_sign_ins;
        assert_eq!(newest.iter().map(|sign_in| (sign_in.role.as_str(), sign_in.when.text.as_str())).collect::<Vec<_>>(), [("Account Owner", "Today at 12:06"), ("Full Edit", "Today at 11:06")]);
        world.clock.advance(13 * DAY);
        assert_eq!(widget(&world, &owner.actor).await.sign_ins.iter().sum::<u32>(), 2, "the first day is past");
    }

    async fn mail_that_does_not_arrive_is_shown_to_admins(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        let amy = world.add_member(&owner, Role::FullEdit, MemberStatus::Invited).await;
        world.add_member(&owner, Role::FullEdit, MemberStatus::Invited).await;
        world.number(&format!("UPDATE outbox SET state = 'failed', attempts = 3, trouble = '{NO_MAILBOX}' WHERE member_id = '{}' RETURNING 1", amy.member)).await;
        let undelivered = widget(&world, &owner.actor).await.needs.undelivered;
        assert_eq!(undelivered.iter().map(|mail| (mail.name.as_str(), mail.email.as_str(), mail.trouble.sentence())).collect::<Vec<_>>(), [("Amy Marlowe", amy.email.as_str(), "The mail server refused this address (550 No such mailbox). Check the address, then send the invitation again.".to_owned())]);
        world.clock.advance(1);
        backend::users::invite(&world.backend, &owner.actor, amy.member).await.unwrap();
        assert_eq!(widget(&world, &owner.actor).await.needs.undelivered, Vec::new(), "sent again");
    }

    async fn what_needs_an_admin_today_is_named(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        let needs = async || widget(&world, &owner.actor).await.needs;
        let amy = world.add_member(&owner, Role::FullEdit, MemberStatus::Active).await;
        let gone = world.add_member(&owner, Role::FullEdit, MemberStatus::Active).await;
        world.add_member(&owner, Role::FullEdit, MemberStatus::Invited).await;
        let now = world.clock.now();
        for (member, days) in [(amy.member, 13), (gone.member, 15)] {
            let at = now.plus(days * DAY);
            let day = backend::clock::Clock::day_of(at).unwrap();
            world.number(&format!("UPDATE members SET leaving_on = '{day}', leaves_at = {} WHERE id = '{member}' RETURNING 1", at.0)).await;
        }
        let found = needs().await;
        assert_eq!(found.leaving.iter().map(|leaver| leaver.member).collect::<Vec<_>>(), [amy.member], "two weeks before, not earlier");
        assert_eq!((found.expired, found.imports.len()), (0, 0));
        world.clock.advance(2 * DAY);
        assert_eq!(needs().await.leaving.iter().map(|leaver| leaver.member).collect::<Vec<_>>(), [amy.member, gone.member]);
        world.clock.advance(12 * DAY);
        let found = needs().await;
        assert_eq!((found.leaving.len(), found.expired), (1, 1), "her last day is over, and the invitation has expired");
        let other = world.school_with_owner("Oakfield").await;
        assert!(widget(&world, &other.actor).await.needs.is_empty());
    }

    async fn settings_are_changed_by_admins_and_written_down(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        let admin = world.person(&owner, Role::AccountAdmin).await;
        let teacher = world.person(&owner, Role::FullEdit).await;
        let before = school::settings_of(&world.backend, &owner.actor).await.unwrap();
        assert_eq!((before.name.as_str(), before.products.as_slice()), ("Hillside", Catalogue::published().products()));
        let form = SettingsForm { name: "Hillside Primary".to_owned(), help_contact: "Jane, ext. 201".to_owned(), products: [(Product::PORTAL, "on".to_owned())].into_iter().collect(), ..SettingsForm::default() };
        let refused = school::change_settings(&world.backend, &teacher.actor, &SettingsForm::default()).await.unwrap_err();
        assert_eq!(refused, Problem::Denied(Denial::ForAdmins));
        let wrong = school::change_settings(&world.backend, &admin.actor, &SettingsForm::default()).await.unwrap_err();
        assert_eq!(wrong.status(), 422);
        let after = school::change_settings(&world.backend, &admin.actor, &form).await.unwrap();
        assert_eq!((after.name.as_str(), &after.products[..], after.help_contact.as_str()), ("Hillside Primary", &[Product::SONAR_TRACKER, Product::PORTAL][..], "Jane, ext. 201"));
        assert_eq!(after.change_no, before.change_no + 1);
        assert_eq!(school::settings_of(&world.backend, &owner.actor).await.unwrap(), after);
        let other = world.another_process().await;
        assert_eq!(school::settings_of(&other, &owner.actor).await.unwrap(), after);
        other.store().close().await;
        let value = |column: &str| format!("SELECT {column} FROM audit_log WHERE action = 'change settings'");
        assert_eq!(world.texts(&value("actor_id")).await, [admin.member.to_string()]);
        assert!(world.texts(&value("old_value")).await[0].contains("juniper-mis"));
        let new: serde_json::Value = serde_json::from_str(&world.texts(&value("new_value")).await[0]).unwrap();
        assert_eq!(new, serde_json::json!({ "name": "Hillside Primary", "products": ["sonar-tracker", "portal"], "help_contact": "Jane, ext. 201", "mis_fed": false, "reminds": false, "mails_anchor": false }));
        // Saving unchanged settings changes nothing.
        let same = school::change_settings(&world.backend, &owner.actor, &form).await.unwrap();
        assert_eq!(SettingsForm::of(&same), form);
        assert_eq!(world.texts(&value("action")).await.len(), 1);
        assert_eq!(school::settings_of(&world.backend, &owner.actor).await.unwrap().change_no, after.change_no);
    }

    async fn the_owner_confirms_cells_and_takes_it_back(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        let admin = world.person(&owner, Role::AccountAdmin).await;
        let confirm = async |actor: &Actor, feature: &str, role: &str, allowed| school::confirm_cell(&world.backend, actor, feature, role, allowed).await;
        let refused = confirm(&admin.actor, OBSERVATIONS, "full-edit", Some(true)).await.unwrap_err();
        assert_eq!(refused, Problem::Denied(Denial::ForOwner));
        for (feature, role) in [("sonar-tracker/observations/fly", "full-edit"), ("", "full-edit"), (OBSERVATIONS, "boss"), ("sonar-tracker/pupils/view-pupils", "full-edit"), ("juniper-mis/pupils/view", "full-edit")] {
            assert_eq!(confirm(&owner.actor, feature, role, Some(true)).await.unwrap_err().status(), 422, "{feature} {role}");
        }
        assert_eq!(world.number("SELECT COUNT(*) FROM permission_confirmations").await, 0);
        for allowed in [Some(true), Some(false), Some(false), None, None] {
            let settings = confirm(&owner.actor, OBSERVATIONS, "partial-edit", allowed).await.unwrap();
            let cells: Vec<Confirmation> = settings.roles.confirmations.iter().collect();
            assert_eq!(cells.iter().map(|cell| (cell.feature.code(), cell.role, cell.allowed)).collect::<Vec<_>>(), allowed.map(|allowed| (OBSERVATIONS.to_owned(), Role::PartialEdit, allowed)).into_iter().collect::<Vec<_>>());
            assert_eq!(school::settings_of(&world.backend, &owner.actor).await.unwrap(), settings);
        }
        let steps = world.texts("SELECT COALESCE(old_value, '-') || ' ' || COALESCE(new_value, '-') FROM audit_log WHERE action = 'confirm cells' ORDER BY number").await;
        assert_eq!(steps, [r#"- {"allowed":true}"#, r#"{"allowed":true} {"allowed":false}"#, r#"{"allowed":false} -"#]);
    }
}
