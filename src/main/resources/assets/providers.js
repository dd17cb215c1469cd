// Identity services that a payer has linked: links another, unlinks one.
import { time } from "./figures.js";
import { $, say } from "./page.js";

const BASE = "providers";

const linkedItem = (link, remove) => {
  const item = $("provider-shape").content.firstElementChild.cloneNode(true);
  item.querySelector(".call").textContent = link.service;
  item.querySelector(".when").textContent = say("provider_since", time(link.linkedAt));
  const button = item.querySelector("button");
  button.setAttribute("aria-label", say("provider_unlink", link.service));
  button.addEventListener("click", () => remove(button, link));
  return item;
};

const serviceButton = (service, leave) => {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "quiet";
  button.textContent = say("provider_link", service.displayName);
  button.addEventListener("click", () => leave(button, service));
  return button;
};

/**
 * Shows the section. `ask` calls the vault below /account/ and throws with its code; `act` does work for a button, after a
 * fresh proof where the vault wants one, and then says the word for what was done.
 */
export const providers = async (ask, act) => {
  const show = async () => {
    const view = await ask(BASE);
    $("providers").hidden = view.services.length + view.linked.length === 0;
    $("providers-linked").replaceChildren(...view.linked.map((link) => linkedItem(link, remove)));
    $("providers-offered").replaceChildren(...view.services.map((service) => serviceButton(service, leave)));
  };
  const remove = async (button, link) => {
    const work = async () => {
      await ask(`${BASE}/${link.id}/remove`, {});
      await show();
    };
    if (await act(button, work, "provider_unlinked")) $("providers-title").focus();
  };
  const leave = (button, service) =>
    act(button, async () => location.assign((await ask(`${BASE}/${service.name}/link`, {})).location));
  await show();
};
