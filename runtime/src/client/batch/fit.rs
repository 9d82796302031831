//! What cannot be sent at all, found before anything is: elements that break a rule, or that have no written form.

use std::sync::Arc;

use crate::auth::Stamp;
use crate::client::handle::Client;
use crate::client::settings::CallOptions;
use crate::error::{Error, ErrorKind};
use crate::operation::BatchOperation;
use crate::request::Prepared;

/// A batch that can go, or why some of it cannot.
pub(super) struct Fitted<T> {
    /// What goes; `None` if nothing is left.
    pub prepared: Option<Prepared>,
    /// Positions of the elements that go.
    pub places: Vec<u64>,
    /// Elements that stay, with their positions.
    pub barred: Vec<(u64, T, Arc<Error>)>,
}

/// Leaves those elements in the operation that can be sent. If a batch cannot go, each of its elements is tried alone: the one that
/// breaks a rule shall not hold up the others. `places` are the positions of the elements among all that are sent.
pub(super) fn fit<O: BatchOperation>(
    operation: &mut O,
    places: Vec<u64>,
    options: &CallOptions,
    client: &Client,
) -> Fitted<O::Item> {
    let error = match prepare(operation, options, client) {
        Ok(prepared) => {
            return Fitted {
                prepared: Some(prepared),
                places,
                barred: Vec::new(),
            };
        }
        Err(error) => error,
    };
    let elements = std::mem::take(operation.elements());
    let all: Vec<(u64, O::Item)> = places.into_iter().zip(elements).collect();
    if error.kind() != ErrorKind::Build {
        return bar(all, error);
    }
    if let [(place, _)] = all[..] {
        return bar(all, error.about_element(place));
    }
    let (mut able, mut barred) = (Vec::new(), Vec::new());
    for (place, element) in all {
        operation.elements().push(element);
        let alone = prepare(operation, options, client);
        let Some(element) = operation.elements().pop() else {
            continue;
        };
        match alone {
            Ok(_) => able.push((place, element)),
            Err(error) => barred.push((place, element, Arc::new(error.about_element(place)))),
        }
    }
    if barred.is_empty() {
        // Each by itself would do: what is wrong is something about them together.
        return bar(able, error);
    }
    if able.is_empty() {
        return stay(barred);
    }
    let (places, elements): (Vec<u64>, Vec<O::Item>) = able.into_iter().unzip();
    *operation.elements() = elements;
    match prepare(operation, options, client) {
        Ok(prepared) => Fitted {
            prepared: Some(prepared),
            places,
            barred,
        },
        Err(error) => {
            let error = Arc::new(error);
            let rest = std::mem::take(operation.elements());
            let rest = places.into_iter().zip(rest);
            barred.extend(rest.map(|(place, element)| (place, element, Arc::clone(&error))));
            stay(barred)
        }
    }
}

fn bar<T>(elements: Vec<(u64, T)>, error: Error) -> Fitted<T> {
    let error = Arc::new(error);
    let barred = elements.into_iter();
    stay(
        barred
            .map(|(place, element)| (place, element, Arc::clone(&error)))
            .collect(),
    )
}

fn stay<T>(barred: Vec<(u64, T, Arc<Error>)>) -> Fitted<T> {
    Fitted {
        prepared: None,
        places: Vec::new(),
        barred,
    }
}

fn prepare<O: BatchOperation>(operation: &O, options: &CallOptions, client: &Client) -> Result<Prepared, Error> {
    let prepared = operation.prepare()?;
    try_out(&prepared, options, client)?;
    Ok(prepared)
}

/// Makes the request as it would go out. What calls add is added to a copy: sending adds it once more.
fn try_out(prepared: &Prepared, options: &CallOptions, client: &Client) -> Result<(), Error> {
    let core = &client.core;
    let meta = prepared.meta();
    let finished = |error: Error| error.with_operation(meta).redacted(core.blotter());
    let mut trial = prepared.clone();
    options.apply(&mut trial).map_err(finished)?;
    trial.add_headers(&core.headers);
    let stamp = Stamp::at(core.clock.system());
    let request = trial.to_streaming_request(&core.base_url, &core.credentials, &stamp);
    request.map(drop).map_err(finished)
}
