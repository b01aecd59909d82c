const SECTIONS = { articles: "Artikler", "level-1": "Trinn 1", "level-2": "Trinn 2", "level-3": "Trinn 3", "level-4": "Trinn 4" };

export default function (config) {
  config.addGlobalData("site", { title: "Prøveportalen", url: "https://pages.example", sections: SECTIONS });
  config.addFilter("day", (date) => date.toISOString().slice(0, 10));
  config.addFilter("minutes", (html) => Math.max(1, Math.round(html.split(/\s+/).length / 200)));
  config.addCollection("newest", (all) => all.getFilteredByTag("articles").reverse().slice(0, 20));
  return {
    dir: { input: "content", includes: "../_includes" },
    markdownTemplateEngine: false,
    htmlTemplateEngine: "njk",
  };
}
