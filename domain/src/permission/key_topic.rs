//! The permissions that decide whether a role may be given: those that open sensitive data or give power over others.
//! One table, to be proof-read by somebody who answers for children's data.

use crate::catalogue::{Feature, VIEW_PUPILS};
use crate::product::Product;

/// Why a permission matters more than others.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Weight {
    /// The permission opens data that harms somebody in the wrong hands.
    Sensitive,
    /// The permission changes what others see or can do, or reaches people outside the school.
    Powerful,
}

impl Weight {
    /// The word for it, where a permission is shown outside its group.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Sensitive => "Sensitive",
            Self::Powerful => "Powerful",
        }
    }

    /// The weight of a permission; `None` for most.
    pub fn of(feature: Feature) -> Option<Self> {
        KeyTopic::of(feature).map(|topic| topic.weight)
    }
}

/// The place of a permission in a list of what matters: sensitive ones come first, then powerful ones, then the others,
/// each in document order.
pub fn telling_order(feature: Feature) -> impl Ord {
    let weight = Weight::of(feature);
    // `None` would sort first.
    (weight.is_none(), weight, feature)
}

/// What the sentence about a topic belongs to. Each part becomes at most one sentence, in this order.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Part {
    /// Records of pupils and staff.
    Records,
    /// Who pupils are.
    Names,
    /// Marks.
    Marks,
    /// What reaches people outside the school.
    Reach,
    /// What changes the school, its money and its roles.
    Power,
}

/// A topic that a head teacher asks about, and its permissions in all products.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct KeyTopic {
    /// The sentence that it belongs to.
    pub part: Part,
    /// Why it matters.
    pub weight: Weight,
    /// What follows the verb where all of it is allowed, or nothing: "open *safeguarding*".
    pub all: &'static str,
    /// What follows the verb where some of it is allowed; empty for a topic of one permission.
    pub some: &'static str,
    /// Its permissions.
    pub features: &'static [Feature],
}

impl KeyTopic {
    /// The verb of a sentence about what is allowed: "Opens …".
    pub const fn can(self) -> &'static str {
        match self.part {
            Part::Records => "Opens",
            Part::Names => "Sees",
            Part::Marks => "Enters",
            Part::Reach | Part::Power => "Can",
        }
    }

    /// The verb of a sentence about what is not allowed: "Cannot open …".
    pub const fn cannot(self) -> &'static str {
        match self.part {
            Part::Records => "Cannot open",
            Part::Names => "Sees no",
            Part::Marks => "Cannot enter",
            Part::Reach | Part::Power => "Cannot",
        }
    }

    /// The topic that a permission belongs to, if it is sensitive or powerful.
    pub fn of(feature: Feature) -> Option<&'static KeyTopic> {
        KEY_TOPICS.iter().find(|topic| topic.features.contains(&feature))
    }
}

const fn mis(area: &str, row: &str) -> Feature {
    Feature::named(Product::JUNIPER_MIS, area, row)
}

const fn sonar(area: &str, row: &str) -> Feature {
    Feature::named(Product::SONAR_TRACKER, area, row)
}

const fn hub(area: &str, row: &str) -> Feature {
    Feature::named(Product::COMMS_HUB, area, row)
}

const fn websites(area: &str, row: &str) -> Feature {
    Feature::named(Product::JUNIPER_WEBSITES, area, row)
}

const fn topic(part: Part, all: &'static str, some: &'static str, features: &'static [Feature]) -> KeyTopic {
    let weight = match part {
        Part::Records | Part::Names => Weight::Sensitive,
        Part::Marks | Part::Reach | Part::Power => Weight::Powerful,
    };
    KeyTopic { part, weight, all, some, features }
}

/// All topics, in the order in which they are said.
pub const KEY_TOPICS: &[KeyTopic] = &[
    topic(Part::Records, "safeguarding", "", &[mis("pupils", "pupils-safeguarding")]),
    topic(Part::Records, "special needs", "", &[mis("pupils", "pupils-special-educational-needs")]),
    topic(
        Part::Records,
        "medical details",
        "some medical details",
        &[
            mis("pupils", "pupils-medical"),
            mis("medical", "medical-conditions"),
            mis("staff", "staff-medical"),
            mis("medical", "staff-medical-conditions"),
        ],
    ),
    topic(
        Part::Records,
        "contacts",
        "some contacts",
        &[
            mis("pupils", "pupils-contacts"),
            mis("contacts", "all-contacts"),
            mis("contacts", "all-parents"),
            mis("contacts", "all-siblings"),
            mis("staff", "staff-contacts"),
        ],
    ),
    topic(
        Part::Records,
        "the single central record",
        "some of the single central record",
        &[mis("single-central-record", "single-central-record"), mis("staff", "staff-scr")],
    ),
    topic(Part::Names, "pupils", "", &[VIEW_PUPILS, mis("pupils", "all-pupils")]),
    topic(Part::Marks, "this year’s marks", "", &[sonar("assessments", "edit-summative-in-year")]),
    topic(Part::Marks, "earlier years’ marks", "", &[sonar("assessments", "edit-historical-summative")]),
    topic(
        Part::Marks,
        "formative judgements",
        "some formative judgements",
        &[sonar("assessments", "edit-formative-in-year"), sonar("assessments", "edit-historical-formative")],
    ),
    topic(
        Part::Marks,
        "statutory results",
        "some statutory results",
        &[sonar("assessments", "edit-statutory-data-in-year"), sonar("assessments", "edit-historical-statutory")],
    ),
    topic(
        Part::Reach,
        "message parents",
        "message parents in some ways",
        &[
            hub("compose-send-messages", "send-email"),
            hub("compose-send-messages", "send-sms"),
            hub("compose-send-messages", "send-app-message"),
        ],
    ),
    topic(
        Part::Reach,
        "publish without approval",
        "",
        &[websites("content-management", "submit-content-without-approval")],
    ),
    topic(
        Part::Power,
        "export data",
        "export some data",
        &[
            sonar("school", "export-data"),
            mis("statutory", "ctf-export"),
            websites("content-management", "export-content-pages-documents-and-calendar-events"),
        ],
    ),
    topic(
        Part::Power,
        "set up payments",
        "",
        &[Feature::named(Product::PORTAL, "payments", "set-and-view-stripe-account")],
    ),
    topic(
        Part::Power,
        "change roles",
        "change roles in some products",
        &[
            mis("settings-other", "roles"),
            websites("user-role-management", "access-user-manager"),
            websites("user-role-management", "apply-custom-role-permissions-to-pages"),
        ],
    ),
];
