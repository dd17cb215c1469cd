/** What a shop's endpoint, or its `requestPayment`, answers. One of the two members is there. */
export interface CardnymAnswer {
  /** The payment page's address, as the vault named it when the payment was created. */
  paymentPage?: string;
  /** A page of the shop itself to go to instead, where nothing is left to pay. */
  next?: string;
}

/** Why a try ended on the shop's page. */
export type CardnymErrorCode =
  /** What was typed may be a card number: it was wiped and not sent. */
  | 'card_number'
  /** What was typed looks like an e-mail address. */
  | 'email'
  /** Shorter than 3 or longer than 64 characters. */
  | 'username'
  /** The shop said no, failed, or named an address that is no payment page. */
  | 'shop'
  /** The shop did not answer in time. */
  | 'timeout'
  /** The pop-up was closed before the payment page opened. */
  | 'closed';

/** The texts that can be replaced, by name: one for each error code, and those of the element. */
export type CardnymLabels = Partial<
  Record<CardnymErrorCode | 'label' | 'button' | 'note' | 'busy' | 'opened' | 'here', string>
>;

export interface CardnymEventMap {
  /** The payment page is being opened. */
  'cardnym-opened': CustomEvent<{ order: string; popup: boolean }>;
  /** The shopper may be back. A hint to ask the vault, never evidence of a payment. */
  'cardnym-returned': CustomEvent<{ order: string }>;
  'cardnym-error': CustomEvent<{ order: string; code: CardnymErrorCode }>;
}

export class CardnymCheckout extends HTMLElement {
  /** The order's reference; sent to the shop's endpoint beside the username. Attribute `order`. */
  order: string;
  /** Asks the shop for a payment in place of the attribute `endpoint`. A rejection is shown as "could not be started". */
  requestPayment:
    | ((alias: string, order: string, signal: AbortSignal) => CardnymAnswer | Promise<CardnymAnswer>)
    | null;
  /** Texts that stand in for the built-in ones. */
  labels: CardnymLabels;

  addEventListener<K extends keyof CardnymEventMap>(
    type: K,
    listener: (this: CardnymCheckout, event: CardnymEventMap[K]) => unknown,
    options?: boolean | AddEventListenerOptions,
  ): void;
  addEventListener(
    type: string,
    listener: EventListenerOrEventListenerObject,
    options?: boolean | AddEventListenerOptions,
  ): void;
}

/** True if the text holds what could be a card number, in any script and grouping. */
export function cardLike(text: string): boolean;

declare global {
  interface HTMLElementTagNameMap {
    'cardnym-checkout': CardnymCheckout;
  }
}
