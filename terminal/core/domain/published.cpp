#include "terminal/core/domain/published.hpp"

#include "terminal/core/domain/reading.hpp"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/value.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <set>

namespace xz::domain {

namespace {

using reading::Place;
using reading::Problems;

constexpr json::Limits FileLimits{.bytes = std::size_t{4} << 20, .depth = 16, .numbers = json::Numbers::integers};

// A part of what is published, and the file in which it stands.
struct Part {
    const json::Value* value = nullptr;
    std::string_view file;
    std::string path = "$";
};

// The parts of a bundle, wherever they came from; a part may be missing, which was said already.
struct Parts {
    std::vector<Part> forms;
    std::vector<Part> standards;
    Part windows;
    std::vector<Part> notices;
    Part policy;
    Part goal_chain;
};

// Runs one reader and files what it finds wrong under the part's file.
template <typename Read>
auto filed(const Part& part, FileProblems& problems, Read read) {
    Problems found;
    auto result = read(Place{*part.value, part.path, found});
    for (auto& problem : found) problems.push_back({std::string{part.file}, std::move(problem.path), std::move(problem.expected)});
    return result;
}

std::vector<Instrument> read_instruments(const Parts& parts, FileProblems& problems) {
    std::vector<Instrument> instruments;
    for (const auto& form : parts.forms) instruments.push_back(filed(form, problems, reading::read_form));
    for (std::size_t index = 0; index < parts.standards.size(); ++index) {
        const auto& part = parts.standards[index];
        if (index >= instruments.size()) {
            problems.push_back({std::string{part.file}, part.path, "no more standards than instruments"});
            continue;
        }
        filed(part, problems, [&](const Place& place) {
            reading::read_standard(place, instruments[index]);
            return 0;
        });
    }
    if (parts.standards.size() < instruments.size() && !parts.standards.empty())
        problems.push_back({std::string{parts.standards.front().file}, "$.standards", "a standard for each instrument, in the same order"});
    for (std::size_t index = 1; index < instruments.size(); ++index)
        if (instruments[index].name == instruments[index - 1].name && instruments[index].version <= instruments[index - 1].version)
            problems.push_back({std::string{parts.forms[index].file}, parts.forms[index].path + ".version", "a version above the one before"});
    return instruments;
}

std::set<std::string, std::less<>> codes_of(const std::vector<Instrument>& instruments) {
    std::set<std::string, std::less<>> codes;
    for (const auto& instrument : instruments)
        for (const auto& dimension : instrument.dimensions)
            for (const auto& indicator : dimension.indicators) codes.insert(indicator.code);
    return codes;
}

bool asks_sensitive(const std::vector<Instrument>& instruments) {
    for (const auto& instrument : instruments)
        for (const auto& dimension : instrument.dimensions)
            for (const auto& indicator : dimension.indicators)
                if (indicator.sensitive) return true;
    return false;
}

Result<Published, FileProblems> read_parts(const Parts& parts, FileProblems problems) {
    Published published;
    published.instruments = read_instruments(parts, problems);
    if (parts.windows.value) published.cycles = filed(parts.windows, problems, reading::read_cycles);
    published.work_calendar = work_calendar(published.cycles);
    for (const auto& part : parts.notices) {
        published.notices.push_back(filed(part, problems, reading::read_notice));
        const auto& consents = published.notices.back().consents;
        const auto separate = [](const ConsentItem& consent) { return consent.sensitive; };
        if (asks_sensitive(published.instruments) && std::none_of(consents.begin(), consents.end(), separate))
            problems.push_back({std::string{part.file}, part.path + ".consents", "a separate consent for the sensitive indicators"});
    }
    if (parts.policy.value) published.policy = filed(parts.policy, problems, reading::read_policy);
    if (parts.goal_chain.value)
        published.goal_chain = filed(parts.goal_chain, problems, [&](const Place& place) {
            return reading::read_goal_chain(place, codes_of(published.instruments));
        });
    if (!problems.empty()) return failure(std::move(problems));
    return published;
}

using Documents = std::map<std::string_view, json::Value>;

// Each file parsed; what cannot be is a problem, and so are files that are missing or that nobody knows.
Documents parse_files(const BundleFiles& files, FileProblems& problems) {
    Documents documents;
    for (const auto name : BundleFileNames) {
        const auto found = files.find(name);
        if (found == files.end()) {
            problems.push_back({std::string{name}, "$", "this file in the bundle's folder"});
            continue;
        }
        auto value = json::parse(found->second, FileLimits);
        if (value) documents.emplace(name, std::move(*value));
        else problems.push_back({std::string{name}, value.error().path, value.error().expected});
    }
    for (const auto& [name, text] : files)
        if (std::find(std::begin(BundleFileNames), std::end(BundleFileNames), name) == std::end(BundleFileNames))
            problems.push_back({name, "$", "no such file in a bundle"});
    return documents;
}

Part file_part(const Documents& documents, std::string_view name) {
    const auto found = documents.find(name);
    return found == documents.end() ? Part{} : Part{.value = &found->second, .file = found->first};
}

std::vector<Part> file_parts(const Documents& documents, std::string_view name) {
    const auto part = file_part(documents, name);
    return part.value ? std::vector{part} : std::vector<Part>{};
}

Part member_part(const json::Object& payload, std::string_view key, std::string_view file, FileProblems& problems) {
    const auto* value = payload.if_contains(key);
    if (!value) problems.push_back({std::string{file}, fmt::format("$.{}", key), "a value"});
    return {.value = value, .file = file, .path = fmt::format("$.{}", key)};
}

std::vector<Part> member_parts(const json::Object& payload, std::string_view key, std::string_view file, FileProblems& problems) {
    constexpr std::size_t most = 12;
    const auto* value = payload.if_contains(key);
    const auto* array = value ? value->if_array() : nullptr;
    if (!array || array->empty() || array->size() > most) {
        problems.push_back({std::string{file}, fmt::format("$.{}", key), fmt::format("an array of 1 to {} elements", most)});
        return {};
    }
    std::vector<Part> parts;
    for (std::size_t index = 0; index < array->size(); ++index)
        parts.push_back({.value = &(*array)[index], .file = file, .path = fmt::format("$.{}[{}]", key, index)});
    return parts;
}

}  // namespace

const Instrument* Published::instrument(std::string_view id) const {
    const auto found = std::find_if(instruments.begin(), instruments.end(), [&](const auto& each) { return each.id() == id; });
    return found == instruments.end() ? nullptr : &*found;
}

const Cycle* Published::cycle(std::string_view academic_year) const {
    const auto found = std::find_if(cycles.begin(), cycles.end(), [&](const auto& each) { return each.academic_year == academic_year; });
    return found == cycles.end() ? nullptr : &*found;
}

const Cycle& Published::cycle_at(Instant now) const {
    const auto opened = [&](const Cycle& cycle) { return state_of(cycle.publish, now) != WindowState::NotYet; };
    const auto last = std::find_if(cycles.rbegin(), cycles.rend(), opened);
    return last == cycles.rend() ? cycles.front() : *last;
}

std::string to_text(const FileProblems& problems) {
    std::string text;
    for (const auto& problem : problems) text += fmt::format("{} {}: expected {}\n", problem.file, problem.path, problem.expected);
    return text;
}

Result<Published, FileProblems> read_bundle(const BundleFiles& files) {
    FileProblems problems;
    const auto documents = parse_files(files, problems);
    const Parts parts{.forms = file_parts(documents, "self-diagnosis.json"),
                      .standards = file_parts(documents, "standard.json"),
                      .windows = file_part(documents, "windows.json"),
                      .notices = file_parts(documents, "notice.json"),
                      .policy = file_part(documents, "policy.json"),
                      .goal_chain = file_part(documents, "goal-chain.json")};
    return read_parts(parts, std::move(problems));
}

Result<std::string, FileProblems> bundle_members(const BundleFiles& files) {
    FileProblems problems;
    const auto documents = parse_files(files, problems);
    if (!problems.empty()) return failure(std::move(problems));
    return json::canonical(json::Object{{"instruments", json::Array{documents.at("self-diagnosis.json")}},
                                        {"standards", json::Array{documents.at("standard.json")}},
                                        {"windows", documents.at("windows.json")},
                                        {"notices", json::Array{documents.at("notice.json")}},
                                        {"policy", documents.at("policy.json")},
                                        {"goal_chain", documents.at("goal-chain.json")}});
}

Result<Published, FileProblems> parse_published(std::string_view payload, std::string_view file) {
    const auto value = json::parse(payload, FileLimits);
    if (!value) return failure(FileProblems{{std::string{file}, value.error().path, value.error().expected}});
    if (!value->is_object()) return failure(FileProblems{{std::string{file}, "$", "an object"}});
    return parse_published(value->get_object(), file);
}

Result<Published, FileProblems> parse_published(const json::Object& payload, std::string_view file) {
    FileProblems problems;
    const Parts parts{.forms = member_parts(payload, "instruments", file, problems),
                      .standards = member_parts(payload, "standards", file, problems),
                      .windows = member_part(payload, "windows", file, problems),
                      .notices = member_parts(payload, "notices", file, problems),
                      .policy = member_part(payload, "policy", file, problems),
                      .goal_chain = member_part(payload, "goal_chain", file, problems)};
    return read_parts(parts, std::move(problems));
}

}  // namespace xz::domain
