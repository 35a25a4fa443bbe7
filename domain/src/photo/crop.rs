//! The square that is cut out of a picture, in fractions so that any size of the picture will do.

use serde::{Deserialize, Serialize};

/// The highest zoom, at which the square is a fifth as wide as the largest one.
pub const MOST_ZOOM: f64 = 5.0;

/// The square of a picture that is kept: its centre, as fractions of the picture's width and height, and its zoom. At
/// zoom 1 the square is as large as the picture allows.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Crop {
    x: f64,
    y: f64,
    zoom: f64,
}

/// A square in a picture, in pixels from the left and upper edges.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Square {
    /// The pixels to its left.
    pub left: u32,
    /// The pixels above it.
    pub top: u32,
    /// Its width and height.
    pub side: u32,
}

impl Default for Crop {
    /// The largest square in the centre of the picture.
    fn default() -> Self {
        Self { x: 0.5, y: 0.5, zoom: 1.0 }
    }
}

impl Crop {
    /// The square with its centre at `x` and `y`. Values out of range are moved inside; values that are not numbers are
    /// replaced by the default.
    pub fn new(x: f64, y: f64, zoom: f64) -> Self {
        let within = |value: f64, least: f64, most: f64, otherwise: f64| {
            if value.is_nan() { otherwise } else { value.clamp(least, most) }
        };
        Self { x: within(x, 0.0, 1.0, 0.5), y: within(y, 0.0, 1.0, 0.5), zoom: within(zoom, 1.0, MOST_ZOOM, 1.0) }
    }

    /// Reads a form's fields; missing and invalid values are as in the [default](Crop::default).
    pub fn read(x: &str, y: &str, zoom: &str) -> Self {
        let number = |text: &str| text.trim().parse().unwrap_or(f64::NAN);
        Self::new(number(x), number(y), number(zoom))
    }

    /// The centre, as a fraction of the picture's width.
    pub const fn x(self) -> f64 {
        self.x
    }

    /// The centre, as a fraction of the picture's height.
    pub const fn y(self) -> f64 {
        self.y
    }

    /// The zoom, from 1 to [`MOST_ZOOM`].
    pub const fn zoom(self) -> f64 {
        self.zoom
    }

    /// The crop with its square inside a picture of this width and height, which limits where its centre can be.
    #[must_use]
    pub fn held_in(self, width: u32, height: u32) -> Self {
        let (x, y) = self.half(width, height);
        Self { x: self.x.clamp(x, 1.0 - x), y: self.y.clamp(y, 1.0 - y), ..self }
    }

    /// The crop moved by fractions of the square's own side: moving by 1 shows what was beside it.
    #[must_use]
    pub fn moved(self, across: f64, down: f64, width: u32, height: u32) -> Self {
        let (x, y) = self.half(width, height);
        Self::new(self.x + across * 2.0 * x, self.y + down * 2.0 * y, self.zoom).held_in(width, height)
    }

    /// The crop at another zoom with the same centre.
    #[must_use]
    pub fn zoomed(self, zoom: f64, width: u32, height: u32) -> Self {
        Self::new(self.x, self.y, zoom).held_in(width, height)
    }

    /// How far the square can move altogether, across and down, as fractions of the picture; 0 where it cannot move.
    pub fn room(self, width: u32, height: u32) -> (f64, f64) {
        let (x, y) = self.half(width, height);
        (1.0 - 2.0 * x, 1.0 - 2.0 * y)
    }

    /// The square in a picture of this width and height: always inside, and at least one pixel wide. `None` for a
    /// picture without pixels.
    pub fn square(self, width: u32, height: u32) -> Option<Square> {
        let most = width.min(height);
        if most == 0 {
            return None;
        }
        let side = pixels(f64::from(most) / self.zoom).clamp(1, most);
        let start =
            |middle: f64, length: u32| pixels(middle * f64::from(length) - f64::from(side) / 2.0).min(length - side);
        Some(Square { left: start(self.x, width), top: start(self.y, height), side })
    }

    /// Half the square's side, as fractions of the picture's width and height.
    fn half(self, width: u32, height: u32) -> (f64, f64) {
        let side = f64::from(width.min(height)) / self.zoom;
        let of = |length: u32| if length == 0 { 0.5 } else { (side / f64::from(length) / 2.0).min(0.5) };
        (of(width), of(height))
    }
}

/// The nearest whole number, and zero for negative ones.
fn pixels(length: f64) -> u32 {
    // Converting a float saturates at the integer's bounds.
    length.round() as u32
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn squares_of_some_pictures() {
        for ((x, y, zoom), (width, height), (left, top, side)) in [
            ((0.5, 0.5, 1.0), (4032, 3024), (504, 0, 3024)),
            ((0.5, 0.5, 1.0), (3024, 4032), (0, 504, 3024)),
            ((0.0, 0.0, 1.0), (4032, 3024), (0, 0, 3024)),
            ((1.0, 1.0, 1.0), (4032, 3024), (1008, 0, 3024)),
            ((0.25, 0.5, 2.0), (1000, 1000), (0, 250, 500)),
            ((0.5, 0.5, 5.0), (100, 100), (40, 40, 20)),
            ((0.5, 0.5, 1.0), (1, 30_000), (0, 15_000, 1)),
        ] {
            let square = Crop::new(x, y, zoom).square(width, height).unwrap();
            assert_eq!(square, Square { left, top, side }, "{x} {y} {zoom} in {width} x {height}");
        }
        assert_eq!(Crop::default().square(0, 7), None);
    }

    #[test]
    fn what_a_form_leaves_out_is_the_middle() {
        for (x, y, zoom) in [("", "", ""), ("x", "NaN", "none"), ("0.5", " 0.5 ", "-3"), ("nan", "0.5", "0")] {
            assert_eq!(Crop::read(x, y, zoom), Crop::default(), "{x:?} {y:?} {zoom:?}");
        }
        assert_eq!(Crop::read("-1", "inf", "1e300"), Crop::new(0.0, 1.0, MOST_ZOOM));
    }

    proptest! {
        #[test]
        fn a_square_lies_inside_whatever_was_sent(x: f64, y: f64, zoom: f64, width in 1u32..=65_535, height in 1u32..=65_535) {
            let square = Crop::new(x, y, zoom).square(width, height).unwrap();
            prop_assert!(square.side >= 1);
            prop_assert!(square.left + square.side <= width && square.top + square.side <= height);
        }

        #[test]
        fn what_is_held_stays_held_and_is_the_same_square(x in 0.0..=1.0, y in 0.0..=1.0, zoom in 1.0..=MOST_ZOOM, width in 1u32..10_000, height in 1u32..10_000) {
            let crop = Crop::new(x, y, zoom);
            let held = crop.held_in(width, height);
            let (one, other) = (crop.square(width, height).unwrap(), held.square(width, height).unwrap());
            prop_assert_eq!(one.side, other.side);
            prop_assert!(one.left.abs_diff(other.left) <= 1 && one.top.abs_diff(other.top) <= 1, "{:?} {:?}", one, other);
            let again = held.held_in(width, height);
            prop_assert!((held.x - again.x).abs() < 1e-9 && (held.y - again.y).abs() < 1e-9);
        }

        #[test]
        fn moving_there_and_back_in_the_open_leads_back(zoom in 2.0..=MOST_ZOOM, across in -0.25..0.25, down in -0.25..0.25, width in 100u32..10_000, height in 100u32..10_000) {
            let start = Crop::new(0.5, 0.5, zoom);
            let back = start.moved(across, down, width, height).moved(-across, -down, width, height);
            prop_assert!((back.x - 0.5).abs() < 1e-9 && (back.y - 0.5).abs() < 1e-9);
        }

        #[test]
        fn zooming_in_keeps_the_middle_and_out_finds_the_whole_again(x in 0.0..=1.0, y in 0.0..=1.0, zoom in 1.0..=MOST_ZOOM, width in 1u32..10_000, height in 1u32..10_000) {
            let start = Crop::new(x, y, 1.0).held_in(width, height);
            let near = start.zoomed(zoom, width, height);
            prop_assert!((near.x - start.x).abs() < 1e-9 && (near.y - start.y).abs() < 1e-9);
            prop_assert_eq!(near.zoomed(1.0, width, height).square(width, height).unwrap().side, width.min(height));
        }
    }
}
