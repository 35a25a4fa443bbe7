//! `/view-as`: views the school as a role would see it, without changing anything. The banner on every page posts here
//! to stop.

use crate::api;
use crate::failure::{Failure, is_signed_out};
use crate::page_context::PageContext;
use crate::posted::{Redirector, posted};
use crate::routes;
use crate::views::{Page, ProblemView, answering, code_of};
use crate::widgets::{
    ButtonKind, Cell, Column, DataTable, Notice, NoticeKind, PageHeading, Panel, RoleTag, Row, RowHead, Stamp, Tag,
    Tone,
};
use domain::access::{Action as _, ViewAs};
use domain::form::sign_in::safe_next;
use domain::permission::SchoolRoles;
use domain::problem::Problem;
use domain::role::HeldRole;
use domain::viewer::Viewer;
use leptos::prelude::*;
use serde::Deserialize;

const TITLE: &str = "View as a role";
const SUITS: &str = "Best suited for";

/// The chosen role; without one, viewing stops.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
struct ViewAsForm {
    role: String,
    /// The page to go to.
    next: String,
}

/// The page that chooses a role to view the school as.
#[component]
pub(crate) fn ViewAsPage() -> impl IntoView {
    let here = PageContext::get();
    let page = answering(posted::<ViewAsForm>(), move |sent, redirector| async move {
        let refusal = match sent {
            Some(form) => view(&form, &redirector).await,
            None => None,
        };
        Ok((refusal, here.is_demo().await))
    });
    Page::new(TITLE, page).show(|viewer, (refusal, is_demo)| view! { <Choice viewer is_demo refusal/> })
}

/// Views the school as the chosen role and redirects; returns what prevented it.
async fn view(form: &ViewAsForm, redirector: &Redirector) -> Option<Problem> {
    let answer = match (form.role.as_str(), HeldRole::from_code(&form.role)) {
        ("", _) => api::view_as(None).await,
        (_, None) => Err(Failure(Problem::NotFound)),
        (_, role) => api::view_as(role).await,
    };
    if is_signed_out(&answer) {
        redirector.go(&routes::sign_in_then(routes::VIEW_AS));
        return None;
    }
    match answer {
        Ok(()) => {
            redirector.go(safe_next(&form.next));
            None
        }
        Err(Failure(problem)) => Some(problem),
    }
}

#[component]
fn Choice(viewer: Viewer, is_demo: bool, refusal: Option<Problem>) -> impl IntoView {
    let own = viewer.own_grants();
    let may = ViewAs { role: own.held, is_demo }.check(&own);
    if let Err(denial) = may {
        let help_contact = viewer.settings.help_contact;
        return view! { <ProblemView problem=Problem::Denied(denial) help_contact/> }.into_any();
    }
    let viewing = viewer.viewing_from.map(|_| viewer.roles.main);
    let columns = vec![Column::new("Role"), Column::new(SUITS), Column::new("View")];
    let school = &viewer.settings.roles;
    let rows: Vec<_> = school
        .all()
        .into_iter()
        .map(|role| {
            let refused = ViewAs { role, is_demo }.check(&own).err().map(|denial| denial.sentence());
            let stand = if viewing == Some(role) {
                Some("You are viewing as this")
            } else {
                (role == own.held).then_some("Your role")
            };
            view! { <RoleRow role school=school.clone() refused stand/> }
        })
        .collect();
    view! {
        <PageHeading title=TITLE back=routes::GUIDE back_label="Guide to the roles"
            lead="See the school as somebody with a role would: their pages, their pupils, what they are refused. Nothing can be changed \
                  while you look, and a banner on every page takes you back to yourself."/>
        {refusal.map(|problem| {
            crate::views::respond_with(&problem);
            view! { <Notice kind=NoticeKind::Problem title=problem.heading()>{problem.sentence()}</Notice> }
        })}
        <Panel title="Roles" id="roles" flush=true>
            <form method="post" action=routes::VIEW_AS>
                <Stamp/>
                <input type="hidden" name="next" value=routes::SCHOOL/>
                <DataTable caption="Roles to view as" columns>{rows}</DataTable>
            </form>
        </Panel>
    }
    .into_any()
}

#[component]
fn RoleRow(role: HeldRole, school: SchoolRoles, refused: Option<String>, stand: Option<&'static str>) -> impl IntoView {
    let label = school.label(role);
    let suits = match role.as_standard() {
        Some(role) => role.best_suited_for().to_owned(),
        None => format!("Your school’s own role, based on {}", role.level().label()),
    };
    let button = match refused {
        Some(why) => view! { <span class="soft small">{why}</span> }.into_any(),
        None => view! {
            <button type="submit" class=ButtonKind::Secondary.class() name="role" value=role.code().into_owned()>
                "View" <span class="hidden">{format!(" as {label}")}</span>
            </button>
        }
        .into_any(),
    };
    view! {
        <Row>
            <RowHead>
                <RoleTag code=code_of(role, &school) label=label.clone()/>
                {stand.map(|text| view! { <span class="own-role"><Tag tone=Tone::Accent text/></span> })}
            </RowHead>
            <Cell label=SUITS>{suits}</Cell>
            <Cell label="View">{button}</Cell>
        </Row>
    }
    .into_any()
}
