//! The names slide: one list of pupils as a teacher sees it and as a governor sees it, with names beside the aliases
//! that they become. The pupils are made up, so that no child's name is ever on a screen in front of an audience.

use super::stage::{BackToRoles, StageFrame};
use crate::views::code_of;
use crate::widgets::CodeTag;
use domain::permission::SchoolRoles;
use domain::presentation::Slide;
use domain::pupil::Alias;
use domain::role::Role;
use leptos::prelude::*;

/// Pupils whom nobody is, with the number that draws their alias.
const PUPILS: [(&str, &str, u64); 8] = [
    ("Amelia Osei", "14 March 2018", 48_113),
    ("Ben Hargreaves", "2 September 2017", 390_402),
    ("Cerys Pritchard", "29 May 2018", 207_655),
    ("Danish Mahmood", "11 January 2018", 512_094),
    ("Eleni Georgiou", "7 July 2018", 96_871),
    ("Finn O’Rourke", "23 November 2017", 448_230),
    ("Grace Adebayo", "18 February 2018", 301_977),
    ("Hugo Lindqvist", "30 June 2018", 155_346),
];

#[component]
pub(super) fn Names(slide: Slide, school: SchoolRoles) -> impl IntoView {
    let teacher = PUPILS
        .iter()
        .map(|(name, born, _)| view! { <tr><th scope="row">{*name}</th><td>{*born}</td></tr> })
        .collect_view();
    // The name dissolves for the audience to see. A governor's own page never has one.
    let governor = PUPILS
        .iter()
        .map(|(name, born, lot)| {
            let alias = Alias::drawn(*lot).to_string();
            view! {
                <tr>
                    <th scope="row"><span class="dissolving" aria-hidden="true">{*name}</span> <span class="appearing">{alias}</span></th>
                    <td><span class="dissolving" aria-hidden="true">{*born}</span> <span class="appearing">"Not shown"</span></td>
                </tr>
            }
        })
        .collect_view();
    let head = |role: Role| {
        view! { <CodeTag code=code_of(role, &school)/> <span>{school.label(role.into())}</span> }.into_any()
    };
    let (teachers, governors) = (head(Role::PartialEdit), head(Role::MinimalReadOnly));
    view! {
        <StageFrame says="A teacher sees names, a governor aliases.">
            <header class="stage-head">
                <h1>"A teacher | a governor"</h1>
                <p>"The same example class. Nobody here is real."</p>
            </header>
            <div class="stage-split">
                <section>
                    <h2>"A teacher sees names" <small>{teachers}</small></h2>
                    <Pupils>{teacher}</Pupils>
                </section>
                <section>
                    <h2>"A governor sees aliases" <small>{governors}</small></h2>
                    <Pupils>{governor}</Pupils>
                </section>
            </div>
            <p class="stage-adds">"An alias stays the same, so that progress can be followed. It cannot be traced back to a child."</p>
            <BackToRoles slide/>
        </StageFrame>
    }
}

#[component]
fn Pupils(children: Children) -> impl IntoView {
    view! {
        <table class="plain">
            <thead><tr><th scope="col">"Pupil"</th><th scope="col">"Born"</th></tr></thead>
            <tbody>{children()}</tbody>
        </table>
    }
}
