CREATE TABLE remembered_shape (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    fingerprint TEXT NOT NULL,
    supplier_uid TEXT DEFAULT '' NOT NULL,
    reading TEXT NOT NULL,
    file_name TEXT NOT NULL,
    used_at TEXT NOT NULL,
    times INTEGER DEFAULT 1 NOT NULL,
    CONSTRAINT uq_remembered_shape_fingerprint_supplier_uid UNIQUE (fingerprint, supplier_uid)
)
--;
CREATE TABLE remembered_word (
    target TEXT NOT NULL,
    text TEXT NOT NULL,
    supplier_uid TEXT DEFAULT '' NOT NULL,
    token TEXT NOT NULL,
    used_at TEXT NOT NULL,
    CONSTRAINT pk_remembered_word PRIMARY KEY (target, text, supplier_uid)
)
--;
CREATE TABLE inbox_file (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    sha256 TEXT NOT NULL,
    extension TEXT NOT NULL,
    size_bytes INTEGER NOT NULL,
    name TEXT NOT NULL,
    source TEXT DEFAULT '' NOT NULL,
    sender TEXT DEFAULT '' NOT NULL,
    dated TEXT,
    arrived_at TEXT NOT NULL,
    state TEXT DEFAULT 'new' NOT NULL,
    shape TEXT DEFAULT '' NOT NULL,
    supplier TEXT DEFAULT '' NOT NULL,
    told TEXT DEFAULT '{}' NOT NULL,
    change_set_id INTEGER,
    CONSTRAINT uq_inbox_file_sha256_source_name UNIQUE (sha256, source, name),
    CONSTRAINT fk_inbox_file_change_set_id FOREIGN KEY(change_set_id) REFERENCES change_set (id)
)
--;
CREATE INDEX ix_inbox_file_shape ON inbox_file (shape)
