//! How long twenty photographs of twelve megapixels take: made for the first time, from the cache, and as they are.
//!
//! `cargo run --release -p generator --example images-speed`
#![expect(clippy::unwrap_used, clippy::print_stdout, clippy::disallowed_methods, reason = "a measurement")]

use std::fs;
use std::path::Path;
use std::time::Instant;

use image::codecs::jpeg::JpegEncoder;
use image::{Rgb, RgbImage};

const PHOTOGRAPHS: u32 = 20;

fn main() {
    let folder = tempfile::tempdir().unwrap();
    let (content, out) = (folder.path().join("content"), folder.path().join("dist"));
    copy(Path::new("content"), &content);
    build(&content, &out, "without photographs, cold");
    build(&content, &out, "without photographs, again");
    let mut bytes = 0;
    let shown: Vec<String> =
        (0..PHOTOGRAPHS).map(|number| format!("![Nr. {number}](foto-{number}.jpg)\n\n")).collect();
    for number in 0..PHOTOGRAPHS {
        let photograph = photograph(number);
        bytes += photograph.len();
        fs::write(content.join(format!("pages/foto-{number}.jpg")), photograph).unwrap();
    }
    println!("{PHOTOGRAPHS} photographs of 12 megapixels, {} MB in all", bytes / 1_000_000);
    let page = format!("---\ntitle: Bilder\ndescription: Mange.\n---\n{}", shown.concat());
    fs::write(content.join("pages/bilder.md"), page).unwrap();
    build(&content, &out, "with photographs, cold");
    build(&content, &out, "with photographs, nothing changed");
    fs::remove_dir_all(&out).unwrap();
    build(&content, &out, "with photographs, from the cache");
}

fn build(content: &Path, out: &Path, what: &str) {
    let (begun, worked) = (Instant::now(), cpu_seconds());
    let report = generator::build(content, out, jiff::Timestamp::now()).unwrap();
    let (took, worked) = (begun.elapsed().as_secs_f64(), cpu_seconds() - worked);
    println!("{what}: {took:.2} s, {worked:.2} s of CPU, {} files written", report.changes.written);
}

/// What this process has used so far, as Linux tells it: in hundredths, behind the name.
fn cpu_seconds() -> f64 {
    let told = fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let fields = told.rsplit(") ").next().unwrap_or_default().split(' ');
    fields.skip(11).take(2).filter_map(|ticks| ticks.parse::<f64>().ok()).sum::<f64>() / 100.0
}

/// Waves with noise, so that it weighs what photographs weigh.
fn photograph(number: u32) -> Vec<u8> {
    let mut seed = number + 1;
    let pixels = RgbImage::from_fn(4000, 3000, |x, y| {
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        let (x, y) = (f64::from(x + number * 100), f64::from(y));
        let wave =
            (x / 97.0).sin() * 60.0 + (y / 61.0).cos() * 50.0 + (x * y / 90_000.0).sin() * 20.0 + 128.0;
        let noise = f64::from(seed >> 27);
        Rgb([wave + noise, wave * 0.8 + noise, 255.0 - wave + noise].map(byte))
    });
    let mut bytes = Vec::new();
    JpegEncoder::new_with_quality(&mut bytes, 90).encode_image(&pixels).unwrap();
    bytes
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "kept within a byte")]
fn byte(value: f64) -> u8 {
    value.clamp(0.0, 255.0) as u8
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let target = to.join(path.file_name().unwrap());
        if path.is_dir() {
            copy(&path, &target);
        } else {
            fs::copy(&path, &target).unwrap();
        }
    }
}
