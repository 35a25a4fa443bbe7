//! The roles side by side in the markbook: which marks each of them sees and enters, this year and in earlier ones.

use super::stage::{BackToRoles, StageFrame};
use crate::views::code_of;
use crate::widgets::CodeTag;
use domain::assessment::{MarkKind, MarkReach};
use domain::permission::{Rules, SchoolRoles};
use domain::presentation::Slide;
use domain::role::{HeldRole, Role};
use leptos::prelude::*;

#[component]
pub(super) fn Marks(slide: Slide, school: SchoolRoles) -> impl IntoView {
    let rules = Rules::of_roles(school.clone());
    let roles: Vec<HeldRole> = Role::ALL.into_iter().rev().map(HeldRole::from).collect();
    let heads = roles
        .iter()
        .map(|role| {
            view! { <th scope="col"><CodeTag code=code_of(*role, &school)/> <span>{school.label(*role)}</span></th> }
        })
        .collect_view();
    let rows = MarkKind::ALL
        .into_iter()
        .flat_map(|kind| [(kind, false), (kind, true)])
        .map(|(kind, is_past)| {
            let when = if is_past { "earlier years" } else { "this year" };
            let cells = roles.iter().map(|role| cell(MarkReach::of(*role, &rules, kind, is_past))).collect_view();
            view! { <tr><th scope="row">{kind.label()} <small>{when}</small></th>{cells}</tr> }
        })
        .collect_view();
    view! {
        <StageFrame says="Which marks each role sees and enters.">
            <header class="stage-head">
                <h1>"Marks, role by role"</h1>
                <p>"What each role meets in the markbook."</p>
            </header>
            <div class="stage-marks" role="region" tabindex="0" aria-label="Marks, role by role">
                <table class="plain">
                    <thead><tr><th scope="col">"Marks"</th>{heads}</tr></thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
            <BackToRoles slide/>
        </StageFrame>
    }
}

fn cell(reach: MarkReach) -> AnyView {
    let class = match reach {
        MarkReach::None => "reach-none",
        MarkReach::SeesAliases => "reach-aliases",
        MarkReach::Sees => "reach-sees",
        MarkReach::Enters => "reach-enters",
    };
    view! { <td class=class>{reach.label()}</td> }.into_any()
}
