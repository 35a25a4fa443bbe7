//! Failed and throttled sign-ins, and refusals: figures, and the latest entries.

use crate::api;
use crate::routes;
use crate::views::{loaded, loading};
use crate::widgets::{Cell, Column, DataTable, EmptyState, Icon, KeyFigure, KeyFigures, Panel, Row, RowHead};
use domain::attempt::{AttemptCount, AttemptRow, SignInAttempts as Attempts};
use leptos::prelude::*;

const WHEN: &str = "When";
const WHO: &str = "Whose account";
const WHAT: &str = "What happened";
const NETWORK: &str = "Network";
const TIMES: &str = "How often";

/// The audit page's section about signing in.
#[component]
pub(super) fn SignInAttempts() -> impl IntoView {
    let attempts = loading(api::view_sign_in_attempts);
    view! {
        <Panel title="Sign-in attempts" id="sign-in-attempts" flush=true>
            <p class="panel-text">
                "The last 30 days, for people at your school. Attempts with addresses that have no account are not counted here."
            </p>
            {loaded(attempts, String::new(), |attempts| view! { <AttemptSummary attempts/> })}
        </Panel>
    }
}

#[component]
fn AttemptSummary(attempts: Attempts) -> impl IntoView {
    let figures = attempts.counts.into_iter().map(|count| view! { <Figure count/> }).collect_view();
    let rows = if attempts.rows.is_empty() {
        view! {
            <EmptyState title="No sign-in attempts to show" icon=Icon::Tick>
                <p>"Nobody entered a wrong password or was refused anything in the last 30 days."</p>
            </EmptyState>
        }
        .into_any()
    } else {
        view! { <LatestAttempts rows=attempts.rows/> }.into_any()
    };
    view! {
        <div data-region="sign-in-attempts">
            <div class="panel-text"><KeyFigures>{figures}</KeyFigures></div>
            {rows}
        </div>
    }
}

#[component]
fn Figure(count: AttemptCount) -> impl IntoView {
    let note = format!("{} in the last 24 hours", count.in_a_day);
    view! { <KeyFigure label=count.group.label() value=count.in_a_month.to_string() note/> }
}

#[component]
fn LatestAttempts(rows: Vec<AttemptRow>) -> impl IntoView {
    let columns = [WHEN, WHO, WHAT, NETWORK, TIMES].map(Column::new).to_vec();
    let rows = rows
        .into_iter()
        .map(|row| {
            let network = if row.network.is_empty() { "Many networks".to_owned() } else { row.network };
            let times = if row.times == 1 { "Once".to_owned() } else { format!("{} times", row.times) };
            view! {
                <Row>
                    <RowHead><time datetime=row.when.iso>{row.when.text}</time></RowHead>
                    <Cell label=WHO><a href=routes::user(row.member)><bdi>{row.name}</bdi></a></Cell>
                    <Cell label=WHAT>{row.attempt.sentence()}</Cell>
                    <Cell label=NETWORK>{network}</Cell>
                    <Cell label=TIMES>{times}</Cell>
                </Row>
            }
        })
        .collect_view();
    view! { <DataTable caption="The latest sign-in attempts" columns>{rows}</DataTable> }
}
