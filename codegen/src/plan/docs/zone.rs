//! Where dates and times without an offset count.

use crate::model::{self, Platform, Scalar, Type, TypeShape};
use crate::plan::data::{DocPlan, TimeZone, TimeZonePlan};

/// The constant that says it.
#[must_use]
pub fn plan_zone(platform: &Platform) -> Option<TimeZonePlan> {
    let zone = platform.time_zone.as_ref()?;
    let mut docs = DocPlan::line(format!(
        "The zone in which a `LocalDateTime` of {} counts: {}.",
        platform.title,
        words(zone)
    ));
    docs.paragraphs.push(match zone {
        model::TimeZone::Fixed(seconds) => {
            format!("`value.at_offset({seconds})` is the point in time that it means.")
        }
        _ => "`LocalDateTime::at_offset` makes a point in time of it with the offset that the caller knows; with the feature `jiff` or `chrono` of \
              `tradewire`, `in_jiff_zone` and `in_chrono_zone` do so with a zone."
            .to_owned(),
    });
    let zone = match zone {
        model::TimeZone::Fixed(seconds) => TimeZone::Fixed(*seconds),
        model::TimeZone::Named(name) => TimeZone::Named(name.clone()),
        model::TimeZone::Account(place) => TimeZone::Account(place.clone()),
    };
    Some(TimeZonePlan { zone, docs })
}

/// What is said of a field that counts in the zone.
#[must_use]
pub fn zone_fact(platform: &Platform, ty: &Type) -> Option<String> {
    let zone = platform.time_zone.as_ref()?;
    counts(platform, ty, 0).then(|| match zone {
        model::TimeZone::Account(_) => "Counts in the zone of the account.".to_owned(),
        zone => format!("Counts in {}.", words(zone)),
    })
}

fn counts(platform: &Platform, ty: &Type, depth: usize) -> bool {
    match platform.bare(ty) {
        Type::Scalar(scalar) => *scalar == Scalar::LocalDateTime,
        Type::List(inner) | Type::Map(inner) => depth < 8 && counts(platform, inner, depth + 1),
        bare @ Type::Named(_) => match platform.shape(bare) {
            Some(TypeShape::Union(union)) => {
                depth < 4
                    && union
                        .variants
                        .iter()
                        .any(|variant| counts(platform, &variant.ty, depth + 1))
            }
            _ => false,
        },
        Type::Nullable(_) | Type::Const(_) => false,
    }
}

fn words(zone: &model::TimeZone) -> String {
    match zone {
        model::TimeZone::Fixed(0) => "UTC".to_owned(),
        model::TimeZone::Fixed(seconds) => {
            let (sign, minutes) = (if *seconds < 0 { '-' } else { '+' }, seconds.unsigned_abs() / 60);
            format!("UTC{sign}{:02}:{:02}", minutes / 60, minutes % 60)
        }
        model::TimeZone::Named(name) => format!("`{name}`"),
        model::TimeZone::Account(place) => format!("that of the account ({place})"),
    }
}
