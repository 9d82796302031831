// Looks for all words of a query in the pages that search-index.js names. Nothing is sent, and nothing is read beside it.
"use strict";
(() => {
  const input = document.getElementById("search");
  const found = document.getElementById("found");
  const pages = (window.tradewirePages || []).map((page) => ({ page, text: page.slice(1).join(" ").toLowerCase() }));
  const most = 40;
  const show = () => {
    const words = input.value.toLowerCase().split(/\s+/).filter(Boolean);
    found.replaceChildren();
    found.hidden = words.length === 0;
    if (found.hidden) return;
    // A word in the name counts more than one in the description.
    const rank = ({ page }) => words.reduce((sum, word) => {
      const name = page[1].toLowerCase();
      return sum + (name === word ? 0 : name.includes(word) ? 1 : page[2].toLowerCase().includes(word) ? 2 : 3);
    }, page[2] === "type" ? 1 : 0);
    const hits = pages.filter(({ text }) => words.every((word) => text.includes(word)));
    const ranked = hits.map((hit) => [rank(hit), hit.page]).sort((one, other) => one[0] - other[0]);
    for (const [, [to, name, what, platform, doc]] of ranked.slice(0, most)) {
      const link = document.createElement("a");
      link.href = input.dataset.up + to;
      const small = document.createElement("small");
      small.textContent = ` ${what} · ${platform}. ${doc}`;
      link.append(name, small);
      const item = document.createElement("li");
      item.append(link);
      found.append(item);
    }
    const rest = document.createElement("li");
    rest.textContent = hits.length === 0 ? "Nothing has all of these words." : hits.length > most ? `${hits.length - most} more` : "";
    if (rest.textContent) found.append(rest);
  };
  // Where the contents stand beside the page, what is open in them is in sight.
  if (window.matchMedia("(min-width: 64rem)").matches) {
    const open = document.querySelector(".side [aria-current]");
    const side = open?.closest(".side");
    if (side) side.scrollTop = open.offsetTop - side.offsetTop - side.clientHeight / 3;
  }
  input.addEventListener("input", show);
  document.addEventListener("keydown", (event) => {
    if (event.key === "/" && document.activeElement !== input) {
      event.preventDefault();
      input.focus();
    } else if (event.key === "Escape") {
      input.value = "";
      show();
    } else if (event.key === "Enter" && document.activeElement === input) {
      found.querySelector("a")?.click();
    }
  });
})();
