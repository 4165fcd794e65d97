// A photo as it is kept on the phone: upright, at most 2000 pixels long, and nothing but pixels: not where it was taken.

const LONGEST = 2000;
const LARGEST = 15 * 1024 * 1024;

async function drawn(file, longest) {
  const picture = await createImageBitmap(file, { imageOrientation: "from-image" });
  const scale = Math.min(1, longest / Math.max(picture.width, picture.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(picture.width * scale));
  canvas.height = Math.max(1, Math.round(picture.height * scale));
  const pen = canvas.getContext("2d");
  pen.fillStyle = "#fff";
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.drawImage(picture, 0, 0, canvas.width, canvas.height);
  picture.close();
  return canvas;
}

// { bytes, name, type }, or null for what is no picture. One that this phone cannot draw (HEIC on some) is kept as it is:
// it is sealed like all else, and the server takes everything but the pixels off it.
export async function shrunk(file) {
  try {
    const canvas = await drawn(file, LONGEST);
    const blob = await new Promise((resolve) => canvas.toBlob(resolve, "image/jpeg", 0.85));
    return { bytes: await blob.arrayBuffer(), name: "photo.jpg", type: "image/jpeg" };
  } catch {
    const isHeic = /\.hei[cf]$/i.test(file.name) && file.size <= LARGEST;
    return isHeic ? { bytes: await file.arrayBuffer(), name: "photo.heic", type: "image/heic" } : null;
  }
}

// A small picture of it to look at, or null where this phone cannot draw it.
export async function preview(bytes) {
  try {
    const canvas = await drawn(new Blob([bytes]), 320);
    canvas.setAttribute("role", "img");
    canvas.setAttribute("aria-label", "The photo that is kept");
    return canvas;
  } catch {
    return null;
  }
}
