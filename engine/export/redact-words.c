/* SPDX-License-Identifier: MIT */
/*
 * Words as sorted tables. What is missing in the table of common words is taken for a name after
 * "user" or "server": better a word too many is masked than a name too few.
 */
#include <config.h>

#include "redact-words.h"

#include <string.h>
#include <strings.h>

/* Words of everyday and of the trade, and names that every machine has (SYSTEM, Administrator). */
static const char *const common[] = {
    "a", "abandoned", "about", "above", "accepted", "access", "account", "accounts", "acl",
    "action", "active", "ad", "add", "added", "address", "admin", "administrator", "administrators",
    "admins", "affected", "after", "again", "against", "agent", "agents", "alias", "all", "allow",
    "allowed", "also", "alternate", "am", "an", "and", "android", "anonymous", "another", "any",
    "anyone", "apache", "api", "app", "appear", "appears", "apple", "application", "apps",
    "are", "as", "asked", "asks", "at", "attempt", "attempts", "audit", "august", "authenticated",
    "authentication", "authority", "authorization", "automatic", "azure", "back", "backed",
    "backup", "be", "because", "been", "before", "began", "being", "below", "besides", "between",
    "bios", "blocked", "blue", "both", "bought", "box", "broke", "broken", "builtin", "busy", "but",
    "by", "cache", "called", "caller", "calls", "came", "can", "cannot", "case", "certificate",
    "certificates", "change", "changed", "check", "checked", "chrome", "citrix", "class", "clean",
    "clear", "cleared", "client", "clients", "clock", "closed", "cluster", "code", "com", "command",
    "config", "configuration", "connect", "connected", "connection", "connects", "console",
    "contact", "context", "control", "controller", "controllers", "converted", "copied", "core",
    "corporate", "could", "couldn", "crash", "crashed", "crashes", "crashing", "created",
    "creation", "credential", "credentials", "current", "cut", "daemon", "data", "database", "date",
    "day", "days", "db", "dc", "debian", "december", "default", "defaultaccount", "defined",
    "delegation", "deleted", "deletes", "denied", "denies", "desktop", "detached", "details",
    "device", "devices", "dhcp", "did", "didn", "died", "different", "disabled", "disconnected",
    "disk", "dns", "do", "docker", "does", "doesn", "doing", "domain", "domains", "done", "down",
    "drive", "driver", "dropped", "drops", "due", "during", "each", "edge", "either", "else",
    "email", "empty", "enabled", "encrypted", "end", "ended", "endpoint", "entered", "enters",
    "entra", "entry", "environment", "erased", "error", "errors", "even", "event", "ever", "every",
    "everyone", "everything", "exactly", "exceeded", "except", "exchange", "exists", "expired",
    "expires", "explorer", "fail", "failed", "fails", "failure", "farm", "fast", "feature",
    "february", "field", "file", "files", "finally", "firefox", "first", "fixed", "flow", "for",
    "forced", "forest", "forests", "found", "freezes", "friday", "from", "froze", "frozen", "full",
    "functional", "gave", "get", "gets", "getting", "given", "gives", "global", "goes", "gone",
    "got", "gpo", "granted", "green", "group", "groups", "guest", "guests", "had", "hangs",
    "hardware", "has", "hasn", "have", "he", "health", "hello", "help", "helpdesk", "her", "here",
    "hers", "his", "holds", "home", "host", "hostname", "hosts", "hour", "hours", "how", "however",
    "hung", "hyper", "i", "id", "identity", "idle", "if", "iis", "immediately", "in", "inactive",
    "info", "information", "inherits", "inside", "install", "installed", "instance", "instead",
    "internal", "into", "intune", "ios", "ip", "ipv4", "ipv6", "is", "isn", "issue", "it", "item",
    "its", "itself", "january", "java", "joined", "july", "just", "kdc", "keeps", "kept",
    "kerberos", "kernel", "key", "keys", "kind", "know", "known", "krbtgt", "kubernetes", "label",
    "lacks", "laptop", "last", "later", "ldap", "least", "leaves", "left", "less", "level", "like",
    "limit", "line", "linux", "list", "listed", "load", "local", "localhost", "localservice",
    "lock", "locked", "lockout", "log", "logged", "login", "logins", "logoff", "logon", "logons",
    "logs", "long", "longer", "looks", "loses", "lost", "low", "lsa", "lsass", "luid", "mac",
    "machine", "machines", "macos", "made", "mail", "main", "maintenance", "make", "management",
    "manager", "many", "march", "may", "maybe", "me", "member", "membership", "memory",
    "menu", "message", "mfa", "microsoft", "might", "migrated", "minute", "minutes", "missing",
    "mode", "model", "module", "monday", "more", "most", "mounts", "moved", "moves", "mr", "mrs",
    "ms", "much", "must", "my", "mysql", "name", "named", "names", "needs", "netlogon", "network",
    "networks", "networkservice", "never", "new", "next", "nfs", "nginx", "no", "nobody", "node",
    "none", "nor", "normal", "not", "note", "notes", "nothing", "notices", "notified", "november",
    "now", "nt", "ntlm", "null", "number", "numbers", "object", "objects", "october", "of", "off",
    "office", "offline", "often", "ok", "okta", "old", "on", "once", "one", "online", "only",
    "onto", "open", "opened", "opens", "operating", "operator", "option", "or", "oracle", "order",
    "os", "other", "others", "otherwise", "our", "out", "outage", "outlook", "outside", "over",
    "own", "owner", "owns", "page", "panel", "part", "password", "passwords", "path", "pattern",
    "pc", "people", "per", "performed", "permission", "permissions", "person", "phone", "picks",
    "pin", "place", "please", "policies", "policy", "pool", "port", "portal", "postgres",
    "powershell", "present", "presents", "principal", "print", "printer", "private", "privilege",
    "privileges", "problem", "problems", "process", "processes", "profile", "profiles", "prompt",
    "prompts", "properties", "protocol", "provided", "provider", "proxy", "public", "put", "python",
    "query", "question", "queue", "quit", "ram", "ran", "rather", "rdp", "reaches", "read", "ready",
    "really", "realm", "reason", "reboot", "rebooted", "reboots", "received", "receives", "record",
    "recovery", "red", "redacted", "redhat", "refused", "refuses", "registry", "rejected",
    "remains", "remembers", "remote", "remoteinteractive", "removed", "renamed", "replaced",
    "replies", "reported", "reports", "request", "requests", "reset", "resource", "resources",
    "responded", "responding", "responds", "response", "restart", "restarted", "restarting",
    "restarts", "restored", "result", "retired", "retires", "retried", "retries", "retry", "return",
    "returned", "returns", "right", "rights", "role", "roles", "room", "root", "router", "rpc",
    "run", "running", "runs", "s4u", "safari", "safe", "said", "sam", "samba", "same", "saturday",
    "saw", "says", "sccm", "schannel", "scope", "screen", "script", "second", "seconds", "secret",
    "secure", "security", "see", "seems", "seen", "sees", "selects", "sends", "sent", "september",
    "server", "servers", "service", "services", "session", "sessions", "set", "setting", "settings",
    "setup", "several", "share", "shared", "sharepoint", "shares", "she", "should", "show",
    "showed", "shown", "shows", "shut", "shutdown", "sid", "side", "sign", "signed", "signs",
    "since", "single", "site", "size", "skipped", "slow", "smb", "so", "some", "someone",
    "something", "soon", "sql", "ssh", "ssl", "sso", "stack", "standard", "start", "started",
    "starts", "state", "status", "staying", "still", "stop", "stopped", "stops", "storage", "stuck",
    "such", "suddenly", "sunday", "support", "supports", "sure", "suspended", "switch", "switched",
    "switches", "sync", "synced", "system", "systems", "table", "take", "takes", "task", "team",
    "teams", "tell", "tells", "temp", "template", "temporary", "tenant", "terminal", "test",
    "tested", "tests", "that", "the", "their", "them", "then", "there", "these", "they", "thing",
    "things", "this", "those", "though", "thread", "through", "thursday", "ticket", "time", "timed",
    "timeout", "times", "tls", "to", "today", "together", "token", "told", "tombstone", "too",
    "took", "tool", "tpm", "tracker", "traffic", "transferred", "travels", "tree", "tried", "tries",
    "true", "trust", "trusted", "trustedinstaller", "trusts", "try", "trying", "tuesday", "turned",
    "twice", "two", "type", "typed", "types", "uac", "ubuntu", "unable", "unavailable", "under",
    "unexpected", "unix", "unknown", "unlocked", "unlocks", "unreachable", "unsure", "until", "up",
    "update", "updated", "updates", "upgrade", "upgraded", "upn", "upon", "url", "us", "use",
    "used", "user", "username", "users", "uses", "using", "valid", "value", "values", "vanished",
    "version", "very", "via", "video", "view", "virtual", "vm", "vmware", "vpn", "wait", "waiting",
    "waits", "wanted", "wants", "was", "wasn", "way", "wdagutilityaccount", "we", "web",
    "wednesday", "week", "well", "went", "were", "what", "when", "where", "whether", "which",
    "while", "who", "whole", "whose", "why", "wide", "will", "win", "windows", "wireless", "with",
    "within", "without", "woke", "work", "worked", "worker", "workers", "workgroup", "working",
    "works", "workstation", "worse", "would", "write", "wrong", "wrote", "wsl", "wsus", "www",
    "year", "years", "yes", "yesterday", "yet", "you", "your", "zone",
};

/* Of files: lsass.exe is no host. */
static const char *const extensions[] = {
    "7z", "appx", "asp", "aspx", "avi", "bak", "bat", "bin", "bmp", "c", "cab", "cat", "cer", "cfg",
    "chm", "cmd", "conf", "cpl", "cpp", "crt", "cs", "css", "csv", "dat", "db", "der", "dll", "dmp",
    "doc", "docx", "drv", "etl", "evt", "evtx", "exe", "gif", "go", "gz", "h", "hpp", "hta", "htm",
    "html", "ico", "iml", "inf", "ini", "iso", "jar", "jpeg", "jpg", "js", "json", "jsonl", "jsx",
    "kdbx", "key", "lib", "lnk", "lock", "log", "m4", "manifest", "md", "mdb", "mof", "msc", "msi",
    "msix", "msp", "msu", "mui", "mum", "nls", "o", "ocx", "ost", "out", "p12", "p7b", "pcap",
    "pdb", "pdf", "pem", "pfx", "php", "plist", "png", "pol", "ppt", "pptx", "properties",
    "ps", "ps1", "psd1", "psm1", "pst", "py", "rb", "rc", "rdp", "reg", "rst", "rtf", "sh",
    "sql", "sqlite", "svg", "sys", "tar", "tgz", "tmp", "toml", "ts", "tsv", "tsx", "ttf",
    "txt", "url", "vb", "vbe", "vbs", "vhd", "vhdx", "wav", "wim", "wmi", "wsf", "xaml", "xls",
    "xlsx", "xml", "xsd", "xz", "yaml", "yml", "zip",
};

/* Beside those of two letters. */
static const char *const top_levels[] = {
    "ac", "app", "arpa", "biz", "cloud", "com", "corp", "dev", "domain", "edu", "email", "example",
    "gov", "group", "home", "info", "int", "internal", "intra", "intranet", "invalid", "lan",
    "local", "localdomain", "mil", "name", "net", "network", "office", "online", "org", "priv",
    "private", "site", "tech", "test", "work", "xyz", "zone",
};

/* Known to everyone; they and what is below them say nothing of anyone. */
static const char *const public_domains[] = {
    "apache.org", "apple.com", "debian.org", "docker.com", "example.com", "example.net",
    "example.org", "github.com", "githubusercontent.com", "gnu.org", "google.com", "kernel.org",
    "live.com", "localhost.localdomain", "microsoft.com", "microsoftonline.com", "mozilla.org",
    "office.com", "office365.com", "python.org", "stackoverflow.com", "ubuntu.com", "w3.org",
    "wikipedia.org", "windows.com", "windows.net", "windowsupdate.com",
};

/* What may stand before a backslash and is no domain: of NT AUTHORITY the end, registry keys,
 * directories. */
static const char *const builtin_domains[] = {
    "appdata", "apppool", "authority", "builtin", "config", "drivers", "etc", "hkcc", "hkcr",
    "hkcu", "hkey_classes_root", "hkey_current_config", "hkey_current_user", "hkey_local_machine",
    "hkey_users", "hklm", "hku", "host", "logs", "manager", "program", "programs", "roaming",
    "service", "software", "system32", "syswow64", "temp", "tmp", "windows", "winnt",
};

/* A word, its case aside, in a sorted table. */
static bool is_listed(const char *const *table, size_t count, const char *text, size_t length)
{
    size_t from = 0, to = count;

    while (from < to) {
        size_t middle = from + (to - from) / 2;
        int order = strncasecmp(table[middle], text, length);

        if (order == 0 && table[middle][length] == '\0')
            return true;
        if (order < 0)
            from = middle + 1;
        else
            to = middle;
    }
    return false;
}

#define IS_LISTED(table, text, length) \
    is_listed(table, sizeof(table) / sizeof *(table), text, length)

bool words_common(const char *text, size_t length)
{
    return IS_LISTED(common, text, length);
}

bool words_extension(const char *text, size_t length)
{
    return IS_LISTED(extensions, text, length);
}

bool words_top_level(const char *text, size_t length)
{
    return length == 2 || IS_LISTED(top_levels, text, length);
}

bool words_public_domain(const char *text, size_t length)
{
    size_t at;

    for (at = 0; at < length; at++) {
        if ((at == 0 || text[at - 1] == '.') &&
            IS_LISTED(public_domains, text + at, length - at))
            return true;
    }
    return false;
}

bool words_builtin_domain(const char *text, size_t length)
{
    return IS_LISTED(builtin_domains, text, length);
}
