//! Bytes -> text.

use crate::diag::Diagnostic;
use crate::text::SourceFile;
use camino::Utf8Path;
use encoding_rs::{Encoding, UTF_8, WINDOWS_1252};

/// Reads bytes as text: UTF-8, UTF-16 with a mark at its head, else Windows-1252 where that gives plausible text.
///
/// Other encodings than UTF-8 are reported as notes; bytes that are no text are an error for that file alone.
///
/// ```
/// use dateline::article::decode;
/// let (file, told) = decode("a.txt".into(), b"caf\xe9");
/// assert_eq!(file.unwrap().text, "café");
/// assert_eq!(told[0].code, "encoding");
/// ```
pub fn decode(path: &Utf8Path, bytes: &[u8]) -> (Option<SourceFile>, Vec<Diagnostic>) {
    let (encoding, mark) = Encoding::for_bom(bytes).unwrap_or((UTF_8, 0));
    let decoded =
        encoding.decode_without_bom_handling_and_without_replacement(bytes.get(mark..).unwrap_or_default());
    let (text, encoding) = match decoded {
        Some(text) => (text, encoding),
        None => (WINDOWS_1252.decode_without_bom_handling(bytes).0, WINDOWS_1252),
    };
    if !is_plausible(&text) {
        let error =
            Diagnostic::error("encoding", format!("{path} is no text in UTF-8, UTF-16 or Windows-1252"))
                .help("save it as UTF-8, or move it out of the content folder");
        return (None, vec![error]);
    }
    let told = (encoding != UTF_8).then(|| {
        Diagnostic::note("encoding", format!("{path} is read as {}, not UTF-8", encoding.name()))
            .help("save it as UTF-8")
    });
    let mark = if encoding == UTF_8 { mark } else { 0 };
    (Some(SourceFile { mark, ..SourceFile::new(path, text) }), told.into_iter().collect())
}

/// Text holds no control characters but white space: pictures and archives hold many.
fn is_plausible(text: &str) -> bool {
    !text.chars().any(|c| c.is_control() && !c.is_whitespace() && !matches!(c, '\u{1b}' | '\u{7f}'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(bytes: &[u8], expected: Option<&str>, notes: usize) {
        let (file, told) = decode(Utf8Path::new("a.txt"), bytes);
        assert_eq!(file.as_ref().map(|file| file.text.as_str()), expected);
        assert_eq!(told.len(), notes);
    }

    #[test]
    fn text_in_each_encoding() {
        check("ä “b”\t\r\n".as_bytes(), Some("ä “b”\t\r\n"), 0);
        check(b"\xef\xbb\xbfabc", Some("abc"), 0);
        check(b"\xff\xfea\0\xe4\0", Some("aä"), 1);
        check(b"\xfe\xff\0a\0\xe4", Some("aä"), 1);
        check(b"\x93so\x94 \x96 caf\xe9", Some("“so” – café"), 1);
        check(b"", Some(""), 0);
    }

    #[test]
    fn other_bytes_are_an_error() {
        check(b"\x89PNG\r\n\x1a\n\0\0\0", None, 1);
        check(b"\xff\xfea\0\x00\xd8a\0", None, 1);
        check(b"a\0b", None, 1);
    }
}
