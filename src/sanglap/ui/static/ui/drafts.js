// Nothing typed is lost: textarea[data-draft="key"] is kept in this tab until its form is sent.
(() => {
  "use strict";
  const NAME = "draft:";
  const KEPT = "textarea[data-draft]";
  const name = (area) => NAME + area.dataset.draft;

  const restore = (root) => {
    for (const area of root.querySelectorAll(KEPT)) {
      const kept = sessionStorage.getItem(name(area));
      if (kept && area.value.trim() === area.defaultValue.trim() && area.value !== kept) {
        area.value = kept;
        area.dispatchEvent(new Event("input", { bubbles: true }));
      }
    }
  };

  try {
    restore(document);
  } catch {
    return; // the browser keeps nothing: then the page works without drafts
  }

  document.addEventListener("input", (event) => {
    if (!(event.target instanceof Element) || !event.target.matches(KEPT)) return;
    try {
      if (event.target.value) sessionStorage.setItem(name(event.target), event.target.value);
      else sessionStorage.removeItem(name(event.target));
    } catch {
      // The browser's store is full; what is on the screen is still there.
    }
  });
  document.addEventListener("submit", (event) => {
    for (const area of event.target.querySelectorAll(KEPT)) sessionStorage.removeItem(name(area));
  });
  document.addEventListener("refreshed", (event) => restore(event.target));
})();
