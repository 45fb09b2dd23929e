// The worker in which a backup is sealed with a passphrase and opened again. The first message names the program, which then answers it
// and all later ones itself.

addEventListener("message", (first) => {
  const [program] = first.data;
  import(`${program}.js`)
    .then((app) => app.default({ module_or_path: `${program}_bg.wasm` }))
    .then(
      () => self.onmessage(first),
      () => postMessage("refused"),
    );
}, { once: true });
