// Everything the platform asks of its storage, as one storage offers it.
#pragma once

#include "server-sync/sync/action_store.hpp"
#include "server-sync/sync/audit_log.hpp"
#include "server-sync/sync/bundle_archive.hpp"
#include "server-sync/sync/contact_tasks.hpp"
#include "server-sync/sync/envelope_store.hpp"
#include "server-sync/sync/feedback_store.hpp"
#include "server-sync/sync/login_throttle.hpp"
#include "server-sync/sync/platform_state.hpp"
#include "server-sync/sync/proceedings_store.hpp"
#include "server-sync/sync/processing_store.hpp"
#include "server-sync/sync/quarantine.hpp"
#include "server-sync/sync/record_store.hpp"
#include "server-sync/sync/snapshot_store.hpp"
#include "server-sync/sync/staff_accounts.hpp"
#include "server-sync/sync/student_directory.hpp"
#include "server-sync/sync/student_keys.hpp"
#include "server-sync/sync/teaching_notes.hpp"
#include "server-sync/sync/terminal_registry.hpp"
#include "server-sync/sync/warning_store.hpp"

namespace xz::server::sync {

// References into a storage that outlives them. All calls may come from any thread.
struct Ports {
    EnvelopeStore& envelopes;
    Quarantine& quarantine;
    TerminalRegistry& terminals;
    StudentDirectory& students;
    StaffAccounts& staff;
    SessionStore& sessions;
    LoginThrottle& throttle;
    BundleArchive& bundles;
    RecordStore& records;
    ResultStore& results;
    ProceedingsStore& proceedings;
    ContactTasks& contacts;
    FeedbackStore& feedback;
    TeachingNotes& notes;
    ActionStore& actions;
    SnapshotStore& snapshots;
    ProcessingStore& processing;
    StudentKeys& student_keys;
    WarningStore& warnings;
    AuditLog& audit;
    PlatformState& state;
};

}  // namespace xz::server::sync
