//! Which column of a list holds the addresses, and which tell who has unsubscribed.

use domain::address::{AddressError, EmailAddress};

use super::rows::{Row, Rows};
use super::standing::{Standing, fold};

/// What was found out about a list from its first rows.
#[derive(Debug)]
pub(super) struct Columns {
    /// The one with the addresses, counted from 0.
    pub address: usize,
    /// That one for people, as in "column 1, `Email Address`".
    pub told: String,
    /// Others with addresses, for people.
    pub others: Vec<String>,
    standing: Vec<(usize, Standing)>,
    /// Whether the first row has names.
    pub has_header: bool,
}

/// What the column of addresses is called, folded: in English, the Nordic languages, and what creators' tools are
/// translated into.
const NAMES: &[&str] = &[
    "adresseelectronique",
    "adresseemail",
    "adressemail",
    "adresseélectronique",
    "adresemail",
    "correo",
    "correoelectronico",
    "correoelectrónico",
    "courriel",
    "direccióndecorreoelectrónico",
    "email",
    "email1value",
    "emailaddress",
    "emailadres",
    "emailadress",
    "emailadresse",
    "endereçodeemail",
    "epost",
    "epostadress",
    "epostadressa",
    "epostadresse",
    "indirizzoemail",
    "mail",
    "mailadress",
    "mailadresse",
    "mejl",
    "mejladress",
    "netfang",
    "sähköposti",
    "sähköpostiosoite",
];

/// What is in the name of a column that may hold addresses, as in `billing email`.
const ROOTS: &[&str] = &["correo", "courriel", "email", "epost", "mailadr", "mejl", "netfang", "sähköposti"];

/// So many rows tell what a column holds.
const SAMPLE: usize = 1_000;

/// A column that may be the one.
struct Candidate {
    column: usize,
    is_named: bool,
    /// How many of the first rows have an address there.
    addresses: usize,
}

/// The columns of the list; none if no column of addresses is found. A first row with an address in it has no names.
pub(super) fn find(rows: &Rows<'_>) -> Option<Columns> {
    let first = rows.clone().find_map(Result::ok)?;
    let has_header = !first.cells().any(|cell| address_in(cell).is_ok());
    let sample: Vec<Row> =
        rows.clone().filter_map(Result::ok).skip(usize::from(has_header)).take(SAMPLE).collect();
    let mut found = candidates(&first, has_header);
    for candidate in &mut found {
        let is_address = |row: &&Row| address_in(row.cell(candidate.column)).is_ok();
        candidate.addresses = sample.iter().filter(is_address).count();
    }
    // The leftmost of equals comes first; one that is plainly named is taken before another that is fuller.
    found
        .sort_by_key(|one| (!(one.is_named && one.addresses > 0), usize::MAX - one.addresses, !one.is_named));
    let (best, others) = found.split_first()?;
    let told = |one: &Candidate| told(&first, has_header, one.column);
    let others = others.iter().filter(|other| other.addresses > 0).map(told).collect();
    Some(Columns {
        address: best.column,
        told: told(best),
        others,
        standing: standing(&first, has_header),
        has_header,
    })
}

/// The address in a cell: alone, or after a name as in `Kari <kari@example.no>`, which mail programs write.
pub(super) fn address_in(cell: &str) -> Result<EmailAddress, AddressError> {
    let in_brackets = cell.strip_suffix('>').and_then(|cell| cell.split_once('<'));
    EmailAddress::parse(in_brackets.map_or(cell, |(_, address)| address))
}

fn candidates(first: &Row, has_header: bool) -> Vec<Candidate> {
    let of = |(column, cell): (usize, &str)| {
        let name = fold(cell);
        let is_named = has_header && NAMES.contains(&name.as_str());
        let may_be = !has_header || is_named || ROOTS.iter().any(|root| name.contains(root));
        may_be.then_some(Candidate { column, is_named, addresses: 0 })
    };
    first.cells().enumerate().filter_map(of).collect()
}

fn standing(first: &Row, has_header: bool) -> Vec<(usize, Standing)> {
    let of = |(column, cell): (usize, &str)| Standing::of(&fold(cell)).map(|standing| (column, standing));
    if has_header { first.cells().enumerate().filter_map(of).collect() } else { Vec::new() }
}

fn told(first: &Row, has_header: bool, column: usize) -> String {
    if has_header {
        format!("column {}, `{}`", column + 1, shown(first.cell(column)))
    } else {
        format!("column {} of a list without names", column + 1)
    }
}

/// The name of a column, short enough for a line and without what would confuse a terminal.
pub(super) fn shown(name: &str) -> String {
    let plain = name.chars().map(|c| if c.is_alphanumeric() || c.is_ascii_graphic() { c } else { ' ' });
    let short: String = plain.take(40).collect();
    if name.chars().count() > 40 { short + "…" } else { short }
}

impl Columns {
    /// Whether a row says that its address may not be written to.
    pub(super) fn is_unsubscribed(&self, row: &Row) -> bool {
        self.standing.iter().any(|(column, standing)| standing.is_gone(row.cell(*column)))
    }
}
