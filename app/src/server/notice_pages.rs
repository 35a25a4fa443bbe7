//! The pages that the server answers with where the application cannot: a card that says why something was not done, or
//! asks for the password. They are made of the application's own widgets, need no scripts, and know no reader.

use super::notice_page::{NoticePage, draw};
use super::platform::HeldStamp;
use crate::routes;
use crate::styles::Styles;
use crate::views::problem::NextSteps;
use crate::widgets::{AuthPage, ButtonKind, Cluster, FormActions, LinkButton, PasswordField, Stamp, SubmitButton};
use domain::limits::{PASSWORD_PROVED_FOR, time};
use domain::problem::Problem;
use leptos::prelude::*;

/// Says why nothing was done. `sentence` also says what to do.
pub fn notice_page(styles: &Styles, heading: &str, sentence: &str) -> String {
    card(styles, heading, sentence, || {
        view! { <LinkButton href=routes::SCHOOL kind=ButtonKind::Secondary>"Go to School"</LinkButton> }.into_any()
    })
}

/// Says what went wrong, with the links to continue with.
pub fn problem_page(styles: &Styles, problem: &Problem) -> String {
    card(styles, problem.heading(), &problem.sentence(), || view! { <NextSteps problem=problem.clone()/> }.into_any())
}

/// Says what went wrong, with a link to where it can be corrected.
pub fn problem_page_leading(styles: &Styles, problem: &Problem, href: &str, label: &str) -> String {
    let label = label.to_owned();
    card(styles, problem.heading(), &problem.sentence(), move || {
        view! { <LinkButton href=href>{label}</LinkButton> }.into_any()
    })
}

/// One card with a heading, a sentence and `links`.
fn card(styles: &Styles, heading: &str, sentence: &str, links: impl FnOnce() -> AnyView) -> String {
    draw(NoticePage { styles, title: heading, is_wrong: false }, || {
        let links = links();
        view! { <AuthPage title=heading lead=sentence banner=None aside=None><Cluster>{links}</Cluster></AuthPage> }
            .into_any()
    })
}

/// What the page that asks for the password carries and says.
#[derive(Clone, Debug)]
pub struct StepUpPage<'p> {
    /// The address that the form is sent to.
    pub action: &'p str,
    /// The stamp of the page that the step began on.
    pub stamp: &'p str,
    /// The fields to send along.
    pub fields: Vec<(&'p str, &'p str)>,
    /// The name of the password field.
    pub password: &'static str,
    /// The problem with the previous password.
    pub wrong: Option<&'p Problem>,
    /// Whether this is the demonstration, whose people have no passwords.
    pub is_demo: bool,
}

/// Asks for the password, and sends it on with everything that was sent before.
pub fn step_up_page(styles: &Styles, asked: StepUpPage<'_>) -> String {
    let heading = Problem::StepUp.heading();
    draw(NoticePage { styles, title: heading, is_wrong: asked.wrong.is_some() }, || {
        provide_context(HeldStamp(asked.stamp.to_owned()));
        let proved_for = format!("You are not asked again for the next {}.", time(PASSWORD_PROVED_FOR));
        let form = password_form(&asked);
        view! {
            <AuthPage title=heading lead=Problem::StepUp.sentence() banner=None aside=None>
                <p>{proved_for}</p>
                {form}
            </AuthPage>
        }
        .into_any()
    })
}

fn password_form(asked: &StepUpPage<'_>) -> AnyView {
    let hint = match asked.is_demo {
        true => "In the demonstration, leave this empty unless you chose a password yourself.",
        false => "",
    };
    let carried = asked
        .fields
        .iter()
        .map(|(name, value)| view! { <input type="hidden" name=name.to_string() value=value.to_string()/> })
        .collect_view();
    let error = Signal::stored(asked.wrong.map(Problem::sentence));
    view! {
        <form class="form" method="post" action=asked.action.to_owned() novalidate>
            <Stamp/>
            {carried}
            <PasswordField id=asked.password name=asked.password label="Your password" value="" hint=hint error=error
                required={!asked.is_demo} takes_focus=true autocomplete="current-password"/>
            <FormActions>
                <SubmitButton label="Go on"/>
                <LinkButton href=routes::SCHOOL kind=ButtonKind::Quiet>"Cancel"</LinkButton>
            </FormActions>
        </form>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_question_for_the_password_sends_on_what_was_sent_with_the_stamp_of_its_page() {
        let styles = Styles { main: "/main.css".to_owned(), more: "/more.css".to_owned(), font: None };
        let problem = Problem::NotFound;
        let asked = StepUpPage {
            action: "/users/new?a=1&b=2",
            stamp: "earlier",
            fields: vec![("last_name", "O'Neill & \"Sons\"")],
            password: "step_up_password",
            wrong: Some(&problem),
            is_demo: false,
        };
        let html = step_up_page(&styles, asked);
        for part in [
            "action=\"/users/new?a=1&amp;b=2\"",
            "<input type=\"hidden\" name=\"stamp\" value=\"earlier\">",
            "name=\"last_name\" value=\"O'Neill &amp; &quot;Sons&quot;\"",
            "You are not asked again for the next 10 minutes.",
            "id=\"step_up_password-error\"",
            "aria-describedby=\"step_up_password-error\"",
            " autofocus",
            "href=\"/help\"",
        ] {
            assert!(html.contains(part), "{part}: {html}");
        }
    }
}
