#include "server-sync/admin/plain_text.hpp"

#include "terminal/core/support/text.hpp"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>

#include <algorithm>
#include <vector>

namespace xz::server::admin {

namespace {

std::string cell(const json::Value& value) {
    if (value.is_string()) return std::string{value.get_string()};
    if (value.is_null()) return "-";
    if (value.is_bool()) return value.get_bool() ? "yes" : "no";
    return boost::json::serialize(value);
}

bool is_table(const json::Value& value) {
    return value.is_array() && !value.get_array().empty() &&
           std::ranges::all_of(value.get_array(), [](const auto& row) { return row.is_object(); });
}

std::string table(const json::Array& rows) {
    std::vector<std::vector<std::string>> cells(1);
    for (const auto& member : rows.front().get_object()) cells.front().emplace_back(member.key());
    for (const auto& row : rows) {
        auto& line = cells.emplace_back();
        for (const auto& member : row.get_object()) line.push_back(cell(member.value()));
    }
    std::vector<std::size_t> widths(cells.front().size());
    for (const auto& line : cells) {
        for (std::size_t i = 0; i < std::min(line.size(), widths.size()); ++i) widths[i] = std::max(widths[i], count_code_points(line[i]));
    }
    std::string text;
    for (const auto& line : cells) {
        for (std::size_t i = 0; i < std::min(line.size(), widths.size()); ++i) {
            text += line[i];
            if (i + 1 < line.size()) text.append(widths[i] - count_code_points(line[i]) + 2, ' ');
        }
        text += '\n';
    }
    return text;
}

}  // namespace

std::string to_plain_text(const json::Value& answer) {
    if (is_table(answer)) return table(answer.get_array());
    if (answer.is_array()) {
        std::string text;
        for (const auto& item : answer.get_array()) text += cell(item) + '\n';
        return text.empty() ? "none\n" : text;
    }
    if (!answer.is_object()) return cell(answer) + '\n';
    std::string text;
    for (const auto& member : answer.get_object()) {
        const std::string name{member.key()};
        if (is_table(member.value())) {
            text += name + ":\n" + table(member.value().get_array());
        } else if (member.value().is_array()) {
            text += name + ": " + (member.value().get_array().empty() ? "none\n" : "\n" + to_plain_text(member.value()));
        } else {
            text += name + ": " + cell(member.value()) + '\n';
        }
    }
    return text;
}

}  // namespace xz::server::admin
