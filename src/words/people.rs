//! People as words: names with their addresses.

use wire::session::Person;

/// "Megan (megan@example.com), Aoi (aoi@example.com)"; the same in every language.
pub(crate) fn list(people: &[Person]) -> String {
    let named = people
        .iter()
        .map(|person| format!("{} ({})", person.name, person.address));
    named.collect::<Vec<_>>().join(", ")
}
