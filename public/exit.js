// "Exit this page": leaves at once for the neutral site, by the link or by three presses of Shift, and puts nothing of
// this page into the browser's history. Without a connection it goes to a neutral page of our own.
// A plain script: it works before, and without, the app, and in browsers that know no modules. Without it the link is a link.
(function () {
  "use strict";
  var PRESSES = 3;
  // So many milliseconds may pass between two presses.
  var PATIENCE = 5000;

  var root = document.documentElement;
  var title = document.title;
  var presses = 0;
  var otherKey = false;
  var waiting;

  function exit() {
    return document.querySelector("a.exit");
  }

  function tell(words) {
    var told = document.getElementById("exit-told");
    if (told) told.textContent = words;
  }

  function forget() {
    clearTimeout(waiting);
    presses = 0;
  }

  function leave() {
    var link = exit();
    if (!link) return;
    forget();
    title = document.title;
    root.classList.add("leaving");
    document.title = "Loading";
    tell("Leaving this page.");
    if (window.speechSynthesis) speechSynthesis.cancel();
    location.replace(navigator.onLine === false ? link.getAttribute("data-offline") : link.href);
  }

  addEventListener("click", function (event) {
    var link = exit();
    // A new tab or window is what the person asked for.
    if (!link || !link.contains(event.target) || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    event.preventDefault();
    leave();
  });

  addEventListener("keydown", function (event) {
    if (event.key !== "Shift") {
      otherKey = true;
      forget();
    } else if (!event.repeat) {
      otherKey = false;
    }
  });

  addEventListener("keyup", function (event) {
    // Shift that was held for a capital letter is no press.
    if (event.key !== "Shift" || otherKey || !exit()) return;
    clearTimeout(waiting);
    presses += 1;
    if (presses === PRESSES) {
      leave();
      return;
    }
    var left = PRESSES - presses;
    tell("Shift: press it " + (left === 1 ? "once more" : left + " more times") + " to leave this page.");
    waiting = setTimeout(function () {
      forget();
      tell("You stay on this page.");
    }, PATIENCE);
  });

  // A page that comes back from the browser's memory is as it was.
  addEventListener("pageshow", function (event) {
    if (!event.persisted) return;
    forget();
    root.classList.remove("leaving");
    document.title = title;
    tell("");
  });
})();
