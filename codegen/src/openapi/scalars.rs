//! Scalars as schemas.

use serde_json::{Value, json};

use crate::model::Scalar;

/// The schema of a scalar. Where more than one scalar has the same form in JSON, `x-tradewire-type` says which is meant.
pub(super) fn schema(scalar: Scalar) -> Value {
    let named = |name: &str, schema: Value| {
        let mut schema = schema;
        schema["x-tradewire-type"] = json!(name);
        schema
    };
    match scalar {
        Scalar::String => json!({"type": "string"}),
        Scalar::Integer => json!({"type": "integer", "format": "int64"}),
        Scalar::Number => json!({"type": "number", "format": "double"}),
        Scalar::Decimal => json!({"type": ["number", "string"], "format": "decimal"}),
        Scalar::Boolean => json!({"type": "boolean"}),
        Scalar::Flag => named("flag", json!({"enum": [0, 1, false, true]})),
        Scalar::Date => json!({"type": "string", "format": "date"}),
        Scalar::Time => named("time", json!({"type": "string"})),
        Scalar::MonthDay => named("month_day", json!({"type": "string"})),
        Scalar::DateTime => json!({"type": "string", "format": "date-time"}),
        Scalar::LocalDateTime => named("local_datetime", json!({"type": "string"})),
        Scalar::UnixSeconds => named("unix_seconds", json!({"type": ["integer", "string"]})),
        Scalar::TimestampOrIso => named("timestamp_or_iso", json!({"type": ["integer", "string"]})),
        Scalar::Uuid => json!({"type": "string", "format": "uuid"}),
        Scalar::Base64 => json!({"type": "string", "contentEncoding": "base64"}),
        Scalar::File => json!({"type": "string", "format": "binary", "contentMediaType": "application/octet-stream"}),
        Scalar::Any => json!({}),
    }
}
