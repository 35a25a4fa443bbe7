//! All products of this process, published or added later, among which codes are looked up.

use super::{Catalogue, CodeTaken};
use crate::product::Product;
use std::sync::{PoisonError, RwLock};

/// Products added later, each with the catalogue made for it. The list only grows.
static ADDED: RwLock<Vec<(Product, Catalogue)>> = RwLock::new(Vec::new());

/// Adds the product that `make` returns, unless the code exists already.
pub(super) fn add(code: &'static str, make: impl FnOnce() -> (Product, Catalogue)) -> Result<Catalogue, CodeTaken> {
    // The list only grows, so it is complete even when a thread panicked while holding the lock.
    let mut added = ADDED.write().unwrap_or_else(PoisonError::into_inner);
    let is_taken = |product: &Product| product.code() == code;
    if Catalogue::published().products().iter().any(is_taken) || added.iter().any(|(product, _)| is_taken(product)) {
        return Err(CodeTaken { code });
    }
    let (product, catalogue) = make();
    added.push((product, catalogue));
    Ok(catalogue)
}

/// The first product for which `is_it` is true.
pub(crate) fn find(is_it: impl Fn(&Product) -> bool) -> Option<Product> {
    let published = Catalogue::published().products().iter().copied().find(&is_it);
    published.or_else(|| {
        let added = ADDED.read().unwrap_or_else(PoisonError::into_inner);
        added.iter().map(|(product, _)| *product).find(is_it)
    })
}

/// The catalogue with exactly these products.
pub(super) fn catalogue(products: &[Product]) -> Option<Catalogue> {
    if products == Catalogue::published().products() {
        return Some(Catalogue::published());
    }
    let added = ADDED.read().unwrap_or_else(PoisonError::into_inner);
    added.iter().map(|(_, catalogue)| *catalogue).find(|catalogue| catalogue.products() == products)
}
