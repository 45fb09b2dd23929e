//! Sorting that is compiled once. The standard sorts are compiled anew for each kind of thing and order, some kilobytes each.

use std::{cmp::Ordering, mem};

/// Sorts things by comparing two of them; equal ones keep their order. What is in order already is looked through once.
pub fn sort<T>(things: &mut Vec<T>, by: &dyn Fn(&T, &T) -> Ordering) {
    let compare = |one: usize, other: usize| match (things.get(one), things.get(other)) {
        (Some(one), Some(other)) => by(one, other),
        _ => Ordering::Equal,
    };
    if (1..things.len()).all(|place| compare(place - 1, place) != Ordering::Greater) {
        return;
    }
    let order = sorted_places(things.len(), &compare);
    let mut unsorted: Vec<Option<T>> = mem::take(things).into_iter().map(Some).collect();
    things.extend(order.into_iter().filter_map(|place| unsorted.get_mut(place)?.take()));
}

/// Sorts things by what is told of each; equal ones keep their order.
pub fn sort_by<T, K: Ord>(things: &mut Vec<T>, key: impl Fn(&T) -> K) {
    sort(things, &|one, other| key(one).cmp(&key(other)));
}

/// The places from 0 on of so many things, in the order of the things: a merge sort from the bottom up.
fn sorted_places(count: usize, compare: &dyn Fn(usize, usize) -> Ordering) -> Vec<usize> {
    let mut sorted: Vec<usize> = (0..count).collect();
    let mut run = 1;
    while run < count {
        let mut merged = Vec::with_capacity(count);
        for pair in sorted.chunks(2 * run) {
            let (mut left, mut right) = pair.split_at(run.min(pair.len()));
            while let ([first, rest_left @ ..], [second, rest_right @ ..]) = (left, right) {
                if compare(*first, *second) == Ordering::Greater {
                    merged.push(*second);
                    right = rest_right;
                } else {
                    merged.push(*first);
                    left = rest_left;
                }
            }
            merged.extend(left);
            merged.extend(right);
        }
        sorted = merged;
        run *= 2;
    }
    sorted
}

#[cfg(test)]
mod tests {
    use super::sort_by;

    #[test]
    fn things_are_sorted_as_the_standard_sort_does_and_equal_ones_keep_their_order() {
        for count in 0..40_usize {
            // Numbers without an order, of which many are the same.
            let mut ours: Vec<(usize, usize)> = (0..count).map(|place| (place * 7919 % 13, place)).collect();
            let mut standard = ours.clone();
            sort_by(&mut ours, |(number, _)| *number);
            standard.sort_by_key(|(number, _)| *number);
            assert_eq!(ours, standard, "{count}");
        }
    }
}
