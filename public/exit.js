// "Exit this page": leaves at once for the neutral site, by the link or by three presses of Escape, and puts nothing of
// this page into the browser's history. Without a connection it goes to a neutral page of our own.
// A plain script: it works before, and without, the app, and in browsers that know no modules. Without it the link is a link.
(function () {
  "use strict";
  var PRESSES = 3;
  // From the first press to the last, in milliseconds.
  var WITHIN = 2000;

  var root = document.documentElement;
  var title = document.title;
  // When Escape was pressed, and since when other keys and the pointer are down.
  var presses = [];
  var held = {};
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
    if (presses.length > 1) tell("");
    presses = [];
  }

  function isLeaving() {
    return root.classList.contains("leaving");
  }

  function leave() {
    var link = exit();
    if (!link) return;
    forget();
    if (!isLeaving()) title = document.title;
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

  function isHeld(now) {
    // What went down long ago may have come up unseen, and must not bar the way out.
    return Object.keys(held).some(function (what) { return now - held[what] < WITHIN; });
  }

  function isPress(event) {
    var isComposing = event.isComposing || event.keyCode === 229;
    var isModified = event.shiftKey || event.ctrlKey || event.altKey || event.metaKey;
    return event.key === "Escape" && !event.repeat && !isComposing && !isModified && !isHeld(event.timeStamp);
  }

  // Caught on its way down: what a field or a fold does with Escape, it does, and the press counts all the same.
  addEventListener("keydown", function (event) {
    if (isLeaving()) {
      // Browsers stop loading at Escape: who presses it once too often would stay.
      if (event.key === "Escape") event.preventDefault();
      return;
    }
    if (!isPress(event)) {
      if (event.key !== "Escape") held[event.code || event.key] = event.timeStamp;
      forget();
      return;
    }
    if (!exit()) return;
    clearTimeout(waiting);
    presses = presses.filter(function (at) { return event.timeStamp - at <= WITHIN; });
    presses.push(event.timeStamp);
    if (presses.length === PRESSES) {
      event.preventDefault();
      leave();
    } else if (presses.length === PRESSES - 1) {
      tell("Escape: press it once more now to leave this page.");
      waiting = setTimeout(function () {
        presses.shift();
        tell("You stay on this page.");
      }, WITHIN - (event.timeStamp - presses[0]));
    }
  }, true);

  addEventListener("keyup", function (event) {
    if (event.key === "Escape") return;
    delete held[event.code || event.key];
    forget();
  }, true);

  addEventListener("pointerdown", function (event) {
    held.pointer = event.timeStamp;
    forget();
  }, true);

  ["pointerup", "pointercancel"].forEach(function (name) {
    addEventListener(name, function () {
      delete held.pointer;
      forget();
    }, true);
  });

  addEventListener("wheel", forget, { capture: true, passive: true });

  // What is let go in another window is not seen here.
  addEventListener("blur", function () {
    held = {};
    forget();
  });

  // A page that comes back from the browser's memory is as it was.
  addEventListener("pageshow", function (event) {
    if (!event.persisted) return;
    held = {};
    forget();
    root.classList.remove("leaving");
    document.title = title;
    tell("");
  });
})();
