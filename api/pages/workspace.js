// Anything with data-goto leads to the element of that id, by mouse or keyboard.
(() => {
  const go = (event) => {
    const from = event.target.closest?.("[data-goto]");
    const to = from && document.getElementById(from.dataset.goto);
    if (!to) return;
    event.preventDefault();
    document.querySelectorAll(".lit").forEach((one) => one.classList.remove("lit"));
    to.classList.add("lit");
    to.scrollIntoView({ block: "center" });
    if (to.tabIndex >= 0) to.focus({ preventScroll: true });
  };
  document.addEventListener("click", go);
  document.addEventListener("keydown", (event) => { if (event.key === "Enter" && event.target.dataset?.goto) go(event); });
})();
