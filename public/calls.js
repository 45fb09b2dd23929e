// The calls of the country that was chosen, or that the browser's languages let guess, before anything is painted: what moved under a
// finger could be pressed in place of another. The build puts this at the beginning of the calls of "Get help", and the browser may paint
// between any two parts that follow: rules of style show each as it comes, until the page is whole. The app reads the same.
{
const calls = document.currentScript.parentElement;
const known = calls.dataset.countries.split(";").map((country) => country.split(" "));
let code = null;
try { code = JSON.parse(localStorage.getItem("quietleaf.settings.1")).country; } catch {}
const isChosen = code === "" || known.some(([known]) => known === code);
if (!isChosen) {
const regions = navigator.languages.map((language) => language.split(/[-_]/).slice(1).find((part) => part.length === 2)?.toUpperCase());
code = regions.map((region) => known.find(([, ...regions]) => regions.includes(region))).find(Boolean)?.[0];
}
if (code) {
calls.toggleAttribute("data-guess", !isChosen);
const { sheet } = document.querySelector("style");
const rules = [`[data-here=${code}]{display:contents}`];
if (isChosen) rules.push(".country>:not(summary){display:none}");
rules.forEach((rule) => sheet.insertRule(rule));
addEventListener("DOMContentLoaded", () => {
calls.querySelector("details").open = !isChosen;
for (const part of calls.querySelectorAll(`[data-here=${code}]`)) part.hidden = false;
rules.forEach(() => sheet.deleteRule(0));
});
}
}
