//! Photos of people: what is accepted, what is stored, and who may.

use crate::pictures::{
    HEIC, LEFT, RIGHT, TOLD, boasting_jpeg, encoded, halves, huge_png, jpeg, moving_png, moving_webp, no_pictures, png,
    telling_jpeg, webp,
};
use crate::test_context::{Person, TestContext};
use backend::{photo, users};
use domain::access::Denial;
use domain::id::{MemberId, PhotoId};
use domain::listing::UserListing;
use domain::photo::{Crop, MOST_BYTES, PhotoError, PhotoSize};
use domain::problem::Problem;
use domain::role::Role;
use domain::user::{Access, MemberStatus};
use image::{ImageFormat, RgbImage};
use uuid::Uuid;

impl TestContext {
    async fn set_photo(&self, by: &Person, member: MemberId, picture: Vec<u8>) -> Result<PhotoId, Problem> {
        photo::set(&self.backend, &by.actor, member, picture, Crop::default()).await
    }

    async fn file(&self, by: &Person, id: PhotoId, size: PhotoSize) -> Vec<u8> {
        photo::find(&self.backend, &by.actor, id, size).await.unwrap()
    }

    async fn photos(&self) -> i64 {
        self.number("SELECT COUNT(*) FROM photos").await
    }
}

fn picture(file: &[u8]) -> RgbImage {
    assert_eq!(image::guess_format(file).unwrap(), ImageFormat::Jpeg);
    image::load_from_memory(file).unwrap().into_rgb8()
}

/// Whether a pixel has this colour, within JPEG's precision.
fn is(picture: &RgbImage, x: u32, y: u32, colour: [u8; 3]) -> bool {
    picture.get_pixel(x, y).0.iter().zip(colour).all(|(one, other)| one.abs_diff(other) < 24)
}

fn contains(file: &[u8], text: &str) -> bool {
    file.windows(text.len()).any(|some| some == text.as_bytes())
}

both! {
    async fn what_is_sent_becomes_two_squares(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        for (name, file) in [
            ("JPEG", jpeg(640, 480)), ("PNG", png(640, 480)), ("WebP", webp(480, 640)), ("tall", jpeg(96, 2400)), ("large", jpeg(3000, 1600)),
            // An animated picture gives its first frame.
            ("moving PNG", moving_png(300, 200)), ("moving WebP", moving_webp(300, 200)),
            ("sixteen bits", encoded(&halves(200, 200).into_rgb16().into(), ImageFormat::Png)),
            ("grey with holes", encoded(&halves(200, 200).into_luma_alpha8().into(), ImageFormat::Png)),
        ] {
            let id = world.set_photo(&owner, owner.member, file).await.unwrap_or_else(|problem| panic!("{name}: {problem:?}"));
            for size in PhotoSize::ALL {
                let kept = picture(&world.file(&owner, id, size).await);
                let side = size.side();
                assert_eq!(kept.dimensions(), (side, side), "{name}");
                if !name.starts_with("grey") {
                    assert!(is(&kept, side / 10, side / 2, LEFT) && is(&kept, side - side / 10, side / 2, RIGHT), "{name} {size:?}");
                }
            }
        }
        assert_eq!(world.photos().await, 1, "the ones before are forgotten");
    }

    async fn the_square_asked_for_is_the_one_kept(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        for (crop, left, right) in [
            (Crop::new(0.0, 0.5, 1.0), LEFT, LEFT),
            (Crop::new(1.0, 0.5, 1.0), RIGHT, RIGHT),
            (Crop::new(0.5, 0.0, 5.0), LEFT, RIGHT),
            (Crop::new(0.25, 0.9, 4.0), LEFT, LEFT),
        ] {
            for (width, height) in [(900, 300), (3600, 1200)] {
                let id = photo::set(&world.backend, &owner.actor, owner.member, jpeg(width, height), crop).await.unwrap();
                let kept = picture(&world.file(&owner, id, PhotoSize::Large).await);
                assert!(is(&kept, 40, 256, left) && is(&kept, 472, 256, right), "{crop:?} of {width} x {height}");
            }
        }
    }

    async fn nothing_a_file_tells_besides_its_picture_survives(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        let file = telling_jpeg(600, 300, 6);
        assert!(TOLD.iter().all(|told| contains(&file, told)));
        // Taken with the tablet on its side: the stored left is shown at the top.
        let id = world.set_photo(&owner, owner.member, file).await.unwrap();
        for size in PhotoSize::ALL {
            let kept = world.file(&owner, id, size).await;
            for told in TOLD {
                assert!(!contains(&kept, told), "{told}");
            }
            let (kept, side) = (picture(&kept), size.side());
            assert!(is(&kept, side / 2, side / 10, LEFT) && is(&kept, side / 2, side - side / 10, RIGHT), "{size:?}");
        }
        let page = b"<html><script>alert(document.cookie)</script></html>";
        for file in [png(200, 200), jpeg(200, 200), webp(200, 200)] {
            let id = world.set_photo(&owner, owner.member, [&file[..], page].concat()).await.unwrap();
            for size in PhotoSize::ALL {
                assert!(!contains(&world.file(&owner, id, size).await, "script"));
            }
        }
    }

    async fn what_is_no_picture_of_ours_is_refused_and_changes_nothing(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        let kept = world.set_photo(&owner, owner.member, jpeg(200, 200)).await.unwrap();
        let (audited, numbered) = ("SELECT COUNT(*) FROM audit_log", "SELECT change_no FROM schools");
        let before = (world.number(audited).await, world.number(numbered).await);
        let mut refused: Vec<(String, Vec<u8>, PhotoError)> =
            no_pictures().into_iter().map(|(name, file)| (name.to_owned(), file, PhotoError::OtherKind)).collect();
        for (name, file) in [("JPEG", telling_jpeg(300, 300, 1)), ("PNG", png(300, 300)), ("WebP", webp(300, 300)), ("moving WebP", moving_webp(300, 200))] {
            for (part, length) in [("a half", file.len() / 2), ("nine tenths", file.len() * 9 / 10), ("all but twenty bytes", file.len() - 20), ("the head", 40)] {
                refused.push((format!("{part} of a {name}"), file[..length].to_vec(), PhotoError::Broken));
            }
        }
        let huge = huge_png(30_000);
        assert!(huge.len() < 200_000, "{} bytes", huge.len());
        refused.extend([
            ("nothing".to_owned(), Vec::new(), PhotoError::Missing),
            ("an iPhone's picture".to_owned(), HEIC.to_vec(), PhotoError::Heic),
            ("30,000 by 30,000".to_owned(), huge, PhotoError::TooManyPixels),
            ("65,535 by 65,535".to_owned(), boasting_jpeg(), PhotoError::TooManyPixels),
            ("a stamp".to_owned(), png(95, 400), PhotoError::TooSmall),
            ("more than 8 MB".to_owned(), [jpeg(200, 200), vec![0; MOST_BYTES]].concat(), PhotoError::TooLarge),
        ]);
        for (name, file, trouble) in refused {
            assert_eq!(world.set_photo(&owner, owner.member, file).await, Err(trouble.into()), "{name}");
        }
        assert_eq!((world.number(audited).await, world.number(numbered).await), before);
        assert_eq!(photo::of(&world.backend, &owner.actor, owner.member).await.unwrap().photo, Some(kept));
    }

    async fn lists_show_the_photo_and_forget_it(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        let amy = world.person(&owner, Role::FullEdit).await;
        let listed = async || {
            let page = users::list(&world.backend, &world.sign_in(&owner.email).await.actor, UserListing::default()).await.unwrap();
            page.rows.into_iter().find(|row| row.member == amy.member).unwrap().photo
        };
        assert_eq!(listed().await, None);
        let first = world.set_photo(&owner, amy.member, jpeg(200, 200)).await.unwrap();
        assert_eq!(listed().await, Some(first));
        let second = world.set_photo(&amy, amy.member, png(200, 200)).await.unwrap();
        assert_eq!(listed().await, Some(second));
        let widget = backend::school::widget(&world.backend, &owner.actor).await.unwrap();
        assert!(widget.newest_sign_ins.iter().any(|sign_in| sign_in.photo == Some(second)));
        let gone = photo::find(&world.backend, &owner.actor, first, PhotoSize::Small).await;
        assert_eq!(gone, Err(Problem::NotFound));
        assert_eq!(world.photos().await, 1);

        for _ in 0..2 {
            photo::remove(&world.backend, &owner.actor, amy.member).await.unwrap();
            assert_eq!((listed().await, world.photos().await), (None, 0));
        }
        let log = world.texts(&format!("SELECT old_value || ' > ' || new_value FROM audit_log WHERE subject_id = '{}' AND action = 'set photo' ORDER BY number", amy.member)).await;
        assert_eq!(log, [r#"{"photo":null} > {"photo":true}"#, r#"{"photo":true} > {"photo":true}"#, r#"{"photo":true} > {"photo":null}"#]);
    }

    async fn one_sets_ones_own_and_those_below_one(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        let admin = world.person(&owner, Role::AccountAdmin).await;
        let teacher = world.person(&owner, Role::FullEdit).await;
        let other = world.add_member(&owner, Role::MinimalReadOnly, MemberStatus::NotRegistered).await;
        let nobody = MemberId::new(Uuid::new_v4());
        for (by, member, expected) in [
            (&owner, owner.member, Ok(())),
            (&owner, admin.member, Ok(())),
            (&admin, admin.member, Ok(())),
            (&admin, teacher.member, Ok(())),
            (&admin, other.member, Ok(())),
            (&teacher, teacher.member, Ok(())),
            (&admin, owner.member, Err(Problem::Denied(Denial::EqualOrAbove { role: Role::AccountOwner }))),
            (&teacher, other.member, Err(Problem::Denied(Denial::ForAdmins))),
            (&teacher, nobody, Err(Problem::Denied(Denial::ForAdmins))),
            (&admin, nobody, Err(Problem::NotFound)),
        ] {
            assert_eq!(world.set_photo(by, member, png(120, 120)).await.map(|_| ()), expected, "{:?}", by.actor.role());
            let shown = photo::of(&world.backend, &by.actor, member).await;
            match (&expected, shown) {
                (Ok(()), shown) => assert_eq!(shown.unwrap().may_set, Ok(())),
                (Err(Problem::Denied(denial)), Ok(shown)) => assert_eq!(shown.may_set, Err(*denial)),
                (Err(problem), shown) => assert_eq!(&shown.unwrap_err(), problem),
            }
            assert_eq!(photo::remove(&world.backend, &by.actor, member).await, expected);
        }
    }

    async fn somebody_blocked_meanwhile_saves_nothing(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        let teacher = world.person(&owner, Role::FullEdit).await;
        world.set_access(&owner, teacher.member, Access::Blocked).await;
        let blocked = Err(Problem::SignedOut { kept: false });
        assert_eq!(world.set_photo(&teacher, teacher.member, jpeg(200, 200)).await, blocked);
        assert_eq!(photo::remove(&world.backend, &teacher.actor, teacher.member).await, blocked.map(|_| ()));
        assert_eq!(world.photos().await, 0);
    }

    async fn a_photo_is_seen_in_its_own_school_only(world: TestContext) {
        let owner = world.school_with_owner("Hillside").await;
        let reader = world.person(&owner, Role::MinimalReadOnly).await;
        let stranger = world.school_with_owner("Riverside").await;
        let id = world.set_photo(&owner, owner.member, jpeg(200, 200)).await.unwrap();
        assert!(!world.file(&reader, id, PhotoSize::Small).await.is_empty());
        assert_eq!(photo::find(&world.backend, &stranger.actor, id, PhotoSize::Small).await, Err(Problem::NotFound));
        assert_eq!(world.set_photo(&stranger, owner.member, jpeg(200, 200)).await, Err(Problem::NotFound));
        assert_eq!(photo::remove(&world.backend, &stranger.actor, owner.member).await, Err(Problem::NotFound));
        assert_eq!(photo::of(&world.backend, &stranger.actor, owner.member).await, Err(Problem::NotFound));
        assert_eq!(world.photos().await, 1);
    }
}
