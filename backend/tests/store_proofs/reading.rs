//! Reading the crate's source for the store's methods and their proofs.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use syn::{
    FnArg, GenericArgument, GenericParam, Generics, ImplItem, Item, ItemImpl, PathArguments, Signature, Type,
    TypeParamBound, Visibility,
};

/// Every file of the crate, by its path in `src`.
pub fn code() -> BTreeMap<String, String> {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut paths = Vec::new();
    find(&src, &mut paths);
    let name = |path: &Path| path.strip_prefix(&src).unwrap().to_str().unwrap().to_owned();
    paths.iter().map(|path| (name(path), fs::read_to_string(path).unwrap())).collect()
}

fn find(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            find(&path, found);
        } else if path.extension().is_some_and(|ext| ext == "rs") {
            found.push(path);
        }
    }
}

pub struct Sources {
    code: BTreeMap<String, String>,
    /// The names of the outside tokens.
    tokens: Vec<String>,
    /// The names of the traits that several proofs share.
    traits: Vec<String>,
}

impl Sources {
    pub fn read() -> Self {
        let mut sources = Self { code: code(), tokens: Vec::new(), traits: vec!["SystemToken".to_owned()] };
        for item in sources.items("access/system_tokens.rs") {
            if let Item::Struct(token) = item {
                sources.tokens.push(token.ident.to_string());
            }
        }
        for item in sources.items("access/permit_groups.rs") {
            if let Item::Trait(of) = item {
                sources.traits.push(of.ident.to_string());
            }
        }
        sources
    }

    fn items(&self, file: &str) -> Vec<Item> {
        self.code.get(file).map_or_else(Vec::new, |text| syn::parse_file(text).unwrap().items)
    }

    /// Every method of the store's two types that is visible outside it, with its proofs.
    pub fn methods(&self) -> Vec<(String, Vec<String>)> {
        let mut all = Vec::new();
        for file in self.code.keys().filter(|file| *file == "store.rs" || file.starts_with("store/")) {
            for item in self.items(file) {
                let Item::Impl(block) = item else { continue };
                let of = named(&block.self_ty);
                if block.trait_.is_some() || !(of == "Store" || of == "SchoolTransaction") {
                    continue;
                }
                for item in &block.items {
                    let ImplItem::Fn(method) = item else { continue };
                    if is_open(&method.vis, file) {
                        all.push((format!("{file} {of}::{}", method.sig.ident), self.proofs(&method.sig)));
                    }
                }
            }
        }
        all
    }

    /// Each shared trait, with the proofs that implement it.
    pub fn traits(&self) -> BTreeMap<String, Vec<String>> {
        let mut all = BTreeMap::<String, Vec<String>>::new();
        for item in self.items("access/permit_groups.rs") {
            let Item::Impl(ItemImpl { trait_: Some((_, of, _)), self_ty, generics, .. }) = item else { continue };
            let mut found = Vec::new();
            self.collect(&self_ty, &generics, &mut found);
            if found.is_empty() {
                found.push(named(&self_ty));
            }
            all.entry(of.segments.last().unwrap().ident.to_string()).or_default().append(&mut found);
        }
        all
    }

    /// The files in which each token is made.
    pub fn makers(&self) -> BTreeMap<&str, Vec<&str>> {
        let files = |token: &String| {
            let makes = format!("{token}::new()");
            let made = self.code.iter().filter(|(name, text)| *name != "access.rs" && text.contains(&makes));
            made.map(|(name, _)| name.as_str()).collect()
        };
        self.tokens.iter().map(|token| (token.as_str(), files(token))).collect()
    }

    fn proofs(&self, signature: &Signature) -> Vec<String> {
        let mut found = Vec::new();
        for input in &signature.inputs {
            if let FnArg::Typed(input) = input {
                self.collect(&input.ty, &signature.generics, &mut found);
            }
        }
        found
    }

    /// Collects the proofs that a type names, such as `Permit<ListUsers>`.
    fn collect(&self, kind: &Type, generics: &Generics, found: &mut Vec<String>) {
        match kind {
            Type::Reference(reference) => self.collect(&reference.elem, generics, found),
            Type::Slice(slice) => self.collect(&slice.elem, generics, found),
            Type::Tuple(tuple) => tuple.elems.iter().for_each(|kind| self.collect(kind, generics, found)),
            Type::ImplTrait(kind) => {
                let known = bounds(&kind.bounds).into_iter().filter(|bound| self.traits.contains(bound));
                found.extend(known.map(|bound| format!("impl {bound}")));
            }
            Type::Path(path) => {
                let Some(last) = path.path.segments.last() else { return };
                let (name, of) = (last.ident.to_string(), arguments(&last.arguments));
                if name.ends_with("Permit") {
                    let actions: Vec<_> = of.iter().map(|kind| action(kind, generics)).collect();
                    found.push(format!("{name}<{}>", actions.join(", ")));
                } else if name == "Actor" || self.tokens.contains(&name) {
                    found.push(name);
                } else {
                    of.into_iter().for_each(|kind| self.collect(kind, generics, found));
                }
            }
            _ => {}
        }
    }
}

fn named(kind: &Type) -> String {
    match kind {
        Type::Path(path) => path.path.segments.last().unwrap().ident.to_string(),
        _ => String::new(),
    }
}

fn arguments(arguments: &PathArguments) -> Vec<&Type> {
    let PathArguments::AngleBracketed(of) = arguments else { return Vec::new() };
    of.args.iter().filter_map(|of| if let GenericArgument::Type(kind) = of { Some(kind) } else { None }).collect()
}

/// A permit's action: its name, or the trait that bounds it.
fn action(kind: &Type, generics: &Generics) -> String {
    let any = |of: Vec<String>| format!("impl {}", of.join(" + "));
    if let Type::ImplTrait(kind) = kind {
        return any(bounds(&kind.bounds));
    }
    let name = named(kind);
    let generic = generics.params.iter().find_map(|param| match param {
        GenericParam::Type(of) if of.ident == name => Some(any(bounds(&of.bounds))),
        _ => None,
    });
    generic.unwrap_or(name)
}

fn bounds<'b>(bounds: impl IntoIterator<Item = &'b TypeParamBound>) -> Vec<String> {
    let name = |bound: &TypeParamBound| match bound {
        TypeParamBound::Trait(of) => of.path.segments.last().map(|last| last.ident.to_string()),
        _ => None,
    };
    bounds.into_iter().filter_map(name).collect()
}

/// Whether a method in `file` is visible outside the store.
fn is_open(visibility: &Visibility, file: &str) -> bool {
    match visibility {
        Visibility::Public(_) => true,
        Visibility::Inherited => false,
        Visibility::Restricted(within) => {
            let path: Vec<_> = within.path.segments.iter().map(|segment| segment.ident.to_string()).collect();
            let is_own = path.first().is_some_and(|first| first == "self")
                || (path == ["super"] && file != "store.rs")
                || path.starts_with(&["crate".to_owned(), "store".to_owned()]);
            !is_own
        }
    }
}
