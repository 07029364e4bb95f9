//! `cargo xtask build`: the app as it ships, in `dist/`.
//!
//! Trunk compiles it; the rest is done to what Trunk wrote, in memory: one style sheet instead of
//! many, one module instead of two, the wasm in parts and through wasm-opt, the scripts through
//! esbuild, names that carry the hash of what is in the file, checksums that the browser holds each
//! to, headers for the host, and a compressed copy beside every file. `dist/` is replaced only when
//! all of it went well.

mod compress;
mod integrity;
mod scripts;
mod site;
mod sizes;
mod split;

use crate::{Outcome, headers, tools};
use compress::Compressed;
use site::Site;
use std::{fs, io, path::Path};

/// What `rustc` and wasm-bindgen use of WebAssembly. All that Binaryen knows would be too much:
/// it then writes modules that Chromium refuses.
const FEATURES: [&str; 6] = [
    "--enable-bulk-memory",
    "--enable-nontrapping-float-to-int",
    "--enable-sign-ext",
    "--enable-mutable-globals",
    "--enable-reference-types",
    "--enable-multivalue",
];

const DIST: &str = "dist";
/// Where Trunk writes, and what it wrote is optimised.
const WORK: &str = "target/dist";

pub(crate) fn run() -> Outcome {
    tools::for_building()?;
    tools::wasm_split()?;
    let (wasm_opt, esbuild) = (tools::wasm_opt()?, tools::esbuild()?);
    let minified = |kind, script: &str| scripts::minified(&esbuild, kind, script);
    let mut trunk = tools::command("trunk");
    trunk.args(["build", "--release", "--dist", WORK]);
    tools::run(trunk.env(split::SPLIT, "1"))?;

    let mut site = Site::read(WORK.as_ref())?;
    site.join_styles()?;
    let mut program = split::program()?;
    program.main = optimised(&wasm_opt, &program.main)?;
    for part in program.parts.values_mut() {
        *part = optimised(&wasm_opt, part)?;
    }
    site.minify_classic_scripts(minified)?;
    site.put(program, minified)?;
    site.check()?;
    let headers = headers::for_files(site.files().keys().map(String::as_str))?;
    let compressed = compress::all(&site).map_err(|error| format!("compressing: {error}"))?;
    println!("\n{}\n", sizes::table(&site, &compressed));
    sizes::check(&compressed)?;
    write(DIST.as_ref(), &site, &compressed, &headers).map_err(|error| format!("{DIST}: {error}"))
}

/// The program of the first view as the compiler left it, of the last build.
pub(crate) fn first_view() -> io::Result<Vec<u8>> {
    split::main()
}

/// The least that a page of Leptos takes, made as the app is, in this folder: what the bench measures
/// the app beside.
pub(crate) fn floor(dist: &str) -> Outcome {
    let mut trunk = tools::command("trunk");
    trunk.args(["build", "--release", "--config", "bench/floor/Trunk.toml"]);
    let here = std::env::current_dir().map_err(|error| error.to_string())?;
    tools::run(trunk.arg("--dist").arg(here.join(dist)))?;
    let mut site = Site::read(dist.as_ref())?;
    site.optimise(&tools::wasm_opt()?, &tools::esbuild()?)?;
    let compressed = compress::all(&site).map_err(|error| format!("compressing: {error}"))?;
    // Trunk's starter is an inline script, which the app's own policy forbids.
    let headers = "/*\n  Content-Security-Policy: connect-src 'self'\n";
    write(dist.as_ref(), &site, &compressed, headers).map_err(|error| format!("{dist}: {error}"))
}

fn optimised(wasm_opt: &Path, wasm: &[u8]) -> Outcome<Vec<u8>> {
    let (from, to) = (format!("{WORK}/app.wasm"), format!("{WORK}/app.opt.wasm"));
    fs::write(&from, wasm).map_err(|error| format!("{from}: {error}"))?;
    optimise(wasm_opt, &from, &to)?;
    fs::read(&to).map_err(|error| format!("{to}: {error}"))
}

/// Has wasm-opt do to a file what it does to everything that ships.
pub(crate) fn optimise(wasm_opt: &Path, from: &str, to: &str) -> Outcome {
    println!("{} -Oz", wasm_opt.display());
    let mut command = tools::command(&wasm_opt.to_string_lossy());
    // Taken flat, the control flow is put together anew, and the second round finds more to leave
    // out: 1.2 % less to fetch. By their names, instances of one generic function stand side by side,
    // and brotli sees that they are nearly the same: 1.5 % less.
    command.args([
        "-Oz",
        "--flatten",
        "--rereloop",
        "-Oz",
        "-Oz",
        "--reorder-functions-by-name",
        "--strip-debug",
        "--strip-producers",
    ]);
    tools::run(command.args(FEATURES).args([from, "-o", to]))
}

fn write(dist: &Path, site: &Site, compressed: &Compressed, headers: &str) -> io::Result<()> {
    if dist.exists() {
        fs::remove_dir_all(dist)?;
    }
    fs::create_dir_all(dist)?;
    for (name, bytes) in site.files() {
        fs::write(dist.join(name), bytes)?;
    }
    for (name, copies) in compressed {
        fs::write(dist.join(format!("{name}.br")), &copies.brotli)?;
        fs::write(dist.join(format!("{name}.gz")), &copies.gzip)?;
    }
    fs::write(dist.join(headers::FILE), headers)
}
