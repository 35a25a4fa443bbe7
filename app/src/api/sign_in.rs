//! Signing in and out, choosing a school, and using links from mails.

use super::client::StampedClient;
use super::json::Json;
use crate::failure::Failure;
use domain::form::password::PasswordForm;
use domain::form::sign_in::SignInForm;
use domain::id::MemberId;
use domain::link::{LinkPage, LinkResult};
use domain::viewer::{DemoPerson, SchoolChoice, Site};
use leptos::prelude::*;

/// The account behind the browser's session, and what kind of site this is.
#[server(prefix = "/api", endpoint = "site", input = Json, output = Json, client = StampedClient)]
pub async fn current_site() -> Result<Site, Failure> {
    crate::server::anonymous(|public, visit| async move {
        match visit.actor().await {
            Ok(actor) => public.site_of(&actor).await,
            Err(_) => public.site(visit.token()).await,
        }
    })
    .await
}

/// Signs in and returns the page to go to.
#[server(prefix = "/api", endpoint = "sign-in", input = Json, output = Json, client = StampedClient)]
pub async fn sign_in(form: SignInForm) -> Result<String, Failure> {
    let response = crate::server::response();
    crate::server::anonymous(|public, visit| async move {
        let signed_in = public.sign_in(&form, visit.browser()).await?;
        crate::server::begin(&visit, response.as_ref(), &signed_in);
        Ok(domain::form::sign_in::safe_next(&form.next).to_owned())
    })
    .await
}

/// Ends the session that the page was drawn for.
#[server(prefix = "/api", endpoint = "sign-out", input = Json, output = Json, client = StampedClient)]
pub async fn sign_out() -> Result<(), Failure> {
    let response = crate::server::response();
    crate::server::anonymous(|public, visit| async move {
        if let Some(token) = visit.token() {
            public.sign_out(token, visit.stamp()).await?;
        }
        crate::server::end(&visit, response.as_ref());
        Ok(())
    })
    .await
}

/// The schools that the signed-in account belongs to.
#[server(prefix = "/api", endpoint = "schools", input = Json, output = Json, client = StampedClient)]
pub async fn schools() -> Result<Vec<SchoolChoice>, Failure> {
    crate::server::anonymous(|public, visit| async move {
        match visit.token() {
            Some(token) => public.schools(token).await,
            None => Err(domain::problem::Problem::SignedOut { kept: false }),
        }
    })
    .await
}

/// Switches the session to one of the account's schools and renews its token.
#[server(prefix = "/api", endpoint = "schools/choose", input = Json, output = Json, client = StampedClient)]
pub async fn choose_school(member: MemberId) -> Result<(), Failure> {
    let response = crate::server::response();
    crate::server::anonymous(|public, visit| async move {
        let token = visit.token().ok_or(domain::problem::Problem::SignedOut { kept: false })?;
        let renewed = public.choose_school(token, visit.stamp(), member).await?;
        crate::server::renew(&visit, response.as_ref(), &renewed);
        Ok(())
    })
    .await
}

/// Requests a reset link. The answer is the same whether or not the address has an account.
#[server(prefix = "/api", endpoint = "password/forgotten", input = Json, output = Json, client = StampedClient)]
pub async fn request_reset(email: String) -> Result<(), Failure> {
    crate::server::anonymous(|public, visit| async move { public.request_reset(&email, visit.browser()).await }).await
}

/// What the link with this token offers. Opening a link does not use it up.
#[server(prefix = "/api", endpoint = "link", input = Json, output = Json, client = StampedClient)]
pub async fn open_link(token: String) -> Result<LinkPage, Failure> {
    crate::server::anonymous(|public, visit| async move { public.open_link(&token, visit.token()).await }).await
}

/// Carries out what a link offers.
#[server(prefix = "/api", endpoint = "link/use", input = Json, output = Json, client = StampedClient)]
pub async fn use_link(form: PasswordForm) -> Result<LinkResult, Failure> {
    let response = crate::server::response();
    crate::server::anonymous(|public, visit| async move {
        let done = public.use_link(&form, visit.token(), visit.browser()).await?;
        crate::server::remember(&visit, response.as_ref(), done.device.as_ref());
        crate::server::renew(&visit, response.as_ref(), &done.renewed);
        Ok(done.used)
    })
    .await
}

/// The people a visitor can sign in as in the demonstration.
#[server(prefix = "/api", endpoint = "demo/people", input = Json, output = Json, client = StampedClient)]
pub async fn demo_people() -> Result<Vec<DemoPerson>, Failure> {
    crate::server::anonymous(|public, _| async move { public.demo_people().await }).await
}

/// Signs in as one of the people of the demonstration.
#[server(prefix = "/api", endpoint = "demo/sign-in", input = Json, output = Json, client = StampedClient)]
pub async fn demo_sign_in(member: MemberId) -> Result<(), Failure> {
    let response = crate::server::response();
    crate::server::anonymous(|public, visit| async move {
        let signed_in = public.demo_sign_in(member, visit.browser()).await?;
        crate::server::begin(&visit, response.as_ref(), &signed_in);
        Ok(())
    })
    .await
}
