// Checks a receipt of the log here, in the reader's browser: RFC 6962's inclusion path and an Ed25519 signature.
// It asks no server anything. The same in Python: src/sanglap/foundation/ledger/.
(() => {
  "use strict";
  const TITLE = "sanglap receipt 1";
  const HASH = 32;
  const element = (id) => document.getElementById(id);
  const bytes = (text) => new TextEncoder().encode(text);
  const joined = (...parts) => {
    const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
    let at = 0;
    for (const part of parts) { all.set(part, at); at += part.length; }
    return all;
  };
  const sha256 = async (...parts) => new Uint8Array(await crypto.subtle.digest("SHA-256", joined(...parts)));
  const same = (one, other) => one.length === other.length && one.every((value, place) => value === other[place]);
  const hex = (some) => [...some].map((value) => value.toString(16).padStart(2, "0")).join("");
  const decoded = (text) => {
    if (!/^[A-Za-z0-9+/]+={0,2}$/.test(text)) throw new Error("unreadable");
    try { return Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0)); } catch { throw new Error("unreadable"); }
  };
  const hashIn = (text) => {
    const found = decoded(text);
    if (found.length !== HASH) throw new Error("unreadable");
    return found;
  };
  const whole = (text) => {
    if (!/^[0-9]{1,18}$/.test(text)) throw new Error("unreadable");
    return BigInt(text);
  };

  const read = (text) => {
    const plain = text.trim().split(/\r\n|\r|\n/).map((line) => line.trim()).join("\n");
    const cut = plain.indexOf("\n\n");
    if (cut < 0) throw new Error("unreadable");
    const proof = plain.slice(0, cut).split("\n");
    const head = plain.slice(cut + 2).split("\n");
    if (proof[0] !== TITLE || proof.length < 3 || !proof[2].startsWith("position ")) throw new Error("unreadable");
    if (head.length !== 6 || head[4] !== "" || !head[3].startsWith("time ")) throw new Error("unreadable");
    const [origin, size, root, time] = head;
    if (!head[5].startsWith(`— ${origin} `)) throw new Error("unreadable");
    const signature = decoded(head[5].slice(head[5].lastIndexOf(" ") + 1));
    if (signature.length !== 68) throw new Error("unreadable");
    return {
      line: proof[1], position: whole(proof[2].slice(9)), path: proof.slice(3).map(hashIn),
      origin, size: whole(size), root: hashIn(root), time: time.slice(5),
      body: bytes(`${head.slice(0, 4).join("\n")}\n`), signer: signature.slice(0, 4), signature: signature.slice(4),
    };
  };

  const readKey = async (text) => {
    const [, name, id, written] = /^([^+\s]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/=]+)$/.exec(text.trim()) ?? [];
    if (!written) throw new Error("wrong-key");
    let key;
    try { key = decoded(written); } catch { throw new Error("wrong-key"); }
    const known = await sha256(bytes(`${name}\n`), key);
    if (key.length !== 33 || key[0] !== 1 || hex(known.slice(0, 4)) !== id) throw new Error("wrong-key");
    return { name, id: known.slice(0, 4), key: key.slice(1) };
  };

  // RFC 9162, section 2.1.3.2.
  const leadsToRoot = async ({ line, position, size, path, root }) => {
    if (position >= size) return false;
    let here = position, last = size - 1n, result = await sha256(Uint8Array.of(0), bytes(line));
    for (const sibling of path) {
      if (last === 0n) return false;
      if (here & 1n || here === last) {
        result = await sha256(Uint8Array.of(1), sibling, result);
        while (here !== 0n && !(here & 1n)) { here >>= 1n; last >>= 1n; }
      } else {
        result = await sha256(Uint8Array.of(1), result, sibling);
      }
      here >>= 1n; last >>= 1n;
    }
    return last === 0n && same(result, root);
  };

  const isSigned = async (receipt, key) => {
    if (receipt.origin !== key.name || !same(receipt.signer, key.id)) return false;
    let imported;
    try {
      imported = await crypto.subtle.importKey("raw", key.key, { name: "Ed25519" }, false, ["verify"]);
    } catch {
      return null; // this browser does not know Ed25519
    }
    return crypto.subtle.verify({ name: "Ed25519" }, imported, receipt.signature, receipt.body);
  };

  const check = async (text, keyText) => {
    if (!globalThis.crypto?.subtle) return ["no-hashes"];
    const receipt = read(text);
    const key = await readKey(keyText);
    if (!await leadsToRoot(receipt)) return ["not-in-log"];
    const signed = await isSigned(receipt, key);
    if (signed === false) return ["wrong-signature"];
    return [signed ? "proven" : "unsigned", receipt];
  };

  const show = (name, receipt) => {
    for (const one of document.querySelectorAll("[data-result]")) one.hidden = one.dataset.result !== name;
    element("facts").hidden = !receipt;
    if (!receipt) return;
    const line = JSON.parse(receipt.line);
    const facts = {
      case: String(line.case).replace(/(.{4})(?=.)/g, "$1-"), kind: line.kind, at: line.at,
      place: `${receipt.position} / ${receipt.size}`, signed: receipt.time,
    };
    for (const one of document.querySelectorAll("[data-fact]")) one.textContent = facts[one.dataset.fact];
  };

  const verify = async () => {
    show(""); // what was said before is no longer true
    try {
      show(...await check(element("receipt").value, element("key").value));
    } catch (trouble) {
      show(trouble.message === "wrong-key" ? "wrong-key" : "unreadable");
    }
  };

  const carried = () => {
    if (location.hash.length < 20) return;
    try {
      const plain = atob(location.hash.slice(1).replaceAll("-", "+").replaceAll("_", "/"));
      element("receipt").value = new TextDecoder().decode(Uint8Array.from(plain, (letter) => letter.charCodeAt(0)));
    } catch {
      return; // something else stands there
    }
    verify();
  };

  element("verify").addEventListener("click", verify);
  window.addEventListener("hashchange", carried);
  carried();
})();
