#include "tests/support/platform/test_platform.hpp"

#include "terminal/core/crypto/init.hpp"
#include "tests/support/bundle_folder.hpp"

namespace xz::testing {

using namespace server;
using server::sync::Completion;
using server::sync::Done;
using server::sync::wait_for;

namespace {

constexpr std::chrono::hours kStatementLife{1};

std::string uuid(RandomSource& random) {
    const SystemClock clock;
    return IdMaker{clock, random}.uuid_v7();
}

// What the form takes for an indicator: the best, or the worst, or something between.
domain::Answer answer_for(const domain::Indicator& indicator, int level) {
    switch (indicator.type) {
        case domain::IndicatorType::Likert:
            return domain::LikertItems{std::vector<std::optional<int>>(indicator.items.size(), level + 1)};
        case domain::IndicatorType::Choice:
            return domain::Chosen{indicator.choices[static_cast<std::size_t>(level - 1) * (indicator.choices.size() - 1) / 3].value};
        default: break;
    }
    return domain::Decimal{static_cast<std::uint32_t>(level)};
}

}  // namespace

TestTerminal::TestTerminal(std::string name, const crypto::BoxPublicKey& platform, const crypto::BoxPublicKey& recovery)
    : id{std::move(name)}, key{[] {
          SystemRandom random;
          return crypto::SigningKey::generate(random);
      }()},
      platform_{platform},
      recovery_{recovery} {
    start_new_chain();
}

void TestTerminal::start_new_chain() {
    place = {.chain = uuid(random_), .seq = 1, .prev = {}};
}

TestTerminal TestTerminal::clone() const {
    TestTerminal other{id, platform_, recovery_};
    other.key = crypto::SigningKey{key.seed().clone()};
    other.place = place;
    return other;
}

std::string TestTerminal::seal(const protocol::RecordContent& content, const protocol::Prover& prover, Instant captured_at) {
    const protocol::Sealer sealer{.terminal = id,
                                  .terminal_key = key,
                                  .platform = platform_,
                                  .recovery = recovery_,
                                  .kid = platform_.id(),
                                  .rkid = recovery_.id()};
    auto sealed = protocol::seal(content, prover, place, sealer, captured_at, random_);
    if (!sealed) {
        throw std::runtime_error{json::to_text(sealed.error().problem)};
    }
    place.seq = sealed->seq + 1;
    place.prev = sealed->sha256;
    return std::move(sealed->bytes);
}

TestPlatform::TestPlatform()
    : receipt_key{(crypto::init(), crypto::SigningKey::generate(random))},
      box_key{crypto::BoxKey::generate(random)},
      recovery_key{crypto::BoxKey::generate(random)},
      published{published_from(XUEZHEN_ASSETS "/instruments")},
      platform_key_{crypto::Secret<32>::random(random)},
      student_file_key_{crypto::Secret<32>::random(random)},
      wrapping_key_{crypto::Secret<32>::random(random)},
      ids_{clock, random} {
    open(storage::Storage::Mode::Create);
    publish();
}

void TestPlatform::open(storage::Storage::Mode mode) {
    auto opened = storage::Storage::open(
        folder.path(), mode, {platform_key_.clone(), student_file_key_.clone(), wrapping_key_.clone()}, random);
    if (!opened) {
        throw std::runtime_error{std::string{sqlite::to_text(opened.error())}};
    }
    storage_ = std::move(*opened);
}

std::string TestPlatform::dump() const {
    auto database = sqlite::Database::open(folder / "platform.db", sqlite::Key{platform_key_.bytes().data(), 32},
                                           {.access = sqlite::Access::Reader, .presence = sqlite::Presence::MustExist});
    if (!database) {
        throw std::runtime_error{std::string{sqlite::to_text(database.error())}};
    }
    std::vector<std::string> tables;
    auto names = database->prepare("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name");
    while (names.next()) {
        tables.push_back(names.text(0));
    }
    std::string text;
    for (const std::string& table : tables) {
        std::string columns;
        auto info = database->prepare("SELECT group_concat('quote(\"' || name || '\")', ' || '','' || ') FROM pragma_table_info('" + table + "')");
        if (info.next()) {
            columns = info.text(0);
        }
        text += "-- " + table + "\n";
        auto rows = database->prepare("SELECT " + columns + " FROM \"" + table + "\" ORDER BY 1");
        while (rows.next()) {
            text += rows.text(0) + "\n";
        }
    }
    return text;
}

void TestPlatform::execute(std::string_view sql) {
    close();
    {
        auto database = sqlite::Database::open(folder / "platform.db", sqlite::Key{platform_key_.bytes().data(), 32});
        if (!database) {
            throw std::runtime_error{std::string{sqlite::to_text(database.error())}};
        }
        database->execute(sql);
    }
    reopen();
}

void TestPlatform::reopen() {
    open(storage::Storage::Mode::Open);
}

void TestPlatform::publish() {
    const auto members = domain::bundle_members(bundle_folder(XUEZHEN_ASSETS "/instruments"));
    sync::PublishedBundle bundle{
        .version = 1, .wire = "{}", .payload = *members, .sha256 = "", .published_at = clock.now(), .actor = "test"};
    std::vector<std::string> instruments;
    for (const auto& instrument : published.instruments) {
        instruments.push_back(instrument.id());
    }
    wait_for<sync::PublishVerdict>(
        [&](Completion<sync::PublishVerdict> done) { ports().bundles.publish(bundle, instruments, std::move(done)); });
}

TestTerminal TestPlatform::add_terminal(const std::string& id) {
    TestTerminal terminal{id, box_key.public_key(), recovery_key.public_key()};
    sync::Terminal row;
    row.id = id;
    row.place = "图书馆一楼";
    row.added_at = clock.now();
    wait_for<bool>([&](Completion<bool> done) { ports().terminals.add(row, std::move(done)); });
    const ByteView key = terminal.key.verify_key().bytes();
    const Bytes hash{bytes_of(id).begin(), bytes_of(id).end()};
    wait_for<Done>([&](Completion<Done> done) {
        ports().terminals.add_code({hash, id, clock.now() + std::chrono::minutes{15}}, std::move(done));
    });
    sync::Enrolment enrolment{.code_hash = hash,
                              .sign_key = {key.begin(), key.end()},
                              .csr_hash = {1},
                              .certificate = {to_hex(bytes_of(id)), id, "PEM", clock.now(), clock.now() + std::chrono::hours{24}},
                              .answer = "{}",
                              .at = clock.now()};
    wait_for<sync::EnrolOutcome>(
        [&](Completion<sync::EnrolOutcome> done) { ports().terminals.enrol(enrolment, std::move(done)); });
    return terminal;
}

void TestPlatform::add_students(const std::vector<std::string>& numbers, const std::string& class_code,
                                const std::string& department) {
    sync::RosterImport import;
    import.batch = {.hash = uuid(random), .kind = "students", .actor = "test", .at = clock.now(), .accepted = numbers.size()};
    import.units = {{department, sync::UnitKind::Department, "软件工程系", ""},
                    {class_code, sync::UnitKind::Class, class_code + "班", department}};
    for (const std::string& number : numbers) {
        sync::Student student;
        student.student_no = number;
        student.name = "买买提·阿不都热依木";
        student.sex = "1";
        student.class_code = class_code;
        student.entered = "202409";
        student.status = "active";
        student.adult_on = std::chrono::year_month_day{std::chrono::year{2024}, std::chrono::September, std::chrono::day{1}};
        import.students.push_back(student);
    }
    wait_for<sync::RosterOutcome>(
        [&](Completion<sync::RosterOutcome> done) { ports().students.import_roster(import, std::move(done)); });
    for (const std::string& number : numbers) {
        const auto key = pins_.emplace(number, crypto::SigningKey::generate(random)).first->second.verify_key();
        const Bytes bytes{key.bytes().begin(), key.bytes().end()};
        wait_for<sync::PinVerdict>(
            [&](Completion<sync::PinVerdict> done) { ports().students.change_pin(number, bytes, clock.now(), std::move(done)); });
    }
}

void TestPlatform::add_status(const std::string& student_no, const std::string& indicator, const std::string& value) {
    sync::StatusImport import;
    import.batch = {.hash = uuid(random), .kind = "status", .actor = "test", .at = clock.now(), .accepted = 1};
    import.observations.push_back(
        {student_no, indicator, Year, "", value, "教务系统", *day_from_text("2026-06-01")});
    wait_for<sync::StatusOutcome>(
        [&](Completion<sync::StatusOutcome> done) { ports().students.import_status(import, std::move(done)); });
}

protocol::RecordContent TestPlatform::diagnosis(const std::string& student_no, int level) {
    const domain::Instrument& instrument = published.current();
    domain::Diagnosis diagnosis;
    for (const domain::Dimension& dimension : instrument.dimensions) {
        diagnosis.dimensions[dimension.code].self_level = domain::level_from(level);
        for (const domain::Indicator& indicator : dimension.indicators) {
            if (indicator.asked()) {
                diagnosis.answers.set(indicator.code, answer_for(indicator, level));
            }
        }
    }
    protocol::RecordContent content;
    content.id = ids_.uuid_v7();
    content.student_no = student_no;
    content.kind = protocol::RecordKind::Diagnosis;
    content.academic_year = Year;
    content.instrument = instrument.id();
    content.payload = domain::to_json(diagnosis);
    content.consents = {{.purpose = "sensitive", .notice = "notice@1", .given = true, .at = clock.now()}};
    content.started_at = clock.now();
    content.submitted_at = clock.now();
    content.locale = "zh_CN";
    return content;
}

protocol::Statement TestPlatform::statement(const std::string& student_no, const std::string& terminal) {
    return protocol::sign(protocol::Statement{.student_no = student_no,
                                              .terminal = terminal,
                                              .issued = clock.now() - std::chrono::minutes{1},
                                              .expires = clock.now() + kStatementLife,
                                              .kid = {},
                                              .sig = {}},
                          receipt_key);
}

std::string TestPlatform::envelope(TestTerminal& terminal, const std::string& student_no, int level) {
    return terminal.seal(diagnosis(student_no, level), statement(student_no, terminal.id), clock.now());
}

protocol::BatchAnswer TestPlatform::receive(const TestTerminal& terminal, const std::vector<std::string>& envelopes) {
    const auto row = ports().terminals.find(terminal.id);
    sync::Ingest ingest{ports().envelopes, ports().state.epoch(), receipt_key, clock, [](std::function<void()> work) { work(); }};
    std::promise<sync::IngestAnswer> promise;
    ingest.receive(*row, protocol::encode_batch(envelopes),
                   [&](sync::IngestAnswer answer) { promise.set_value(std::move(answer)); });
    return std::get<protocol::BatchAnswer>(promise.get_future().get());
}

sync::ProcessingKeys TestPlatform::processing_keys() const {
    const auto lent = [](const crypto::BoxKey& key) { return std::shared_ptr<const crypto::BoxKey>{std::shared_ptr<void>{}, &key}; };
    return {.box = [this, lent](std::string_view kid) { return kid == box_key.public_key().id() ? lent(box_key) : nullptr; },
            .receipt = [this](std::string_view kid) {
                return kid == receipt_key.verify_key().id() ? std::optional{receipt_key.verify_key()} : std::nullopt;
            }};
}

std::unique_ptr<sync::Processor> TestPlatform::processor(const sync::ProcessingRules& rules) {
    sync::ProcessingEvents events;
    events.counted = [this](const std::set<sync::ClassAndYear>& classes) { moved_.insert(classes.begin(), classes.end()); };
    return std::make_unique<sync::Processor>(ports(), processing_keys(), clock, random, rules, events);
}

sync::ProcessingNumbers TestPlatform::process(const sync::ProcessingRules& rules) {
    return processor(rules)->drain();
}

}  // namespace xz::testing
