#include "server-sync/sync/activation_slips.hpp"

#include "server-sync/sync/import_report.hpp"
#include "terminal/core/protocol/pin.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <utility>

namespace xz::server::sync {

namespace {

constexpr std::string_view kSlipBegins = "<!-- slip -->";
constexpr std::string_view kSlipEnds = "<!-- end -->";

std::string escaped(std::string_view text) {
    std::string html;
    for (const char character : text) {
        switch (character) {
            case '&': html += "&amp;"; break;
            case '<': html += "&lt;"; break;
            case '>': html += "&gt;"; break;
            case '"': html += "&quot;"; break;
            default: html += character;
        }
    }
    return html;
}

using Words = std::vector<std::pair<std::string_view, std::string>>;

// Replaces each {{word}} once it is met; what was put in is not looked at again.
std::string filled(std::string_view text, const Words& words) {
    std::string out;
    while (!text.empty()) {
        const std::size_t begin = text.find("{{");
        const std::size_t end = begin == std::string_view::npos ? begin : text.find("}}", begin);
        if (end == std::string_view::npos) {
            break;
        }
        out += text.substr(0, begin);
        const std::string_view name = text.substr(begin + 2, end - begin - 2);
        const auto found = std::find_if(words.begin(), words.end(), [&](const auto& word) { return word.first == name; });
        out += found == words.end() ? std::string{} : escaped(found->second);
        text.remove_prefix(end + 2);
    }
    return out.append(text);
}

Words words_of(const ActivationSlip& slip, const std::string& until) {
    return {{"name", slip.name},
            {"number", slip.student_no},
            {"class", slip.class_name},
            {"code", protocol::shown_activation_code(slip.digits)},
            {"until", until}};
}

}  // namespace

void issue_codes(const Ports& ports, std::string_view unit_code, Instant now, RandomSource& random, AuditEntry audit,
                 Completion<std::optional<ActivationSlips>> done) {
    const auto unit = ports.students.unit(unit_code);
    if (!unit) {
        done(std::optional<ActivationSlips>{});
        return;
    }
    ActivationSlips issued{.title = unit->name, .made_at = now, .until = now + ActivationCodeLife, .slips = {}};
    std::map<std::string, std::string> class_names;
    std::vector<ActivationCode> codes;
    for (Student& student : ports.students.without_pin(unit_code)) {
        auto [class_name, added] = class_names.try_emplace(student.class_code);
        if (added) {
            const auto found = ports.students.unit(student.class_code);
            class_name->second = found ? found->name : student.class_code;
        }
        std::string digits = protocol::make_activation_code(random);
        codes.push_back({student.student_no, activation_hash(student.student_no, digits), issued.until});
        issued.slips.push_back({std::move(student.student_no), std::move(student.name), std::move(student.class_code), class_name->second,
                                std::move(digits)});
    }
    auto finish = [issued = std::move(issued), done = std::move(done)](Outcome<std::vector<std::string>> renewed) mutable {
        if (!renewed) {
            done(failure(renewed.error()));
            return;
        }
        std::sort(renewed->begin(), renewed->end());
        std::erase_if(issued.slips, [&](const ActivationSlip& slip) {  // whoever set a PIN in this very moment
            return !std::binary_search(renewed->begin(), renewed->end(), slip.student_no);
        });
        done(std::optional{std::move(issued)});
    };
    ports.students.renew_codes(std::move(codes), std::move(audit), std::move(finish));
}

std::string to_html(const ActivationSlips& slips, std::string_view page_template) {
    const std::string until = xz::to_text(day_in_china(slips.until));
    const Words page{{"title", slips.title},
                     {"count", std::to_string(slips.slips.size())},
                     {"date", xz::to_text(day_in_china(slips.made_at))},
                     {"until", until}};
    const std::size_t begin = page_template.find(kSlipBegins);
    const std::size_t end = begin == std::string_view::npos ? begin : page_template.find(kSlipEnds, begin);
    if (end == std::string_view::npos) {
        return filled(page_template, page);
    }
    const std::string_view slip_template = page_template.substr(begin + kSlipBegins.size(), end - begin - kSlipBegins.size());
    std::string html = filled(page_template.substr(0, begin), page);
    for (const ActivationSlip& slip : slips.slips) {
        html += filled(slip_template, words_of(slip, until));
    }
    return html + filled(page_template.substr(end + kSlipEnds.size()), page);
}

std::string to_csv(const ActivationSlips& slips) {
    std::string csv = "\xEF\xBB\xBFXH,XM,BH,class_name,code,until\r\n";
    for (const ActivationSlip& slip : slips.slips) {
        csv += fmt::format("{},{},{},{},{},{}\r\n", csv_field(slip.student_no), csv_field(slip.name), csv_field(slip.class_code),
                           csv_field(slip.class_name), csv_field(protocol::shown_activation_code(slip.digits)),
                           xz::to_text(day_in_china(slips.until)));
    }
    return csv;
}

}  // namespace xz::server::sync
