//! The products this process knows: the published ones, and those that were added. Codes are read against them.

use super::{Catalogue, CodeTaken};
use crate::product::Product;
use std::sync::{PoisonError, RwLock};

/// Products that were added, each with the catalogue that was made for it. They only become more.
static ADDED: RwLock<Vec<(Product, Catalogue)>> = RwLock::new(Vec::new());

/// Adds what `make` gives, unless the code is taken.
pub(super) fn add(code: &'static str, make: impl FnOnce() -> (Product, Catalogue)) -> Result<Catalogue, CodeTaken> {
    // A list that only grows is whole whatever happened to the thread that held it.
    let mut added = ADDED.write().unwrap_or_else(PoisonError::into_inner);
    let is_taken = |product: &Product| product.code() == code;
    if Catalogue::published().products().iter().any(is_taken) || added.iter().any(|(product, _)| is_taken(product)) {
        return Err(CodeTaken { code });
    }
    let (product, catalogue) = make();
    added.push((product, catalogue));
    Ok(catalogue)
}

/// The first product of which this holds.
pub(crate) fn find(is_it: impl Fn(&Product) -> bool) -> Option<Product> {
    let published = Catalogue::published().products().iter().copied().find(&is_it);
    published.or_else(|| {
        let added = ADDED.read().unwrap_or_else(PoisonError::into_inner);
        added.iter().map(|(product, _)| *product).find(is_it)
    })
}

/// The catalogue with these products.
pub(super) fn catalogue(products: &[Product]) -> Option<Catalogue> {
    if products == Catalogue::published().products() {
        return Some(Catalogue::published());
    }
    let added = ADDED.read().unwrap_or_else(PoisonError::into_inner);
    added.iter().map(|(_, catalogue)| *catalogue).find(|catalogue| catalogue.products() == products)
}
