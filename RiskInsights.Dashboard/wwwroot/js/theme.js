// Runs before anything is painted, so that no page flashes in the other theme.
// The choice (light, dark or system) is a cookie; the server writes it on <html>, here it becomes a theme.
(() => {
  const root = document.documentElement;
  const system = matchMedia("(prefers-color-scheme: dark)");

  const apply = () => {
    const choice = root.dataset.themeChoice;
    const theme = choice === "system" ? (system.matches ? "dark" : "light") : choice;
    // Charts watch this attribute: setting it to what it is would draw them again.
    if (root.dataset.theme !== theme) root.dataset.theme = theme;
    for (const sheet of document.querySelectorAll("link[data-sheet]"))
      sheet.media = sheet.dataset.sheet === root.dataset.theme ? "all" : "not all";
    for (const option of document.querySelectorAll("[data-set-theme]"))
      option.setAttribute("aria-pressed", option.dataset.setTheme === choice);
  };

  window.riskTheme = {
    apply,
    choose(choice) {
      root.dataset.themeChoice = choice;
      document.cookie = `theme=${choice}; path=/; max-age=31536000; samesite=lax`;
      apply();
    },
  };
  system.addEventListener("change", apply);
  apply();
})();
