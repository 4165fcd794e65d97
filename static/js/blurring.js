// Drawing rectangles on a photo with the mouse, a pen or a finger. They are written into the numbers below it, which go
// on working without this file and with the keyboard alone.
const SIDES = ["left", "top", "width", "height"];
const SMALLEST = 1; // percent: less was no drag but a tap
const SVG = "http://www.w3.org/2000/svg";

export function start(figure) {
  const form = document.querySelector("form:has([data-side])");
  const picture = figure.querySelector("svg");
  const boxes = [...form.querySelectorAll("[data-side=left]")].map((first) => {
    const before = first.name.replace(/left$/, "");
    return SIDES.map((side) => form.elements[before + side]);
  });
  picture.querySelectorAll("rect").forEach((rect) => rect.remove());
  const rects = boxes.map(() => picture.appendChild(document.createElementNS(SVG, "rect")));
  const said = document.createElement("p");
  said.className = "govuk-hint";
  said.setAttribute("role", "status");
  said.textContent = "Drag over each face, plate, child and window. Tap a rectangle to take it away.";
  figure.after(said); // below it: words of another length do not move what is drawn on
  let from = null;

  const isEmpty = (at) => boxes[at].every(({ value }) => value === "");
  const write = (at, values) => boxes[at].forEach((box, n) => { box.value = values ? values[n] : ""; });

  function draw() {
    boxes.forEach((box, at) => {
      const values = box.map(({ value }) => Number(value) || 0);
      ["x", "y", "width", "height"].forEach((name, n) => rects[at].setAttribute(name, `${values[n]}%`));
      rects[at].style.display = values[2] && values[3] ? "" : "none";
    });
  }

  // Where the pointer is, in percent of the picture and never outside it.
  function where({ clientX, clientY }) {
    const { left, top, width, height } = picture.getBoundingClientRect();
    return [(clientX - left) / width, (clientY - top) / height].map((part) => Math.min(100, Math.max(0, part * 100)));
  }

  function between([x1, y1], [x2, y2]) {
    const [left, top] = [Math.floor(Math.min(x1, x2)), Math.floor(Math.min(y1, y2))];
    return [left, top, Math.max(1, Math.ceil(Math.max(x1, x2)) - left), Math.max(1, Math.ceil(Math.max(y1, y2)) - top)];
  }

  picture.addEventListener("pointerdown", (event) => {
    if (!event.isPrimary || event.button) {
      return;
    }
    const at = boxes.findIndex((_, n) => isEmpty(n));
    from = { at, point: where(event), touched: rects.indexOf(event.target) };
    picture.setPointerCapture(event.pointerId);
    event.preventDefault();
  });
  picture.addEventListener("pointermove", (event) => {
    if (from && from.at >= 0) {
      write(from.at, between(from.point, where(event)));
      draw();
    }
  });
  picture.addEventListener("pointerup", (event) => {
    if (!from) {
      return;
    }
    const [dx, dy] = where(event).map((part, n) => Math.abs(part - from.point[n]));
    if (dx < SMALLEST && dy < SMALLEST) {
      if (from.at >= 0) {
        write(from.at, null);
      }
      if (from.touched >= 0) {
        write(from.touched, null);
        said.textContent = "The rectangle is gone.";
      }
    } else if (from.at < 0) {
      said.textContent = `At most ${boxes.length} rectangles. Tap one to take it away.`;
    } else {
      said.textContent = `Rectangle ${from.at + 1} is set. Tap it to take it away.`;
    }
    from = null;
    draw();
  });
  picture.addEventListener("pointercancel", () => {
    if (from && from.at >= 0) {
      write(from.at, null);
    }
    from = null;
    draw();
  });
  form.addEventListener("input", draw);
  picture.classList.add("blurring__lines--drawn");
  draw();
}
