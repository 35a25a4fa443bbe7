//! The comparison of roles across all products. The page holds every row, and hides those not asked for, so that the
//! browser can show others without another request.

use super::{Reasons, Rows, heads};
use crate::routes;
use crate::widgets::Matrix;
use domain::catalogue::Area;
use domain::comparison::{Columns, Comparison};
use domain::permission::{RoleChoice, SchoolRoles};
use domain::product::Product;
use domain::role::HeldRole;
use leptos::prelude::*;

/// The tables of all products as one.
#[component]
pub(crate) fn ComparisonTable(
    /// The roles to compare, and the filters.
    comparison: Comparison,
    /// The products that the school uses.
    products: Vec<Product>,
    /// The reader's roles, whose columns are marked.
    own: Option<RoleChoice>,
    /// The school's customised roles.
    school: SchoolRoles,
    /// Whether the reader may see which people have a permission.
    who: bool,
) -> impl IntoView {
    let columns = comparison.columns(&school);
    let left_out: String = (0..columns.count())
        .filter(|place| !columns.shown().contains(*place))
        .map(|place| format!(" no-{place}"))
        .collect();
    let codes = columns.roles().iter().map(|role| role.code()).collect::<Vec<_>>().join(" ");
    // A column heading is marked as the reader's own if they have the same role everywhere; otherwise each product
    // marks its own.
    let everywhere = own.clone().filter(|own| products.iter().all(|product| own.role_in(*product) == Some(own.main)));
    let heads = heads(&columns, everywhere.map(|own| own.main), &school);
    let bodies = products
        .into_iter()
        .map(|product| {
            let areas: Vec<_> =
                product.areas().map(|area| body(area, &comparison, &columns, own.clone(), &school, who)).collect();
            let shown = areas.iter().map(|(shown, _)| shown).sum::<usize>();
            view! {
                <tbody role="rowgroup" data-product=product.code() hidden=shown == 0>
                    <tr class="product" role="row" id=product.code()>
                        <th scope="rowgroup" role="rowheader">{product.name()}</th>
                        <td colspan=columns.count() role="cell"></td>
                    </tr>
                </tbody>
                {areas.into_iter().map(|(_, body)| body).collect_view()}
            }
        })
        .collect_view();
    view! {
        <div class=format!("role-matrix comparison{left_out}") id="comparison" data-go="replace" data-columns=codes>
            <Matrix caption="What each role can do" label="Permission" columns=heads>
                {bodies}
            </Matrix>
        </div>
    }
}

/// An area, with the number of its rows that are shown and of all its rows.
fn body(
    area: Area,
    comparison: &Comparison,
    columns: &Columns,
    own: Option<RoleChoice>,
    school: &SchoolRoles,
    who: bool,
) -> (usize, AnyView) {
    let own: Option<HeldRole> = own.and_then(|own| own.role_in(area.product()));
    let table = Rows { columns, own, school, bases: false };
    let folded = comparison.folded.contains(&area);
    let mut shown = 0;
    let rows = area
        .features()
        .map(|feature| {
            let have = columns.with(feature, school);
            let shows = comparison.shows(feature, columns, have);
            shown += usize::from(shows);
            let open = comparison.open == Some(feature);
            let to = routes::compare(&comparison.opening((!open).then_some(feature)));
            let detail = open.then(|| {
                let roles = comparison.roles.clone();
                view! { <Reasons feature own school=school.clone() roles who/> }.into_any()
            });
            let hidden = folded || !shows;
            table.row(feature, format!("{to}#{}", feature.code()), detail, Some((have, hidden)))
        })
        .collect_view();
    let (code, fold) = (area.code(), routes::compare(&comparison.folding(area)));
    let words = [area.name(), area.product().name()].join(" ");
    let body = view! {
        <tbody role="rowgroup" data-area=code.clone() data-words=words>
            <tr class="area" role="row" hidden=shown == 0>
                <th scope="rowgroup" role="rowheader">
                    <a class="row-link" id=format!("fold-{code}") href=fold aria-expanded=if folded { "false" } else { "true" } data-fold>
                        {area.name()} <span class="hidden">{format!(", {}", area.product().name())}</span>
                    </a>
                    <small data-shown>{shown}</small>
                </th>
                <td colspan=columns.count() role="cell"></td>
            </tr>
            {rows}
        </tbody>
    }
    .into_any();
    (shown, body)
}
