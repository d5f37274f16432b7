//! GUIDs as texts.

/// Whether two texts are the same GUID: letter case and surrounding blanks do not matter.
pub fn same_guid(one: &str, other: &str) -> bool {
    one.trim().eq_ignore_ascii_case(other.trim())
}

/// Whether a text has the form of a GUID: five groups of hexadecimal digits. Surrounding blanks do not matter.
pub fn is_guid(text: &str) -> bool {
    const GROUPS: [usize; 5] = [8, 4, 4, 4, 12];
    let mut groups = text.trim().split('-');
    let fits = |length: usize| {
        groups.next().is_some_and(|group| {
            group.len() == length && group.bytes().all(|digit| digit.is_ascii_hexdigit())
        })
    };
    GROUPS.into_iter().all(fits) && groups.next().is_none()
}

#[cfg(test)]
mod tests {
    use super::{is_guid, same_guid};

    #[test]
    fn a_guid_has_five_groups() {
        for (text, expected) in [
            ("27aa5123-9b59-4574-bc89-834a9e536f24", true),
            (" 27AA5123-9B59-4574-BC89-834A9E536F24\n", true),
            ("00000000-0000-0000-0000-000000000000", true),
            ("27aa5123-9b59-4574-bc89-834a9e536f2", false),
            ("27aa5123-9b59-4574-bc89-834a9e536f24-", false),
            ("27aa5123-9b59-4574-bc89-834a9e536f24-00", false),
            ("27aa5123-9b59-4574-bc89", false),
            ("27aa5123 9b59 4574 bc89 834a9e536f24", false),
            ("27aa51239b594574bc89834a9e536f24", false),
            ("{27aa5123-9b59-4574-bc89-834a9e536f24}", false),
            ("g7aa5123-9b59-4574-bc89-834a9e536f24", false),
            ("", false),
        ] {
            assert_eq!(is_guid(text), expected, "{text}");
        }
    }

    #[test]
    fn letter_case_makes_no_other_guid() {
        assert!(same_guid(" 27AA-b ", "27aa-B"));
        assert!(!same_guid("27aa-b", "27aa-c"));
        assert!(!same_guid("27aa-b", "27aa-b5"));
    }
}
