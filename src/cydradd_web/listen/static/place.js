// Arrow keys go from group to group on the map, and to one's own dot; each reads its sentence from the list below it.
for (const map of document.querySelectorAll("svg.map")) {
  const stops = [...map.querySelectorAll("[data-stop]")];
  const line = document.getElementById("stop-said");
  const sentence = (stop) => {
    const found = document.querySelector(`li[data-stop="${CSS.escape(stop.dataset.stop)}"]`);
    return found ? found.textContent.replace(/\s+/g, " ").trim() : stop.textContent;
  };
  if (!stops.length || !line) continue;
  document.getElementById("stop-hint").hidden = false;
  map.setAttribute("role", "group");
  stops.forEach((stop, number) => {
    stop.setAttribute("role", "img");
    stop.setAttribute("aria-label", sentence(stop));
    stop.setAttribute("tabindex", number ? "-1" : "0");
  });
  map.addEventListener("focusin", (event) => {
    const stop = event.target.closest("[data-stop]");
    if (stop) line.textContent = sentence(stop);
  });
  map.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    const at = stops.indexOf(event.target.closest("[data-stop]"));
    if (!step || at < 0 || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    const next = stops[(at + step + stops.length) % stops.length];
    stops.forEach((stop) => stop.setAttribute("tabindex", stop === next ? "0" : "-1"));
    next.focus();
  });
}
