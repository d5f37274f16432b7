//! Reading CSV as people and spreadsheets write it, slice by slice, so that a long text never holds the page up.

use csv_core::{ReadRecordResult, Reader, ReaderBuilder};

use super::csv::unguarded;

/// More rows than this are not read.
pub const MOST_ROWS: usize = 10_000;

/// What was read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sheet {
    /// The names of the columns: the first row.
    pub header: Vec<String>,
    /// The rows below it that are not blank. One may have more or fewer cells than the header.
    pub rows: Vec<Vec<String>>,
    /// The line on which each row begins, from 1. It differs from the place of the row where lines are blank.
    pub lines: Vec<usize>,
    /// So many of the rows hold characters that could not be read: the file is not in UTF-8.
    pub garbled: usize,
    /// So many rows behind the last one that counts were left out.
    pub left_out: usize,
}

/// A text that is being read.
pub struct Reading {
    text: Vec<u8>,
    at: usize,
    /// The line at which it is, and the one on which the row began that is being read.
    line: usize,
    began: Option<usize>,
    reader: Reader,
    /// The cells of the row that is being read, without a mark between them, and where each ends.
    cells: Vec<u8>,
    ends: Vec<usize>,
    filled: (usize, usize),
    sheet: Sheet,
    has_header: bool,
}

impl Reading {
    /// Begins with a text. Its separator is the one of semicolon, comma and tab that occurs most in the first line.
    pub fn new(text: &str) -> Self {
        let text = text.trim_start_matches('\u{feff}');
        let reader = ReaderBuilder::new().delimiter(separator(text)).build();
        Self {
            text: text.as_bytes().to_vec(),
            at: 0,
            line: 1,
            began: None,
            reader,
            cells: vec![0; 1_024],
            ends: vec![0; 32],
            filled: (0, 0),
            sheet: Sheet::default(),
            has_header: false,
        }
    }

    /// How many bytes were read, and how many there are.
    pub fn progress(&self) -> (usize, usize) {
        (self.at, self.text.len())
    }

    /// Reads on, about that many bytes. `false` once everything was read.
    pub fn step(&mut self, bytes: usize) -> bool {
        let stop = self.at.saturating_add(bytes.max(1));
        while self.at < stop {
            if self.began.is_none() {
                self.skip_line_ends();
                self.began = Some(self.line);
            }
            let rest = self.text.get(self.at..).unwrap_or_default();
            let (cells, ends) = self.filled;
            let (result, read, written, ended) = self.reader.read_record(
                rest,
                self.cells.get_mut(cells..).unwrap_or_default(),
                self.ends.get_mut(ends..).unwrap_or_default(),
            );
            self.go_on(read);
            self.filled = (cells + written, ends + ended);
            match result {
                // At the end of the text the reader is called once more, to tell that it was the end.
                ReadRecordResult::InputEmpty => {}
                ReadRecordResult::OutputFull => self.cells.resize(self.cells.len() * 2, 0),
                ReadRecordResult::OutputEndsFull => self.ends.resize(self.ends.len() * 2, 0),
                ReadRecordResult::Record => self.take_row(),
                ReadRecordResult::End => return false,
            }
        }
        true
    }

    /// What was read.
    pub fn into_sheet(self) -> Sheet {
        self.sheet
    }

    /// Line ends before a row are no part of it; its line is known only behind them.
    fn skip_line_ends(&mut self) {
        let rest = self.text.get(self.at..).unwrap_or_default();
        let ends = rest.iter().take_while(|byte| matches!(byte, b'\r' | b'\n'));
        self.go_on(ends.count());
    }

    fn go_on(&mut self, bytes: usize) {
        let rest = self.text.get(self.at..).unwrap_or_default();
        let next = rest.iter().skip(1).map(Some).chain([None]);
        let read = rest.iter().take(bytes).zip(next);
        // A carriage return before a line feed ends no line by itself.
        let ends = |(byte, next): (&u8, Option<&u8>)| {
            *byte == b'\n' || (*byte == b'\r' && next != Some(&b'\n'))
        };
        self.line += read.filter(|pair| ends(*pair)).count();
        self.at += bytes;
    }

    fn take_row(&mut self) {
        let (_, count) = std::mem::take(&mut self.filled);
        let line = self.began.take().unwrap_or(self.line);
        let mut from = 0;
        let mut row = Vec::with_capacity(count);
        for end in self.ends.iter().take(count) {
            let cell = self.cells.get(from..*end).unwrap_or_default();
            let cell = std::str::from_utf8(cell).unwrap_or_default();
            row.push(unguarded(cell).to_owned());
            from = *end;
        }
        if row.iter().all(|cell| cell.trim().is_empty()) {
            return;
        }
        if !self.has_header {
            self.has_header = true;
            self.sheet.header = row;
        } else if self.sheet.rows.len() < MOST_ROWS {
            let is_garbled = row.iter().any(|cell| cell.contains('\u{fffd}'));
            self.sheet.garbled += usize::from(is_garbled);
            self.sheet.rows.push(row);
            self.sheet.lines.push(line);
        } else {
            self.sheet.left_out += 1;
        }
    }
}

fn separator(text: &str) -> u8 {
    let (mut quoted, mut counts) = (false, [(b';', 0), (b',', 0), (b'\t', 0)]);
    let text = text.trim_start_matches(['\r', '\n']);
    for byte in text.bytes() {
        match byte {
            b'"' => quoted = !quoted,
            b'\r' | b'\n' if !quoted => break,
            other if !quoted => {
                for (separator, count) in &mut counts {
                    *count += usize::from(*separator == other);
                }
            }
            _ => {}
        }
    }
    let mut best = (b',', 0);
    for found in counts {
        if found.1 > best.1 {
            best = found;
        }
    }
    best.0
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{MOST_ROWS, Reading, Sheet};
    use crate::exchange::csv::Csv;

    fn read(text: &str, bytes: usize) -> Sheet {
        let mut reading = Reading::new(text);
        while reading.step(bytes) {}
        reading.into_sheet()
    }

    #[test]
    fn it_reads_what_people_write() {
        for text in [
            "a,b\r\n1,\"x, y\"\r\n",
            "\u{feff}a;b\n1;\"x, y\"",
            "\r\na\tb\r\r1\tx, y\r",
            "a,b\n\n,\n1,\"x, y\"\n \n",
        ] {
            for bytes in [1, 7, 1_000_000] {
                let sheet = read(text, bytes);
                assert_eq!(sheet.header, ["a", "b"], "{text:?}");
                assert_eq!(sheet.rows, [["1", "x, y"]], "{text:?}");
            }
        }
        assert_eq!(read("", 10), Sheet::default());
        // A separator inside of quotes is none.
        assert_eq!(read("\"a,b,c\";d\n1;2", 10).rows, [["1", "2"]]);
        // Rows are as long as they are; a quote inside doubles.
        assert_eq!(
            read("a,b\n1\n1,\"2 \"\"x\"\"\",3", 10).rows,
            [vec!["1"], vec!["1", "2 \"x\"", "3"]]
        );
    }

    #[test]
    fn each_row_knows_its_line_whatever_ends_it() {
        for text in [
            "\n\na,b\n1,2\n\n,\n3,\"4\n5\"\n6,7",
            "\r\n\r\na,b\r\n1,2\r\n\r\n,\r\n3,\"4\r\n5\"\r\n6,7\r\n",
            "\r\ra,b\r1,2\r\r,\r3,\"4\r5\"\r6,7\r",
        ] {
            for bytes in [1, 2, 3, 1_000] {
                assert_eq!(read(text, bytes).lines, [4, 7, 9], "{text:?} {bytes}");
            }
        }
    }

    #[test]
    fn rows_that_are_not_in_utf_8_are_counted() {
        let text = String::from_utf8_lossy(b"a,b\n1,M\xfcller\n2,3\n").into_owned();
        let sheet = read(&text, 10);
        assert_eq!((sheet.garbled, sheet.rows.len()), (1, 2));
    }

    #[test]
    fn what_is_too_much_is_counted() {
        let text = format!("a\n{}", "1\n".repeat(MOST_ROWS + 3));
        let sheet = read(&text, 4_096);
        assert_eq!((sheet.rows.len(), sheet.left_out), (MOST_ROWS, 3));
        let long = format!("a,b\n{},2", "x".repeat(100_000));
        assert_eq!(read(&long, 4_096).rows.concat().concat().len(), 100_001);
    }

    proptest! {
        #[test]
        fn what_is_written_is_read(
            rows in prop::collection::vec(prop::collection::vec("[ab'=+@\" ,;\t\r\n-]{0,6}x", 2..4), 1..5),
            bytes in 1_usize..40,
        ) {
            let mut csv = Csv::for_spreadsheets();
            csv.row(&["one", "two"]);
            for row in &rows {
                csv.row(&row.iter().map(String::as_str).collect::<Vec<_>>());
            }
            prop_assert_eq!(read(&csv.into_text(), bytes).rows, rows);
        }

        #[test]
        fn any_text_is_read_to_its_end(text in "\\PC{0,80}|[\",;\n\r\t a]{0,80}", bytes in 1_usize..90) {
            let whole = read(&text, 1_000);
            prop_assert_eq!(read(&text, bytes), whole);
        }
    }
}
