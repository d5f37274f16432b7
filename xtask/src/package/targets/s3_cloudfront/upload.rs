//! The script that uploads a package to S3, with type, caching and encoding of each file.

use crate::package::rules::{self, Rules};
use crate::package::upload::EXPIRED;

/// One line a file, in the order in which a browser may meet them.
pub fn script(rules: &Rules) -> String {
    let mut text = format!(
        "#!/bin/sh\n# Uploads Switchboard {}: sh upload.sh BUCKET, after template.json is in force. Assets, then the\n\
         # configuration, then the page, and last the version that tells open pages of it. At the end goes what no page has needed\n\
         # for 30 days; all other assets of earlier versions stay, because pages that are still open need them.\n\
         set -eu\nbucket=${{1:?sh upload.sh BUCKET}}\ncd \"$(dirname \"$0\")/site\"\n\n\
         # put FILE TYPE CACHING [ENCODING]\nput() {{\n  aws s3 cp \"$1\" \"s3://$bucket/$1\" --no-progress --content-type \"$2\" --cache-control \"$3\" ${{4:+--content-encoding \"$4\"}}\n}}\n\n",
        rules.version
    );
    let mut files: Vec<&String> = rules.files.iter().collect();
    files.sort_by_key(|file| order(file));
    for file in files {
        let address = rules.address(file);
        let path = address.trim_start_matches('/');
        let kind = rules::type_of(file).unwrap_or("application/octet-stream");
        // The compressed ones first: they are what most browsers are answered with, and must not be older.
        for (ending, encoding) in [("br", "br"), ("gz", "gzip")] {
            if rules.packed.contains(&format!("{file}.{ending}")) {
                text.push_str(&format!(
                    "put '{path}.{ending}' '{kind}' '{}' {encoding}\n",
                    rules.caching(file)
                ));
            }
        }
        text.push_str(&format!(
            "put '{path}' '{kind}' '{}'\n",
            rules.caching(file)
        ));
    }
    text.push_str(&format!(
        "\nwhile read -r file; do\n  aws s3 rm \"s3://$bucket/$file\" </dev/null\ndone <../{EXPIRED}\n"
    ));
    text
}

fn order(file: &str) -> usize {
    match file {
        "config.json" => 1,
        "index.html" => 2,
        "version.json" => 3,
        _ => 0,
    }
}
