#include "terminal/input/rime_pinyin.hpp"

#include "terminal/input/pinyin_schema.hpp"

#include <dlfcn.h>
#include <rime_api.h>

#include <atomic>
#include <fstream>
#include <string>
#include <thread>
#include <utility>

namespace xz::input {

namespace {

namespace fs = std::filesystem;

constexpr int BackSpaceKey = 0xff08;  // X11's keysym
constexpr int ErrorsOnly = 2;

bool write(const fs::path& file, std::string_view text) {
    std::ofstream out{file, std::ios::binary | std::ios::trunc};
    out << text;
    return static_cast<bool>(out.flush());
}

bool has_tables(const fs::path& data) {
    std::error_code ignored;
    return fs::exists(data / "build" / "luna_pinyin.table.bin", ignored) && fs::exists(data / "build" / "luna_pinyin.prism.bin", ignored);
}

// Opened when somebody writes: with the libraries that it brings it would hold up the first frame of every start, and cost memory at rest.
// Never closed: what it brings does not survive that.
RimeApi* open_librime() {
    void* const library = ::dlopen("librime.so.1", RTLD_NOW | RTLD_LOCAL);
    void* const symbol = library != nullptr ? ::dlsym(library, "rime_get_api") : nullptr;
    return symbol != nullptr ? reinterpret_cast<RimeApi* (*)()>(symbol)() : nullptr;
}

class RimePinyin final : public PinyinEngine {
public:
    RimePinyin(const RimePlaces& places, std::function<void()> ready)
        : ready_to_type_{std::move(ready)}, data_{places.data}, prebuilt_{places.data / "build"}, run_{places.run}, staging_{places.run / "settings"} {}

    ~RimePinyin() override {
        if (loader_.joinable()) {
            loader_.join();
        }
        if (initialized_) {
            rime_->cleanup_all_sessions();
            rime_->finalize();
        }
    }
    RimePinyin(const RimePinyin&) = delete;
    RimePinyin& operator=(const RimePinyin&) = delete;

    void load() override {
        if (!loader_.joinable()) {
            loader_ = std::thread{[this] { work(); }};
        }
    }

    [[nodiscard]] bool is_ready() const override { return ready_.load(std::memory_order_acquire); }

    void type(char letter) override {
        if (is_ready()) {
            rime_->process_key(session_, letter, 0);
        }
    }

    void erase() override {
        if (is_ready()) {
            rime_->process_key(session_, BackSpaceKey, 0);
        }
    }

    std::vector<std::string> words(std::size_t first, std::size_t count) override {
        std::vector<std::string> found;
        RimeCandidateListIterator each{};
        if (is_ready() && rime_->candidate_list_from_index(session_, &each, static_cast<int>(first)) == True) {
            while (found.size() < count && rime_->candidate_list_next(&each) == True) {
                found.emplace_back(each.candidate.text);
            }
            rime_->candidate_list_end(&each);
        }
        return found;
    }

    std::string choose(std::size_t index) override {
        if (is_ready()) {
            rime_->select_candidate(session_, index);
        }
        return committed();
    }

    std::string commit() override {
        if (is_ready()) {
            rime_->commit_composition(session_);
        }
        return committed();
    }

    [[nodiscard]] std::string composing() const override {
        std::string text;
        RIME_STRUCT(RimeContext, context);
        if (is_ready() && rime_->get_context(session_, &context) == True) {
            if (context.composition.preedit != nullptr) {
                text = context.composition.preedit;
            }
            rime_->free_context(&context);
        }
        return text;
    }

    void forget() override {
        if (is_ready()) {
            rime_->destroy_session(session_);
            session_ = rime_->create_session();
        }
    }

private:
    void work() {
        std::error_code error;
        fs::create_directories(staging_, error);
        std::string schema_file{PinyinSchema};
        schema_file += ".schema.yaml";
        if (error || !has_tables(data_) || !write(staging_ / "default.yaml", DefaultConfig) || !write(staging_ / schema_file, SchemaConfig)) {
            return;
        }
        rime_ = open_librime();
        if (rime_ == nullptr) {
            return;
        }
        RIME_STRUCT(RimeTraits, traits);
        traits.shared_data_dir = data_.c_str();
        traits.user_data_dir = run_.c_str();
        traits.prebuilt_data_dir = prebuilt_.c_str();
        traits.staging_dir = staging_.c_str();
        traits.distribution_name = "xuezhen";
        traits.distribution_code_name = "xuezhen";
        traits.distribution_version = "1";
        traits.app_name = "rime.xuezhen";
        traits.min_log_level = ErrorsOnly;
        traits.log_dir = "";
        rime_->setup(&traits);
        rime_->initialize(&traits);
        initialized_ = true;
        session_ = rime_->create_session();
        // The first syllable opens tables and the conversion to simplified characters: not under a finger.
        rime_->process_key(session_, 'n', 0);
        RimeCandidateListIterator first{};
        const bool works = rime_->candidate_list_begin(session_, &first) == True && rime_->candidate_list_next(&first) == True;
        if (works) {
            rime_->candidate_list_end(&first);
        }
        rime_->destroy_session(session_);
        session_ = rime_->create_session();
        if (works && session_ != 0) {
            ready_.store(true, std::memory_order_release);
            ready_to_type_();
        }
    }

    std::string committed() {
        std::string text;
        RIME_STRUCT(RimeCommit, commit);
        if (is_ready() && rime_->get_commit(session_, &commit) == True) {
            text = commit.text;
            rime_->free_commit(&commit);
        }
        return text;
    }

    std::function<void()> ready_to_type_;
    RimeApi* rime_ = nullptr;  // like the session the loader's until ready_, the interface's from then on
    fs::path data_, prebuilt_, run_, staging_;
    RimeSessionId session_ = 0;
    bool initialized_ = false;
    std::atomic<bool> ready_{false};
    std::thread loader_;
};

}  // namespace

std::unique_ptr<PinyinEngine> open_rime(const RimePlaces& places, std::function<void()> ready) {
    return std::make_unique<RimePinyin>(places, std::move(ready));
}

}  // namespace xz::input
