// The calls of the country that was chosen, or that the browser's languages let guess, before anything is painted: what moved under a
// finger could be pressed in place of another. The build puts this behind the calls of "Get help"; the app reads the same.
{
const calls = document.currentScript.previousElementSibling;
const here = (code) => calls.querySelectorAll(`[data-here="${CSS.escape(code)}"]`);
let code = null;
try { code = JSON.parse(localStorage.getItem("quietleaf.settings.1"))?.country ?? null; } catch {}
const isChosen = code !== null && (code === "" || here(code).length > 0);
if (!isChosen) {
const regions = navigator.languages.map((language) => language.split(/[-_]/).slice(1).find((part) => part.length === 2) ?? "");
const known = regions.filter((region) => /^[a-z]{2}$/i.test(region)).map((region) => calls.querySelector(`[data-regions~="${region.toUpperCase()}"]`));
code = known.find((country) => country !== null)?.dataset.here ?? "";
}
if (code !== "") {
for (const part of here(code)) part.hidden = false;
calls.toggleAttribute("data-guess", !isChosen);
calls.querySelector("details").open = !isChosen;
}
}
