//! Which names stand for a secret.

/// Whether a name says password, secret, token, key or pin as a whole word part: `apiKey`, `access_token` and `PIN2` do,
/// `mapping` and `keyboard` do not. Letter case, `_`, other signs and digits part the words.
pub fn names_a_secret(name: &str) -> bool {
    const SECRET: [&str; 5] = ["password", "secret", "token", "key", "pin"];
    words(name)
        .iter()
        .any(|word| SECRET.contains(&word.strip_suffix('s').unwrap_or(word)))
}

/// The words looked for are English; what is not ASCII only has to stay part of its word.
fn is_letter(character: char) -> bool {
    character.is_ascii_alphabetic() || !character.is_ascii()
}

fn words(name: &str) -> Vec<String> {
    let characters: Vec<char> = name.chars().collect();
    let mut words = Vec::new();
    let mut word = String::new();
    for (index, character) in characters.iter().enumerate() {
        let before = index
            .checked_sub(1)
            .and_then(|before| characters.get(before));
        let after = characters.get(index + 1);
        // A capital begins a word after a small letter, and as the last of several capitals before a small one (`PINCode`).
        let begins = character.is_ascii_uppercase()
            && before.is_some_and(|before| {
                !before.is_ascii_uppercase()
                    || after.is_some_and(|after| after.is_ascii_lowercase())
            });
        if (begins || !is_letter(*character)) && !word.is_empty() {
            words.push(std::mem::take(&mut word));
        }
        if is_letter(*character) {
            word.push(character.to_ascii_lowercase());
        }
    }
    if !word.is_empty() {
        words.push(word);
    }
    words
}

#[cfg(test)]
mod tests {
    use super::names_a_secret;

    #[test]
    fn whole_word_parts_count() {
        for name in [
            "password",
            "Password",
            "userPassword",
            "PASSWORD",
            "access_token",
            "apiKey",
            "API_KEY",
            "pin",
            "simPin",
            "PIN2",
            "pin-code",
            "PINCode",
            "client.secret",
            "secretKey1",
            "tokens",
            "2key",
        ] {
            assert!(names_a_secret(name), "{name}");
        }
        for name in [
            "mapping",
            "keyboard",
            "monkey",
            "pinned",
            "shopping",
            "tokenize",
            "secretary",
            "user",
            "",
            "spin",
            "keystone",
        ] {
            assert!(!names_a_secret(name), "{name}");
        }
    }
}
