//! A brotli and a gzip copy of every file, so that no host has to compress on each request.

use super::site::Site;
use crate::headers::CONFIG;
use brotli::enc::BrotliEncoderParams;
use flate2::{Compression, write::GzEncoder};
use std::{
    collections::BTreeMap,
    io::{self, Write},
    thread,
};

pub(super) type Compressed = BTreeMap<String, Copies>;

pub(super) struct Copies {
    pub(super) brotli: Vec<u8>,
    pub(super) gzip: Vec<u8>,
}

/// As small as either format can, for it is done once; a thread for each file. Not of the file that
/// operators edit: a host would go on sending the copies.
pub(super) fn all(site: &Site) -> io::Result<Compressed> {
    thread::scope(|scope| {
        let threads: Vec<_> = site
            .files()
            .iter()
            .filter(|(name, _)| *name != CONFIG)
            .map(|(name, bytes)| (name, scope.spawn(|| copies(bytes))))
            .collect();
        let mut compressed = Compressed::new();
        for (name, thread) in threads {
            let copies = thread.join().map_err(|_| io::Error::other("a panic"))??;
            compressed.insert(name.clone(), copies);
        }
        Ok(compressed)
    })
}

fn copies(mut bytes: &[u8]) -> io::Result<Copies> {
    let mut gzip = GzEncoder::new(Vec::new(), Compression::best());
    gzip.write_all(bytes)?;
    let mut brotli = Vec::new();
    brotli::BrotliCompress(&mut bytes, &mut brotli, &BrotliEncoderParams::default())?;
    Ok(Copies {
        brotli,
        gzip: gzip.finish()?,
    })
}
