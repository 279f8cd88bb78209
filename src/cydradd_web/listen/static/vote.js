// Keys 1, 2 and 3 answer while the answers or the statement have the focus, and never while somebody writes.
document.addEventListener("keydown", (event) => {
  const form = document.getElementById("answers");
  if (!form || event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
  const button = form.querySelector(`button[data-key="${CSS.escape(event.key)}"]`);
  if (button && form.contains(document.activeElement)) button.click();
});
