//! Query parameters, decoded; unknown ones are simply there and not asked for.

use percent_encoding::percent_decode_str;

/// The parameters of one address, in their order.
#[derive(Clone, Debug, Default)]
pub struct Query(Vec<(String, String)>);

impl Query {
    /// Reads a query string (or a form body, which is written alike).
    pub fn parse(text: Option<&str>) -> Self {
        let decode = |part: &str| {
            percent_decode_str(&part.replace('+', " "))
                .decode_utf8_lossy()
                .into_owned()
        };
        let pairs = text
            .unwrap_or_default()
            .split('&')
            .filter(|pair| !pair.is_empty());
        Self(
            pairs
                .map(|pair| pair.split_once('=').unwrap_or((pair, "")))
                .map(|(name, value)| (decode(name), decode(value)))
                .collect(),
        )
    }

    /// The first value of this name.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0
            .iter()
            .find(|(own, _)| own == name)
            .map(|(_, value)| value.as_str())
    }

    /// The first value of this name, unless it is empty.
    pub fn filled(&self, name: &str) -> Option<&str> {
        self.get(name).filter(|value| !value.is_empty())
    }

    /// The members of a comma separated list.
    pub fn list(&self, name: &str) -> Option<Vec<&str>> {
        self.filled(name).map(|value| {
            value
                .split(',')
                .map(str::trim)
                .filter(|member| !member.is_empty())
                .collect()
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decodes_names_and_values() {
        let query = Query::parse(Some("name=A%26B+C&fields=uid,%20name,&empty="));
        assert_eq!(query.get("name"), Some("A&B C"));
        assert_eq!(query.list("fields"), Some(vec!["uid", "name"]));
        assert_eq!(
            (query.get("empty"), query.filled("empty"), query.get("none")),
            (Some(""), None, None)
        );
    }
}
