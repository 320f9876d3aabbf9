// What makes the pages quicker to use; all of them work without it.
"use strict";

// "/" goes to the search box, as in most readers.
document.addEventListener("keydown", (event) => {
  const typing = event.target.closest("input, select, textarea, [contenteditable]");
  if (typing || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "/") {
    event.preventDefault();
    document.getElementById("look").focus();
  }
});
