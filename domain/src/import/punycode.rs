//! Punycode: the ASCII form of domains with other letters, which mail servers use (RFC 3492).

const BASE: u32 = 36;
const MIN: u32 = 1;
const MAX: u32 = 26;

/// The domain in ASCII: "käse.example" is "xn--kse-qla.example". `None` when it has no such form.
pub(super) fn to_ascii(domain: &str) -> Option<String> {
    let lower = crate::name::composed(&domain.to_lowercase());
    let labels: Option<Vec<_>> = lower.split('.').map(label).collect();
    labels.map(|labels| labels.join("."))
}

fn label(label: &str) -> Option<String> {
    if label.is_ascii() {
        return Some(label.to_owned());
    }
    if !label.chars().all(|sign| sign.is_alphanumeric() || sign == '-') {
        return None;
    }
    let mut out: String = label.chars().filter(char::is_ascii).collect();
    let basic = u32::try_from(out.len()).ok()?;
    if basic > 0 {
        out.push('-');
    }
    let all = u32::try_from(label.chars().count()).ok()?;
    let (mut n, mut delta, mut bias, mut handled) = (128_u32, 0_u32, 72_u32, basic);
    while handled < all {
        let next = label.chars().map(u32::from).filter(|sign| *sign >= n).min()?;
        delta = delta.checked_add((next - n).checked_mul(handled + 1)?)?;
        n = next;
        for sign in label.chars().map(u32::from) {
            if sign < n {
                delta = delta.checked_add(1)?;
            }
            if sign == n {
                push_number(&mut out, delta, bias)?;
                bias = adapt(delta, handled + 1, handled == basic);
                delta = 0;
                handled += 1;
            }
        }
        delta = delta.checked_add(1)?;
        n = n.checked_add(1)?;
    }
    Some(format!("xn--{out}"))
}

/// Writes a number in as many digits as it needs.
fn push_number(out: &mut String, delta: u32, bias: u32) -> Option<()> {
    let (mut q, mut k) = (delta, BASE);
    loop {
        let t = k.saturating_sub(bias).clamp(MIN, MAX);
        if q < t {
            out.push(digit(q)?);
            return Some(());
        }
        out.push(digit(t + (q - t) % (BASE - t))?);
        q = (q - t) / (BASE - t);
        k += BASE;
    }
}

fn digit(value: u32) -> Option<char> {
    char::from_digit(value, BASE).map(|_| ()).and_then(|()| {
        let value = u8::try_from(value).ok()?;
        Some(char::from(if value < 26 { b'a' + value } else { b'0' + value - 26 }))
    })
}

const fn adapt(delta: u32, points: u32, is_first: bool) -> u32 {
    let mut delta = if is_first { delta / 700 } else { delta / 2 };
    delta += delta / points;
    let mut k = 0;
    while delta > ((BASE - MIN) * MAX) / 2 {
        delta /= BASE - MIN;
        k += BASE;
    }
    k + (BASE - MIN + 1) * delta / (delta + 38)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn domains_as_mail_servers_write_them() {
        for (domain, ascii) in [
            ("käse.example", Some("xn--kse-qla.example")),
            ("Käse.example", Some("xn--kse-qla.example")),
            ("bücher.example", Some("xn--bcher-kva.example")),
            ("école.sch.uk", Some("xn--cole-9oa.sch.uk")),
            ("例え.jp", Some("xn--r8jz45g.jp")),
            ("plain.example", Some("plain.example")),
            ("ka\u{308}se.example", Some("xn--kse-qla.example")),
            ("k’se.example", None),
        ] {
            assert_eq!(to_ascii(domain).as_deref(), ascii, "{domain}");
        }
    }
}
