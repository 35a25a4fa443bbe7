//! The page's forms, and carrying them out.

use crate::api;
use crate::failure::Failure;
use crate::posted::Redirector;
use crate::routes;
use crate::views::there;
use domain::attribute::{AttributeForm, MoveDirection};
use domain::id::AttributeId;
use domain::problem::Problem;
use serde::{Deserialize, Serialize};

/// A posted form: a button with its attribute, or the form that adds one.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct SubmittedAttribute {
    #[serde(flatten)]
    form: AttributeForm,
    up: Option<String>,
    down: Option<String>,
    retire: Option<String>,
    bring_back: Option<String>,
    suggested: Option<String>,
}

/// Why nothing was done. A form that succeeded redirects instead.
#[derive(Clone, Serialize, Deserialize)]
pub(super) struct AttributeFormFailure {
    /// The input, where it has to be corrected.
    pub typed: Option<AttributeForm>,
    /// Why it failed.
    pub problem: Problem,
}

impl SubmittedAttribute {
    /// Carries out the form for the signed-in person, and redirects.
    pub async fn act(self, redirector: &Redirector) -> Option<AttributeFormFailure> {
        let typed = self.adds().then(|| self.form.clone());
        match self.carry_out().await {
            Ok(next) => {
                redirector.go(&next);
                None
            }
            Err(Failure(problem)) => Some(AttributeFormFailure { typed, problem }),
        }
    }

    /// Whether it is the form that adds an attribute, rather than a button.
    const fn adds(&self) -> bool {
        let Self { up, down, retire, bring_back, suggested, .. } = self;
        up.is_none() && down.is_none() && retire.is_none() && bring_back.is_none() && suggested.is_none()
    }

    /// Carries out the form; gives the address of the page that says so.
    async fn carry_out(self) -> Result<String, Failure> {
        let Self { form, up, down, retire, bring_back, suggested } = self;
        let (done, about) = if let Some(attribute) = up {
            return shift(&attribute, MoveDirection::Up).await;
        } else if let Some(attribute) = down {
            return shift(&attribute, MoveDirection::Down).await;
        } else if let Some(attribute) = retire {
            api::retire_attribute(there(AttributeId::parse(&attribute))?).await?;
            ("retired", attribute)
        } else if let Some(attribute) = bring_back {
            api::restore_attribute(there(AttributeId::parse(&attribute))?).await?;
            ("back", attribute)
        } else if suggested.is_some() {
            api::add_suggested_attributes().await?;
            ("added", String::new())
        } else {
            ("added", api::add_attribute(form).await?.id.to_string())
        };
        Ok(routes::done_to(routes::ATTRIBUTES, done, &about))
    }
}

async fn shift(attribute: &str, way: MoveDirection) -> Result<String, Failure> {
    let attribute = there(AttributeId::parse(attribute))?;
    api::shift_attribute(attribute, way).await?;
    Ok(routes::attribute_moved(attribute, way))
}

/// The confirmation for the code in the address, about the attribute called `name`; without a name, about several.
pub(super) fn done(code: &str, name: Option<&str>) -> Option<String> {
    Some(match (code, name) {
        ("added", Some(name)) => format!("“{name}” is added. It can be filled in for everybody now."),
        ("added", None) => "The attributes are added. They can be filled in for everybody now.".to_owned(),
        ("saved", Some(name)) => format!("The changes to “{name}” are saved."),
        ("saved", None) => "The changes to the attribute are saved.".to_owned(),
        ("retired", name) => format!(
            "{} is retired: it is not asked for any more. What is known of people is kept, and you can bring it back below at any time.",
            quoted(name)
        ),
        ("back", name) => format!("{} is back, with everything that was known.", quoted(name)),
        _ => return None,
    })
}

fn quoted(name: Option<&str>) -> String {
    name.map_or_else(|| "The attribute".to_owned(), |name| format!("“{name}”"))
}
