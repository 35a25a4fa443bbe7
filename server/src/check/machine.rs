//! Checking the machine: ports, folders, disk.

use super::finding::Finding;
use std::io::ErrorKind;
use std::net::SocketAddr;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;

/// Checks that the address can be listened on.
pub(super) async fn listening(listen: SocketAddr) -> Option<Finding> {
    Some(match tokio::net::TcpListener::bind(listen).await {
        Ok(_) => Finding::Free(listen),
        Err(why) if why.kind() == ErrorKind::AddrInUse => Finding::InUse(listen),
        Err(why) => Finding::NoListening { listen, why },
    })
}

/// Checks the folder of a SQLite file: who can read it, and how much space is left.
pub(super) fn folder_of(file: &Path) -> Vec<Finding> {
    let folder = match file.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    let folder = folder.to_owned();
    let mode = |path: &Path| path.metadata().map(|data| data.permissions().mode());
    let mut findings = Vec::new();
    match (mode(&folder), mode(file)) {
        // Others can read the file only if both the folder and the file allow it.
        (Ok(outer), Ok(inner)) if outer & 0o011 != 0 && inner & 0o044 != 0 => {
            findings.push(Finding::Open { folder: folder.clone(), file: file.to_owned() });
        }
        (Err(why), _) => return vec![Finding::NoFolder { folder, why }],
        _ => {}
    }
    if let Ok(disk) = rustix::fs::statvfs(&folder) {
        let free = disk.f_bavail.saturating_mul(disk.f_frsize) / 1_000_000;
        findings.push(Finding::Disk { folder, free });
    }
    findings
}
