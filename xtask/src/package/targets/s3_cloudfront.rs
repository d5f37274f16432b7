//! A private S3 bucket behind CloudFront, as a CloudFormation template.

pub mod functions;
mod upload;

use anyhow::{Result, ensure};
use serde_json::{Map, Value, json};

use crate::package::proxies::{self, Proxy};
use crate::package::rules::Rules;

use super::File;
use functions::{VARY, page_function, service_function};

/// What a headers policy may hold of a content security policy.
pub const LONGEST_POLICY: usize = 1783;

/// CloudFront's own policies, the same in every account: nothing is cached; everything but `Host` is handed on.
const CACHING_DISABLED: &str = "4135ea2d-6df8-44a3-9df3-4b5a84be39ad";
const ALL_BUT_HOST: &str = "b689b0a8-53d0-40ab-baf2-68738e2966ac";

/// A headers policy takes away ten at most: those that do something to the page's origin.
const REMOVED: [&str; 10] = [
    "Set-Cookie",
    "Access-Control-Allow-Origin",
    "Access-Control-Allow-Credentials",
    "Access-Control-Allow-Headers",
    "Access-Control-Allow-Methods",
    "Access-Control-Expose-Headers",
    "Clear-Site-Data",
    "NEL",
    "Refresh",
    "X-Powered-By",
];

/// Failures that CloudFront would keep for ten seconds and answer the next caller with, whatever the headers say.
const FAILURES: [u16; 10] = [400, 403, 404, 405, 414, 500, 501, 502, 503, 504];

/// Seconds for an answer: the most that CloudFront gives every account. The console waits as long for a write.
pub const ANSWER_SECONDS: u32 = 60;

/// The files.
pub fn files(rules: &Rules) -> Result<Vec<File>> {
    Ok(vec![
        File::new("template.json", format!("{:#}\n", template(rules)?)),
        File::new("upload.sh", upload::script(rules)),
    ])
}

fn template(rules: &Rules) -> Result<Value> {
    let mut resources = bucket();
    let mut origins = vec![json!({
        "Id": "site",
        "DomainName": {"Fn::GetAtt": ["Bucket", "RegionalDomainName"]},
        "OriginAccessControlId": {"Ref": "Access"},
        "S3OriginConfig": {"OriginAccessIdentity": ""},
    })];
    let mut behaviours = Vec::new();
    resources.insert(
        "PageFunction".into(),
        function("page", &page_function(rules)?),
    );
    resources.insert("VaryFunction".into(), function("vary", VARY));
    resources.insert("PageHeaders".into(), headers_policy(rules, "page", None)?);
    resources.insert(
        "ServiceHeaders".into(),
        headers_policy(rules, "services", Some(proxies::CACHING))?,
    );
    for (index, proxy) in rules.proxies.iter().enumerate() {
        ensure!(
            proxy.upstream.secure,
            "CloudFront cannot reach a service on this machine: {} leads to plain http",
            proxy.path
        );
        let name = format!("Service{}Function", index + 1);
        resources.insert(
            name.clone(),
            function(
                &format!("service-{}", index + 1),
                &service_function(rules, proxy)?,
            ),
        );
        origins.push(origin(proxy));
        behaviours.push(behaviour(proxy, &name));
    }
    resources.insert("Distribution".into(), distribution(&origins, &behaviours));
    Ok(json!({
        "AWSTemplateFormatVersion": "2010-09-09",
        "Description": format!("Switchboard {}", rules.version),
        "Parameters": {
            "Host": {"Type": "String", "Default": rules.host.clone().unwrap_or_default(), "AllowedPattern": ".+"},
            "CertificateArn": {
                "Type": "String",
                "Description": "A certificate for the host in AWS Certificate Manager, region us-east-1",
            },
        },
        "Resources": resources,
        "Outputs": {
            "Bucket": {"Value": {"Ref": "Bucket"}},
            "Distribution": {"Value": {"Ref": "Distribution"}},
            "Address": {"Value": {"Fn::GetAtt": ["Distribution", "DomainName"]}},
        },
    }))
}

/// The bucket, which CloudFront alone reads. It may list it too: else a missing file would be 403.
fn bucket() -> Map<String, Value> {
    let object = json!({"Fn::Sub": "${Bucket.Arn}/*"});
    let of_the_distribution = json!({
        "StringEquals": {"AWS:SourceArn": {"Fn::Sub": "arn:${AWS::Partition}:cloudfront::${AWS::AccountId}:distribution/${Distribution}"}},
    });
    let allow = |action: &str, resource: Value| {
        json!({
            "Effect": "Allow",
            "Principal": {"Service": "cloudfront.amazonaws.com"},
            "Action": action,
            "Resource": resource,
            "Condition": of_the_distribution,
        })
    };
    let resources = json!({
        "Bucket": {
            "Type": "AWS::S3::Bucket",
            "Properties": {
                "PublicAccessBlockConfiguration": {
                    "BlockPublicAcls": true, "BlockPublicPolicy": true, "IgnorePublicAcls": true, "RestrictPublicBuckets": true,
                },
                "OwnershipControls": {"Rules": [{"ObjectOwnership": "BucketOwnerEnforced"}]},
            },
        },
        "BucketPolicy": {
            "Type": "AWS::S3::BucketPolicy",
            "Properties": {
                "Bucket": {"Ref": "Bucket"},
                "PolicyDocument": {
                    "Version": "2012-10-17",
                    "Statement": [
                        allow("s3:GetObject", object),
                        allow("s3:ListBucket", json!({"Fn::GetAtt": ["Bucket", "Arn"]})),
                    ],
                },
            },
        },
        "Access": {
            "Type": "AWS::CloudFront::OriginAccessControl",
            "Properties": {"OriginAccessControlConfig": {
                "Name": {"Fn::Sub": "${AWS::StackName}-site"},
                "OriginAccessControlOriginType": "s3", "SigningBehavior": "always", "SigningProtocol": "sigv4",
            }},
        },
        // As each file says, which the upload has set. The function has chosen the compressed file, so its name is the key.
        "PageCaching": {
            "Type": "AWS::CloudFront::CachePolicy",
            "Properties": {"CachePolicyConfig": {
                "Name": {"Fn::Sub": "${AWS::StackName}-page"},
                "MinTTL": 0, "DefaultTTL": 0, "MaxTTL": 31_536_000,
                "ParametersInCacheKeyAndForwardedToOrigin": {
                    "EnableAcceptEncodingBrotli": false, "EnableAcceptEncodingGzip": false,
                    "CookiesConfig": {"CookieBehavior": "none"},
                    "HeadersConfig": {"HeaderBehavior": "none"},
                    "QueryStringsConfig": {"QueryStringBehavior": "none"},
                },
            }},
        },
    });
    resources.as_object().cloned().unwrap_or_default()
}

fn distribution(origins: &[Value], behaviours: &[Value]) -> Value {
    let failures: Vec<Value> = FAILURES
        .iter()
        .map(|status| json!({"ErrorCode": status, "ErrorCachingMinTTL": 0}))
        .collect();
    json!({
        "Type": "AWS::CloudFront::Distribution",
        "Properties": {"DistributionConfig": {
            "Enabled": true,
            "Comment": {"Ref": "Host"},
            "Aliases": [{"Ref": "Host"}],
            "HttpVersion": "http2and3",
            "IPV6Enabled": true,
            "ViewerCertificate": {
                "AcmCertificateArn": {"Ref": "CertificateArn"},
                "MinimumProtocolVersion": "TLSv1.2_2021",
                "SslSupportMethod": "sni-only",
            },
            "Origins": origins,
            "DefaultCacheBehavior": {
                "TargetOriginId": "site",
                "ViewerProtocolPolicy": "redirect-to-https",
                "AllowedMethods": ["GET", "HEAD"],
                "Compress": false,
                "CachePolicyId": {"Ref": "PageCaching"},
                "ResponseHeadersPolicyId": {"Ref": "PageHeaders"},
                "FunctionAssociations": [
                    {"EventType": "viewer-request", "FunctionARN": {"Fn::GetAtt": ["PageFunction", "FunctionARN"]}},
                    {"EventType": "viewer-response", "FunctionARN": {"Fn::GetAtt": ["VaryFunction", "FunctionARN"]}},
                ],
            },
            "CacheBehaviors": behaviours,
            "CustomErrorResponses": failures,
        }},
    })
}

fn origin(proxy: &Proxy) -> Value {
    let mut origin = json!({
        "Id": proxy.name(),
        "DomainName": proxy.upstream.host,
        // CloudFront sends a name in the handshake and checks the certificate against it. A second try would send a write twice.
        "ConnectionAttempts": 1,
        "ConnectionTimeout": proxies::CONNECT_SECONDS,
        "CustomOriginConfig": {
            "OriginProtocolPolicy": "https-only",
            "OriginSSLProtocols": ["TLSv1.2"],
            "HTTPSPort": proxy.upstream.port,
            "OriginReadTimeout": ANSWER_SECONDS,
            "OriginKeepaliveTimeout": 5,
        },
    });
    if !proxy.upstream.path.is_empty() {
        origin["OriginPath"] = json!(proxy.upstream.path);
    }
    origin
}

fn behaviour(proxy: &Proxy, function: &str) -> Value {
    json!({
        "PathPattern": format!("{}/*", proxy.path),
        "TargetOriginId": proxy.name(),
        "ViewerProtocolPolicy": "https-only",
        // CloudFront has no smaller set with POST and PUT: the function refuses the others.
        "AllowedMethods": ["GET", "HEAD", "OPTIONS", "PUT", "POST", "PATCH", "DELETE"],
        "Compress": true,
        "CachePolicyId": CACHING_DISABLED,
        "OriginRequestPolicyId": ALL_BUT_HOST,
        "ResponseHeadersPolicyId": {"Ref": "ServiceHeaders"},
        "FunctionAssociations": [{"EventType": "viewer-request", "FunctionARN": {"Fn::GetAtt": [function, "FunctionARN"]}}],
    })
}

/// All headers; for the services also their caching, and what is taken away.
fn headers_policy(rules: &Rules, name: &str, caching: Option<&str>) -> Result<Value> {
    let value = |name: &str| {
        rules
            .headers
            .iter()
            .find(|header| header.name == name)
            .map(|header| header.value.as_str())
            .unwrap_or_default()
    };
    let policy = value("Content-Security-Policy");
    ensure!(
        policy.len() <= LONGEST_POLICY,
        "the policy would have {} letters, of which CloudFront takes {LONGEST_POLICY}. Lead some services through `proxy`, or name fewer \
         packages with --earlier.",
        policy.len()
    );
    let hsts = value("Strict-Transport-Security");
    let age: u64 = hsts
        .trim_start_matches("max-age=")
        .split(';')
        .next()
        .unwrap_or_default()
        .parse()?;
    const BUILT_IN: [&str; 4] = [
        "Content-Security-Policy",
        "Strict-Transport-Security",
        "X-Content-Type-Options",
        "Referrer-Policy",
    ];
    let custom = rules
        .headers
        .iter()
        .filter(|header| !BUILT_IN.contains(&header.name))
        .map(|header| (header.name, header.value.as_str()))
        .chain(caching.map(|caching| ("Cache-Control", caching)));
    let custom: Vec<Value> = custom
        .map(|(name, value)| json!({"Header": name, "Value": value, "Override": true}))
        .collect();
    let mut config = json!({
        "Name": {"Fn::Sub": format!("${{AWS::StackName}}-{name}")},
        "SecurityHeadersConfig": {
            "ContentSecurityPolicy": {"ContentSecurityPolicy": policy, "Override": true},
            "StrictTransportSecurity": {
                "AccessControlMaxAgeSec": age,
                "IncludeSubdomains": hsts.contains("includeSubDomains"),
                "Preload": hsts.contains("preload"),
                "Override": true,
            },
            "ContentTypeOptions": {"Override": true},
            "ReferrerPolicy": {"ReferrerPolicy": value("Referrer-Policy"), "Override": true},
        },
        "CustomHeadersConfig": {"Items": custom},
    });
    if caching.is_some() {
        let removed: Vec<Value> = REMOVED
            .iter()
            .map(|name| json!({ "Header": name }))
            .collect();
        config["RemoveHeadersConfig"] = json!({ "Items": removed });
    }
    Ok(
        json!({"Type": "AWS::CloudFront::ResponseHeadersPolicy", "Properties": {"ResponseHeadersPolicyConfig": config}}),
    )
}

fn function(name: &str, code: &str) -> Value {
    json!({
        "Type": "AWS::CloudFront::Function",
        "Properties": {
            "Name": {"Fn::Sub": format!("${{AWS::StackName}}-{name}")},
            "AutoPublish": true,
            "FunctionConfig": {"Comment": format!("Switchboard: {name}"), "Runtime": "cloudfront-js-2.0"},
            "FunctionCode": code,
        },
    })
}
