// Runs inside simcord's preview page: what a Discord client has and the preview lacks. It only uses what is on screen.

const home = location.origin;
let menus = [];

const tell = (message) => parent.postMessage(message, home);

// --- Links into Discord stay in the demo: a jump link scrolls to its message, or changes the place.

document.addEventListener("click", (event) => {
  const link = event.target.closest?.('a[href^="https://discord.com/channels/"]');
  if (!link) return;
  event.preventDefault();
  const [, , server, channel, id = channel] = new URL(link.href).pathname.split("/");
  const here = document.querySelector(`.channel-message[data-message-id="${CSS.escape(id)}"]`);
  if (here) here.scrollIntoView({ block: "center" });
  else tell({ wayside: "go", channel: server === "@me" ? null : channel });
}, true);

// --- A command mention puts the command into the message box.

document.addEventListener("click", (event) => {
  const mention = event.target.closest?.(".channel-message .command-mention");
  if (mention) fill(mention.textContent);
});

/** Wait until `find` returns something, for at most two seconds. */
async function until(find) {
  for (let turn = 0; turn < 40; turn += 1) {
    const found = find();
    if (found) return found;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return null;
}

function write(field, words) {
  field.focus();
  field.value = words;
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

/** Type a command as a person would, choose it, and fill its options; sending stays with the person. */
async function fill(command, options = {}) {
  document.querySelector(".command-context-close")?.click();
  const box = document.getElementById("channel-composer-input");
  if (!box) return;
  write(box, command);
  const named = (entry) => entry.querySelector("strong")?.textContent === command;
  const entry = await until(() => [...document.querySelectorAll(".command-entry")].find(named));
  entry?.click();
  for (const [option, words] of Object.entries(options)) {
    const field = () => document.querySelector(`.command-option-input[data-option="${CSS.escape(option)}"]`);
    const offered = () => document.querySelector(`.command-suggestion[data-value="${CSS.escape(option)}"]`);
    // A required option is there already, an optional one is offered.
    if (!(await until(() => field() || offered()))) return;
    if (!field()) offered().click();
    write(await until(field), words);
  }
}

addEventListener("message", (event) => {
  if (event.origin !== home || event.source !== parent) return;
  if (event.data?.wayside === "fill") fill(event.data.command, event.data.options);
  if (event.data?.wayside === "menus") { menus = event.data.menus; offer(); }
  if (event.data?.wayside === "expect") expecting = true;
});

// --- Discord offers suggestions as soon as an option is entered; the preview waits for a first letter.

document.addEventListener("focusin", (event) => {
  if (!event.target.matches?.('.command-option-input[aria-autocomplete="list"]') || event.target.value) return;
  event.target.dispatchEvent(new Event("input", { bubbles: true }));
});

// --- After a suggestion was chosen, Enter sends the command. The preview would offer the same suggestion again.

let edited;
document.addEventListener("click", () => { edited = document.activeElement.dataset.option; }, true);
// This one runs after the preview's own, which has drawn the command anew by then.
document.addEventListener("click", (event) => {
  const suggestion = event.target.closest?.(".command-suggestion");
  if (!suggestion || suggestion.querySelector(".command-suggestion-ellipsis")) return;
  const now = document.activeElement;
  const chip = document.querySelector(".command-chip");
  if (!chip || (now !== document.body && now.dataset.option !== edited)) return;
  chip.focus();
  chip.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape", bubbles: true }));
});

// --- A new message comes into view when one was asked for, or when the reader is at the end anyway.

const timeline = document.getElementById("channel-timeline");
const list = document.getElementById("channel-message-list");
let expecting = false;
let atEnd = true;
timeline.addEventListener("scroll", () => {
  atEnd = timeline.scrollHeight - timeline.scrollTop - timeline.clientHeight < 80;
}, { passive: true });

// Whoever sends something wants to see what comes of it.
document.getElementById("channel-composer").addEventListener("submit", () => { expecting = true; }, true);

/** Show the newest message: all of it, or its beginning when it is taller than the window. */
function reveal() {
  const newest = list.querySelector(".channel-message:last-of-type");
  if (!newest) return;
  if (newest.offsetHeight > timeline.clientHeight) newest.scrollIntoView({ block: "start" });
  else timeline.scrollTop = timeline.scrollHeight;
  document.getElementById("new-messages").hidden = true;
}

new MutationObserver((changes) => {
  const added = changes.some((change) => [...change.addedNodes].some((node) => node.matches?.(".channel-message") && !node.nextSibling));
  if (!added || !(expecting || atEnd)) return;
  expecting = false;
  // The preview settles its own scroll position after pictures and fonts are there.
  for (const delay of [60, 300]) setTimeout(reveal, delay);
}).observe(list, { childList: true });

// --- Message commands: right-click, or "Apps" beside a message.

let openMenu = null;

function closeMenu() {
  openMenu?.remove();
  openMenu = null;
}

function showMenu(message, x, y) {
  closeMenu();
  openMenu = document.createElement("div");
  openMenu.className = "wayside-menu";
  openMenu.setAttribute("role", "menu");
  openMenu.append(Object.assign(document.createElement("p"), { textContent: "Apps" }));
  for (const { name, shown } of menus) {
    const item = Object.assign(document.createElement("button"), { type: "button", textContent: shown });
    item.setAttribute("role", "menuitem");
    item.addEventListener("click", () => {
      closeMenu();
      tell({ wayside: "menu", name, message: message.dataset.messageId });
    });
    openMenu.append(item);
  }
  document.body.append(openMenu);
  openMenu.style.left = `${Math.max(8, Math.min(x, innerWidth - openMenu.offsetWidth - 8))}px`;
  openMenu.style.top = `${Math.max(8, Math.min(y, innerHeight - openMenu.offsetHeight - 8))}px`;
  openMenu.querySelector("button").focus();
}

document.addEventListener("contextmenu", (event) => {
  const message = event.target.closest?.(".channel-message");
  if (!message || !menus.length) return;
  event.preventDefault();
  showMenu(message, event.clientX, event.clientY);
});
document.addEventListener("pointerdown", (event) => { if (!openMenu?.contains(event.target)) closeMenu(); });
document.addEventListener("keydown", (event) => { if (event.key === "Escape") closeMenu(); });

/** simcord redraws messages now and then, so the button is put back whenever it is missing. */
function offer() {
  if (!menus.length) return;
  for (const bar of document.querySelectorAll(".message-context-actions:not(:has(.wayside-apps))")) {
    const button = Object.assign(document.createElement("button"), { type: "button", className: "wayside-apps", textContent: "Apps" });
    button.setAttribute("aria-haspopup", "menu");
    button.addEventListener("click", () => {
      const place = button.getBoundingClientRect();
      showMenu(button.closest(".channel-message"), place.right - 200, place.bottom + 4);
    });
    bar.prepend(button);
  }
}
new MutationObserver(offer).observe(list, { childList: true, subtree: true });
tell({ wayside: "menus?" });

// --- The preview tells of a failed action in its toolbar, which is hidden here: say it beside the message box.

const status = document.getElementById("action-status");
const note = Object.assign(document.createElement("div"), { className: "wayside-note", hidden: true });
note.setAttribute("role", "status");
document.body.append(note);
new MutationObserver(() => {
  const failed = /not completed|uncertain|interrupted/.test(status.textContent);
  note.textContent = failed ? "That did not go through. Please try again." : "";
  note.hidden = !failed;
}).observe(status, { childList: true, characterData: true, subtree: true });
