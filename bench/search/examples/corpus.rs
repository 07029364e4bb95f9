//! Prints what the bench asks of, as JSON: `corpus 1000` so many articles, `corpus queries` the
//! judged queries.

use search_bench::{corpus, queries};

fn main() -> Result<(), String> {
    let wanted = std::env::args().nth(1).unwrap_or_default();
    let json = if wanted == "queries" {
        serde_json::to_string(&queries::all())
    } else {
        let count = wanted
            .parse()
            .map_err(|_| "how many articles, or queries?".to_owned())?;
        serde_json::to_string(&corpus::articles(count))
    };
    println!("{}", json.map_err(|error| error.to_string())?);
    Ok(())
}
