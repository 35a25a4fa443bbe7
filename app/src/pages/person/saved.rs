//! What was just done to the person, and undoing it for ten minutes. The address names what can be undone, so that it is
//! still there after a reload.

use crate::api;
use crate::routes;
use crate::views::{in_query, respond_with};
use crate::widgets::{ButtonKind, Notice, NoticeKind, Stamp, SubmitButton};
use domain::bulk::{BulkChange, BulkDone, SkippedGroup};
use domain::catalogue::Catalogue;
use domain::id::BulkId;
use domain::permission::SchoolRoles;
use domain::person::{MemberAction, MemberActionResult, Person};
use domain::problem::{FieldError, Problem};
use domain::school::SchoolSettings;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// What was done, as the address says.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(super) struct Saved {
    /// The code of an act with a page of its own.
    act: Option<String>,
    /// Whether the form was saved.
    is_saved: bool,
    /// The ids of what can be undone.
    ids: Vec<BulkId>,
    /// What can be undone, or was.
    undoable: Vec<BulkDone>,
    /// Why it could not be undone.
    refused: Option<Problem>,
}

impl Saved {
    /// Reads the address of the page.
    pub fn in_address() -> Self {
        let ids = in_query(routes::UNDO).map(|ids| read_ids(&ids).collect()).unwrap_or_default();
        Self { act: in_query("done"), is_saved: in_query("saved").is_some(), ids, ..Self::default() }
    }

    /// With what can be undone, `most` ids of the address at most. What another person did is left out.
    pub async fn found(mut self, most: usize) -> Self {
        for id in self.ids.iter().take(most) {
            if let Ok(done) = api::see_bulk(*id).await {
                self.undoable.push(done);
            }
        }
        self
    }

    /// Why undoing failed.
    pub fn refusing(refused: Problem) -> Self {
        Self { is_saved: true, refused: Some(refused), ..Self::default() }
    }
}

/// Reads the ids of what can be undone.
pub(super) fn read_ids(text: &str) -> impl Iterator<Item = BulkId> {
    text.split(routes::AND).filter_map(BulkId::parse)
}

/// How much one save leaves to undo at most: a role in each product, and the status.
pub(super) fn most_undoable(catalogue: Catalogue) -> usize {
    catalogue.products().len() + 1
}

/// The message about what was done; it takes the focus.
#[component]
pub(super) fn SavedNotice(
    /// What was done.
    saved: Saved,
    /// The person it was done to.
    person: Person,
    /// The school's settings, for the names of roles.
    settings: SchoolSettings,
    /// The address of the page.
    action: String,
) -> impl IntoView {
    let Saved { act, is_saved, undoable, refused, .. } = saved;
    let name = person.name();
    if let Some(done) = act.and_then(|code| MemberActionResult::sentence(&code, &name)) {
        // Somebody who was deleted can come back for a while.
        let back = person.acts.contains(&MemberAction::Restore).then(|| {
            let href = routes::user_act(person.row.member, MemberAction::Restore);
            view! { " " <a href=href>{MemberAction::Restore.label()}</a> }
        });
        return view! { <Notice kind=NoticeKind::Success takes_focus=true><p>{done} {back}</p></Notice> }.into_any();
    }
    if !is_saved {
        return ().into_any();
    }
    if let Some(problem) = refused {
        respond_with(&problem);
        let why = match problem {
            Problem::Form(errors) => errors.iter().map(FieldError::sentence).collect::<Vec<_>>().join(". ") + ".",
            problem => problem.sentence(),
        };
        return view! {
            <Notice kind=NoticeKind::Problem title="This was not undone" takes_focus=true><p>{why}</p></Notice>
        }
        .into_any();
    }
    let roles = settings.roles;
    if undoable.iter().any(|done| done.undone.is_some()) {
        return view! { <UndoneNotice undoable person roles/> }.into_any();
    }
    let did: Vec<_> = undoable.iter().map(|done| done.change.did(&name, &roles)).collect();
    let said =
        if did.is_empty() { format!("The changes to {name} are saved.") } else { format!("{}.", did.join(". ")) };
    // They were saved together, so one time holds for all.
    let until = undoable.iter().find_map(|done| done.undo_until.clone());
    let ids: Vec<_> = undoable.iter().filter(|done| done.undo_until.is_some()).map(|done| done.id).collect();
    view! {
        <Notice kind=NoticeKind::Success takes_focus=true>
            <p class="notice-title">{said}</p>
            {until.map(|until| view! {
                <form class="undo" method="post" action=action>
                    <Stamp/>
                    <input type="hidden" name=routes::UNDO value=routes::ids(&ids)/>
                    <SubmitButton label="Undo" kind=ButtonKind::Secondary/>
                    <span class="soft">"You can undo this until " {until.in_sentence()} "."</span>
                </form>
            })}
        </Notice>
    }
    .into_any()
}

/// What undoing did.
#[component]
fn UndoneNotice(undoable: Vec<BulkDone>, person: Person, roles: SchoolRoles) -> impl IntoView {
    let name = person.name();
    let is_back = |done: &&BulkDone| done.undone.as_ref().is_some_and(|undone| undone.back.count > 0);
    let back: Vec<_> = undoable.iter().filter(is_back).map(|done| again(done.change, &person, &name, &roles)).collect();
    let left = undoable.iter().filter_map(|done| done.undone.as_ref()).flat_map(|undone| &undone.left);
    let left: Vec<_> = left.map(|SkippedGroup { why, .. }| why.sentence()).collect();
    let (kind, title) = match (back.as_slice(), left.as_slice()) {
        (_, []) => (NoticeKind::Success, format!("Undone. {}.", back.join(". "))),
        ([], _) => (NoticeKind::Warning, "This was not undone".to_owned()),
        _ => (NoticeKind::Warning, format!("Partly undone. {}.", back.join(". "))),
    };
    let left = left.into_iter().map(|why| view! { <p>{why}</p> }).collect_view();
    view! { <Notice kind title takes_focus=true>{left}</Notice> }
}

/// What the person has again.
fn again(change: BulkChange, person: &Person, name: &str, roles: &SchoolRoles) -> String {
    match change {
        BulkChange::Role { product, .. } if product.holds_main_role() => {
            format!("{name} is {} again", roles.label(person.roles.main))
        }
        BulkChange::Role { product, .. } => {
            format!(
                "{name} has the earlier role in {} again: {}",
                product.name(),
                person.roles.label_in(product, roles)
            )
        }
        _ => format!("{name} is {} again", person.access.label().to_lowercase()),
    }
}
