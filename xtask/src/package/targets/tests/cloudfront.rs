//! The template and the upload of CloudFront.

use std::sync::LazyLock;

use regex::Regex;
use serde_json::Value;

use super::*;

/// Everything that a template refers to.
fn references(value: &Value, found: &mut Vec<String>) {
    // `${Name}` and `${Name.Attribute}`.
    static HOLE: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"\$\{([A-Za-z]+)(?:\.[A-Za-z]+)?\}").unwrap());
    match value {
        Value::Object(members) => {
            for (name, value) in members {
                match (name.as_str(), value) {
                    ("Ref", Value::String(to)) => found.push(to.clone()),
                    ("Fn::GetAtt", Value::Array(path)) => {
                        found.push(path[0].as_str().unwrap().to_owned())
                    }
                    ("Fn::Sub", Value::String(text)) => {
                        found.extend(HOLE.captures_iter(text).map(|found| found[1].to_owned()));
                    }
                    _ => references(value, found),
                }
            }
        }
        Value::Array(list) => list.iter().for_each(|value| references(value, found)),
        _ => {}
    }
}

#[test]
fn the_template_of_cloudfront_refers_to_what_it_has() {
    let (rules, files) = of(Target::S3Cloudfront, "/admin/");
    let template = json(&files["template.json"]);
    assert!(
        files["template.json"].len() < 51_200,
        "CloudFormation takes no longer one by itself"
    );
    let mut found = Vec::new();
    references(&template, &mut found);
    assert!(found.len() > 20);
    for name in found {
        let known =
            !template["Resources"][&name].is_null() || !template["Parameters"][&name].is_null();
        assert!(known || name == "AWS", "{name}");
    }
    let config = &template["Resources"]["Distribution"]["Properties"]["DistributionConfig"];
    let behaviours = config["CacheBehaviors"].as_array().unwrap();
    assert_eq!(behaviours.len(), rules.proxies.len());
    for behaviour in behaviours {
        let origins = config["Origins"].as_array().unwrap();
        assert!(
            origins
                .iter()
                .any(|origin| origin["Id"] == behaviour["TargetOriginId"])
        );
        assert_eq!(behaviour["ViewerProtocolPolicy"], "https-only");
    }
    for policy in ["PageHeaders", "ServiceHeaders"] {
        let policy = &template["Resources"][policy]["Properties"]["ResponseHeadersPolicyConfig"];
        let custom = policy["CustomHeadersConfig"]["Items"]
            .as_array()
            .unwrap()
            .len();
        assert_eq!(
            policy["SecurityHeadersConfig"].as_object().unwrap().len() + custom,
            rules.headers.len() + usize::from(!policy["RemoveHeadersConfig"].is_null())
        );
        assert!(
            custom <= 10
                && policy["RemoveHeadersConfig"]["Items"]
                    .as_array()
                    .is_none_or(|list| list.len() <= 10)
        );
    }
    for resource in template["Resources"].as_object().unwrap().values() {
        if let Some(code) = resource["Properties"]["FunctionCode"].as_str() {
            assert!(
                code.len() <= s3_cloudfront::functions::LONGEST_FUNCTION
                    && code.contains("function handler(event)")
            );
        }
    }
}

#[test]
fn cloudfront_keeps_no_failure() {
    let (_, files) = of(Target::S3Cloudfront, "/");
    let template = json(&files["template.json"]);
    let config = &template["Resources"]["Distribution"]["Properties"]["DistributionConfig"];
    let failures = config["CustomErrorResponses"].as_array().unwrap();
    let codes: Vec<u64> = failures
        .iter()
        .map(|failure| failure["ErrorCode"].as_u64().unwrap())
        .collect();
    assert_eq!(codes, [400, 403, 404, 405, 414, 500, 501, 502, 503, 504]);
    for failure in failures {
        assert_eq!(failure["ErrorCachingMinTTL"], 0);
        // No page instead: the console shows what a service says.
        assert_eq!(failure["ResponsePagePath"], Value::Null);
    }
}

#[test]
fn the_upload_ends_with_configuration_page_and_version() {
    let (rules, files) = of(Target::S3Cloudfront, "/admin/");
    let puts: Vec<&str> = files["upload.sh"]
        .lines()
        .filter(|line| line.starts_with("put '"))
        .collect();
    assert_eq!(puts.len(), rules.files.len() + rules.packed.len());
    let place = |name: &str| {
        puts.iter()
            .position(|line| line.starts_with(&format!("put 'admin/{name}' ")))
            .unwrap()
    };
    let assets = place("switchboard-0123456789abcdef_bg.wasm")
        .max(place("icons.svg"))
        .max(place("boot-0123456789abcdef.js"));
    assert!(
        assets < place("config.json")
            && place("config.json") < place("index.html")
            && place("index.html") < place("version.json")
    );
    assert_eq!(place("version.json"), puts.len() - 1);
    assert_eq!(
        puts[place("switchboard-0123456789abcdef_bg.wasm.br")],
        "put 'admin/switchboard-0123456789abcdef_bg.wasm.br' 'application/wasm' 'public, max-age=31536000, immutable' br"
    );
}

/// With a program in place of `aws` that writes down what it is called with.
#[cfg(unix)]
#[test]
fn the_upload_removes_at_its_end_what_has_expired_and_nothing_else() {
    use std::fs;
    use std::process::Command;

    let folder = std::env::temp_dir().join(format!("switchboard-s3-{}", std::process::id()));
    for inner in ["package/site", "bin"] {
        fs::create_dir_all(folder.join(inner)).unwrap();
    }
    let (_, files) = of(Target::S3Cloudfront, "/admin/");
    fs::write(folder.join("package/upload.sh"), &files["upload.sh"]).unwrap();
    fs::write(
        folder.join("package/expired.txt"),
        "admin/a-0123456789abcdef.js\nadmin/a-0123456789abcdef.js.br\n",
    )
    .unwrap();
    let aws = folder.join("bin/aws");
    // It reads what it is given, as the list must not be.
    let script = format!(
        "#!/bin/sh\ncat >/dev/null\necho \"$@\" >>{}/calls\n",
        folder.display()
    );
    fs::write(&aws, script).unwrap();
    assert!(
        Command::new("chmod")
            .arg("+x")
            .arg(&aws)
            .status()
            .unwrap()
            .success()
    );
    let status = Command::new("sh")
        .arg(folder.join("package/upload.sh"))
        .arg("bucket")
        .env(
            "PATH",
            crate::command::path_with(&folder.join("bin")).unwrap(),
        )
        .stdin(std::process::Stdio::null())
        .status()
        .unwrap();
    assert!(status.success());
    let calls = fs::read_to_string(folder.join("calls")).unwrap();
    let calls: Vec<&str> = calls.lines().collect();
    let (puts, rest) = calls.split_at(calls.len() - 2);
    assert!(puts.iter().all(|call| call.starts_with("s3 cp ")));
    assert!(
        puts.last()
            .unwrap()
            .starts_with("s3 cp admin/version.json s3://bucket/admin/version.json ")
    );
    assert_eq!(
        rest,
        [
            "s3 rm s3://bucket/admin/a-0123456789abcdef.js",
            "s3 rm s3://bucket/admin/a-0123456789abcdef.js.br"
        ]
    );
    fs::remove_dir_all(&folder).unwrap();
}
