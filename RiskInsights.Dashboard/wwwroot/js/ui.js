// Small behaviour that needs no server: popovers, dialogs, shortcuts, copying, theme and language.

const typing = element => element?.closest?.("input:not([type=checkbox], [type=radio], [type=range]), textarea, select, [contenteditable]");

// Popovers are native; only their place is computed: under the button, inside the window.
function place(popover) {
  const opener = document.querySelector(`[popovertarget="${popover.id}"]`);
  if (!opener) return;
  const at = opener.getBoundingClientRect(), size = popover.getBoundingClientRect(), gap = 6, edge = 8;
  const alignRight = popover.dataset.align === "right";
  const left = Math.min(Math.max(edge, alignRight ? at.right - size.width : at.left), innerWidth - size.width - edge);
  const below = at.bottom + gap;
  const top = below + size.height <= innerHeight - edge ? below : Math.max(edge, at.top - gap - size.height);
  popover.style.left = `${left}px`;
  popover.style.top = `${top}px`;
}

document.addEventListener("toggle", event => {
  const popover = event.target;
  if (!popover.matches?.("[popover]")) return;
  const open = event.newState === "open";
  document.querySelector(`[popovertarget="${popover.id}"]`)?.setAttribute("aria-expanded", open);
  if (open) {
    place(popover);
    (popover.querySelector("[autofocus]") ?? popover).focus?.({ preventScroll: true });
  }
}, true);
document.addEventListener("scroll", () => document.querySelectorAll("[popover]:popover-open").forEach(place), true);
addEventListener("resize", () => document.querySelectorAll("[popover]:popover-open").forEach(place));

async function copy(button) {
  await navigator.clipboard.writeText(button.dataset.copy);
  const status = document.getElementById("status");
  if (status) status.textContent = button.dataset.copied ?? "";
  button.classList.add("copied");
  setTimeout(() => button.classList.remove("copied"), 1500);
}

function chooseLanguage(language) {
  document.cookie = `.AspNetCore.Culture=${encodeURIComponent(`c=${language}|uic=${language}`)}; path=/; max-age=31536000; samesite=lax`;
  location.reload();
}

document.addEventListener("click", event => {
  const target = event.target.closest?.("[data-copy], [data-dialog], [data-set-theme], [data-set-language], [data-closes]");
  if (!target) return;
  if (target.dataset.copy !== undefined) copy(target);
  if (target.dataset.dialog) document.getElementById(target.dataset.dialog)?.showModal();
  if (target.dataset.setTheme) window.riskTheme.choose(target.dataset.setTheme);
  if (target.dataset.setLanguage) chooseLanguage(target.dataset.setLanguage);
  if (target.dataset.closes !== undefined) {
    target.closest("[popover]")?.hidePopover();
    target.closest("dialog")?.close();
  }
});

// An element names its key in data-shortcut: "?", "t", "ctrl+k", "ctrl+enter", "escape". A field is focused, the rest is clicked.
// The last one on the page wins, so that Escape gives up the latest filter.
function shortcutOf(event) {
  const key = event.key.toLowerCase();
  return event.ctrlKey || event.metaKey ? `ctrl+${key}` : key;
}

document.addEventListener("keydown", event => {
  if (event.altKey || event.defaultPrevented || document.querySelector("dialog[open]")) return;
  const shortcut = shortcutOf(event);
  if (!shortcut.startsWith("ctrl+") && typing(event.target)) return;
  if (shortcut === "escape" && document.querySelector("[popover]:popover-open")) return;
  if (moveInTable(event, shortcut)) return;
  const element = [...document.querySelectorAll("[data-shortcut]")]
    .filter(e => e.dataset.shortcut === shortcut && e.getAttribute("aria-disabled") !== "true").at(-1);
  if (!element) return;
  event.preventDefault();
  if (element.matches("input, select, textarea")) { element.focus(); element.select?.(); } else element.click();
});

// J and K walk the rows of a table, Space selects the row, Enter opens it.
function moveInTable(event, shortcut) {
  const row = event.target.closest?.("tr[data-row]");
  if (shortcut === "j" || shortcut === "k") {
    const rows = [...(row?.closest("table") ?? document.querySelector("table[data-walk]"))?.querySelectorAll("tr[data-row]") ?? []];
    const next = rows[row ? rows.indexOf(row) + (shortcut === "j" ? 1 : -1) : 0];
    next?.focus();
    next?.scrollIntoView({ block: "nearest" });
    return Boolean(next);
  }
  if (!row || row !== event.target) return false;
  const aim = shortcut === " " ? row.querySelector("input[type=checkbox]") : shortcut === "enter" ? row.querySelector("a, button") : null;
  if (!aim) return false;
  event.preventDefault();
  aim.click();
  return true;
}

// After a restart the server no longer knows the session. The URL holds the whole view, so loading it again restores it.
const connection = document.getElementById("components-reconnect-modal");
if (connection)
  new MutationObserver(() => {
    if (connection.classList.contains("components-reconnect-rejected")) location.reload();
  }).observe(connection, { attributes: true, attributeFilter: ["class"] });

// The interactive page replaces the first one: mark the chosen theme and language again.
new MutationObserver(() => window.riskTheme.apply()).observe(document.body, { childList: true });
window.riskTheme.apply();

// Blazor's script of .NET 9 scrolls to the top after every navigation, also when only the query changed: a slider that was
// moved, or a bar that was clicked, would leave the screen.
const scrollTo = window.scrollTo.bind(window);
let page = location.pathname;
addEventListener("popstate", () => { page = location.pathname; });
window.scrollTo = (...to) => {
  const stays = location.pathname === page && to[0] === 0 && to[1] === 0;
  page = location.pathname;
  if (!stays) scrollTo(...to);
};
