// Keys for people who work here all day: data-key="j" on a link or button. "?" shows them all.
(() => {
  "use strict";
  const TYPING = "input:not([type=checkbox]):not([type=radio]):not([type=button]), textarea, select, [contenteditable]";
  const dialog = document.getElementById("keys");

  const isTyping = (target) => target instanceof Element && target.closest(TYPING) !== null;
  const isVisible = (element) => element.getClientRects().length > 0 && !element.disabled;
  const keyed = () => [...document.querySelectorAll("[data-key]")];
  const named = (element) => element.dataset.keyName || element.getAttribute("aria-label") || element.textContent.trim();

  const use = (element) => {
    if (element.matches("input, textarea, select")) element.focus();
    else element.click();
  };

  const showHelp = () => {
    if (!dialog) return;
    const list = dialog.querySelector("dl");
    list.replaceChildren();
    const seen = new Set();
    for (const element of keyed().filter(isVisible)) {
      const key = element.dataset.key;
      if (seen.has(key)) continue;
      seen.add(key);
      const term = document.createElement("dt");
      const sign = document.createElement("kbd");
      sign.textContent = key;
      term.append(sign);
      const meaning = document.createElement("dd");
      meaning.textContent = named(element);
      list.append(term, meaning);
    }
    dialog.showModal();
  };

  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.isComposing) return;
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && event.target instanceof HTMLTextAreaElement) {
      const button = event.target.form?.querySelector("[data-key-send], button:not([type=button])");
      if (button) {
        event.preventDefault();
        event.target.form.requestSubmit(button);
      }
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
    const element = keyed().find((one) => one.dataset.key === event.key && isVisible(one));
    if (element) {
      event.preventDefault();
      use(element);
    }
  });
})();
