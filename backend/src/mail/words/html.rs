//! The HTML of mails. It has no style attributes, scripts or pictures. Tables and colour attributes work in every mail
//! program; the style sheet adds to them where it is read. Neither paper nor ink have a colour: they are those of the
//! reader's program, so that the mail is dark where the program is.

use super::{Parts, RoleInWords};

/// What every mail program that reads style sheets adds. The band and the button are dark in both schemes; links are
/// lighter on a dark ground.
const STYLE: &str = "\
:root { color-scheme: light dark; supported-color-schemes: light dark; }
body { margin: 0; padding: 0; font: 16px/1.5 \"Atkinson Hyperlegible Next\", system-ui, \"Segoe UI\", Helvetica, Arial, sans-serif; }
table { border-collapse: collapse; }
.letter { width: 100%; max-width: 600px; }
.band a, .button a { text-decoration: none; }
.text p, .text ul { margin: 0 0 16px; }
.text ul { padding-left: 20px; }
.role { border-left: 4px solid #12756b; padding-left: 16px; margin-bottom: 16px; }
.role p, .role ul { margin: 0; }
.address { font-size: 14px; word-break: break-all; }
.foot { font-size: 14px; opacity: .8; }
.text a { color: #0b5c54; }
@media (prefers-color-scheme: dark) { .text a { color: #63c9b9; } .role { border-color: #46b3a3; } }
.button a { color: #ffffff !important; }
";

/// The mail as HTML.
pub(super) fn of(parts: &Parts) -> String {
    let paragraph = |text: &String| format!("<p>{}</p>\n", escape(text));
    let before: String = parts.before.iter().map(paragraph).collect();
    let after: String = parts.after.iter().map(paragraph).collect();
    let button = parts.button.as_ref().map_or_else(String::new, |(label, link)| button(label, link));
    let role = parts.role.as_ref().map_or_else(String::new, role);
    let ask = if parts.ask.is_empty() { String::new() } else { paragraph(&parts.ask) };
    let school = parts
        .school
        .as_ref()
        .map_or_else(String::new, |school| format!("<br><font color=\"#bfdcd6\" size=\"2\">{}</font>", escape(school)));
    let (subject, greeting, foot) = (escape(&parts.subject), escape(&parts.greeting), escape(&parts.foot));
    format!(
        "<!DOCTYPE html>\n<html lang=\"en-GB\">\n<head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\">\
         <meta name=\"color-scheme\" content=\"light dark\"><meta name=\"supported-color-schemes\" content=\"light dark\">\
         <title>{subject}</title>\n<style>\n{STYLE}</style></head>\n<body>\n\
         <table role=\"presentation\" class=\"letter\" width=\"100%\" align=\"center\" border=\"0\" cellspacing=\"0\" cellpadding=\"0\"><tr>\
         <td><table role=\"presentation\" class=\"band\" width=\"100%\" border=\"0\" cellspacing=\"0\" cellpadding=\"16\" bgcolor=\"#0a4741\"><tr><td bgcolor=\"#0a4741\">\
         <font color=\"#ffb163\" size=\"5\"><b>&#10003;</b></font>&nbsp;<font color=\"#ffffff\" size=\"5\"><b>Rolecall</b></font>{school}</td></tr></table></td></tr><tr>\
         <td><table role=\"presentation\" class=\"text\" width=\"100%\" border=\"0\" cellspacing=\"0\" cellpadding=\"16\"><tr><td>\n\
         <p>{greeting}</p>\n{before}{button}{after}{role}{ask}<hr>\n<p class=\"foot\">{foot}</p>\n\
         </td></tr></table></td></tr></table>\n</body>\n</html>\n"
    )
}

fn button(label: &str, link: &str) -> String {
    let (label, link) = (escape(label), escape(link));
    format!(
        "<table role=\"presentation\" class=\"button\" border=\"0\" cellspacing=\"0\" cellpadding=\"14\"><tr><td bgcolor=\"#0b5c54\">\
         <a href=\"{link}\"><font color=\"#ffffff\"><b>{label}</b></font></a></td></tr></table>\n\
         <p class=\"address\"><br>Or copy this address into your browser:<br>{link}</p>\n"
    )
}

fn role(role: &RoleInWords) -> String {
    let RoleInWords { heading, meaning } = role;
    let lines: String = meaning.iter().map(|line| format!("<li>{}</li>\n", escape(line))).collect();
    format!("<div class=\"role\"><p><b>{}</b></p>\n<ul>\n{lines}</ul></div>\n", escape(heading))
}

/// Escapes text for use anywhere in HTML, including attributes.
fn escape(text: &str) -> String {
    text.chars().fold(String::with_capacity(text.len()), |mut escaped, c| {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            c => escaped.push(c),
        }
        escaped
    })
}
