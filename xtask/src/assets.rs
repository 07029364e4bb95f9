//! `cargo xtask assets`: the files beside the wasm: words, articles, the help index, licences. And the
//! shell that the page shows before it.
//!
//! Trunk calls it after each build. The files get hashed names, so that they may be cached for
//! ever, and index.html gets their addresses: `<meta name="words.en" content="./words.en-….json">`.
//! The headers go beside them, so that the journeys can run on this build too.

use crate::{Outcome, hashed, headers, licences, shell};
use catalogue::Catalogues;
use search::{Index, Lang, library};
use std::{
    env, fs, io,
    path::{Path, PathBuf},
};

struct Asset {
    /// Under this name start.js and the app look for the address.
    name: String,
    kind: &'static str,
    bytes: Vec<u8>,
    /// Words that English completes: start.js takes them only when the reader has chosen them.
    is_partial: bool,
}

pub(crate) fn run() -> Outcome {
    let folder = env::var_os("TRUNK_STAGING_DIR").map(PathBuf::from).ok_or(
        "`cargo xtask assets` is a hook of Trunk and needs its environment: run trunk build",
    )?;
    let mut addresses = Vec::new();
    for asset in assets()? {
        let Asset {
            name,
            kind,
            bytes,
            is_partial,
        } = asset;
        let file = hashed::name(&name, kind, &bytes);
        let path = folder.join(&file);
        fs::write(&path, bytes).map_err(|error| format!("{}: {error}", path.display()))?;
        let partial = if is_partial { " data-partial" } else { "" };
        addresses.push(format!(
            "<meta name=\"{name}\" content=\"./{file}\"{partial}>\n"
        ));
    }

    let page = folder.join("index.html");
    let html = fs::read_to_string(&page).map_err(|error| format!("{}: {error}", page.display()))?;
    let html = html.replacen("</head>", &(addresses.concat() + "</head>"), 1);
    let html = shell::filled(&html, &catalogues()?)?;
    fs::write(&page, html).map_err(|error| format!("{}: {error}", page.display()))?;

    let failed = |error| format!("{}: {error}", folder.display());
    let names = names(&folder).map_err(failed)?;
    let headers = headers::for_files(names.iter().map(String::as_str))?;
    fs::write(folder.join(headers::FILE), headers).map_err(failed)
}

fn names(folder: &Path) -> io::Result<Vec<String>> {
    let names = fs::read_dir(folder)?.map(|entry| Ok(entry?.file_name().to_string_lossy().into()));
    let mut names: Vec<String> = names.collect::<io::Result<_>>()?;
    names.sort();
    Ok(names)
}

fn catalogues() -> Outcome<Catalogues> {
    Catalogues::load("src/words".as_ref()).map_err(|fault| fault.to_string())
}

fn assets() -> Outcome<Vec<Asset>> {
    let mut words = catalogues()?;
    // Nobody needs them in what ships.
    if env::var("TRUNK_PROFILE").as_deref() == Ok("debug") {
        words = words.with_pseudo_languages();
    }
    let help = library::load("help".as_ref()).map_err(|fault| fault.to_string())?;

    let words = words.json().map(|(language, json)| Asset {
        name: format!("words.{}", language.tag),
        kind: "json",
        bytes: json.into_bytes(),
        is_partial: !language.is_whole,
    });
    let mut assets: Vec<_> = words.collect();
    for language in Lang::ALL {
        assets.push(Asset {
            name: format!("articles.{}", language.tag()),
            kind: "json",
            bytes: serde_json::to_vec(&library::articles(&help, language))
                .map_err(|error| error.to_string())?,
            is_partial: false,
        });
    }
    assets.push(Asset {
        name: "licences".to_owned(),
        kind: "json",
        bytes: serde_json::to_vec(&licences::of_the_page(".".as_ref())?)
            .map_err(|error| error.to_string())?,
        is_partial: false,
    });
    assets.push(Asset {
        name: "help-index".to_owned(),
        kind: "bin",
        bytes: Index::build(&library::entries(&help)).to_bytes(),
        is_partial: false,
    });
    Ok(assets)
}
