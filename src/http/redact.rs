//! Which names stand for a secret, and taking what they name out of a document.

use serde_json::Value;

/// Whether a name says password, secret, token, key or pin as a whole word part: `apiKey`, `access_token` and `PIN2` do,
/// `mapping` and `keyboard` do not. Letter case, `_`, other signs and digits part the words.
pub fn names_a_secret(name: &str) -> bool {
    const SECRET: [&str; 5] = ["password", "secret", "token", "key", "pin"];
    words(name)
        .iter()
        .any(|word| SECRET.contains(&word.strip_suffix('s').unwrap_or(word)))
}

/// A document for storage, without the members whose name stands for a secret; and those names, each once, where a value
/// was left out. A pair of `name` and `value` counts as a member of that name. What a connection marks as restricted is
/// known to the caller alone, who leaves it out beforehand.
pub fn without_secrets(document: &Value) -> (Value, Vec<String>) {
    let mut left_out = Vec::new();
    let kept = kept(document, &mut left_out);
    (kept, left_out)
}

fn kept(value: &Value, left_out: &mut Vec<String>) -> Value {
    match value {
        Value::Array(items) => items.iter().map(|item| kept(item, left_out)).collect(),
        Value::Object(members) => {
            let pair = members
                .get("name")
                .and_then(Value::as_str)
                .filter(|name| names_a_secret(name));
            members
                .iter()
                .filter_map(|(name, value)| {
                    let secret = match pair {
                        Some(secret) if name == "value" => Some(secret),
                        _ => Some(name.as_str()).filter(|name| names_a_secret(name)),
                    };
                    let Some(secret) = secret else {
                        return Some((name.clone(), kept(value, left_out)));
                    };
                    if !value.is_null() && !left_out.iter().any(|known| known == secret) {
                        left_out.push(secret.to_owned());
                    }
                    None
                })
                .collect()
        }
        scalar => scalar.clone(),
    }
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
    use serde_json::json;

    use super::{names_a_secret, without_secrets};

    #[test]
    fn a_document_loses_its_secrets_and_nothing_else() {
        for (document, kept, left_out) in [
            (
                json!({"name": "A", "parameters": {"user": "u", "password": "canary"}}),
                json!({"name": "A", "parameters": {"user": "u"}}),
                vec!["password"],
            ),
            (
                json!([{"name": "simPin", "value": "canary", "type": "string"}, {"name": "user", "value": "u"}]),
                json!([{"name": "simPin", "type": "string"}, {"name": "user", "value": "u"}]),
                vec!["simPin"],
            ),
            (
                json!({"token": null, "apiKey": {"deep": ["canary"]}, "more": {"apiKey": "canary"}}),
                json!({"more": {}}),
                vec!["apiKey"],
            ),
            (
                json!({"mapping": [1, true, null]}),
                json!({"mapping": [1, true, null]}),
                vec![],
            ),
            (json!("password"), json!("password"), vec![]),
        ] {
            let (found, names) = without_secrets(&document);
            assert_eq!(found, kept);
            assert_eq!(names, left_out);
        }
    }

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
