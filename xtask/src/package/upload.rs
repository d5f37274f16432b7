//! `UPLOAD.md`: in which order, and what stays.

use super::rules::Rules;
use super::sums;
use super::targets::Target;
use super::targets::nginx::{ROOT, WEBROOT};

/// The files of the site that no page has needed for 30 days, for hosts where they must be removed.
pub const EXPIRED: &str = "expired.txt";

/// The text. `earlier` is the number of packages that were named as earlier ones.
pub fn text(target: Target, rules: &Rules, earlier: usize) -> String {
    let folder = rules.base.folder();
    format!(
        "# Switchboard {} for {}\n\n{}\n\n## Order\n\n{}\n\n## Afterwards\n\n{}\n\n\
         Another configuration is another package: change deploy.json, package again, upload again. Nothing is built anew.\n",
        rules.version,
        target.name(),
        host(target),
        order(target, rules, earlier),
        afterwards(target, rules.base.path(), folder),
    )
}

fn host(target: Target) -> String {
    match target {
        Target::Nginx => format!(
            "`site/` goes to `{ROOT}`, `nginx.conf` to `/etc/nginx/conf.d/switchboard.conf` (it belongs into the http block). Name your \
             certificate in it, and where the authorities are that the services' certificates are checked against. Where nginx has the \
             module for brotli (Debian: `libnginx-mod-http-brotli-static`), copy `switchboard-brotli.conf` to `/etc/nginx/` too; \
             without it gzip is sent.\n\n\
             nginx does not start without the certificate. The first one comes while it is stopped (`certbot certonly --standalone`), \
             later ones through it (`certbot certonly --webroot -w {WEBROOT}`): on port 80 `/.well-known/acme-challenge/` is answered \
             from there, and all else leads to https.\n\n\
             nginx looks up the names of the services when it starts and is reloaded. Reload it daily where a service changes its \
             addresses."
        ),
        Target::Caddy => format!(
            "`site/` goes to `{ROOT}`, `Caddyfile` to `/etc/caddy/Caddyfile`. Caddy gets the certificate by itself."
        ),
        Target::CloudflarePages => "`npx wrangler pages deploy site --project-name NAME` in this folder. `_worker.js` answers for the \
             pages, for what is missing and for the services; `_headers` holds for the assets, which go past it. Pages compresses by \
             itself and has no use for the `.br` and `.gz`, which the worker hides."
            .to_owned(),
        Target::Netlify => "`netlify deploy --prod` in this folder: a deployment by dragging leaves the edge functions out, which \
             lead to the services. Netlify compresses by itself and has no use for the `.br` and `.gz`."
            .to_owned(),
        Target::S3Cloudfront => "`template.json` is for CloudFormation, `upload.sh` puts `site/` into its bucket. The first time, let \
             the host's name lead to the output `Address` in between. Nothing needs to be invalidated."
            .to_owned(),
        Target::Folder => "`headers.json` tells every rule that the host must follow: headers, caching, types, compression, which \
             addresses are pages, and the reverse proxies."
            .to_owned(),
    }
}

/// What brings the rules of the package into force, where they are not a part of the upload.
fn configuration(target: Target) -> &'static str {
    match target {
        Target::Nginx => "`nginx.conf` to its place, `nginx -t`, then `nginx -s reload`",
        Target::Caddy => {
            "`Caddyfile` to its place, `caddy validate --config /etc/caddy/Caddyfile`, then `systemctl reload caddy`"
        }
        Target::S3Cloudfront => {
            "`aws cloudformation deploy --template-file template.json --stack-name switchboard --parameter-overrides \
             CertificateArn=ARN` (the certificate in region us-east-1), then `aws cloudfront wait distribution-deployed --id ID` with \
             the output `Distribution`"
        }
        Target::Folder | Target::CloudflarePages | Target::Netlify => {
            "the rules of `headers.json`, in force"
        }
    }
}

fn order(target: Target, rules: &Rules, earlier: usize) -> String {
    if target.is_replaced_whole() {
        return "The host replaces the whole site and its rules at once, so there is no order to keep. It also drops the assets of \
             earlier versions, and pages that are still open load parts of their own version: keep the package that is on the host, \
             and name it with `--earlier FOLDER` when you write the next (it may be the folder that is replaced). All assets of its \
             page are then in the new one, and those of pages that were replaced in the last 30 days."
            .to_owned();
    }
    let mut text = format!(
        "1. The host's configuration: {}. {}\n\
         2. The assets: everything of `site{}/` but the three files below, with the `.br` and `.gz`.\n\
         3. `config.json`.\n4. `index.html`. A page that is opened now finds all that it names.\n\
         5. `version.json`, last: pages that are open see it and offer to reload.\n\n",
        configuration(target),
        policy(earlier),
        rules.base.folder()
    );
    match target {
        Target::Nginx | Target::Caddy => text.push_str(&format!(
            "```sh\nrsync -a --exclude 'index.html*' --exclude 'config.json*' --exclude 'version.json*' site/ HOST:{ROOT}/\n\
             rsync -a --exclude 'index.html*' --exclude 'version.json*' site/ HOST:{ROOT}/\n\
             rsync -a --exclude 'version.json*' site/ HOST:{ROOT}/\nrsync -a site/ HOST:{ROOT}/\n\
             # What no page has needed for 30 days, if anything:\n\
             ssh HOST 'cd {ROOT} && xargs -r rm -f --' <{EXPIRED}\n```\n\n"
        )),
        Target::S3Cloudfront => text.push_str(&format!(
            "`sh upload.sh BUCKET`, with the output `Bucket`, does 2 to 5, then removes from the bucket what `{EXPIRED}` names.\n\n"
        )),
        _ => text.push_str(&format!(
            "Then remove from the host what `{EXPIRED}` names.\n\n"
        )),
    }
    text.push_str(&format!(
        "The assets of an earlier version stay for 30 days from the day on which another one took its place: a page that is still \
         open loads parts of its own version. Their names hold a hash, so they are in nobody's way. `{EXPIRED}` names those that stay \
         no longer, relative to the site's root. It is known from the package that is on the host, by its `assets.json`: "
    ));
    text.push_str(if earlier == 0 {
        "none was named with `--earlier`, so the list is empty, and nothing is removed."
    } else {
        "keep this one, and name it with `--earlier FOLDER` when you write the next (it may be the folder that is replaced)."
    });
    text
}

/// What the policy lets in between the steps.
fn policy(earlier: usize) -> &'static str {
    if earlier == 0 {
        "**No earlier package was named: this policy lets in the scripts of this page alone. Where they are others than those on the \
         host, a page that is opened between this step and `index.html` cannot start.** For the first upload that is no matter. To \
         avoid it, package again with `--earlier FOLDER`, the package that is on the host: its page starts under the new policy too."
    } else {
        "Its policy lets in the scripts of this page and of the earlier package, so either starts under it; the older policy would \
         stop the new page. To go back to the earlier package it is the other way round: its files first, in the order below, then \
         its configuration."
    }
}

fn afterwards(target: Target, base: &str, folder: &str) -> String {
    let arrived = match target {
        Target::Nginx | Target::Caddy => format!(
            "Check that all arrived: `ssh HOST 'cd {ROOT} && sha256sum --quiet --check' <{0}`. `{0}` has the sums of the site from its \
             root, `SHA256SUMS` those of this whole folder, for `sha256sum --check SHA256SUMS` in it.",
            sums::SITE
        ),
        _ => format!(
            "Before the upload, `sha256sum --check SHA256SUMS` in this folder tells whether it is whole; `{}` has the sums of the site \
             from its root.",
            sums::SITE
        ),
    };
    format!(
        "{arrived}\n\nThen open the console: its address, `{base}settings`, and an address that does not exist, such as \
         `{folder}/missing.js`, which must be 404. `cargo xtask package --check ADDRESS` looks at all of it."
    )
}

#[cfg(test)]
mod tests {
    use clap::ValueEnum;

    use super::*;

    fn rules() -> Rules {
        Rules {
            base: "/admin/".parse().unwrap(),
            host: None,
            version: "0".repeat(16),
            headers: Vec::new(),
            proxies: Vec::new(),
            files: Vec::new(),
            packed: Vec::new(),
        }
    }

    /// Where words stand, in this order.
    fn in_order(text: &str, words: &[&str]) {
        let mut rest = text;
        for word in words {
            rest = rest
                .split_once(word)
                .unwrap_or_else(|| panic!("{word} is not there, or too early: {text}"))
                .1;
        }
    }

    #[test]
    fn the_configuration_goes_first_and_the_version_last() {
        let order = [
            "assets: ",
            "`config.json`",
            "`index.html`",
            "`version.json`, last",
            EXPIRED,
        ];
        for (target, live) in [
            (Target::Nginx, "nginx -s reload"),
            (Target::Caddy, "systemctl reload caddy"),
            (Target::S3Cloudfront, "aws cloudformation deploy"),
            (Target::Folder, "headers.json"),
        ] {
            for earlier in [0, 1] {
                let text = text(target, &rules(), earlier);
                let (_, steps) = text.split_once("## Order").unwrap();
                in_order(steps, &order);
                in_order(
                    steps,
                    &["1. The host's configuration", live, "2. The assets"],
                );
                assert_eq!(text.contains("cannot start"), earlier == 0, "{text}");
            }
        }
    }

    #[test]
    fn no_upload_removes_by_the_age_of_files() {
        for target in Target::value_variants() {
            let text = text(*target, &rules(), 1);
            assert!(
                !text.contains("-mtime") && text.contains("--earlier"),
                "{text}"
            );
            assert_eq!(
                text.contains(EXPIRED),
                !target.is_replaced_whole(),
                "{text}"
            );
        }
    }
}
