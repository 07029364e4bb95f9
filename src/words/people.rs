//! People as words: names with their addresses.

use wire::session::Person;

use super::Argument;

/// "Megan (megan@example.com) and Aoi (aoi@example.com)", listed as the language lists.
pub(crate) fn list(people: &[Person]) -> Argument {
    let named = |person: &Person| format!("{} ({})", person.name, person.address);
    people.iter().map(named).collect()
}
