//! A minimal mail server that keeps what it receives.

use std::net::SocketAddr;
use std::sync::{Arc, Mutex};
use tokio::io::{AsyncBufReadExt as _, AsyncWriteExt as _, BufReader};
use tokio::net::{TcpListener, TcpStream};

/// How the server treats its clients.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SmtpBehaviour {
    /// Accepts every mail.
    Takes,
    /// Greets the client and then says nothing.
    Silent,
}

/// A running mail server; it ends with its runtime.
pub struct MailServer {
    address: SocketAddr,
    manner: Arc<Mutex<SmtpBehaviour>>,
    mails: Arc<Mutex<Vec<String>>>,
    callers: Arc<Mutex<usize>>,
}

impl MailServer {
    pub async fn open(manner: SmtpBehaviour) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let office = Self {
            address: listener.local_addr().unwrap(),
            manner: Arc::new(Mutex::new(manner)),
            mails: Arc::default(),
            callers: Arc::default(),
        };
        let (manner, mails, callers) =
            (Arc::clone(&office.manner), Arc::clone(&office.mails), Arc::clone(&office.callers));
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                *callers.lock().unwrap() += 1;
                let manner = *manner.lock().unwrap();
                let mails = Arc::clone(&mails);
                tokio::spawn(answer(stream, manner, mails));
            }
        });
        office
    }

    pub fn url(&self) -> String {
        format!("smtp://{}", self.address)
    }

    pub fn become_now(&self, manner: SmtpBehaviour) {
        *self.manner.lock().unwrap() = manner;
    }

    /// The number of connections so far.
    pub fn callers(&self) -> usize {
        *self.callers.lock().unwrap()
    }

    /// The received mails, decoded.
    pub fn texts(&self) -> Vec<String> {
        self.mails.lock().unwrap().iter().map(|mail| decoded(mail)).collect()
    }
}

async fn answer(stream: TcpStream, manner: SmtpBehaviour, mails: Arc<Mutex<Vec<String>>>) {
    match manner {
        SmtpBehaviour::Takes => drop(serve(stream, &mails).await),
        SmtpBehaviour::Silent => {
            // Held open in silence until the client has gone.
            let _ = stream.readable().await;
            std::future::pending::<()>().await;
        }
    }
}

async fn serve(stream: TcpStream, mails: &Mutex<Vec<String>>) -> std::io::Result<()> {
    let mut stream = BufReader::new(stream);
    stream.write_all(b"220 post office\r\n").await?;
    let mut line = String::new();
    let mut mail: Option<String> = None;
    loop {
        line.clear();
        if stream.read_line(&mut line).await? == 0 {
            return Ok(());
        }
        if let Some(text) = &mut mail {
            if line == ".\r\n" {
                mails.lock().unwrap().extend(mail.take());
                stream.write_all(b"250 taken\r\n").await?;
            } else {
                text.push_str(line.strip_prefix('.').unwrap_or(&line));
            }
            continue;
        }
        let word = line.split_whitespace().next().unwrap_or_default().to_ascii_uppercase();
        let answer: &[u8] = match word.as_str() {
            "DATA" => {
                mail = Some(String::new());
                b"354 go on\r\n"
            }
            "QUIT" => {
                stream.write_all(b"221 bye\r\n").await?;
                return Ok(());
            }
            _ => b"250 well\r\n",
        };
        stream.write_all(answer).await?;
    }
}

/// A mail with its soft line breaks and escapes undone.
fn decoded(mail: &str) -> String {
    let joined = mail.replace("=\r\n", "");
    let mut bytes = Vec::new();
    let mut rest = joined.as_bytes();
    while let Some((byte, after)) = rest.split_first() {
        let escaped = (*byte == b'=').then(|| after.get(..2)).flatten();
        let escaped = escaped.and_then(|digits| u8::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok());
        match escaped {
            Some(escaped) => {
                bytes.push(escaped);
                rest = &after[2..];
            }
            None => {
                bytes.push(*byte);
                rest = after;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// The link in the latest mail that has one.
pub fn newest_link(mails: &[String]) -> String {
    let with_link = mails.iter().rev().find(|mail| mail.contains("/link/"));
    link_in(with_link.unwrap_or_else(|| panic!("no link in {mails:?}")))
}

/// The first link in a mail's text.
pub fn link_in(mail: &str) -> String {
    let start = mail.find("/link/").unwrap_or_else(|| panic!("no link in {mail}"));
    mail[start..].chars().take_while(|c| !c.is_whitespace() && *c != '"' && *c != '<').collect()
}
