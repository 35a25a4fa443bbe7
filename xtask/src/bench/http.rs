//! A minimal HTTP/1.1 client for load tests: one connection, kept open, one request at a time.

use anyhow::{Context, Result, bail};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::time::Duration;

/// A connection to the server.
pub struct Connection {
    address: String,
    stream: Option<BufReader<TcpStream>>,
    /// The cookies with which a page was opened, and the stamp in its forms.
    page: Option<(String, String)>,
}

/// The parts of a response that are used here.
#[derive(Debug)]
pub struct Answer {
    /// The status code.
    pub status: u16,
    /// The cookies it sets, as a client sends them back.
    pub cookies: String,
    /// The address it redirects to, if any.
    pub location: Option<String>,
    /// The body, as received.
    pub body: Vec<u8>,
}

impl Answer {
    /// The value of the first hidden field with this name on the page.
    pub fn hidden(&self, name: &str) -> Option<String> {
        let page = String::from_utf8_lossy(&self.body);
        let (_, rest) = page.split_once(&format!("name=\"{name}\" value=\""))?;
        rest.split_once('"').map(|(value, _)| value.to_owned())
    }
}

impl Connection {
    /// A connection to `host:port`, opened on first use.
    pub fn new(address: &str) -> Self {
        Self { address: address.to_owned(), stream: None, page: None }
    }

    /// Requests a page.
    ///
    /// # Errors
    /// When the server does not answer in HTTP.
    pub fn get(&mut self, path: &str, cookies: &str) -> Result<Answer> {
        let request = format!(
            "GET {path} HTTP/1.1\r\nHost: {}\r\nCookie: {cookies}\r\nAccept: text/html\r\nAccept-Encoding: identity\r\n\r\n",
            self.address
        );
        self.exchange(request.as_bytes())
    }

    /// Sends a form as a browser does from a page of the same site.
    ///
    /// # Errors
    /// When the server does not answer in HTTP.
    pub fn post(&mut self, path: &str, form: &[(&str, &str)], cookies: &str) -> Result<Answer> {
        let stamp = self.stamp(cookies)?;
        let stamped = [("stamp", stamp.as_str())].into_iter().chain(form.iter().copied());
        let body: Vec<String> = stamped.map(|(name, value)| format!("{name}={}", escaped(value))).collect();
        self.send(path, cookies, "application/x-www-form-urlencoded", body.join("&").as_bytes())
    }

    /// Calls a server function with its arguments, as a page does.
    ///
    /// # Errors
    /// When the server does not answer in HTTP, or refuses.
    pub fn call(&mut self, path: &str, arguments: &serde_json::Value, cookies: &str) -> Result<serde_json::Value> {
        let stamp = self.stamp(cookies)?;
        let body = serde_json::to_vec(arguments)?;
        let answer = self.send(path, cookies, &format!("application/json\r\nrolecall-stamp: {stamp}"), &body)?;
        if answer.status != 200 {
            bail!("{path} answered {}: {}", answer.status, String::from_utf8_lossy(&answer.body));
        }
        Ok(serde_json::from_slice(&answer.body)?)
    }

    /// Sends a form with a file in the field `file`.
    ///
    /// # Errors
    /// When the server does not answer in HTTP.
    pub fn upload(&mut self, path: &str, name: &str, file: &[u8], cookies: &str) -> Result<Answer> {
        let stamp = self.stamp(cookies)?;
        let head = format!(
            "--limit\r\nContent-Disposition: form-data; name=\"stamp\"\r\n\r\n{stamp}\r\n--limit\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\nContent-Type: application/octet-stream\r\n\r\n"
        );
        let body = [head.as_bytes(), file, b"\r\n--limit--\r\n"].concat();
        self.send(path, cookies, "multipart/form-data; boundary=limit", &body)
    }

    /// The stamp in the forms of pages rendered with these cookies; empty without a session.
    fn stamp(&mut self, cookies: &str) -> Result<String> {
        if cookies.is_empty() {
            return Ok(String::new());
        }
        if let Some((_, stamp)) = self.page.as_ref().filter(|(with, _)| with == cookies) {
            return Ok(stamp.clone());
        }
        let stamp = self.get("/schools", cookies)?.hidden("stamp").unwrap_or_default();
        self.page = Some((cookies.to_owned(), stamp.clone()));
        Ok(stamp)
    }

    fn send(&mut self, path: &str, cookies: &str, kind: &str, body: &[u8]) -> Result<Answer> {
        let takes = if kind.starts_with("application/json") { "application/json" } else { "text/html" };
        let head = format!(
            "POST {path} HTTP/1.1\r\nHost: {0}\r\nOrigin: http://{0}\r\nSec-Fetch-Site: same-origin\r\nAccept: {takes}\r\nCookie: {cookies}\r\n\
             Content-Type: {kind}\r\nContent-Length: {1}\r\n\r\n",
            self.address,
            body.len()
        );
        self.exchange(&[head.as_bytes(), body].concat())
    }

    fn exchange(&mut self, request: &[u8]) -> Result<Answer> {
        let mut stream = match self.stream.take() {
            Some(stream) => stream,
            None => {
                let stream =
                    TcpStream::connect(&self.address).with_context(|| format!("connecting to {}", self.address))?;
                stream.set_nodelay(true)?;
                stream.set_read_timeout(Some(Duration::from_secs(60)))?;
                BufReader::new(stream)
            }
        };
        stream.get_mut().write_all(request)?;
        let (answer, open) = read_answer(&mut stream)?;
        if open {
            self.stream = Some(stream);
        }
        Ok(answer)
    }
}

/// Reads one response, and returns whether the connection stays open.
fn read_answer(stream: &mut impl BufRead) -> Result<(Answer, bool)> {
    let status = read_line(stream)?;
    let status = status.split(' ').nth(1).and_then(|code| code.parse().ok()).context("no status line")?;
    let mut answer = Answer { status, cookies: String::new(), location: None, body: Vec::new() };
    let (mut length, mut chunked, mut open) = (0_u64, false, true);
    loop {
        let line = read_line(stream)?;
        let Some((name, value)) = line.split_once(':') else { break };
        let value = value.trim();
        match name.to_ascii_lowercase().as_str() {
            "content-length" => length = value.parse()?,
            "transfer-encoding" => chunked = value.eq_ignore_ascii_case("chunked"),
            "connection" => open = !value.eq_ignore_ascii_case("close"),
            "location" => answer.location = Some(value.to_owned()),
            "set-cookie" => {
                let pair = value.split(';').next().unwrap_or_default();
                let separator = if answer.cookies.is_empty() { "" } else { "; " };
                answer.cookies.push_str(&format!("{separator}{pair}"));
            }
            _ => {}
        }
    }
    if !chunked {
        stream.take(length).read_to_end(&mut answer.body)?;
        if answer.body.len() as u64 != length {
            bail!("the answer was cut short");
        }
        return Ok((answer, open));
    }
    loop {
        let size = u64::from_str_radix(read_line(stream)?.split(';').next().unwrap_or_default().trim(), 16)?;
        let mut chunk = stream.take(size + 2);
        chunk.read_to_end(&mut answer.body)?;
        answer.body.truncate(answer.body.len().saturating_sub(2));
        if size == 0 {
            return Ok((answer, open));
        }
    }
}

fn read_line(stream: &mut impl BufRead) -> Result<String> {
    let mut line = String::new();
    if stream.read_line(&mut line)? == 0 {
        bail!("the server closed the connection");
    }
    line.truncate(line.trim_end_matches(['\r', '\n']).len());
    Ok(line)
}

fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => escaped.push(char::from(byte)),
            _ => escaped.push_str(&format!("%{byte:02X}")),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::{escaped, read_answer};

    #[test]
    fn two_answers_on_one_connection() {
        let sent = b"HTTP/1.1 303 See Other\r\nLocation: /school\r\nSet-Cookie: a=1; HttpOnly\r\nset-cookie: b=2\r\n\
            Content-Length: 2\r\n\r\nhiHTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n\
            3\r\nabc\r\n1;x=y\r\nd\r\n0\r\n\r\n";
        let mut stream = &sent[..];
        let (first, open) = read_answer(&mut stream).unwrap();
        assert_eq!(
            (first.status, first.cookies.as_str(), first.location.as_deref()),
            (303, "a=1; b=2", Some("/school"))
        );
        assert!(open && first.body == b"hi");
        let (second, open) = read_answer(&mut stream).unwrap();
        assert!(!open && second.body == b"abcd" && stream.is_empty());
        assert!(read_answer(&mut &sent[..sent.len() - 20]).is_ok());
        assert!(read_answer(&mut &b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nabc"[..]).is_err());
    }

    #[test]
    fn a_form_survives() {
        assert_eq!(escaped("a b+c@d.é"), "a%20b%2Bc%40d.%C3%A9");
    }
}
