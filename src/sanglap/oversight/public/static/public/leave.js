// Leaving in a hurry also takes this page out of "back"; without this script the link works as any other.
document.querySelector("[data-leave]")?.addEventListener("click", (event) => {
  event.preventDefault();
  location.replace(event.currentTarget.href);
});
