// The table's entries: one function a command, each in a file with its kin.
#pragma once

#include "server-sync/admin/command.hpp"

namespace xz::server::admin {

// {"csv"} → {"repeated","accepted","added","changed","codes":[{"student_no","name","class_code","code"}]}
[[nodiscard]] Answer import_students(const json::Value& args, const Platform& platform);
// {"csv"} → {"repeated","accepted","added","superseded"}
[[nodiscard]] Answer import_status(const json::Value& args, const Platform& platform);
// {"csv"} → {"repeated","accounts","assignments"}
[[nodiscard]] Answer import_staff(const json::Value& args, const Platform& platform);

// {"files":{name:text}} → {"version","unchanged","sha256","academic_year"}
[[nodiscard]] Answer publish_bundle(const json::Value& args, const Platform& platform);

// {"id","place","minutes"} → {"terminal","code","expires_at"}; an id that is there gets one more code
[[nodiscard]] Answer add_terminal(const json::Value& args, const Platform& platform);
// {} → [{"id","place","state",…}]
[[nodiscard]] Answer list_terminals(const json::Value& args, const Platform& platform);
// {"id"} → {"id","state"}
[[nodiscard]] Answer revoke_terminal(const json::Value& args, const Platform& platform);

// {"user","name","role","scope","classes":[code],"password"?} → {"user","role","password"}; without a password one is made
[[nodiscard]] Answer add_user(const json::Value& args, const Platform& platform);
// {"user","password"?} → {"user","password"}, or {"student_no"} → {"student_no","code"}
[[nodiscard]] Answer reset_user(const json::Value& args, const Platform& platform);

// {} → [{"number","terminal","id","reason","received_at","size"}]
[[nodiscard]] Answer list_quarantine(const json::Value& args, const Platform& platform);

// {} → {"ok","problems":[text],"terminals","envelopes",…}
[[nodiscard]] Answer verify(const json::Value& args, const Platform& platform);

}  // namespace xz::server::admin
