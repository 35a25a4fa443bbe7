//! `/roles/manage/{role}`: changing what one role gives, in two steps, and deleting one the school made. The folder has
//! the form's cells, the review and the deletion. Creating a role belongs to `pages::manage_roles`, the rules to
//! `domain::role_customisation`.

mod affected;
mod cells;
mod deleting;
mod review;
mod submitted;

use crate::platform;
use crate::posted::posted;
use crate::routes;
use crate::views::{KeptNotice, Page, ProblemView, answering, in_path, in_query, listed, respond_with, there};
use crate::widgets::{
    ButtonKind, ErrorSummary, Fields, FormActions, LinkButton, Notice, NoticeKind, PageHeading, Panel, Stamp,
    SubmitButton, TextField,
};
use cells::{Cells, Finding};
use deleting::{Delete, Deleting};
use domain::access::{Action as _, ChangeRole};
use domain::problem::{FieldError, Problem};
use domain::role::HeldRole;
use domain::role_customisation::{NAME, RoleForm, SEEN, VERSION};
use domain::viewer::Viewer;
use leptos::prelude::*;
use review::ReviewRole;
use submitted::{RoleInput, RolePageState, SubmittedRole};

const TITLE: &str = "Change a role";

/// The page of one role, for readers who may change it.
#[component]
pub(crate) fn RolePage() -> impl IntoView {
    let role = in_path("role", HeldRole::from_code);
    let sent = posted::<Vec<(String, String)>>().map(|pairs| SubmittedRole::read(&pairs));
    let page = answering(sent, move |sent, redirector| async move {
        let role = there(role)?;
        let shown = match sent {
            Some(sent) => sent.answer(role, &redirector).await?,
            None => SubmittedRole::nothing(role).await,
        };
        Ok((role, shown))
    });
    Page::new(TITLE, page)
        .wrong(|(_, shown)| shown.is_wrong())
        .show(|viewer, (role, shown)| view! { <Guarded viewer role shown/> })
}

/// The choices in the form that was posted, for its draft, unless the form deletes the role.
pub(crate) fn typed(body: &[u8]) -> Option<RoleForm> {
    SubmittedRole::read(&platform::read_form::<Vec<(String, String)>>(body)?).typed()
}

/// The role, or the rule that forbids changing it.
#[component]
fn Guarded(viewer: Viewer, role: HeldRole, shown: RolePageState) -> impl IntoView {
    let refused = match (ChangeRole { role }).check(&viewer.grants()) {
        Err(denial) => Some(Problem::Denied(denial)),
        Ok(()) => (!viewer.settings.roles.has(role)).then_some(Problem::NotFound),
    };
    if let Some(problem) = refused {
        return view! { <ProblemView problem help_contact=viewer.settings.help_contact/> }.into_any();
    }
    match shown {
        RolePageState::Opened => view! { <Role viewer role typed=None/> }.into_any(),
        RolePageState::Typed(typed) => view! { <Role viewer role typed=Some(*typed)/> }.into_any(),
        RolePageState::Reviewing(review) => view! { <ReviewRole summary=*review settings=viewer.settings/> }.into_any(),
        RolePageState::Deleting(deleting) => {
            view! { <Deleting role summary=*deleting settings=viewer.settings/> }.into_any()
        }
        // The answer redirects.
        RolePageState::Done => ().into_any(),
    }
}

#[component]
fn Role(viewer: Viewer, role: HeldRole, typed: Option<RoleInput>) -> impl IntoView {
    let done = in_query("done").filter(|_| typed.is_none());
    let label = viewer.settings.roles.label(role);
    let done = done.as_deref().and_then(|done| submitted::done(done, role, &label));
    let saved = RoleForm::of(role, &viewer.settings.roles);
    let is_unsaved = typed.as_ref().is_some_and(|typed| typed.form.is_some());
    let kept = typed.as_ref().is_some_and(|typed| typed.kept);
    let (form, errors, trouble, to) = match typed {
        Some(RoleInput { form, problem, to, .. }) => {
            let mut form = form.unwrap_or_else(|| saved.clone());
            // Only a reader who has been told about the other change may save on top of it.
            if matches!(&problem, Some(Problem::Form(errors)) if FieldError::at(errors, VERSION).is_some()) {
                form.version = saved.version;
            }
            match problem {
                Some(Problem::Form(errors)) => (form, errors, None, to),
                problem => (form, Vec::new(), problem, to),
            }
        }
        None => (saved.clone(), Vec::new(), None, String::new()),
    };
    let back = RoleForm::restoring_published(role, &viewer.settings.roles);
    let is_changed = !saved.cells.is_empty();
    let lead = match role.is_custom() {
        true => format!(
            "Your school’s own role, based on {0}. What you leave as {0} follows that role, also when it changes.",
            role.level().label()
        ),
        false => "A standard role. What you set here holds at your school alone, and you can put it back at any time."
            .to_owned(),
    };
    let (version, overtaken) = (form.version, FieldError::at(&errors, VERSION));
    let name_error = Signal::stored(FieldError::at(&errors, NAME));
    // Errors about the whole form are shown above it, the rest beside their fields.
    let beside: Vec<_> = errors.iter().filter(|error| error.field != VERSION).cloned().collect();
    let name = form.name.clone();
    let grants = viewer.grants();
    let school = viewer.settings.roles.clone();
    view! {
        <PageHeading title=format!("Change {label}") lead back=routes::MANAGE_ROLES back_label="Your school's roles"/>
        <div class="stack">
            {done.map(|text| view! { <Notice kind=NoticeKind::Success takes_focus=true><p>{text}</p></Notice> })}
            <KeptNotice is_kept=kept/>
            {trouble.map(|problem| {
                respond_with(&problem);
                view! { <Notice kind=NoticeKind::Problem title=problem.heading()><p>{problem.sentence()}</p></Notice> }
            })}
            {overtaken.map(|sentence| view! {
                <Notice kind=NoticeKind::Problem title="This was not saved"><p>{sentence} "."</p></Notice>
            })}
            <ErrorSummary errors=Signal::stored(listed(beside))/>
            <Panel>
                <Finding/>
                <form class="role-cells" method="post" action=routes::manage_role(role) novalidate data-guard data-again
                    data-unsaved=is_unsaved.then_some("")>
                    <Stamp/>
                    <input type="hidden" name=VERSION value=version.to_string()/>
                    {role.is_custom().then(|| view! {
                        <Fields>
                            <TextField id=NAME name=NAME label="Name" value=name required=true autocomplete="off" error=name_error/>
                        </Fields>
                    })}
                    <Cells viewer role form saved errors/>
                    <FormActions>
                        <SubmitButton label="See what changes" name=submitted::STEP value=submitted::REVIEW/>
                        <LinkButton href=routes::MANAGE_ROLES kind=ButtonKind::Quiet>"Cancel"</LinkButton>
                    </FormActions>
                </form>
            </Panel>
            {(is_changed && !role.is_custom()).then(|| view! { <RestorePublished role back=back.clone()/> })}
            {role.is_custom().then(|| view! { <Delete grants role version to school/> })}
        </div>
    }
}

/// The form that restores a standard role to its published state, with nothing set in it.
#[component]
fn RestorePublished(role: HeldRole, back: RoleForm) -> impl IntoView {
    let fields = carried(role, &back);
    view! {
        <Panel title="Put it back" id="put-back">
            <p>"Then it gives what is published, and what your school has confirmed. You see whom that reaches before anything is saved."</p>
            <form method="post" action=routes::manage_role(role)>
                <Stamp/>
                {fields}
                <FormActions>
                    <SubmitButton label="See what putting it back changes" kind=ButtonKind::Secondary name=submitted::STEP value=submitted::REVIEW/>
                </FormActions>
            </form>
        </Panel>
    }
}

/// The notice that the role has changed since the summary was confirmed.
#[component]
fn ReviewOutdated() -> impl IntoView {
    view! {
        <Notice kind=NoticeKind::Warning title="Something changed while you looked">
            <p>"Nothing was saved. Check what it comes to now, then confirm again."</p>
        </Notice>
    }
}

/// The hidden fields that send the form again.
fn carried(role: HeldRole, form: &RoleForm) -> impl IntoView + use<> {
    // Cells that follow the original are sent too, because a cell missing from the form keeps its setting.
    let cells = form
        .cells
        .iter()
        .map(|(code, setting)| {
            let (name, value) = (cells::field(code), setting.clone());
            view! { <input type="hidden" name=name value=value/> }
        })
        .collect_view();
    let name = role.is_custom().then(|| view! { <input type="hidden" name=NAME value=form.name.clone()/> });
    view! {
        <input type="hidden" name=VERSION value=form.version.to_string()/>
        <input type="hidden" name=SEEN value=form.seen.clone()/>
        {name}
        {cells}
    }
}

/// The name of the setting that follows the original role.
fn follows(role: HeldRole) -> String {
    match role.is_custom() {
        true => format!("As {}", role.level().label()),
        false => "As published".to_owned(),
    }
}
