//! `dateline tag` meets files and pipes as they are.
#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic
)] // tests meet the world, and may fail

use std::fs;
use std::io::{Read, Write};
use std::process::{Command, Output, Stdio};

fn dateline(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_dateline"));
    command.arg("tag").args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

/// What is said to a text on standard input.
fn piped(text: &[u8], arguments: &[&str]) -> Output {
    let mut child = dateline(arguments).spawn().unwrap();
    child.stdin.take().unwrap().write_all(text).unwrap();
    child.wait_with_output().unwrap()
}

fn json(output: &Output) -> serde_json::Value {
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).unwrap()
}

#[test]
fn offsets_count_bytes_of_the_file() {
    for text in [
        "On 3 May 2011.",
        "\u{feff}On 3 May 2011.",
        "“Déjà vu”\r\n\r\non 3\u{a0}May 2011\r\n",
        "a\0b on 3 May 2011",
    ] {
        let found = json(&piped(text.as_bytes(), &[]));
        assert_eq!((found["doc"].as_str(), found["units"].as_str()), (Some("-"), Some("utf8")));
        let timex = &found["timexes"][0];
        let span = timex["start"].as_u64().unwrap() as usize..timex["end"].as_u64().unwrap() as usize;
        assert_eq!(&text[span], timex["text"].as_str().unwrap(), "{text:?}");
        assert_eq!(
            (timex["value"].as_str(), timex["edtf"].as_str()),
            (Some("2011-05-03"), Some("2011-05-03"))
        );
    }
}

#[test]
fn what_is_absent_is_left_out() {
    let found = json(&piped(b"It took about three days, every year.", &[]));
    assert_eq!(found["timexes"][0]["mod"], "APPROX");
    assert!(found["timexes"][0].get("edtf").is_none() && found["timexes"][1].get("mod").is_none());
}

#[test]
fn the_region_orders_numeric_dates() {
    let value = |code| json(&piped(b"on 2/3/2025", &["--language", code]))["timexes"][0]["value"].clone();
    assert_eq!((value("en"), value("en-GB")), ("2025-02-03".into(), "2025-03-02".into()));
}

#[test]
fn a_bad_file_is_told_and_the_others_are_tagged() {
    let folder = tempfile::tempdir().unwrap();
    let file = |name: &str, bytes: &[u8]| {
        let path = folder.path().join(name);
        fs::write(&path, bytes).unwrap();
        path.to_str().unwrap().to_owned()
    };
    let latin = file("latin.txt", b"caf\xe9 of\n1911");
    let dated = file("dated.txt", b"in 1912");
    file("dated.dct", b"26 Feb 2025");
    let good = file("good.txt", b"in 1913");
    let output = dateline(&[&latin, &dated, &good]).output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    let (said, told) = (String::from_utf8(output.stdout).unwrap(), String::from_utf8(output.stderr).unwrap());
    assert!(said.starts_with(r#"{"doc":"good""#) && said.lines().count() == 1, "{said}");
    assert!(told.contains("latin.txt is not UTF-8: byte 3 (line 1)"), "{told}");
    assert!(told.contains("dated.dct: 26 Feb 202: "), "{told}");
}

#[test]
fn a_reader_that_leaves_is_no_failure() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("long.txt");
    // More than a pipe holds.
    fs::write(&path, "on 3 May 2011 ".repeat(2_000)).unwrap();
    let path = path.to_str().unwrap();
    for format in ["jsonl", "timeml"] {
        let mut child = dateline(&["--format", format, path]).spawn().unwrap();
        child.stdout.take().unwrap().read_exact(&mut [0; 5]).unwrap();
        let output = child.wait_with_output().unwrap();
        assert_eq!((output.status.code(), output.stderr.as_slice()), (Some(0), &b""[..]));
    }
}

/// A TimeML document as an XML reader sees it: its text, and each expression with span and value.
fn read_timeml(document: &str) -> (String, Vec<(usize, usize, String)>) {
    let tree = roxmltree::Document::parse(document).unwrap();
    let element = tree.descendants().find(|node| node.has_tag_name("TEXT")).unwrap();
    let (mut text, mut spans) = (String::new(), Vec::new());
    for node in element.descendants().filter(|node| node.is_text()) {
        let start = text.len();
        text.push_str(node.text().unwrap());
        if let Some(timex) = node.parent().filter(|parent| parent.has_tag_name("TIMEX3")) {
            spans.push((start, text.len(), timex.attribute("value").unwrap().to_owned()));
        }
    }
    (text, spans)
}

#[test]
fn timeml_gives_the_text_and_the_spans_back() {
    let text =
        "Smith & <Sons> closed ]]> on\r\n3 May\t2011,\n“in the war of 1939–45”\r and \"about\" 1990.\r\n";
    let lines = json(&piped(text.as_bytes(), &[]));
    let expected: Vec<(usize, usize, String)> = lines["timexes"]
        .as_array()
        .unwrap()
        .iter()
        .map(|timex| {
            let number = |key: &str| timex[key].as_u64().unwrap() as usize;
            (number("start"), number("end"), timex["value"].as_str().unwrap().to_owned())
        })
        .collect();
    assert_eq!(expected.len(), 4);
    let document = String::from_utf8(piped(text.as_bytes(), &["--format", "timeml"]).stdout).unwrap();
    assert_eq!(read_timeml(&document), (text.to_owned(), expected));
}

#[test]
fn timeml_names_the_document_and_its_date() {
    let made = |arguments: &[&str]| String::from_utf8(piped(b"today\0", arguments).stdout).unwrap();
    let dated = made(&["--format", "timeml", "--published", "2025-02-26"]);
    let tree = roxmltree::Document::parse(&dated).unwrap();
    let node = |name: &str| tree.descendants().find(|node| node.has_tag_name(name)).unwrap();
    assert_eq!(
        (node("DOCID").text(), node("TEXT").last_child().unwrap().text()),
        (Some("-"), Some("\u{fffd}"))
    );
    let date = node("DCT").first_element_child().unwrap();
    let attributes = ["tid", "type", "value", "functionInDocument"].map(|name| date.attribute(name).unwrap());
    assert_eq!(attributes, ["t0", "DATE", "2025-02-26", "CREATION_TIME"]);
    assert!(made(&["--format", "timeml"]).contains(r#"value="XXXX-XX-XX""#));
}
