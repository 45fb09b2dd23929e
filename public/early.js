// The colours and the size of the text that a person has chosen, before anything is painted. The build puts this into each page.
try {
  const chosen = JSON.parse(localStorage.getItem("quietleaf.settings.1"));
  for (const name of ["theme", "text"]) if (chosen[name]) document.documentElement.dataset[name] = chosen[name];
} catch {}
