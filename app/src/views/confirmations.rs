//! The cells that are published as "to be confirmed": what applies until then, and what the school has confirmed.
//! Saving an answer is the settings page's concern.

mod row_form;

pub(crate) use row_form::{Answers, answer, answer_name};

use crate::views::{Reasons, RoleMatrix};
use crate::widgets::{Notice, NoticeKind};
use domain::access::{Action as _, ConfirmCells, Denial, Grants};
use domain::catalogue::{Area, Catalogue, Cell, Feature};
use domain::permission::SchoolRoles;
use domain::role::{HeldRole, Role};
use leptos::prelude::*;
use row_form::RowForm;

/// The table of these cells. The Account Owner opens a row to confirm its cells, everyone else to read the reason.
#[component]
pub(crate) fn CellsToConfirm(
    /// The reader.
    grants: Grants,
    /// The school's customised roles.
    roles: SchoolRoles,
    /// The open row.
    open: Option<Feature>,
    /// Whether the open row was just saved.
    saved: bool,
    /// The address of the page with this row open, or none.
    address: fn(Option<Feature>) -> String,
) -> impl IntoView {
    let refused = ConfirmCells.check(&grants).err().map(Denial::sentence);
    let may = refused.is_none();
    let count = format!(
        "{} of {} cells are confirmed by your school.",
        roles.confirmations.len(),
        cells_to_confirm(roles.catalogue)
    );
    let open = open.map(|feature| {
        let confirmations = roles.confirmations.clone();
        let form = may.then(|| view! { <RowForm feature confirmations saved address/> });
        let detail = view! { <Reasons feature own=grants.held roles=HeldRole::all_standard().to_vec() school=roles.clone()/> {form} };
        (feature, detail.into_any())
    });
    view! {
        <p class="table-lead">
            "Sonar Tracker marks these with “?”: to be confirmed. Until your school says what holds, Rolecall applies what the role \
             guidance says; where the guidance is silent, nobody below Account Admin has it. "
            <strong>{count}</strong>
        </p>
        {match refused {
            Some(sentence) => view! {
                <Notice kind=NoticeKind::Fact title="You can see these, but not confirm them">
                    <p>{sentence}</p>
                </Notice>
            }
            .into_any(),
            None => view! { <p class="table-lead">"Choose a feature to confirm what holds in your school."</p> }.into_any(),
        }}
        <ul class="matrix-legend">
            <li><span class="applied-word">"guidance"</span> <span>"applied from the role guidance"</span></li>
            <li><span class="applied-word">"open"</span> <span>"neither says: not given until confirmed"</span></li>
            <li><span class="applied-word">"school"</span> <span>"confirmed by the school"</span></li>
        </ul>
        <RoleMatrix caption="Permissions awaiting confirmation in Sonar Tracker" areas=areas_to_confirm(roles.catalogue) own=grants.held school=roles bases=true
            open address/>
    }
}

/// The features with a cell to be confirmed, by area. Of the published products only Sonar Tracker has such cells.
fn areas_to_confirm(catalogue: Catalogue) -> Vec<(Area, Vec<Feature>)> {
    let areas = catalogue.products().iter().flat_map(|product| product.areas());
    areas
        .map(|area| {
            (area, area.features().filter(|feature| roles_to_confirm(*feature).next().is_some()).collect::<Vec<_>>())
        })
        .filter(|(_, features)| !features.is_empty())
        .collect()
}

/// The roles for which a feature is to be confirmed.
fn roles_to_confirm(feature: Feature) -> impl Iterator<Item = Role> {
    Role::ALL.into_iter().filter(move |role| feature.published(*role) == Cell::ToBeConfirmed)
}

fn cells_to_confirm(catalogue: Catalogue) -> usize {
    catalogue.features().map(|feature| roles_to_confirm(feature).count()).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_cell_to_be_confirmed_has_a_row() {
        let shown: usize = areas_to_confirm(Catalogue::published())
            .iter()
            .flat_map(|(_, features)| features)
            .map(|row| roles_to_confirm(*row).count())
            .sum();
        assert_eq!(shown, cells_to_confirm(Catalogue::published()));
    }
}
