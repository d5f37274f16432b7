//! Chooses ports for servers that start later: ports that nobody listens on, and that nobody is given meanwhile.

use std::net::TcpListener;
use std::ops::Range;
use std::process;

use anyhow::{Context, Result};

/// Below all that Linux, macOS and Windows give to outgoing connections by themselves: between choice and start, the
/// connections of other programs take none of these.
const RANGE: Range<u16> = 20_000..32_000;

/// Where to look for the next port.
pub struct Ports(Range<u16>);

impl Ports {
    /// Runs side by side begin at different places.
    pub fn new() -> Self {
        let places = u32::from(RANGE.end - RANGE.start);
        // The numbers of processes follow one another, and each run wants some twenty ports.
        let place = process::id().wrapping_mul(32) % places;
        Self(RANGE.start + u16::try_from(place).unwrap_or_default()..RANGE.end)
    }

    /// A free port.
    pub fn next(&mut self) -> Result<u16> {
        self.row(1)
    }

    /// Two free ports one behind the other, as the sandbox takes them; the first one.
    pub fn pair(&mut self) -> Result<u16> {
        self.row(2)
    }

    /// The first of so many free ports side by side.
    fn row(&mut self, length: u16) -> Result<u16> {
        let first = (self.0.start..self.0.end)
            .chain(RANGE)
            .find(|first| (*first..first + length).all(is_free))
            .context("there are too few free ports")?;
        self.0.start = first + length;
        Ok(first)
    }
}

fn is_free(port: u16) -> bool {
    TcpListener::bind(("127.0.0.1", port)).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_port_is_chosen_twice_or_while_somebody_listens() {
        let mut ports = Ports::new();
        let taken = ports.next().unwrap();
        let _listener = TcpListener::bind(("127.0.0.1", taken)).unwrap();
        let mut again = Ports(taken..RANGE.end);
        let pair = again.pair().unwrap();
        let single = again.next().unwrap();
        assert!(pair > taken && single > pair + 1, "{taken} {pair} {single}");
    }

    #[test]
    fn the_search_goes_on_at_the_lower_end() {
        let port = Ports(RANGE.end..RANGE.end).pair().unwrap();
        assert!(RANGE.contains(&port), "{port}");
    }
}
