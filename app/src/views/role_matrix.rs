//! The role matrix: features down, roles across, each cell as published and, where that differs, as the school applies
//! it. A row opens to explain its cells. The table itself, without business meaning, is `widgets::Matrix`.

mod cell;
mod comparison;
mod reasons;

pub(crate) use comparison::ComparisonTable;
pub(crate) use reasons::{Reasons, about_adding_people};

use crate::views::code_of;
use crate::widgets::{Matrix, MatrixColumn};
use cell::cell;
use domain::catalogue::{Area, Feature, NOT_IN_ROLECALL};
use domain::permission::{SchoolRoles, decide};
use domain::role::HeldRole;
use leptos::prelude::*;

/// The features with a column for each role. Opening a row is a link, so that it works without scripts and can be
/// shared; with scripts, only the row changes.
#[component]
pub(crate) fn RoleMatrix(
    /// The table's caption.
    #[prop(into)]
    caption: String,
    /// The features of each area, in published order.
    areas: Vec<(Area, Vec<Feature>)>,
    /// The reader's role, whose column is marked.
    own: HeldRole,
    /// The school's customised roles.
    school: SchoolRoles,
    /// Whether the cells that are to be confirmed show the basis of their value.
    #[prop(optional)]
    bases: bool,
    /// The open row, with its content.
    open: Option<(Feature, AnyView)>,
    /// The address of the page with this row open, or none.
    address: impl Fn(Option<Feature>) -> String,
) -> impl IntoView {
    let mut open = open;
    let columns = HeldRole::all_standard();
    let own = Some(own);
    let heads = heads(&columns, own, &school);
    let rows = Rows { columns: &columns, own, school: &school, bases };
    let bodies = areas
        .into_iter()
        .map(|(area, features)| {
            let lines = features
                .into_iter()
                .map(|feature| {
                    let detail = open.take_if(|(opened, _)| *opened == feature).map(|(_, detail)| detail);
                    let to = address(detail.is_none().then_some(feature));
                    rows.row(feature, format!("{to}#{}", feature.code()), detail, row_tag(feature), "permission")
                })
                .collect_view();
            view! {
                <tbody role="rowgroup">
                    <tr class="area" role="row">
                        <th scope="rowgroup" role="rowheader">{area.name()}</th>
                        <td colspan=columns.len() role="cell"></td>
                    </tr>
                    {lines}
                </tbody>
            }
        })
        .collect_view();
    view! {
        <div class="role-matrix" data-go="replace">
            <Matrix caption label="Feature" columns=heads>
                {bodies}
            </Matrix>
        </div>
    }
}

/// The column headings. A role's name is always read out too.
fn heads(columns: &[HeldRole], own: Option<HeldRole>, school: &SchoolRoles) -> Vec<MatrixColumn> {
    let head = |role: &HeldRole| {
        let (is_own, label) = (Some(*role) == own, school.label(*role));
        let classes = [is_own.then_some("own"), role.is_custom().then_some("custom-role")];
        MatrixColumn {
            code: code_of(*role, school),
            label: if is_own { format!("{label} (yours)") } else { label },
            class: classes.into_iter().flatten().collect::<Vec<_>>().join(" "),
        }
    };
    columns.iter().map(head).collect()
}

/// The table's rows: which columns there are, which is the reader's, and how cells are labelled.
struct Rows<'a> {
    columns: &'a [HeldRole],
    /// The reader's role, whose column is marked.
    own: Option<HeldRole>,
    school: &'a SchoolRoles,
    /// Whether the cells that are to be confirmed show the basis of their value.
    bases: bool,
}

impl Rows<'_> {
    /// A row: its name, which opens it, with a remark below; a cell for each role; and its content when it is open.
    fn row(
        &self,
        feature: Feature,
        href: String,
        detail: Option<AnyView>,
        remark: Option<String>,
        class: &'static str,
    ) -> AnyView {
        let expanded = if detail.is_some() { "true" } else { "false" };
        let cells = self
            .columns
            .iter()
            .map(|role| cell(feature, decide(feature, *role, self.school), self.bases, Some(*role) == self.own))
            .collect_view();
        let across = self.columns.len() + 1;
        let opened = detail.map(|detail| {
            view! {
                <tr class="row-detail" role="row" data-in-sight>
                    <td colspan=across role="cell">
                        <div>{detail}</div>
                    </td>
                </tr>
            }
        });
        view! {
            <tr id=feature.code() class=class role="row">
                <th scope="row" role="rowheader">
                    <a class="row-link" id=format!("open-{}", feature.code()) href=href aria-expanded=expanded>
                        {feature.name()}
                    </a>
                    {remark.map(|remark| view! { <small>{remark}</small> })}
                </th>
                {cells}
            </tr>
            {opened}
        }
        .into_any()
    }
}

/// What a reader must know about a row before reading its cells.
fn row_tag(feature: Feature) -> Option<String> {
    if feature.is_restriction() {
        Some("A restriction: having it means being able to do less".to_owned())
    } else if feature.is_ambiguous() {
        Some("Can be read in two ways".to_owned())
    } else if NOT_IN_ROLECALL.contains(&feature) {
        Some("Not in Rolecall".to_owned())
    } else {
        feature.note().map(|_| "Has a note".to_owned())
    }
}
