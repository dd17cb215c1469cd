// The identity services of the security page: what is linked, linking, unlinking.
import { time } from "./figures.js";
import { $, complain, say } from "./page.js";
import { ask, proving, saying } from "./prove.js";

const BASE = "providers";
const act = proving(() => $("alias").textContent, () => location.assign("/account"));

const linkedItem = (link) => {
  const item = $("provider-shape").content.firstElementChild.cloneNode(true);
  item.querySelector(".call").textContent = link.service;
  item.querySelector(".when").textContent = say("provider_since", time(link.linkedAt));
  const button = item.querySelector("button");
  button.setAttribute("aria-label", say("provider_unlink", link.service));
  button.addEventListener("click", () => remove(button, link));
  return item;
};

const serviceButton = (service) => {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "quiet";
  button.textContent = say("provider_link", service.displayName);
  button.addEventListener("click", () => leave(button, service));
  return button;
};

const show = async () => {
  const view = await ask(BASE);
  $("providers").hidden = view.services.length + view.linked.length === 0;
  $("providers-linked").replaceChildren(...view.linked.map(linkedItem));
  $("providers-offered").replaceChildren(...view.services.map(serviceButton));
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

// Without a session the page's own script leaves.
show().catch((refused) => refused.code === "session_ended" || complain(saying(refused)));
