use super::FrontDoor;
use domain::name::EmailAddress;
use domain::problem::Problem;
use std::net::IpAddr;

impl FrontDoor {
    /// Asks for a reset link. The answer and its time are the same whether the address has an account or not: that is
    /// looked up later, where the mail is sent.
    ///
    /// # Errors
    /// [`Problem::Form`] when it is no address; [`Problem::TooMany`] after many requests.
    pub async fn ask_reset(&self, email: &str, ip: IpAddr) -> Result<(), Problem> {
        let email = EmailAddress::parse(email).map_err(|sentence| Problem::field("email", sentence))?;
        self.backend.limits().reset(&email, ip)?;
        if self.backend.mail_bell().ask_reset(email) { Ok(()) } else { Err(Problem::TooMany { wait_seconds: 60 }) }
    }
}
