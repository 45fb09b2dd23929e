// For browsers that are too old for the app: says so. Everything can still be read.
(function () {
  var note = document.getElementById("app-note");
  if (!note) return;
  note.removeAttribute("hidden");
  setTimeout(function () {
    var told = document.getElementById("told-now");
    if (told) told.textContent = note.textContent;
  }, 600);
})();
