// The platform's web API: JSON both ways, the session in a cookie that no script reads, a CSRF token in each change.
import type { Board, ClassList, Session } from "./types";

// What went wrong, in a form a page can choose its words by.
export class ApiError extends Error {
  constructor(readonly status: number, readonly code: string, readonly retryAfter: number | null = null) {
    super(`${status} ${code}`);
  }
}

let csrf = "";

async function call<T>(method: "GET" | "POST", path: string, body?: unknown): Promise<T> {
  const headers: Record<string, string> = { Accept: "application/json" };
  if (body !== undefined) headers["Content-Type"] = "application/json";
  if (method !== "GET" && csrf) headers["X-CSRF"] = csrf;
  let response: Response;
  try {
    response = await fetch(path, {
      method, headers, credentials: "same-origin", cache: "no-store",
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  } catch {
    throw new ApiError(0, "unreachable");
  }
  const text = await response.text();
  let json: unknown = null;
  try { json = text ? JSON.parse(text) : null; } catch { /* a proxy's page, not ours: the status speaks */ }
  if (!response.ok) {
    const code = (json as { error?: { code?: string } } | null)?.error?.code ?? "unexpected";
    const wait = Number(response.headers.get("Retry-After"));
    throw new ApiError(response.status, code, Number.isFinite(wait) && wait > 0 ? wait : null);
  }
  return json as T;
}

function remember(session: Session): Session {
  csrf = session.csrf;
  return session;
}

export const api = {
  login: async (user: string, password: string) => remember(await call<Session>("POST", "/api/v1/login", { user, password })),
  me: async () => remember(await call<Session>("GET", "/api/v1/me")),
  logout: async () => { await call<null>("POST", "/api/v1/logout", {}); csrf = ""; },
  classes: (year: string) => call<ClassList>("GET", `/api/v1/classes${year ? `?year=${encodeURIComponent(year)}` : ""}`),
  board: (code: string, year: string) =>
    call<Board>("GET", `/api/v1/classes/${encodeURIComponent(code)}/board${year ? `?year=${encodeURIComponent(year)}` : ""}`),
};
