// Reloads the page when the portal was built again. No part of the site.
(async () => {
  const build = Number(document.getElementById('terskel-bar').dataset.build);
  for (;;) {
    try {
      const answer = await fetch(`/_terskel/build?build=${build}`);
      if ((await answer.json()) !== build) {
        location.reload();
        return;
      }
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 1000));
    }
  }
})();
