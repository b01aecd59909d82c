//! Ports on this machine only.

use std::net::{Ipv4Addr, SocketAddr};

use tokio::net::TcpListener;

use crate::failure::Failure;

/// How many ports are tried before giving up.
const TRIES: u16 = 50;

/// A listener on `port` of the loopback address, or on the next free one; on any free one for 0.
pub(super) async fn listen(port: u16) -> Result<TcpListener, Failure> {
    let mut refused = None;
    for candidate in port..=port.saturating_add(if port == 0 { 0 } else { TRIES }) {
        match TcpListener::bind(SocketAddr::from((Ipv4Addr::LOCALHOST, candidate))).await {
            Ok(listener) => return Ok(listener),
            Err(error) => refused = Some(error),
        }
    }
    let reason = refused.unwrap_or_else(|| std::io::Error::other("there is no such port"));
    Err(Failure::broken(format!("could not listen on port {port} or one of the {TRIES} after it"), reason))
}

/// The port that a listener got.
pub(super) fn port_of(listener: &TcpListener) -> Result<u16, Failure> {
    let address = listener.local_addr().map_err(|error| Failure::broken("could not tell a port", error))?;
    Ok(address.port())
}
