//! Making a photo from an uploaded picture: decoding within limits, cropping, turning, scaling and encoding.

use super::Photo;
use super::whole::{is_whole_jpeg, is_whole_webp};
use crate::limits;
use domain::observation::PHOTO_SIDE;
use domain::photo::{Crop, LEAST_SIDE, MOST_PIXELS, PhotoError, PhotoSize};
use image::codecs::jpeg::JpegEncoder;
use image::imageops::FilterType;
use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder as _, ImageFormat, ImageReader, Limits, RgbImage};
use std::io::Cursor;

/// Larger pictures are first averaged down to this size, which needs no extra memory.
const FIRST: u32 = 1024;

/// Makes the photo that `crop` takes from a picture. The format is detected from the content, not the name; bytes
/// after the picture are ignored. An animated picture gives its first frame.
pub(crate) fn photo(picture: Vec<u8>, crop: Crop) -> Result<Photo, PhotoError> {
    let (whole, orientation) = read(picture)?;
    let (width, height) = (whole.width(), whole.height());
    let (shown_width, shown_height) = if turned(orientation) { (height, width) } else { (width, height) };
    if shown_width.min(shown_height) < LEAST_SIDE {
        return Err(PhotoError::TooSmall);
    }
    let crop = as_stored(crop, orientation);
    let side = crop.square(width, height).ok_or(PhotoError::Broken)?.side;
    let whole = if side > FIRST { whole.thumbnail_exact(scaled(width, side), scaled(height, side)) } else { whole };
    let square = crop.square(whole.width(), whole.height()).ok_or(PhotoError::Broken)?;
    let square = whole.crop_imm(square.left, square.top, square.side, square.side);
    drop(whole);
    let mut large = resized(&square, PhotoSize::Large);
    large.apply_orientation(orientation);
    let large = DynamicImage::from(on_white(large));
    Ok(Photo { small: encoded(&resized(&large, PhotoSize::Small))?, large: encoded(&large)? })
}

/// Makes an observation's photo from a picture: the whole of it, upright, at most [`PHOTO_SIDE`] pixels wide and high.
pub(crate) fn picture(picture: Vec<u8>) -> Result<Vec<u8>, PhotoError> {
    let (whole, orientation) = read(picture)?;
    if whole.width().min(whole.height()) < LEAST_SIDE {
        return Err(PhotoError::TooSmall);
    }
    let longer = whole.width().max(whole.height());
    let mut kept = if longer > 2 * PHOTO_SIDE { whole.thumbnail(2 * PHOTO_SIDE, 2 * PHOTO_SIDE) } else { whole };
    if longer > PHOTO_SIDE {
        kept = kept.resize(PHOTO_SIDE, PHOTO_SIDE, FilterType::CatmullRom);
    }
    kept.apply_orientation(orientation);
    encoded(&DynamicImage::from(on_white(kept)))
}

/// Decodes the picture as stored, with its orientation. A picture that would need too much memory is refused by its
/// header, before any is allocated.
fn read(picture: Vec<u8>) -> Result<(DynamicImage, Orientation), PhotoError> {
    let format = image::guess_format(&picture).map_err(|_| PhotoError::of_other_kind(&picture))?;
    let is_whole = match format {
        ImageFormat::Jpeg => is_whole_jpeg(&picture),
        ImageFormat::WebP => is_whole_webp(&picture),
        // Each chunk of a PNG has a checksum.
        ImageFormat::Png => true,
        _ => return Err(PhotoError::of_other_kind(&picture)),
    };
    if !is_whole {
        return Err(PhotoError::Broken);
    }
    let mut reader = ImageReader::with_format(Cursor::new(picture), format);
    let mut limits = Limits::default();
    limits.max_alloc = Some(limits::PHOTO_MEMORY);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(|error| photo_error(&error))?;
    let (width, height) = decoder.dimensions();
    if u64::from(width) * u64::from(height) > MOST_PIXELS || decoder.total_bytes() > limits::PHOTO_MEMORY {
        return Err(PhotoError::TooManyPixels);
    }
    // An invalid orientation is ignored.
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let whole = DynamicImage::from_decoder(decoder).map_err(|error| photo_error(&error))?;
    Ok((whole, orientation))
}

fn photo_error(error: &image::ImageError) -> PhotoError {
    match error {
        image::ImageError::Limits(_) => PhotoError::TooManyPixels,
        _ => PhotoError::Broken,
    }
}

/// A length, scaled as the square is scaled to [`FIRST`].
fn scaled(length: u32, side: u32) -> u32 {
    let scaled = u64::from(length) * u64::from(FIRST) / u64::from(side);
    u32::try_from(scaled).unwrap_or(length).max(1)
}

/// Whether width and height are exchanged when the picture is shown.
const fn turned(orientation: Orientation) -> bool {
    matches!(
        orientation,
        Orientation::Rotate90 | Orientation::Rotate270 | Orientation::Rotate90FlipH | Orientation::Rotate270FlipH
    )
}

/// Maps the visible crop to the stored picture, so that only the small square has to be rotated and not the whole
/// picture.
fn as_stored(crop: Crop, orientation: Orientation) -> Crop {
    let (x, y) = (crop.x(), crop.y());
    let (x, y) = match orientation {
        Orientation::NoTransforms => (x, y),
        Orientation::FlipHorizontal => (1.0 - x, y),
        Orientation::FlipVertical => (x, 1.0 - y),
        Orientation::Rotate180 => (1.0 - x, 1.0 - y),
        Orientation::Rotate90 => (y, 1.0 - x),
        Orientation::Rotate270 => (1.0 - y, x),
        Orientation::Rotate90FlipH => (y, x),
        Orientation::Rotate270FlipH => (1.0 - y, 1.0 - x),
    };
    Crop::new(x, y, crop.zoom())
}

fn resized(square: &DynamicImage, size: PhotoSize) -> DynamicImage {
    square.resize_exact(size.side(), size.side(), FilterType::CatmullRom)
}

/// Replaces transparency by white, which JPEG cannot store.
fn on_white(picture: DynamicImage) -> RgbImage {
    if !picture.color().has_alpha() {
        return picture.into_rgb8();
    }
    let picture = picture.into_rgba8();
    let mut flat = RgbImage::new(picture.width(), picture.height());
    for (flat, pixel) in flat.pixels_mut().zip(picture.pixels()) {
        let [red, green, blue, alpha] = pixel.0.map(u32::from);
        flat.0 = [red, green, blue]
            .map(|colour| u8::try_from((colour * alpha + 255 * (255 - alpha) + 127) / 255).unwrap_or(u8::MAX));
    }
    flat
}

fn encoded(picture: &DynamicImage) -> Result<Vec<u8>, PhotoError> {
    let mut bytes = Vec::new();
    JpegEncoder::new_with_quality(&mut bytes, limits::PHOTO_QUALITY)
        .encode_image(picture)
        .map_err(|_| PhotoError::Broken)?;
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use image::{Rgb, Rgba, RgbaImage};

    /// A picture in which every pixel has a different colour.
    fn patchwork(width: u32, height: u32) -> DynamicImage {
        RgbImage::from_fn(width, height, |x, y| Rgb([u8::try_from(x).unwrap(), u8::try_from(y).unwrap(), 7])).into()
    }

    #[test]
    fn the_square_somebody_saw_is_the_square_that_is_turned() {
        for exif in 1..=8 {
            let orientation = Orientation::from_exif(exif).unwrap();
            let stored = patchwork(90, 60);
            let mut shown = stored.clone();
            shown.apply_orientation(orientation);
            assert_eq!(turned(orientation), shown.width() == 60);
            for crop in [Crop::default(), Crop::new(0.3, 0.5, 3.0), Crop::new(0.9, 0.2, 2.0)] {
                let seen = crop.square(shown.width(), shown.height()).unwrap();
                let seen = shown.crop_imm(seen.left, seen.top, seen.side, seen.side);
                let kept = as_stored(crop, orientation).square(stored.width(), stored.height()).unwrap();
                let mut kept = stored.crop_imm(kept.left, kept.top, kept.side, kept.side);
                kept.apply_orientation(orientation);
                assert_eq!(kept, seen, "{exif} {crop:?}");
            }
        }
    }

    #[test]
    fn what_is_transparent_is_white() {
        let picture = RgbaImage::from_fn(3, 1, |x, _| Rgba([0, 200, 0, [0, 255, 51][x as usize]]));
        let flat = on_white(picture.into());
        assert_eq!(flat.pixels().map(|pixel| pixel.0).collect::<Vec<_>>(), [[255; 3], [0, 200, 0], [204, 244, 204]]);
    }

    #[test]
    fn a_large_picture_is_made_smaller_with_its_square_in_the_same_place() {
        for (width, height) in [(4000, 3000), (1025, 4097), (3000, 3000)] {
            let side = width.min(height);
            assert_eq!(scaled(width, side).min(scaled(height, side)), FIRST);
        }
    }
}
