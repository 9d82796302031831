//! Handshakes that come to nothing, certificates of somebody else, and connections cut where TLS would notice.

use std::io::{self, Read as _, Write as _};
use std::time::Duration;

use super::Fault;
use super::servers::secure::{Certificate, Visit, Wire};

/// Good service, if the test of the fault is over.
macro_rules! unless_behaving {
    ($visit:ident) => {
        if $visit.shared.is_behaving() {
            return behave($visit);
        }
    };
}

/// Answers every request well.
fn behave(visit: Visit) -> io::Result<()> {
    let mut wire = visit.secured(Certificate::Good, "http/1.1")?;
    loop {
        wire.request()?;
        wire.send("HTTP/1.1 200 OK\r\nContent-Length: 8\r\n\r\n{\"id\":0}")?;
    }
}

/// Shows this certificate, and would answer.
fn shows(visit: Visit, certificate: Certificate) -> io::Result<()> {
    unless_behaving!(visit);
    let mut wire = visit.secured(certificate, "http/1.1")?;
    wire.request()?;
    wire.send("HTTP/1.1 200 OK\r\nContent-Length: 8\r\n\r\n{\"id\":7}")
}

/// Takes a request, and goes on as `answer` does.
fn answers(visit: Visit, answer: fn(&mut Wire) -> io::Result<()>) -> io::Result<()> {
    unless_behaving!(visit);
    let mut wire = visit.secured(Certificate::Good, "http/1.1")?;
    wire.request()?;
    answer(&mut wire)
}

pub static FAULTS: &[Fault] = &[
    Fault::connection("shows a certificate that nobody vouches for", |visit| {
        shows(visit, Certificate::Stranger)
    }),
    Fault::connection("shows a certificate for another host", |visit| {
        shows(visit, Certificate::Elsewhere)
    }),
    Fault::connection("shows a certificate that has expired", |visit| {
        shows(visit, Certificate::Expired)
    }),
    Fault::connection("closes the connection within the handshake", |mut visit| {
        unless_behaving!(visit);
        visit.stream.read_exact(&mut [0; 5])
    }),
    Fault::connection("says nothing within the handshake", |visit| {
        unless_behaving!(visit);
        visit.fall_silent()
    })
    .without_end(),
    Fault::connection("sends a byte of the handshake from time to time", |mut visit| {
        unless_behaving!(visit);
        visit.stream.write_all(&[22, 3, 3, 0x40, 0])?;
        visit.send_for_ever(&[0], Duration::from_millis(20))
    })
    .without_end(),
    Fault::connection("breaks the handshake off with an alert", |mut visit| {
        unless_behaving!(visit);
        visit.stream.write_all(&[21, 3, 3, 0, 2, 2, 40])?;
        visit.fall_silent()
    }),
    Fault::connection("speaks plain HTTP where TLS is due", |mut visit| {
        unless_behaving!(visit);
        let reply = "HTTP/1.1 400 Bad Request\r\nContent-Length: 2\r\n\r\n{}";
        visit.stream.write_all(reply.as_bytes())?;
        visit.fall_silent()
    }),
    Fault::connection("cuts a body off that only TLS says the end of", |visit| {
        answers(visit, |wire| {
            wire.send("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n{\"id\":7}")
        })
    }),
    Fault::connection("sends bytes that no key fits to", |visit| {
        answers(visit, |wire| {
            wire.send("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{")?;
            wire.beneath()
                .write_all(&[[23, 3, 3, 0, 32].as_slice(), &[7; 32]].concat())
        })
    }),
    Fault::connection("closes the connection instead of a reply", |visit| {
        answers(visit, |_| Ok(()))
    }),
];
