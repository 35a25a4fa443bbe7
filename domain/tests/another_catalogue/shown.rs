//! What is shown of another catalogue: the sentences, the closest role, the presentation, the switches and the history.

use super::{SIX, library, school};
use domain::audit::{FieldValue, RoleEvent, role_times};
use domain::catalogue::{Catalogue, Feature};
use domain::closest::closest_roles;
use domain::day::Day;
use domain::exception::{ALLOW, ExceptionForm, SwitchesForm, switches};
use domain::form::user::{UserField, UserForm};
use domain::moment::Moment;
use domain::permission::{RoleChoice, Rules, difference, in_words, permissions_of, said_of};
use domain::presentation::{Deck, ITEMS_ON_A_SLIDE, Square};
use domain::role::Role;

/// How many books each role has: Partial Edit every third, but the last, which is a restriction.
const BOOKS: [(Role, usize); 5] = [
    (Role::AccountOwner, 299),
    (Role::AccountAdmin, 299),
    (Role::FullEdit, 299),
    (Role::PartialEdit, 101),
    (Role::FullReadOnly, 0),
];

fn book(nth: usize) -> Feature {
    library().features().nth(nth).unwrap()
}

#[test]
fn the_main_role_stays_in_its_product_and_the_sixth_follows_it() {
    let main = Catalogue::published().main_product();
    assert_eq!(SIX.main_product(), main);
    assert_eq!(SIX.products().iter().filter(|product| product.holds_main_role()).collect::<Vec<_>>(), [&main]);
    let roles = UserForm::fields(SIX.products()).into_iter().filter(|field| matches!(field, UserField::Role(_)));
    let roles: Vec<_> = roles.collect();
    assert_eq!((roles.len(), roles[0], roles[5]), (6, UserField::Role(main), UserField::Role(library())));
    let gives = |name: &str, role: Role| (name.to_owned(), FieldValue::Text(role.code().to_owned()));
    let steps = [
        RoleEvent { at: Moment(1), by: None, new: vec![gives("role", Role::PartialEdit)] },
        RoleEvent { at: Moment(2), by: None, new: vec![gives("role_library", Role::FullEdit)] },
    ];
    let times: Vec<_> = role_times(SIX.products(), &steps, None)
        .into_iter()
        .filter(|time| time.product == library())
        .map(|time| (time.role, time.from, time.until))
        .collect();
    assert_eq!(
        times,
        [
            ("full-edit".to_owned(), Some(Moment(2)), None),
            ("partial-edit".to_owned(), Some(Moment(1)), Some(Moment(2))),
        ]
    );
}

#[test]
fn the_sentences_are_about_published_topics_and_stay_as_they_are() {
    let rules = Rules::of_roles(school());
    for role in Role::ALL {
        let choice = RoleChoice::in_every_product(role);
        let said = in_words(&choice, SIX.products(), &rules);
        assert_eq!(said, in_words(&choice, Catalogue::published().products(), &Rules::default()), "{role:?}");
        let held = permissions_of(&choice, SIX.products(), &school());
        assert_eq!(said_of(&held, &choice, SIX.products()), said, "{role:?}");
        assert!(in_words(&choice, &[library()], &rules).is_empty(), "no topic is about books");
    }
}

#[test]
fn the_closest_role_is_ranked_by_what_it_gives_there_too() {
    let found = closest_roles(&[book(0)], &[library()], &school());
    assert_eq!(found.len(), Role::ALL.len());
    for (role, books) in BOOKS {
        let fit = found.iter().find(|fit| fit.role == role).unwrap();
        assert_eq!((fit.fits(), fit.excess.len()), (books > 0, books.saturating_sub(1)), "{role:?}");
    }
    assert_eq!(found[0].role, Role::PartialEdit);
    // Partial Edit has no second book, and no role below Full Edit has.
    let found = closest_roles(&[book(0), book(1)], SIX.products(), &school());
    assert_eq!(found[0].role, Role::FullEdit);
    let partial = found.iter().find(|fit| fit.role == Role::PartialEdit).unwrap();
    assert_eq!(partial.lacks, [book(1)]);
}

#[test]
fn the_presentation_has_a_square_for_each_feature_and_an_item_for_each_that_changes() {
    let school = school();
    let deck = Deck::new(SIX.products(), &school);
    for (role, books) in BOOKS {
        assert_eq!(deck.step(role.into()).count_in(library()), books, "{role:?}");
    }
    for role in deck.roles() {
        let step = deck.step(*role);
        let squares = |wanted| SIX.features().filter(|one| step.square(*one) == wanted).count();
        let (gains, loses) = step.change.counts();
        assert_eq!((squares(Square::Gained), squares(Square::Lost)), (gains as usize, loses as usize), "{role:?}");
        let can: usize = SIX.products().iter().map(|product| step.count_in(*product)).sum();
        assert_eq!(squares(Square::Gained) + squares(Square::Lit), can, "{role:?}");
        assert_eq!(step.items().chunks(ITEMS_ON_A_SLIDE).count(), step.pages(), "{role:?}");
    }
    let of = |role: Role| permissions_of(&RoleChoice::in_every_product(role), SIX.products(), &school);
    let step = deck.step(Role::FullEdit.into());
    let below = step.below.unwrap();
    let gained = step.items().into_iter().filter(|(one, gained)| *gained && one.product() == library()).count();
    assert_eq!(gained, difference(&of(below), &of(Role::FullEdit)).counts_in(library()).0 as usize);
    assert!(gained >= 198, "{gained}");
}

#[test]
fn what_it_sets_per_person_is_switched() {
    let own: Vec<_> = switches(SIX.products()).filter(|feature| feature.product() == library()).collect();
    assert_eq!((own.len(), switches(SIX.products()).count()), (100, 108));
    let form = SwitchesForm { on: vec![own[0].code(), book(0).code()], was: vec![own[1].code()] };
    assert_eq!(form.changes(SIX.products()), [(own[0], true), (own[1], false)]);
    assert_eq!(form.changes(Catalogue::published().products()), [], "a product the school does not use");
    let today = Day::new(2026, 11, 25).unwrap();
    for (feature, is_set) in [(own[0], true), (book(0), false)] {
        let form = ExceptionForm { feature: feature.code(), effect: ALLOW.to_owned(), ..ExceptionForm::default() };
        assert_eq!(form.parse(today, SIX.products()).is_ok(), is_set, "without an end");
    }
}
