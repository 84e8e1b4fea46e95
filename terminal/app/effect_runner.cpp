#include "terminal/app/effect_runner.hpp"

#include "terminal/app/handing_in.hpp"
#include "terminal/core/protocol/student_context.hpp"

#include <spdlog/spdlog.h>

#include <memory>
#include <utility>

namespace xz::app {
namespace {

namespace flow = ui::flow;

template <typename... Cases>
struct Overloaded : Cases... {
    using Cases::operator()...;
};

std::size_t place_of(protocol::RecordKind kind) { return static_cast<std::size_t>(kind); }
static_assert(static_cast<std::size_t>(protocol::RecordKind::Feedback) + 1 == EffectRunner::record_kinds);

flow::LocalDrafts local(SignIn::Drafts drafts) {
    return drafts == SignIn::Drafts::None ? flow::LocalDrafts::None : flow::LocalDrafts::OtherPin;
}

}  // namespace

flow::StoreProblem problem_of(const std::exception& error) {
    const auto* sql = dynamic_cast<const sqlite::Error*>(&error);
    return sql != nullptr && sql->fault() == sqlite::Fault::DiskFull ? flow::StoreProblem::DiskFull : flow::StoreProblem::Broken;
}

flow::StoreProblem problem_of(storage::StoreFailure failure) {
    using storage::StoreFailure;
    switch (failure) {
        case StoreFailure::KeyMissing:
        case StoreFailure::KeyUnreadable:
        case StoreFailure::KeyLevelDropped:
        case StoreFailure::WrongKey: return flow::StoreProblem::WrongKey;
        case StoreFailure::KeyringMissing:
        case StoreFailure::KeyringDamaged: return flow::StoreProblem::KeyringBroken;
        case StoreFailure::StoreMissing:
        case StoreFailure::NotEncrypted:
        case StoreFailure::NotAFile:
        case StoreFailure::Empty: return flow::StoreProblem::Foreign;
        case StoreFailure::TooNew: return flow::StoreProblem::TooNew;
        case StoreFailure::InUse:
        case StoreFailure::AccessDenied:
        case StoreFailure::Io:
        case StoreFailure::CipherMissing: return flow::StoreProblem::Unreachable;
        case StoreFailure::DiskFull: return flow::StoreProblem::DiskFull;
        default: break;
    }
    return flow::StoreProblem::Broken;
}

EffectRunner::EffectRunner(StorageThread& storage, EventQueue& events, const Clock& clock, RandomSource& random,
                           std::function<void()> sync_now, std::function<void(const flow::StaffTask&)> staff)
    : storage_{storage},
      events_{events},
      clock_{clock},
      random_{random},
      sync_now_{std::move(sync_now)},
      staff_{std::move(staff)},
      ids_{clock, random},
      sign_in_worker_{"sign-in", [this](std::exception_ptr thrown) {
                          try {
                              std::rethrow_exception(thrown);
                          } catch (const std::exception& error) {
                              spdlog::error("sign-in: {}", error.what());
                              failed(0, error);
                          }
                      }} {}

EffectRunner::~EffectRunner() { finish(); }

void EffectRunner::connect(SignIn& sign_in) {
    sign_in_worker_.post([this, &sign_in] { sign_in_ = &sign_in; });
}

void EffectRunner::run(flow::Effects effects) {
    for (const flow::Effect& effect : effects) {
        std::visit([this](const auto& one) { perform(one); }, effect);
    }
}

void EffectRunner::in_store(flow::Ticket ticket, std::function<void(storage::Store&)> work) {
    storage_.post(std::move(work), [this, ticket](const std::exception& error) { failed(ticket, error); });
}

void EffectRunner::failed(flow::Ticket ticket, const std::exception& error) {
    if (dynamic_cast<const StorageThread::NotOpen*>(&error) != nullptr) {
        return;  // why there is none was told when it did not open, and may be less than a broken one
    }
    const flow::StoreProblem problem = problem_of(error);
    if (dynamic_cast<const sqlite::Error*>(&error) != nullptr && problem == flow::StoreProblem::Broken) {
        broken_ = true;
    }
    events_.post(flow::StoreFailed{ticket, problem});
}

void EffectRunner::disk_has_room() {
    if (!broken_) {
        events_.post(flow::StoreHealthy{});
    }
}

Visit& EffectRunner::visit() {
    if (!visit_) {
        throw std::logic_error{"nobody is signed in"};
    }
    return *visit_;
}

void EffectRunner::welcome(flow::Ticket ticket, std::uint64_t session, Visit visit) {
    auto arriving = std::make_shared<Visit>(std::move(visit));  // shared: the storage thread's tasks are copyable
    in_store(ticket, [this, ticket, session, arriving](storage::Store& store) {
        if (session != session_.load()) {
            return;
        }
        flow::LoginSucceeded succeeded{.ticket = ticket, .mode = flow::LoginMode::Offline, .consents = store.consents().latest(arriving->student_no)};
        if (arriving->online) {
            succeeded.mode = flow::LoginMode::Online;
            succeeded.context = arriving->online->context;
        }
        visit_ = std::make_unique<Visit>(std::move(*arriving));
        events_.post(std::move(succeeded));
    });
}

void EffectRunner::perform(const flow::StartLogin& effect) {
    sign_in_worker_.post([this, effect, session = session_.load()] {
        if (sign_in_ == nullptr) {
            events_.post(flow::PlatformUnreachable{effect.ticket});
            return;
        }
        const protocol::Identity who = effect.card.empty() ? protocol::Identity{protocol::StudentNumber{effect.student_no}} : protocol::Identity{protocol::CardNumber{effect.card}};
        auto outcome = sign_in_->with_pin(who, effect.pin.reveal());
        std::visit(Overloaded{
                       [&](Visit& visit) { welcome(effect.ticket, session, std::move(visit)); },
                       [&](const SignIn::Refused& refused) { events_.post(flow::LoginRefused{effect.ticket, refused.wait}); },
                       [&](const SignIn::Unreachable& away) {
                           events_.post(flow::PlatformUnreachable{effect.ticket, local(away.drafts), away.wait});
                       },
                   },
                   outcome);
    });
}

void EffectRunner::perform(const flow::StartOffline& effect) {
    sign_in_worker_.post([this, effect, session = session_.load()] {
        if (sign_in_ == nullptr) {
            events_.post(flow::PlatformUnreachable{effect.ticket});
            return;
        }
        welcome(effect.ticket, session, sign_in_->unchecked(effect.student_no, effect.pin.reveal()));
    });
}

void EffectRunner::perform(const flow::SetPin& effect) {
    sign_in_worker_.post([this, effect] {
        if (sign_in_ == nullptr) {
            events_.post(flow::PlatformUnreachable{effect.ticket});
            return;
        }
        std::visit(Overloaded{
                       [&](const SignIn::Done&) { events_.post(flow::PinSet{effect.ticket}); },
                       [&](const SignIn::Refused& refused) { events_.post(flow::PinRefused{effect.ticket, refused.wait}); },
                       [&](const SignIn::Unreachable&) { events_.post(flow::PlatformUnreachable{effect.ticket}); },
                   },
                   sign_in_->set_first_pin(effect.student_no, effect.activation_code.reveal(), effect.pin.reveal()));
    });
}

void EffectRunner::perform(const flow::OpenDraft& effect) {
    in_store(effect.ticket, [this, effect](storage::Store& store) {
        Visit& here = visit();
        if (here.online && here.drafts.empty()) {
            if (auto unlocked = store.drafts().unlock(here.student_no, here.stretched, storage::PinTrust::ProvenOnline)) {
                here.drafts = std::move(*unlocked);
            }
        }
        flow::DraftLoaded loaded{.ticket = effect.ticket};
        if (const storage::OpenDraft* draft = here.draft(effect.kind, effect.academic_year)) {
            if (const auto body = store.drafts().body(*draft)) {
                loaded.body = std::string{body->text()};
            }
        }
        events_.post(std::move(loaded));
    });
}

void EffectRunner::perform(const flow::SaveDraft& effect) {
    newest_save_[place_of(effect.kind)] = effect.ticket;
    in_store(effect.ticket, [this, effect](storage::Store& store) {
        if (effect.ticket < newest_save_[place_of(effect.kind)].load()) {
            return;
        }
        Visit& here = visit();
        storage::OpenDraft* draft = here.draft(effect.kind, effect.academic_year);
        if (draft != nullptr && !store.drafts().save(*draft, bytes_of(effect.body))) {
            std::erase_if(here.drafts, [draft](const storage::OpenDraft& one) { return &one == draft; });
            draft = nullptr;
        }
        if (draft == nullptr) {
            here.drafts.push_back(
                store.drafts().begin(here.student_no, effect.kind, effect.academic_year, here.stretched, bytes_of(effect.body)));
        }
        events_.post(flow::DraftSaved{effect.ticket});
    });
}

void EffectRunner::perform(const flow::Submit& effect) {
    in_store(effect.ticket, [this, effect](storage::Store& store) {
        const HandedIn handed_in = hand_in(store, visit(), effect, clock_.now(), ids_, random_);
        events_.post(flow::Submitted{effect.ticket, handed_in.record_id, handed_in.seq});
        sync_now_();
    });
}

void EffectRunner::perform(const flow::RecordNotice& effect) {
    in_store(effect.ticket, [this, effect](storage::Store& store) { store.consents().keep(visit().student_no, effect.consents); });
}

std::optional<EffectRunner::Question> EffectRunner::question_of(const flow::Act& effect) {
    auto question = storage_.ask([&](storage::Store&) -> std::optional<Question> {
        if (!visit_ || !visit_->online) {
            return std::nullopt;
        }
        return Question{.action = {.id = ids_.uuid_v7(), .type = effect.type, .subject = effect.subject, .text = effect.text},
                        .student_no = visit_->student_no,
                        .token = crypto::SecureBytes::copy_of(visit_->online->token.bytes()),
                        .session = session_.load()};
    });
    if (question && unanswered_ && unanswered_in_ == question->session && unanswered_->type == effect.type &&
        unanswered_->subject == effect.subject && unanswered_->text == effect.text) {
        question->action.id = unanswered_->id;
    }
    return question;
}

void EffectRunner::perform(const flow::Act& effect) {
    sign_in_worker_.post([this, effect] {
        const auto question = sign_in_ == nullptr ? std::nullopt : question_of(effect);
        if (!question) {
            events_.post(flow::PlatformUnreachable{effect.ticket});
            return;
        }
        auto outcome = sign_in_->act(question->action, question->student_no, question->token.text());
        if (const auto* away = std::get_if<SignIn::Unreachable>(&outcome)) {
            unanswered_ = std::make_unique<protocol::Action>(question->action);
            unanswered_in_ = question->session;
            events_.post(flow::PlatformUnreachable{effect.ticket, flow::LocalDrafts::None, away->wait});
            return;
        }
        unanswered_.reset();
        auto& answer = std::get<protocol::ActionAnswer>(outcome);
        const auto context = std::make_shared<const protocol::StudentContext>(std::move(answer.context));
        in_store(effect.ticket, [this, effect, context, done = answer.outcome, reason = answer.reason, session = question->session](storage::Store&) {
            if (session != session_.load() || !visit_ || !visit_->online) {
                return;
            }
            visit_->online->context = context;
            events_.post(flow::Acted{effect.ticket, done, reason, context});
        });
    });
}

void EffectRunner::perform(const flow::ChangePin& effect) {
    sign_in_worker_.post([this, effect, session = session_.load()] {
        const auto student_no = storage_.ask([&](storage::Store&) { return visit_ ? std::optional{visit_->student_no} : std::nullopt; });
        if (sign_in_ == nullptr || !student_no) {
            events_.post(flow::PlatformUnreachable{effect.ticket});
            return;
        }
        Visit fresh = sign_in_->unchecked(*student_no, effect.new_pin.reveal());
        // Whatever the platform then says, or does not live to say, the drafts open with the PIN that holds.
        auto copies = storage_.ask([&](storage::Store& store) {
            return visit_ ? store.drafts().copy_for(visit_->drafts, fresh.stretched) : std::vector<storage::OpenDraft>{};
        });
        const auto take_back = [&] { storage_.ask([&](storage::Store& store) { store.drafts().discard(copies); }); };
        auto outcome = sign_in_->change_pin(std::move(fresh), effect.old_pin.reveal(), effect.new_pin.reveal());
        std::visit(Overloaded{
                       [&](Visit& changed) { follow_pin(effect.ticket, session, std::move(changed), std::move(copies)); },
                       [&](const SignIn::Refused& refused) {
                           take_back();
                           events_.post(flow::PinRefused{effect.ticket, refused.wait});
                       },
                       [&](const SignIn::Unreachable& away) {
                           take_back();
                           events_.post(flow::PlatformUnreachable{effect.ticket, flow::LocalDrafts::None, away.wait});
                       },
                       [&](const SignIn::Unsettled&) { events_.post(flow::PlatformUnreachable{effect.ticket}); },
                   },
                   outcome);
    });
}

void EffectRunner::follow_pin(flow::Ticket ticket, std::uint64_t session, Visit changed, std::vector<storage::OpenDraft> copies) {
    struct News {
        Visit visit;
        std::vector<storage::OpenDraft> copies;
    };
    auto news = std::make_shared<News>(std::move(changed), std::move(copies));  // shared: the storage thread's tasks are copyable
    in_store(ticket, [this, ticket, session, news](storage::Store& store) {
        if (session != session_.load() || !visit_) {
            return;  // the student has left; the copies open with the PIN that now holds
        }
        // Once more, for what was saved while the platform was asked.
        auto newest = store.drafts().copy_for(visit_->drafts, news->visit.stretched);
        store.drafts().discard(news->copies);
        store.drafts().discard(visit_->drafts);
        visit_->drafts = std::move(newest);
        visit_->stretched = std::move(news->visit.stretched);
        visit_->proof_key = std::move(news->visit.proof_key);
        if (news->visit.online) {
            visit_->online = std::move(news->visit.online);
        }
        events_.post(flow::PinSet{ticket});
    });
}

void EffectRunner::perform(const flow::WipeSession& effect) {
    ++session_;
    sign_in_worker_.post([this] {
        if (sign_in_ != nullptr) {
            sign_in_->forget();
        }
        unanswered_.reset();
        crypto::wipe_stack();
    });
    storage_.post_beside_store([this, effect] {
        visit_.reset();
        crypto::wipe_stack();
        events_.post(flow::SessionWiped{effect.ticket});
    });
    in_store(effect.ticket, [this, life = std::chrono::days{effect.draft_days}](storage::Store& store) {
        store.tidy(life);
        if (store.has_room_for_new_session()) {
            disk_has_room();
        } else {
            events_.post(flow::StoreFailed{0, flow::StoreProblem::DiskFull});
        }
    });
}

void EffectRunner::perform(const flow::SyncNow&) { sync_now_(); }

}  // namespace xz::app
