// The table's entries: one function a command, each in a file with its kin.
#pragma once

#include "server-sync/admin/command.hpp"

namespace xz::server::admin {

// Imports: {"file":b64,"columns":{ours:theirs}?,"partial":bool?,"again":bool?,"days_before_year":n?,"days_ahead":n?} → {"taken","repeated","accepted","rejected","problems":[{"line","column",
// "expected"}],"more_problems"} and, when something was taken, what follows. Nothing is taken when a row is wrong, but for the right ones of a
// partial import, nor of a file that was taken before: that has "taken_at", and of status data {"overruled","overruled_by":[{"taken_at","hash",
// "rows"}]}, the rows in whose place other batches' values stand, unless `again` takes its values once more. "unevaluated": why warnings are not
// evaluated yet, whether or not the batch was taken. An error says that nothing was taken.
// {"added","changed","codes":[{"student_no","name","class_code","code"}]}
[[nodiscard]] Answer import_students(const json::Value& args, const Platform& platform);
// {"added","unchanged","superseded","warnings":{"students","raised","cleared"}}
[[nodiscard]] Answer import_status(const json::Value& args, const Platform& platform);
// {"accounts","assignments"}
[[nodiscard]] Answer import_staff(const json::Value& args, const Platform& platform);

// {"unit","form":"html"|"csv"} → {"unit","students","until","text"}: fresh codes for whoever has no PIN
[[nodiscard]] Answer make_codes(const json::Value& args, const Platform& platform);

// {"files":{name:text}} → {"version","unchanged","sha256","academic_year"}
[[nodiscard]] Answer publish_bundle(const json::Value& args, const Platform& platform);

// {"id","place","minutes"} → {"terminal","code","expires_at"}; an id that is there gets one more code
[[nodiscard]] Answer add_terminal(const json::Value& args, const Platform& platform);
// {} → [{"id","place","state",…}]
[[nodiscard]] Answer list_terminals(const json::Value& args, const Platform& platform);
// {"id","message"} → {"id","state"}: it hears of it with its next heartbeat, lets whoever is there finish, and serves nobody until unlocked
[[nodiscard]] Answer lock_terminal(const json::Value& args, const Platform& platform);
// {"id"} → {"id","state"}
[[nodiscard]] Answer unlock_terminal(const json::Value& args, const Platform& platform);
// {"id"} → {"id","lost_at"}: nothing waits for it any more, until it is heard of again
[[nodiscard]] Answer lose_terminal(const json::Value& args, const Platform& platform);
// {"id"} → {"id","state"}
[[nodiscard]] Answer revoke_terminal(const json::Value& args, const Platform& platform);

// {"user","name","role","scope","classes":[code],"password"?} → {"user","role","password"}; without a password one is made
[[nodiscard]] Answer add_user(const json::Value& args, const Platform& platform);
// {"user","password"?} → {"user","password"}, or {"student_no"} → {"student_no","code"}
[[nodiscard]] Answer reset_user(const json::Value& args, const Platform& platform);

// {} → [{"number","terminal","id","reason","received_at","size"}]
[[nodiscard]] Answer list_quarantine(const json::Value& args, const Platform& platform);
// {"number","resolution":"release"|"discard","reason"} → {"number","resolution"}
[[nodiscard]] Answer resolve_quarantine(const json::Value& args, const Platform& platform);

// {} → {"version","root","next_root","receipt","bundle","box":[{"kid","use","since","replaced_in","waits_for":[terminal]}],"recovery"}
[[nodiscard]] Answer list_keys(const json::Value& args, const Platform& platform);
// {"box":bool,"recovery":b64?,"next_root":b64?} → {"version","request"}: a key set that lacks nothing but the offline root's signature
[[nodiscard]] Answer request_keys(const json::Value& args, const Platform& platform);
// {"key_set": the signed one} → {"version","bundle"}: in force at once, and published where a bundle is
[[nodiscard]] Answer install_keys(const json::Value& args, const Platform& platform);

// {"terminal","batch": the body of POST /sync/v1/records} → {"answer": its answer}; by the same rules
[[nodiscard]] Answer import_envelopes(const json::Value& args, const Platform& platform);
// {"what","subject","envelopes"} → {}: the recovery key was used off the platform, with this effect
[[nodiscard]] Answer note_recovery(const json::Value& args, const Platform& platform);
// {"folder","student_keys"} → {"backup","files",…}: two new folders, written whole or not at all
[[nodiscard]] Answer make_backup(const json::Value& args, const Platform& platform);

// {"box_days"?} → {"ok","problems":[text],"reminders":[text],"terminals","envelopes",…}
[[nodiscard]] Answer verify(const json::Value& args, const Platform& platform);
// {"seal": the text of a report's QR code} → {"ok": true, "record", "sha256", "academic_year", "instrument", "issued"}; a failure when the platform did not say it.
[[nodiscard]] Answer verify_report(const json::Value& args, const Platform& platform);

}  // namespace xz::server::admin
