//! The people of the demonstration's school. None of them exists.

use domain::member::PlainField::{self, Pronouns};
use domain::product::Product;
use domain::role::Role::{self, *};

/// A person of Hillside Primary School.
#[derive(Clone, Copy, Debug)]
pub(super) struct Person {
    pub title: &'static str,
    pub first_name: &'static str,
    pub last_name: &'static str,
    pub job_title: &'static str,
    pub staff_code: &'static str,
    pub role: Role,
    /// Roles in other products, where they differ from the person's role.
    pub others: &'static [(Product, Role)],
    /// The part of the email before the @, where it does not follow from the name.
    pub mailbox: Option<&'static str>,
    pub username: Option<&'static str>,
    /// What is known of them besides.
    pub plain: &'static [(PlainField, &'static str)],
    pub state: State,
}

/// How far a person's registration has come, and what became of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum State {
    /// Registered and active: signs in on about this many of ten school days.
    Here(u32),
    /// Registered, last signed in this many days ago.
    Away(i64),
    /// Invited this many days ago.
    Invited(i64),
    /// Invited yesterday at an address that does not exist.
    Unreachable,
    /// Added, but not invited.
    Added,
    Blocked,
    Deactivated,
    Deleted,
}

impl Person {
    const fn new(
        title: &'static str,
        first_name: &'static str,
        last_name: &'static str,
        job_title: &'static str,
        staff_code: &'static str,
        role: Role,
        state: State,
    ) -> Self {
        Self {
            title,
            first_name,
            last_name,
            job_title,
            staff_code,
            role,
            others: &[],
            mailbox: None,
            username: None,
            plain: &[],
            state,
        }
    }

    const fn but(mut self, others: &'static [(Product, Role)]) -> Self {
        self.others = others;
        self
    }

    const fn with(mut self, plain: &'static [(PlainField, &'static str)]) -> Self {
        self.plain = plain;
        self
    }

    const fn mailbox(mut self, mailbox: &'static str) -> Self {
        self.mailbox = Some(mailbox);
        self
    }

    const fn username(mut self, username: &'static str) -> Self {
        self.username = Some(username);
        self
    }
}

use State::{Added, Away, Blocked, Deactivated, Deleted, Here, Invited, Unreachable};

/// Everybody. The first is the Account Owner; the first active holder of each role is the one to sign in as.
#[rustfmt::skip]
pub(super) const STAFF: &[Person] = &[
    Person::new("Mrs", "Margaret", "Ashworth", "Headteacher", "MAS", AccountOwner, Here(9)).username("m.ashworth"),
    Person::new("Mr", "David", "O'Brien", "Deputy Headteacher", "DOB", AccountAdmin, Here(9)).username("d.obrien"),
    Person::new("Ms", "Siân", "Llewellyn-Jones", "Assistant Headteacher and Year 6 teacher", "SLJ", AccountAdmin, Here(8)).with(&[(Pronouns, "she/her")]),
    Person::new("Mrs", "Harpreet", "Kaur Gill", "Assessment and data manager", "HKG", AccountAdmin, Here(9)).username("h.gill"),

    Person::new("Miss", "Zoë", "Fairweather", "Reception teacher, Early Years lead", "ZFA", FullEdit, Here(8)).username("zoe.f"),
    Person::new("Mr", "Oluwaseun", "Adébáyọ̀", "Year 1 teacher", "OAD", FullEdit, Here(7)),
    Person::new("Mrs", "Agnieszka", "Wójcik", "Year 1 teacher", "AWO", FullEdit, Here(8)).username("a.wojcik"),
    Person::new("Ms", "Niamh", "Ní Bhriain", "Year 2 teacher", "NNB", FullEdit, Here(6)).with(&[(Pronouns, "they/them")]),
    Person::new("Mr", "Mohammed", "Al-Rashid", "Year 2 teacher", "MAR", FullEdit, Here(7)).but(&[(Product::JUNIPER_MIS, PartialEdit)]),
    Person::new("Mrs", "Chidinma", "Okonkwo-Hughes", "Year 3 teacher", "COH", FullEdit, Here(8)),
    Person::new("Mr", "Tomasz", "Łukaszewski", "Year 3 teacher", "TLU", FullEdit, Here(6)).username("t.lukaszewski"),
    Person::new("Miss", "Priya", "Ramachandran", "Year 4 teacher", "PRA", FullEdit, Here(7)),
    Person::new("Mr", "Llŷr", "ap Gwilym", "Year 4 teacher, music lead", "LGW", FullEdit, Here(5)),
    Person::new("Mrs", "Emily", "D'Souza", "Year 5 teacher", "EDS", FullEdit, Here(7)).but(&[(Product::COMMS_HUB, PartialEdit)]),
    Person::new("Mr", "Wei", "Zhang", "Year 5 teacher, computing lead", "WZH", FullEdit, Here(9)).username("wei").but(&[(Product::JUNIPER_WEBSITES, AccountAdmin)]),
    Person::new("Mme", "Françoise", "Beaumont", "French teacher", "FBE", FullEdit, Away(23)),
    Person::new("Mr", "Kwame", "Mensah", "Year 6 teacher", "KME", FullEdit, Here(7)),
    Person::new("Mrs", "Ruth", "Abrahams", "SENDCo", "RAB", FullEdit, Here(8)).but(&[(Product::JUNIPER_MIS, PartialEdit), (Product::PORTAL, PartialEdit)]),
    Person::new("Miss", "Grace", "Thompson", "Early career teacher", "GTH", FullEdit, Invited(2)),

    Person::new("Mrs", "Carys", "Pritchard", "Higher level teaching assistant", "CPR", PartialEdit, Here(7)).username("carys.p").with(&[(Pronouns, "she/her")]),
    Person::new("Mr", "Jaspreet", "Singh", "Teaching assistant, Reception", "JSI", PartialEdit, Here(6)),
    Person::new("Ms", "Bronagh", "McAllister", "Teaching assistant, Year 1", "BMC", PartialEdit, Here(5)),
    Person::new("Mrs", "Fatima", "Al-Zahrawi", "Teaching assistant, Year 2", "FAZ", PartialEdit, Here(4)),
    Person::new("Mr", "Piotr", "Kowalczyk", "Teaching assistant, Year 3", "PKO", PartialEdit, Here(5)),
    Person::new("Mrs", "Yétúndé", "Ọlátúnjí", "Teaching assistant, Year 4", "YOL", PartialEdit, Here(4)),
    Person::new("Ms", "Mei-Ling", "Chan", "Teaching assistant, Year 5", "MLC", PartialEdit, Invited(6)),
    Person::new("Mr", "Văn Minh", "Nguyễn", "Learning mentor", "VMN", PartialEdit, Here(5)),
    Person::new("Mr", "Jin-woo", "O", "Supply teacher", "JWO", PartialEdit, Invited(31)).but(&[(Product::JUNIPER_MIS, MinimalReadOnly)]),
    Person::new("Miss", "Chloe", "Smith", "Learning support assistant", "CSM", PartialEdit, Blocked),
    Person::new("Mrs", "Sandra", "Smith-Bailey", "Teaching assistant, Year 6", "SSB", PartialEdit, Deactivated),

    Person::new("Mrs", "Sharon", "Peters", "Breakfast club leader", "SPE", MinimalEdit, Here(6)),
    Person::new("Mr", "İbrahim", "Çelik", "Sports coach", "ICE", MinimalEdit, Here(3)),
    Person::new("Ms", "美玲", "Li", "Mandarin club tutor", "MLI", MinimalEdit, Invited(19)).mailbox("meiling.li"),
    Person::new("Miss", "Ana-Maria", "Popescu", "Lunchtime supervisor", "AMP", MinimalEdit, Added),

    Person::new("Mrs", "Jane", "Whitfield", "Office manager", "JWH", FullReadOnly, Here(10)).username("office").but(&[(Product::JUNIPER_MIS, FullEdit), (Product::COMMS_HUB, FullEdit), (Product::JUNIPER_WEBSITES, PartialEdit)]),
    Person::new("Mr", "Darren", "Clarke", "School administrator", "DCL", FullReadOnly, Here(9)).but(&[(Product::COMMS_HUB, PartialEdit)]),
    Person::new("Mrs", "Nasreen", "Begum", "Attendance and welfare officer", "NBE", FullReadOnly, Here(8)).but(&[(Product::JUNIPER_MIS, PartialEdit)]),
    Person::new("Ms", "Órla", "Fitzgerald", "PA to the headteacher", "OFI", FullReadOnly, Unreachable).mailbox("orla.fitzgerlad"),

    Person::new("Mr", "Stephen", "Wood", "Site manager", "SWO", PartialReadOnly, Here(4)),
    Person::new("Mrs", "Comfort", "Asante", "Catering manager", "CAS", PartialReadOnly, Away(41)),
    Person::new("Mr", "Gareth", "Prŷs-Davies", "Former site manager", "GPD", PartialReadOnly, Deleted),

    Person::new("Dr", "Ayodele", "Bankole", "Chair of governors", "ABA", MinimalReadOnly, Here(2)),
    Person::new("Mrs", "Patricia", "van der Merwe", "Parent governor", "PVM", MinimalReadOnly, Here(1)),
    Person::new("Revd", "Thomas", "Green", "Foundation governor", "TGR", MinimalReadOnly, Added),
    Person::new("Ms", "Aisha", "Siddiqui", "School improvement partner", "ASI", MinimalReadOnly, Deactivated),
];
