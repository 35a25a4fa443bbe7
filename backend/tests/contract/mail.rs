//! The outbox and its worker: every queued mail arrives, whatever the mail server or a process does.

use crate::smtp::{Server, SmtpBehaviour};
use crate::test_context::{Added, Person, TestContext, token_in};
use backend::Backend;
use backend::mail::{self, MailTransport, Sender, deliver_due};
use backend::{school, users};
use domain::form::settings::SettingsForm;
use domain::form::user::{UserField, UserForm};
use domain::moment::{DAY, HOUR, MINUTE};
use domain::person::EditSubmission;
use domain::problem::{LinkError, Problem};
use domain::product::Product;
use domain::role::Role;
use domain::user::MemberStatus;
use std::collections::BTreeSet;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

fn post(url: &str) -> MailTransport {
    let sender = Sender::parse("rolecall@example.org").unwrap();
    MailTransport::smtp_with_patience(url, &sender, Duration::from_millis(300)).unwrap()
}

async fn invited(world: &TestContext) -> (Person, Added) {
    let owner = world.school_with_owner("Hillside & Vale").await;
    let amy = world.add_member(&owner, Role::FullEdit, MemberStatus::Invited).await;
    (owner, amy)
}

/// The failures shown in the widget, by address.
async fn undelivered(backend: &Backend, owner: &Person) -> Vec<(String, String)> {
    let widget = school::widget(backend, &owner.actor).await.unwrap();
    widget.needs.undelivered.into_iter().map(|mail| (mail.email, mail.trouble.sentence())).collect()
}

async fn state(world: &TestContext, added: &Added) -> String {
    world
        .texts(&format!("SELECT state FROM outbox WHERE member_id = '{}' ORDER BY created_at DESC", added.member))
        .await
        .remove(0)
}

both! {
    async fn an_invitation_arrives_and_its_link_works(world: TestContext) {
        let server = Server::start(|_| SmtpBehaviour::Accept).await;
        let (owner, amy) = invited(&world).await;
        assert_eq!(deliver_due(&world.backend, &post(&server.url())).await.unwrap(), 1);
        let mail = &server.arrived()[0];
        assert_eq!(mail.to, amy.email);
        for part in [
            "From: Hillside & Vale via Rolecall <rolecall@example.org>",
            "Subject: Hillside & Vale has made an account for you",
            "Auto-Submitted: auto-generated",
            "multipart/alternative",
            "Hello Amy,",
            "Ada Owens has added you to the staff of Hillside & Vale.",
            "<p>Ada Owens has added you to the staff of Hillside &amp; Vale.</p>",
            "href=\"https://rolecall.example.org/link/",
        ] {
            assert!(mail.text.contains(part), "{part} is not in\n{}", mail.text);
        }
        assert!(world.use_link(token_in(&mail.text)).await.is_ok());
        assert_eq!(state(&world, &amy).await, "sent");
        assert_eq!(undelivered(&world.backend, &owner).await, []);
        assert_eq!(deliver_due(&world.backend, &post(&server.url())).await.unwrap(), 0, "once");
    }

    async fn an_invitation_says_what_the_role_is_and_whom_to_ask(world: TestContext) {
        let server = Server::start(|_| SmtpBehaviour::Accept).await;
        let (owner, amy) = invited(&world).await;
        deliver_due(&world.backend, &post(&server.url())).await.unwrap();
        let standard = server.arrived()[0].text.clone();
        for part in [
            "Your role: Full Edit in every product\n* Can enter and edit summative and formative data",
            "<p><b>Your role: Full Edit in every product</b></p>\n<ul>\n<li>Can enter and edit summative",
            "Questions? Ask Ada Owens.\n",
            "<p>Questions? Ask Ada Owens.</p>",
        ] {
            assert!(standard.replace("\r\n", "\n").contains(part), "{part} is not in\n{standard}");
        }
        let role = crate::roles::create(&world, &owner.actor, "Music & dance teacher", Role::PartialEdit).await.unwrap();
        world.change_role(&owner, amy.member, role).await;
        let base = users::person(&world.backend, &owner.actor, amy.member).await.unwrap().form;
        let mut form = base.clone();
        form.user.set(UserField::Role(Product::PORTAL), Role::FullEdit.code().to_owned());
        form.user.set(UserField::Role(Product::COMMS_HUB), "none".to_owned());
        users::confirm(&world.backend, &owner.actor, amy.member, &EditSubmission { form, base }).await.unwrap();
        let mut settings = SettingsForm::of(&school::settings_of(&world.backend, &owner.actor).await.unwrap());
        settings.help_contact = "Jane in the office".to_owned();
        school::change_settings(&world.backend, &owner.actor, &settings).await.unwrap();
        world.clock.advance(2 * MINUTE);
        users::invite(&world.backend, &owner.actor, amy.member).await.unwrap();
        deliver_due(&world.backend, &post(&server.url())).await.unwrap();
        let own = server.arrived()[1].text.clone();
        for part in [
            "Your role: Music & dance teacher, but Full Edit in Portal and no role in Comms Hub\n* Your school's own role, based on Partial Edit.",
            "<b>Your role: Music &amp; dance teacher, but Full Edit in Portal and no role in Comms Hub</b>",
            "Questions? Ask Jane in the office.",
        ] {
            assert!(own.replace("\r\n", "\n").contains(part), "{part} is not in\n{own}");
        }
    }

    async fn a_mail_is_as_dark_as_the_program_that_shows_it(world: TestContext) {
        let server = Server::start(|_| SmtpBehaviour::Accept).await;
        invited(&world).await;
        deliver_due(&world.backend, &post(&server.url())).await.unwrap();
        let text = server.arrived()[0].text.clone();
        let html = &text[text.find("<!DOCTYPE").expect("an HTML part")..];
        assert!(html.contains("<meta name=\"color-scheme\" content=\"light dark\">"), "{html}");
        assert!(html.contains("<body>"), "neither ink nor paper has a colour: {html}");
        let grounds: BTreeSet<_> = html.split("bgcolor=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
        assert_eq!(grounds, BTreeSet::from(["#0a4741", "#0b5c54"]), "the band and the button");
    }

    async fn markup_in_a_name_stays_text(world: TestContext) {
        let server = Server::start(|_| SmtpBehaviour::Accept).await;
        let owner = world.school_with_owner("<i>St Mary's</i>").await;
        let form = UserForm {
            first_name: "<script>alert(1)</script>".to_owned(),
            last_name: "O'Brien".to_owned(),
            email: "bob@hillside.uk".to_owned(),
            role: "full-edit".to_owned(),
            ..UserForm::default()
        };
        users::create(&world.backend, &owner.actor, &form).await.unwrap();
        deliver_due(&world.backend, &post(&server.url())).await.unwrap();
        let text = server.arrived()[0].text.clone();
        let html = &text[text.find("<!DOCTYPE").expect("an HTML part")..];
        assert!(html.contains("&lt;script&gt;alert(1)&lt;/script&gt;") && html.contains("&lt;i&gt;St Mary&#39;s&lt;/i&gt;"), "{html}");
        assert!(!html.contains("<script") && !html.contains("<i>") && !html.contains("style="), "{html}");
    }

    async fn one_refused_address_keeps_no_other_from_its_mail(world: TestContext) {
        let server = Server::start(|to| if to.starts_with("nobody") { SmtpBehaviour::Refuse } else { SmtpBehaviour::Accept }).await;
        let owner = world.school_with_owner("Hillside").await;
        let refused = world.add_with_email(&owner, "nobody@hillside.uk", Role::FullEdit, MemberStatus::Invited).await;
        world.clock.advance(1);
        let amy = world.add_member(&owner, Role::FullEdit, MemberStatus::Invited).await;
        let change_no = world.number("SELECT change_no FROM schools").await;
        assert_eq!(deliver_due(&world.backend, &post(&server.url())).await.unwrap(), 2);
        assert_eq!(server.arrived().len(), 1);
        assert_eq!((state(&world, &refused).await.as_str(), state(&world, &amy).await.as_str()), ("failed", "sent"));
        assert!(world.number("SELECT change_no FROM schools").await > change_no, "open pages hear of it");
        let [(email, trouble)] = undelivered(&world.backend, &owner).await.try_into().unwrap();
        assert_eq!(email, "nobody@hillside.uk");
        assert!(trouble.starts_with("The mail server refused this address (550 ") && trouble.contains("No such user here"), "{trouble}");
        world.clock.advance(DAY);
        assert_eq!(deliver_due(&world.backend, &post(&server.url())).await.unwrap(), 0, "it is not tried again");
        // The person exists and can be invited again.
        users::invite(&world.backend, &world.sign_in(&owner.email).await.actor, refused.member).await.unwrap();
        assert_eq!(undelivered(&world.backend, &world.sign_in(&owner.email).await).await, []);
    }

    async fn a_server_that_says_not_now_is_asked_again(world: TestContext) {
        let ready = Arc::new(AtomicBool::new(false));
        let asked = Arc::clone(&ready);
        let server = Server::start(move |_| if asked.load(Ordering::SeqCst) { SmtpBehaviour::Accept } else { SmtpBehaviour::NotNow }).await;
        let (owner, amy) = invited(&world).await;
        let post = post(&server.url());
        assert_eq!(deliver_due(&world.backend, &post).await.unwrap(), 1);
        let [(_, trouble)] = undelivered(&world.backend, &owner).await.try_into().unwrap();
        assert!(trouble.contains("451") && trouble.contains("goes on trying"), "{trouble}");
        world.clock.advance(MINUTE - 1);
        assert_eq!(deliver_due(&world.backend, &post).await.unwrap(), 0, "not at once");
        world.clock.advance(1);
        assert_eq!(deliver_due(&world.backend, &post).await.unwrap(), 1);
        ready.store(true, Ordering::SeqCst);
        world.clock.advance(5 * MINUTE);
        assert_eq!(deliver_due(&world.backend, &post).await.unwrap(), 1);
        assert_eq!(state(&world, &amy).await, "sent");
        assert_eq!(undelivered(&world.backend, &owner).await, []);
        assert!(world.use_link(token_in(&server.arrived()[0].text)).await.is_ok());
    }

    async fn a_server_that_does_not_answer_is_given_up_for_now(world: TestContext) {
        let server = Server::start(|_| SmtpBehaviour::Silent).await;
        let (owner, amy) = invited(&world).await;
        assert_eq!(deliver_due(&world.backend, &post(&server.url())).await.unwrap(), 1);
        assert_eq!(state(&world, &amy).await, "waiting");
        let [(_, trouble)] = undelivered(&world.backend, &owner).await.try_into().unwrap();
        assert!(trouble.contains("did not answer in time"), "{trouble}");
    }

    async fn mail_waits_while_the_server_is_down(world: TestContext) {
        let address = Server::start(|_| SmtpBehaviour::Accept).await.address;
        let post = post(&format!("smtp://{address}"));
        let (owner, amy) = invited(&world).await;
        // Wait until the port is free and nothing listens.
        while tokio::net::TcpStream::connect(address).await.is_ok() {
            tokio::task::yield_now().await;
        }
        assert_eq!(deliver_due(&world.backend, &post).await.unwrap(), 1);
        let [(_, trouble)] = undelivered(&world.backend, &owner).await.try_into().unwrap();
        assert!(trouble.contains("cannot be reached"), "{trouble}");
        let server = Server::start_at(address, |_| SmtpBehaviour::Accept).await;
        world.clock.advance(MINUTE);
        assert_eq!(deliver_due(&world.backend, &post).await.unwrap(), 1);
        assert_eq!((state(&world, &amy).await.as_str(), server.arrived().len()), ("sent", 1));
    }

    async fn after_a_day_it_is_given_up(world: TestContext) {
        let server = Server::start(|_| SmtpBehaviour::NotNow).await;
        let (owner, amy) = invited(&world).await;
        let post = post(&server.url());
        let mut tries = 0;
        for _ in 0..30 {
            tries += deliver_due(&world.backend, &post).await.unwrap();
            world.clock.advance(HOUR);
        }
        assert_eq!(state(&world, &amy).await, "failed");
        assert!((6..15).contains(&tries), "{tries}");
        assert_eq!(world.audit_of(amy.member).await, ["create user", "mail failed"]);
        let [(_, trouble)] = undelivered(&world.backend, &world.sign_in(&owner.email).await).await.try_into().unwrap();
        assert!(trouble.contains("tried for a day"), "{trouble}");
    }

    async fn a_mail_that_may_have_arrived_is_sent_again_and_says_so(world: TestContext) {
        let calm = Arc::new(AtomicBool::new(false));
        let asked = Arc::clone(&calm);
        let server = Server::start(move |_| if asked.load(Ordering::SeqCst) { SmtpBehaviour::Accept } else { SmtpBehaviour::Vanish }).await;
        let (_, amy) = invited(&world).await;
        let post = post(&server.url());
        deliver_due(&world.backend, &post).await.unwrap();
        let first = token_in(&server.arrived()[0].text).to_owned();
        assert!(world.backend.public().open_link(&first, None).await.is_ok(), "it did arrive");
        calm.store(true, Ordering::SeqCst);
        world.clock.advance(MINUTE);
        deliver_due(&world.backend, &post).await.unwrap();
        let second = token_in(&server.arrived()[1].text).to_owned();
        assert_eq!(world.use_link(&first).await.unwrap_err(), Problem::Link(LinkError::Replaced));
        assert!(world.use_link(&second).await.is_ok());
        assert_eq!(state(&world, &amy).await, "sent");
    }

    async fn a_link_that_was_used_meanwhile_is_not_sent_again(world: TestContext) {
        let server = Server::start(|_| SmtpBehaviour::Vanish).await;
        let (_, amy) = invited(&world).await;
        deliver_due(&world.backend, &post(&server.url())).await.unwrap();
        world.use_link(token_in(&server.arrived()[0].text)).await.unwrap();
        world.clock.advance(MINUTE);
        assert_eq!(deliver_due(&world.backend, &post(&server.url())).await.unwrap(), 0);
        assert_eq!(state(&world, &amy).await, "withdrawn");
    }

    async fn killed_between_the_insert_and_the_mail(world: TestContext) {
        let (_, amy) = invited(&world).await;
        // The process that queued it is gone, and so is its bell: only the database is left.
        let after = world.another_process().await;
        let server = Server::start(|_| SmtpBehaviour::Accept).await;
        let (stop, stopped) = tokio::sync::oneshot::channel::<()>();
        let worker = tokio::spawn(mail::run(after.clone(), post(&server.url()), async move {
            let _ = stopped.await;
        }));
        server.until(1).await;
        stop.send(()).unwrap();
        worker.await.unwrap();
        assert_eq!(state(&world, &amy).await, "sent", "what was in hand is finished");
        after.store().close().await;
    }

    async fn killed_while_the_mail_was_in_hand(world: TestContext) {
        let silent = Server::start(|_| SmtpBehaviour::Silent).await;
        let (_, amy) = invited(&world).await;
        let sender = Sender::parse("rolecall@example.org").unwrap();
        let patient = MailTransport::smtp(&silent.url(), &sender).unwrap();
        let backend = world.backend.clone();
        let worker = tokio::spawn(async move { deliver_due(&backend, &patient).await.map(drop) });
        silent.until_stuck().await;
        worker.abort();
        assert!(worker.await.unwrap_err().is_cancelled());
        let server = Server::start(|_| SmtpBehaviour::Accept).await;
        assert_eq!(deliver_due(&world.backend, &post(&server.url())).await.unwrap(), 0, "it may still be in somebody's hand");
        world.clock.advance(2 * MINUTE);
        assert_eq!(deliver_due(&world.backend, &post(&server.url())).await.unwrap(), 1);
        assert!(world.use_link(token_in(&server.arrived()[0].text)).await.is_ok());
        assert_eq!(state(&world, &amy).await, "sent");
    }

    async fn two_processes_never_send_the_same_mail(world: TestContext) {
        let server = Server::start(|_| SmtpBehaviour::Accept).await;
        let owner = world.school_with_owner("Hillside").await;
        let mut expected = BTreeSet::new();
        for _ in 0..12 {
            expected.insert(world.add_member(&owner, Role::FullEdit, MemberStatus::Invited).await.email);
        }
        let other = world.another_process().await;
        let (one_post, other_post) = (post(&server.url()), post(&server.url()));
        let (one, two) = tokio::join!(deliver_due(&world.backend, &one_post), deliver_due(&other, &other_post));
        assert_eq!(one.unwrap() + two.unwrap(), 12);
        let arrived = server.arrived();
        assert_eq!(arrived.len(), 12);
        assert_eq!(arrived.into_iter().map(|mail| mail.to).collect::<BTreeSet<_>>(), expected);
        other.store().close().await;
    }

    async fn the_bell_wakes_the_worker(world: TestContext) {
        let server = Server::start(|_| SmtpBehaviour::Accept).await;
        let owner = world.school_with_owner("Hillside").await;
        let (stop, stopped) = tokio::sync::oneshot::channel::<()>();
        let worker = tokio::spawn(mail::run(world.backend.clone(), post(&server.url()), async move {
            let _ = stopped.await;
        }));
        for count in 1..=3 {
            world.add_member(&owner, Role::FullEdit, MemberStatus::Invited).await;
            // Much sooner than the next regular look.
            tokio::time::timeout(Duration::from_secs(10), server.until(count)).await.unwrap();
        }
        stop.send(()).unwrap();
        worker.await.unwrap();
        assert_eq!(world.number("SELECT COUNT(*) FROM outbox WHERE state = 'sent'").await, 3);
    }

    async fn a_row_nobody_can_read_stops_no_other(world: TestContext) {
        let (_, amy) = invited(&world).await;
        sqlx::query("INSERT INTO outbox (id, kind, to_address, state, attempts, next_attempt_at, created_at) VALUES ('00000000000000000000000000000001', 'birthday', 'x@y.uk', 'waiting', 0, 0, 0)")
            .execute(&world.pool)
            .await
            .unwrap();
        assert_eq!(world.deliver().await, 1);
        assert!(world.mail_to(&amy.email).await.is_some());
        assert_eq!(world.texts("SELECT state FROM outbox WHERE kind = 'birthday'").await, ["failed"]);
    }

    async fn the_demonstration_shows_its_mail(world: TestContext) {
        let (_, amy) = invited(&world).await;
        world.deliver().await;
        let shown = world.as_demo().public().demo_outbox().await.unwrap();
        assert_eq!(shown.len(), 1);
        assert_eq!((shown[0].to.as_str(), shown[0].subject.as_str()), (amy.email.as_str(), "Hillside & Vale has made an account for you"));
        assert!(shown[0].html.contains(token_in(&shown[0].text)));
        assert!(shown[0].sent.text.starts_with("Today at "));
    }
}
