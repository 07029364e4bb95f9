//! Writes the typed word keys, and stops the build where the languages disagree.
//!
//! The files that the page fetches are written as well, for the browser tests; `cargo xtask assets`
//! makes the ones that are served.

use std::collections::BTreeSet;
use std::error::Error;
use std::path::PathBuf;
use std::{env, fs};

use catalogue::Catalogues;
use search::{Index, Lang, library};

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=src/words");
    println!("cargo::rerun-if-changed=help");
    println!("cargo::rerun-if-env-changed=SPLIT");
    println!("cargo::rustc-check-cfg=cfg(split)");
    if env::var_os("SPLIT").is_some() {
        println!("cargo::rustc-cfg=split");
        // What `cargo xtask build` needs to take the module apart.
        println!("cargo::rustc-link-arg-bins=--emit-relocs");
    }
    let out = PathBuf::from(env::var("OUT_DIR")?);
    let mut catalogues = Catalogues::load("src/words".as_ref())?;
    check_explanations(&catalogues)?;
    // As in `cargo xtask assets`, and for the same builds.
    if env::var("PROFILE")? == "debug" {
        catalogues = catalogues.with_pseudo_languages();
    }
    fs::write(out.join("words.rs"), catalogues.rust())?;
    for (language, file) in catalogues.json() {
        fs::write(out.join(format!("words.{}.json", language.tag)), file)?;
    }
    let help = library::load("help".as_ref())?;
    for language in Lang::ALL {
        let articles = serde_json::to_vec(&library::articles(&help, language))?;
        fs::write(
            out.join(format!("articles.{}.json", language.tag())),
            articles,
        )?;
    }
    let index = Index::build(&library::entries(&help)).to_bytes();
    fs::write(out.join("help-index.bin"), index)?;
    Ok(())
}

/// The policy names its explanations by key, which the compiler cannot follow.
fn check_explanations(catalogues: &Catalogues) -> Result<(), String> {
    let wanted: BTreeSet<_> = policy::basic_auth_2022::explanation_keys().collect();
    let written: BTreeSet<_> = catalogues.section("rules").collect();
    match wanted.symmetric_difference(&written).collect::<Vec<_>>() {
        differing if differing.is_empty() => Ok(()),
        differing => Err(format!(
            "src/words: [rules] and the policy's explanation keys differ in {differing:?}"
        )),
    }
}
