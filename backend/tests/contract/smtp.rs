//! A mail server for tests, over real connections, that behaves as instructed.

use std::net::SocketAddr;
use std::sync::{Arc, Mutex};
use tokio::io::{AsyncBufReadExt as _, AsyncWriteExt as _, BufReader};
use tokio::net::tcp::OwnedWriteHalf;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Notify;
use tokio::task::JoinHandle;

/// How the server answers mail to an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SmtpBehaviour {
    /// Accepts it.
    Accept,
    /// Refuses it permanently, with 550.
    Refuse,
    /// Refuses it for now, with 451.
    NotNow,
    /// Stops answering.
    Silent,
    /// Accepts it, but drops the connection before answering.
    Vanish,
}

/// A received mail.
#[derive(Clone, Debug)]
pub struct Arrived {
    pub to: String,
    /// Headers and body, without soft line breaks.
    pub text: String,
}

/// A mail server.
pub struct Server {
    pub address: SocketAddr,
    state: Arc<State>,
    task: JoinHandle<()>,
}

struct State {
    manner: Box<dyn Fn(&str) -> SmtpBehaviour + Send + Sync>,
    arrived: Mutex<Vec<Arrived>>,
    news: Notify,
    /// A client is waiting in vain for an answer.
    stuck: Notify,
}

impl Server {
    pub async fn start(manner: impl Fn(&str) -> SmtpBehaviour + Send + Sync + 'static) -> Self {
        Self::start_at("127.0.0.1:0".parse().unwrap(), manner).await
    }

    pub async fn start_at(address: SocketAddr, manner: impl Fn(&str) -> SmtpBehaviour + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind(address).await.unwrap();
        let address = listener.local_addr().unwrap();
        let state = Arc::new(State {
            manner: Box::new(manner),
            arrived: Mutex::default(),
            news: Notify::new(),
            stuck: Notify::new(),
        });
        let shared = Arc::clone(&state);
        let task = tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let shared = Arc::clone(&shared);
                tokio::spawn(async move {
                    let _ = converse(stream, &shared).await;
                });
            }
        });
        Self { address, state, task }
    }

    pub fn url(&self) -> String {
        format!("smtp://{}", self.address)
    }

    /// The mails received so far.
    pub fn arrived(&self) -> Vec<Arrived> {
        self.state.arrived.lock().unwrap().clone()
    }

    /// Waits until this many mails have arrived.
    pub async fn until(&self, count: usize) {
        loop {
            let news = self.state.news.notified();
            if self.arrived().len() >= count {
                return;
            }
            news.await;
        }
    }

    /// Waits until a client gets no answer.
    pub async fn until_stuck(&self) {
        self.state.stuck.notified().await;
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.task.abort();
    }
}

async fn converse(stream: TcpStream, state: &State) -> std::io::Result<()> {
    let (read, mut write) = stream.into_split();
    let mut lines = BufReader::new(read).lines();
    let mut to = String::new();
    say(&mut write, "220 mail.example.org ESMTP").await?;
    while let Some(line) = lines.next_line().await? {
        let command = line.to_ascii_uppercase();
        if command.starts_with("EHLO") {
            say(&mut write, "250-mail.example.org\r\n250 8BITMIME").await?;
        } else if let Some(rest) = command.starts_with("RCPT TO:").then(|| &line[8..]) {
            to = rest.split(['<', '>']).nth(1).unwrap_or_default().to_owned();
            match (state.manner)(&to) {
                SmtpBehaviour::Refuse => say(&mut write, "550 5.1.1 No such user here").await?,
                SmtpBehaviour::NotNow => say(&mut write, "451 4.7.1 Greylisted, come back later").await?,
                SmtpBehaviour::Silent => {
                    state.stuck.notify_one();
                    std::future::pending::<()>().await;
                }
                SmtpBehaviour::Accept | SmtpBehaviour::Vanish => say(&mut write, "250 OK").await?,
            }
        } else if command == "DATA" {
            say(&mut write, "354 Go on").await?;
            let mut text = String::new();
            while let Some(line) = lines.next_line().await?.filter(|line| line != ".") {
                text.push_str(line.strip_prefix('.').unwrap_or(&line));
                text.push('\n');
            }
            let text = text.replace("=\n", "").replace("=3D", "=");
            state.arrived.lock().unwrap().push(Arrived { to: to.clone(), text });
            state.news.notify_waiters();
            if (state.manner)(&to) == SmtpBehaviour::Vanish {
                return Ok(());
            }
            say(&mut write, "250 Taken").await?;
        } else if command == "QUIT" {
            say(&mut write, "221 Bye").await?;
            return Ok(());
        } else {
            say(&mut write, "250 OK").await?;
        }
    }
    Ok(())
}

async fn say(write: &mut OwnedWriteHalf, line: &str) -> std::io::Result<()> {
    write.write_all(format!("{line}\r\n").as_bytes()).await
}
