//! `/sign-in`

use crate::api;
use crate::failure::Failure;
use crate::here::Here;
use crate::posted::{Onward, posted};
use crate::routes;
use crate::views::{DemoBanner, Tab, arrive};
use crate::widgets::{
    AuthPage, DemoPeople, DemoPerson, ErrorSummary, FieldError, FormActions, Loading, Notice, NoticeKind,
    PasswordField, SubmitButton, TextField,
};
use domain::form::sign_in::{SignInForm, safe_next};
use domain::problem::Problem;
use domain::viewer::Site;
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use leptos_router::{LazyRoute, lazy_route};

pub(crate) struct SignInPage;

#[lazy_route]
impl LazyRoute for SignInPage {
    fn data() -> Self {
        Self
    }

    fn view(_this: Self) -> AnyView {
        view! { <Page/> }.into_any()
    }
}

/// Signing in; in the demonstration, as anybody with one click.
#[component]
fn Page() -> impl IntoView {
    let here = Here::get();
    let query = use_query_map();
    let next = query.with_untracked(|query| query.get("next")).unwrap_or_default();
    let onward = Onward::new();
    let posted: Option<SignInForm> = posted();
    let outcome = Resource::new(
        || (),
        move |()| {
            let form = posted.clone();
            let onward = onward.clone();
            async move {
                let form = form?;
                let answer = api::sign_in(form.clone()).await;
                if let Ok(next) = &answer {
                    onward.go(next);
                }
                // The page that comes back must not hold the password.
                Some((SignInForm { password: String::new(), ..form }, answer.err()))
            }
        },
    );
    view! {
        <Suspense fallback=|| view! { <Loading label="Loading the page"/> }>
            {Suspend::new(async move {
                let site = here.site.await.ok();
                let is_demo = site.as_ref().is_some_and(|site| site.is_demo);
                let already = site.as_ref().and_then(Site::viewer).map(|viewer| viewer.name.clone());
                let (form, failure) = outcome.await.unwrap_or_else(|| (SignInForm { next, ..SignInForm::default() }, None));
                view! { <SignIn form failure already is_demo/> }
            })}
        </Suspense>
    }
}

#[component]
fn SignIn(form: SignInForm, failure: Option<Failure>, already: Option<String>, is_demo: bool) -> impl IntoView {
    arrive();
    let card = view! {
        {already.map(|name| view! { <Already name/> })}
        <SignInFields form failure/>
    };
    if is_demo {
        view! { <AuthPage title="Sign in" banner=DemoBanner aside=Demonstration>{card}</AuthPage> }.into_any()
    } else {
        view! { <AuthPage title="Sign in">{card}</AuthPage> }.into_any()
    }
}

/// Whoever is signed in already may have come here by mistake, or to become somebody else.
#[component]
fn Already(name: String) -> impl IntoView {
    view! {
        <Notice>
            <p>"You are signed in as " <strong><bdi>{name}</bdi></strong> ". " <a href=routes::SCHOOL>"Go to School"</a></p>
        </Notice>
    }
}

#[component]
fn SignInFields(form: SignInForm, failure: Option<Failure>) -> impl IntoView {
    let email = RwSignal::new(form.email);
    let password = RwSignal::new(String::new());
    let next = StoredValue::new(form.next);
    let attempt = Action::new_local(move |form: &SignInForm| {
        let form = form.clone();
        let onward = Onward::new();
        async move {
            let answer = match form.parse() {
                Ok(_) => api::sign_in(form).await,
                Err(errors) => Err(Failure(Problem::Form(errors))),
            };
            if let Ok(next) = &answer {
                onward.go(next);
            }
            answer.err()
        }
    });
    let failure = Signal::derive(move || attempt.value().get().unwrap_or_else(|| failure.clone()));
    let errors = Signal::derive(move || match failure.get() {
        Some(Failure(Problem::Form(errors))) => {
            errors.into_iter().map(|error| FieldError { id: error.field, message: error.message }).collect()
        }
        _ => Vec::new(),
    });
    let error = move |field: &'static str| {
        Signal::derive(move || {
            errors.with(|errors| errors.iter().find(|error| error.id == field).map(|error| error.message.clone()))
        })
    };
    let trouble = move || failure.get().filter(|Failure(problem)| !matches!(problem, Problem::Form(_)));
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        attempt.dispatch_local(SignInForm {
            email: email.get_untracked(),
            password: password.get_untracked(),
            next: next.get_value(),
        });
    };
    let came_from = next.with_value(|next| !next.is_empty() && safe_next(next) != routes::SCHOOL);
    view! {
        <Tab text="Sign in" wrong=Signal::derive(move || !errors.with(Vec::is_empty))/>
        <ErrorSummary errors=errors attempt=Signal::derive(move || attempt.version().get() as u32)/>
        {move || {
            trouble().map(|Failure(problem)| {
                view! { <Notice kind=NoticeKind::Problem title=problem.heading()>{problem.sentence()}</Notice> }
            })
        }}
        {came_from.then(|| view! { <p>"Sign in to go on to the page you asked for."</p> })}
        <form method="post" action=routes::SIGN_IN on:submit:capture=submit novalidate>
            <input type="hidden" name="next" value=next.get_value()/>
            <TextField id="email" name="email" label="Email address" kind="email" autocomplete="username" inputmode="email" spellcheck_off=true
                required=true value=email on_input=move |text| email.set(text) error=error("email")/>
            <PasswordField id="password" name="password" label="Password" autocomplete="current-password" required=true
                value=password on_input=move |text| password.set(text) error=error("password")/>
            <FormActions>
                <SubmitButton label="Sign in" busy=attempt.pending() busy_label="Signing in"/>
            </FormActions>
        </form>
        <p><a href=routes::FORGOTTEN>"Forgotten your password?"</a></p>
    }
}

/// One person per role, each one click away.
#[component]
fn Demonstration() -> impl IntoView {
    let people = Resource::new(|| (), |()| api::demo_people());
    view! {
        <Suspense fallback=|| view! { <Loading label="Loading the people of the demonstration"/> }>
            {Suspend::new(async move {
                people.await.ok().map(|people| {
                    let people = people
                        .into_iter()
                        .map(|person| {
                            view! {
                                <DemoPerson action=routes::DEMO_SIGN_IN name="member" value=person.member.to_string() person=person.name
                                    role=person.role.label() about=person.job_title/>
                            }
                        })
                        .collect_view();
                    view! {
                        <DemoPeople title="Look around as" lead="One click signs you in as somebody with that role.">{people}</DemoPeople>
                    }
                })
            })}
        </Suspense>
    }
}
