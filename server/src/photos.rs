//! Photos of people: serving them, and accepting uploads.

use crate::document;
use crate::served::RouterState;
use app::stamp::STAMP;
use app::{Visit, routes};
use axum::extract::multipart::{Multipart, MultipartError, MultipartRejection};
use axum::extract::{Form, Path, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse as _, Redirect, Response};
use axum::{Extension, Json};
use backend::photo;
use domain::form::sign_in::safe_next;
use domain::id::{MemberId, PhotoId};
use domain::photo::{Crop, FIELD, PhotoError, PhotoSize};
use domain::problem::Problem;
use serde::Deserialize;
use serde_json::json;

/// A photo never changes under its address, but only signed-in people may see it, so the browser has to ask each time
/// whether it may show its copy.
const ASKED_EACH_TIME: HeaderValue = HeaderValue::from_static("private, no-cache");
/// A picture opened directly is a document that may do nothing.
const POLICY: HeaderValue = HeaderValue::from_static("default-src 'none'; sandbox; frame-ancestors 'none'");
const KIND: HeaderValue = HeaderValue::from_static(photo::MEDIA_TYPE);

/// A photo's file.
pub(crate) async fn file(
    State(served): State<RouterState>,
    headers: HeaderMap,
    Extension(visit): Extension<Visit>,
    Path((photo, size)): Path<(String, String)>,
) -> Response {
    let found = find(&visit, &photo, &size).await;
    answer(&served, &headers, &visit, &format!("{photo}-{size}"), found)
}

/// The answer with a photo's file. `tag` tells it from every other file that was ever at this address.
pub(crate) fn answer(
    served: &RouterState,
    headers: &HeaderMap,
    visit: &Visit,
    tag: &str,
    found: Result<Vec<u8>, Problem>,
) -> Response {
    match found {
        Ok(file) => {
            let Ok(tag) = HeaderValue::from_str(&format!("\"{tag}\"")) else {
                return document::problem(served.site.styles(), &Problem::NotFound);
            };
            let is_known = headers.get(header::IF_NONE_MATCH) == Some(&tag);
            let kept = [(header::CACHE_CONTROL, ASKED_EACH_TIME), (header::ETAG, tag)];
            if is_known {
                return (StatusCode::NOT_MODIFIED, kept).into_response();
            }
            let file_headers = [(header::CONTENT_TYPE, KIND), (header::CONTENT_SECURITY_POLICY, POLICY)];
            (kept, file_headers, file).into_response()
        }
        Err(problem) => {
            visit.note_refusal(&problem);
            document::problem(served.site.styles(), &problem)
        }
    }
}

async fn find(visit: &Visit, photo: &str, size: &str) -> Result<Vec<u8>, Problem> {
    let actor = visit.actor().await?;
    let photo = PhotoId::parse(photo).ok_or(Problem::NotFound)?;
    let size = PhotoSize::parse(size).ok_or(Problem::NotFound)?;
    photo::find(visit.backend(), &actor, photo, size).await
}

/// A picture with the form's other fields.
#[derive(Default)]
struct UploadedPhoto {
    picture: Vec<u8>,
    crop: Crop,
    back: Option<String>,
    stamp: Option<String>,
}

pub(crate) async fn set(
    State(served): State<RouterState>,
    headers: HeaderMap,
    Extension(visit): Extension<Visit>,
    Path(member): Path<String>,
    form: Result<Multipart, MultipartRejection>,
) -> Response {
    // A form that breaks off names no page to go back to.
    let sent = match form {
        Ok(form) => read(form).await,
        Err(_) => Ok(UploadedPhoto::default()),
    };
    let back = back(&member, sent.as_ref().ok().and_then(|sent| sent.back.as_deref()));
    let visit = visit.sent_from(sent.as_ref().ok().and_then(|sent| sent.stamp.clone()));
    let done = match sent {
        Ok(sent) => save(&visit, &member, sent).await,
        // Nothing large is read when nobody is signed in, so that is the reason given.
        Err(_) => Err(visit.actor().await.err().unwrap_or_else(|| PhotoError::Broken.into())),
    };
    match done {
        Ok(photo) if wants_json(&headers) => Json(json!({ FIELD: photo })).into_response(),
        Ok(_) => Redirect::to(&back).into_response(),
        Err(problem) => {
            visit.note_refusal(&problem);
            refuse(&served, &headers, problem, &back)
        }
    }
}

async fn save(visit: &Visit, member: &str, sent: UploadedPhoto) -> Result<PhotoId, Problem> {
    let actor = visit.actor().await?;
    let member = MemberId::parse(member).ok_or(Problem::NotFound)?;
    photo::set(visit.backend(), &actor, member, sent.picture, sent.crop).await
}

/// Takes the picture of a form and leads back to the page `back`, which says `done`.
pub(crate) async fn receive<Saving: Future<Output = Result<(), Problem>>>(
    served: &RouterState,
    headers: &HeaderMap,
    visit: Visit,
    form: Result<Multipart, MultipartRejection>,
    (back, done): (&str, &str),
    save: impl FnOnce(Visit, Vec<u8>) -> Saving,
) -> Response {
    let sent = match form {
        Ok(form) => read(form).await,
        Err(_) => Ok(UploadedPhoto::default()),
    };
    let visit = visit.sent_from(sent.as_ref().ok().and_then(|sent| sent.stamp.clone()));
    let saved = match sent {
        Ok(sent) => save(visit.clone(), sent.picture).await,
        // Nothing large is read when nobody is signed in, so that is the reason given.
        Err(_) => Err(visit.actor().await.err().unwrap_or_else(|| PhotoError::Broken.into())),
    };
    match saved {
        Ok(()) => Redirect::to(&routes::part(&routes::done(back, done), FIELD)).into_response(),
        Err(problem) => {
            visit.note_refusal(&problem);
            refuse(served, headers, problem, &routes::part(back, FIELD))
        }
    }
}

/// Reads the form.
async fn read(mut form: Multipart) -> Result<UploadedPhoto, MultipartError> {
    let (mut sent, mut crop) = (UploadedPhoto::default(), [const { String::new() }; 3]);
    while let Some(field) = form.next_field().await? {
        match field.name().unwrap_or_default() {
            FIELD => sent.picture = field.bytes().await?.into(),
            "x" => crop[0] = field.text().await?,
            "y" => crop[1] = field.text().await?,
            "zoom" => crop[2] = field.text().await?,
            "back" => sent.back = Some(field.text().await?),
            STAMP => sent.stamp = Some(field.text().await?),
            _ => {}
        }
    }
    let [x, y, zoom] = crop;
    sent.crop = Crop::read(&x, &y, &zoom);
    Ok(sent)
}

#[derive(Default, Deserialize)]
pub(crate) struct Removal {
    back: Option<String>,
    stamp: Option<String>,
}

pub(crate) async fn remove(
    State(served): State<RouterState>,
    headers: HeaderMap,
    Extension(visit): Extension<Visit>,
    Path(member): Path<String>,
    form: Result<Form<Removal>, axum::extract::rejection::FormRejection>,
) -> Response {
    let Removal { back: asked, stamp } = form.map(|Form(form)| form).unwrap_or_default();
    let back = back(&member, asked.as_deref());
    let visit = visit.sent_from(stamp);
    match forget(&visit, &member).await {
        Ok(()) => Redirect::to(&back).into_response(),
        Err(problem) => {
            visit.note_refusal(&problem);
            refuse(&served, &headers, problem, &back)
        }
    }
}

async fn forget(visit: &Visit, member: &str) -> Result<(), Problem> {
    let actor = visit.actor().await?;
    let member = MemberId::parse(member).ok_or(Problem::NotFound)?;
    photo::remove(visit.backend(), &actor, member).await
}

/// The page that the form came from: the person's, unless the form names another page of this site.
fn back(member: &str, asked: Option<&str>) -> String {
    let page = match (asked, MemberId::parse(member)) {
        (Some(asked), _) => safe_next(asked).split('#').next().unwrap_or_default().to_owned(),
        (None, Some(member)) => routes::user(member),
        (None, None) => routes::SCHOOL.to_owned(),
    };
    format!("{page}#{FIELD}")
}

fn wants_json(headers: &HeaderMap) -> bool {
    headers.get(header::ACCEPT).is_some_and(|accepted| accepted == "application/json")
}

/// The answer to a picture that was not taken: it leads back to the page it was sent from.
fn refuse(served: &RouterState, headers: &HeaderMap, problem: Problem, back: &str) -> Response {
    if wants_json(headers) {
        let status = StatusCode::from_u16(problem.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        return (status, Json(problem)).into_response();
    }
    let styles = served.site.styles();
    match problem {
        Problem::Form(_) => document::problem_leading(styles, &problem, back, "Go back and choose another picture"),
        Problem::SignedOut { .. } => {
            let page = back.split('#').next().unwrap_or_default();
            document::problem_leading(styles, &problem, &routes::sign_in_then(page), "Sign in again")
        }
        _ => document::problem(styles, &problem),
    }
}
