//! Comparing roles: the form, the number of rows, and the table. Without scripts the form loads the page again; with
//! them the browser applies the form at once and updates the address.

use super::comparison_form::ComparisonForm;
use crate::routes;
use crate::views::{ComparisonTable, FetchAhead};
use crate::widgets::{ButtonKind, Cluster, LinkButton, MatrixLegend, Notice, NoticeKind, ResultCount};
use domain::comparison::{Comparison, ComparisonRemark};
use domain::permission::RoleChoice;
use domain::school::SchoolSettings;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

#[component]
pub(super) fn RoleComparison(settings: SchoolSettings, own: Option<RoleChoice>, who: bool) -> impl IntoView {
    let pairs: Vec<_> = use_query_map().with_untracked(|query| query.clone().into_iter().collect());
    let mut comparison = Comparison::read(
        &pairs.iter().map(|(key, value): &(_, String)| (key.to_string(), value.clone())).collect::<Vec<_>>(),
        &settings.roles,
    );
    let SchoolSettings { products, roles: school, .. } = settings;
    // The table shows only products that the school uses.
    let not_used = comparison.product.take_if(|product| !products.contains(product));
    let remark = comparison.remark.or(not_used.map(ComparisonRemark::ProductNotUsed));
    let columns = comparison.columns(&school);
    let used = || products.iter().flat_map(|product| product.features());
    let shown = used().filter(|feature| comparison.shows(*feature, &columns, columns.with(*feature, &school))).count();
    let count = format!("{shown} of {} permissions", used().count());
    let exports = routes::EXPORT_FORMATS.map(|(ending, format)| {
        view! {
            <LinkButton href=routes::compare_export(&comparison, ending) kind=ButtonKind::Secondary>
                {format} <span class="hidden">" file of what is shown"</span>
            </LinkButton>
        }
    });
    view! {
        <FetchAhead island="compare"/>
        <section class="stack" id="permissions">
            <h2>"Roles side by side"</h2>
            <p class="table-lead">
                "These are the defaults, with what your school has confirmed and changed. Some permissions may not apply to \
                 every feature your school uses. Choose a permission to see why each role has it or not."
            </p>
            <Cluster>
                <LinkButton href=routes::PRESENT kind=ButtonKind::Secondary>"Show them one at a time"</LinkButton>
                {who.then(|| view! {
                    <LinkButton href=routes::WHO kind=ButtonKind::Secondary>"Who can do something"</LinkButton>
                    <LinkButton href=routes::ADAPT kind=ButtonKind::Secondary>"Your school's roles"</LinkButton>
                })}
            </Cluster>
            {remark.map(|remark| view! { <Notice kind=NoticeKind::Fact><p>{remark.sentence()}</p></Notice> })}
            <section class="panel flush">
                <ComparisonForm comparison=comparison.clone() products=products.clone() school=school.clone()/>
                <div class="comparison-bar">
                    <ResultCount text=count id="compared-count" turned=false/>
                    <div class="cluster" data-region="compared-exports" id="compared-exports">{exports.into_iter().collect_view()}</div>
                </div>
            </section>
            <MatrixLegend/>
            <p class="table-lead soft">
                "Where two signs stand together, the first is what is published and the second what Rolecall applies. A tick on amber holds \
                 people back: it is a restriction."
            </p>
            <div data-region="comparison"><ComparisonTable comparison products own school who/></div>
        </section>
    }
}
