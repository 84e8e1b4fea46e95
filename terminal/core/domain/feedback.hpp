// What a student says to the school (反馈), the payload of a `feedback` record: it opens a thread, or goes on with one.
#pragma once

#include "terminal/core/domain/instrument.hpp"
#include "terminal/core/support/json.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace xz::domain {

enum class Addressee { Counselor, Teacher, Department, School, PsychologyCentre };
[[nodiscard]] std::string_view name_of(Addressee addressee);  // counselor teacher department school psychology-centre
[[nodiscard]] std::optional<Addressee> addressee_from(std::string_view name);

struct Feedback {
    std::string thread;     // id of the record that opened the thread; empty: this one opens it
    Addressee to = Addressee::Counselor;  // of an opening one
    std::string about;      // a dimension's or an indicator's code; may be empty
    std::string text;
    std::string diagnosis;  // id of the diagnosis record whose suggestion it comes from; may be empty
    friend bool operator==(const Feedback&, const Feedback&) = default;
};

inline constexpr int feedback_characters = 1000;  // code points

[[nodiscard]] std::string to_json(const Feedback& feedback);
[[nodiscard]] Result<Feedback, std::vector<json::Problem>> feedback_from_json(std::string_view text);
[[nodiscard]] Result<Feedback, std::vector<json::Problem>> feedback_from_json(const json::Value& value, std::string path = "$");

// What keeps it from being handed in: a text that says nothing, a subject that does not exist.
[[nodiscard]] std::vector<json::Problem> validate(const Feedback& feedback, const Instrument& instrument);

}  // namespace xz::domain
