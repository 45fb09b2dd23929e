// Lets the browser begin a new log of what it stores, as soon as the journal is live: before a person can have written anything.
//
// A Chromium that is killed while it writes can leave half a record at the end of its log. When it next starts it goes on writing behind that
// half, and when it starts once more it takes the whole of what this site has stored for damaged, and removes it (LevelDB's issue 1287). To
// delete a database, even an empty one, makes it put the log away with all that was whole in it. Other browsers lose nothing by it.

const NAME = "quietleaf-log";
// The browser's own: once the journal is unlocked, the page has another in its place.
const databases = indexedDB;

export function beginNewLog() {
  return new Promise((resolve) => {
    const opening = databases.open(NAME);
    opening.onerror = resolve;
    opening.onsuccess = () => {
      opening.result.close();
      const deleting = databases.deleteDatabase(NAME);
      deleting.onsuccess = resolve;
      deleting.onerror = resolve;
    };
  });
}
