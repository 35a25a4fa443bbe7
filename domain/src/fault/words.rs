//! What is wrong with one field of a form, where nothing more has to be named. Kept in a table rather than as derived code: every
//! page's part in the browser reads these.

use serde::{Deserialize, Serialize};

/// A fault that has nothing to name, each with its sentence.
macro_rules! faults {
    ($($name:ident: $sentence:literal,)+) => {
        /// What is wrong with one field of a form: what to do, without anything to name.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
        #[serde(try_from = "String", into = "String")]
        pub enum Fault {
            $(
                #[doc = $sentence]
                $name,
            )+
        }

        impl Fault {
            /// All of them, each with its code.
            const TABLE: &[(Self, &str, &str)] = &[$((Self::$name, stringify!($name), $sentence),)+];
        }
    };
}

faults! {
    ChooseRole: "Choose a role",
    RoleNotInList: "Choose one of the roles in the list",
    RoleGone: "This role was deleted meanwhile. Choose another",
    SonarRole: "In Sonar Tracker everybody has a role. Choose one",
    ReplacingRole: "Choose the role its people get",
    FirstRole: "Choose the role to begin with",
    RoleOfOthers: "Choose a role for everybody else",
    ChangesYourself: "This would change what you can do yourself. Ask another admin to do it",
    ChooseProduct: "Choose a product",
    ProductNotUsed: "Choose one of the products your school uses",
    UnknownPermission: "Rolecall knows no such permission. Open the page again",
    ChooseSetting: "Choose one of the settings in the list",
    ChooseSubject: "Tick at least one subject",
    TooFewCodes: "Enter two codes or more, each on its own line",
    TooManyCodes: "Enter 12 codes or fewer",
    HalfTermDay: "Enter the first day as a day and a month, for instance 2 November",
    HalfTermOrder: "This half-term begins before the one above it",
    ChoosePermission: "Choose one of the permissions in the list",
    ChooseEffect: "Choose whether this person is to have it",
    FirstDay: "Enter the first day, for instance 25/11/2026",
    LastDay: "Enter the last day, for instance 18/12/2026",
    DayOver: "That day is over already",
    EndsBeforeStart: "It would end before it starts",
    ReasonMissing: "Say why, for whoever reads it later",
    LeavingDate: "Enter the leaving date as a day, month and year, or leave it empty",
    LeavingDateOver: "That day is over. Enter today or a later day, or deactivate the account now",
    InactiveAndBlocked: "An account that is not active is kept out anyway. Untick one of the two",
    HelpContactTooLong: "Help contact must be 200 characters or fewer",
    EmailTaken: "Somebody at your school already has this email address",
    OwnersEmailTaken: "Somebody else at this school has this email address",
    UsernameTaken: "This username is already taken at your school",
    SameEmail: "This is the address you sign in with already",
    EnterPassword: "Enter your password",
    EnterPresentPassword: "Enter your present password",
    WrongPassword: "This is not your password",
    WrongSignIn: "Email or password is not right",
    LetInNowhere: "Your school does not let you in for now. Ask its Account Owner or an Account Admin",
    HasAccount: "This address has an account by now. Enter its password",
    HasNoAccount: "This address has no account any more. Choose a password",
    PasswordMissing: "Enter a password",
    PasswordTooLong: "Password must be 1,024 characters or fewer",
    PasswordTooShort: "Password must be 8 characters or more",
    PasswordClasses: "Password must have 3 of these: small letters, capital letters, numbers, other characters. Or make it 16 characters or more",
    PasswordHasName: "Password must not have your name or email in it",
    PasswordCommon: "This password is one of those that are tried first. Choose another, for instance three unusual words",
    PasswordEasy: "This password is easy to guess. Make it longer, or use less usual words",
    PasswordUnchanged: "This is your present password. Choose another",
    ChooseAct: "Choose what to do",
    NobodyTicked: "Nobody was ticked. Tick at least one person in the list",
    TooManyTicked: "More than 10,000 people were ticked. Narrow the list down first",
    NoSuchPerson: "Something was sent that is no person. Open the list of users again",
    NobodyMatches: "Nobody matches any more. Open the list of users again",
    SummaryFirst: "Look at the summary of what changes first, then confirm it",
    TickToInvite: "Tick the people to invite",
    InvitationsStay: "Invitations that were sent cannot be undone",
    UndoOver: "The ten minutes are over, so this cannot be undone any more. Change the people again instead",
    OfferedAlready: "Somebody is asked already. Take that offer back first",
    ChooseOwner: "Choose who is to take the school over",
    NoSuchChild: "Something was sent that is no child. Open the Pupil Picker again",
    ChildGone: "A child you ticked is no longer in your school. Open the Pupil Picker again",
    NothingPicked: "Nothing would change. Tick a child to add them, or untick one to take them out",
    ObservedOn: "Enter the date you observed it, for instance 25/11/2026",
    ObservedLater: "That date is in the future. Enter today or an earlier date",
    LeftOn: "Enter the day the child left, for instance 18/12/2026",
    NoSuchArea: "Choose from the areas of learning in the list",
    NoChildTicked: "Tick at least one child",
    ObservedChildGone: "A child you ticked is not in your school. Tick the children again",
    AttributeKind: "Choose what kind of answer it has",
    AttributeName: "Enter a name, like First-aider",
    AttributeNameTaken: "Your school already has an attribute with this name",
    NoAnswers: "Enter the answers to choose from, one a line",
    StrangeFile: "Nobody in this file is known here. Tick that it is your school’s list, or discard the file",
}

impl Fault {
    /// All of them.
    pub fn all() -> impl Iterator<Item = Self> {
        Self::TABLE.iter().map(|(fault, ..)| *fault)
    }

    fn row(self) -> Option<&'static (Self, &'static str, &'static str)> {
        Self::TABLE.get(self as usize)
    }

    /// What to do.
    pub fn sentence(self) -> &'static str {
        self.row().map_or("", |(_, _, sentence)| sentence)
    }
}

impl From<Fault> for String {
    fn from(fault: Fault) -> Self {
        fault.row().map_or_else(Self::new, |(_, code, _)| (*code).to_owned())
    }
}

impl TryFrom<String> for Fault {
    type Error = &'static str;
    fn try_from(code: String) -> Result<Self, Self::Error> {
        let found = Self::TABLE.iter().find(|(_, known, _)| *known == code);
        found.map(|(fault, ..)| *fault).ok_or("a fault that nobody knows")
    }
}
