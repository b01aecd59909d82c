//! How far a long command has come is shown to who sits at a terminal, and to nobody else.
#![cfg(target_os = "linux")]

use std::fs::{File, OpenOptions};
use std::io::Read as _;
use std::process::{Command, Stdio};

use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};

use crate::portal::PortalFolder;

/// What `terskel` says on a terminal.
fn said_on_a_terminal(arguments: &[&str]) -> String {
    let ours = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY).unwrap();
    grantpt(&ours).unwrap();
    unlockpt(&ours).unwrap();
    let name = ptsname(&ours, Vec::new()).unwrap().into_string().unwrap();
    let theirs = OpenOptions::new().read(true).write(true).open(name).unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_terskel"));
    command.args(arguments).env("TERM", "xterm").stdout(Stdio::null()).stderr(theirs);
    let mut child = command.spawn().unwrap();
    // Else the terminal would stay open on our side.
    drop(command);
    let mut said = Vec::new();
    // It ends with an error when the other side is closed.
    let _ = File::from(ours).read_to_end(&mut said);
    assert!(child.wait().unwrap().success());
    String::from_utf8_lossy(&said).into_owned()
}

fn said_elsewhere(arguments: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_terskel")).args(arguments).output().unwrap();
    String::from_utf8(output.stderr).unwrap()
}

#[test]
fn a_command_leaves_nothing_of_it_on_a_terminal() {
    let portal = PortalFolder::small();
    let (content, out) = (portal.content(), portal.out());
    let (content, out) = (content.to_str().unwrap(), out.to_str().unwrap());
    let build = said_on_a_terminal(&["build", content, "--out", out]);
    assert!(build.trim_end().ends_with(" as they were"), "{build}");
    assert_eq!(said_on_a_terminal(&["check", content, "--quiet"]), "");
    assert!(said_elsewhere(&["check", content]).starts_with("checked 15 pages"));
}

#[test]
fn a_short_command_shows_none() {
    let portal = PortalFolder::small();
    let said = said_on_a_terminal(&["check", portal.content().to_str().unwrap()]);
    assert_eq!(said, "checked 15 pages: nothing to put right\r\n");
}
