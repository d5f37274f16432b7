//! Takes out of the WebAssembly what no browser reads: names of functions and notes of the tools.
//!
//! Not done by the compiler (`strip = true`), because wasm-bindgen needs a note that goes with it.

use std::fs;
use std::ops::Range;
use std::path::Path;

use anyhow::{Context, Result, ensure};

use crate::compress;

const HEADER: &[u8] = b"\0asm\x01\0\0\0";

/// The kind of section that holds notes for tools; all other kinds are the program.
const CUSTOM: u8 = 0;

/// Slims every WebAssembly file of a folder.
pub fn folder(folder: &Path) -> Result<()> {
    for path in compress::files(folder)? {
        if path
            .extension()
            .is_some_and(|extension| extension == "wasm")
        {
            let slim = slim(&fs::read(&path)?).with_context(|| path.display().to_string())?;
            fs::write(&path, slim)
                .with_context(|| format!("{} cannot be written", path.display()))?;
        }
    }
    Ok(())
}

/// A module without its notes.
pub fn slim(module: &[u8]) -> Result<Vec<u8>> {
    ensure!(module.starts_with(HEADER), "this is no WebAssembly module");
    let mut kept = HEADER.to_vec();
    let mut at = HEADER.len();
    while let Some(kind) = module.get(at) {
        let section = section(module, at).context("a section has no end")?;
        at = section.end;
        if *kind != CUSTOM {
            kept.extend(module.get(section).unwrap_or_default());
        }
    }
    Ok(kept)
}

/// Where the section that begins at a place lies: its kind, its length as LEB128, then so many bytes.
fn section(module: &[u8], start: usize) -> Option<Range<usize>> {
    let mut length = 0_usize;
    let mut at = start + 1;
    for shift in (0..35).step_by(7) {
        let byte = *module.get(at)?;
        at += 1;
        length |= usize::from(byte & 0x7f) << shift;
        if byte & 0x80 == 0 {
            let end = at.checked_add(length)?;
            return (end <= module.len()).then_some(start..end);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notes_go_and_the_program_stays() {
        let long = [vec![CUSTOM, 0x80, 0x01], vec![b'n'; 128]].concat();
        let module = [HEADER, &[1, 1, 0], &long, &[10, 2, 1, 2], &[CUSTOM, 1, 0]].concat();
        assert_eq!(
            slim(&module).unwrap(),
            [HEADER, &[1, 1, 0], &[10, 2, 1, 2]].concat()
        );
        assert_eq!(slim(HEADER).unwrap(), HEADER);
    }

    #[test]
    fn a_broken_module_is_refused() {
        for module in [
            &b"<html>"[..],
            b"\0asm\x01\0\0\0\x01\x05\0",
            b"\0asm\x01\0\0\0\x01",
            b"\0asm\x01\0\0\0\x01\xff\xff\xff\xff\xff",
        ] {
            assert!(slim(module).is_err(), "{module:?}");
        }
    }
}
