//! Halves and sums of amounts.

use super::meaning::{Amount, Meaning};
use crate::lang::Unit;

/// How many of a finer unit make one of a coarser, where that is always the same.
pub(super) fn per(coarse: Unit, fine: Unit) -> Option<i64> {
    match (coarse, fine) {
        (Unit::Year, Unit::Month) => Some(12),
        (Unit::Week, Unit::Day) => Some(7),
        (Unit::Day, Unit::Hour) => Some(24),
        (Unit::Hour, Unit::Minute) | (Unit::Minute, Unit::Second) => Some(60),
        _ => None,
    }
}

/// How many units lead from one to the same of the next year.
pub(super) fn per_year(unit: Unit) -> Option<i64> {
    match unit {
        Unit::Week => Some(52),
        Unit::Month => Some(12),
        Unit::Year => Some(1),
        _ => None,
    }
}

/// So many units and a half: two years and six months; a week, a month have no half in whole units.
pub(super) fn and_half(count: i64, unit: Unit) -> Meaning {
    let whole = Amount { count: Some((count, 0)), unit };
    let amounts = match (unit, half_of(unit)) {
        (Unit::Decade, _) => vec![Amount { count: Some((count * 10 + 5, 0)), unit: Unit::Year }],
        (Unit::Century, _) => vec![Amount { count: Some((count * 100 + 50, 0)), unit: Unit::Year }],
        (_, Some(half)) => vec![whole, half],
        _ => vec![Amount { count: Some((count, 50)), unit }],
    };
    Meaning::Duration(amounts)
}

/// Half of a unit, told in the unit below.
pub(super) fn half_of(unit: Unit) -> Option<Amount> {
    let (count, unit) = match unit {
        Unit::Minute => (30, Unit::Second),
        Unit::Hour => (30, Unit::Minute),
        Unit::Day => (12, Unit::Hour),
        Unit::Year => (6, Unit::Month),
        Unit::Decade => (5, Unit::Year),
        Unit::Century => (50, Unit::Year),
        _ => return None,
    };
    Some(Amount { count: Some((count, 0)), unit })
}

/// Two amounts together, the coarser unit first.
pub(super) fn sum(first: Vec<Amount>, second: Vec<Amount>) -> Option<Meaning> {
    let falling = first.last()?.unit > second.first()?.unit;
    falling.then(|| Meaning::Duration([first, second].concat()))
}
