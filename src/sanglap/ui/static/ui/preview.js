// Shows what will be sent while it is written: form[data-preview="url"] is posted there, and the answer stands in
// [data-preview-target] of the form (or of the page). A select[data-fill="id"] puts the chosen text into a field.
(() => {
  "use strict";
  const WAIT = 300;
  const waiting = new WeakMap();
  const asking = new WeakMap();

  const show = async (form) => {
    asking.get(form)?.abort();
    const stop = new AbortController();
    asking.set(form, stop);
    const target = form.querySelector("[data-preview-target]") || document.querySelector("[data-preview-target]");
    if (!target) return;
    const words = new FormData(form);
    for (const [key, value] of [...words]) if (value instanceof File) words.delete(key);
    try {
      const answer = await fetch(form.dataset.preview, {
        method: "POST", body: words, credentials: "same-origin", signal: stop.signal,
      });
      if (answer.ok && !answer.redirected) target.innerHTML = await answer.text();
    } catch {
      // No network, or newer words are on their way: the old preview stays.
    }
  };

  document.addEventListener("input", (event) => {
    const form = event.target instanceof Element ? event.target.closest("form[data-preview]") : null;
    if (!form) return;
    clearTimeout(waiting.get(form));
    waiting.set(form, setTimeout(show, WAIT, form));
  });

  document.addEventListener("change", (event) => {
    const select = event.target;
    if (!(select instanceof HTMLSelectElement) || !select.dataset.fill || !select.value) return;
    const field = document.getElementById(select.dataset.fill);
    const before = field.value.trim();
    field.value = before ? `${before}\n\n${select.value}` : select.value;
    field.dispatchEvent(new Event("input", { bubbles: true }));
    select.selectedIndex = 0;
    field.focus();
  });
})();
