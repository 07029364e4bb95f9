//! The files of the app by name, and what becomes of them between Trunk and the disk.

use super::{
    integrity,
    scripts::{self, Kind},
    split::{self, Program},
};
use crate::{Outcome, hashed, headers};
use std::{collections::BTreeMap, fs, path::Path};

const PAGE: &str = "index.html";

/// All in one folder, as Trunk writes them.
pub(super) struct Site(BTreeMap<String, Vec<u8>>);

impl Site {
    pub(super) fn read(folder: &Path) -> Outcome<Self> {
        let failed = |error| format!("{}: {error}", folder.display());
        let mut files = BTreeMap::new();
        for entry in fs::read_dir(folder).map_err(failed)? {
            let entry = entry.map_err(failed)?;
            let name = entry.file_name().to_string_lossy().into_owned();
            files.insert(name, fs::read(entry.path()).map_err(failed)?);
        }
        // It speaks of the names that Trunk gave.
        files.remove(headers::FILE);
        Ok(Self(files))
    }

    pub(super) fn files(&self) -> &BTreeMap<String, Vec<u8>> {
        &self.0
    }

    /// Has wasm-opt and esbuild make a program and its module smaller where they stand.
    pub(super) fn optimise(&mut self, wasm_opt: &Path, esbuild: &Path) -> Outcome {
        let names: Vec<String> = self.0.keys().cloned().collect();
        for name in names {
            let smaller = match name.rsplit_once('.') {
                Some((_, "wasm")) => super::optimised(wasm_opt, &self.0[&name])?,
                Some((_, "js")) => {
                    scripts::minified(esbuild, Kind::Module, &self.text(&name)?)?.into_bytes()
                }
                _ => continue,
            };
            self.0.insert(name, smaller);
        }
        Ok(())
    }

    /// One style sheet with what the page's many hold, in their order and without their comments.
    ///
    /// It is a third of what they are to fetch: they have much in common, and each also has a
    /// checksum in the page.
    pub(super) fn join_styles(&mut self) -> Outcome {
        let mut page = self.text(PAGE)?;
        let links: Vec<String> = tags(&page, "link")
            .filter(|tag| attribute(tag, "rel") == Some("stylesheet"))
            .map(str::to_owned)
            .collect();
        let first = links.first().ok_or("index.html links no style sheet")?;
        let (base, _) = named(first, "href")?;
        let mut styles = String::new();
        for link in &links {
            let (_, name) = named(link, "href")?;
            styles += &without_comments(&self.text(name)?);
            self.0.remove(name);
        }
        let name = hashed::name("app", "css", styles.as_bytes());
        let integrity = integrity::of(styles.as_bytes());
        let joined =
            format!("<link rel=\"stylesheet\" href=\"{base}{name}\" integrity=\"{integrity}\">");
        page = page.replacen(first, &joined, 1);
        for link in &links[1..] {
            page = page.replacen(link, "", 1);
        }
        let filled = page.lines().filter(|line| !line.trim().is_empty());
        page = filled.flat_map(|line| [line, "\n"]).collect();
        self.0.insert(name, styles.into_bytes());
        self.0.insert(PAGE.to_owned(), page.into_bytes());
        Ok(())
    }

    /// The page's scripts that are no modules, smaller, and so under another name and checksum.
    pub(super) fn minify_classic_scripts(
        &mut self,
        minified: impl Fn(Kind, &str) -> Outcome<String>,
    ) -> Outcome {
        let mut page = self.text(PAGE)?;
        let scripts: Vec<String> = tags(&page, "script")
            .filter(|tag| attribute(tag, "type").is_none())
            .map(str::to_owned)
            .collect();
        for script in &scripts {
            let (_, old) = named(script, "src")?;
            let seal = attribute(script, "integrity")
                .ok_or_else(|| format!("{PAGE}: {script} has no checksum"))?;
            let text = minified(Kind::Classic, &self.text(old)?)?;
            let stem = old.rsplit_once('-').map_or(old, |(stem, _)| stem);
            let name = hashed::name(stem, "js", text.as_bytes());
            let smaller =
                script
                    .replacen(old, &name, 1)
                    .replacen(seal, &integrity::of(text.as_bytes()), 1);
            page = page.replacen(script, &smaller, 1);
            self.0.remove(old);
            self.0.insert(name, text.into_bytes());
        }
        self.0.insert(PAGE.to_owned(), page.into_bytes());
        Ok(())
    }

    /// The program in the place of the one that Trunk wrote in one piece, each file under the hash of
    /// what is in it: the parts first, because the module names them, and the page names the module.
    ///
    /// The browser holds each file to its checksum: the script as its element says, the wasm as who
    /// fetches it says. What a module imports cannot be held to one: there, Chromium fetches again
    /// without it what did not fit. So the starter and the module that it imports become one.
    ///
    /// It is made smaller when all of it is there, and before it gets its name: what is looked for in
    /// it is looked for as wasm-bindgen, wasm-split-cli and we have written it.
    pub(super) fn put(
        &mut self,
        program: Program,
        minified: impl Fn(Kind, &str) -> Outcome<String>,
    ) -> Outcome {
        let mut module = program.module;
        for (old, bytes) in program.parts {
            let stem = old.trim_start_matches("split_").trim_end_matches(".wasm");
            let name = hashed::name(stem, "wasm", &bytes);
            let integrity = integrity::of(&bytes);
            let from = format!("\"./{old}\", import.meta.url)");
            let to = format!("\"./{name}\", import.meta.url), {{ integrity: \"{integrity}\" }}");
            module = renamed(&module, "The module", &from, &to)?;
            self.0.insert(name, bytes);
        }
        let wasm = hashed::name("app", "wasm", &program.main);
        // The module's own default, for whoever starts it without an address.
        module = renamed(&module, "The module", split::MAIN, &wasm)?;

        let mut page = self.text(PAGE)?;
        let script = tag(&page, "script", "type=\"module\"")?.to_owned();
        let import = tag(&page, "link", "rel=\"modulepreload\"")?.to_owned();
        let preload = tag(&page, "link", "rel=\"preload\"")?.to_owned();
        let (base, starter) = named(&script, "src")?;
        let (_, old_module) = named(&import, "href")?;
        let (_, old_wasm) = named(&preload, "href")?;
        module = minified(Kind::Module, &started(&module, &self.text(starter)?)?)?;
        let name = hashed::name("app", "js", module.as_bytes());
        let integrity = integrity::of(module.as_bytes());
        let one =
            format!("<script type=\"module\" src=\"{base}{name}\" integrity=\"{integrity}\">");
        page = page.replacen(&script, &one, 1).replacen(&import, "", 1);
        let integrity = integrity::of(&program.main);
        let fetched = format!("{base}{wasm}\" data-integrity=\"{integrity}");
        page = renamed(&page, PAGE, &format!("{base}{old_wasm}"), &fetched)?;

        for old in [old_wasm, old_module, starter] {
            self.0.remove(old);
        }
        self.0.insert(wasm, program.main);
        self.0.insert(name, module.into_bytes());
        self.0.insert(PAGE.to_owned(), page.into_bytes());
        Ok(())
    }

    /// Fails unless every file has its address in the page or in a module, and every address of the
    /// page its file.
    pub(super) fn check(&self) -> Outcome {
        let page = self.text(PAGE)?;
        let holders = [("link", "href"), ("script", "src"), ("meta", "content")];
        let addresses: Vec<&str> = holders
            .into_iter()
            .flat_map(|(element, holder)| {
                tags(&page, element).filter_map(move |tag| address(tag, holder))
            })
            .filter(|(_, name)| !name.is_empty())
            .map(|(_, name)| name)
            .collect();
        let mut modules = String::new();
        let is_module =
            |name: &String| Path::new(name).extension().is_some_and(|kind| kind == "js");
        for name in self.0.keys().filter(|name| is_module(name)) {
            modules += &self.text(name)?;
        }
        let files = self.0.keys().filter(|name| *name != PAGE);
        for name in files {
            if !addresses.contains(&name.as_str()) && !modules.contains(name.as_str()) {
                return Err(format!("{name} was built, and nothing names it"));
            }
        }
        match addresses.iter().find(|name| !self.0.contains_key(**name)) {
            Some(name) => Err(format!("index.html names {name}, which was not built")),
            None => Ok(()),
        }
    }

    fn text(&self, name: &str) -> Outcome<String> {
        let bytes = self
            .0
            .get(name)
            .ok_or_else(|| format!("{name} was not built"))?;
        String::from_utf8(bytes.clone()).map_err(|error| format!("{name}: {error}"))
    }
}

/// What an editor reads and a browser does not. No style sheet has such marks in a string.
fn without_comments(styles: &str) -> String {
    let mut rest = styles;
    let mut kept = String::new();
    while let Some((before, comment)) = rest.split_once("/*") {
        kept += before;
        rest = comment.split_once("*/").map_or("", |(_, after)| after);
    }
    kept += rest;
    let lines = kept.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.flat_map(|line| [line, "\n"]).collect()
}

/// The module, which then starts itself: the starter stands in a block of its own at the end of it,
/// and has at hand what it would import.
fn started(module: &str, starter: &str) -> Outcome<String> {
    let exports = module
        .lines()
        .rev()
        .find_map(|line| line.strip_prefix("export {"));
    let default = exports
        .and_then(|names| {
            names
                .split(',')
                .find_map(|name| name.split_once(" as default"))
        })
        .map(|(name, _)| name.trim())
        .ok_or("The module has no default")?;
    let starter = renamed(
        starter,
        "The starter",
        IMPORT,
        &format!("{{ default: {default} }}"),
    )?;
    Ok(format!("{module}{{\n{starter}}}\n"))
}

/// How start.js gets at the module.
const IMPORT: &str = "import(document.querySelector(\"link[rel=modulepreload]\").href)";

fn renamed(text: &str, holder: &str, from: &str, to: &str) -> Outcome<String> {
    if text.contains(from) {
        Ok(text.replace(from, to))
    } else {
        Err(format!("{holder} does not name {from}"))
    }
}

/// The opening tags of an element.
fn tags<'a>(page: &'a str, element: &str) -> impl Iterator<Item = &'a str> + use<'a> {
    let start = format!("<{element} ");
    let mut rest = page;
    std::iter::from_fn(move || {
        let (_, tag) = rest.split_at(rest.find(&start)?);
        let (tag, after) = tag.split_at(tag.find('>')? + 1);
        rest = after;
        Some(tag)
    })
}

/// The one opening tag of an element that has this in it.
fn tag<'a>(page: &'a str, element: &str, part: &str) -> Outcome<&'a str> {
    let mut fitting = tags(page, element).filter(|tag| tag.contains(&format!(" {part}")));
    match (fitting.next(), fitting.next()) {
        (Some(tag), None) => Ok(tag),
        (None, _) => Err(format!("{PAGE} has no {element} with {part}")),
        (Some(_), Some(_)) => Err(format!("{PAGE} has more than one {element} with {part}")),
    }
}

fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    let (_, value) = tag.split_once(&format!(" {name}=\""))?;
    Some(value.split_once('"')?.0)
}

/// The folder and the file of an address of this site, which begins where the page's `base` says.
fn address<'a>(tag: &'a str, holder: &str) -> Option<(&'a str, &'a str)> {
    let value = attribute(tag, holder).filter(|value| value.starts_with("./"))?;
    Some(value.split_at(value.rfind('/')? + 1))
}

fn named<'a>(tag: &'a str, holder: &str) -> Outcome<(&'a str, &'a str)> {
    address(tag, holder).ok_or_else(|| format!("{PAGE}: {tag} names no file beside it"))
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    #[test]
    fn the_styles_are_joined_in_the_order_of_the_page() {
        let mut site = site(&[
            (PAGE, PAGE_OF_TRUNK),
            ("b-1.css", "/* layers */\n@layer base;\n"),
            (
                "a-2.css",
                "@layer base {\n  /* every\n     link */\n  a { color: red }\n}\n",
            ),
        ]);
        site.join_styles().unwrap();
        let joined = "@layer base;\n@layer base {\na { color: red }\n}\n";
        let name = hashed::name("app", "css", joined.as_bytes());
        assert_eq!(site.text(&name).unwrap(), joined);
        assert_eq!(site.0.len(), 2, "the sheets that were joined are gone");
        let links: Vec<_> = tags(&site.text(PAGE).unwrap(), "link")
            .filter(|tag| tag.contains("stylesheet"))
            .map(str::to_owned)
            .collect();
        let integrity = integrity::of(joined.as_bytes());
        assert_eq!(
            links,
            [format!(
                "<link rel=\"stylesheet\" href=\"./{name}\" integrity=\"{integrity}\">"
            )]
        );
    }

    #[test]
    fn a_program_is_named_after_what_is_in_it_from_the_parts_to_the_page() {
        let mut site = built();
        site.put(program(), as_it_is).unwrap();
        let part = hashed::name("later", "wasm", b"rest");
        let wasm = hashed::name("app", "wasm", b"lean");
        let [rest, lean] = [b"rest", b"lean"].map(|bytes| integrity::of(bytes));
        let source = format!(
            "new URL('{wasm}');\nfetch(new URL(\"./{part}\", import.meta.url), {{ integrity: \"{rest}\" }});\n\
             export {{ initSync, __wbg_init as default }};\n{{\nawait [{{ default: __wbg_init }}, fetch(\"config.json\")];\n}}\n"
        );
        let module = hashed::name("app", "js", source.as_bytes());
        assert_eq!(site.0[&part], b"rest");
        assert_eq!(site.0[&wasm], b"lean");
        assert_eq!(site.text(&module).unwrap(), source);
        let page = site.text(PAGE).unwrap();
        let preload = format!("href=\"./{wasm}\" data-integrity=\"{lean}\"");
        assert!(page.contains(&preload), "{page}");
        let seal = integrity::of(source.as_bytes());
        let script = format!("src=\"./{module}\" integrity=\"{seal}\"></script>");
        assert!(page.contains(&script), "{page}");
        for gone in ["admin-3", "start-0", "modulepreload"] {
            assert!(!page.contains(gone), "{page}");
        }
        assert_eq!(site.check(), Ok(()));
    }

    #[test]
    fn a_module_is_made_smaller_when_it_is_whole_and_then_named() {
        let mut site = built();
        let minified = |kind, script: &str| {
            assert_eq!(kind, Kind::Module);
            for there in [
                "/later-",
                "\"sha384-",
                "new URL('app-",
                "fetch(\"config.json\")",
            ] {
                assert!(script.contains(there), "{script}");
            }
            Ok(script.replace('\n', ""))
        };
        site.put(program(), minified).unwrap();
        let page = site.text(PAGE).unwrap();
        let script = tag(&page, "script", "type=\"module\"").unwrap();
        let (_, name) = named(script, "src").unwrap();
        let module = site.text(name).unwrap();
        assert!(!module.contains('\n'), "{module}");
        assert_eq!(name, hashed::name("app", "js", module.as_bytes()));
        let seal = integrity::of(module.as_bytes());
        assert_eq!(attribute(script, "integrity"), Some(seal.as_str()));
        assert_eq!(site.check(), Ok(()));
    }

    #[test]
    fn a_classic_script_is_made_smaller_and_named_anew_and_stays_one() {
        let minified = |kind, script: &str| {
            assert_eq!(kind, Kind::Classic);
            Ok(script.replace(' ', ""))
        };
        let page = "<script src=\"./start-0.js\" type=\"module\"></script>\n\
            <script src=\"./early-on-6.js\" integrity=\"sha384-x\" async></script>\n";
        let with = |page: &str| {
            site(&[
                (PAGE, page),
                ("early-on-6.js", "f( 1 )"),
                ("start-0.js", "g( 2 )"),
            ])
        };
        let mut site = with(page);
        site.minify_classic_scripts(minified).unwrap();
        let (name, seal) = (
            hashed::name("early-on", "js", b"f(1)"),
            integrity::of(b"f(1)"),
        );
        assert_eq!(site.text(&name).unwrap(), "f(1)");
        assert_eq!(site.text("start-0.js").unwrap(), "g( 2 )");
        let page_then = page
            .replace("early-on-6.js", &name)
            .replace("sha384-x", &seal);
        assert_eq!(site.text(PAGE).unwrap(), page_then);
        assert_eq!(site.check(), Ok(()));

        let mut unsealed = with(&page.replace("integrity", "data-other"));
        let sentence = unsealed.minify_classic_scripts(minified).unwrap_err();
        assert!(sentence.ends_with(" has no checksum"), "{sentence}");
    }

    /// In the place of esbuild.
    #[expect(clippy::unnecessary_wraps, reason = "esbuild may fail")]
    fn as_it_is(_: Kind, script: &str) -> Outcome<String> {
        Ok(script.to_owned())
    }

    #[test]
    fn a_build_that_is_not_as_expected_is_refused() {
        let fails = |site: &mut Site, program| site.put(program, as_it_is).unwrap_err();

        let mut none = built();
        let page = PAGE_OF_TRUNK.replace("modulepreload", "prefetch");
        none.0.insert(PAGE.to_owned(), page.into_bytes());
        let sentence = "index.html has no link with rel=\"modulepreload\"";
        assert_eq!(fails(&mut none, program()), sentence);

        let mut two = built();
        let page = PAGE_OF_TRUNK.replace("modulepreload", "preload");
        two.0.insert(
            PAGE.to_owned(),
            page.replace("stylesheet", "modulepreload").into_bytes(),
        );
        let sentence = "index.html has more than one link with rel=\"modulepreload\"";
        assert_eq!(fails(&mut two, program()), sentence);

        for name in ["app_bg.wasm", "\"./split_later.wasm\", import.meta.url)"] {
            let mut unnamed = program();
            unnamed.module = unnamed.module.replace(name, "x");
            let sentence = format!("The module does not name {name}");
            assert_eq!(fails(&mut built(), unnamed), sentence);
        }

        let mut other = built();
        other
            .0
            .insert("start-0.js".to_owned(), b"import(elsewhere)".to_vec());
        let sentence = format!("The starter does not name {IMPORT}");
        assert_eq!(fails(&mut other, program()), sentence);

        let mut nameless = program();
        nameless.module = nameless.module.replace(" as default", "");
        assert_eq!(fails(&mut built(), nameless), "The module has no default");
    }

    #[test]
    fn the_page_and_the_files_must_agree() {
        assert_eq!(built().check(), Ok(()));

        let mut stray = built();
        stray.0.insert("left-over.js".to_owned(), Vec::new());
        let sentence = "left-over.js was built, and nothing names it";
        assert_eq!(stray.check().unwrap_err(), sentence);

        let mut gone = built();
        gone.0.remove("words.en-4.json");
        let sentence = "index.html names words.en-4.json, which was not built";
        assert_eq!(gone.check().unwrap_err(), sentence);
    }

    fn program() -> Program {
        Program {
            main: b"lean".to_vec(),
            module: "new URL('app_bg.wasm');\n\
                fetch(new URL(\"./split_later.wasm\", import.meta.url));\n\
                export { initSync, __wbg_init as default };\n"
                .to_owned(),
            parts: [("split_later.wasm".to_owned(), b"rest".to_vec())].into(),
        }
    }

    /// A page and its files, as Trunk and its hook leave them.
    pub(in crate::build) fn built() -> Site {
        site(&[
            (PAGE, PAGE_OF_TRUNK),
            ("b-1.css", ""),
            ("a-2.css", ""),
            ("config.json", "{}"),
            (
                "start-0.js",
                "await [import(document.querySelector(\"link[rel=modulepreload]\").href), fetch(\"config.json\")];\n",
            ),
            ("admin-3.js", "new URL('admin_bg.wasm')"),
            ("admin-3_bg.wasm", "fat"),
            ("words.en-4.json", "{}"),
            ("words.ja-5.json", "{\"言葉\":1}"),
        ])
    }

    fn site(files: &[(&str, &str)]) -> Site {
        let files = files.iter();
        Site(
            files
                .map(|(name, text)| ((*name).to_owned(), (*text).into()))
                .collect(),
        )
    }

    const PAGE_OF_TRUNK: &str = r#"<!doctype html>
<head>
    <link rel="icon" href="data:,">
    <link rel="stylesheet" href="./b-1.css" integrity="sha384-x"/>
    <link rel="stylesheet" href="./a-2.css" integrity="sha384-y"/>
    <script src="./start-0.js" integrity="sha384-z" type="module"></script>
<link rel="modulepreload" href="./admin-3.js">
<link rel="preload" href="./admin-3_bg.wasm" as="fetch">
<meta name="words.en" content="./words.en-4.json">
<meta name="words.ja" content="./words.ja-5.json">
</head>
"#;
}
