//! The backup that a passphrase opens: made and opened in the page, and by another's program, which asks in a terminal.

use std::{fs, path::PathBuf, process::Stdio, time::Duration};

use anyhow::{Context, Result, bail, ensure};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use quietleaf::{exchange::read_backup, sealed_backup};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    process::Command,
    time::timeout,
};
use xtask::{
    browsers::{Browser, Engine, Wishes},
    check::BuiltSite,
    paths,
    server::SiteServer,
};

use super::{
    JournalPage,
    restoring::backup_of,
    storage::{keep_files, saved_file},
};
use crate::{end, start, wait_until_stored};

const PASSPHRASE: &str = "Löwe unter  7 Monden";

/// An empty folder for the files of a test.
fn folder(name: &str) -> Result<PathBuf> {
    let folder = paths::target().join("sealed").join(name);
    if folder.exists() {
        fs::remove_dir_all(&folder)?;
    }
    fs::create_dir_all(&folder)?;
    Ok(folder)
}

/// Runs a command in a pseudo-terminal, and types the passphrase each time it asks for one.
async fn in_a_terminal(command: &str, times: usize) -> Result<()> {
    let mut terminal = Command::new("script")
        .args(["--quiet", "--return", "--command", command, "/dev/null"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .kill_on_drop(true)
        .spawn()?;
    let mut keyboard = terminal.stdin.take().context("no keyboard")?;
    let mut screen = terminal.stdout.take().context("no screen")?;
    let mut shown = String::new();
    for asked in 1..=times {
        while shown.matches("passphrase").count() < asked {
            let mut some = [0; 1024];
            let count = timeout(Duration::from_mins(1), screen.read(&mut some)).await??;
            ensure!(count > 0, "the terminal is closed: {shown}");
            shown.push_str(&String::from_utf8_lossy(some.get(..count).unwrap_or_default()));
        }
        keyboard.write_all(format!("{PASSPHRASE}\n").as_bytes()).await?;
        keyboard.flush().await?;
    }
    let mut rest = String::new();
    timeout(Duration::from_mins(2), screen.read_to_string(&mut rest)).await??;
    let status = terminal.wait().await?;
    ensure!(status.success(), "{command}: {shown}{rest}");
    Ok(())
}

/// The bytes of the last file that the page has made.
async fn saved_bytes(browser: &Browser) -> Result<Vec<u8>> {
    let coded = browser
        .run(
            "return window.madeFiles.at(-1).arrayBuffer().then((bytes) =>\
               btoa([...new Uint8Array(bytes)].map((byte) => String.fromCharCode(byte)).join('')))",
        )
        .await?;
    Ok(STANDARD.decode(coded.as_str().context("no bytes")?)?)
}

/// Chooses a file with these bytes in the field for restoring.
pub(super) async fn choose_bytes(browser: &Browser, bytes: &[u8]) -> Result<()> {
    let coded = STANDARD.encode(bytes);
    browser
        .run(&format!(
            "const bytes = Uint8Array.from(atob('{coded}'), (it) => it.charCodeAt(0));\
             const files = new DataTransfer(); files.items.add(new File([bytes], 'backup.json.age'));\
             const field = document.getElementById('restore-file'); field.files = files.files;\
             field.dispatchEvent(new Event('change', {{ bubbles: true }}));"
        ))
        .await?;
    Ok(())
}

async fn export_sealed(page: &JournalPage<'_>) -> Result<Vec<u8>> {
    keep_files(page.browser).await?;
    page.browser.run("document.getElementById('sealed-export').open = true").await?;
    page.fill("passphrase-new", PASSPHRASE).await?;
    page.fill("passphrase-again", PASSPHRASE).await?;
    page.press("Export encrypted").await?;
    page.wait("document.getElementById('data-said').textContent.startsWith('Backup verified')").await?;
    // The program of the page makes files of its own; the last one is the backup.
    saved_bytes(page.browser).await
}

async fn open_with(page: &JournalPage<'_>, passphrase: &str) -> Result<()> {
    page.wait("document.getElementById('sealed-file') !== null").await?;
    page.fill("passphrase-known", passphrase).await?;
    page.press("Open it").await
}

async fn a_sealed_backup_is_made_and_comes_back(engine: Engine) -> Result<()> {
    let server = SiteServer::start(&BuiltSite::Main.dist(), "/", 0)?;
    let browser = start(engine, &server, Wishes::default()).await?;
    let page = JournalPage::open(&browser, &server).await?;
    made_and_opened(&page).await.with_context(|| format!("{engine:?}"))?;
    end(browser, &server).await?;
    Ok(())
}
in_every_engine!(a_sealed_backup_is_made_and_comes_back);

async fn made_and_opened(page: &JournalPage<'_>) -> Result<()> {
    let browser = page.browser;
    page.add().await?;
    page.choose("back-pain", "4").await?;
    page.fill("entry-notes", "kept under seal").await?;
    page.save().await?;
    let asked = browser
        .run("return performance.getEntriesByType('resource').filter((it) => it.name.includes('sealing')).length")
        .await?;
    ensure!(asked == 0, "the program was loaded before it was needed");

    // What cannot be a passphrase is told beside the field, and what was typed stays.
    browser.run("document.getElementById('sealed-export').open = true").await?;
    for (typed, again, told) in
        [("too short", "too short", "at least 12"), (PASSPHRASE, "another one, longer", "not the same")]
    {
        page.fill("passphrase-new", typed).await?;
        page.fill("passphrase-again", again).await?;
        page.press("Export encrypted").await?;
        page.wait(&format!("document.getElementById('passphrase-problem').textContent.includes('{told}')")).await?;
        page.wait("document.activeElement.id === 'passphrase-new'").await?;
        ensure!(browser.run("return document.getElementById('passphrase-new').value").await? == typed);
    }
    let sealed = export_sealed(page).await?;
    ensure!(sealed.starts_with(b"age-encryption.org/v1\n-> scrypt "), "{:?}", String::from_utf8_lossy(&sealed));
    ensure!(!String::from_utf8_lossy(&sealed).contains("under seal"), "the notes stand in the file");
    let fields =
        "return document.getElementById('passphrase-new').value + document.getElementById('passphrase-again').value";
    ensure!(browser.run(fields).await? == "", "the passphrase is still typed");
    let opened = sealed_backup::open(&sealed, PASSPHRASE)?;
    let backup = read_backup(&opened.bytes)?;
    ensure!(backup.contents.entries.iter().any(|entry| entry.notes().as_str() == "kept under seal"));
    ensure!(
        browser.run("return document.getElementById('safety').textContent.includes('Last verified backup')").await?
            == true
    );

    page.press("Delete").await?;
    page.wait_said("Deleted:").await?;
    choose_bytes(browser, &sealed).await?;
    open_with(page, "Löwe unter 7 Monden").await?;
    page.wait("document.getElementById('known-problem')?.textContent.includes('does not open this file')").await?;
    page.wait("document.activeElement.id === 'passphrase-known'").await?;
    open_with(page, PASSPHRASE).await?;
    page.wait("document.getElementById('restore-preview')?.textContent.includes('1 new')").await?;
    page.press("Restore these").await?;
    page.wait_said_and_shown("Restored: 1 new").await?;
    ensure!(page.history().await?.contains("kept under seal"));
    let traces = browser
        .run("return JSON.stringify([location.href, document.title, { ...localStorage }, { ...sessionStorage }])")
        .await?;
    ensure!(traces.as_str().is_some_and(|it| !it.contains("Monden")), "the passphrase is kept: {traces}");
    Ok(())
}

/// Another's program opens what the page has sealed, and the page what that program has.
async fn another_program_opens_it_and_the_other_way_round(engine: Engine) -> Result<()> {
    let folder = folder("terminal")?;
    let server = SiteServer::start(&BuiltSite::Main.dist(), "/", 0)?;
    let browser = start(engine, &server, Wishes::default()).await?;
    let page = JournalPage::open(&browser, &server).await?;
    page.add().await?;
    page.fill("entry-notes", "from the page").await?;
    page.save().await?;
    let sealed = folder.join("page.age");
    fs::write(&sealed, export_sealed(&page).await?)?;
    let plain = folder.join("page.json");
    in_a_terminal(&format!("age --decrypt --output {} {}", plain.display(), sealed.display()), 1).await?;
    let backup = read_backup(&fs::read(&plain)?)?;
    ensure!(backup.contents.entries.iter().any(|entry| entry.notes().as_str() == "from the page"), "{backup:?}");

    // Plain, and armoured as text.
    let changed = fs::read_to_string(&plain)?.replace("from the page", "from the other");
    let changed = changed.replace("\"changed\":1", "\"changed\":2");
    fs::write(&plain, changed)?;
    for (armour, name) in [("", "binary.age"), ("--armor ", "text.age")] {
        let sealed = folder.join(name);
        in_a_terminal(
            &format!("age --encrypt --passphrase {armour}--output {} {}", sealed.display(), plain.display()),
            2,
        )
        .await?;
        choose_bytes(&browser, &fs::read(&sealed)?).await?;
        open_with(&page, PASSPHRASE).await.with_context(|| name)?;
        page.wait("document.getElementById('restore-preview')?.textContent.includes('1 changed')")
            .await
            .with_context(|| name)?;
        page.press("Do not restore").await?;
        page.wait("document.getElementById('restore-preview') === null").await?;
    }
    end(browser, &server).await
}
in_chromium!(another_program_opens_it_and_the_other_way_round);

/// Of a sealed file that was cut off, every entry comes back that stands before the cut.
async fn a_cut_file_gives_back_its_beginning(engine: Engine) -> Result<()> {
    let server = SiteServer::start(&BuiltSite::Main.dist(), "/", 0)?;
    let browser = start(engine, &server, Wishes::default()).await?;
    let page = JournalPage::open(&browser, &server).await?;
    let backup = backup_of(1000);
    let mut sealed = sealed_backup::seal_with(backup.as_bytes(), PASSPHRASE, 10)?;
    // The body is sealed in pieces of 64 KiB.
    sealed.truncate(150_000);
    choose_bytes(&browser, &sealed).await?;
    open_with(&page, PASSPHRASE).await?;
    page.wait("document.getElementById('restore-preview') !== null").await?;
    let shown = browser.run("return document.getElementById('restore-preview').textContent").await?;
    let shown = shown.as_str().context("no text")?;
    let whole = backup.get(..2 * 64 * 1024).context("a short backup")?.matches('\n').count() - 1;
    ensure!(shown.contains("damaged or incomplete") && shown.contains(&format!("{whole} new")), "{whole}: {shown}");
    page.press("Do not restore").await?;

    // Other files that nothing can be had from change nothing.
    for (bytes, told) in [
        (b"age-encryption.org/v1\n-> ssh".to_vec(), "not encrypted with a passphrase"),
        (sealed.get(..100).context("short")?.to_vec(), "not encrypted with a passphrase"),
    ] {
        choose_bytes(&browser, &bytes).await?;
        open_with(&page, PASSPHRASE).await?;
        page.wait(&format!("document.getElementById('known-problem')?.textContent.includes('{told}')")).await?;
        page.press("Do not restore").await?;
        page.wait("document.getElementById('sealed-file') === null").await?;
    }
    ensure!(page.count().await? == 0, "something was restored");
    end(browser, &server).await
}
in_chromium!(a_cut_file_gives_back_its_beginning);

/// Without a connection, a passphrase works from its first use on; before, the page says what is missing.
async fn it_works_offline_from_its_first_use_on(engine: Engine) -> Result<()> {
    let mut server = SiteServer::start(&BuiltSite::Main.dist(), "/", 0)?;
    let browser = start(engine, &server, Wishes::default()).await?;
    let page = JournalPage::open(&browser, &server).await?;
    wait_until_stored(&browser).await?;
    let stored = "return caches.keys().then((names) => caches.open(names[0])).then((cache) => cache.keys())\
                  .then((all) => all.filter(({ url }) => url.includes('sealing')).length)";
    ensure!(browser.run(stored).await? == 0, "{engine:?}: it was stored before its first use");
    export_sealed(&page).await.with_context(|| format!("{engine:?}"))?;
    ensure!(browser.run(stored).await? == 3, "{engine:?}: {} files", browser.run(stored).await?);
    server.stop();
    page.reload().await?;
    let sealed = export_sealed(&page).await.with_context(|| format!("{engine:?}, offline"))?;
    choose_bytes(&browser, &sealed).await?;
    open_with(&page, PASSPHRASE).await?;
    page.wait("document.getElementById('restore-preview') !== null").await?;
    end(browser, &server).await?;
    let mut server = SiteServer::start(&BuiltSite::Main.dist(), "/", 0)?;
    let browser = start(Engine::Chromium, &server, Wishes::default()).await?;
    let page = JournalPage::open(&browser, &server).await?;
    wait_until_stored(&browser).await?;
    server.stop();
    page.reload().await?;
    keep_files(&browser).await?;
    browser.run("document.getElementById('sealed-export').open = true").await?;
    page.fill("passphrase-new", PASSPHRASE).await?;
    page.fill("passphrase-again", PASSPHRASE).await?;
    page.press("Export encrypted").await?;
    page.wait("document.getElementById('data-failure').textContent.includes('needs a connection the first time')")
        .await?;
    // The plain way still is there.
    page.press("Export").await?;
    page.wait("document.getElementById('data-said').textContent.startsWith('Backup verified')").await?;
    if saved_file(&browser).await?.is_empty() {
        bail!("the plain backup is empty");
    }
    end(browser, &server).await
}
in_chromium_and_firefox!(it_works_offline_from_its_first_use_on);

/// Who has used a passphrase once has it without a connection in every later version.
async fn it_works_offline_in_the_next_version_too(engine: Engine) -> Result<()> {
    let mut server = SiteServer::start(&BuiltSite::Main.dist(), "/", 0)?;
    let browser = start(engine, &server, Wishes::default()).await?;
    let page = JournalPage::open(&browser, &server).await?;
    wait_until_stored(&browser).await?;
    export_sealed(&page).await?;
    server.replace(&BuiltSite::Next.dist(), BuiltSite::Next.root());
    page.reload().await?;
    page.wait("document.getElementById('update-notice') !== null").await?;
    page.press("Use it now").await?;
    page.wait(
        "navigator.serviceWorker.getRegistration().then((it) => it.waiting === null && it.active?.state === 'activated')",
    )
    .await?;
    page.wait("caches.keys().then((names) => names.length === 1)").await?;
    server.stop();
    page.reload().await?;
    export_sealed(&page).await.map(|_| ())?;
    end(browser, &server).await
}
in_chromium!(it_works_offline_in_the_next_version_too);
