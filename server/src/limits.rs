//! Limits of the HTTP server, between the browser and the application: requests, bodies, streams and connections. Limits
//! of use cases are in `backend::limits`, those of values and forms in `domain::limits`.

use std::time::Duration;

domain::limits! {
    "Requests" {
        /// How long a request may take.
        REQUEST_PATIENCE: Duration, Time = Duration::from_secs(30);
        /// How long a request with a file may take: over slow Wi-Fi, minutes.
        FILE_PATIENCE: Duration, Time = Duration::from_secs(300);
        /// The most requests one network has under way.
        NETWORK_REQUESTS: usize, Count = 500;
        /// The most streams of changes one network has open.
        NETWORK_STREAMS: usize, Count = 2_000;
        /// How long the database may take to answer a health check.
        HEALTH_PATIENCE: Duration, Time = Duration::from_secs(2);
        /// How long requests under way may take after the server is told to stop.
        SHUTDOWN_PATIENCE: Duration, Time = Duration::from_secs(10);
        /// The most redirects that are followed within one request.
        REDIRECTS: usize, Count = 4;
    }
    "Checks" {
        /// How long `check` waits for the mail server.
        CHECK_MAIL_PATIENCE: Duration, Time = Duration::from_secs(15);
        /// How far apart the clocks of the server and its database may be.
        CLOCKS_APART: i64, Seconds = 60;
        /// Less free space than this is too little.
        SPACE_TOO_LITTLE: u64, Megabytes = 200;
        /// Less free space than this is worth knowing.
        SPACE_LITTLE: u64, Megabytes = 2_000;
    }
    "Bodies" {
        /// How much of a body is read from people who are not signed in.
        BODY_OF_ANYBODY: usize, Bytes = 64 * 1024;
        /// The largest form.
        BODY_OF_A_FORM: usize, Bytes = 1024 * 1024;
        /// The largest form with a photo.
        BODY_OF_A_PHOTO: usize, Bytes = 8 * 1024 * 1024 + 64 * 1024;
        /// The largest form with a list of staff.
        BODY_OF_A_LIST: usize, Bytes = 20 * 1024 * 1024 + 64 * 1024;
        /// How much of a body that is too large is read and thrown away, so that the answer arrives.
        BODY_READ_BEYOND: usize, Bytes = 16 * 1024 * 1024;
        /// A body of which nothing arrives for this long is given up.
        BODY_STALLED: Duration, Time = Duration::from_secs(30);
        /// How many uploaded files are taken in at once.
        FILES_AT_ONCE: usize, Count = 3;
        /// How many large forms are taken in at once.
        FORMS_AT_ONCE: usize, Count = 16;
        /// How many of them one account has under way.
        BODIES_OF_AN_ACCOUNT: usize, Count = 2;
        /// How many bodies are read and thrown away at once.
        THROWN_AWAY_AT_ONCE: usize, Count = 2;
        /// How long reading and throwing away a body may take.
        THROWING_AWAY: Duration, Time = Duration::from_secs(60);
        /// The largest list that `import` reads.
        NIGHTLY_FILE: u64, Bytes = 20 * 1024 * 1024;
    }
    "Streams of changes" {
        /// How often a quiet stream of changes says that it is alive.
        STREAM_KEPT_ALIVE: Duration, Time = Duration::from_secs(20);
        /// How often a stream of changes looks whether its session is alive.
        STREAM_SESSION_EVERY: Duration, Time = Duration::from_secs(30);
    }
    "Connections" {
        /// The most connections.
        CONNECTIONS: usize, Count = 16_000;
        /// The most connections of one network. A whole school shares an address, and a browser has up to 7.
        NETWORK_CONNECTIONS: usize, Count = 4_000;
        /// How long a connection may be quiet, and the head of a request may take.
        CONNECTION_QUIET: Duration, Time = Duration::from_secs(20);
        /// How long a connection may be quiet behind a proxy: proxies keep connections for 2 minutes.
        PROXY_QUIET: Duration, Time = Duration::from_secs(130);
        /// How long an answer may wait to be read, such as by a tablet carried to another room.
        CONNECTION_UNREAD: Duration, Time = Duration::from_secs(60);
        /// How much of a connection is read ahead.
        READ_AHEAD: usize, Bytes = 64 * 1024;
        /// How much may wait in the system of one connection.
        ARRIVED: usize, Bytes = 128 * 1024;
        /// How many open files connections leave for everything else.
        SPARE_FILES: u64, Count = 256;
        /// The pause after the system had no file for a new connection.
        NO_ROOM: Duration, Time = Duration::from_secs(1);
    }
}
