//! The comparison of roles across all products: first what matters most, then the rest of each product, which opens
//! where there is much of it. Each state is an address. The browser hides equal rows by a class, without a request.

use super::{Reasons, Rows, heads, row_tag};
use crate::routes;
use crate::widgets::Matrix;
use domain::catalogue::Area;
use domain::comparison::{ComparedRow, Comparison, PartKind, TablePart};
use domain::permission::{RoleChoice, SchoolRoles, Weight};
use domain::product::Product;
use leptos::prelude::*;

/// The tables of all products as one.
#[component]
pub(crate) fn ComparisonTable(
    /// The roles to compare, and the filters.
    comparison: Comparison,
    /// The parts of the table.
    parts: Vec<TablePart>,
    /// The products that the school uses.
    products: Vec<Product>,
    /// The reader's roles, whose columns are marked.
    own: Option<RoleChoice>,
    /// The school's customised roles.
    school: SchoolRoles,
    /// Whether the reader may see which people have a permission.
    who: bool,
) -> impl IntoView {
    // A column heading is marked as the reader's own if they have the same role everywhere; otherwise each product
    // marks its own.
    let everywhere = own.clone().filter(|own| products.iter().all(|product| own.role_in(*product) == Some(own.main)));
    let heads = heads(&comparison.roles, everywhere.map(|own| own.main), &school);
    let table = Table { comparison: &comparison, own: own.as_ref(), school: &school, who };
    let count = |of: fn(&TablePart) -> usize| parts.iter().map(of).sum::<usize>();
    let (all, differing) = (count(|part| part.rows.len()), count(TablePart::differing));
    let of: usize = products.iter().map(|product| product.feature_count()).sum();
    let bodies = parts.into_iter().map(|part| table.part(part)).collect_view();
    let class =
        if comparison.only_differences { "role-matrix comparison only-differences" } else { "role-matrix comparison" };
    view! {
        <div class=class id="comparison" data-go="replace" data-all=all data-differing=differing data-of=of>
            <Matrix caption="What each role can do" label="Permission" columns=heads>
                {bodies}
            </Matrix>
        </div>
    }
}

/// What the rows of the table are drawn by.
struct Table<'a> {
    comparison: &'a Comparison,
    own: Option<&'a RoleChoice>,
    school: &'a SchoolRoles,
    who: bool,
}

impl Table<'_> {
    fn part(&self, part: TablePart) -> AnyView {
        let across = self.comparison.roles.len() + 1;
        let (all, differing) = (part.rows.len(), part.differing());
        let same = (differing == 0).then_some("same");
        let shown = if self.comparison.only_differences { differing } else { all };
        let count = view! { <b data-all=all data-differing=differing>{shown}</b> };
        match part.kind {
            PartKind::Differing | PartKind::Weight(_) => {
                let rows = part.rows.iter().map(|row| self.row(*row, Some(part.kind))).collect_view();
                view! {
                    <tbody role="rowgroup" class=same>
                        <tr class="product" role="row">
                            <th colspan=across scope="rowgroup" role="rowheader">
                                {part.kind.heading()} " " <small>{count} " · " {part.kind.about()}</small>
                            </th>
                        </tr>
                        {rows}
                    </tbody>
                }
                .into_any()
            }
            PartKind::Product(product) => {
                let code = product.code();
                let turn = part.turned.as_ref().map(routes::compare).unwrap_or_default();
                let areas = product.areas().map(|area| self.area(area, &part)).collect_view();
                view! {
                    <tbody role="rowgroup" class=same data-product=code>
                        <tr class="product" role="row" id=code>
                            <th colspan=across scope="rowgroup" role="rowheader">
                                <a class="row-link" id=format!("fold-{code}") href=format!("{turn}#{code}") aria-expanded=if part.is_open { "true" } else { "false" } data-fold>
                                    {product.name()}
                                </a>
                                " " <small>{count} " more"</small>
                            </th>
                        </tr>
                    </tbody>
                    {part.is_open.then_some(areas)}
                }
                .into_any()
            }
        }
    }

    fn area(&self, area: Area, part: &TablePart) -> Option<AnyView> {
        let rows: Vec<_> = part.rows.iter().copied().filter(|row| row.feature.area() == area).collect();
        let same = rows.iter().all(|row| !row.differs).then_some("same");
        let across = self.comparison.roles.len() + 1;
        (!rows.is_empty()).then(|| {
            view! {
                <tbody role="rowgroup" class=same data-area=area.code()>
                    <tr class="area" role="row">
                        <th colspan=across scope="rowgroup" role="rowheader">{area.name()}</th>
                    </tr>
                    {rows.into_iter().map(|row| self.row(row, None)).collect_view()}
                </tbody>
            }
            .into_any()
        })
    }

    /// A row. In a part that is `outside` its product it says where it belongs, and its weight unless the part's heading
    /// does.
    fn row(&self, row: ComparedRow, outside: Option<PartKind>) -> AnyView {
        let feature = row.feature;
        let own = self.own.and_then(|own| own.role_in(feature.product()));
        let rows = Rows { columns: &self.comparison.roles, own, school: self.school, bases: false };
        let is_open = self.comparison.open == Some(feature);
        let to = routes::compare(&self.comparison.opening((!is_open).then_some(feature)));
        let detail = is_open.then(|| {
            let (school, roles) = (self.school.clone(), self.comparison.roles.clone());
            view! { <Reasons feature own school roles who=self.who/> }.into_any()
        });
        let place = outside.map(|part| {
            let weight = Weight::of(feature).filter(|_| part == PartKind::Differing);
            let weight = weight.map(|weight| format!("{}. ", weight.label())).unwrap_or_default();
            format!("{weight}{}, {}", feature.product().name(), feature.area().name())
        });
        let remark = match (place, row_tag(feature)) {
            (Some(place), Some(tag)) => Some(format!("{place}. {tag}")),
            (place, tag) => place.or(tag),
        };
        let class = if row.differs { "permission" } else { "permission same" };
        rows.row(feature, format!("{to}#{}", feature.code()), detail, remark, class)
    }
}
