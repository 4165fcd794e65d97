// Makes static/built, which is what the browser gets: `npm run build`. Not needed while the site runs.
import { copyFileSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import * as sass from "sass";

const here = dirname(fileURLToPath(import.meta.url));
const parts = join(here, "..", "node_modules");
const built = join(here, "built");

function stylesheet() {
  // Every file in components/ and apps/ is taken in, in the order of the alphabet: nobody keeps a list.
  const folders = ["components", "apps"].filter((folder) => existsSync(join(here, "css", folder)));
  const sheets = folders.flatMap((folder) =>
    readdirSync(join(here, "css", folder))
      .filter((name) => name.endsWith(".scss"))
      .sort()
      .map((name) => `@use "${folder}/${name.replace(/\.scss$/, "")}";`),
  );
  const source = ['@use "pact";', ...sheets, '@use "print";'].join("\n");
  const { css } = sass.compileString(source, {
    loadPaths: [join(here, "css"), parts],
    style: "compressed",
    quietDeps: true,
    charset: false,
  });
  return css;
}

function copy(from, to) {
  mkdirSync(dirname(join(built, to)), { recursive: true });
  copyFileSync(join(parts, from), join(built, to));
}

function script(from, to) {
  // The maps are not shipped, and a pointer to a missing file stops collectstatic.
  const text = readFileSync(join(parts, from), "utf8").replace(/\n?\/\/# sourceMappingURL=\S+\s*$/, "\n");
  writeFileSync(join(built, to), text);
}

rmSync(built, { recursive: true, force: true });
mkdirSync(built);
writeFileSync(join(built, "pact.css"), stylesheet());
script("govuk-frontend/dist/govuk/govuk-frontend.min.js", "govuk-frontend.js");
mkdirSync(join(built, "leaflet"));
script("leaflet/dist/leaflet.js", "leaflet/leaflet.js");
copy("leaflet/dist/leaflet.css", "leaflet/leaflet.css");
for (const image of readdirSync(join(parts, "leaflet/dist/images"))) {
  copy(`leaflet/dist/images/${image}`, `leaflet/images/${image}`);
}
const fonts = "@fontsource/atkinson-hyperlegible/files";
for (const file of readdirSync(join(parts, fonts)).filter((name) => name.endsWith(".woff2"))) {
  copy(`${fonts}/${file}`, `fonts/${file}`);
}
