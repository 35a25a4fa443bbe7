//! A page of the markbook for readers who may know pupils.

use super::entered::{in_columns, items};
use super::sheet::{Found, View};
use crate::Backend;
use crate::access::Permit;
use crate::pupils::choices;
use crate::search_key::normalise;
use crate::session::Actor;
use crate::store::{MarkRange, MarkedPupils, StoredMark, StoredPupil};
use domain::access::NamePupils;
use domain::assessment::{CellKey, Closed, Group, Mark, PupilMarks, RowId, Sheet};
use domain::id::PupilId;
use domain::problem::Problem;
use domain::pupil::WorkerKind;
use std::collections::HashMap;

/// The page for a class, or for the reader's own pupils.
pub(super) async fn sheet(
    backend: &Backend,
    actor: &Actor,
    names: &Permit<NamePupils<'_>>,
    view: View<'_>,
    group: Option<Group>,
) -> Result<Sheet, Problem> {
    let store = backend.store();
    let own = store.own_named_pupils(names, view.today).await?;
    let (_, classes) = choices(store.pupil_groups(names, view.today).await?);
    let mine = (!own.is_empty()).then_some(Group::Mine);
    let groups: Vec<_> = mine.into_iter().chain(classes.into_iter().map(Group::Class)).collect();
    let group = group.and_then(|group| known(group, &groups)).or_else(|| groups.first().cloned());
    let (pupils, of): (Vec<(bool, StoredPupil)>, _) = match &group {
        Some(Group::Class(class)) => {
            let key =
                |pupil: &StoredPupil| own.iter().any(|(kind, own)| *kind == WorkerKind::Key && own.id == pupil.id);
            let mut pupils = store.pupils_of_class(names, class, view.today).await?;
            // Who has left meanwhile is shown in the years when they were there, below the others.
            if let Some(since) = view.year.first_day() {
                pupils.extend(store.pupils_who_left(names, class, (since, view.today)).await?);
            }
            (pupils.into_iter().map(|pupil| (key(&pupil), pupil)).collect(), MarkedPupils::Class(class.clone()))
        }
        _ => {
            let mut pupils: Vec<_> = own.into_iter().map(|(kind, pupil)| (kind == WorkerKind::Key, pupil)).collect();
            // Key children first; otherwise they stay in the order of classes and names.
            pupils.sort_by_key(|(is_key, _)| !is_key);
            (pupils, MarkedPupils::Of(actor.member()))
        }
    };
    let years: Vec<_> = pupils.iter().filter_map(|(_, pupil)| pupil.year.earlier(view.years_ago())).collect();
    let columns = view.columns(actor, &years);
    let items = items(&columns);
    // Before the marks: a page may be asked for once too often, and never shows less than its numbers say.
    let changes = store.class_changes(&view.permit).await?;
    let marks = match items.is_empty() {
        true => Vec::new(),
        false => store.marks(&view.permit, &of, MarkRange { year: view.year, kind: view.kind, items: &items }).await?,
    };
    let shown: Vec<_> = pupils.iter().map(|(_, pupil)| normalise(&pupil.class)).collect();
    let changes = changes.into_iter().filter(|(class, _)| shown.contains(class)).map(|(_, changes)| changes).collect();
    let mut entered = by_pupil(backend, marks);
    let several =
        pupils.windows(2).any(|pair| (pair[0].1.year, &pair[0].1.class) != (pair[1].1.year, &pair[1].1.class));
    let rows = pupils
        .into_iter()
        .map(|(is_key, pupil)| PupilMarks {
            id: RowId::Pupil(pupil.id),
            name: pupil.name(),
            about: about(&pupil, several, &group),
            is_key,
            closed: pupil.left_on.filter(|on| *on <= view.today).map(|on| Closed::Left { on }),
            marks: in_columns(
                &columns,
                pupil.year.earlier(view.years_ago()),
                entered.remove(&pupil.id).unwrap_or_default(),
            ),
        })
        .collect();
    Ok(view.sheet(Found { group, groups, columns, rows, changes }, &years))
}

/// The group among those there are, whatever the case of a class's name.
fn known(group: Group, groups: &[Group]) -> Option<Group> {
    let same = |one: &&Group| match (&group, one) {
        (Group::Class(asked), Group::Class(class)) => normalise(asked) == normalise(class),
        (asked, one) => asked == *one,
    };
    groups.iter().find(same).cloned()
}

/// What tells a pupil's class or year group where a page has several.
fn about(pupil: &StoredPupil, several: bool, group: &Option<Group>) -> String {
    match (several, group) {
        (false, _) => String::new(),
        (true, Some(Group::Class(_))) => pupil.year.label(),
        (true, _) => pupil.class.clone(),
    }
}

fn by_pupil(backend: &Backend, marks: Vec<StoredMark>) -> HashMap<PupilId, HashMap<CellKey, Mark>> {
    let mut found: HashMap<PupilId, HashMap<CellKey, Mark>> = HashMap::new();
    for mark in marks {
        let (pupil, cell) = (mark.pupil, mark.cell.clone());
        found.entry(pupil).or_default().insert(cell, shown(backend, mark));
    }
    found
}

/// Who entered a mark; Rolecall itself where nobody did.
pub(super) fn or_rolecall(by: Option<String>) -> String {
    by.unwrap_or_else(|| "Rolecall".to_owned())
}

/// A mark as a page shows it.
pub(super) fn shown(backend: &Backend, mark: StoredMark) -> Mark {
    Mark { value: mark.value, version: mark.version, by: or_rolecall(mark.by), at: backend.clock().words(mark.at).text }
}
