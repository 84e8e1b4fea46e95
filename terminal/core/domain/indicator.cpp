#include "terminal/core/domain/indicator.hpp"

#include "terminal/core/support/json.hpp"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/value.hpp>

#include <array>

namespace xz::domain {

namespace {

json::Array pair_of(const std::string& value, const Decimal& score) {
    return json::Array{boost::json::string{value}, boost::json::string{score.text()}};
}

json::Array anchors_of(const Indicator& indicator) {
    json::Array anchors;
    for (const auto& anchor : indicator.anchors) anchors.push_back(pair_of(anchor.value.text(), anchor.score));
    for (const auto& choice : indicator.choices) anchors.push_back(pair_of(std::to_string(choice.value), choice.score));
    for (std::size_t count = 0; count < indicator.scores.size(); ++count)
        anchors.push_back(pair_of(std::to_string(count), indicator.scores[count]));
    return anchors;
}

}  // namespace

std::string_view name_of(Contact contact) {
    return contact == Contact::Counselor ? "counselor" : "psychology-centre";
}

std::optional<Contact> contact_from(std::string_view name) {
    for (const auto contact : {Contact::Counselor, Contact::PsychologyCentre})
        if (name_of(contact) == name) return contact;
    return std::nullopt;
}

std::string_view name_of(IndicatorType type) {
    constexpr std::array<std::string_view, 4> names{"number", "choice", "likert", "count"};
    return names[static_cast<std::size_t>(type)];
}

std::string_view name_of(Source source) {
    constexpr std::array<std::string_view, 4> names{"I", "S", "V", "I/V"};
    return names[static_cast<std::size_t>(source)];
}

std::string definition_of(const Indicator& indicator) {
    json::Array thresholds;
    if (indicator.thresholds)
        for (const auto* threshold :
             {&indicator.thresholds->pass, &indicator.thresholds->good, &indicator.thresholds->excellent})
            thresholds.emplace_back(threshold->text());
    return json::canonical(json::Object{
        {"code", indicator.code},
        {"type", name_of(indicator.type)},
        {"direction", indicator.direction == Direction::Up ? "up" : "down"},
        {"anchors", anchors_of(indicator)},
        {"thresholds", std::move(thresholds)},
        {"n", indicator.items.size()},
    });
}

}  // namespace xz::domain
