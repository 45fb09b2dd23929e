// For browsers that are too old for the app: says so. Everything can still be read.
(function () {
  var note = document.getElementById("app-note");
  if (note) note.removeAttribute("hidden");
})();
