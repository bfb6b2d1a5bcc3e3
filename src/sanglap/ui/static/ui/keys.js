// Keys for people who work here all day: data-key="r" on a link, button or field; j and k walk along data-row;
// Control+Enter sends what is being written, Escape leaves a field. "?" shows them all.
(() => {
  "use strict";
  const TYPING = "input:not([type=checkbox]):not([type=radio]):not([type=button]), textarea, select, [contenteditable]";
  const WALK = { j: 1, k: -1 };
  const dialog = document.getElementById("keys");

  const isTyping = (target) => target instanceof Element && target.closest(TYPING) !== null;
  const isVisible = (element) => element.getClientRects().length > 0 && !element.disabled;
  const keyed = () => [...document.querySelectorAll("[data-key]")];
  const named = (element) => element.dataset.keyName || element.labels?.[0]?.textContent.trim() || element.getAttribute("aria-label") || element.textContent.trim();

  const use = (element) => {
    if (element.matches("input, textarea, select")) element.focus();
    else element.click();
  };

  const walk = (step) => {
    const rows = [...document.querySelectorAll("[data-row]")].filter(isVisible);
    const focused = rows.indexOf(document.activeElement);
    const here = focused >= 0 ? focused : rows.findIndex((row) => row.hasAttribute("aria-current"));
    const next = rows[here < 0 ? 0 : Math.min(rows.length - 1, Math.max(0, here + step))];
    next?.focus();
    next?.scrollIntoView({ block: "nearest" });
    return Boolean(next);
  };

  const line = (key, words) => {
    const term = document.createElement("dt");
    const sign = document.createElement("kbd");
    sign.textContent = key;
    term.append(sign);
    const meaning = document.createElement("dd");
    meaning.textContent = words;
    return [term, meaning];
  };

  const showHelp = () => {
    if (!dialog) return;
    const list = dialog.querySelector("dl");
    list.replaceChildren();
    if (document.querySelector("[data-row]")) list.append(...line("j", dialog.dataset.down), ...line("k", dialog.dataset.up));
    const seen = new Set();
    for (const element of keyed().filter(isVisible)) {
      if (seen.has(element.dataset.key)) continue;
      seen.add(element.dataset.key);
      list.append(...line(element.dataset.key, named(element)));
    }
    dialog.showModal();
  };

  for (const button of document.querySelectorAll("[data-shows-keys]")) {
    button.hidden = false; // without this script the button would do nothing
    button.addEventListener("click", showHelp);
  }

  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.isComposing) return;
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && event.target instanceof HTMLTextAreaElement) {
      event.preventDefault();
      event.target.form?.requestSubmit();
      return;
    }
    if (event.key === "Escape" && isTyping(event.target)) {
      event.target.blur();
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
    if (dialog?.open) return;
    if (event.key === "?") {
      event.preventDefault();
      showHelp();
      return;
    }
    if (event.key in WALK && walk(WALK[event.key])) {
      event.preventDefault();
      return;
    }
    const element = keyed().find((one) => one.dataset.key === event.key && isVisible(one));
    if (element) {
      event.preventDefault();
      use(element);
    }
  });
})();
