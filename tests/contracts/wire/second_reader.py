"""Verifies vectors.json with nothing but Debian's Python: PyNaCl, cryptography and jsonschema. Shares no code with the product.

second_reader.py FOLDER ASSETS
"""
import base64
import hashlib
import json
import pathlib
import sys

import nacl.bindings
import nacl.exceptions
import nacl.pwhash
import nacl.signing
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from jsonschema import Draft202012Validator, RefResolver

FOLDER, ASSETS = (pathlib.Path(argument).resolve() for argument in sys.argv[1:3])
VECTORS = json.loads((FOLDER / "vectors.json").read_bytes())
KEYS = VECTORS["keys"]
checked = 0


def expect(holds, what):
    global checked
    checked += 1
    if not holds:
        sys.exit(f"{what} does not hold")


def unbase64(text):
    return base64.b64decode(text, validate=True)


def canonical(value):
    """RFC 8785 for values whose member names are ASCII and whose numbers are integers, as the wire has them."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def without(value, *names):
    return {name: member for name, member in value.items() if name not in names}


def hkdf(key, salt, info):
    return HKDF(hashes.SHA256(), 32, salt or None, info.encode()).derive(key)


def is_signed(kind, message, signature, public):
    key = nacl.signing.VerifyKey(unbase64(public))
    try:
        key.verify(b"xuezhen/1/" + kind.encode() + b"\0" + message, unbase64(signature))
    except nacl.exceptions.BadSignatureError:
        return False
    return True


def check_signed(text, kind, public, what, field="sig"):
    value = json.loads(text)
    expect(canonical(value) == text.encode(), f"{what}: canonical form")
    message = canonical(without(value, field))
    expect(is_signed(kind, message, value[field], public), f"{what}: signature")
    expect(not is_signed(kind, message + b" ", value[field], public), f"{what}: refusal of other bytes")
    return value


def check_schema(text, reference, what):
    base = (ASSETS / "api").as_uri() + "/"
    with_file, _, _ = reference.partition("#")
    document = json.loads((ASSETS / "api" / with_file).resolve().read_bytes())
    resolver = RefResolver(base + with_file, document)
    problems = list(Draft202012Validator({"$ref": base + reference}, resolver=resolver).iter_errors(json.loads(text)))
    expect(not problems, f"{what}: schema {reference}: {problems[:1]}")


def check_keys():
    for name, key in KEYS.items():
        public = unbase64(key["public"])
        if "seed" in key:
            expect(bytes(nacl.signing.SigningKey(bytes.fromhex(key["seed"])).verify_key) == public, f"key {name}")
        else:
            expect(nacl.bindings.crypto_scalarmult_base(bytes.fromhex(key["scalar"])) == public, f"key {name}")
        expect(hashlib.sha256(public).hexdigest()[:16] == key["kid"], f"key id {name}")


def check_pin():
    pin = VECTORS["pin"]
    salt = hashlib.sha256(unbase64(pin["platform_salt"]) + pin["student_no"].encode()).digest()[:16]
    expect(salt == unbase64(pin["salt"]), "PIN salt")
    stretched = nacl.pwhash.argon2id.kdf(32, pin["pin"].encode(), salt, opslimit=3, memlimit=64 << 20)
    expect(stretched.hex() == pin["stretched"], "Argon2id")
    seed = hkdf(stretched, b"", "proof")
    expect(seed.hex() == pin["proof_seed"] == KEYS["proof"]["seed"], "proof key")
    expect(bytes(nacl.signing.SigningKey(seed).verify_key) == unbase64(pin["proof_public"]), "proof public key")
    expect(hkdf(stretched, unbase64(pin["device_pepper"]), "draft").hex() == pin["draft_key"], "draft key")


def unpad(padded):
    end = padded.rindex(b"\x80")
    expect(not padded[end + 1:].strip(b"\0"), "padding")
    return padded[:end]


def open_box(sealed, key):
    public, scalar = unbase64(key["public"]), bytes.fromhex(key["scalar"])
    return nacl.bindings.crypto_box_seal_open(sealed, public, scalar)


def check_envelope(name, place, before):
    vector = VECTORS[name]
    envelope = check_signed(vector["envelope"], "envelope", KEYS["terminal"]["public"], name)
    check_schema(vector["envelope"], "../schema/envelope.json", name)
    expect(hashlib.sha256(vector["envelope"].encode()).hexdigest() == vector["sha256"], f"{name}: hash")
    expect((envelope["seq"], envelope["prev"]) == (place, before), f"{name}: place in the chain")
    associated = canonical(without(envelope, "dek", "recovery", "body", "sig"))
    expect(associated == vector["associated_data"].encode(), f"{name}: associated data")
    key = open_box(unbase64(envelope["dek"]), KEYS["box"])
    expect(key == open_box(unbase64(envelope["recovery"]), KEYS["recovery"]), f"{name}: recovery")
    expect(key.hex() == vector["key"], f"{name}: key")
    padded = nacl.bindings.crypto_aead_xchacha20poly1305_ietf_decrypt(
        unbase64(envelope["body"]), associated, unbase64(envelope["nonce"]), key)
    expect(len(padded) == vector["padded_bytes"] and len(padded) >= 2048 and len(padded) & (len(padded) - 1) == 0,
           f"{name}: padded size")
    text = unpad(padded)
    expect(text == vector["record"].encode() == canonical(json.loads(text)), f"{name}: record")
    check_schema(text, "../schema/record.json", f"{name}: record")
    record = json.loads(text)
    expect((record["id"], record["kind"]) == (envelope["id"], envelope["kind"]), f"{name}: record's id and kind")
    bare = canonical(without(record, "proof"))
    expect(bare == vector["record_without_proof"].encode(), f"{name}: record without proof")
    return record["proof"], hashlib.sha256(associated + bare).digest(), vector["sha256"]


def check_chain():
    proof, message, digest = check_envelope("sealed_with_pin", 1, "0" * 64)
    expect(proof["type"] == "pin" and is_signed("proof", message, proof["sig"], KEYS["proof"]["public"]), "PIN proof")
    proof, _, _ = check_envelope("sealed_in_session", 2, digest)
    expect(proof["type"] == "session", "session proof")
    check_signed(canonical(proof["statement"]).decode(), "statement", KEYS["receipt"]["public"], "session proof")


def check_platform():
    receipt = KEYS["receipt"]["public"]
    check_signed(VECTORS["statement"], "statement", receipt, "statement")
    check_signed(VECTORS["receipt"], "receipt", receipt, "receipt")
    check_signed(VECTORS["report_seal"], "report-seal", receipt, "report seal")
    for result in json.loads(VECTORS["batch_answer"])["results"]:
        check_signed(canonical(result["receipt"]).decode(), "receipt", receipt, "batch answer")
    check_signed(VECTORS["heartbeat_answer"], "heartbeat-answer", receipt, "heartbeat answer")
    check_signed(VECTORS["key_set"], "keyset", KEYS["root"]["public"], "key set")
    bundle = json.loads(VECTORS["bundle"])
    payload = unbase64(bundle["payload"])
    expect(payload == VECTORS["bundle_payload"].encode() == canonical(json.loads(payload)), "bundle payload")
    expect(is_signed("bundle", payload, bundle["sig"], KEYS["bundle"]["public"]), "bundle signature")


def check_enrolment():
    enrol = VECTORS["enrol"]
    authority = x509.load_pem_x509_certificate((FOLDER / "authority.pem").read_bytes())
    halves = [base64.b32encode(half).decode().rstrip("=")
              for half in (bytes.fromhex(enrol["token"]), authority.fingerprint(hashes.SHA256())[:16])]
    expect(enrol["code"] == "-".join(["XZ1", *halves]), "enrolment code")
    request = check_signed(enrol["request"], "enrol", KEYS["terminal"]["public"], "enrolment request")
    expect(x509.load_pem_x509_csr(request["csr"].encode()).is_signature_valid, "certificate request")
    check_signed(VECTORS["renew"]["finish"], "renew", KEYS["terminal"]["public"], "renewal")


def check_student():
    challenge = json.loads(VECTORS["login"]["challenge"])["challenge"]
    finish = json.loads(VECTORS["login"]["finish"])
    proof = KEYS["proof"]["public"]
    expect(is_signed("login", unbase64(challenge), finish["sig"], proof), "login")
    check_signed(VECTORS["pin_first"], "pin", proof, "first PIN")
    change = json.loads(VECTORS["pin_change"])
    message = canonical(without(change, "sig", "old_sig"))
    expect(is_signed("pin", message, change["old_sig"], proof), "PIN change by the old key")
    expect(is_signed("pin", message, change["sig"], change["key"]), "PIN change by the new key")
    head = json.loads(VECTORS["heartbeat"])["head"]
    check_signed(canonical(head).decode(), "heartbeat", KEYS["terminal"]["public"], "chain head")


def share_on_paper(text, custodian):
    """{key name, 32 bytes}: base32 in groups of custodian ‖ name ‖ share ‖ the first four bytes of a checksum."""
    letters = text.replace("-", "")
    whole = base64.b32decode(letters + "=" * (-len(letters) % 8))
    body, check = whole[:-4], whole[-4:]
    expect(hashlib.sha256(b"xuezhen/1/paper/recovery-share\0" + body).digest()[:4] == check, "a share's checksum")
    expect(len(body) == 41 and body[0] == custodian, "a share's custodian")
    return body[1:9], body[9:]


def check_carried():
    (name, one), (same, other) = (share_on_paper(VECTORS["recovery_shares"][half], place) for place, half in enumerate("ab"))
    expect(name == same == hashlib.sha256(unbase64(KEYS["recovery"]["public"])).digest()[:8], "the name of the key that is shared")
    expect(bytes(x ^ y for x, y in zip(one, other)).hex() == KEYS["recovery"]["scalar"], "the key that two shares make")
    manifest = json.loads(VECTORS["export_manifest"])
    expect(canonical(manifest).decode() == VECTORS["export_manifest"], "an export's manifest is canonical")
    for file, vector in zip(manifest["files"], ("sealed_with_pin", "sealed_in_session")):
        envelope = VECTORS[vector]["envelope"].encode()
        place = json.loads(envelope)
        expect(file == {"name": f"{place['chain']}-{place['seq']}.json", "bytes": len(envelope), "sha256": hashlib.sha256(envelope).hexdigest()},
               "an exported file")


def check_schemas():
    for name in ("statement", "receipt", "report-seal", "key-set", "bundle", "bundle-payload", "heartbeat", "heartbeat-answer", "export-manifest"):
        check_schema(VECTORS[name.replace("-", "_")], f"../schema/{name}.json", name)
    requests = {"EnrolRequest": ("enrol", "request"), "EnrolAnswer": ("enrol", "answer"), "RenewBegin": ("renew", "begin"),
                "RenewChallenge": ("renew", "challenge"), "RenewFinish": ("renew", "finish"), "RenewAnswer": ("renew", "answer"),
                "LoginBegin": ("login", "begin"), "LoginChallenge": ("login", "challenge"), "LoginFinish": ("login", "finish"),
                "LoginAnswer": ("login", "answer")}
    texts = {name: VECTORS[call][step] for name, (call, step) in requests.items()}
    texts |= {"Batch": VECTORS["batch"], "BatchAnswer": VECTORS["batch_answer"], "PinFirst": VECTORS["pin_first"],
              "PinChange": VECTORS["pin_change"], "Action": VECTORS["action"], "ActionAnswer": VECTORS["action_answer"],
              "Error": VECTORS["error"]}
    for name, text in texts.items():
        check_schema(text, f"sync-openapi.json#/components/schemas/{name}", name)
        refused = json.loads(text) | {"spare": 1}
        try:
            check_schema(json.dumps(refused), f"sync-openapi.json#/components/schemas/{name}", name)
        except SystemExit:
            continue
        sys.exit(f"{name}: an unknown member is not refused")
    for file in sorted((ASSETS / "schema").glob("*.json")):
        Draft202012Validator.check_schema(json.loads(file.read_bytes()))


def references(value):
    if isinstance(value, dict):
        yield from ([value["$ref"]] if isinstance(value.get("$ref"), str) else [])
        value = list(value.values())
    if isinstance(value, list):
        for item in value:
            yield from references(item)


def check_references():
    for file in [ASSETS / "api" / "sync-openapi.json", *(ASSETS / "schema").glob("*.json")]:
        document = json.loads(file.read_bytes())
        resolver = RefResolver(file.as_uri(), document)
        for reference in references(document):
            resolver.resolve(reference)  # raises when there is no such place


for check in (check_keys, check_pin, check_chain, check_platform, check_enrolment, check_student, check_carried, check_schemas, check_references):
    check()
print(f"{checked} checks hold")
