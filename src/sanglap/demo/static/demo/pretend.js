// Reads a timeline or a conversation again every three seconds, unless somebody is typing in it.
(() => {
  "use strict";
  const part = document.querySelector("[data-pretend-refresh]");
  if (!part) return;
  setInterval(async () => {
    if (document.hidden || part.contains(document.activeElement) || part.querySelector("details[open]")) return;
    const answer = await fetch(part.dataset.pretendRefresh).catch(() => null);
    if (answer && answer.ok) part.innerHTML = await answer.text();
  }, 3000);
})();
