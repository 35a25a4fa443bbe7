//! Handing the school over, for its Account Owner.

use super::Message;
use super::offer::RoleTransitions;
use super::submitted::{OFFER, Part, WITHDRAW};
use crate::routes;
use crate::views::listed;
use crate::widgets::{
    ButtonKind, Choice, ErrorSummary, FormActions, Notice, NoticeKind, Panel, RadioCards, Stamp, SubmitButton,
};
use domain::account::{Candidate, Ownership, role_moves};
use domain::form::account::OFFER_TO;
use domain::moment::DisplayTime;
use domain::viewer::Viewer;
use leptos::prelude::*;

#[component]
pub(super) fn HandOver(ownership: Ownership, viewer: Viewer, told: Message) -> impl IntoView {
    let body = match ownership {
        Ownership::Offered { to, since, until, stands_still } => {
            view! { <OpenOffer to since until stands_still/> }.into_any()
        }
        Ownership::Free { admins } if admins.is_empty() => view! {
            <p>"Your school has no Account Admin yet. Give somebody that role first; then you can hand the school over to them."</p>
        }
        .into_any(),
        Ownership::Free { admins } => view! { <Choose admins viewer told=told.clone()/> }.into_any(),
    };
    view! {
        <Panel title=Part::HandOver.title() id=Part::HandOver.id()>
            {told.notice(Part::HandOver)}
            {body}
        </Panel>
    }
}

#[component]
fn Choose(admins: Vec<Candidate>, viewer: Viewer, told: Message) -> impl IntoView {
    let picked = told.typed(Part::HandOver).unwrap_or_default();
    let error = told.error(Part::HandOver, OFFER_TO);
    let options: Vec<_> = admins
        .into_iter()
        .map(|admin| {
            Choice::new(admin.member.to_string(), admin.name)
                .hint(admin.job_title)
                .refused(admin.refused.map(|denial| denial.sentence()).unwrap_or_default())
        })
        .collect();
    let products = &viewer.settings.products;
    let yours = role_moves(products, viewer.roles.clone(), viewer.roles.handed_over());
    let count = products.len();
    view! {
        <div class="prose">
        <p>"A school has exactly one Account Owner. You can offer to hand that over to an Account Admin:"</p>
        <ul>
            <li>"They get an email, and have 14 days to accept with their password. Until then nothing changes, and you can take the offer back."</li>
            <li>"When they accept, they are the Account Owner, and you are an Account Admin: you can no longer change Account Admins, confirm permissions, or read the full audit log."</li>
            <RoleTransitions who="Your role" moves=yours products=count school=viewer.settings.roles.clone()/>
            <li>"Their role becomes Account Owner; where a product has given them a role of its own, that stays."</li>
            <li>"Only they can hand the school back to you. Both of you get an email, and nobody is signed out."</li>
        </ul>
            </div>
        <ErrorSummary errors=Signal::stored(listed(told.errors(Part::HandOver)))/>
        <form method="post" action=routes::ACCOUNT novalidate>
            <Stamp/>
            <input type="hidden" name="do" value=OFFER/>
            <RadioCards id=OFFER_TO name=OFFER_TO legend="Who is to be the Account Owner" options=Signal::stored(options)
                value=Signal::stored(picked) required=true error=error/>
            <FormActions>
                <SubmitButton label="Make the offer"/>
            </FormActions>
        </form>
    }
}

#[component]
fn OpenOffer(to: String, since: DisplayTime, until: DisplayTime, stands_still: String) -> impl IntoView {
    view! {
        <p>"You have offered the school to " <strong><bdi>{to}</bdi></strong> " (" {since.text} "). They can accept until " {until.text} "; until then nothing changes."</p>
        {(!stands_still.is_empty()).then(|| view! {
            <Notice kind=NoticeKind::Warning title="They cannot accept as things are"><p>{stands_still}</p></Notice>
        })}
        <form method="post" action=routes::ACCOUNT>
            <Stamp/>
            <div class="cluster"><SubmitButton label="Take the offer back" kind=ButtonKind::Secondary name="do" value=WITHDRAW/></div>
        </form>
    }
}
