//! What a comparison says when it shows something else than its address asks for.

use super::{TOO_FEW, TOO_MANY};
use crate::product::Product;

/// What a comparison shows differently from what was asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ComparisonRemark {
    /// The address names something unknown, and too few known roles to compare. The standard roles are shown.
    UnknownRoles,
    /// The address names too few roles. The standard roles are shown.
    TooFewRoles,
    /// The address names too many roles. The first ones are shown.
    TooManyRoles,
    /// The address names something unknown, which is left out.
    UnknownLeftOut,
    /// The school does not use the product whose table was asked for.
    ProductNotUsed(Product),
}

impl ComparisonRemark {
    /// The remark for a reader.
    pub fn sentence(self) -> String {
        match self {
            Self::UnknownRoles => {
                "The address names what Rolecall does not know, so the eight standard roles are shown.".to_owned()
            }
            Self::TooFewRoles => format!("{TOO_FEW} Until then the eight standard roles are shown."),
            Self::TooManyRoles => format!("{TOO_MANY} The first eight are shown."),
            Self::UnknownLeftOut => "The address also names what Rolecall does not know. It is left out.".to_owned(),
            Self::ProductNotUsed(product) => {
                format!("Your school does not use {}, so its table is not shown.", product.name())
            }
        }
    }
}
