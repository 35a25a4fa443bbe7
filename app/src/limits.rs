//! Limits of pages, and of what a page does in the browser.

use std::time::Duration;

domain::limits! {
    "Pages and lists" {
        /// How many people are offered while one is searched for.
        PEOPLE_FOUND: usize, Count = 8;
        /// How many of a pupil's observations their page shows.
        CHILD_OBSERVATIONS: usize, Count = 3;
        /// How much of an observation a list shows.
        OBSERVATION_EXCERPT: usize, Letters = 240;
        /// Up to this many people to change are listed without being asked for.
        BULK_LISTED: usize, Count = 8;
        /// How many of the closest roles are shown without being asked for.
        CLOSEST_ROLES: usize, Count = 3;
        /// The most lines of a list that is narrowed down.
        NARROWED_LINES: u32, Count = 8;
    }
    "In the browser" {
        /// How long typing an email address or a username pauses before the server is asked whether it is free.
        ADDRESS_PAUSE: Duration, Time = Duration::from_millis(350);
        /// How long typing a filter pauses before its list is fetched.
        FILTER_PAUSE: Duration, Time = Duration::from_millis(300);
        /// How long typing in Find pauses before the search runs.
        FIND_PAUSE: u32, Time = 150;
        /// How long a link has the focus before its page is fetched ahead: longer than the Tab key needs to pass it.
        LINK_DWELL: u32, Time = 250;
        /// How long a page that was fetched ahead can be shown.
        PAGE_FRESH: u32, Time = 3_000;
        /// How long a page may take before the bar appears.
        PAGE_UNNOTICED: u32, Time = 150;
        /// How long a page may take before it counts as not coming. Uploads take as long as they take.
        PAGE_PATIENCE: u32, Time = 30_000;
        /// How long a page waits for its style sheet. Then it is shown without.
        STYLES_PATIENCE: u32, Time = 3_000;
        /// How many pages of the history keep what was typed in them.
        HISTORY_ENTRIES: u32, Count = 40;
        /// The first pause before marks are sent again. Each failure doubles it.
        MARKS_RETRY: u32, Time = 1_000;
        /// The longest pause before marks are sent again.
        MARKS_RETRY_LONGEST: u32, Time = 30_000;
        /// The first pause before the stream of changes is opened again. Each failure doubles it.
        STREAM_RETRY: u32, Time = 2_000;
        /// The longest pause before the stream of changes is opened again.
        STREAM_RETRY_LONGEST: u32, Time = 60_000;
        /// The pause before a page that got no answer asks again whether its session is alive.
        SESSION_RETRY: u32, Time = 3_000;
    }
}
