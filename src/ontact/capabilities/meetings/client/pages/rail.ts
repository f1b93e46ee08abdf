/** The rail of steps shows where one is on the long page. */
export function enhanceRail(): void {
  const links = [...document.querySelectorAll<HTMLAnchorElement>(".meeting-rail a[href^='#']")];
  if (!links.length || !("IntersectionObserver" in window)) return;
  const seen = new IntersectionObserver(
    (entries) => {
      const here = entries.find((entry) => entry.isIntersecting)?.target.id;
      if (here) links.forEach((link) => link.classList.toggle("is-in-view", link.hash === `#${here}`));
    },
    { rootMargin: "-20% 0px -70% 0px" },
  );
  for (const link of links) {
    const section = document.getElementById(link.hash.slice(1));
    if (section) seen.observe(section);
  }
}
