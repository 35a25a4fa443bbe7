//! The definitions of the fields that have a type of their own.

use super::{Definition, Import};

pub(super) const TITLE: Definition = Definition {
    hint: "Such as Mr, Mrs, Miss, Ms, Mx or Dr.",
    comes_from_mis: true,
    import: Some(Import { code: "title", headings: &["title", "salutation"] }),
    export: Some(8),
    ..Definition::typed("title", "Title")
};

pub(super) const FIRST_NAME: Definition = Definition {
    is_mandatory: true,
    comes_from_mis: true,
    import: Some(Import {
        code: "first_name",
        #[rustfmt::skip]
        headings: &["firstname", "forename", "givenname", "chosenforename", "preferredforename", "preferredfirstname", "legalforename", "legalfirstname", "firstnames", "forenames", "givennames", "christianname", "stafffirstname", "staffforename", "employeefirstname", "teacherfirstname", "first"],
    }),
    export: Some(16),
    ..Definition::typed("first_name", "First name")
};

pub(super) const LAST_NAME: Definition = Definition {
    is_mandatory: true,
    comes_from_mis: true,
    import: Some(Import {
        code: "last_name",
        #[rustfmt::skip]
        headings: &["lastname", "surname", "familyname", "preferredsurname", "preferredlastname", "preferredfamilyname", "legalsurname", "legallastname", "surnames", "lastnames", "familynames", "stafflastname", "staffsurname", "employeelastname", "teacherlastname", "surnamefamilyname", "lastnamefamilyname", "last"],
    }),
    export: Some(18),
    ..Definition::typed("last_name", "Last name")
};

pub(super) const EMAIL: Definition = Definition {
    heading: "Email",
    is_mandatory: true,
    comes_from_mis: true,
    import: Some(Import {
        code: "email",
        #[rustfmt::skip]
        headings: &["workemail", "workemailaddress", "schoolemail", "schoolemailaddress", "email", "emailaddress", "primaryemail", "mainemail", "defaultemail", "contactemail", "staffemail", "emailwork", "email1", "emailaddress1", "emailaddresswork", "emailschool", "emailaddressschool", "staffemailaddress", "workmail", "schoolmail", "mail", "userprincipalname"],
    }),
    export: Some(34),
    ..Definition::typed("email", "Email address")
};

pub(super) const JOB_TITLE: Definition = Definition {
    hint: "Such as Year 4 teacher.",
    comes_from_mis: true,
    import: Some(Import {
        code: "job_title",
        #[rustfmt::skip]
        headings: &["jobtitle", "post", "posttitle", "position", "job", "jobrole", "businessrole", "businessroles", "occupation", "roledescription", "positiontitle", "positionpost", "postposition", "positionheld"],
    }),
    export: Some(26),
    ..Definition::typed("job_title", "Job title")
};

pub(super) const USERNAME: Definition = Definition {
    hint: "Your school's own label, such as amy.webb.",
    import: Some(Import { code: "username", headings: &["username", "login", "loginname"] }),
    export: Some(14),
    ..Definition::typed("username", "Username")
};

pub(super) const STAFF_CODE: Definition = Definition {
    hint: "Such as AMW.",
    comes_from_mis: true,
    import: Some(Import {
        code: "staff_code",
        headings: &["staffcode", "staffinitials", "initials", "teachercode", "shortcode", "code"],
    }),
    export: Some(10),
    ..Definition::typed("staff_code", "Staff code")
};

pub(super) const MIS_ID: Definition = Definition {
    import: Some(Import {
        code: "mis_id",
        #[rustfmt::skip]
        headings: &["sourcedid", "misid", "wondeid", "misidentifier", "staffid", "employeeid", "personid", "staffmemberid", "employeenumber", "staffnumber", "userid", "usermasteridentifier", "staffno", "employeeno", "personnelnumber", "personnelno", "staffref", "staffreference", "externalid", "arborstaffid", "arborid", "simsid", "bromcomid", "id", "identifier"],
    }),
    export: Some(14),
    ..Definition::typed("mis_id", "MIS id")
};

pub(super) const KNOWN_AS: Definition = Definition {
    logged: "Goes by",
    is_own: true,
    import: Some(Import {
        code: "known_as",
        headings: &["knownas", "preferredgivenname", "preferredname", "goesby", "nickname"],
    }),
    export: Some(16),
    ..Definition::typed("known_as", "Known as")
};

pub(super) const LEAVING_ON: Definition = Definition {
    logged: "Last day",
    import: Some(Import {
        code: "leaving_date",
        #[rustfmt::skip]
        headings: &["leavingdate", "dateofleaving", "leavedate", "employmentenddate", "enddate", "contractenddate", "leaverdate", "leaversdate", "leftdate", "dateleft", "leavingon", "dateleaving", "lastday", "lastworkingday", "lastdayofemployment", "finishdate", "terminationdate", "dateofleavingschool", "dol"],
    }),
    export: Some(12),
    ..Definition::typed("leaving_on", "Leaving date")
};
