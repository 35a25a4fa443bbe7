//! The people of the demonstration's school. None of them exists.

use domain::member::PlainField::{self, Pronouns};
use domain::product::Product;
use domain::role::Role::{self, *};

/// A person of Hillside Primary School.
#[derive(Clone, Copy, Debug)]
pub(super) struct DemoPersona {
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
    pub state: DemoState,
}

/// How far a person's registration has come, and what became of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum DemoState {
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

impl DemoPersona {
    const fn new(
        title: &'static str,
        first_name: &'static str,
        last_name: &'static str,
        job_title: &'static str,
        staff_code: &'static str,
        role: Role,
        state: DemoState,
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

use DemoState::{Added, Away, Blocked, Deactivated, Deleted, Here, Invited, Unreachable};

/// Everybody. The first is the Account Owner; the first active holder of each role is the one to sign in as.
#[rustfmt::skip]
pub(super) const STAFF: &[DemoPersona] = &[
    DemoPersona::new("Mrs", "Margaret", "Ashworth", "Headteacher", "MAS", AccountOwner, Here(9)).username("m.ashworth"),
    DemoPersona::new("Mr", "David", "O'Brien", "Deputy Headteacher", "DOB", AccountAdmin, Here(9)).username("d.obrien"),
    DemoPersona::new("Ms", "Siân", "Llewellyn-Jones", "Assistant Headteacher and Year 6 teacher", "SLJ", AccountAdmin, Here(8)).with(&[(Pronouns, "she/her")]),
    DemoPersona::new("Mrs", "Harpreet", "Kaur Gill", "Assessment and data manager", "HKG", AccountAdmin, Here(9)).username("h.gill"),

    DemoPersona::new("Miss", "Zoë", "Fairweather", "Reception teacher, Early Years lead", "ZFA", FullEdit, Here(8)).username("zoe.f"),
    DemoPersona::new("Mr", "Oluwaseun", "Adébáyọ̀", "Year 1 teacher", "OAD", FullEdit, Here(7)),
    DemoPersona::new("Mrs", "Agnieszka", "Wójcik", "Year 1 teacher", "AWO", FullEdit, Here(8)).username("a.wojcik"),
    DemoPersona::new("Ms", "Niamh", "Ní Bhriain", "Year 2 teacher", "NNB", FullEdit, Here(6)).with(&[(Pronouns, "they/them")]),
    DemoPersona::new("Mr", "Mohammed", "Al-Rashid", "Year 2 teacher", "MAR", FullEdit, Here(7)).but(&[(Product::JUNIPER_MIS, PartialEdit)]),
    DemoPersona::new("Mrs", "Chidinma", "Okonkwo-Hughes", "Year 3 teacher", "COH", FullEdit, Here(8)),
    DemoPersona::new("Mr", "Tomasz", "Łukaszewski", "Year 3 teacher", "TLU", FullEdit, Here(6)).username("t.lukaszewski"),
    DemoPersona::new("Miss", "Priya", "Ramachandran", "Year 4 teacher", "PRA", FullEdit, Here(7)),
    DemoPersona::new("Mr", "Llŷr", "ap Gwilym", "Year 4 teacher, music lead", "LGW", FullEdit, Here(5)),
    DemoPersona::new("Mrs", "Emily", "D'Souza", "Year 5 teacher", "EDS", FullEdit, Here(7)).but(&[(Product::COMMS_HUB, PartialEdit)]),
    DemoPersona::new("Mr", "Wei", "Zhang", "Year 5 teacher, computing lead", "WZH", FullEdit, Here(9)).username("wei").but(&[(Product::JUNIPER_WEBSITES, AccountAdmin)]),
    DemoPersona::new("Mme", "Françoise", "Beaumont", "French teacher", "FBE", FullEdit, Away(23)),
    DemoPersona::new("Mr", "Kwame", "Mensah", "Year 6 teacher", "KME", FullEdit, Here(7)),
    DemoPersona::new("Mrs", "Ruth", "Abrahams", "SENDCo", "RAB", FullEdit, Here(8)).but(&[(Product::JUNIPER_MIS, PartialEdit), (Product::PORTAL, PartialEdit)]),
    DemoPersona::new("Miss", "Grace", "Thompson", "Early career teacher", "GTH", FullEdit, Invited(2)),

    DemoPersona::new("Mrs", "Carys", "Pritchard", "Higher level teaching assistant", "CPR", PartialEdit, Here(7)).username("carys.p").with(&[(Pronouns, "she/her")]),
    DemoPersona::new("Mr", "Jaspreet", "Singh", "Teaching assistant, Reception", "JSI", PartialEdit, Here(6)),
    DemoPersona::new("Ms", "Bronagh", "McAllister", "Teaching assistant, Year 1", "BMC", PartialEdit, Here(5)),
    DemoPersona::new("Mrs", "Fatima", "Al-Zahrawi", "Teaching assistant, Year 2", "FAZ", PartialEdit, Here(4)),
    DemoPersona::new("Mr", "Piotr", "Kowalczyk", "Teaching assistant, Year 3", "PKO", PartialEdit, Here(5)),
    DemoPersona::new("Mrs", "Yétúndé", "Ọlátúnjí", "Teaching assistant, Year 4", "YOL", PartialEdit, Here(4)),
    DemoPersona::new("Ms", "Mei-Ling", "Chan", "Teaching assistant, Year 5", "MLC", PartialEdit, Invited(6)),
    DemoPersona::new("Mr", "Văn Minh", "Nguyễn", "Learning mentor", "VMN", PartialEdit, Here(5)),
    DemoPersona::new("Mr", "Jin-woo", "O", "Supply teacher", "JWO", PartialEdit, Invited(31)).but(&[(Product::JUNIPER_MIS, MinimalReadOnly)]),
    DemoPersona::new("Miss", "Chloe", "Smith", "Learning support assistant", "CSM", PartialEdit, Blocked),
    DemoPersona::new("Mrs", "Sandra", "Smith-Bailey", "Teaching assistant, Year 6", "SSB", PartialEdit, Deactivated),

    DemoPersona::new("Mrs", "Sharon", "Peters", "Breakfast club leader", "SPE", MinimalEdit, Here(6)),
    DemoPersona::new("Mr", "İbrahim", "Çelik", "Sports coach", "ICE", MinimalEdit, Here(3)),
    DemoPersona::new("Ms", "美玲", "Li", "Mandarin club tutor", "MLI", MinimalEdit, Invited(19)).mailbox("meiling.li"),
    DemoPersona::new("Miss", "Ana-Maria", "Popescu", "Lunchtime supervisor", "AMP", MinimalEdit, Added),

    DemoPersona::new("Mrs", "Jane", "Whitfield", "Office manager", "JWH", FullReadOnly, Here(10)).username("office").but(&[(Product::JUNIPER_MIS, FullEdit), (Product::COMMS_HUB, FullEdit), (Product::JUNIPER_WEBSITES, PartialEdit)]),
    DemoPersona::new("Mr", "Darren", "Clarke", "School administrator", "DCL", FullReadOnly, Here(9)).but(&[(Product::COMMS_HUB, PartialEdit)]),
    DemoPersona::new("Mrs", "Nasreen", "Begum", "Attendance and welfare officer", "NBE", FullReadOnly, Here(8)).but(&[(Product::JUNIPER_MIS, PartialEdit)]),
    DemoPersona::new("Ms", "Órla", "Fitzgerald", "PA to the headteacher", "OFI", FullReadOnly, Unreachable).mailbox("orla.fitzgerlad"),

    DemoPersona::new("Mr", "Stephen", "Wood", "Site manager", "SWO", PartialReadOnly, Here(4)),
    DemoPersona::new("Mrs", "Comfort", "Asante", "Catering manager", "CAS", PartialReadOnly, Away(41)),
    DemoPersona::new("Mr", "Gareth", "Prŷs-Davies", "Former site manager", "GPD", PartialReadOnly, Deleted),

    DemoPersona::new("Dr", "Ayodele", "Bankole", "Chair of governors", "ABA", MinimalReadOnly, Here(2)),
    DemoPersona::new("Mrs", "Patricia", "van der Merwe", "Parent governor", "PVM", MinimalReadOnly, Here(1)),
    DemoPersona::new("Revd", "Thomas", "Green", "Foundation governor", "TGR", MinimalReadOnly, Added),
    DemoPersona::new("Ms", "Aisha", "Siddiqui", "School improvement partner", "ASI", MinimalReadOnly, Deactivated),
];
