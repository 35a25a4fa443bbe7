//! Mutation tests: nearly correct pictures, decoded in this process. Each gives both squares or is refused.

use super::making::photo;
use crate::mutation::hold;
use domain::photo::{Crop, PhotoSize};
use image::{DynamicImage, ImageFormat, Rgb, RgbImage};
use std::io::Cursor;
use std::time::Duration;

fn encoded(format: ImageFormat) -> Vec<u8> {
    let picture = RgbImage::from_fn(110, 100, |x, y| Rgb([x as u8, y as u8, (x * y) as u8]));
    let mut file = Cursor::new(Vec::new());
    DynamicImage::from(picture).write_to(&mut file, format).unwrap();
    file.into_inner()
}

#[test]
fn pictures() {
    let corpus = [ImageFormat::Jpeg, ImageFormat::Png, ImageFormat::WebP].map(encoded).to_vec();
    hold(Duration::from_secs(2), corpus, |_, file| {
        if let Ok(made) = photo(file.to_vec(), Crop::new(0.3, 0.7, 2.0)) {
            for (kept, size) in [(made.small, PhotoSize::Small), (made.large, PhotoSize::Large)] {
                let kept = image::load_from_memory_with_format(&kept, ImageFormat::Jpeg).unwrap();
                assert_eq!((kept.width(), kept.height()), (size.side(), size.side()));
            }
        }
    });
}
