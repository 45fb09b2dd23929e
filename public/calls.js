// The calls of the country that was chosen, or that the browser's languages let guess, before anything is painted: what moved under a
// finger could be pressed in place of another. The build puts this at the beginning of the calls of "Get help", and the browser may paint
// between any two parts that follow: rules of style show each as it comes, until the page is whole. The app reads the same.
{
const calls = document.currentScript.parentElement;
const known = calls.dataset.countries.split(";").map((country) => country.split(" "));
let code = null;
try { code = JSON.parse(localStorage.getItem("quietleaf.settings.1"))?.country ?? null; } catch {}
const isChosen = code !== null && (code === "" || known.some(([known]) => known === code));
if (!isChosen) {
const regions = navigator.languages.map((language) => language.split(/[-_]/).slice(1).find((part) => part.length === 2) ?? "");
const guessed = regions.map((region) => known.find(([, ...regions]) => regions.includes(region.toUpperCase())));
code = guessed.find((country) => country !== undefined)?.[0] ?? "";
}
if (code !== "") {
calls.toggleAttribute("data-guess", !isChosen);
const styles = document.querySelector("style").sheet;
const rules = [`.calls>[data-here=${code}]{display:block}`, `summary [data-here=${code}]{display:inline}`];
if (isChosen) rules.push(".country>:not(summary){display:none}");
for (const rule of rules) styles.insertRule(rule, styles.cssRules.length);
addEventListener("DOMContentLoaded", () => {
calls.querySelector("details").open = !isChosen;
for (const part of calls.querySelectorAll("[data-here]")) part.hidden = part.dataset.here !== code;
for (const _ of rules) styles.deleteRule(styles.cssRules.length - 1);
});
}
}
