/* SPDX-License-Identifier: MIT */
/*
 * Words as sorted tables. What is missing in the table of common words is taken for a name after
 * "user" or "server": better a word too many is masked than a name too few.
 */
#include <config.h>

#include "redact-words.h"

#include <string.h>
#include <strings.h>

/* Words of everyday and of the trade, products, places, and names that every machine has (SYSTEM,
 * Administrator). */
static const char *const common[] = {
    "a", "abandoned", "about", "above", "accept", "accepted", "accepts", "access", "accident",
    "according", "accordingly", "account", "accounts", "acl", "acrobat", "across", "action",
    "active", "actually", "ad", "add", "added", "address", "admin", "administrator",
    "administrators", "admins", "adobe", "affected", "africa", "after", "afternoon", "afterwards",
    "again", "against", "agent", "agents", "agreed", "alias", "alive", "all", "allow", "allowed",
    "allows", "almost", "alone", "along", "already", "als", "also", "alternate", "although",
    "always", "am", "america", "among", "an", "and", "android", "anmeldung", "anonymous", "another",
    "anruf", "anrufer", "answer", "answered", "answers", "antivirus", "any", "anybody",
    "anyconnect", "anyone", "anyway", "apache", "apart", "api", "app", "apparently", "appear",
    "appears", "apple", "application", "apps", "april", "archive", "are", "argument", "around",
    "as", "asia", "aside", "ask", "asked", "asks", "asleep", "asset", "assigned", "assignment",
    "assist", "assistant", "at", "attachment", "attempt", "attempts", "audit", "auf", "august",
    "australia", "austria", "authenticated", "authentication", "authority", "authorization",
    "autocad", "automatic", "available", "awake", "away", "azure", "back", "backed", "backend",
    "backup", "bad", "balancer", "bandwidth", "banner", "bar", "basic", "battery", "be", "because",
    "been", "before", "began", "behind", "bei", "being", "belgium", "belong", "belongs", "below",
    "benutzer", "berlin", "beside", "besides", "best", "beta", "better", "between", "bigger", "bin",
    "bios", "bitlocker", "bitte", "block", "blocked", "blue", "bluetooth", "boot", "boss", "both",
    "bought", "box", "brazil", "bridge", "briefly", "bring", "britain", "broke", "broken",
    "brother", "browser", "bug", "building", "builtin", "bus", "busy", "but", "button", "by", "bye",
    "cable", "cache", "cached", "calendar", "call", "called", "caller", "calls", "came", "camera",
    "can", "canada", "cancel", "cannot", "canon", "capacity", "caps", "card", "carries", "case",
    "catalog", "cause", "cell", "central", "certain", "certainly", "certificate", "certificates",
    "chair", "chance", "change", "changed", "channel", "charger", "chat", "che", "check", "checked",
    "checks", "cheers", "chicago", "china", "choose", "chrome", "cisco", "citrix", "class", "clean",
    "cleaned", "clear", "cleared", "clearly", "click", "client", "clients", "clipboard", "clock",
    "cloned", "cloning", "close", "closed", "closing", "cloud", "cluster", "code", "cold",
    "colleague", "colleagues", "collected", "collection", "color", "colour", "com", "come",
    "coming", "command", "common", "company", "compare", "compared", "compatibility", "complete",
    "completed", "compliance", "component", "compte", "computer", "con", "conditional", "config",
    "configuration", "configured", "confirmed", "conflict", "confluence", "connect", "connected",
    "connection", "connects", "consent", "console", "conta", "contact", "container", "content",
    "context", "contract", "control", "controller", "controllers", "conversion", "converted",
    "cookie", "copied", "copy", "core", "corporate", "correct", "corrected", "cost", "could",
    "couldn", "count", "counter", "country", "counts", "cover", "crash", "crashed", "crashes",
    "crashing", "created", "creation", "credential", "credentials", "critical", "crowdstrike",
    "cuenta", "current", "currently", "custom", "customer", "customers", "cut", "cuts", "cycle",
    "daemon", "damaged", "danke", "das", "dashboard", "data", "database", "date", "day", "days",
    "db", "dc", "dead", "dear", "debian", "debug", "december", "decide", "decides", "dedicated",
    "default", "defaultaccount", "defender", "defined", "definitely", "delegation", "deleted",
    "deletes", "dell", "dem", "den", "denied", "denies", "deployed", "deployment", "der", "des",
    "describes", "design", "desk", "desktop", "detached", "detail", "details", "detection",
    "developer", "device", "devices", "dhcp", "diagnostic", "dial", "did", "didn", "die", "died",
    "dies", "different", "digital", "direct", "directly", "directories", "directory", "disabled",
    "disabling", "disconnected", "disk", "display", "distribution", "dns", "do", "dock", "docker",
    "docking", "docs", "document", "documentation", "does", "doesn", "doing", "domain", "domains",
    "done", "double", "down", "download", "downloaded", "dr", "draft", "draw", "draws", "drive",
    "driver", "drives", "dropbox", "dropped", "drops", "dublin", "due", "duo", "during", "dynamic",
    "each", "earlier", "ease", "easily", "easter", "easy", "ebay", "edge", "editor", "effective",
    "eight", "ein", "eine", "either", "el", "electrical", "electronic", "element", "else", "email",
    "emergency", "employee", "employees", "emptied", "empty", "enable", "enabled", "enabling",
    "encrypted", "encryption", "end", "ended", "endpoint", "endpoints", "ends", "engine",
    "engineer", "england", "english", "enough", "enrollment", "enrolment", "ensured", "entered",
    "enterprise", "enters", "entirely", "entra", "entry", "environment", "epson", "erased", "error",
    "errors", "es", "escalated", "especially", "essentially", "est", "ethernet", "europe",
    "evaluation", "even", "evening", "event", "eventually", "ever", "every", "everyone",
    "everything", "evidently", "exact", "exactly", "examined", "exceeded", "excel", "except",
    "exception", "exchange", "exclusive", "executed", "execution", "executive", "exists", "expect",
    "expects", "expert", "expired", "expires", "explained", "explorer", "export", "exported", "ext",
    "extended", "extension", "external", "extracted", "factory", "fail", "failed", "fails",
    "failure", "fallback", "family", "fan", "far", "farm", "fast", "fatal", "fault", "fax",
    "feature", "february", "feedback", "fell", "felt", "fetch", "few", "fi", "fiber", "field",
    "fifth", "file", "files", "filter", "final", "finally", "finance", "find", "finds", "fine",
    "fingerprint", "firefox", "firewall", "firmware", "first", "fits", "five", "fixed", "flag",
    "flash", "flow", "folder", "folders", "following", "for", "forbidden", "force", "forced",
    "foreach", "forest", "forests", "form", "format", "fortinet", "forty", "forward", "forwarded",
    "found", "four", "fourth", "framework", "france", "frankfurt", "frau", "free", "freeing",
    "freezes", "french", "frequently", "friday", "from", "front", "frontend", "froze", "frozen",
    "fru", "ftp", "full", "fully", "function", "functional", "further", "gateway", "gave",
    "general", "generally", "generic", "german", "germany", "gesperrt", "gestern", "get", "gets",
    "getting", "github", "gitlab", "given", "gives", "gladly", "gli", "global", "gmsa", "go",
    "goes", "gold", "gone", "good", "google", "got", "gpo", "gradually", "granted", "graphics",
    "great", "green", "group", "groups", "gruß", "grüße", "guard", "guest", "guests", "guide",
    "haben", "had", "half", "hamburg", "hand", "handed", "handle", "handler", "hands", "hangs",
    "hard", "hardly", "hardware", "has", "hasn", "hat", "have", "he", "head", "headset", "health",
    "hear", "hears", "hello", "help", "helpdesk", "helped", "helps", "hence", "her", "here", "herr",
    "hers", "herself", "heute", "hi", "hidden", "high", "himself", "hints", "his", "history",
    "hold", "holds", "home", "hopefully", "horizon", "host", "hosting", "hostname", "hosts",
    "hotfix", "hour", "hours", "how", "however", "hp", "hr", "hub", "human", "hung", "hyper", "i",
    "iban", "ibm", "ich", "icon", "id", "idea", "identification", "identified", "identity", "idle",
    "if", "iis", "il", "illustrator", "im", "image", "imaged", "immediately", "implemented",
    "import", "imported", "in", "inactive", "inbox", "incoming", "increased", "indeed", "index",
    "indexer", "india", "info", "information", "informed", "inherits", "initial", "initially",
    "ink", "inner", "input", "insert", "inside", "inspected", "inspection", "install", "installed",
    "instance", "instead", "integration", "intel", "interactive", "interface", "internal",
    "internet", "into", "intune", "invalid", "inventory", "investigated", "invited", "invoice",
    "invoke", "ios", "ip", "ipad", "ipc", "iphone", "ipv4", "ipv6", "ireland", "is", "isn",
    "isolated", "issue", "ist", "it", "italy", "item", "its", "itself", "iusr", "jabra", "january",
    "japan", "java", "jira", "job", "join", "joined", "july", "jump", "june", "just", "kann", "kdc",
    "keep", "keeps", "kein", "keine", "kennwort", "kept", "kerberos", "kernel", "key", "keyboard",
    "keys", "kind", "kit", "knew", "know", "known", "knows", "kollege", "kollegin", "konto",
    "krbtgt", "kubernetes", "kyocera", "la", "lab", "label", "lacks", "lan", "language", "laptop",
    "large", "largely", "laserjet", "last", "late", "lately", "later", "latitude", "launched",
    "launcher", "layer", "ldap", "le", "lease", "least", "leaves", "left", "legacy", "legal",
    "lenovo", "les", "less", "let", "lets", "letter", "level", "library", "license", "lid", "lie",
    "lies", "light", "like", "likewise", "limit", "limited", "line", "link", "linux", "list",
    "listed", "listen", "listens", "literally", "live", "lives", "lo", "load", "loaded", "loader",
    "loads", "local", "localhost", "localservice", "localsystem", "location", "lock", "locked",
    "lockout", "log", "logged", "logging", "login", "logins", "logitech", "logoff", "logon",
    "logons", "logs", "london", "long", "longer", "look", "looked", "looks", "loop", "los", "lose",
    "loses", "lost", "low", "lsa", "lsass", "luid", "lunch", "mac", "macbook", "machine",
    "machines", "macos", "macro", "madam", "madame", "made", "madrid", "mail", "mailbox", "main",
    "mainly", "maintenance", "major", "make", "makes", "managed", "management", "manager", "manual",
    "many", "map", "mapped", "march", "marked", "marketing", "master", "may", "maybe", "mcafee",
    "me", "mean", "means", "meanwhile", "measure", "measured", "media", "meeting", "member",
    "membership", "memo", "memory", "mentioned", "menu", "merely", "message", "met", "metro", "mfa",
    "microphone", "microsoft", "middle", "might", "migrated", "milan", "mine", "minute", "minutes",
    "miss", "missed", "missing", "mistake", "mit", "mixed", "mlle", "mme", "mobil", "mobile",
    "mode", "model", "modem", "modified", "module", "monday", "monitor", "monitored", "monsieur",
    "more", "moreover", "morgen", "morning", "most", "mostly", "mounted", "mounts", "mouse", "move",
    "moved", "moves", "mozilla", "mr", "mrs", "ms", "msa", "much", "multi", "multiple", "munich",
    "music", "must", "my", "mysql", "nach", "name", "named", "namely", "names", "native", "nearly",
    "needed", "needs", "negative", "neither", "netherlands", "netlogon", "network", "networks",
    "networkservice", "never", "nevertheless", "new", "news", "next", "nfs", "nginx", "nicht",
    "night", "nine", "no", "nobody", "noch", "node", "nokia", "non", "none", "noon", "nor",
    "normal", "norway", "not", "note", "notebook", "noted", "notes", "nothing", "notice", "notices",
    "notified", "novell", "november", "now", "nt", "ntlm", "null", "number", "numbers", "nurse",
    "nvidia", "object", "objects", "observed", "obviously", "occasionally", "october", "oder", "of",
    "off", "offer", "offered", "offers", "office", "offline", "often", "ok", "okay", "okta", "old",
    "older", "on", "once", "one", "onedrive", "onenote", "online", "only", "onto", "open", "opened",
    "opens", "opera", "operating", "operation", "operations", "operator", "option", "optional",
    "or", "oracle", "order", "ordered", "original", "originally", "os", "oslo", "other", "others",
    "otherwise", "otp", "ought", "our", "out", "outage", "outbound", "outcome", "outlook",
    "outside", "over", "overview", "own", "owner", "owns", "package", "packet", "page", "pages",
    "paired", "panel", "paper", "parameter", "paris", "part", "partially", "particularly",
    "partition", "partner", "pas", "pass", "passes", "password", "passwords", "past", "patch",
    "path", "pattern", "pause", "paused", "payment", "payroll", "pc", "pdf", "peer", "pending",
    "people", "per", "performance", "performed", "perhaps", "permission", "permissions", "person",
    "personal", "pharmacy", "phone", "phoned", "photoshop", "physical", "picks", "pin", "pinged",
    "pinned", "pixel", "place", "plan", "planned", "platform", "play", "please", "plug", "plugged",
    "point", "poland", "policies", "policy", "polycom", "pool", "popup", "port", "portal",
    "portugal", "position", "possibly", "posted", "postgres", "power", "powerpoint", "powershell",
    "premium", "prepared", "present", "presents", "pressed", "presumably", "preview", "previous",
    "previously", "primary", "principal", "print", "printed", "printer", "prints", "priority",
    "private", "privilege", "privileges", "pro", "probably", "problem", "problems", "procedure",
    "process", "processes", "product", "production", "prof", "professional", "profile", "profiles",
    "progress", "project", "projector", "promised", "prompt", "promptly", "prompts", "properly",
    "properties", "property", "protect", "protected", "protection", "protocol", "prototype",
    "provide", "provided", "provider", "provides", "provisioning", "proxy", "public", "publisher",
    "pulled", "pulls", "pupil", "purchase", "purely", "pushed", "put", "puts", "python", "quality",
    "quarantine", "quarantined", "query", "question", "queue", "quick", "quickly", "quit", "quite",
    "raised", "ram", "ran", "random", "randomly", "range", "rarely", "rate", "rather", "raw", "rdp",
    "reach", "reached", "reaches", "read", "reader", "reads", "ready", "real", "really", "realm",
    "rear", "reason", "reboot", "rebooted", "reboots", "received", "receives", "recently",
    "reception", "rechner", "record", "recovery", "recreated", "recycle", "red", "redacted",
    "redeployed", "redhat", "redirection", "redmi", "reduced", "reference", "refresh", "refreshed",
    "refused", "refuses", "regardless", "regards", "region", "regional", "register", "registers",
    "registry", "reinstall", "reinstalled", "rejected", "rejects", "release", "released",
    "reliability", "remains", "remembers", "remote", "remoteinteractive", "remove", "removed",
    "renamed", "reopened", "repair", "repaired", "repeated", "repeatedly", "replace", "replaced",
    "replication", "replied", "replies", "reply", "report", "reported", "reports", "repository",
    "request", "requested", "requests", "rescheduled", "resent", "reserve", "reset", "resets",
    "resilient", "resolution", "resolved", "resolves", "resource", "resources", "responded",
    "responding", "responds", "response", "restart", "restarted", "restarting", "restarts",
    "restore", "restored", "restricted", "result", "resynced", "retired", "retires", "retried",
    "retries", "retry", "return", "returned", "returns", "review", "reviewed", "ribbon", "ricoh",
    "right", "rights", "rings", "roaming", "role", "roles", "rolled", "rome", "room", "root",
    "router", "rpc", "rule", "run", "running", "runs", "rückruf", "s4u", "safari", "safe", "said",
    "sales", "salesforce", "sam", "samba", "same", "sample", "samsung", "sandbox", "sap",
    "saturday", "save", "saw", "says", "scale", "scan", "scanned", "scanner", "sccm", "schannel",
    "schedule", "scheduled", "scheduler", "school", "scope", "scotland", "screen", "script",
    "scripting", "sdk", "search", "searched", "seattle", "second", "secondary", "seconds", "secret",
    "section", "sector", "secure", "security", "see", "seems", "seen", "sees", "segment", "seldom",
    "select", "selected", "selects", "selinux", "send", "sends", "sensor", "sent", "separate",
    "september", "serial", "server", "servers", "serves", "service", "services", "servus",
    "session", "sessions", "set", "setting", "settings", "setup", "seven", "several", "señor",
    "señora", "shall", "share", "shared", "sharepoint", "shares", "she", "sheet", "shell",
    "shipped", "short", "shortly", "should", "show", "showed", "shown", "shows", "shut", "shutdown",
    "sid", "side", "sie", "siemens", "sign", "signal", "signed", "signing", "signs", "sim",
    "similarly", "simple", "since", "sincerely", "sind", "singapore", "single", "sir", "site",
    "sits", "six", "size", "skipped", "skype", "slack", "sleep", "sleeps", "slept", "slightly",
    "slot", "slow", "slowly", "smart", "smb", "sms", "smtp", "snapshot", "so", "social", "socket",
    "soft", "software", "solidworks", "solution", "some", "somebody", "somehow", "someone",
    "something", "sometimes", "somewhere", "sony", "soon", "sophos", "sort", "sound", "source",
    "space", "spain", "speak", "speaker", "speaks", "special", "specifically", "split", "spooler",
    "spreadsheet", "sql", "sr", "sra", "ssd", "ssh", "ssl", "sso", "stack", "staff", "stand",
    "standard", "standby", "stands", "start", "started", "startet", "starts", "startup", "state",
    "static", "station", "status", "stayed", "staying", "stays", "step", "still", "stock",
    "stockholm", "stop", "stopped", "stops", "storage", "store", "stores", "straight", "strangely",
    "stream", "strictly", "strong", "stuck", "student", "studio", "sub", "subject", "submitted",
    "such", "suddenly", "suggested", "suite", "summary", "sunday", "super", "supervisor",
    "supplied", "support", "supports", "sure", "surely", "surface", "suspended", "swapped",
    "sweden", "switch", "switched", "switches", "switching", "switzerland", "sydney", "symantec",
    "sync", "synced", "synchronisation", "synchronised", "synchronization", "synchronized",
    "synology", "syntax", "system", "systems", "tab", "table", "tablet", "tag", "take", "takes",
    "talked", "tape", "target", "task", "teacher", "team", "teams", "teamviewer", "technical",
    "technician", "technology", "tel", "telefon", "telemetry", "telephone", "tell", "tells", "temp",
    "template", "temporarily", "temporary", "ten", "tenant", "terminal", "test", "tested", "tests",
    "text", "thankfully", "thanks", "that", "the", "their", "theirs", "them", "theme", "then",
    "there", "therefore", "these", "they", "thing", "things", "thinkpad", "thinks", "third",
    "thirty", "this", "those", "though", "thread", "threat", "three", "through", "throws",
    "thunderbird", "thursday", "thus", "ticket", "tier", "time", "timed", "timeout", "times",
    "title", "tls", "to", "today", "together", "token", "tokyo", "told", "tombstone", "tomorrow",
    "toner", "tonight", "too", "took", "tool", "toolbar", "tools", "top", "topic", "toshiba",
    "total", "totally", "touch", "touchpad", "tower", "tpm", "track", "tracker", "traffic",
    "training", "transfer", "transferred", "transport", "travels", "tray", "tree", "trello",
    "trend", "tried", "tries", "trigger", "trimmed", "trouble", "true", "trunk", "trust", "trusted",
    "trustedinstaller", "trusts", "try", "trying", "tuesday", "tunnel", "turned", "turns", "twenty",
    "twice", "twitter", "two", "type", "typed", "types", "uac", "ubuntu", "ultimately", "unable",
    "unauthorized", "unavailable", "unblocked", "und", "under", "une", "unexpected",
    "unfortunately", "unified", "uninstalled", "unique", "unit", "universal", "unix", "unknown",
    "unless", "unlocked", "unlocks", "unpaired", "unplugged", "unreachable", "unsure", "until",
    "up", "update", "updated", "updates", "upgrade", "upgraded", "upload", "uploaded", "upn",
    "upon", "url", "us", "usage", "usb", "use", "used", "user", "username", "users", "uses",
    "using", "usual", "usually", "usuario", "utilisateur", "utility", "valid", "value", "values",
    "vanished", "various", "vault", "vendor", "verification", "verified", "version", "very", "via",
    "video", "vienna", "view", "viewer", "virtual", "visio", "visited", "visitor", "visual", "vlan",
    "vm", "vmware", "volume", "vom", "von", "vpn", "vulnerability", "wait", "waited", "waiting",
    "waits", "wake", "wakes", "walked", "wanted", "wants", "war", "warehouse", "warned", "warning",
    "warns", "warranty", "warsaw", "was", "wasn", "way", "wdagutilityaccount", "we", "web", "webex",
    "wednesday", "week", "welcome", "well", "went", "were", "what", "whatsapp", "when", "whenever",
    "where", "whereas", "whether", "which", "while", "white", "who", "whoever", "whole", "whose",
    "why", "wi", "wi-fi", "wide", "wifi", "will", "win", "windows", "wins", "wiped", "wird",
    "wired", "wireless", "with", "within", "without", "woke", "won", "word", "work", "worked",
    "worker", "workers", "workflow", "workgroup", "working", "works", "workspace", "workstation",
    "worse", "would", "write", "writes", "wrong", "wrote", "wsl", "wsus", "www", "xerox", "yahoo",
    "year", "years", "yellow", "yep", "yes", "yesterday", "yet", "you", "your", "youtube", "zone",
    "zoom", "zu", "zum", "zur", "zurich",
};

/* What stands before a hyphen and digits, and makes no machine of it: UTF-16, KB-5034441, ticket-12. */
static const char *const standards[] = {
    "aes", "april", "august", "az", "call", "case", "chapter", "chg", "code", "covid", "cve", "december",
    "din", "ean", "ec", "ecma", "en", "error", "event", "february", "floor", "fy", "gpt", "http",
    "ieee", "inc", "incident", "ios", "iphone", "iso", "itu", "january", "july", "june", "kb", "level",
    "line", "march", "may", "md", "mp", "ms", "november", "october", "office", "ora", "page", "part",
    "phase", "port", "prb", "ps", "python", "q", "raid", "release", "req", "rfc", "ritm", "room", "rs",
    "rtx", "section", "september", "sha", "sql", "ssl", "step", "task", "ticket", "tls", "top", "type",
    "ubuntu", "unit", "usb", "utf", "version", "week", "win", "windows", "wpa", "wsl", "x", "zone",
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

bool words_listed(const char *const *table, size_t count, const char *text, size_t length)
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
    words_listed(table, sizeof(table) / sizeof *(table), text, length)

bool words_common(const char *text, size_t length)
{
    return IS_LISTED(common, text, length);
}

bool words_standard(const char *text, size_t length)
{
    return IS_LISTED(standards, text, length);
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
