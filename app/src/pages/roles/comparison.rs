//! Comparing roles: the form, what two roles have over each other, the number of rows, and the table. The form and every
//! link lead to an address; with scripts only what differs is replaced.

use super::comparison_form::ComparisonForm;
use crate::routes;
use crate::views::{ComparisonTable, FetchAhead};
use crate::widgets::{ButtonKind, Changes, Disclosure, LinkButton, MatrixLegend, Notice, NoticeKind, ResultCount};
use domain::comparison::{Comparison, ComparisonRemark, RolePair};
use domain::permission::{RoleChoice, SchoolRoles};
use domain::school::SchoolSettings;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

#[component]
pub(super) fn RoleComparison(settings: SchoolSettings, own: Option<RoleChoice>, manages: bool) -> impl IntoView {
    let pairs: Vec<_> = use_query_map().with_untracked(|query| query.clone().into_iter().collect());
    let mut comparison = Comparison::read(
        &pairs.iter().map(|(key, value): &(_, String)| (key.to_string(), value.clone())).collect::<Vec<_>>(),
        &settings.roles,
    );
    let SchoolSettings { products, roles: school, .. } = settings;
    // The table shows only products that the school uses.
    let not_used = comparison.product.take_if(|product| !products.contains(product));
    let remark = comparison.remark.or(not_used.map(ComparisonRemark::ProductNotUsed));
    let parts = comparison.parts(&products, &school);
    let of: usize = products.iter().map(|product| product.feature_count()).sum();
    let shown: usize =
        parts.iter().map(|part| if comparison.only_differences { part.differing() } else { part.rows.len() }).sum();
    let count = format!("{shown} of {of} permissions");
    let all = parts.iter().any(|part| !part.is_open).then(|| routes::compare(&comparison.opening_all(&products)));
    let pair = comparison.pair(&products, &school);
    let exports = routes::EXPORT_FORMATS.map(|(ending, format)| {
        view! {
            <LinkButton href=routes::compare_export(&comparison, ending) kind=ButtonKind::Secondary>
                {format} <span class="hidden">" file of what is shown"</span>
            </LinkButton>
        }
    });
    view! {
        <FetchAhead island="compare"/>
        <section class="stack" id="permissions" aria-label="Roles side by side">
            <section class="panel flush">
                <ComparisonForm comparison=comparison.clone() products=products.clone() school=school.clone()/>
                <div class="comparison-bar">
                    <div class="compared" data-region="compared" role="status">
                        {remark.map(|remark| view! { <Notice kind=NoticeKind::Fact><p>{remark.sentence()}</p></Notice> })}
                        {pair.map(|pair| view! { <Pair pair school=school.clone()/> })}
                    </div>
                    <ResultCount text=count id="compared-count" turned=false/>
                    <div class="cluster" data-region="compared-exports" id="compared-exports" data-go="replace">
                        {all.map(|href| view! { <LinkButton href kind=ButtonKind::Quiet>"Open every product"</LinkButton> })}
                        {exports.into_iter().collect_view()}
                    </div>
                </div>
            </section>
            <div data-region="comparison"><ComparisonTable comparison parts products own school who=manages/></div>
            <Disclosure summary="What the symbols mean">
                <MatrixLegend/>
                <p class="table-lead">
                    "These are the defaults, with what your school has confirmed and changed. Some permissions may not apply to every \
                     feature your school uses. Where a cell has two symbols, the first is the published default and the second what \
                     applies at your school. An amber tick is a restriction. Choose a permission to see why each role has it or not."
                </p>
            </Disclosure>
        </section>
    }
}

/// What two roles have over each other: a sentence, and the numbers in each product.
#[component]
fn Pair(pair: RolePair, school: SchoolRoles) -> impl IntoView {
    let by_product = pair.by_product.iter().filter(|_| pair.product.is_none());
    let numbers = by_product
        .map(|(product, counts)| {
            view! { <li>{product.name()} " " <Changes gains=counts.first loses=counts.second/></li> }
        })
        .collect_view();
    view! {
        <p class="pair-sentence">{pair.sentence(&school)}</p>
        <ul class="pair-products">{numbers}</ul>
    }
}
