//! No view holds markup that Leptos would build from a string.
//!
//! `leptos_macro` turns an element below the root of a view into `template.innerHTML` when nothing
//! in it is dynamic. Trusted Types refuse that, and the page stays blank from there on. One value
//! in braces keeps an element out of it: `<hr class={"rule"}/>`.
#![cfg(not(target_arch = "wasm32"))]

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use rstml::node::{KVAttributeValue, Node, NodeAttribute, NodeElement, NodeName};
use std::{fs, path::Path};
use syn::{Expr, Lit, spanned::Spanned};

#[test]
fn no_view_has_static_markup() {
    let mut found = Vec::new();
    let mut views = 0;
    for file in rust_files(Path::new("src")) {
        let source = fs::read_to_string(&file).unwrap();
        for view in views_in(source.parse().expect("the compiler has parsed it")) {
            views += 1;
            found.extend(static_markup(view).map(|at| format!("{}:{at}", file.display())));
        }
    }
    assert!(
        views > 10,
        "only {views} views were found in src: does this test still see them?"
    );
    assert!(
        found.is_empty(),
        "give each one value in braces, <hr class={{\"rule\"}}/>: {found:#?}"
    );
}

#[test]
fn static_markup_is_recognised() {
    check("<main><h1>\"Words\"</h1></main>", &["1: <h1>"]);
    check("<main><h1>{words()}</h1></main>", &[]);
    check(
        "<main><svg class=\"icon\"><path d=\"M0 0\"/></svg></main>",
        &["1: <svg>"],
    );
    check(
        "<main><svg class={\"icon\"}><path d=\"M0 0\"/></svg></main>",
        &["1: <path>"],
    );
    check("<main><p></p><hr on:click=\"x\"/></main>", &[]);
    check("<Card><hr class=\"rule\"/></Card>", &["1: <hr>"]);
    check("<hr class=\"rule\"/>", &[]);
    check("<hr class=\"rule\"/><hr class={RULE}/>", &["1: <hr>"]);
    check(
        "<For each=rows let:row><td>{row}</td><td class=\"end\"></td></For>",
        &["1: <td>"],
    );
    check(
        "{move || view! { <p><hr class=\"rule\"/></p> }}",
        &["1: <hr>"],
    );
}

#[track_caller]
fn check(view: &str, expected: &[&str]) {
    let source = format!("view! {{ {view} }}")
        .parse()
        .expect("the view is made of Rust tokens");
    let found: Vec<_> = views_in(source)
        .into_iter()
        .flat_map(static_markup)
        .collect();
    assert_eq!(found, expected);
}

/// The contents of each `view!` in the source, those in the braces of others as well.
fn views_in(source: TokenStream) -> Vec<TokenStream> {
    let mut views = Vec::new();
    let tokens: Vec<TokenTree> = source.into_iter().collect();
    for (position, token) in tokens.iter().enumerate() {
        let TokenTree::Group(group) = token else {
            continue;
        };
        views.extend(views_in(group.stream()));
        let before = position
            .checked_sub(2)
            .map(|start| &tokens[start..position]);
        if let Some([TokenTree::Ident(name), TokenTree::Punct(mark)]) = before
            && (name == "view" && mark.as_char() == '!' && group.delimiter() == Delimiter::Brace)
        {
            views.push(group.stream());
        }
    }
    views
}

/// Line and name of each element that Leptos would build from a string.
fn static_markup(view: TokenStream) -> impl Iterator<Item = String> {
    let nodes = rstml::parse2(view).expect("a view that compiles");
    let mut found = Vec::new();
    match nodes.as_slice() {
        // A root that is alone is always built as an element.
        [Node::Element(root)] => collect(&root.children, &mut found),
        nodes => collect(nodes, &mut found),
    }
    found.into_iter()
}

fn collect(nodes: &[Node], found: &mut Vec<String>) {
    for node in nodes {
        match node {
            Node::Element(element) if is_bare(element) => {}
            Node::Element(element) if is_static(node) => {
                let name = element.name();
                found.push(format!("{}: <{name}>", name.span().start().line));
            }
            _ => collect(node.children().map_or(&[], Vec::as_slice), found),
        }
    }
}

/// Without attribute and content there is nothing to write into a string.
fn is_bare(element: &NodeElement<rstml::Infallible>) -> bool {
    element.attributes().is_empty() && element.children.is_empty()
}

fn is_static(node: &Node) -> bool {
    match node {
        Node::Text(_) | Node::RawText(_) => true,
        Node::Element(element) => {
            is_html(element.name())
                && element.attributes().iter().all(is_static_attribute)
                && element.children.iter().all(is_static)
        }
        _ => false,
    }
}

/// Component names begin with a capital letter.
fn is_html(name: &NodeName) -> bool {
    match name {
        NodeName::Path(path) => {
            let last = path.path.segments.last();
            !last.is_some_and(|last| last.ident.to_string().starts_with(char::is_uppercase))
        }
        NodeName::Punctuated(_) => true,
        NodeName::Block(_) => false,
    }
}

fn is_static_attribute(attribute: &NodeAttribute) -> bool {
    const DYNAMIC: [&str; 5] = ["style:", "prop:", "on:", "use:", "bind"];
    let NodeAttribute::Attribute(attribute) = attribute else {
        return false;
    };
    match attribute
        .possible_value
        .to_value()
        .map(|value| &value.value)
    {
        None => true,
        Some(KVAttributeValue::Expr(Expr::Lit(literal))) => {
            let name = attribute.key.to_string();
            matches!(literal.lit, Lit::Str(_))
                && !DYNAMIC.iter().any(|dynamic| name.starts_with(dynamic))
        }
        Some(_) => false,
    }
}

fn rust_files(folder: &Path) -> Vec<std::path::PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).expect("the folder is there") {
        let path = entry.expect("the folder can be read").path();
        if path.is_dir() {
            files.extend(rust_files(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
    files
}
