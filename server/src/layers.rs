//! The layers that every request passes through on its way in and out: its id, address, size limits, security headers
//! and log line. What a route does with a request lives beside the route.

pub(crate) mod body;
pub(crate) mod client_address;
pub(crate) mod csrf;
pub(crate) mod limits;
pub(crate) mod parts;
pub(crate) mod request_id_log;
pub(crate) mod security_headers;
pub(crate) mod share;
pub(crate) mod visits;
