//! What the pages' forms send, and carrying it out.

use crate::api;
use crate::failure::Failure;
use crate::posted::{Redirector, all, first};
use crate::routes;
use crate::views::respond_with;
use domain::bulk::{BULK_PEOPLE, BulkForm, BulkPeople, BulkReview};
use domain::listing::UserListing;
use domain::problem::{FieldError, Problem};
use serde::{Deserialize, Serialize};

/// The name of the step buttons.
pub(crate) const STEP: &str = "step";
/// The value that selects the people ticked in the list.
pub(crate) const TICKED: &str = "ticked";
/// The value that selects everyone who matches the list's search and filters.
pub(crate) const ALL: &str = "all";
/// The step that asks what would change.
pub(super) const REVIEW: &str = "review";
/// The step that carries out the change.
pub(super) const CONFIRM: &str = "confirm";
/// The step that goes back from the summary.
pub(super) const BACK: &str = "back";

/// The state of the page after a form.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) enum BulkPageState {
    Nobody,
    Choosing { people: BulkPeople, form: BulkForm, errors: Vec<FieldError> },
    Reviewing(BulkReview),
    Done,
}

/// The form as it arrived.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct SubmittedBulk {
    step: String,
    form: BulkForm,
    /// The list's search and filters.
    listing: UserListing,
}

impl SubmittedBulk {
    /// Parses the pairs of a form. Each tick is one pair, and all people together can be one pair as well.
    pub fn read(pairs: Vec<(String, String)>) -> Self {
        let first = |name: &str| first(&pairs, name).map(str::to_owned);
        let text = |name: &str| first(name).unwrap_or_default();
        let form = BulkForm {
            people: all(&pairs, BULK_PEOPLE).collect::<Vec<_>>().join(" "),
            act: text("act"),
            product: text("product"),
            role: text("to"),
            reason: text("reason"),
            seen: text("seen"),
            key: text("key"),
        };
        Self { step: text(STEP), form, listing: UserListing::read(first) }
    }

    /// Carries out the form's step and returns the resulting state of the page.
    pub async fn answer(self, redirector: &Redirector) -> Result<BulkPageState, Failure> {
        let Self { step, form, listing } = self;
        let wrong = match step.as_str() {
            CONFIRM => match api::do_bulk(form.clone()).await {
                Ok(id) => {
                    redirector.go(&routes::bulk_done(id));
                    return Ok(BulkPageState::Done);
                }
                Err(failure) => failure,
            },
            REVIEW => match api::review_bulk(form.clone()).await {
                Ok(review) => return Ok(BulkPageState::Reviewing(review)),
                Err(failure) => failure,
            },
            BACK => return choosing(form, None, 0, Vec::new()).await,
            step => {
                let listing = (step == ALL).then_some(listing);
                let from = PageStep::read(step).map_or(0, |page| page.first(&form.people));
                return choosing(form, listing, from, Vec::new()).await;
            }
        };
        match wrong {
            Failure(Problem::Form(errors)) => choosing(form, None, 0, errors).await,
            failure => Err(failure),
        }
    }
}

/// A button that shows other people of the selection. Those who are unticked leave it on the way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum PageStep {
    /// The people from this place on.
    From(usize),
    /// The last so many people: how many came before them depends on who was unticked.
    Last(usize),
}

impl PageStep {
    /// The value of the button.
    pub fn code(self) -> String {
        match self {
            Self::From(place) => format!("from-{place}"),
            Self::Last(count) => format!("last-{count}"),
        }
    }

    fn read(code: &str) -> Option<Self> {
        let (kind, number) = code.split_once('-')?;
        let number = number.parse().ok()?;
        match kind {
            "from" => Some(Self::From(number)),
            "last" => Some(Self::Last(number)),
            _ => None,
        }
    }

    /// The place of the first of them among `people`.
    fn first(self, people: &str) -> u32 {
        let place = match self {
            Self::From(place) => place,
            Self::Last(count) => people.split_whitespace().count().saturating_sub(count),
        };
        u32::try_from(place).unwrap_or(u32::MAX)
    }
}

async fn choosing(
    form: BulkForm,
    listing: Option<UserListing>,
    from: u32,
    errors: Vec<FieldError>,
) -> Result<BulkPageState, Failure> {
    let people = match api::people_for_bulk(form.people.clone(), listing, from).await {
        Ok(people) => people,
        // Nobody was ticked, or too many people were: there is nothing to choose.
        Err(Failure(Problem::Form(errors))) => {
            respond_with(&Problem::Form(errors.clone()));
            let people = BulkPeople { members: Vec::new(), from: 0, named: Vec::new(), products: Vec::new() };
            return Ok(BulkPageState::Choosing { people, form, errors });
        }
        Err(failure) => return Err(failure),
    };
    if !errors.is_empty() {
        respond_with(&Problem::Form(errors.clone()));
    }
    Ok(BulkPageState::Choosing { people, form, errors })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::posted::form_pairs;

    #[test]
    fn a_page_follows_those_who_are_still_ticked() {
        for (code, people, first) in
            [("from-50", "a b c", 50), ("last-2", "a b c d", 2), ("last-2", "b c d", 1), ("last-9", "a", 0)]
        {
            let step = PageStep::read(code);
            assert_eq!(step.map(|step| (step.code(), step.first(people))), Some((code.to_owned(), first)));
        }
        assert_eq!(PageStep::read(TICKED).or(PageStep::read("from-x")), None);
    }

    #[test]
    fn ticks_and_what_was_carried_make_one_list() {
        let pairs = [("people", "a b"), ("people", "c"), ("step", "ticked"), ("role", "full-edit"), ("to", "same")];
        let sent = SubmittedBulk::read(form_pairs(&pairs));
        assert_eq!((sent.form.people.as_str(), sent.step.as_str()), ("a b c", TICKED));
        // The list's filter by role and the role to be given are separate.
        assert_eq!(sent.form.role, "same");
        assert_eq!(sent.listing.role, domain::role::Role::FullEdit.into());
    }
}
