//! The names of an account's fields.

/// One field of an account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FieldKey {
    /// Its name.
    Name,
    /// Its connection.
    Connection,
    /// Its SMS account.
    SmsAccount,
    /// The parameter of this name.
    Parameter(String),
    /// The custom type of this name.
    Type(String),
}

impl FieldKey {
    /// What a reader calls the field.
    pub fn label(&self) -> &str {
        match self {
            Self::Name => "Name",
            Self::Connection => "Connection",
            Self::SmsAccount => "SMS account",
            Self::Parameter(name) | Self::Type(name) => name,
        }
    }
}
