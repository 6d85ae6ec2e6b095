// The rail: who is looking, and where. The frame beside it is simcord's preview of exactly that.

const $ = (id) => document.getElementById(id);
const form = $("choice");
const frame = $("stage");
const wide = matchMedia("(min-width: 761px)");
const PLACES = ["channel", "thread", "moderators", "dm"];

let people = [];
// The bot's message commands in the chosen person's language: [{name, shown}].
let menus = [];
let commands = [];
// Where a link into Discord leads: {channel id: place}.
let places = {};
// The number of the view that this page opened; another tab may open a newer one.
let view = 0;

/** The choice lives in the address, so a reload or a bookmark keeps it. */
function chosen() {
  const asked = new URLSearchParams(location.search);
  const who = people.find((each) => each.key === asked.get("who")) ?? people[0];
  const where = PLACES.includes(asked.get("where")) ? asked.get("where") : "channel";
  return { who: who.key, where: where === "moderators" && !who.moderator ? "channel" : where };
}

async function call(path, body) {
  const answer = await fetch(path, body === undefined ? { cache: "no-store" } : {
    method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(await answer.text());
  return answer.json();
}

function say(words, button = "", act = null) {
  $("notice-words").textContent = words;
  $("notice-button").textContent = button;
  $("notice-button").hidden = !button;
  $("notice-button").onclick = act;
  $("notice").hidden = !words;
}

/** A word to the script in the frame (stage.js). */
function tell(message) {
  frame.contentWindow.postMessage(message, location.origin);
}

/** Let the preview's page stop asking for news, as it does when it is left: its view is about to close, or closed. */
function leave() {
  frame.contentWindow.dispatchEvent(new PageTransitionEvent("pagehide"));
}

async function open() {
  const choice = chosen();
  for (const name of ["who", "where"]) {
    for (const radio of form.elements[name]) radio.checked = radio.value === choice[name];
  }
  const moderator = people.find((each) => each.key === choice.who).moderator;
  for (const part of document.querySelectorAll("[data-for=moderators]")) part.hidden = !moderator || part.dataset.unknown === "";
  try {
    leave();
    const timezone = Intl.DateTimeFormat().resolvedOptions().timeZone;
    const opened = await call("/demo/view", { ...choice, timezone });
    if (!opened.frame) {
      say("There is no thread yet. Sam can post with one: /post scenario.", "Back", () => choose({ where: "channel" }));
      return;
    }
    ({ view, menus, places } = opened);
    // Not through src: that would fill the Back button with earlier views.
    frame.contentWindow.location.replace(opened.frame);
    $("menu-hint").hidden = !menus.length;
    $("menu-name").textContent = menus[0]?.shown ?? "";
    say("");
    borrowFont();
  } catch (error) {
    // A TypeError is fetch's word for "nobody answered".
    if (error instanceof TypeError) ended();
    else say("This view could not be opened.", "Try again", open);
  }
}

/** The frame's typeface for the rail too; it is there as soon as a view is open. */
function borrowFont() {
  if (document.fonts.size) return;
  const face = new FontFace("Noto Sans", "url(/fonts/noto-sans-latin-v2.015.ttf)", { weight: "100 900" });
  document.fonts.add(face);
  face.load().catch(() => document.fonts.delete(face));
}

function choose(change) {
  const asked = new URLSearchParams({ ...chosen(), ...change });
  history.replaceState(null, "", `?${asked}`);
  return open();
}

function ended() {
  say("The demo has ended. Start it again with “wayside demo”.", "Look again", () => location.reload());
}

/** Ask the preview's page to put a command into its message box. */
function fill(button) {
  const { command, options = "{}" } = button.dataset;
  tell({ wayside: "fill", command, options: JSON.parse(options) });
  if (!wide.matches) $("hints").open = false;
}

async function useMenu(name, message) {
  tell({ wayside: "expect" });
  try {
    await call("/demo/menu", { name, message });
  } catch (error) {
    say(error.message, "Back", () => say(""));
  }
}

/** Is the process still there, and is this page still the one it listens to? */
async function watch() {
  try {
    const state = await call("/demo/status");
    if (state.view !== view && $("notice").hidden) {
      leave();
      say("The demo is open in another tab.", "Use it here", open);
    }
  } catch {
    ended();
    return;
  }
  setTimeout(watch, 2000);
}

async function start() {
  ({ people, commands } = await call("/demo/status"));
  for (const each of people) {
    const label = document.createElement("label");
    const radio = Object.assign(document.createElement("input"), { type: "radio", name: "who", value: each.key });
    const words = document.createElement("span");
    words.dataset.language = each.language;
    words.append(`${each.name} `, Object.assign(document.createElement("small"), { textContent: each.role }));
    label.append(radio, words);
    $("people").append(label);
  }
  $("menu").addEventListener("click", () => {
    useMenu(menus[0].name, null);
    if (!wide.matches) $("hints").open = false;
  });
  for (const button of document.querySelectorAll("[data-command]")) {
    const [name] = button.dataset.command.slice(1).split(" ");
    if (!commands.includes(name)) Object.assign(button.closest("li"), { hidden: true }).dataset.unknown = "";
    button.addEventListener("click", () => fill(button));
  }
  form.addEventListener("change", () => choose(Object.fromEntries(new FormData(form))));
  const unfold = () => { $("hints").open = wide.matches; };
  wide.addEventListener("change", unfold);
  unfold();
  await open();
  setTimeout(watch, 2000);
}

// What the preview's page asks for (stage.js): a place to go to, or a message command.
addEventListener("message", (event) => {
  if (event.origin !== location.origin || event.source !== frame.contentWindow) return;
  if (event.data?.wayside === "go") choose({ where: event.data.channel ? places[event.data.channel] ?? "thread" : "dm" });
  if (event.data?.wayside === "menu") useMenu(event.data.name, event.data.message);
  if (event.data?.wayside === "menus?") tell({ wayside: "menus", menus });
});

start().catch(ended);
