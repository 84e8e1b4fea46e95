// What the cases of plans and diagnoses look like in JSON, where both look alike.
#pragma once

#include "server-sync/sync/proceedings.hpp"

#include <boost/json/array.hpp>
#include <boost/json/value.hpp>

#include <string_view>
#include <vector>

namespace xz::server::api {

// [{"from","to","action","actor","by","record","words","at"}], oldest first.
[[nodiscard]] boost::json::array steps_value(const std::vector<sync::CaseStep>& steps);

// The value of JSON text that this program has made.
[[nodiscard]] boost::json::value value_of_text(std::string_view text);

}  // namespace xz::server::api
