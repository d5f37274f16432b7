//! Files that the user chose or dropped, read as text.

use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, DataTransfer, FileList, HtmlInputElement};

/// A file that was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextFile {
    /// Its name, as the user's system has it.
    pub name: String,
    /// What stands in it, as UTF-8; what is none became replacement characters.
    pub text: String,
}

/// Why a file was not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotRead {
    /// There is none.
    Absent,
    /// It is larger than was allowed.
    TooLarge,
    /// The browser could not read it.
    Failed,
}

impl NotRead {
    /// One sentence for the user.
    pub fn sentence(self) -> &'static str {
        match self {
            NotRead::Absent => "No file was chosen.",
            NotRead::TooLarge => "The file is too large.",
            NotRead::Failed => {
                "The browser could not read the file. It may have been moved or changed."
            }
        }
    }
}

/// Reads the file that an input holds, of at most so many bytes. The same file can be chosen again afterwards.
///
/// # Errors
/// Why it was not read.
pub async fn chosen(input: &HtmlInputElement, most: f64) -> Result<TextFile, NotRead> {
    let files = input.files();
    let read = first(files, most).await;
    input.set_value("");
    read
}

/// Reads the first file that was dropped, of at most so many bytes.
///
/// # Errors
/// Why it was not read.
pub async fn dropped(transfer: &DataTransfer, most: f64) -> Result<TextFile, NotRead> {
    first(transfer.files(), most).await
}

async fn first(files: Option<FileList>, most: f64) -> Result<TextFile, NotRead> {
    let file = files
        .and_then(|files| files.get(0))
        .ok_or(NotRead::Absent)?;
    if file.size() > most {
        return Err(NotRead::TooLarge);
    }
    let blob: &Blob = file.unchecked_ref();
    let text = JsFuture::from(blob.text())
        .await
        .map_err(|_| NotRead::Failed)?;
    Ok(TextFile {
        name: file.name(),
        text: text.as_string().ok_or(NotRead::Failed)?,
    })
}
