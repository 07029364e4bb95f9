//! `docs/openapi.json`, read so that an answer can be compared with it.

use std::collections::BTreeMap;

use jsonschema::{Draft, Validator};
use serde_json::{Value, json};
use wire::http::{CONTENT_TYPE, IDEMPOTENCY_KEY, Method, Request, Response};
use wire::problem::{Problem, ProblemType};
use wire::query::Query;

use crate::Outcome;

pub(crate) struct Document {
    pub(super) root: Value,
    /// One for each schema, by its name.
    validators: BTreeMap<String, Validator>,
}

/// Something that can be asked of an address.
#[derive(Clone, Copy)]
pub(crate) struct Operation<'a> {
    /// With names in braces where something varies.
    pub(crate) path: &'a str,
    pub(crate) method: Method,
    /// The path's own, with the parameters that all its operations have.
    place: &'a Value,
    pub(super) value: &'a Value,
}

impl Document {
    pub(crate) fn read() -> Outcome<Self> {
        let text = include_str!("../../../docs/openapi.json");
        let root: Value = serde_json::from_str(text).map_err(|error| error.to_string())?;
        let mut validators = BTreeMap::new();
        for name in members(&root["components"]["schemas"]).map(|(name, _)| name) {
            // A reference stays within its own document, so each schema takes all of them along.
            let schema = json!({
                "$ref": format!("{SCHEMAS}{name}"),
                "components": {"schemas": root["components"]["schemas"]},
            });
            let validator = jsonschema::options()
                .with_draft(Draft::Draft202012)
                .should_validate_formats(true)
                .build(&schema)
                .map_err(|error| format!("{name}: {error}"))?;
            validators.insert(name.to_owned(), validator);
        }
        Ok(Self { root, validators })
    }

    pub(crate) fn operations(&self) -> impl Iterator<Item = Operation<'_>> {
        members(&self.root["paths"]).flat_map(|(path, place)| {
            METHODS.into_iter().filter_map(move |(method, name)| {
                let value = place.get(name)?;
                Some(Operation {
                    path,
                    method,
                    place,
                    value,
                })
            })
        })
    }

    pub(crate) fn paths(&self) -> impl Iterator<Item = &str> {
        members(&self.root["paths"]).map(|(path, _)| path)
    }

    /// The operation that a request is, whatever stands for the names in braces.
    pub(crate) fn operation(&self, method: Method, address: &str) -> Option<Operation<'_>> {
        let asked = address.split('?').next().unwrap_or_default();
        // "messages/markRead" is also like "messages/{id}": the one with fewer braces is meant, and
        // where that lacks the method, no other has it.
        let alike = self.paths().filter(|path| is_like(asked, path));
        let path = alike.min_by_key(|path| path.matches('{').count())?;
        let mut operations = self.operations();
        operations.find(|it| it.path == path && it.method == method)
    }

    /// What of an answer is not as the document has it.
    pub(crate) fn compare(&self, operation: Operation, response: &Response) -> Outcome {
        let status = response.status.to_string();
        let expected = operation.value["responses"].get(&status).ok_or_else(|| {
            format!(
                "{status} is none of its answers: {}",
                start_of(&response.body)
            )
        })?;
        let expected = self.resolve(expected);
        for (name, header) in members(&expected["headers"]) {
            let is_required = self.resolve(header)["required"] == json!(true);
            if is_required && response.header(name).is_none() {
                return Err(format!("{status} lacks the header {name}"));
            }
        }
        let Some((media_type, content)) = members(&expected["content"]).next() else {
            return if response.body.is_empty() {
                Ok(())
            } else {
                Err(format!("{status} has a body"))
            };
        };
        let sent = response.header(CONTENT_TYPE).unwrap_or_default();
        if sent.split(';').next().map(str::trim) != Some(media_type) {
            return Err(format!("{status} is {sent:?} and not {media_type}"));
        }
        let body = serde_json::from_str(&response.body)
            .map_err(|error| format!("{status} is no JSON: {error}"))?;
        let schema = content["schema"]["$ref"].as_str().unwrap_or_default();
        self.check(schema.trim_start_matches(SCHEMAS), &body)?;
        if response.status < 400 {
            return Ok(());
        }
        is_registered(response).map(|_| ())
    }

    /// What of a value is not as a schema has it.
    pub(crate) fn check(&self, schema: &str, value: &Value) -> Outcome {
        let validator = self.validators.get(schema);
        let validator = validator.ok_or_else(|| format!("no schema {schema:?}"))?;
        let wrong: Vec<String> = validator
            .iter_errors(value)
            .map(|error| format!("{}: {error}", error.instance_path()))
            .collect();
        match wrong.first() {
            None => Ok(()),
            Some(first) => Err(format!("not a {schema}: {}", start_of(first))),
        }
    }

    fn resolve<'a>(&'a self, value: &'a Value) -> &'a Value {
        let Some(reference) = value["$ref"].as_str() else {
            return value;
        };
        let pointer = reference.trim_start_matches('#');
        self.root.pointer(pointer).unwrap_or(&Value::Null)
    }
}

impl Operation<'_> {
    pub(crate) fn name(&self) -> String {
        let name = METHODS
            .into_iter()
            .find(|(method, _)| *method == self.method);
        let name = name.map_or("", |(_, name)| name).to_uppercase();
        format!("{name} {}", self.path)
    }

    /// Whether it is about one tenant.
    pub(crate) fn is_of_tenant(&self) -> bool {
        self.path.contains("{tenant}")
    }

    /// The request that the examples of its parameters and of its body make, under a key where it
    /// takes one.
    pub(crate) fn exemplary(&self, document: &Document, key: &str) -> Request {
        let mut path = self.path.to_owned();
        let mut query = Query::default();
        let mut headers = Vec::new();
        for parameter in self.parameters(document) {
            let name = parameter["name"].as_str().unwrap_or_default();
            let Some(example) = parameter.get("example") else {
                continue;
            };
            let value = example
                .as_str()
                .map_or_else(|| example.to_string(), str::to_owned);
            match parameter["in"].as_str() {
                Some("path") => path = path.replace(&format!("{{{name}}}"), &value),
                Some("query") => query.push(name, &value),
                _ if name == IDEMPOTENCY_KEY => headers.push((name.to_owned(), key.to_owned())),
                _ => headers.push((name.to_owned(), value)),
            }
        }
        let body = members(&self.value["requestBody"]["content"]).next();
        if let Some((media_type, _)) = body {
            headers.push((CONTENT_TYPE.to_owned(), media_type.to_owned()));
        }
        Request {
            method: self.method,
            path: format!("{path}{query}"),
            headers,
            body: body.map(|(_, content)| content["examples"]["asked"]["value"].to_string()),
        }
    }

    fn parameters<'b>(&'b self, document: &'b Document) -> impl Iterator<Item = &'b Value> {
        let own = self.value["parameters"].as_array().into_iter().flatten();
        let of_path = self.place["parameters"].as_array().into_iter().flatten();
        of_path.chain(own).map(|it| document.resolve(it))
    }
}

/// The type of a problem, if its body is one, registered, and of the status that goes with it.
pub(crate) fn is_registered(response: &Response) -> Outcome<ProblemType> {
    let text = &response.body;
    let problem: Problem = serde_json::from_str(text).map_err(|_| {
        format!(
            "{} without problem details: {}",
            response.status,
            start_of(text)
        )
    })?;
    let known = problem
        .problem_type()
        .ok_or_else(|| format!("the type {:?} is not registered", problem.urn))?;
    if [problem.status, response.status] != [known.status(); 2] {
        return Err(format!(
            "{} has the status {}",
            known.slug(),
            response.status
        ));
    }
    Ok(known)
}

pub(crate) const METHODS: [(Method, &str); 3] = [
    (Method::Get, "get"),
    (Method::Post, "post"),
    (Method::Patch, "patch"),
];

const SCHEMAS: &str = "#/components/schemas/";

fn members(object: &Value) -> impl Iterator<Item = (&str, &Value)> {
    let members = object.as_object().into_iter().flatten();
    members.map(|(name, value)| (name.as_str(), value))
}

fn is_like(path: &str, template: &str) -> bool {
    let same =
        |(one, other): (&str, &str)| other.starts_with('{') && !one.is_empty() || one == other;
    path.split('/').count() == template.split('/').count()
        && path.split('/').zip(template.split('/')).all(same)
}

/// As much of a text as fits into a cell of the table.
fn start_of(text: &str) -> String {
    const LONGEST: usize = 160;
    let line = text.replace(['\n', '|'], " ");
    match line.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{} …", &line[..end]),
        None => line,
    }
}
