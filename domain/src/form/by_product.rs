//! Form fields that exist once for each product.

use crate::catalogue::known;
use crate::product::Product;
use serde::de::{IgnoredAny, MapAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::collections::BTreeMap;
use std::fmt;
use std::marker::PhantomData;

/// The naming of such fields.
pub trait FieldNames {
    /// The name of the product's field.
    fn name(product: Product) -> &'static str;
}

/// Fields for roles, named by [`Product::role_field`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RoleFields;

/// Fields for tick boxes, named by the product's code.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ProductFields;

impl FieldNames for RoleFields {
    fn name(product: Product) -> &'static str {
        product.role_field()
    }
}

impl FieldNames for ProductFields {
    fn name(product: Product) -> &'static str {
        product.code()
    }
}

/// The submitted text of each product's field. With `#[serde(flatten)]`, the fields are among the form's other fields;
/// fields of products unknown to the process are ignored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ByProduct<Names> {
    texts: BTreeMap<Product, String>,
    names: PhantomData<Names>,
}

impl<Names> ByProduct<Names> {
    /// The text of the product's field; empty when it was not sent.
    pub fn get(&self, product: Product) -> &str {
        self.texts.get(&product).map(String::as_str).unwrap_or_default()
    }

    /// Sets the text of the product's field.
    pub fn set(&mut self, product: Product, text: String) {
        self.texts.insert(product, text);
    }

    /// Removes the product's field from the form, like a tick box that is not ticked.
    pub fn remove(&mut self, product: Product) {
        self.texts.remove(&product);
    }

    /// Whether the form has the product's field.
    pub fn has(&self, product: Product) -> bool {
        self.texts.contains_key(&product)
    }

    /// The products whose fields the form has, in the catalogue's order.
    pub fn products(&self) -> impl Iterator<Item = Product> + '_ {
        self.texts.keys().copied()
    }
}

impl<Names> Default for ByProduct<Names> {
    fn default() -> Self {
        Self { texts: BTreeMap::new(), names: PhantomData }
    }
}

impl<Names> FromIterator<(Product, String)> for ByProduct<Names> {
    fn from_iter<All: IntoIterator<Item = (Product, String)>>(all: All) -> Self {
        Self { texts: all.into_iter().collect(), names: PhantomData }
    }
}

impl<Names: FieldNames> Serialize for ByProduct<Names> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.texts.iter().map(|(product, text)| (Names::name(*product), text)))
    }
}

impl<'de, Names: FieldNames> Deserialize<'de> for ByProduct<Names> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Fields<Names>(PhantomData<Names>);
        impl<'de, Names: FieldNames> Visitor<'de> for Fields<Names> {
            type Value = ByProduct<Names>;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("the fields of a form")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut fields: A) -> Result<Self::Value, A::Error> {
                let mut read = ByProduct::default();
                while let Some(name) = fields.next_key::<String>()? {
                    match known::find(|product| Names::name(*product) == name) {
                        Some(product) => read.set(product, fields.next_value()?),
                        None => drop(fields.next_value::<IgnoredAny>()?),
                    }
                }
                Ok(read)
            }
        }
        deserializer.deserialize_map(Fields(PhantomData))
    }
}
