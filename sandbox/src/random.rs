//! Numbers that look random and are fixed by the seed.

use rand::{Rng, RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;

/// A generator for one purpose and one index: adding data of one kind never changes data of another.
pub fn generator(seed: u64, purpose: &str, index: usize) -> ChaCha8Rng {
    let mut key = [0; 32];
    key[..8].copy_from_slice(&seed.to_le_bytes());
    key[8..16].copy_from_slice(&(index as u64).to_le_bytes());
    for (place, byte) in key[16..].iter_mut().zip(purpose.bytes()) {
        *place = byte;
    }
    ChaCha8Rng::from_seed(key)
}

/// One entry of a list that must not be empty.
pub fn pick<'a, T: ?Sized>(random: &mut impl Rng, list: &[&'a T]) -> &'a T {
    list[random.random_range(0..list.len())]
}

/// An AirVantage uid: 32 hexadecimal digits.
pub fn uid(random: &mut impl Rng) -> String {
    format!("{:032x}", random.random::<u128>())
}

/// A GUID in lower case, of the random kind.
pub fn guid(random: &mut impl Rng) -> String {
    let bits = (random.random::<u128>() & !(0xf << 76) & !(0x3 << 62)) | (0x4 << 76) | (0x2 << 62);
    let digits = format!("{bits:032x}");
    format!(
        "{}-{}-{}-{}-{}",
        &digits[..8],
        &digits[8..12],
        &digits[12..16],
        &digits[16..20],
        &digits[20..]
    )
}
