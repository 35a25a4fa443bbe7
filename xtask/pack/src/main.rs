//! Builds the folder that is served to browsers from the compiler's output.
//!
//! `cargo xtask` compiles the browser part and then runs this program. It is a package of its own so that `cargo xtask`
//! can report progress while the large libraries used here are still compiling.

mod bind;
mod compress;
mod floor;
mod font;
mod group;
mod name;
mod shrink;
mod site;
mod style;
mod tools;

use anyhow::{Context, Result, bail};
use std::path::PathBuf;
use std::time::Instant;

/// The files and folders to use, as `cargo xtask` passes them.
struct Places {
    /// The module that the compiler wrote.
    module: PathBuf,
    /// The folder of the style sheets.
    styles: PathBuf,
    /// The folder of files to copy unchanged.
    assets: PathBuf,
    /// The folder to build.
    site: PathBuf,
    /// The folder with `node_modules`, if Node is installed.
    tools: Option<PathBuf>,
    /// Whether to skip slow optimisations.
    quick: bool,
}

fn main() {
    if let Err(error) = run() {
        eprintln!("error: {error:#}");
        std::process::exit(1);
    }
}

fn run() -> Result<()> {
    let places = read_arguments()?;
    let tools = tools::Tools::new(places.tools.as_deref());

    let compiled = std::fs::read(&places.module).with_context(|| format!("reading {}", places.module.display()))?;
    let mut styles = timed("Style", || style::all(&places.styles, &tools))?;

    let name = name::of_build(&compiled, if places.quick { "quick" } else { tools.identity() });
    let folder = places.site.with_extension("new");
    if site::holds_parts(&places.site, &name) {
        println!("      the parts are what they were");
        site::keep_parts(&places.site, &folder)?;
    } else {
        let mut parts = timed("Splitting", || bind::split_and_bind(&compiled, &name, &folder.with_extension("work")))?;
        if tools.present() && !places.quick {
            timed("Shrinking", || shrink::with_tools(&mut parts, &tools))?;
        }
        shrink::drop_custom_sections(&mut parts)?;
        floor::check(&parts)?;
        site::lay_out_parts(&folder, &parts)?;
    }
    let fonts = font::all(&places.assets)?;
    font::name_in(&mut styles, &fonts)?;
    site::lay_out_rest(&folder, &name, &styles, &fonts, &places.assets)?;
    timed("Compressing", || compress::beside_each(&folder))?;
    site::put_in_place(&folder, &places.site)
}

fn timed<T>(what: &str, work: impl FnOnce() -> Result<T>) -> Result<T> {
    let start = Instant::now();
    let done = work().with_context(|| format!("{what} failed"))?;
    println!("      {what}: {:.1} s", start.elapsed().as_secs_f32());
    Ok(done)
}

fn read_arguments() -> Result<Places> {
    let mut arguments = std::env::args_os().skip(1).map(PathBuf::from);
    let (Some(module), Some(styles), Some(assets), Some(site)) =
        (arguments.next(), arguments.next(), arguments.next(), arguments.next())
    else {
        bail!("usage: pack MODULE.wasm STYLES ASSETS SITE [TOOLS [quick]]");
    };
    let tools = arguments.next();
    let quick = arguments.next().is_some_and(|word| word.as_os_str() == "quick");
    Ok(Places { module, styles, assets, site, tools, quick })
}
