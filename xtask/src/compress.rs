//! Writes brotli and gzip beside the files of the built page.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::thread;

use anyhow::{Context, Result, anyhow};
use brotli::enc::BrotliEncoderParams;
use flate2::Compression;
use flate2::write::GzEncoder;

const COMPRESSIBLE: [&str; 9] = [
    "css",
    "html",
    "js",
    "json",
    "svg",
    "txt",
    "wasm",
    "bin",
    "webmanifest",
];

/// Compresses every compressible file of a folder and of the folders in it, side by side on all cores.
pub fn folder(folder: &Path) -> Result<()> {
    thread::scope(|scope| {
        let running: Vec<_> = files(folder)?
            .into_iter()
            .filter(|path| is_compressible(path))
            .map(|path| scope.spawn(move || file(&path)))
            .collect();
        for thread in running {
            thread
                .join()
                .map_err(|_| anyhow!("compressing a file panicked"))??;
        }
        Ok(())
    })
}

/// Brotli at its best: quality 11, window of 16 MB.
pub fn brotli(content: &[u8]) -> Result<Vec<u8>> {
    let parameters = BrotliEncoderParams {
        quality: 11,
        lgwin: 24,
        size_hint: content.len(),
        ..Default::default()
    };
    let mut compressed = Vec::new();
    brotli::BrotliCompress(&mut &content[..], &mut compressed, &parameters)?;
    Ok(compressed)
}

/// Gzip at its best: level 9.
pub fn gzip(content: &[u8]) -> Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(content)?;
    Ok(encoder.finish()?)
}

/// The compressed form of a file: `page.js.br` for `page.js`.
pub fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".");
    name.push(ending);
    name.into()
}

/// Every file below a folder.
pub fn files(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in
        fs::read_dir(folder).with_context(|| format!("{} cannot be read", folder.display()))?
    {
        let path = entry?.path();
        if path.is_dir() {
            found.extend(files(&path)?);
        } else {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}

fn is_compressible(path: &Path) -> bool {
    path.extension()
        .is_some_and(|extension| COMPRESSIBLE.iter().any(|known| extension == *known))
}

/// Compresses one file, whatever its kind.
pub fn file(path: &Path) -> Result<()> {
    let content = fs::read(path).with_context(|| format!("{} cannot be read", path.display()))?;
    for (ending, compressed) in [("br", brotli(&content)?), ("gz", gzip(&content)?)] {
        let target = beside(path, ending);
        // A server sends what is smallest: a tiny file that only grows is sent as it is.
        if compressed.len() < content.len() {
            fs::write(&target, compressed)
                .with_context(|| format!("{} cannot be written", target.display()))?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use super::*;

    #[test]
    fn both_forms_give_the_content_back() {
        let content = "Acme ATM, Premium. ".repeat(500).into_bytes();
        let mut read = Vec::new();
        brotli::BrotliDecompress(&mut &brotli(&content).unwrap()[..], &mut read).unwrap();
        assert_eq!(read, content);
        read.clear();
        flate2::read::GzDecoder::new(&gzip(&content).unwrap()[..])
            .read_to_end(&mut read)
            .unwrap();
        assert_eq!(read, content);
    }

    #[test]
    fn pictures_and_compressed_files_are_left_alone() {
        assert!(is_compressible(Path::new("dist/page_bg.wasm")));
        assert!(!is_compressible(Path::new("dist/page_bg.wasm.br")));
        assert!(!is_compressible(Path::new("dist/picture.png")));
    }
}
