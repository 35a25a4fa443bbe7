//! A page of the markbook for readers who may not know pupils.

use super::entered::{in_columns, items};
use super::sheet::{Found, View};
use crate::Backend;
use crate::pupils::aliased::{bands_of, under_aliases};
use crate::session::Actor;
use crate::store::MarkRange;
use domain::access::ViewPupils;
use domain::assessment::{CellKey, Group, Mark, MarkKind, PupilMarks, RowId, Sheet};
use domain::problem::Problem;
use domain::pupil::{Alias, FEWEST, YearGroup, Years};
use std::collections::{BTreeMap, HashMap};

/// The page for year groups of at least five, or for the reader's own pupils; in the order of aliases.
pub(super) async fn sheet(
    backend: &Backend,
    actor: &Actor,
    view: View<'_>,
    group: Option<Group>,
) -> Result<Sheet, Problem> {
    let store = backend.store();
    let pupils = actor.permit(ViewPupils { rules: view.rules })?;
    let everybody = store.aliased_pupils(&pupils, view.today).await?;
    let own = store.own_aliased_pupils(&pupils, view.today).await?;
    let bands = bands_of(&everybody);
    // A few shown by themselves would be known by their aliases on every other page.
    let mine = (own.len() as u64 >= FEWEST).then_some(Group::Mine);
    let groups: Vec<_> = mine.into_iter().chain(bands.iter().copied().map(Group::Years)).collect();
    let group = group.filter(|group| groups.contains(group)).or_else(|| groups.first().cloned());
    let is_mine = group == Some(Group::Mine);
    let mut rows = under_aliases(if is_mine { own } else { everybody }, &bands);
    rows.retain(|pupil| is_mine || group == Some(Group::Years(pupil.years)));
    // Only as many year groups as the aliases are shown with: a column must not tell a pupil's own.
    let years: Vec<_> = rows.iter().flat_map(|pupil| years_ago(pupil.years, &view)).flatten().collect();
    // What only one year group has would tell, of several shown together, which is a pupil's own.
    let is_merged = rows.iter().any(|pupil| pupil.years.first() != pupil.years.last());
    // Those who were not yet at school would be known by having no marks at all.
    let some_came_later = rows.iter().any(|pupil| years_ago(pupil.years, &view).any(|year| year.is_none()));
    let columns = match view.kind {
        _ if is_merged && some_came_later => Vec::new(),
        MarkKind::Formative | MarkKind::Statutory if is_merged => Vec::new(),
        _ => view.columns(actor, &years),
    };
    let items = items(&columns);
    let mut entered: BTreeMap<Alias, HashMap<CellKey, Mark>> = BTreeMap::new();
    if !items.is_empty() {
        let range = MarkRange { year: view.year, kind: view.kind, items: &items };
        for mark in store.aliased_marks(&view.permit, is_mine.then(|| actor.member()), range).await? {
            let shown = Mark { value: mark.value, ..Mark::default() };
            entered.entry(mark.alias).or_default().insert(mark.cell, shown);
        }
    }
    let several = rows.windows(2).any(|pair| pair[0].years != pair[1].years);
    let rows = rows
        .into_iter()
        .map(|pupil| PupilMarks {
            name: pupil.alias.to_string(),
            about: if several { pupil.years.label() } else { String::new() },
            is_key: false,
            closed: None,
            marks: {
                let marks = entered.remove(&pupil.alias).unwrap_or_default();
                let mut marks = in_columns(&columns, None, marks);
                // Whether a column is for a pupil would tell their year group.
                marks.iter_mut().for_each(|mark| *mark = Some(mark.take().unwrap_or_default()));
                marks
            },
            id: RowId::Alias(pupil.alias),
        })
        .collect();
    Ok(view.sheet(Found { group, groups, columns, rows, changes: Vec::new() }, &years))
}

/// The year groups of a range, as they were in the page's year; None before nursery.
fn years_ago(years: Years, view: &View<'_>) -> impl Iterator<Item = Option<YearGroup>> {
    let ago = view.years_ago();
    YearGroup::all().filter(move |year| years.contains(*year)).map(move |year| year.earlier(ago))
}
