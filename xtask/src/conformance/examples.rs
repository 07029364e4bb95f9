//! The document's examples: valid by its schemas, and what the far side really answers.

use serde_json::Value;
use wire::http::{Method, Response};

use super::document::{Document, Operation};
use super::far_side::FarSide;

#[test]
fn every_example_of_a_schema_is_valid() {
    let document = Document::read().expect("the document");
    let examples = document.root["components"]["examples"]
        .as_object()
        .expect("examples");
    for (name, example) in examples {
        // Where a schema has several, their names go on after its own.
        let schema = name.split('.').next().expect("a name");
        assert_eq!(document.check(schema, &example["value"]), Ok(()), "{name}");
    }
    for response in document.root["components"]["responses"]
        .as_object()
        .expect("responses")
        .values()
    {
        let problems = response["content"]["application/problem+json"]["examples"].as_object();
        for problem in problems.into_iter().flat_map(|it| it.values()) {
            assert_eq!(document.check("Problem", &problem["value"]), Ok(()));
        }
    }
}

#[test]
fn every_example_that_is_sent_is_taken_and_answered_as_its_example_says() {
    let document = Document::read().expect("the document");
    let far_side = FarSide::default();
    // What was asked for is in what is read afterwards.
    let is_read = |it: &Operation| it.method == Method::Get;
    let (reads, writes): (Vec<_>, Vec<_>) = document.operations().partition(is_read);
    for (number, operation) in writes.iter().chain(&reads).enumerate() {
        let name = operation.name();
        let request = operation.exemplary(&document, &format!("key-{number}"));
        if let Some(body) = &request.body {
            let content = operation.value["requestBody"]["content"].as_object();
            let content = content.and_then(|it| it.values().next());
            let schema = content.and_then(|it| it["schema"]["$ref"].as_str());
            let schema = schema
                .and_then(|it| it.rsplit('/').next())
                .expect("a schema");
            let body = serde_json::from_str(body).expect("JSON");
            assert_eq!(document.check(schema, &body), Ok(()), "{name}");
        }
        let response = far_side.answer(&request);
        assert_eq!(document.compare(*operation, &response), Ok(()), "{name}");
        let example = example(operation, &response);
        let answer: Value = serde_json::from_str(&response.body).expect("JSON");
        assert_eq!(example, &answer, "{name} answers\n{}", response.body);
        // A mock that only knows the examples must come to an end.
        assert_eq!(answer.get("@odata.nextLink"), None, "{name}");
    }
}

/// What the document shows for this answer.
fn example<'a>(operation: &Operation<'a>, response: &Response) -> &'a Value {
    let answer = &operation.value["responses"][response.status.to_string()];
    &answer["content"]["application/json"]["examples"]["answered"]["value"]
}
