//! `cargo xtask size`: what a first visit costs, file by file.

use std::fmt;
use std::fs;
use std::path::Path;

use anyhow::{Result, bail};

use crate::parts::{self, Parts};
use crate::{compress, page, project, statement};

/// Above this the page is too heavy, and the check fails.
const BOUND: u64 = 250_000;

/// Above this the check says so.
const AIM: u64 = 200_000;

/// One file of the page, or their sum, in bytes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Row {
    name: String,
    raw: u64,
    gzip: u64,
    brotli: u64,
}

/// Builds the page where needed, prints its sizes and fails above the bound.
pub fn run() -> Result<()> {
    page::ensure()?;
    check()
}

/// Prints the sizes of the built page, and what a first visit of each part loads; fails above the bound.
pub fn check() -> Result<()> {
    let rows = rows(&project::dist())?;
    println!("{:>9} {:>9} {:>9}", "raw", "gzip 9", "brotli 11");
    for row in rows.iter().chain([&total("all of it", rows.iter())]) {
        println!("{row}");
    }
    let visits = visits(&rows, &parts::built()?);
    println!("\nA first visit");
    for visit in &visits {
        println!("{visit}");
    }
    judge(
        visits
            .iter()
            .map(|visit| visit.brotli)
            .max()
            .unwrap_or_default(),
    )
}

/// What the first visit of each part loads: what every page needs, and what that part needs besides.
fn visits(rows: &[Row], parts: &Parts) -> Vec<Row> {
    let is_part = |row: &Row| parts.packs.values().any(|pack| pack.file == row.name);
    // The accessibility statement is a page of its own.
    let every = |row: &&Row| !is_part(row) && row.name != statement::FILE;
    let mut visits = vec![total("of every page", rows.iter().filter(every))];
    for (part, pack) in &parts.packs {
        let loaded = rows
            .iter()
            .filter(|row| every(row) || row.name == pack.file);
        visits.push(total(&format!("of {}", part.replace('_', " ")), loaded));
    }
    visits
}

fn judge(brotli: u64) -> Result<()> {
    let is = format!(
        "The heaviest first visit takes {:.1} kB in brotli",
        kilobytes(brotli)
    );
    if brotli > BOUND {
        bail!("{is}, and {:.0} kB is the bound.", kilobytes(BOUND));
    }
    if brotli > AIM {
        println!("warning: {is}, above the aim of {:.0} kB.", kilobytes(AIM));
    }
    Ok(())
}

#[expect(
    clippy::cast_precision_loss,
    reason = "a page has far fewer bytes than a double has digits"
)]
fn kilobytes(bytes: u64) -> f64 {
    bytes as f64 / 1000.0
}

/// The files of a page, the heaviest first.
fn rows(dist: &Path) -> Result<Vec<Row>> {
    let mut rows = Vec::new();
    for path in compress::files(dist)? {
        if path
            .extension()
            .is_some_and(|extension| extension == "br" || extension == "gz")
        {
            continue;
        }
        let raw = fs::metadata(&path)?.len();
        // A file that does not get smaller has nothing beside it and is sent as it is.
        let compressed = |ending: &str| {
            fs::metadata(compress::beside(&path, ending)).map_or(raw, |found| found.len())
        };
        let name = path.strip_prefix(dist)?.display().to_string();
        rows.push(Row {
            raw,
            gzip: compressed("gz"),
            brotli: compressed("br"),
            name,
        });
    }
    rows.sort_by_key(|row| std::cmp::Reverse(row.brotli));
    Ok(rows)
}

fn total<'a>(name: &str, rows: impl Iterator<Item = &'a Row>) -> Row {
    rows.fold(
        Row {
            name: name.to_owned(),
            ..Row::default()
        },
        |mut sum, row| {
            sum.raw += row.raw;
            sum.gzip += row.gzip;
            sum.brotli += row.brotli;
            sum
        },
    )
}

impl fmt::Display for Row {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            name,
            raw,
            gzip,
            brotli,
        } = self;
        write!(formatter, "{raw:>9} {gzip:>9} {brotli:>9}  {name}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parts::Pack;

    #[test]
    fn the_bound_is_held_to_the_byte() {
        assert!(judge(BOUND).is_ok());
        let refused = judge(BOUND + 1).unwrap_err().to_string();
        assert!(refused.contains("250 kB is the bound"), "{refused}");
    }

    #[test]
    fn every_file_counts_once_with_what_is_sent() {
        let dist = std::env::temp_dir().join(format!("switchboard-size-{}", std::process::id()));
        fs::create_dir_all(&dist).unwrap();
        for (name, length) in [
            ("page.wasm", 900),
            ("page.wasm.gz", 500),
            ("page.wasm.br", 400),
            ("dot.svg", 30),
        ] {
            fs::write(dist.join(name), vec![b'x'; length]).unwrap();
        }
        let rows = rows(&dist).unwrap();
        fs::remove_dir_all(&dist).unwrap();
        let row = |name: &str, raw, gzip, brotli| Row {
            name: name.to_owned(),
            raw,
            gzip,
            brotli,
        };
        assert_eq!(
            rows,
            [row("page.wasm", 900, 500, 400), row("dot.svg", 30, 30, 30)]
        );
        assert_eq!(total("total", rows.iter()), row("total", 930, 530, 430));
    }

    #[test]
    fn a_visit_counts_what_every_page_needs_and_its_own_part() {
        let row = |name: &str, brotli| Row {
            name: name.to_owned(),
            brotli,
            ..Row::default()
        };
        let rows = [row("page.wasm", 100), row("a.bin", 25), row("b.bin", 8)];
        let pack = |file: &str| Pack {
            file: file.to_owned(),
            ..Pack::default()
        };
        let parts = Parts {
            packs: [
                ("a".to_owned(), pack("a.bin")),
                ("b".to_owned(), pack("b.bin")),
            ]
            .into(),
            ..Parts::default()
        };
        let visits: Vec<u64> = visits(&rows, &parts)
            .iter()
            .map(|visit| visit.brotli)
            .collect();
        assert_eq!(visits, [100, 125, 108]);
    }
}
