//! The command as it is typed: exit codes, and what goes to which stream.

use std::process::{Command, Output};

use crate::portal::PortalFolder;

fn terskel(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_terskel")).args(arguments).output().unwrap()
}

fn talk(output: &Output) -> String {
    assert_eq!(String::from_utf8_lossy(&output.stdout), "", "stdout is for data");
    String::from_utf8(output.stderr.clone()).unwrap()
}

#[test]
fn a_build_says_what_it_did() {
    let portal = PortalFolder::small();
    let (content, out) = (portal.content(), portal.out());
    let output = terskel(&["build", content.to_str().unwrap(), "--out", out.to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(0));
    let talk = talk(&output);
    assert!(
        talk.starts_with("built 15 pages in ") && talk.contains(" files written, 0 removed, 0 as they were"),
        "{talk}"
    );
}

#[test]
fn a_mistake_ends_with_1_and_without_colour() {
    let portal = PortalFolder::small().saying("site.yaml", "lang: nb", "lang: no");
    let output = terskel(&["check", portal.content().to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(1));
    let talk = talk(&output);
    assert!(talk.starts_with("error: `no` means *false* in YAML\n --> "), "{talk}");
    assert!(talk.ends_with("1 mistake to put right; nothing was written\n"), "{talk}");
}

#[test]
fn a_check_writes_nothing() {
    let portal = PortalFolder::small();
    let output = terskel(&["check", portal.content().to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(talk(&output), "checked 15 pages: nothing to put right\n");
    assert!(!portal.out().exists());
}

#[test]
fn a_leak_refuses_a_build_and_a_check_that_looks_for_leaks() {
    let portal = PortalFolder::small().with_secrets();
    let (content, out) = (portal.content(), portal.out());
    let (content, out) = (content.to_str().unwrap(), out.to_str().unwrap());
    portal.build().unwrap();
    let before = portal.built();
    let portal = portal.saying("pages/om.md", "Vi er to.", "Det ingen vet.");
    for (arguments, code) in [
        (vec!["build", content, "--out", out], 1),
        (vec!["check", content, "--leaks"], 1),
        (vec!["check", content, "--for-publishing"], 1),
        (vec!["check", content], 0),
    ] {
        let output = terskel(&arguments);
        assert_eq!(output.status.code(), Some(code), "{arguments:?}");
        assert_eq!(talk(&output).contains("names this lesson, which is not teased"), code == 1);
    }
    assert!(portal.built() == before);
}

#[test]
fn a_folder_that_is_not_there_ends_with_1() {
    let output = terskel(&["build", "/nowhere/at/all"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(talk(&output).contains("there is no folder `/nowhere/at/all`"));
}

#[test]
fn what_cannot_be_read_ends_with_2() {
    let portal = PortalFolder::small().with("../dist-is-a-file", "");
    let out = portal.out().with_file_name("dist-is-a-file").join("dist");
    let output = terskel(&["build", portal.content().to_str().unwrap(), "--out", out.to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(2));
    let talk = talk(&output);
    assert!(talk.starts_with("error: could not make the folder `"), "{talk}");
}

#[test]
fn the_output_lies_beside_the_content() {
    let portal = PortalFolder::small();
    let (content, out) = (portal.content(), portal.content().join("built/dist"));
    let output = terskel(&["build", content.to_str().unwrap(), "--out", out.to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(1));
    let expected = format!(
        "error: the output folder lies in the content folder\n--> {}\n = help: name one elsewhere after `--out`\n\n\
         1 mistake to put right; nothing was written\n",
        out.display()
    );
    assert_eq!(talk(&output), expected);
    assert!(!out.exists());
}

#[test]
fn an_output_that_is_no_folder_ends_with_1() {
    let portal = PortalFolder::small().with("../dist", "Noe annet.");
    let output =
        terskel(&["build", portal.content().to_str().unwrap(), "--out", portal.out().to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(1));
    assert!(talk(&output).contains("this is no folder\n"), "{}", talk(&output));
    assert!(talk(&output).contains("name one after `--out`"), "{}", talk(&output));
    assert_eq!(std::fs::read_to_string(portal.out()).unwrap(), "Noe annet.");
}

#[test]
fn a_command_that_nobody_listens_to_goes_on() {
    let portal = PortalFolder::small();
    let (reader, writer) = std::io::pipe().unwrap();
    drop(reader);
    let mut build = Command::new(env!("CARGO_BIN_EXE_terskel"));
    build.args(["build", portal.content().to_str().unwrap(), "--out", portal.out().to_str().unwrap()]);
    let done = build.stdout(writer.try_clone().unwrap()).stderr(writer).status().unwrap();
    assert_eq!(done.code(), Some(0));
    assert!(portal.out().join("headers.json").exists());
}

#[test]
fn a_file_that_somebody_else_put_there_is_named_and_stays() {
    let portal = PortalFolder::small();
    portal.build().unwrap();
    let (content, out) = (portal.content(), portal.out());
    let stranger = out.join("public/google1234.html");
    std::fs::write(&stranger, "proof").unwrap();
    let output = terskel(&["build", content.to_str().unwrap(), "--out", out.to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(0));
    let expected = format!(
        "warning: Terskel did not write this file\n--> {}\n = help: it stays where it is; remove it if it is not to be \
         published\n\nbuilt 15 pages in ",
        stranger.display()
    );
    let talk = talk(&output);
    assert!(talk.starts_with(&expected), "{talk}");
    assert!(stranger.exists());
}

#[cfg(feature = "portal")]
#[test]
fn a_time_that_is_not_written_as_one_ends_with_1() {
    let output = terskel(&["serve", "--now", "17.08.2026"]);
    assert_eq!(output.status.code(), Some(1));
    let expected = "error: invalid value '17.08.2026' for '--now <NOW>': write it as in 2026-08-17T09:00\n";
    assert!(talk(&output).starts_with(expected));
}

#[test]
fn a_misspelt_command_ends_with_1_and_help_with_0() {
    assert_eq!(terskel(&["biuld"]).status.code(), Some(1));
    assert_eq!(terskel(&["--help"]).status.code(), Some(0));
}

#[test]
fn the_sample_is_not_for_publishing() {
    let sample = concat!(env!("CARGO_MANIFEST_DIR"), "/../content");
    let output = terskel(&["check", sample, "--for-publishing"]);
    assert_eq!(output.status.code(), Some(1));
    let talk = talk(&output);
    for wanted in [
        "error: this is the sample portal",
        "error: this address is an example",
        "error: this organisation number is nobody's",
        "error: this e-mail address is an example",
        "help: remove the block `sample`",
        "4 mistakes to put right; nothing was written",
    ] {
        assert!(talk.contains(wanted), "{wanted}:\n{talk}");
    }
}

#[cfg(feature = "portal")]
#[test]
fn the_sample_is_refused_before_anybody_asks_for_a_stage() {
    let sample = concat!(env!("CARGO_MANIFEST_DIR"), "/../content");
    let [checked, published] = [["check", sample, "--for-publishing"], ["publish", sample, "--dry-run"]]
        .map(|command| terskel(&command));
    assert_eq!(published.status.code(), Some(1));
    assert_eq!(talk(&published), talk(&checked));
}

#[cfg(feature = "portal")]
#[test]
fn a_stage_is_named_plainly_and_has_no_folder() {
    let output = terskel(&["publish", "--stage", "Live"]);
    assert_eq!(output.status.code(), Some(1));
    let expected = "error: invalid value 'Live' for '--stage <STAGE>': write up to 10 of a to z and 0 to 9, a letter first, \
                    as in `live` or `test`\n";
    assert!(talk(&output).starts_with(expected), "{}", talk(&output));
    let output = terskel(&["members", "list", "--stage", "live", "--data", "x"]);
    assert!(
        talk(&output)
            .starts_with("error: the argument '--stage <STAGE>' cannot be used with '--data <DATA>'")
    );
}

#[test]
fn the_deployment_is_told_what_it_must_know() {
    let sample = concat!(env!("CARGO_MANIFEST_DIR"), "/../content");
    let output = terskel(&["parameters", sample]);
    let expected = "\
Title=Tydelig
Url=https://tydelig.example
SellerEmail=hei@tydelig.example
ContentSecurityPolicy=default-src 'none'; style-src 'self'; img-src 'self' data:; media-src 'self'; form-action 'self' https://checkout.stripe.com https://billing.stripe.com; base-uri 'none'; frame-ancestors 'none'
";
    assert_eq!(String::from_utf8(output.stdout).unwrap(), expected);
}

#[cfg(feature = "portal")]
#[test]
fn a_member_is_changed_only_where_there_are_data() {
    let nowhere = tempfile::tempdir().unwrap().path().join("nowhere");
    let data = nowhere.to_str().unwrap();
    for command in
        [&["members", "revoke", "kari@example.no", "--data", data][..], &["keys", "rotate", "--data", data]]
    {
        let output = terskel(command);
        assert_eq!(output.status.code(), Some(1));
        let expected = format!(
            "error: there are no data of `terskel serve` here\n--> {data}\n = help: name their folder after `--data`, or \
             start `serve` first\n\n1 mistake to put right; nothing was written\n"
        );
        assert_eq!(talk(&output), expected);
        assert!(!nowhere.exists());
    }
}

#[cfg(feature = "portal")]
#[test]
fn what_is_no_address_or_nobodys_is_said() {
    let data = tempfile::tempdir().unwrap();
    let folder = data.path().to_str().unwrap();
    let output = terskel(&["members", "revoke", "kari", "--data", folder]);
    let expected = "error: an e-mail address has an @ with a name before it\n--> email\n = help: write one as in \
                    `kari@example.no`\n\n1 mistake to put right; nothing was written\n";
    assert_eq!((output.status.code(), talk(&output).as_str()), (Some(1), expected));
}

/// What stands on stdout as a JSON list.
fn found(output: &Output) -> Vec<serde_json::Value> {
    serde_json::from_slice(&output.stdout).unwrap()
}

#[test]
fn an_editor_is_told_each_mistake_with_its_place_and_remedy() {
    let portal = PortalFolder::small().saying("site.yaml", "lang: nb", "lang: no");
    let content = portal.content();
    for arguments in [&["check", "--json"][..], &["build", "--json", "--out", "nowhere"][..]] {
        let output = terskel(&[arguments, &[content.to_str().unwrap()]].concat());
        assert_eq!(output.status.code(), Some(1));
        let found = found(&output);
        assert_eq!(found.len(), 1, "{found:?}");
        assert_eq!(found[0]["severity"], "error");
        assert_eq!(found[0]["message"], "`no` means *false* in YAML");
        assert_eq!(found[0]["file"], content.join("site.yaml").to_str().unwrap());
        let text = std::fs::read_to_string(content.join("site.yaml")).unwrap();
        let line = text.lines().position(|line| line.starts_with("lang:")).unwrap() + 1;
        assert_eq!((&found[0]["line"], &found[0]["column"]), (&line.into(), &7.into()));
        assert!(found[0]["help"].is_string());
        assert_eq!(String::from_utf8_lossy(&output.stderr), "1 mistake to put right; nothing was written\n");
    }
}

#[test]
fn an_editor_is_told_when_nothing_is_wrong() {
    let portal = PortalFolder::small();
    let output = terskel(&["check", "--json", "--quiet", portal.content().to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(found(&output), Vec::<serde_json::Value>::new());
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
}

#[test]
fn a_quiet_command_says_what_is_wrong_and_no_more() {
    let portal = PortalFolder::small();
    let (content, out) = (portal.content(), portal.out());
    let (content, out) = (content.to_str().unwrap(), out.to_str().unwrap());
    let output = terskel(&["build", "--quiet", content, "--out", out]);
    assert_eq!((output.status.code(), talk(&output).as_str()), (Some(0), ""));
    let portal = portal.with("utkast/a.md", "");
    assert!(
        talk(&terskel(&["check", "-q", content])).starts_with("warning: nothing reads the folder `utkast`")
    );
    let _portal = portal.saying("site.yaml", "lang: nb", "lang: no");
    assert!(talk(&terskel(&["check", "-q", content])).contains("error: `no` means *false* in YAML"));
}

#[test]
fn each_shell_is_given_its_completions() {
    for (shell, sign) in [
        ("bash", "complete -F _terskel"),
        ("zsh", "#compdef terskel"),
        ("fish", "complete -c terskel"),
        ("powershell", "Register-ArgumentCompleter"),
        ("elvish", "edit:completion"),
    ] {
        let output = terskel(&["completions", shell]);
        let script = String::from_utf8_lossy(&output.stdout);
        assert!(script.contains(sign) && script.contains("for-publishing"), "{shell}: {script}");
    }
    assert_eq!(terskel(&["completions", "teletype"]).status.code(), Some(1));
}
