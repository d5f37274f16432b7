//! The rate limit of one token: a burst, then one call a second.

use std::collections::HashMap;
use std::time::{Duration, Instant};

use crate::service::Service;

/// Calls allowed at once.
pub const BURST: u32 = 5;

/// Time after which one more call is allowed.
const REFILL: Duration = Duration::from_secs(1);

/// What is left of the burst, per service.
#[derive(Debug, Default)]
pub struct Throttle {
    buckets: HashMap<Service, Bucket>,
}

#[derive(Debug)]
struct Bucket {
    left: u32,
    counted_at: Instant,
}

impl Throttle {
    /// Takes one call out of the bucket, or says after how many whole seconds to come again.
    pub fn take(&mut self, service: Service, now: Instant) -> Result<(), u64> {
        let bucket = self.buckets.entry(service).or_insert(Bucket {
            left: BURST,
            counted_at: now,
        });
        while bucket.left < BURST && bucket.counted_at + REFILL <= now {
            bucket.left += 1;
            bucket.counted_at += REFILL;
        }
        if bucket.left == BURST {
            bucket.counted_at = now;
        }
        if bucket.left == 0 {
            let wait = (bucket.counted_at + REFILL).saturating_duration_since(now);
            return Err(wait.as_millis().div_ceil(1000).max(1) as u64);
        }
        bucket.left -= 1;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn allows_a_burst_then_one_call_a_second_per_service() {
        let (mut throttle, start) = (Throttle::default(), Instant::now());
        for _ in 0..BURST {
            assert_eq!(throttle.take(Service::OptConnect, start), Ok(()));
        }
        assert_eq!(throttle.take(Service::OptConnect, start), Err(1));
        assert_eq!(throttle.take(Service::AirVantage, start), Ok(()));
        let later = start + Duration::from_millis(1500);
        assert_eq!(throttle.take(Service::OptConnect, later), Ok(()));
        assert_eq!(throttle.take(Service::OptConnect, later), Err(1));
        let much_later = later + Duration::from_secs(60);
        for _ in 0..BURST {
            assert_eq!(throttle.take(Service::OptConnect, much_later), Ok(()));
        }
        assert!(throttle.take(Service::OptConnect, much_later).is_err());
    }
}
