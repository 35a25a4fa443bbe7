use super::{Browser, FrontDoor};
use crate::access::SigningIn;
use crate::device::DeviceCookie;
use crate::limits::Network;
use crate::secret::Purpose;
use crate::store::{Author, Change, Entry, InvitedMember, LinkKind, Membership, Shows, StoredLink};
use crate::token::LinkToken;
use domain::attempt::Attempt;
use domain::form::password::PasswordForm;
use domain::id::{AccountId, LinkId};
use domain::link::{LinkOffer, LinkPage, LinkUsed};
use domain::name::EmailAddress;
use domain::problem::{LinkTrouble, Problem};

/// What a link was for is done.
#[derive(Debug)]
pub struct LinkDone {
    /// What was done.
    pub used: LinkUsed,
    /// What the browser is to keep from now on of the accounts that signed in with it, if that changed.
    pub device: Option<DeviceCookie>,
}

impl FrontDoor {
    /// What the link with this token offers. Uses nothing up, however often it is opened: mail scanners open links too.
    ///
    /// # Errors
    /// [`Problem::Link`] when the link does nothing.
    pub async fn open_link(&self, token: &str) -> Result<LinkPage, Problem> {
        let (_, link) = self.link(token).await?;
        let own = own(&link.kind);
        Ok(match link.kind {
            LinkKind::Registration(member) => LinkPage { offer: member.offer(), email: member.email, own },
            LinkKind::Reset { email, .. } => LinkPage { offer: LinkOffer::Reset, email, own },
            LinkKind::Email { new, .. } => LinkPage { offer: LinkOffer::ChangeEmail, email: new, own },
        })
    }

    /// Does what the link offers, once. Nobody is signed in by it. To join with an account that exists the password
    /// of the form is not read.
    ///
    /// # Errors
    /// [`Problem::Link`] when the link does nothing (any more); [`Problem::Form`] when the password will not do.
    pub async fn use_link(&self, form: &PasswordForm, browser: Browser<'_>) -> Result<LinkDone, Problem> {
        let (backend, network) = (&self.backend, Network::of(browser.ip));
        let limits = backend.limits().await?;
        let found = self.link(&form.token).await;
        // Only links that do not exist are held to what their network tries: a flood of those holds nobody up.
        let allowed = match &found {
            Err(Problem::Link(LinkTrouble::Mangled)) => limits.no_such_link(network),
            _ => limits.link(&form.token),
        };
        if let Err(throttled) = allowed {
            backend.note_attempt(Attempt::LinkThrottled(throttled.limit), None, network);
            return Err(throttled.into());
        }
        let (token, link) = found?;
        let own = own(&link.kind);
        let used = match link.kind {
            LinkKind::Registration(member) => {
                let hash = match member.account {
                    None => Some(self.hash(&form.password, own).await?),
                    Some(_) => None,
                };
                self.register(&token, &member, hash.as_deref()).await?
            }
            LinkKind::Reset { account, email, .. } => {
                let hash = self.hash(&form.password, own).await?;
                self.reset(&token, link.id, account, email, &hash).await?
            }
            LinkKind::Email { account, old, new, .. } => {
                crate::account::confirm_email(&self.backend, &token, account, &old, &new).await?
            }
        };
        // Whoever has the link has the mailbox: wrong guesses from here are forgotten.
        if let Ok(email) = EmailAddress::parse(&used.email) {
            limits.proved(&email, network);
        }
        let device = if used.set_password { self.device_after_link(&used, browser).await? } else { None };
        Ok(LinkDone { used, device })
    }

    /// What the browser keeps once a password was set with it: its next sign-in is not held to what strangers try.
    async fn device_after_link(&self, used: &LinkUsed, browser: Browser<'_>) -> Result<Option<DeviceCookie>, Problem> {
        let Ok(email) = EmailAddress::parse(&used.email) else { return Ok(None) };
        let key = self.backend.key(Purpose::Device).await?;
        let account = self.backend.store().account_by_email(&SigningIn::new(), &email).await?;
        Ok(account.map(|account| DeviceCookie::after(browser.cookie, &key, &account)))
    }

    /// The link, if it can be used now.
    async fn link(&self, token: &str) -> Result<(LinkToken, StoredLink), Problem> {
        let token = LinkToken::parse(token).ok_or(Problem::Link(LinkTrouble::Mangled))?;
        let link = self.backend.store().link(&token).await?.ok_or(Problem::Link(LinkTrouble::Mangled))?;
        match link.trouble(self.backend.clock().now()) {
            Some(trouble) => Err(Problem::Link(trouble)),
            None => Ok((token, link)),
        }
    }

    async fn hash(&self, password: &str, own: Vec<String>) -> Result<String, Problem> {
        let passwords = self.backend.passwords();
        passwords.judge(password, own).await?;
        passwords.hash(password).await
    }

    async fn register(
        &self,
        token: &LinkToken,
        member: &InvitedMember,
        hash: Option<&str>,
    ) -> Result<LinkUsed, Problem> {
        let at = self.backend.clock().now();
        let author = Author::Member { id: member.id, name: member.name() };
        let mut change = Change::begin(self.backend.store(), &SigningIn::new(), member.school, author, at).await?;
        // Read anew, under the school's lock: of two uses at once one finds the link used.
        let link = change.link(token).await?.ok_or(Problem::Link(LinkTrouble::Mangled))?;
        if let Some(trouble) = link.trouble(at) {
            return Err(Problem::Link(trouble));
        }
        let LinkKind::Registration(member) = link.kind else { return Err(Problem::Unexpected) };
        if !change.use_up(link.id, token).await? {
            return Err(Problem::Link(LinkTrouble::Used));
        }
        let email = EmailAddress::parse(&member.email).map_err(|_| Problem::Unexpected)?;
        // The address may have got its account a moment ago, from another school's link: then that is joined.
        let (account, is_new) = match (member.account, hash) {
            (Some(account), _) => (account, false),
            (None, Some(hash)) => change.open_account(&email, hash).await?,
            (None, None) => return Err(Problem::Unexpected),
        };
        if !change.register(member.id, account).await? {
            return Err(Problem::Link(LinkTrouble::Voided));
        }
        change
            .record(Entry {
                action: if is_new { "register" } else { "join" },
                subject_kind: "user",
                subject_id: member.id.to_string(),
                subject_name: Some(member.name()),
                ..Entry::default()
            })
            .await?;
        change.commit().await?;
        Ok(LinkUsed { email: member.email, school: Some(member.school_name), set_password: hash.is_some() })
    }

    /// Sets the password, ends every session of the account, and writes so into the log of each of its schools.
    async fn reset(
        &self,
        token: &LinkToken,
        link: LinkId,
        account: AccountId,
        email: String,
        hash: &str,
    ) -> Result<LinkUsed, Problem> {
        let at = self.backend.clock().now();
        let memberships = self.backend.store().all_memberships(account).await?;
        let mut change = Change::begin_everywhere(self.backend.store(), &memberships, Shows::Elsewhere, at, entry)
            .await?
            .ok_or(Problem::Link(LinkTrouble::Voided))?;
        if !change.use_up(link, token).await? {
            let found = change.link(token).await?;
            return Err(Problem::Link(found.and_then(|link| link.trouble(at)).unwrap_or(LinkTrouble::Mangled)));
        }
        change.void_links(account).await?;
        change.set_password(&SigningIn::new(), account, hash).await?;
        change.end_sessions_of_account(account, None).await?;
        change.put_password_changed(&email).await?;
        change.commit().await?;
        self.backend.mail_bell().ring();
        Ok(LinkUsed { email, school: None, set_password: true })
    }
}

fn entry(membership: &Membership) -> Entry<'static> {
    Entry {
        action: "set password",
        subject_kind: "user",
        subject_id: membership.member.to_string(),
        subject_name: Some(membership.name.clone()),
        ..Entry::default()
    }
}

/// What may not occur in the password.
fn own(kind: &LinkKind) -> Vec<String> {
    match kind {
        LinkKind::Registration(member) => {
            vec![member.first_name.clone(), member.last_name.clone(), member.email.clone()]
        }
        LinkKind::Reset { email, names, .. } => names.iter().cloned().chain([email.clone()]).collect(),
        LinkKind::Email { .. } => Vec::new(),
    }
}
