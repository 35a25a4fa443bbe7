//! Pictures as people send them, and harmful ones.

use image::codecs::jpeg::JpegEncoder;
use image::codecs::webp::WebPEncoder;
use image::{DynamicImage, ExtendedColorType, ImageFormat, Rgb, RgbImage};
use std::io::Cursor;

/// The colours of the left and the right half, distinct enough to tell apart in a JPEG.
pub const LEFT: [u8; 3] = [220, 30, 40];
pub const RIGHT: [u8; 3] = [20, 60, 210];

/// A picture whose left half is red and whose right half is blue.
pub fn halves(width: u32, height: u32) -> DynamicImage {
    RgbImage::from_fn(width, height, |x, _| Rgb(if x < width / 2 { LEFT } else { RIGHT })).into()
}

pub fn encoded(picture: &DynamicImage, format: ImageFormat) -> Vec<u8> {
    let mut file = Cursor::new(Vec::new());
    picture.write_to(&mut file, format).unwrap();
    file.into_inner()
}

pub fn jpeg(width: u32, height: u32) -> Vec<u8> {
    let mut file = Vec::new();
    JpegEncoder::new_with_quality(&mut file, 95).encode_image(&halves(width, height)).unwrap();
    file
}

pub fn png(width: u32, height: u32) -> Vec<u8> {
    encoded(&halves(width, height), ImageFormat::Png)
}

pub fn webp(width: u32, height: u32) -> Vec<u8> {
    encoded(&halves(width, height), ImageFormat::WebP)
}

/// A JPEG as from a phone, with place, device and an Exif orientation.
pub fn telling_jpeg(width: u32, height: u32, orientation: u8) -> Vec<u8> {
    let jpeg = jpeg(width, height);
    let mut exif = b"Exif\0\0MM\0\x2a\0\0\0\x08".to_vec();
    let secret = b"Teltale 9 GPS 51.5074N 0.1278W\0";
    let entry = |tag: u16, kind: u16, count: u32, value: [u8; 4]| {
        [&tag.to_be_bytes()[..], &kind.to_be_bytes(), &count.to_be_bytes(), &value].concat()
    };
    exif.extend(2u16.to_be_bytes());
    exif.extend(entry(0x0110, 2, u32::try_from(secret.len()).unwrap(), 38u32.to_be_bytes()));
    exif.extend(entry(0x0112, 3, 1, [0, orientation, 0, 0]));
    exif.extend([0; 4]);
    exif.extend(secret);
    let comment = b"<script>alert(1)</script>";
    [&jpeg[..2], &segment(0xe1, &exif), &segment(0xfe, comment), &jpeg[2..]].concat()
}

/// Texts in [`telling_jpeg`] that must not survive.
pub const TOLD: &[&str] = &["Exif", "Teltale", "GPS", "51.5074", "script"];

fn segment(marker: u8, content: &[u8]) -> Vec<u8> {
    let length = u16::try_from(content.len() + 2).unwrap();
    [&[0xff, marker][..], &length.to_be_bytes(), content].concat()
}

/// A PNG of one colour whose pixels take 900 MB to decode, in about 100 kB.
pub fn huge_png(side: u32) -> Vec<u8> {
    let mut file = Vec::new();
    let mut encoder = png::Encoder::new(&mut file, side, side);
    encoder.set_color(png::ColorType::Grayscale);
    encoder.set_depth(png::BitDepth::One);
    let mut writer = encoder.write_header().unwrap();
    let mut rows = writer.stream_writer().unwrap();
    let row = vec![0xff; side.div_ceil(8) as usize];
    for _ in 0..side {
        std::io::Write::write_all(&mut rows, &row).unwrap();
    }
    rows.finish().unwrap();
    writer.finish().unwrap();
    file
}

/// A JPEG that claims the largest possible size.
pub fn boasting_jpeg() -> Vec<u8> {
    let mut file = jpeg(200, 200);
    let start = file.windows(2).position(|bytes| bytes == [0xff, 0xc0]).unwrap();
    file[start + 5..start + 9].copy_from_slice(&[0xff, 0xff, 0xff, 0xff]);
    file
}

/// An animated PNG: first the halves, then all black.
pub fn moving_png(width: u32, height: u32) -> Vec<u8> {
    let mut file = Vec::new();
    let mut encoder = png::Encoder::new(&mut file, width, height);
    encoder.set_color(png::ColorType::Rgb);
    encoder.set_animated(2, 0).unwrap();
    let mut writer = encoder.write_header().unwrap();
    let first = halves(width, height).into_bytes();
    writer.write_image_data(&first).unwrap();
    writer.write_image_data(&vec![0; first.len()]).unwrap();
    writer.finish().unwrap();
    file
}

/// An animated WebP: first the halves, then all black.
pub fn moving_webp(width: u32, height: u32) -> Vec<u8> {
    let three = |number: u32| number.to_le_bytes()[..3].to_vec();
    let size = [three(width - 1), three(height - 1)].concat();
    let frame = |pixels: &[u8]| {
        let mut still = Vec::new();
        WebPEncoder::new_lossless(&mut still).encode(pixels, width, height, ExtendedColorType::Rgb8).unwrap();
        // Frames start in the corner and last 100 ms.
        chunk(b"ANMF", &[&[0; 6][..], &size, &three(100), &[0], &still[12..]].concat())
    };
    let first = halves(width, height).into_bytes();
    let body = [
        b"WEBP".to_vec(),
        chunk(b"VP8X", &[&[2, 0, 0, 0][..], &size].concat()),
        chunk(b"ANIM", &[0; 6]),
        frame(&first),
        frame(&vec![0; first.len()]),
    ]
    .concat();
    [&b"RIFF"[..], &u32::try_from(body.len()).unwrap().to_le_bytes(), &body].concat()
}

fn chunk(name: &[u8; 4], content: &[u8]) -> Vec<u8> {
    let padding = vec![0; content.len() % 2];
    [&name[..], &u32::try_from(content.len()).unwrap().to_le_bytes(), content, &padding].concat()
}

/// How an iPhone's picture begins.
pub const HEIC: &[u8] = b"\0\0\0\x18ftypheic\0\0\0\0mif1heic";

/// Files that are not accepted as pictures, whatever their names.
pub fn no_pictures() -> Vec<(&'static str, Vec<u8>)> {
    let svg = br#"<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><script>alert(1)</script></svg>"#;
    let tail = jpeg(200, 200);
    vec![
        ("an SVG", svg.to_vec()),
        ("an SVG with a picture behind it", [&svg[..], &tail].concat()),
        ("a GIF", b"GIF89a\x01\0\x01\0\x80\0\0\xff\xff\xff\0\0\0,\0\0\0\0\x01\0\x01\0\0\x02\x02D\x01\0;".to_vec()),
        ("a BMP", b"BM\x3a\0\0\0\0\0\0\0\x36\0\0\0\x28\0\0\0\x01\0\0\0\x01\0\0\0\x01\0\x18\0".to_vec()),
        ("a PDF with a picture in it", [&b"%PDF-1.7\n"[..], &tail].concat()),
        ("a page", b"<!DOCTYPE html><script>alert(1)</script>".to_vec()),
        ("a text", b"Amy's photo".to_vec()),
        ("one byte", vec![0xff]),
    ]
}
