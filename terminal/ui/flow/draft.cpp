#include "terminal/ui/flow/draft.hpp"

#include <boost/json.hpp>

namespace xz::ui::flow {
namespace {

constexpr std::int64_t form_version = 1;
constexpr std::size_t longest_code = 64;
constexpr std::size_t longest_id = 100;

}  // namespace

std::string to_json(const Draft& draft) {
    json::Array consents;
    for (const auto& consent : draft.consents)
        consents.push_back(json::Object{{"purpose", consent.purpose}, {"notice", consent.notice}, {"given", consent.given}, {"at", to_rfc3339(consent.at)}});
    json::Array revealed;
    for (const auto& dimension : draft.revealed) revealed.push_back(json::Value(dimension));
    json::Object object{{"v", form_version},
                        {"academic_year", draft.academic_year},
                        {"instrument", draft.instrument},
                        {"started_at", to_rfc3339(draft.started_at)},
                        {"place", draft.place},
                        {"consents", std::move(consents)},
                        {"revealed", std::move(revealed)},
                        // As text: the payload has its own codec, with decimals of its own.
                        {"diagnosis", domain::to_json(draft.diagnosis)}};
    return json::canonical(object);
}

std::optional<Draft> draft_from_json(std::string_view text) {
    const auto parsed = json::parse(text);
    if (!parsed) return std::nullopt;
    std::vector<json::Problem> problems;
    json::ObjectReader reader{*parsed, "$", problems};
    Draft draft;
    (void)reader.integer("v", form_version, form_version);
    draft.academic_year = reader.text("academic_year", 1, longest_code);
    draft.instrument = reader.text("instrument", 1, longest_id);
    draft.started_at = reader.instant("started_at");
    draft.place = reader.text("place", 0, longest_code);
    reader.each("consents", 0, 32, [&](const json::Value& value, const std::string& path) {
        json::ObjectReader item{value, path, problems};
        protocol::Consent consent;
        consent.purpose = item.text("purpose", 1, longest_code);
        consent.notice = item.text("notice", 1, longest_id);
        consent.given = item.boolean("given");
        consent.at = item.instant("at");
        item.refuse_unknown();
        draft.consents.push_back(std::move(consent));
    });
    reader.each("revealed", 0, 64, [&](const json::Value& value, const std::string& path) {
        if (const auto* code = value.if_string())
            draft.revealed.emplace(code->c_str());
        else
            problems.push_back({path, "a dimension's code"});
    });
    const auto payload = reader.text("diagnosis", 2, std::size_t{1} << 20);
    reader.refuse_unknown();
    if (!problems.empty()) return std::nullopt;
    auto diagnosis = domain::diagnosis_from_json(payload);
    if (!diagnosis) return std::nullopt;
    draft.diagnosis = std::move(*diagnosis);
    return draft;
}

}  // namespace xz::ui::flow
