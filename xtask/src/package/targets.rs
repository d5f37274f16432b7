//! The hosts for which a package can be written.

mod caddy;
mod cloudflare_pages;
mod edge;
mod folder;
mod header_file;
mod netlify;
pub mod nginx;
mod s3_cloudfront;

use std::net::SocketAddr;
use std::path::PathBuf;

use anyhow::Result;

use super::rules::Rules;

/// A host.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum Target {
    Nginx,
    Caddy,
    CloudflarePages,
    Netlify,
    S3Cloudfront,
    Folder,
}

/// A file of the package, relative to its folder.
#[derive(Clone, Debug)]
pub struct File {
    pub path: String,
    pub content: String,
}

impl File {
    fn new(path: &str, content: String) -> Self {
        Self {
            path: path.to_owned(),
            content,
        }
    }
}

/// A trial on this machine.
#[derive(Clone, Debug)]
pub struct Trial {
    /// Where the server listens, without TLS.
    pub listen: SocketAddr,
    /// The folder `site/` of the package.
    pub root: PathBuf,
    /// nginx's module for brotli, where this machine has it.
    pub brotli: Option<PathBuf>,
}

impl Target {
    /// Its name on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Nginx => "nginx",
            Self::Caddy => "caddy",
            Self::CloudflarePages => "cloudflare-pages",
            Self::Netlify => "netlify",
            Self::S3Cloudfront => "s3-cloudfront",
            Self::Folder => "folder",
        }
    }

    /// Whether it is a server, which can be tried on this machine.
    pub fn serves(self) -> bool {
        matches!(self, Self::Nginx | Self::Caddy)
    }

    /// Whether its configuration names the host.
    pub fn names_host(self) -> bool {
        self.serves() || self == Self::S3Cloudfront
    }

    /// Whether an upload replaces the whole site and its rules in one moment. Elsewhere the rules go first, and files stay until
    /// they are removed.
    pub fn is_replaced_whole(self) -> bool {
        matches!(self, Self::CloudflarePages | Self::Netlify)
    }

    /// Its own files.
    pub fn files(self, rules: &Rules, trial: Option<&Trial>) -> Result<Vec<File>> {
        Ok(match self {
            Self::Nginx => nginx::files(rules, trial),
            Self::Caddy => caddy::files(rules, trial),
            Self::CloudflarePages => cloudflare_pages::files(rules)?,
            Self::Netlify => netlify::files(rules)?,
            Self::S3Cloudfront => s3_cloudfront::files(rules)?,
            Self::Folder => folder::files(rules),
        })
    }
}

#[cfg(test)]
mod tests;
