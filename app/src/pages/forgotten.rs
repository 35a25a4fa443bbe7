//! `/forgotten-password`: asks for an address, and answers the same whether it has an account or not.

use crate::api;
use crate::failure::Failure;
use crate::here::Here;
use crate::posted::posted;
use crate::routes;
use crate::views::Outside;
use crate::widgets::{
    ButtonKind, Cluster, Confirmation, ErrorSummary, FieldError, FormActions, LinkButton, Loading, Notice, NoticeKind,
    SubmitButton, TextField,
};
use domain::name::EmailAddress;
use domain::problem::Problem;
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use leptos_router::{LazyRoute, lazy_route};
use serde::{Deserialize, Serialize};

pub(crate) struct ForgottenPage;

/// What is typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
struct ForgottenForm {
    /// The address to send a link to.
    email: String,
}

/// What was asked, and what stood in the way if anything did.
type Asked = (ForgottenForm, Option<Problem>);

#[lazy_route]
impl LazyRoute for ForgottenPage {
    fn data() -> Self {
        Self
    }

    fn view(_this: Self) -> AnyView {
        let here = Here::get();
        let posted: Option<ForgottenForm> = posted();
        let outcome = Resource::new(
            || (),
            move |()| {
                let posted = posted.clone();
                async move { Some(ask(posted?).await) }
            },
        );
        view! {
            <Suspense fallback=|| view! { <Loading label="Loading the page"/> }>
                {Suspend::new(async move {
                    let asked = outcome.await;
                    let is_demo = here.site.await.is_ok_and(|site| site.is_demo);
                    view! { <Forgotten asked is_demo/> }
                })}
            </Suspense>
        }
        .into_any()
    }
}

async fn ask(form: ForgottenForm) -> Asked {
    let answer = api::ask_reset(form.email.clone()).await;
    (form, answer.err().map(|Failure(problem)| problem))
}

#[component]
fn Forgotten(asked: Option<Asked>, is_demo: bool) -> impl IntoView {
    let email = RwSignal::new(asked.as_ref().map(|(form, _)| form.email.clone()).unwrap_or_default());
    let attempt = Action::new_local(|form: &ForgottenForm| {
        let form = form.clone();
        async move {
            match EmailAddress::parse(&form.email) {
                Ok(_) => ask(form).await,
                Err(sentence) => (form, Some(Problem::field("email", sentence))),
            }
        }
    });
    let asked = Memo::new(move |_| attempt.value().get().or_else(|| asked.clone()));
    let sent = Memo::new(move |_| asked.get().and_then(|(form, problem)| problem.is_none().then_some(form.email)));
    let error = Memo::new(move |_| match asked.get() {
        Some((_, Some(Problem::Form(errors)))) => errors.into_iter().next().map(|error| error.message),
        _ => None,
    });
    let trouble =
        move || asked.get().and_then(|(_, problem)| problem).filter(|problem| !matches!(problem, Problem::Form(_)));
    let errors = Signal::derive(move || {
        error.get().map(|message| FieldError { id: "email".to_owned(), message }).into_iter().collect::<Vec<_>>()
    });
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        if !attempt.pending().get_untracked() {
            attempt.dispatch_local(ForgottenForm { email: email.get_untracked() });
        }
    };
    let lead = move || if sent.with(Option::is_some) { "" } else { "We send you a link to set a new one." }.to_owned();
    view! {
        <Outside title="Forgotten your password?" lead=Signal::derive(lead) wrong=Signal::derive(move || error.get().is_some()) is_demo>
            {move || match sent.get() {
                Some(email) => view! { <OnItsWay email/> }.into_any(),
                None => view! {
                    <ErrorSummary errors=errors attempt=Signal::derive(move || attempt.version().get() as u32)/>
                    {move || trouble().map(|problem| view! { <Notice kind=NoticeKind::Problem title=problem.heading()>{problem.sentence()}</Notice> })}
                    <form method="post" action=routes::FORGOTTEN on:submit:capture=submit novalidate>
                        <TextField id="email" name="email" label="Email address" hint="The one you sign in with." kind="email" autocomplete="username"
                            inputmode="email" spellcheck_off=true required=true value=email on_input=move |text| email.set(text) error=error/>
                        <FormActions>
                            <SubmitButton label="Send the link" busy=attempt.pending() busy_label="Sending"/>
                        </FormActions>
                    </form>
                    <p><a href=routes::SIGN_IN>"Back to sign in"</a></p>
                }
                .into_any(),
            }}
        </Outside>
    }
}

/// The same words whether the address has an account or not.
#[component]
fn OnItsWay(email: String) -> impl IntoView {
    view! {
        <Confirmation title="Look at your email" takes_focus=true>
            <p>"If " <strong><bdi>{email}</bdi></strong> " has an account, an email is on its way. The link works for one hour."</p>
        </Confirmation>
        <p>
            "Nothing there after a few minutes? Look among the junk mail, and check with your school's admin that this is the address you sign in with."
        </p>
        <Cluster>
            <LinkButton href=routes::SIGN_IN kind=ButtonKind::Secondary>"Back to sign in"</LinkButton>
        </Cluster>
    }
}
