//! `cargo xtask assets`: the files beside the wasm that are made from words and articles.
//!
//! Trunk calls it after each build. The files get hashed names, so that they may be cached for
//! ever, and index.html gets their addresses: `<meta name="words.en" content="/words.en-….json">`.

use crate::Outcome;
use catalogue::Catalogues;
use search::{Index, Lang, library};
use std::{env, fs, path::PathBuf};

struct Asset {
    /// Under this name start.js and the app look for the address.
    name: String,
    kind: &'static str,
    bytes: Vec<u8>,
}

pub(crate) fn run() -> Outcome {
    let folder = env::var_os("TRUNK_STAGING_DIR").map(PathBuf::from).ok_or(
        "`cargo xtask assets` is a hook of Trunk and needs its environment: run trunk build",
    )?;
    let base = env::var("TRUNK_PUBLIC_URL").unwrap_or_else(|_| "/".to_owned());

    let mut addresses = Vec::new();
    for Asset { name, kind, bytes } in assets()? {
        let file = format!("{name}-{:016x}.{kind}", fnv1a(&bytes));
        let path = folder.join(&file);
        fs::write(&path, bytes).map_err(|error| format!("{}: {error}", path.display()))?;
        addresses.push(format!("<meta name=\"{name}\" content=\"{base}{file}\">\n"));
    }

    let page = folder.join("index.html");
    let html = fs::read_to_string(&page).map_err(|error| format!("{}: {error}", page.display()))?;
    let html = html.replacen("</head>", &(addresses.concat() + "</head>"), 1);
    fs::write(&page, html).map_err(|error| format!("{}: {error}", page.display()))
}

fn assets() -> Outcome<Vec<Asset>> {
    let words = Catalogues::load("src/words".as_ref()).map_err(|fault| fault.to_string())?;
    let help = library::load("help".as_ref()).map_err(|fault| fault.to_string())?;

    let words = words.json().map(|(language, json)| Asset {
        name: format!("words.{language}"),
        kind: "json",
        bytes: json.into_bytes(),
    });
    let mut assets: Vec<_> = words.collect();
    for language in Lang::ALL {
        assets.push(Asset {
            name: format!("articles.{}", language.tag()),
            kind: "json",
            bytes: serde_json::to_vec(&library::articles(&help, language))
                .map_err(|error| error.to_string())?,
        });
    }
    assets.push(Asset {
        name: "help-index".to_owned(),
        kind: "bin",
        bytes: Index::build(&library::entries(&help)).to_bytes(),
    });
    Ok(assets)
}

/// FNV-1a: a name for content, not a seal. Unlike the hasher of std it never changes.
fn fnv1a(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3)
    })
}
