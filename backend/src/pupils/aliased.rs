//! Pupils without names: under aliases, and in year groups of at least five.

use domain::pupil::{Alias, AliasedPupil, YearGroup, Years, bands};
use std::collections::BTreeMap;

/// The school's year groups, with small ones combined.
pub(crate) fn bands_of(everybody: &[(Alias, YearGroup)]) -> Vec<Years> {
    let mut counts: BTreeMap<YearGroup, u64> = BTreeMap::new();
    for (_, year) in everybody {
        *counts.entry(*year).or_default() += 1;
    }
    bands(&counts.into_iter().collect::<Vec<_>>())
}

/// `pupils` in these year groups, by group and then by alias, so that the order reveals nothing. In a school too small
/// for such a group, no pupil is shown.
pub(crate) fn under_aliases(pupils: Vec<(Alias, YearGroup)>, bands: &[Years]) -> Vec<AliasedPupil> {
    let mut shown: Vec<_> = pupils
        .into_iter()
        .filter_map(|(alias, year)| {
            let years = bands.iter().copied().find(|years| years.contains(year))?;
            Some(AliasedPupil { alias, years })
        })
        .collect();
    shown.sort_unstable_by(|one, other| (one.years, &one.alias).cmp(&(other.years, &other.alias)));
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_tells_the_few_from_their_neighbours() {
        let reception = (0..9).map(|lot| (Alias::drawn(lot * 7), YearGroup::RECEPTION));
        let nursery = (0..3).map(|lot| (Alias::drawn(lot * 11 + 1), YearGroup::NURSERY_1));
        let everybody: Vec<_> = reception.chain(nursery).collect();
        let bands = bands_of(&everybody);
        let shown = under_aliases(everybody, &bands);
        assert_eq!(bands.len(), 1);
        assert!(shown.iter().all(|pupil| pupil.years == bands[0]));
        assert!(shown.windows(2).all(|pair| pair[0].alias < pair[1].alias));
        assert_eq!(shown.len(), 12);
    }

    #[test]
    fn a_school_of_four_shows_nobody() {
        let everybody: Vec<_> = (0..4).map(|lot| (Alias::drawn(lot), YearGroup::RECEPTION)).collect();
        assert!(under_aliases(everybody.clone(), &bands_of(&everybody)).is_empty());
    }
}
