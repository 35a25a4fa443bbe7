//! Checking with the server, during typing, whether an email address or username is available.

use crate::api;
use crate::limits;
use crate::pause::Pause;
use domain::form::user::UserField;
use domain::school::Availability;
use leptos::prelude::*;
use leptos::reactive::actions::ActionAbortHandle;

/// The latest check of one field. An answer applies only to the text that was checked.
#[derive(Clone, Copy)]
pub(super) struct AvailabilityCheck {
    field: UserField,
    /// The person's own value, which is not checked.
    own: StoredValue<String>,
    /// The text to be checked next, or checked last.
    waiting: RwSignal<Option<String>>,
    pause: Pause,
    ask: Action<String, (String, Option<Availability>)>,
    under_way: StoredValue<Option<ActionAbortHandle>>,
}

impl AvailabilityCheck {
    /// A check for a field that skips `own`, the person's current value.
    pub fn about(field: UserField, own: String) -> Self {
        let ask = Action::new_local(move |text: &String| {
            let text = text.clone();
            async move {
                let answer = match field {
                    UserField::Username => api::username_availability(text.clone()).await,
                    _ => api::email_availability(text.clone()).await,
                };
                (text, answer.ok())
            }
        });
        Self {
            field,
            own: StoredValue::new(own),
            waiting: RwSignal::new(None),
            pause: Pause::new(),
            ask,
            under_way: StoredValue::new(None),
        }
    }

    /// Checks `text` after a pause, unless something else is typed first. Invalid text is not checked.
    pub fn typed(self, text: String) {
        self.pause.end();
        if let Some(under_way) = self.under_way.try_update_value(Option::take).flatten() {
            under_way.abort();
        }
        let is_own = self.own.with_value(|own| text.trim().eq_ignore_ascii_case(own));
        if is_own || text.trim().is_empty() || self.field.error(&text).is_some() {
            self.waiting.set(None);
            return;
        }
        self.waiting.set(Some(text.clone()));
        let ask = move || self.under_way.set_value(Some(self.ask.dispatch_local(text)));
        self.pause.begin(limits::ADDRESS_PAUSE, ask);
    }

    /// The server's answer about `text`, if there is one.
    pub fn answer(self, text: &str) -> Option<Availability> {
        self.ask.value().with(|answer| match answer {
            Some((asked, answer)) if asked == text => answer.clone(),
            _ => None,
        })
    }

    /// Whether the answer about `text` is pending.
    pub fn is_waiting(self, text: &str) -> bool {
        let answered = self.ask.value().with(|answer| answer.as_ref().is_some_and(|(asked, _)| asked == text));
        !answered && self.waiting.with(|waiting| waiting.as_deref() == Some(text))
    }
}
