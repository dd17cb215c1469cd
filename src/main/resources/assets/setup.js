// What a new authenticator app is to read: a picture, a link, letters to type.
import { $, say } from "./page.js";

export const showSetup = (setup) => {
  const picture = new DOMParser().parseFromString(setup.qrSvg, "image/svg+xml").documentElement;
  picture.setAttribute("role", "img");
  picture.setAttribute("aria-label", say("qr"));
  $("qr").replaceChildren(document.importNode(picture, true));
  $("otp-secret").textContent = setup.secret.replace(/(.{4})/g, "$1 ").trim();
  $("otp-link").href = setup.uri;
};
