//! Writing CSV (RFC 4180) that a spreadsheet may open: no cell becomes a formula.

/// Put first, it tells spreadsheets that the text is UTF-8.
const BYTE_ORDER_MARK: char = '\u{feff}';

/// A CSV file in the making. Rows may have any number of cells.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Csv {
    text: String,
}

impl Csv {
    /// An empty file.
    pub fn new() -> Self {
        Self::default()
    }

    /// An empty file for spreadsheets, which take text without a byte order mark for another encoding.
    pub fn for_spreadsheets() -> Self {
        Self {
            text: BYTE_ORDER_MARK.to_string(),
        }
    }

    /// Adds a row, the header first.
    pub fn row(&mut self, cells: &[&str]) {
        for (place, cell) in cells.iter().enumerate() {
            if place > 0 {
                self.text.push(',');
            }
            self.cell(cell, cells.len() == 1);
        }
        self.text.push_str("\r\n");
    }

    /// The file.
    pub fn into_text(self) -> String {
        self.text
    }

    fn cell(&mut self, cell: &str, alone: bool) {
        let apostrophe = if is_formula_like(cell) { "'" } else { "" };
        // A blank row would be no row. Semicolons and tabs part cells too where a spreadsheet is set up so.
        let quoted = (alone && cell.is_empty()) || cell.contains(['"', ',', ';', '\t', '\r', '\n']);
        if !quoted {
            self.text.push_str(apostrophe);
            self.text.push_str(cell);
            return;
        }
        self.text.push('"');
        self.text.push_str(apostrophe);
        self.text.push_str(&cell.replace('"', "\"\""));
        self.text.push('"');
    }
}

/// Whether a spreadsheet may take a cell for a formula, so that an apostrophe goes before it. What has such an apostrophe
/// already counts too, or it would lose it when it is read.
fn is_formula_like(cell: &str) -> bool {
    cell.trim_start_matches([' ', '\''])
        .starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'])
}

/// A cell as it was before it was written: without the apostrophe that keeps it from being a formula.
pub fn unguarded(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(rest) if is_formula_like(rest) => rest,
        _ => cell,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Csv, unguarded};

    fn row(cells: &[&str]) -> String {
        let mut csv = Csv::new();
        csv.row(cells);
        csv.into_text()
    }

    #[test]
    fn cells_are_written_as_rfc_4180_says() {
        for (cells, text) in [
            (vec!["a", "b"], "a,b\r\n"),
            (vec!["", ""], ",\r\n"),
            (vec![""], "\"\"\r\n"),
            (vec!["a,b", "say \"x\""], "\"a,b\",\"say \"\"x\"\"\"\r\n"),
            (vec!["two\r\nlines", " b "], "\"two\r\nlines\", b \r\n"),
            (vec!["a;b", "Zürich"], "\"a;b\",Zürich\r\n"),
        ] {
            assert_eq!(row(&cells), text);
        }
    }

    #[test]
    fn no_cell_is_a_formula() {
        for (cell, text) in [
            ("=1+1", "'=1+1\r\n"),
            ("+49", "'+49\r\n"),
            ("-5", "'-5\r\n"),
            ("@x", "'@x\r\n"),
            ("\tx", "\"'\tx\"\r\n"),
            ("\rx", "\"'\rx\"\r\n"),
            ("\nx", "\"'\nx\"\r\n"),
            ("  =x", "'  =x\r\n"),
            ("＝x", "'＝x\r\n"),
            ("=HYPERLINK(\"h\",1)", "\"'=HYPERLINK(\"\"h\"\",1)\"\r\n"),
            ("'=x", "''=x\r\n"),
            ("a=b", "a=b\r\n"),
            ("'quoted'", "'quoted'\r\n"),
        ] {
            assert_eq!(row(&[cell]), text, "{cell}");
        }
    }

    #[test]
    fn a_byte_order_mark_is_a_choice() {
        let mut csv = Csv::for_spreadsheets();
        csv.row(&["a"]);
        assert_eq!(csv.into_text(), "\u{feff}a\r\n");
    }

    /// A plain reader, for the tests alone.
    fn read(text: &str) -> Vec<Vec<String>> {
        let mut rows = vec![vec![String::new()]];
        let (mut quoted, mut characters) = (false, text.chars().peekable());
        while let Some(character) = characters.next() {
            let row = rows.last_mut().unwrap();
            let cell = row.last_mut().unwrap();
            match character {
                '"' if quoted && characters.peek() == Some(&'"') => {
                    characters.next();
                    cell.push('"');
                }
                '"' => quoted = !quoted,
                other if quoted => cell.push(other),
                ',' => row.push(String::new()),
                '\r' => {
                    assert_eq!(characters.next(), Some('\n'));
                    rows.push(vec![String::new()]);
                }
                other => cell.push(other),
            }
        }
        assert_eq!(rows.pop(), Some(vec![String::new()]));
        rows
    }

    proptest! {
        #[test]
        fn any_cells_come_back(
            rows in prop::collection::vec(prop::collection::vec("[ab'=+@\" ,;\t\r\n-]{0,6}", 1..4), 0..4)
        ) {
            let mut csv = Csv::new();
            for row in &rows {
                csv.row(&row.iter().map(String::as_str).collect::<Vec<_>>());
            }
            let found: Vec<Vec<String>> = read(&csv.into_text())
                .into_iter()
                .map(|row| row.iter().map(|cell| unguarded(cell).to_owned()).collect())
                .collect();
            prop_assert_eq!(found, rows);
        }
    }
}
