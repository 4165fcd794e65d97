// Runs before the page is drawn, so that parts which need script do not jump.
document.documentElement.classList.add("js");
