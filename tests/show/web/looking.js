// Looks at a page as somebody who cannot see it, or not well: gives faults in words, and the inks of all words with the
// paper they stand on, for the contrast to be computed.
() => {
  const faults = [];
  const all = (selector) => [...document.querySelectorAll(selector)];
  const seen = (element) => element.checkVisibility({ visibilityProperty: true });
  const tell = (element) => element.outerHTML.slice(0, 120);
  const named = (element) =>
    element.getAttribute("aria-label")?.trim() ||
    (element.getAttribute("aria-labelledby") || "").split(" ").map((id) => document.getElementById(id)?.textContent.trim()).join("") ||
    element.textContent.trim() || element.title;

  if (!document.documentElement.lang) faults.push("no language");
  if (!document.title.trim()) faults.push("no title");
  for (const [landmark, most] of [["main", 1], ["header.masthead", 1], ["footer.colophon", 1]])
    if (all(landmark).length !== most) faults.push(`${all(landmark).length} of ${landmark}`);
  for (const element of all("nav, aside, form[role=search], [role=region], section"))
    if (!element.getAttribute("aria-label") && !element.getAttribute("aria-labelledby")) faults.push(`unnamed: ${tell(element)}`);

  const names = new Set();
  for (const element of all("[id]")) {
    if (names.has(element.id)) faults.push(`two of one id: ${element.id}`);
    names.add(element.id);
  }
  for (const element of all("[aria-labelledby], [aria-details], [aria-describedby]"))
    for (const name of ["aria-labelledby", "aria-details", "aria-describedby"])
      for (const id of (element.getAttribute(name) || "").split(" ").filter(Boolean))
        if (!document.getElementById(id)) faults.push(`${name} of nothing: ${id}`);

  for (const field of all("input:not([type=hidden]), select, textarea")) {
    const label = field.labels?.length ? [...field.labels].map((one) => one.textContent.trim()).join("") : "";
    if (!label && !field.getAttribute("aria-label")) faults.push(`field without label: ${tell(field)}`);
  }
  for (const element of all("a[href], button, summary"))
    if (!named(element)) faults.push(`without a name: ${tell(element)}`);
  for (const element of all("[tabindex]")) if (element.tabIndex > 0) faults.push(`out of order: ${tell(element)}`);

  let level = 0;
  for (const heading of all("h1, h2, h3, h4, h5, h6").filter((one) => !one.closest("dialog"))) {
    const own = Number(heading.tagName[1]);
    if (own > level + 1) faults.push(`h${own} after h${level}: ${heading.textContent.trim().slice(0, 40)}`);
    level = own;
  }
  if (all("h1").length !== 1) faults.push(`${all("h1").length} of h1`);

  for (const cell of all("th")) if (!cell.scope) faults.push(`th without scope: ${tell(cell)}`);
  for (const table of all("table")) if (!table.querySelector("th")) faults.push(`table without heads: ${tell(table)}`);
  for (const list of all("ul, ol")) for (const child of list.children) if (child.tagName !== "LI") faults.push(`in a list: ${tell(child)}`);
  for (const element of all("a a, a button, button a, p p, p div")) faults.push(`nested: ${tell(element)}`);

  const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const rgba = (colour) => {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data];
  };
  const over = (top, bottom) => [0, 1, 2].map((at) => (top[at] * top[3] + bottom[at] * (255 - top[3])) / 255);
  const paper = (element) => {
    const layers = [];
    for (let one = element; one; one = one.parentElement) layers.push(rgba(getComputedStyle(one).backgroundColor));
    return layers.reverse().reduce((below, layer) => over(layer, below), [255, 255, 255]);
  };
  const inks = new Map();
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const element = walk.currentNode.parentElement;
    if (!walk.currentNode.data.trim() || !seen(element) || element.closest(".unseen, .skip, option")) continue;
    const style = getComputedStyle(element);
    const key = `${style.color} ${getComputedStyle(element).backgroundColor} ${element.className} ${element.tagName}`;
    if (inks.has(key)) continue;
    const below = paper(element);
    inks.set(key, [walk.currentNode.data.trim().slice(0, 40), over(rgba(style.color), below), below]);
  }
  for (const field of all("input[placeholder]")) {
    const below = paper(field);
    inks.set(`placeholder ${field.name}`, [field.placeholder, over(rgba(getComputedStyle(field, "::placeholder").color), below), below]);
  }
  return { faults, inks: [...inks.values()] };
};
