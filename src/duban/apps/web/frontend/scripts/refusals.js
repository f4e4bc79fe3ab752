// What htmx does when the answer is no: the reason goes into #messages; a lapsed session opens the sign-in page.
function say(words) {
  const place = document.getElementById("messages");
  if (!place) return;
  const box = document.createElement("p");
  box.className = "note-box error";
  box.textContent = words;
  place.replaceChildren(box);
  place.scrollIntoView({ block: "nearest" });
}

document.addEventListener("htmx:beforeSwap", (event) => {
  const { xhr } = event.detail;
  if (xhr.responseURL.includes("/sign-in/") && !location.pathname.includes("/sign-in/")) {
    event.detail.shouldSwap = false;
    location.reload();
  } else if (xhr.status >= 400) {
    event.detail.shouldSwap = Boolean(xhr.getResponseHeader("HX-Retarget"));
    if (!event.detail.shouldSwap) say("没有办成，请刷新页面后再试。");
  }
});
document.addEventListener("htmx:sendError", () => say("网络不通，没有发出去；页面上的内容还在，稍后再试。"));
