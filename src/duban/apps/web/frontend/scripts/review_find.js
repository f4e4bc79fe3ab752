// form[data-find]: finds words in the text of [data-original], also where marks divide them, and goes from one to the next.
const WAIT = 200; // milliseconds after the last key
const MOST = 500;
let hits = [];
let at = -1;
let waiting;

function clear() {
  document.querySelectorAll("[data-original] .hit").forEach((one) => {
    const parent = one.parentNode;
    one.replaceWith(...one.childNodes);
    parent.normalize();
  });
  hits = [];
  at = -1;
}

function wrap(node, start, end) {
  const rest = node.splitText(start);
  rest.splitText(end - start);
  const box = document.createElement("span");
  box.className = "hit";
  rest.replaceWith(box);
  box.appendChild(rest);
  return box;
}

function textNodes(block) {
  const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
  const found = [];
  while (walker.nextNode()) {
    if (!walker.currentNode.parentElement.closest(".no")) found.push(walker.currentNode);
  }
  return found;
}

// From the last place to the first, so that wrapping one leaves those before it where they are.
function findIn(block, words) {
  const nodes = textNodes(block);
  const text = nodes.map((node) => node.data).join("").toLowerCase();
  const starts = [];
  for (let place = text.indexOf(words); place >= 0; place = text.indexOf(words, place + words.length)) starts.push(place);
  const found = starts.reverse().map((start) => {
    const boxes = [];
    let offset = 0;
    const stretches = nodes.map((node) => {
      const stretch = [node, Math.max(start - offset, 0), Math.min(start + words.length - offset, node.data.length)];
      offset += node.data.length;
      return stretch;
    });
    stretches.filter(([, from, to]) => from < to).forEach(([node, from, to]) => boxes.push(wrap(node, from, to)));
    return boxes;
  });
  return found.reverse();
}

function say(form) {
  const words = form.querySelector("[data-find-words]").value.trim();
  form.querySelector("[data-find-count]").textContent = !words ? "" : hits.length ? `${at + 1} / ${hits.length}` : "没有找到";
}

function go(form, by) {
  if (hits.length) {
    hits[at]?.forEach((box) => box.classList.remove("here"));
    at = (at + by + hits.length) % hits.length;
    hits[at].forEach((box) => box.classList.add("here"));
    hits[at][0].scrollIntoView({ block: "center" });
  }
  say(form);
}

function find(form) {
  clear();
  const words = form.querySelector("[data-find-words]").value.trim().toLowerCase();
  if (words) {
    document.querySelectorAll("[data-original] .paper p, [data-original] .paper td").forEach((block) => {
      if (hits.length < MOST) hits.push(...findIn(block, words));
    });
  }
  at = -1;
  go(form, 1);
}

document.addEventListener("input", (event) => {
  const form = event.target.closest("[data-find]");
  if (!form) return;
  clearTimeout(waiting);
  waiting = setTimeout(() => find(form), WAIT);
});
document.addEventListener("submit", (event) => {
  if (!event.target.matches("[data-find]")) return;
  event.preventDefault();
  if (hits.length) go(event.target, 1);
  else find(event.target);
});
document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-find-step]");
  if (button) go(button.form, Number(button.dataset.findStep));
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
  const words = document.querySelector("[data-find-words]");
  if (!words || !words.offsetParent || event.target.closest("input, textarea, select")) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  words.focus();
  words.select();
}, true);
