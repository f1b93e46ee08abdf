/** Passkeys: asks the browser for one and puts its answer into the form beside it. Without it the mailed code still works. */
import { gettext } from "../../../web/client/words";

type Wish = "sign-in" | "prove" | "add";
type Json = Record<string, unknown>;

export function enhancePasskeys(root: ParentNode = document): void {
  for (const block of root.querySelectorAll<HTMLElement>("[data-passkey]")) {
    const form = block.querySelector("form");
    const field = form?.querySelector<HTMLInputElement>("input[name=credential]");
    if (!form || !field) continue;
    if (!("credentials" in navigator) || typeof PublicKeyCredential === "undefined") {
      say(block, gettext("This browser knows no passkeys."));
      continue;
    }
    block.hidden = false;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      void fill(block, form, field);
    });
  }
}

async function fill(block: HTMLElement, form: HTMLFormElement, field: HTMLInputElement): Promise<void> {
  say(block, "");
  try {
    const credential = await ask(block.dataset["passkey"] as Wish, block, form);
    field.value = JSON.stringify(credential);
    form.submit();
  } catch (error) {
    const stopped = error instanceof DOMException && error.name === "NotAllowedError";
    say(block, stopped
      ? gettext("You stopped it, or no key answered. Press again to try once more.")
      : gettext("The key could not be used. Take the mailed code instead."));
  }
}

async function ask(wish: Wish, block: HTMLElement, form: HTMLFormElement): Promise<Json> {
  const options = wish === "sign-in" ? await fetched(block.dataset["options"] ?? "") : written();
  if (wish === "add") return create(options["creation_options"] as Json, form);
  return get(options["request_options"] as Json);
}

async function fetched(address: string): Promise<Json> {
  const response = await fetch(address, { headers: { Accept: "application/json" }, credentials: "same-origin" });
  if (!response.ok) throw new Error(`passkey options: ${response.status}`);
  return (await response.json()) as Json;
}

function written(): Json {
  return JSON.parse(document.getElementById("passkey-options")?.textContent ?? "{}") as Json;
}

async function create(options: Json, form: HTMLFormElement): Promise<Json> {
  const key = options["publicKey"] as Json;
  const alone = form.querySelector<HTMLInputElement>("input[name=passwordless]")?.checked ?? false;
  const selection = { ...(key["authenticatorSelection"] as Json) };
  selection["residentKey"] = alone ? "required" : "discouraged";
  selection["requireResidentKey"] = alone;
  if (alone) selection["userVerification"] = "required";
  const publicKey = {
    ...key,
    challenge: bytes(key["challenge"] as string),
    user: { ...(key["user"] as Json), id: bytes((key["user"] as Json)["id"] as string) },
    excludeCredentials: described(key["excludeCredentials"]),
    authenticatorSelection: selection,
  } as unknown as PublicKeyCredentialCreationOptions;
  const made = (await navigator.credentials.create({ publicKey })) as PublicKeyCredential;
  const response = made.response as AuthenticatorAttestationResponse;
  return {
    ...said(made),
    response: {
      clientDataJSON: words(response.clientDataJSON),
      attestationObject: words(response.attestationObject),
      transports: response.getTransports?.() ?? [],
    },
  };
}

async function get(options: Json): Promise<Json> {
  const key = options["publicKey"] as Json;
  const publicKey = {
    ...key,
    challenge: bytes(key["challenge"] as string),
    allowCredentials: described(key["allowCredentials"]),
  } as unknown as PublicKeyCredentialRequestOptions;
  const found = (await navigator.credentials.get({ publicKey })) as PublicKeyCredential;
  const response = found.response as AuthenticatorAssertionResponse;
  return {
    ...said(found),
    response: {
      clientDataJSON: words(response.clientDataJSON),
      authenticatorData: words(response.authenticatorData),
      signature: words(response.signature),
      userHandle: response.userHandle ? words(response.userHandle) : null,
    },
  };
}

function said(credential: PublicKeyCredential): Json {
  return {
    id: credential.id,
    rawId: words(credential.rawId),
    type: credential.type,
    authenticatorAttachment: credential.authenticatorAttachment,
    clientExtensionResults: credential.getClientExtensionResults(),
  };
}

function described(list: unknown): unknown[] {
  return ((list as Json[] | undefined) ?? []).map((one) => ({ ...one, id: bytes(one["id"] as string) }));
}

function bytes(text: string): ArrayBuffer {
  const plain = atob(text.replace(/-/g, "+").replace(/_/g, "/"));
  return Uint8Array.from(plain, (sign) => sign.charCodeAt(0)).buffer;
}

function words(buffer: ArrayBuffer): string {
  const plain = String.fromCharCode(...new Uint8Array(buffer));
  return btoa(plain).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
}

function say(block: HTMLElement, text: string): void {
  const place = block.querySelector("[data-passkey-trouble]");
  if (place) place.textContent = text;
}

enhancePasskeys();
