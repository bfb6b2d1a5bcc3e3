// Keeps a screen fresh. The stream says only "something changed"; each part with data-refresh then reads itself again.
// Without a stream the parts ask every four seconds while somebody looks at the page.
(() => {
  "use strict";
  const body = document.body;
  const EVERY = 4000;
  const LATER = 10000; // and up to twice as much again, so that thousands of screens do not come back in one second
  const TYPING = "textarea, input:not([type=hidden]), select, [contenteditable]";
  const shown = new WeakMap(); // what each part shows, as the server wrote it
  const asking = new Set();
  const again = new Set(); // parts of which there was news while they were asking
  let stream = null;
  let timer = 0;

  const isBeingUsed = (part) => {
    const focused = document.activeElement;
    const isTypedIn = focused && part.contains(focused) && focused.matches(TYPING);
    return isTypedIn || part.querySelector("dialog[open]") !== null;
  };

  const focusPath = (part) => {
    const focused = document.activeElement;
    if (!focused || focused === part || !part.contains(focused)) return null;
    if (focused.id) return `#${CSS.escape(focused.id)}`;
    const address = focused.getAttribute("href");
    return address ? `a[href="${CSS.escape(address)}"]` : null;
  };

  const put = (part, html) => {
    const selector = focusPath(part);
    const { scrollTop, scrollLeft } = part;
    const opened = [...part.querySelectorAll("details[open][id]")].map((one) => one.id);
    part.innerHTML = html;
    shown.set(part, html);
    for (const id of opened) document.getElementById(id)?.setAttribute("open", "");
    part.scrollTo(scrollLeft, scrollTop);
    if (selector) part.querySelector(selector)?.focus({ preventScroll: true });
    part.dispatchEvent(new CustomEvent("refreshed", { bubbles: true }));
  };

  const read = async (part) => {
    const answer = await fetch(part.dataset.refresh, { credentials: "same-origin" });
    if (answer.redirected && new URL(answer.url).pathname.startsWith("/account/")) location.reload();
    if (!answer.ok || answer.redirected) return;
    const html = await answer.text();
    // Somebody may have begun to type while we asked: then the next news will do.
    if (html !== shown.get(part) && part.isConnected && !isBeingUsed(part)) put(part, html);
  };

  const refresh = async (part) => {
    if (asking.has(part)) return again.add(part);
    asking.add(part);
    try {
      await read(part);
      body.classList.remove("is-offline");
    } catch {
      body.classList.add("is-offline");
    }
    asking.delete(part);
    return again.delete(part) ? refresh(part) : undefined;
  };

  const refreshAll = () => {
    if (document.visibilityState !== "visible") return;
    for (const part of document.querySelectorAll("[data-refresh]")) refresh(part);
  };

  const poll = () => {
    if (!timer) timer = setInterval(refreshAll, EVERY);
  };

  const listen = () => {
    const address = body.dataset.live;
    const token = body.dataset.liveToken;
    if (!address || !token || !("EventSource" in window)) return poll();
    stream = new EventSource(`${address}?token=${encodeURIComponent(token)}`);
    stream.addEventListener("open", () => {
      clearInterval(timer);
      timer = 0;
      body.classList.add("is-live");
    });
    stream.addEventListener("changed", refreshAll);
    stream.addEventListener("error", () => {
      body.classList.remove("is-live");
      poll();
      // A browser comes back by itself after a lost line, but never after a refusal: while the server restarts, say.
      if (stream.readyState === EventSource.CLOSED) setTimeout(listen, LATER * (1 + 2 * Math.random()));
    });
    return undefined;
  };

  if (!document.querySelector("[data-refresh]")) return;
  document.addEventListener("visibilitychange", refreshAll);
  document.addEventListener("refresh", refreshAll);
  addEventListener("pagehide", () => stream?.close());
  addEventListener("pageshow", (event) => event.persisted && listen());
  listen();
})();
