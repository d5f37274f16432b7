//! The page in parts: what the first visit needs, and what is loaded when its first page is opened.
//!
//! The console marks where it can be parted (`src/app/lazy.rs`). Between the compiler and wasm-bindgen the WebAssembly is
//! split there, so Trunk is given this very program under the name of wasm-bindgen: it splits, then calls the real one. A
//! hook of Trunk puts the parts beside the page.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

use anyhow::{Context, Result};
use serde::{Deserialize, Serialize};
use wasm_split_cli_support::{Options, transform};

use crate::seal::{self, Scripts};
use crate::tools::Tools;
use crate::{command, project, slim, statement};

/// The name that Trunk looks for.
const STAND_IN: &str = "wasm-bindgen";

/// Where the stand-in finds the real program, and where it leaves the parts.
const REAL: &str = "SWITCHBOARD_WASM_BINDGEN";
const FOLDER: &str = "SWITCHBOARD_PARTS";

/// How the script between the parts calls the page's own script, until its name is known.
const PAGE_SCRIPT: &str = "./page.js";

const MANIFEST: &str = "parts.json";

/// The parts of the last build.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct Parts {
    /// The script that loads them.
    pub script: String,
    /// What a page of the console loads besides the first part, by the name of its split point: the file, and the modules in
    /// it, as the splitter named them.
    pub packs: BTreeMap<String, Pack>,
}

/// The modules that one split point needs, in one file: half a hundred small ones would be compressed each for itself.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct Pack {
    /// The name under which it is served.
    pub file: String,
    pub modules: Vec<String>,
}

/// Where the parts of the last build are.
fn folder() -> PathBuf {
    project::state().join("parts")
}

/// The parts of the last build.
pub fn built() -> Result<Parts> {
    read(&folder())
}

fn read(folder: &Path) -> Result<Parts> {
    let manifest = folder.join(MANIFEST);
    let text = fs::read_to_string(&manifest)
        .with_context(|| format!("{} cannot be read", manifest.display()))?;
    Ok(serde_json::from_str(&text)?)
}

/// Puts the stand-in first on the PATH of a command.
pub fn stand_in(command: &mut Command, tools: &Tools) -> Result<()> {
    let bin = project::state().join("bin");
    command::create_folder(&bin)?;
    let program = bin.join(format!("{STAND_IN}{}", std::env::consts::EXE_SUFFIX));
    // A copy: the program may be rebuilt while Trunk watches.
    fs::remove_file(&program).ok();
    fs::copy(own()?, &program)
        .with_context(|| format!("{} cannot be written", program.display()))?;
    command
        .env("PATH", command::path_with(&bin)?)
        .env(REAL, &tools.wasm_bindgen)
        .env(FOLDER, folder());
    Ok(())
}

/// The file of this program. On Linux as the kernel holds it, since the path may lead to a newer build by now, or nowhere.
fn own() -> Result<PathBuf> {
    let held = PathBuf::from("/proc/self/exe");
    if held.exists() {
        return Ok(held);
    }
    std::env::current_exe().context("this program cannot be found")
}

/// Whether this program was called as wasm-bindgen.
pub fn is_stand_in() -> bool {
    let name = std::env::args_os().next().map(PathBuf::from);
    name.is_some_and(|name| name.file_stem().is_some_and(|stem| stem == STAND_IN))
}

/// Does what wasm-bindgen does, on the first part.
pub fn bind() -> Result<ExitCode> {
    let real = std::env::var_os(REAL).context("the real wasm-bindgen is not named")?;
    let mut arguments: Vec<OsString> = std::env::args_os().skip(1).collect();
    let module = arguments.iter_mut().find(|argument| {
        Path::new(argument)
            .extension()
            .is_some_and(|ending| ending == "wasm")
    });
    if let Some(module) = module {
        let folder = std::env::var_os(FOLDER).context("the folder of the parts is not named")?;
        *module = split(Path::new(module), Path::new(&folder))?.into_os_string();
        // The parts call functions of the first one by these names.
        arguments.extend(["--keep-lld-exports", "--no-demangle"].map(OsString::from));
    }
    let status = Command::new(real).args(arguments).status()?;
    Ok(if status.success() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

/// Splits a module; answers where its first part is.
fn split(module: &Path, folder: &Path) -> Result<PathBuf> {
    let bytes = fs::read(module).with_context(|| format!("{} cannot be read", module.display()))?;
    let mut hasher = DefaultHasher::new();
    bytes.hash(&mut hasher);
    // What the script says hangs on these, too: another way of making it gives another name.
    for source in [
        include_str!("parts.rs"),
        include_str!("slim.rs"),
        include_str!("seal.rs"),
    ] {
        source.hash(&mut hasher);
    }
    let hash = format!("{:016x}", hasher.finish());
    let script = format!("parts-{hash}.js");
    let link = format!("./{script}");
    let name = module.file_name().context("the module has no name")?;
    command::remove_folder(folder)?;
    command::create_folder(&folder.join("first"))?;
    let first = folder.join("first").join(name);
    let mut options = Options::new(&bytes);
    options.output_dir = folder;
    options.main_out_path = &first;
    options.link_name = &link;
    options.main_module = PAGE_SCRIPT;
    let done = transform(options)
        .map_err(|error| anyhow::anyhow!("the page cannot be parted: {error:#}"))?;
    let mut packs = BTreeMap::new();
    for (point, modules) in done.prefetch_map {
        let pack = pack(folder, &modules)?;
        let mut hasher = DefaultHasher::new();
        pack.hash(&mut hasher);
        let file = format!("{point}-{:016x}.bin", hasher.finish());
        fs::write(folder.join(&file), pack)?;
        packs.insert(point, Pack { file, modules });
    }
    let parts = Parts { script, packs };
    fs::write(folder.join(MANIFEST), serde_json::to_string_pretty(&parts)?)?;
    Ok(first)
}

/// The modules one behind the other.
fn pack(folder: &Path, modules: &[String]) -> Result<Vec<u8>> {
    let mut pack = Vec::new();
    for name in modules {
        pack.extend(module(folder, name)?);
    }
    Ok(pack)
}

fn module(folder: &Path, name: &str) -> Result<Vec<u8>> {
    let path = folder.join(format!("{name}.wasm"));
    let bytes = fs::read(&path).with_context(|| format!("{} cannot be read", path.display()))?;
    slim::slim(&bytes)
}

/// Puts the parts into the folder where Trunk gathers the page, and finishes what Trunk only copies: called by its hook.
pub fn deliver() -> Result<()> {
    let staging = std::env::var_os("TRUNK_STAGING_DIR").context("this is a hook of Trunk")?;
    let (folder, staging) = (folder(), PathBuf::from(staging));
    if std::env::var_os("TRUNK_PROFILE").is_some_and(|profile| profile == "release") {
        slim::folder(&staging)?;
    }
    let parts = read(&folder)?;
    for pack in parts.packs.values() {
        fs::copy(folder.join(&pack.file), staging.join(&pack.file))?;
    }
    let generated = fs::read_to_string(folder.join(&parts.script))?;
    let page = made_by_trunk(&staging, ".js")?;
    let script = script(&generated, &page, &parts, &folder)?;
    fs::write(staging.join(&parts.script), script)?;
    statement::dress(&staging)?;
    let scripts = Scripts {
        page: &page,
        wasm: &made_by_trunk(&staging, ".wasm")?,
        parts: &parts.script,
    };
    seal::folder(&staging, &scripts)
}

/// The script that loads the parts: what the splitter says of what they share, and our own way of loading.
fn script(generated: &str, page: &str, parts: &Parts, folder: &Path) -> Result<String> {
    let (shared, _) = generated
        .split_once("function wrapAsyncCb")
        .context("the splitter has changed its script")?;
    let mut script = shared.replace(PAGE_SCRIPT, &format!("./{page}"));
    script.push_str(LOADER);
    for (point, pack) in &parts.packs {
        let mut modules = String::new();
        for name in &pack.modules {
            let length = module(folder, name)?.len();
            modules.push_str(&format!("['{name}',{length}],"));
        }
        let integrity = seal::integrity(&fs::read(folder.join(&pack.file))?);
        script.push_str(&format!(
            "export const __wasm_split_load_{point} = part('{point}', './{}', '{integrity}', [{modules}]);\n",
            pack.file
        ));
    }
    Ok(script)
}

/// Modules that several parts need are in the file of each, and made once. A file that did not arrive is asked for again by the
/// next call, past the browser's copy: that may be what did not fit its checksum. What went wrong is told by the page.
/// The part of the page that the console starts with is begun by public/boot.js, to come beside the WebAssembly.
const LOADER: &str = r"const made = new Set();
const begins = {};
export const begin = (name) => begins[name]?.();
const part = (name, file, integrity, modules) => {
    let cache = 'default';
    const fetched = async () => {
        const answer = await fetch(new URL(file, import.meta.url), { integrity, cache });
        if (!answer.ok) throw new Error(`${file}: ${answer.status}`);
        return answer.arrayBuffer();
    };
    let coming;
    begins[name] = () => {
        coming = fetched();
        coming.catch(() => {});
    };
    const load = async () => {
        const bytes = await (coming ?? fetched());
        let at = 0;
        for (const [name, length] of modules) {
            const module = bytes.slice(at, at += length);
            if (made.has(name)) continue;
            await WebAssembly.instantiate(module, getSharedImports());
            made.add(name);
        }
    };
    let loading;
    return async (callback, data) => {
        const loaded = await (loading ??= load()).then(() => true, () => {
            loading = undefined;
            cache = 'reload';
            return false;
        });
        coming = undefined;
        getSharedImports().__wasm_split.__indirect_function_table.get(callback)(data, loaded);
    };
};
";

/// The page's own file of that ending, whose name holds its content's hash.
fn made_by_trunk(staging: &Path, ending: &str) -> Result<String> {
    let found = fs::read_dir(staging)?.filter_map(|entry| {
        let name = entry.ok()?.file_name().into_string().ok()?;
        (name.starts_with("switchboard-") && name.ends_with(ending)).then_some(name)
    });
    found
        .last()
        .with_context(|| format!("Trunk has made no file that ends in {ending}"))
}
