//! The chain of the audit log: whatever is done to it shows, and anchors show what the chain alone cannot.

use super::*;

/// Writes entries as the first versions did, at moment 77.
struct FirstVersion<'a> {
    world: &'a TestContext,
    school: String,
}

impl FirstVersion<'_> {
    /// Writes an entry and gives its number.
    async fn write(&self, name: Option<&str>, action: &str, new: Option<&str>) -> i64 {
        let Self { world, school } = self;
        let number = world.number("SELECT audit_no FROM schools").await + 1;
        let before = world.texts("SELECT audit_chain FROM schools").await.remove(0);
        let mut hasher = Sha256::new();
        hasher.update(b"5a17");
        hasher.update(number.to_be_bytes());
        hasher.update(77_i64.to_be_bytes());
        for word in [Some(action), Some("user"), Some("x"), None, None, name, None, new] {
            hasher.update(word.map_or(u64::MAX, |word| word.len() as u64).to_be_bytes());
            hasher.update(word.unwrap_or_default());
        }
        let hex = |bytes: &[u8]| bytes.iter().map(|byte| format!("{byte:02x}")).collect::<String>();
        let digest = hex(&hasher.finalize());
        let chain = hex(&Sha256::digest(format!("{before}{digest}")));
        let text = |text: Option<&str>| text.map_or("NULL".to_owned(), |text| format!("'{text}'"));
        let (name, new) = (text(name), text(new));
        sql(world, &format!(
            "INSERT INTO audit_log (school_id, number, at, action, subject_kind, subject_id, subject_name, new_value, format, salt, digest, chain)
             VALUES ('{school}', {number}, 77, '{action}', 'user', 'x', {name}, {new}, 1, '5a17', '{digest}', '{chain}')"
        )).await;
        sql(world, &format!("UPDATE schools SET audit_no = {number}, audit_chain = '{chain}'")).await;
        number
    }
}

both! {
    async fn a_log_nobody_touched_is_found_whole(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        world.school_with_owner("Riverside").await;
        world.person(&owner, Role::FullEdit).await;
        let all = verified(&world).await;
        assert_eq!(all.iter().map(|one| (one.school.as_str(), one.erased, one.fault.clone())).collect::<Vec<_>>(), [("Hillside", 0, None), ("Riverside", 0, None)]);
        assert!(all[0].entries > all[1].entries && all[1].entries > 3 && all[0].anchor.chain.len() == 64);
        let one = audit::verify(&world.backend, Some("Riverside"), &[]).await.unwrap();
        assert_eq!(one, all[1..]);
        assert_eq!(audit::verify(&world.backend, Some("Seaside"), &[]).await.unwrap_err(), Problem::NotFound);
    }

    async fn whatever_is_done_to_the_log_shows_where(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        let amy = world.person(&owner, Role::FullEdit).await;
        let school = owner.actor.school();
        let last = world.number("SELECT MAX(number) FROM audit_log").await;
        assert!(last > 8);
        for (what, harm, at) in [
            ("another name", format!("UPDATE audit_log SET subject_name = 'Eve' WHERE subject_id = '{}' AND number = 7", amy.member), 7),
            ("another value", "UPDATE audit_log SET new_value = '{}' WHERE number = 4".to_owned(), 4),
            ("another moment", "UPDATE audit_log SET at = at + 1 WHERE number = 5".to_owned(), 5),
            ("a name where none was", "UPDATE audit_log SET actor_name = '' WHERE number = 1".to_owned(), 1),
            ("a row taken away", "DELETE FROM audit_log WHERE number = 6".to_owned(), 6),
            ("the first row taken away", "DELETE FROM audit_log WHERE number = 1".to_owned(), 1),
            ("the last row taken away", format!("DELETE FROM audit_log WHERE number = {last}"), last),
            ("everything taken away", "DELETE FROM audit_log".to_owned(), 1),
            ("two rows swapped", "UPDATE audit_log SET number = CASE number WHEN 3 THEN -4 ELSE -3 END WHERE number IN (3, 4); UPDATE audit_log SET number = -number WHERE number < 0".to_owned(), 3),
            ("another place in the chain", "UPDATE audit_log SET chain = 'f' WHERE number = 8".to_owned(), 8),
            ("a digest made to fit no chain", "UPDATE audit_log SET digest = salt WHERE number = 2".to_owned(), 2),
            ("words erased by hand", "UPDATE audit_log SET subject_name = NULL, erased_at = 5 WHERE number = 7".to_owned(), 7),
            ("another end", format!("UPDATE schools SET audit_chain = '' WHERE id = '{school}'"), last),
        ] {
            assert_eq!(fault(&world).await, None, "before {what}");
            sql(&world, "CREATE TABLE kept_log AS SELECT * FROM audit_log").await;
            let chain = world.texts(&format!("SELECT audit_chain FROM schools WHERE id = '{school}'")).await.remove(0);
            for part in harm.split(';') {
                sql(&world, part).await;
            }
            assert_eq!(fault(&world).await.map(|fault| fault.number), Some(at), "{what}");
            sql(&world, "DELETE FROM audit_log").await;
            sql(&world, "INSERT INTO audit_log SELECT * FROM kept_log").await;
            sql(&world, "DROP TABLE kept_log").await;
            sql(&world, &format!("UPDATE schools SET audit_chain = '{chain}' WHERE id = '{school}'")).await;
        }
    }

    async fn an_anchor_tells_a_rewritten_log_from_one_in_which_somebody_was_forgotten(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        let zebedee = marked_person(&world, &owner).await;
        let amy = world.person(&owner, Role::FullEdit).await;
        let anchor = verified(&world).await.remove(0).anchor;
        world.set_access(&owner, zebedee.member, Access::Deleted).await;
        world.clock.advance(90 * DAY);
        assert_eq!(audit::forget_due(&world.backend).await.unwrap(), 1);
        world.sign_in(&amy.email).await;
        let checked = async |anchors: &[Anchor]| audit::verify(&world.backend, None, anchors).await.unwrap().remove(0);
        let after = checked(std::slice::from_ref(&anchor)).await;
        assert_eq!((after.fault, after.compared), (None, 1), "forgotten");
        assert!(after.erased > 3);

        // The rest of an erased entry cannot be changed.
        let erased = world.number(&format!("SELECT MIN(number) FROM audit_log WHERE erased_at IS NOT NULL AND actor_id = '{}'", zebedee.member)).await;
        for (harm, mend) in [
            (format!("actor_id = '{}'", amy.member), format!("actor_id = '{}'", zebedee.member)),
            ("at = at + 1".to_owned(), "at = at - 1".to_owned()),
            ("actor_name = 'Eve'".to_owned(), "actor_name = NULL".to_owned()),
        ] {
            sql(&world, &format!("UPDATE audit_log SET {harm} WHERE number = {erased}")).await;
            assert_eq!(fault(&world).await, Some(LogFault { number: erased, flaw: LogFlaw::Changed }), "{harm}");
            sql(&world, &format!("UPDATE audit_log SET {mend} WHERE number = {erased}")).await;
            assert_eq!(fault(&world).await, None, "{mend}");
        }

        // An attacker with write access rewrites an entry and recomputes the chain after it: here by truncating the
        // log and letting others be written.
        let number = anchor.number - 1;
        let chain = world.texts(&format!("SELECT chain FROM audit_log WHERE number = {}", number - 1)).await.remove(0);
        sql(&world, &format!("DELETE FROM audit_log WHERE number >= {number}")).await;
        sql(&world, &format!("UPDATE schools SET audit_no = {}, audit_chain = '{chain}'", number - 1)).await;
        sql(&world, "UPDATE audit_log SET erased_at = NULL").await;
        assert_eq!(checked(std::slice::from_ref(&anchor)).await.fault, Some(LogFault { number, flaw: LogFlaw::ShorterThanAnchor }));
        for _ in 0..5 {
            world.sign_in(&amy.email).await;
        }
        let rewritten = checked(&[]).await;
        assert_eq!(rewritten.fault, None, "the chain alone does not tell");
        let both = [rewritten.anchor, anchor.clone()];
        assert_eq!(checked(&both).await.fault, Some(LogFault { number: anchor.number, flaw: LogFlaw::UnlikeAnchor }));
    }

    async fn the_owner_is_mailed_an_anchor_every_month_where_they_wish(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        world.school_with_owner("Riverside").await;
        assert_eq!(audit::mail_anchors(&world.backend).await.unwrap(), 0, "off until it is ticked");
        let on = Some("on".to_owned());
        let form = domain::form::settings::SettingsForm { name: "Hillside".to_owned(), mails_anchor: on, ..Default::default() };
        assert!(backend::school::change_settings(&world.backend, &owner.actor, &form).await.unwrap().mails_anchor);
        for month in 1..=2 {
            assert_eq!(audit::mail_anchors(&world.backend).await.unwrap(), 1);
            assert_eq!(audit::mail_anchors(&world.backend).await.unwrap(), 0, "once a month");
            world.deliver().await;
            let mut mails = world.mails_to(&owner.email).await;
            mails.retain(|mail| mail.contains("Keep this email"));
            assert_eq!(mails.len(), month);
            let anchors = Anchor::all_in(mails.last().unwrap());
            assert_eq!(anchors[0], anchors[1], "alone on a line, and in the command");
            let after = audit::verify(&world.backend, Some("Hillside"), &anchors).await.unwrap().remove(0);
            assert_eq!((after.fault, after.compared), (None, 2));
            world.clock.advance(30 * DAY);
        }
    }

    async fn entries_of_the_first_versions_are_checked_and_forgotten(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        world.sign_in(&owner.email).await;
        // Entries of the first versions: a digest over all words, and an entry about erasing identified by its moment.
        let first = FirstVersion { world: &world, school: owner.actor.school().to_string() };
        first.write(Some("Amy Webb"), "edit user", None).await;
        let erased = first.write(Some("Zebedee"), "edit user", None).await;
        first.write(None, "forget user", Some("{\"entries\":1}")).await;
        assert_eq!(fault(&world).await, None);
        sql(&world, &format!("UPDATE audit_log SET subject_name = NULL, salt = '', erased_at = 77 WHERE number = {erased}")).await;
        assert_eq!(fault(&world).await, None, "somebody was forgotten at that moment");
        sql(&world, &format!("UPDATE audit_log SET erased_at = 78 WHERE number = {erased}")).await;
        assert_eq!(fault(&world).await, Some(LogFault { number: erased, flaw: LogFlaw::ErasedWithoutForgetting }));
        sql(&world, &format!("UPDATE audit_log SET subject_name = 'Eve' WHERE number = {}", erased - 1)).await;
        assert_eq!(fault(&world).await, Some(LogFault { number: erased - 1, flaw: LogFlaw::Changed }));
    }

    async fn a_log_that_was_cut_short_stays_so(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        let last = world.number("SELECT MAX(number) FROM audit_log").await;
        sql(&world, &format!("DELETE FROM audit_log WHERE number = {last}")).await;
        world.sign_in(&owner.email).await;
        assert_eq!(world.number("SELECT MAX(number) FROM audit_log").await, last + 1);
        assert_eq!(fault(&world).await.map(|fault| fault.number), Some(last));
    }
}
