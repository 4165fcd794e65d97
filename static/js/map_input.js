// Turns the boxes of a place or an area into a map to touch. The boxes stay, and either may be used.

const built = new URL("../built/leaflet/", import.meta.url);

function arrives(element, attribute, name) {
  return new Promise((resolve, reject) => {
    element.onload = resolve;
    element.onerror = reject;
    element[attribute] = new URL(name, built);
    document.head.append(element);
  });
}

// A map that is drawn before its style sheet is there hangs over the edge of the page.
async function leaflet() {
  const sheet = Object.assign(document.createElement("link"), { rel: "stylesheet" });
  await Promise.all([
    arrives(sheet, "href", "leaflet.css"),
    arrives(document.createElement("script"), "src", "leaflet.js"),
  ]);
  return window.L;
}

function ground(L, holder, data) {
  holder.hidden = false;
  holder.setAttribute("role", "application");
  holder.setAttribute("aria-label", "Map. The arrow keys move it, plus and minus make it larger and smaller.");
  const map = L.map(holder, { attributionControl: Boolean(data.attribution), scrollWheelZoom: false });
  if (data.tiles) {
    L.tileLayer(data.tiles, { attribution: data.attribution, maxZoom: 19 }).addTo(map);
  }
  for (const shape of data.others || []) {
    L.geoJSON(shape, { interactive: false, style: { color: "#8d9ca1", weight: 1, fillColor: "#ffffff", fillOpacity: 0.5 } }).addTo(map);
  }
  map.setView(data.centre || [53.5, -2.5], data.zoom || (data.centre ? 15 : 6));
  if (data.outline) {
    const outline = L.geoJSON(data.outline, {
      interactive: false,
      style: { color: "#0b4a4f", weight: 2, fillColor: "#ffffff", fillOpacity: data.tiles ? 0 : 0.7 },
    }).addTo(map);
    map.fitBounds(outline.getBounds());
  }
  L.control.scale({ imperial: false }).addTo(map);
  return map;
}

function tool(text, act) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "govuk-button govuk-button--secondary govuk-button--small";
  button.textContent = text;
  button.addEventListener("click", act);
  return button;
}

function toolbar(holder, tools) {
  const bar = document.createElement("div");
  bar.className = "map-input__tools";
  bar.append(...tools);
  const said = document.createElement("p");
  said.className = "map-input__said";
  said.setAttribute("role", "status");
  holder.after(bar, said);
  return (words) => { said.textContent = words; };
}

const figure = (number) => number.toFixed(6);

function pin(L, at, map) {
  const icon = L.divIcon({ className: "map-pin", iconSize: [22, 22], iconAnchor: [11, 11] });
  return L.marker(at, { icon, draggable: true, keyboard: false }).addTo(map);
}

function place(L, map, box, holder) {
  const [latitude, longitude] = box.querySelectorAll("input");
  let marker;

  function show(at) {
    marker?.remove();
    marker = pin(L, at, map);
    marker.on("dragend", () => set(marker.getLatLng()));
  }

  function set(at) {
    latitude.value = figure(at.lat);
    longitude.value = figure(at.lng);
    show(at);
    say(`The place is set at ${latitude.value}, ${longitude.value}.`);
  }

  function read() {
    const at = [Number.parseFloat(latitude.value), Number.parseFloat(longitude.value)];
    if (at.every(Number.isFinite)) {
      show(at);
      map.panInside(at);
    }
  }

  const tools = [tool("Set it at the middle of the map", () => set(map.getCenter()))];
  if (navigator.geolocation) {
    tools.push(tool("Use where I am", () => {
      say("Finding where you are…");
      navigator.geolocation.getCurrentPosition(
        ({ coords }) => {
          const at = L.latLng(coords.latitude, coords.longitude);
          map.setView(at, 17);
          set(at);
        },
        () => say("Your device did not say where it is. Touch the map, or fill in the boxes."),
        { enableHighAccuracy: true, timeout: 10000 },
      );
    }));
  }
  const say = toolbar(holder, tools);
  map.on("click", (event) => set(event.latlng));
  latitude.addEventListener("change", read);
  longitude.addEventListener("change", read);
  read();
}

// Within so many pixels of its line a touch belongs to the outline.
const NEAR = 14;

function area(L, map, box, holder) {
  const text = box.querySelector("textarea");
  let corners = [];
  const before = []; // the corners as they were before each change, for “Undo”
  const shape = L.polygon([], { color: "#b3261e", weight: 2, fillOpacity: 0.15, interactive: false }).addTo(map);
  let pins = [];

  function draw() {
    shape.setLatLngs(corners);
    pins.forEach((marker) => marker.remove());
    pins = corners.map((corner, index) =>
      pin(L, corner, map)
        .on("drag", (event) => shape.setLatLngs(instead(index, event.target.getLatLng())))
        .on("dragend", (event) => change(instead(index, event.target.getLatLng()), "The corner is moved."))
        .on("click", () => change(instead(index), "The corner is taken away.")),
    );
  }

  const instead = (index, ...others) => [...corners.slice(0, index), ...others, ...corners.slice(index + 1)];

  function write(words = "") {
    text.value = corners.map(({ lat, lng }) => `${figure(lat)}, ${figure(lng)}`).join("\n");
    draw();
    const few = corners.length < 3 ? " An area needs at least three." : "";
    say(`${words} ${corners.length} ${corners.length === 1 ? "corner" : "corners"}.${few}`.trim());
  }

  function change(changed, words) {
    before.push(corners);
    corners = changed;
    write(words);
  }

  function undo() {
    if (!before.length) {
      say("There is nothing to undo.");
      return;
    }
    corners = before.pop();
    write("Undone.");
  }

  function typed() {
    return text.value.split("\n")
      .map((line) => line.split(/[,\s]+/).filter(Boolean).map(Number))
      .filter((parts) => parts.length === 2 && parts.every(Number.isFinite))
      .map((parts) => L.latLng(parts));
  }

  // Where a new corner stands among the others: in the side that was touched, else last.
  function position(at) {
    const point = map.latLngToLayerPoint(at);
    const points = corners.map((corner) => map.latLngToLayerPoint(corner));
    const away = points.map((from, index) =>
      L.LineUtil.pointToSegmentDistance(point, from, points[(index + 1) % points.length]));
    const nearest = Math.min(...away);
    return points.length > 2 && nearest < NEAR ? away.indexOf(nearest) + 1 : points.length;
  }

  function add(at) {
    const index = position(at);
    change([...corners.slice(0, index), at, ...corners.slice(index)], "");
  }

  const say = toolbar(holder, [
    tool("Undo", undo),
    tool("Add a corner at the middle of the map", () => add(map.getCenter())),
    tool("Remove the last corner", () => change(corners.slice(0, -1), "")),
    tool("Start again", () => change([], "")),
  ]);
  map.on("click", (event) => add(event.latlng));
  text.addEventListener("change", () => {
    before.push(corners);
    corners = typed();
    draw();
  });
  corners = typed();
  draw();
  if (corners.length > 2) {
    map.fitBounds(shape.getBounds().pad(0.8));
  }
  say("Touch the map to set one corner after the other, or a line to put a corner into it. Drag a corner to move it; touch it to take it away.");
}

export async function start(boxes) {
  const L = await leaflet();
  for (const box of boxes) {
    const holder = box.querySelector(".map-input__map");
    const data = JSON.parse(document.getElementById(box.dataset.mapData).textContent);
    const map = ground(L, holder, data);
    (box.dataset.mapInput === "area" ? area : place)(L, map, box, holder);
  }
}
