//! Withdrawing a page: its reader is signed in, but their role has changed, and the page may name people whom they may not
//! know any more. What they typed is kept first, where something keeps it.

use super::words::{GO_TO_SCHOOL, PAGE_WITHDRAWN, WITHDRAWN_AND_KEPT, WITHDRAWN_AND_LOST};
use super::{forms, marking, marks_waiting, navigation, regions, session, tell};
use crate::routes;

/// Ends the page. It is loaded again if it then shows what was typed, or if marks alone were: they are kept one by one, and
/// shown on every page. `is_refused` says that its reader may not open it.
pub(super) async fn withdraw(is_refused: bool) {
    tell(marking::LEAVING);
    let forms: Vec<_> = forms::unsaved().filter(|form| form.id() != marking::TABLE).collect();
    let mut is_kept = !marks_waiting::is_in_page_alone();
    for form in &forms {
        is_kept &= navigation::keep_draft(form).await;
    }
    if is_kept && (forms.is_empty() || !is_refused) {
        forms::let_go();
        return regions::reload();
    }
    let sentence = if is_kept { WITHDRAWN_AND_KEPT } else { WITHDRAWN_AND_LOST };
    session::withdraw(PAGE_WITHDRAWN, sentence, (GO_TO_SCHOOL, routes::SCHOOL));
}
