//! What new entries of the log say was done.

/// What a new entry says was done: a permitted action, or an event that needs no permit. There is no other way to make
/// one, so the log holds no action that the tests of this module do not know.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct LoggedAction(&'static str);

impl LoggedAction {
    /// The action of a permit. One that only reads is never logged, so it does not compile.
    pub(crate) const fn permitted(name: &'static str, looks: bool) -> Self {
        assert!(!looks, "an action that only reads is not logged");
        Self(name)
    }

    /// The code in the log; it never changes.
    pub const fn code(self) -> &'static str {
        self.0
    }
}

macro_rules! events {
    ($($(#[$doc:meta])* $name:ident: $code:literal;)+) => {
        /// What is logged although no permit is asked for it: what links, the command line and the scheduler do.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum LoggedEvent {
            $($(#[$doc])* $name,)+
        }

        impl LoggedEvent {
            /// All events.
            pub const ALL: &'static [Self] = &[$(Self::$name,)+];

            /// The event, for an entry.
            pub const fn logged(self) -> LoggedAction {
                LoggedAction(match self { $(Self::$name => $code,)+ })
            }
        }
    };
}

events! {
    /// The command line set up a school.
    CreateSchool: "create school";
    /// The command line printed the registration link of a school's owner.
    PrintRegistrationLink: "registration link printed";
    /// Pupils were added to the demonstration.
    AddPupils: "add pupils";
    /// The scheduler reminded an invited member.
    RemindOfInvitation: "remind of invitation";
    /// An invitation went out.
    SendMail: "mail sent";
    /// An invitation could not be delivered.
    FailMail: "mail failed";
    /// An exception ended by its date.
    EndExceptionByDate: "exception over";
    /// A member registered with a new account.
    Register: "register";
    /// A member joined with an account that they already had.
    Join: "join";
    /// A member signed in.
    SignIn: "sign in";
    /// A member set a password by a link.
    SetPassword: "set password";
    /// A member asked for a new sign-in email, which their link has yet to confirm.
    RequestEmailChange: "ask for another sign-in email";
    /// A deleted member was erased.
    ForgetUser: "forget user";
}
