//! `cargo xtask conformance URL`: asks a far side everything that the contract promises and prints
//! what held. It writes to simulated tenants alone, and leaves requests and tickets there, and a
//! clock that has gone on.

mod clock;
mod document;
mod doors;
#[cfg(test)]
mod examples;
#[cfg(test)]
mod far_side;
mod lists;
mod marks;
mod settings;
mod site;
#[cfg(test)]
mod tests;
mod tickets;
mod wishes;

use std::process::ExitCode;

use crate::Outcome;
use document::Document;
use site::{Held, Obstacle, Site};

const USAGE: &str =
    "cargo xtask conformance|fuzz URL [--cookie NAME=VALUE] [--header 'NAME: VALUE']…";

/// One promise of the contract.
struct Requirement<'a> {
    /// The method and the address behind the tenant's.
    about: String,
    says: &'static str,
    holds: Box<dyn Fn(&Site) -> Held + 'a>,
}

/// What it is about, what it says, and how that is found out.
type Fixed = (&'static str, &'static str, fn(&Site) -> Held);

/// A promise and what became of it.
struct Row<'a> {
    about: &'a str,
    says: &'static str,
    held: Held,
}

impl Requirement<'_> {
    fn ask(&self, site: &Site) -> Row<'_> {
        Row {
            about: &self.about,
            says: self.says,
            held: (self.holds)(site),
        }
    }
}

pub(crate) fn run(arguments: &[&str]) -> Outcome<ExitCode> {
    let (url, credentials) = parse(arguments)?;
    let site = Site::new(url, credentials, Document::read()?);
    Ok(report(&site, &requirements(&site.document)))
}

/// What can be asked of something that knows nothing but the document.
pub(crate) fn of_a_mock(url: &str) -> Outcome<ExitCode> {
    let site = Site::new(url, Vec::new(), Document::read()?);
    Ok(report(&site, &doors::of_a_mock(&site.document)))
}

/// Asks, prints the table and says whether nothing failed.
fn report(site: &Site, requirements: &[Requirement]) -> ExitCode {
    let rows: Vec<Row> = requirements.iter().map(|it| it.ask(site)).collect();
    print!("{}", table(&rows));
    let failed = |row: &Row| matches!(row.held, Err(Obstacle::Failed(_)));
    ExitCode::from(u8::from(rows.iter().any(failed)))
}

/// The address before `/v1`, and the headers that come with every request.
pub(crate) fn parse<'a>(arguments: &[&'a str]) -> Outcome<(&'a str, Vec<(String, String)>)> {
    let mut url = None;
    let mut credentials = Vec::new();
    let mut rest = arguments.iter();
    while let Some(argument) = rest.next() {
        match *argument {
            "--cookie" => {
                let cookie = rest.next().ok_or(USAGE)?;
                credentials.push(("Cookie".to_owned(), (*cookie).to_owned()));
            }
            "--header" => {
                let header = rest.next().and_then(|it| it.split_once(':')).ok_or(USAGE)?;
                credentials.push((header.0.to_owned(), header.1.trim().to_owned()));
            }
            address if address.starts_with("http://") && url.is_none() => url = Some(address),
            address if address.starts_with("https://") => {
                return Err("https is not spoken here: ask the service behind its proxy".to_owned());
            }
            _ => return Err(USAGE.to_owned()),
        }
    }
    Ok((url.ok_or(USAGE)?, credentials))
}

/// Everything that is asked, in the order of the table: what is only read comes first.
fn requirements(document: &Document) -> Vec<Requirement<'_>> {
    let suites = [
        doors::REQUIREMENTS,
        lists::REQUIREMENTS,
        marks::REQUIREMENTS,
        settings::REQUIREMENTS,
        tickets::REQUIREMENTS,
        wishes::REQUIREMENTS,
        clock::REQUIREMENTS,
    ];
    let fixed = suites.into_iter().flatten();
    let fixed = fixed.map(|(about, says, holds)| Requirement {
        about: (*about).to_owned(),
        says,
        holds: Box::new(holds),
    });
    doors::of_the_document(document)
        .into_iter()
        .chain(fixed)
        .collect()
}

fn table(rows: &[Row]) -> String {
    let mut lines = vec!["| address | requirement | result |".to_owned()];
    lines.push("| --- | --- | --- |".to_owned());
    let (mut passed, mut failed, mut skipped) = (0, 0, 0);
    for Row { about, says, held } in rows {
        let (count, result) = match held {
            Ok(()) => (&mut passed, "passed".to_owned()),
            Err(Obstacle::Failed(why)) => (&mut failed, format!("FAILED: {}", in_cell(why))),
            Err(Obstacle::Skipped(why)) => (&mut skipped, format!("skipped: {}", in_cell(why))),
        };
        *count += 1;
        lines.push(format!("| {about} | {says} | {result} |"));
    }
    lines.push(format!(
        "\n{passed} passed, {failed} failed, {skipped} skipped\n"
    ));
    lines.join("\n")
}

fn in_cell(text: &str) -> String {
    text.replace(['\n', '|'], " ")
}
