//! Builds the sandbox, the stand-in server that also serves the page.

use std::path::PathBuf;
use std::process::Stdio;

use anyhow::{Context, Result, bail};
use serde::Deserialize;

use crate::command;

/// One line of what cargo tells about a build.
#[derive(Deserialize)]
struct Message {
    executable: Option<PathBuf>,
    target: Option<Target>,
}

#[derive(Deserialize)]
struct Target {
    name: String,
}

/// Builds the sandbox and tells where its program is.
pub fn build() -> Result<PathBuf> {
    let output = command::cargo()
        .args(["build", "--package", "sandbox", "--bin", "sandbox"])
        .arg("--message-format=json-render-diagnostics")
        .stderr(Stdio::inherit())
        .output()
        .context("cargo could not be started")?;
    if !output.status.success() {
        bail!("The sandbox does not build. What is wrong stands above.");
    }
    program(&String::from_utf8_lossy(&output.stdout))
        .context("cargo built the sandbox but did not say where it is")
}

fn program(messages: &str) -> Option<PathBuf> {
    messages
        .lines()
        .filter_map(|line| serde_json::from_str::<Message>(line).ok())
        .filter(|message| {
            message
                .target
                .as_ref()
                .is_some_and(|target| target.name == "sandbox")
        })
        .find_map(|message| message.executable)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_program_is_found_among_the_messages() {
        let messages = r#"{"reason":"compiler-artifact","target":{"name":"serde"},"executable":null}
{"reason":"compiler-artifact","target":{"name":"build-script-build"},"executable":"/t/build"}
{"reason":"compiler-artifact","target":{"name":"sandbox","kind":["lib"]},"executable":null}
{"reason":"compiler-artifact","target":{"name":"sandbox","kind":["bin"]},"executable":"/t/debug/sandbox"}
{"reason":"build-finished","success":true}"#;
        assert_eq!(program(messages), Some(PathBuf::from("/t/debug/sandbox")));
        assert_eq!(program(""), None);
    }
}
