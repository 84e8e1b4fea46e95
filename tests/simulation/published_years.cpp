#include "tests/simulation/published_years.hpp"

#include "terminal/core/support/json.hpp"
#include "tests/support/bundle_folder.hpp"

#include <boost/json.hpp>
#include <fmt/format.h>

#include <stdexcept>

namespace xz::simulation {

namespace {

void replace_all(std::string& text, std::string_view from, std::string_view to) {
    for (auto at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size())) text.replace(at, from.size(), to);
}

json::Value parsed(const std::string& text) {
    auto value = json::parse(text, {.bytes = std::size_t{4} << 20});
    if (!value) throw std::runtime_error{json::to_text(value.error())};
    return std::move(*value);
}

// The calendar of DOMAIN 2 in another year; which weekends are worked is no matter here.
std::string cycles_like(const std::string& windows) {
    auto cycle = parsed(windows).as_array().back().as_object();
    cycle.erase("holidays");
    cycle.erase("worked_weekends");
    std::string all;
    for (int year = FirstYear; year <= FirstYear + Years; ++year) {
        auto text = json::canonical(cycle);
        replace_all(text, "2027", "@next");
        replace_all(text, "2026", std::to_string(year));
        replace_all(text, "@next", std::to_string(year + 1));
        all += (all.empty() ? "[" : ",") + text;
    }
    return all + "]";
}

json::Object renamed(const json::Object& indicator, std::string code, std::string former) {
    auto next = indicator;
    next["code"] = code;
    next["succeeds"] = json::Array{boost::json::string{former}};
    return next;
}

void change_form(std::string& text) {
    auto form = parsed(text);
    form.as_object()["version"] = 2;
    form.as_object()["retired"] = json::Array{"XY01", "LD02"};
    for (auto& dimension : form.as_object()["dimensions"].as_array()) {
        json::Array indicators;
        for (const auto& indicator : dimension.as_object()["indicators"].as_array()) {
            const auto& object = indicator.as_object();
            const std::string_view code = object.at("code").as_string();
            if (code == "XY01") indicators.push_back(renamed(object, "XY11", "XY01"));
            else if (code == "LD02") {
                indicators.push_back(renamed(object, "LD12", "LD02"));
                indicators.push_back(renamed(object, "LD13", "LD02"));
            } else indicators.push_back(object);
        }
        dimension.as_object()["indicators"] = std::move(indicators);
    }
    text = json::canonical(form);
}

void change_standard(std::string& text) {
    auto standard = parsed(text);
    auto& object = standard.as_object();
    object["version"] = 2;
    object["instrument"] = "self-diagnosis@2";
    auto& judged = object["indicators"].as_object();
    judged["XY11"] = judged.at("XY01");
    judged["LD12"] = judged.at("LD02");
    judged["LD13"] = judged.at("LD02");
    judged["LD12"].as_object()["weight"] = 13;
    judged["LD13"].as_object()["weight"] = 12;
    judged.erase("XY01");
    judged.erase("LD02");
    text = json::canonical(standard);
}

}  // namespace

std::string academic_year(int first_year) {
    return fmt::format("{}-{}", first_year, first_year + 1);
}

domain::BundleFiles first_version() {
    auto files = testing::bundle_folder(XUEZHEN_ASSETS "/instruments");
    files["windows.json"] = cycles_like(files.at("windows.json"));
    return files;
}

domain::BundleFiles second_version() {
    auto files = first_version();
    change_form(files["self-diagnosis.json"]);
    change_standard(files["standard.json"]);
    replace_all(files["goal-chain.json"], "XY01", "XY11");
    replace_all(files["goal-chain.json"], "LD02", "LD12");
    return files;
}

}  // namespace xz::simulation
