#include "terminal/app/storage_thread.hpp"

namespace xz::app {

std::optional<storage::StoreFailure> StorageThread::open(const std::function<storage::Store::Opened()>& open) {
    return worker_.ask([this, &open]() -> std::optional<storage::StoreFailure> {
        auto opened = open();
        if (!opened) {
            return opened.error();
        }
        store_ = std::move(*opened);
        return std::nullopt;
    });
}

void StorageThread::post(std::function<void(storage::Store&)> work, std::function<void(const std::exception&)> on_failure) {
    worker_.post([this, work = std::move(work), on_failure = std::move(on_failure)]() mutable {
        try {
            with_reserve(work);
        } catch (const std::exception& error) {
            on_failure(error);
            throw;
        }
    });
}

void StorageThread::close() {
    worker_.ask([this] { store_.reset(); });
}

void StorageThread::finish() {
    worker_.post([this] { store_.reset(); });
    worker_.finish();
}

}  // namespace xz::app
