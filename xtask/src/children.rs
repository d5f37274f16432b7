//! The programs that run beside this one and end with it.

use std::process::{Child, Command, ExitStatus, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result};

use crate::command;

/// How long a program may take to end by itself once it is asked to.
const PATIENCE: Duration = Duration::from_secs(3);

/// Running programs; dropping them ends them all, and what they started.
#[derive(Default)]
pub struct Children(Vec<(String, Child)>);

impl Children {
    /// Starts a program in a process group of its own, so that all it starts can be ended with it.
    pub fn start(&mut self, command: &mut Command) -> Result<()> {
        let name = command::name(command);
        command.stdin(Stdio::null());
        #[cfg(unix)]
        std::os::unix::process::CommandExt::process_group(command, 0);
        let child = command
            .spawn()
            .with_context(|| format!("{name} could not be started"))?;
        self.0.push((name, child));
        Ok(())
    }

    /// A program that has ended by itself, if any.
    pub fn ended(&mut self) -> Result<Option<(String, ExitStatus)>> {
        for (name, child) in &mut self.0 {
            if let Some(status) = child.try_wait()? {
                return Ok(Some((name.clone(), status)));
            }
        }
        Ok(None)
    }
}

impl Drop for Children {
    fn drop(&mut self) {
        for (_, child) in &mut self.0 {
            ask_to_end(child);
        }
        let deadline = Instant::now() + PATIENCE;
        for (_, child) in &mut self.0 {
            while matches!(child.try_wait(), Ok(None)) && Instant::now() < deadline {
                thread::sleep(Duration::from_millis(20));
            }
            // Fails only for a program that has ended.
            let _ = child.kill();
            let _ = child.wait();
        }
    }
}

/// Asks a program and all it started to end. The standard library can only kill one process at once, and sending a
/// signal needs unsafe code, so the system's own command does it.
fn ask_to_end(child: &mut Child) {
    if cfg!(unix) && matches!(child.try_wait(), Ok(None)) {
        let group = format!("-{}", child.id());
        let _ = Command::new("kill").args(["-TERM", "--", &group]).status();
    }
}
