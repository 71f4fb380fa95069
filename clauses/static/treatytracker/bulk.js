// A long act on many rows goes on by itself; without this script by its button. Whoever presses Stop comes first.
"use strict";
const goesOn = document.querySelector("form[data-goes-on]");
if (goesOn) {
  let isPressed = false;
  goesOn.addEventListener("submit", () => (isPressed = true));
  setTimeout(() => isPressed || goesOn.requestSubmit(goesOn.querySelector('[value="go_on"]')), 600);
}
