#include "terminal/core/domain/feedback.hpp"

#include "terminal/core/domain/payload.hpp"
#include "terminal/core/support/text.hpp"

#include <algorithm>
#include <array>

namespace xz::domain {

namespace {

constexpr std::array<std::string_view, 5> AddresseeNames{"counselor", "teacher", "department", "school", "psychology-centre"};

}  // namespace

std::string_view name_of(Addressee addressee) {
    return AddresseeNames[static_cast<std::size_t>(addressee)];
}

std::optional<Addressee> addressee_from(std::string_view name) {
    const auto found = std::find(AddresseeNames.begin(), AddresseeNames.end(), name);
    if (found == AddresseeNames.end()) return std::nullopt;
    return static_cast<Addressee>(found - AddresseeNames.begin());
}

std::string to_json(const Feedback& feedback) {
    json::Object object{{"to", name_of(feedback.to)}, {"text", feedback.text}};
    payload::write_text(object, "thread", feedback.thread);
    payload::write_text(object, "about", feedback.about);
    payload::write_text(object, "diagnosis", feedback.diagnosis);
    return json::canonical(object);
}

Result<Feedback, std::vector<json::Problem>> feedback_from_json(std::string_view text) {
    const auto value = json::parse(text);
    if (!value) return failure(std::vector{value.error()});
    return feedback_from_json(*value);
}

Result<Feedback, std::vector<json::Problem>> feedback_from_json(const json::Value& value, std::string path) {
    payload::Problems problems;
    json::ObjectReader reader{value, std::move(path), problems};
    Feedback feedback;
    feedback.thread = payload::uuid_or_empty(reader, "thread");
    feedback.to = static_cast<Addressee>(reader.choice("to", {AddresseeNames.begin(), AddresseeNames.end()}));
    feedback.about = payload::code_or_empty(reader, "about");
    feedback.text = reader.text("text", 0, feedback_characters);
    feedback.diagnosis = payload::uuid_or_empty(reader, "diagnosis");
    reader.refuse_unknown();
    return payload::unless(std::move(problems), std::move(feedback));
}

std::vector<json::Problem> validate(const Feedback& feedback, const Instrument& instrument) {
    std::vector<json::Problem> problems;
    if (!says_something(feedback.text)) problems.push_back({"$.text", "a text that says something"});
    if (!feedback.about.empty() && !instrument.dimension(feedback.about) && !instrument.find(feedback.about))
        problems.push_back({"$.about", "the code of a dimension or an indicator"});
    return problems;
}

}  // namespace xz::domain
