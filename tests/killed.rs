//! A build that is killed at any moment leaves the previous site whole.
#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic
)] // tests meet the world, and may fail

mod support;

use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::Instant;
use support::{Site, read};

#[test]
fn a_killed_build_leaves_a_whole_site() {
    let site = Site::new(&[]);
    let write = |version: &str| {
        site.write("dateline.toml", format!("title = \"{version}\"\n"));
        for n in 1..=60 {
            site.write(
                &format!("content/event-{n}.md"),
                format!("+++\ntitle = \"{version} {n}\"\ndate = {}\n+++\n", 1900 + n),
            );
        }
    };
    write("Before");
    let before = site.built(&[]).files;
    write("After");
    let reference = Site::new(&[]);
    for (path, bytes) in read(&site.path()).into_iter().filter(|(path, _)| !path.starts_with("public/")) {
        reference.write(&path, bytes);
    }
    let after = reference.built(&[]).files;
    // As long as a whole build takes here, in steps.
    let start = Instant::now();
    reference.built(&[]);
    let whole = start.elapsed();
    for step in 0..12 {
        let delay = whole * step / 10;
        let mut child = Command::new(env!("CARGO_BIN_EXE_dateline"))
            .args(["build", "--quiet"])
            .current_dir(site.path())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        sleep(delay);
        let _ = child.kill();
        child.wait().unwrap();
        let now = read(&site.path().join("public"));
        assert!(
            now == before || now == after,
            "killed after {delay:?}, the site is neither the old nor the new one"
        );
        if now == after {
            // From now on there is nothing to change: begin again with the old site.
            write("Before");
            site.built(&[]);
            write("After");
        }
    }
    assert_eq!(site.built(&[]).files, after, "the next build mends what was left");
}

#[test]
fn two_builds_at_once_leave_the_site_of_one_of_them() {
    let of = |title: &str| {
        let site = Site::new(&[("dateline.toml", &format!("title = \"{title}\"\n"))]);
        for n in 1..=40 {
            let text = format!("+++\ntitle = \"{title} {n}\"\ndate = {}\n+++\n", 1900 + n);
            site.write(&format!("content/event-{n}.md"), text);
        }
        site
    };
    let sites = ["One", "Two"].map(of);
    let expected = sites.each_ref().map(|site| site.built(&[]).files);
    for _ in 0..5 {
        let shared = tempfile::tempdir().unwrap();
        let public = shared.path().join("public");
        let builds = sites.each_ref().map(|site| {
            Command::new(env!("CARGO_BIN_EXE_dateline"))
                .args(["build", "--quiet", "--output", public.to_str().unwrap()])
                .current_dir(site.path())
                .spawn()
                .unwrap()
        });
        for mut build in builds {
            assert!(build.wait().unwrap().success());
        }
        assert!(expected.contains(&read(&public)), "the two sites were mixed");
    }
}
