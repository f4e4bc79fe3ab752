// form[data-draft=KEY]: what is typed is kept in this browser until it is sent, and leaving unsent asks first.
// Never kept: passwords, files, hidden fields. [data-saved] in the form says when; button[data-draft-forget] forgets.
// a[data-draft-drop=KEY] leads on without what was typed. [data-draft-version] names the hidden field that says what the
// draft was written over: restored with it, a draft older than what a colleague saved is told so, and overwrites nothing.
// A draft that was sent is forgotten by the next page, unless that page shows errors, a refusal or the sign-in.
const SENT = "duban.sent";
const WAIT = 600; // milliseconds after the last key
const KEPT = "textarea[name], select[name], input[name]:not([type=password]):not([type=file]):not([type=hidden])";
const waiting = new Map();
const changed = new Set();

const keyOf = (form) => `duban.draft.${document.body.dataset.account || ""}.${form.dataset.draft}`;
const versionOf = (form) => form.elements[form.dataset.draftVersion];
const isChoice = (field) => field.type === "checkbox" || field.type === "radio";

function say(form, words) {
  const place = form.querySelector("[data-saved]");
  if (place) place.textContent = words;
}

function keep(form) {
  const values = Array.from(form.querySelectorAll(KEPT), (field) =>
    isChoice(field) ? [field.name, field.value, field.checked] : [field.name, field.value]);
  const version = versionOf(form);
  if (version) values.push([version.name, version.value]);
  try {
    localStorage.setItem(keyOf(form), JSON.stringify(values));
    say(form, `${new Date().toTimeString().slice(0, 5)} 已存在本机`);
  } catch {
    say(form, "浏览器不允许暂存，离开前请保存");
  }
}

function put(form, [name, value, checked]) {
  const field = [...form.querySelectorAll(KEPT), versionOf(form)].find(
    (one) => one?.name === name && (checked === undefined || one.value === value));
  if (!field) return;
  if (checked === undefined) field.value = value;
  else field.checked = checked;
}

function restore(form) {
  if (form.querySelector("[aria-invalid=true]")) return; // the page holds what was sent, with its errors
  const stored = localStorage.getItem(keyOf(form));
  if (!stored) return;
  JSON.parse(stored).forEach((entry) => put(form, entry));
  form.querySelectorAll("[data-draft-forget]").forEach((button) => { button.hidden = false; });
  changed.add(form);
  say(form, "已恢复上次没有提交的内容");
}

function forgetSent() {
  const sent = sessionStorage.getItem(SENT);
  if (!sent || document.body.hasAttribute("data-keeps-drafts")) return;
  const refused = Array.from(document.querySelectorAll("form[data-draft]")).some(
    (form) => keyOf(form) === sent && form.querySelector("[aria-invalid=true]"));
  if (!refused) localStorage.removeItem(sent);
  sessionStorage.removeItem(SENT);
}

export function restoreDrafts(part) {
  try {
    forgetSent();
    part.querySelectorAll("form[data-draft]").forEach(restore);
  } catch {
    return; // a browser without storage keeps nothing
  }
}

document.addEventListener("input", (event) => {
  const form = event.target.form;
  if (!form || form.dataset.draft === undefined) return;
  changed.add(form);
  clearTimeout(waiting.get(form));
  waiting.set(form, setTimeout(() => keep(form), WAIT));
});

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.dataset.draft === undefined || event.defaultPrevented) return;
  clearTimeout(waiting.get(form));
  keep(form);
  changed.delete(form);
  try {
    sessionStorage.setItem(SENT, keyOf(form));
  } catch {
    return; // a browser without storage keeps nothing
  }
});

// A form that htmx sent is forgotten once its answer no longer holds the form.
document.addEventListener("htmx:afterRequest", (event) => {
  const form = event.detail.requestConfig?.elt;
  if (!event.detail.successful || !form?.matches("form[data-draft]")) return;
  clearTimeout(waiting.get(form));
  changed.delete(form);
  if (event.detail.xhr.responseText.includes(`data-draft="${form.dataset.draft}"`)) return;
  try {
    localStorage.removeItem(keyOf(form));
  } catch {
    return; // a browser without storage keeps nothing
  }
});

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-draft-forget]");
  if (!button) return;
  localStorage.removeItem(keyOf(button.form));
  button.form.reset();
  changed.delete(button.form);
  button.hidden = true;
  say(button.form, "已恢复原来的内容");
});

document.addEventListener("click", (event) => {
  const link = event.target.closest("[data-draft-drop]");
  const form = link && document.querySelector(`form[data-draft="${link.dataset.draftDrop}"]`);
  if (!form) return;
  clearTimeout(waiting.get(form));
  localStorage.removeItem(keyOf(form));
  changed.delete(form);
});

window.addEventListener("beforeunload", (event) => {
  if (![...changed].some((form) => form.isConnected)) return;
  event.preventDefault();
  event.returnValue = "";
});
