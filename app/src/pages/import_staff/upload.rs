//! Choosing a file, and the list of earlier imports.

use crate::api;
use crate::page_context::PageContext;
use crate::routes;
use crate::views::{FormProblem, after, error_of, field_errors, loaded, loading};
use crate::widgets::{
    BusyNotice, ButtonKind, Cell, Column, DataTable, EmptyState, FileField, FormActions, Icon, LinkButton, PageHeading,
    Panel, Row, RowHead, Stamp, SubmitButton, Tag, Tone,
};
use domain::import::ImportLine;
use domain::problem::Problem;
use leptos::prelude::*;

/// The upload form, with the error of the file that was sent.
#[component]
pub(super) fn UploadList(problem: Option<Problem>) -> impl IntoView {
    let here = PageContext::get();
    let errors = field_errors(problem.as_ref());
    let error = error_of(&errors, "file");
    view! {
        <PageHeading title="Import staff" back=routes::USERS back_label="Users"
            lead="Upload the list of staff from your MIS. You’ll check the changes before anything is saved."/>
        <div class="stack">
            <FormProblem problem/>
            <Panel title="Choose the file">
                <form class="stack" method="post" action=routes::IMPORTS enctype="multipart/form-data">
                    <Stamp/>
                    <FileField id="file" name="file" label="List of staff" accept=".csv,.tsv,.txt,.xlsx,.xlsm,.ods,.zip" required=true error=Signal::stored(error)
                        hint="A .csv, .xlsx or .ods file, or a OneRoster zip, of up to 20 MB and 20,000 people. It needs columns for the first and the last name; an email address, a job title and the MIS's own id make it better."/>
                    <FormActions>
                        <SubmitButton label="Upload and match columns"/>
                        {after(here.is_demo(), |is_demo| is_demo.then(|| view! {
                            <LinkButton href=routes::DEMO_STAFF kind=ButtonKind::Quiet>"Get an example to try"</LinkButton>
                        }))}
                    </FormActions>
                    <BusyNotice text="Uploading and reading the file. Nothing is imported yet."/>
                </form>
            </Panel>
            <EarlierImports/>
        </div>
    }
}

/// The list of earlier imports.
#[component]
fn EarlierImports() -> impl IntoView {
    loaded(loading(api::list_imports), String::new(), |lines| view! { <Lines lines/> })
}

#[component]
fn Lines(lines: Vec<ImportLine>) -> impl IntoView {
    let columns = ["File", "Uploaded by", "When", "Result"].map(Column::new).to_vec();
    let body = if lines.is_empty() {
        view! {
            <EmptyState title="No imports yet" icon=Icon::Clock><p>"What each import did is listed here, and can be downloaded."</p></EmptyState>
        }
        .into_any()
    } else {
        let rows = lines.into_iter().map(line).collect_view();
        view! { <DataTable caption="Earlier imports" columns>{rows}</DataTable> }.into_any()
    };
    view! { <Panel title="Earlier imports" flush=true>{body}</Panel> }
}

fn line(line: ImportLine) -> impl IntoView {
    let outcome = match line.result {
        Some(result) => result.sentence().into_any(),
        None => view! { <Tag tone=Tone::Waiting icon=Icon::Clock text="Not confirmed yet"/> }.into_any(),
    };
    view! {
        <Row>
            <RowHead><a href=routes::import(line.id)><span>{line.file.words().to_owned()}</span></a></RowHead>
            <Cell label="Uploaded by">{line.by}</Cell>
            <Cell label="When"><time datetime=line.at.iso>{line.at.text}</time></Cell>
            <Cell label="Result">{outcome}</Cell>
        </Row>
    }
}
