//! What only the demonstration offers. Everywhere else it does not exist.

use super::{BrowserContext, Public, SignedIn};
use crate::access::DemoPages;
use crate::mail::DemoMail;
use domain::id::MemberId;
use domain::problem::Problem;
use domain::viewer::DemoPerson;

impl Public {
    fn only_in_demo(&self) -> Result<(), Problem> {
        if self.backend.setup().is_demo { Ok(()) } else { Err(Problem::NotFound) }
    }

    /// One person for each role, to sign in as.
    ///
    /// # Errors
    /// [`Problem::NotFound`] outside the demonstration.
    pub async fn demo_people(&self) -> Result<Vec<DemoPerson>, Problem> {
        self.only_in_demo()?;
        Ok(self.backend.store().demo_people(&DemoPages::new()).await?)
    }

    /// Signs in as one of the demonstration's people, without a password. Ends the session that `browser` had.
    ///
    /// # Errors
    /// [`Problem::NotFound`] outside the demonstration, and for anybody outside its school.
    pub async fn demo_sign_in(&self, member: MemberId, browser: BrowserContext<'_>) -> Result<SignedIn, Problem> {
        self.only_in_demo()?;
        let (account, membership) =
            self.backend.store().demo_member(&DemoPages::new(), member).await?.ok_or(Problem::NotFound)?;
        self.begin_in(&membership, account, None, browser).await
    }

    /// The mail sent by the demonstration, newest first.
    ///
    /// # Errors
    /// [`Problem::NotFound`] outside the demonstration.
    pub async fn demo_outbox(&self) -> Result<Vec<DemoMail>, Problem> {
        self.only_in_demo()?;
        let mail = self.backend.store().shown_mail(&DemoPages::new()).await?;
        let clock = self.backend.clock();
        Ok(mail
            .into_iter()
            .map(|mail| DemoMail {
                id: mail.id,
                to: mail.to,
                subject: mail.subject,
                text: mail.text,
                html: mail.html,
                sent: clock.words(mail.sent_at),
            })
            .collect())
    }
}
