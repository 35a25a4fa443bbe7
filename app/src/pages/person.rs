//! `/users/{member}`: one person. Whoever may, changes them here: *Save* shows what would change, *Confirm* does it.

mod act;
mod changes;
mod edit;
mod facts;
mod form;
mod head;
mod opening;
mod review;
mod status;

pub(crate) use act::ActPage;

use crate::failure::Failure;
use crate::platform;
use crate::posted::{Onward, posted};
use crate::views::{ProblemView, SchoolPageFrame};
use domain::id::MemberId;
use domain::viewer::Viewer;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use opening::{Opening, Sent, Stage};

/// One person.
#[component]
pub(crate) fn PersonPage() -> impl IntoView {
    let member = member();
    let onward = Onward::new();
    let sent: Option<Sent> = posted();
    let opening = Resource::new(
        || (),
        move |()| {
            let (sent, onward) = (sent.clone(), onward.clone());
            async move { Opening::of(member, sent, &onward).await }
        },
    );
    view! {
        <Suspense>
            {Suspend::new(async move {
                let opening = opening.await;
                let (title, wrong) = match &opening {
                    Ok(opening) => (opening.title(), opening.is_wrong()),
                    Err(_) => ("User".to_owned(), false),
                };
                view! {
                    <SchoolPageFrame title wrong body=move |viewer| view! { <Whole viewer opening/> }.into_any()/>
                }
            })}
        </Suspense>
    }
}

/// What was typed into the form that was posted, with what it began with.
pub(crate) fn typed(body: &[u8]) -> Option<domain::person::Filled> {
    platform::read_form::<Sent>(body)?.typed()
}

/// Whom the address is about.
fn member() -> Option<MemberId> {
    use_params_map().with_untracked(|params| params.get_str("member").and_then(MemberId::parse))
}

#[component]
fn Whole(viewer: Viewer, opening: Result<Opening, Failure>) -> impl IntoView {
    match opening {
        Err(Failure(problem)) => view! { <ProblemView problem help_contact=viewer.settings.help_contact/> }.into_any(),
        Ok(Opening { person, stage: Stage::Review(review) }) => {
            view! { <review::ReviewPart viewer person review=*review/> }.into_any()
        }
        Ok(Opening { person, stage: Stage::Form(filling) }) => match person.may_edit {
            Ok(()) => view! { <edit::EditPart viewer person filling=*filling/> }.into_any(),
            Err(why) => view! { <facts::ReadPart viewer person why=why.sentence()/> }.into_any(),
        },
    }
}
