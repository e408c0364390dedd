ALTER TABLE photo ADD COLUMN sharpness REAL
--;
ALTER TABLE photo ADD COLUMN brightness REAL
--;
ALTER TABLE photo ADD COLUMN verdict TEXT
--;
CREATE TABLE photo_tray (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL,
    version INTEGER DEFAULT 1 NOT NULL,
    photo_id INTEGER NOT NULL,
    file TEXT NOT NULL,
    reason TEXT DEFAULT 'orphan' NOT NULL,
    product_ids TEXT DEFAULT '[]' NOT NULL,
    added_at TEXT NOT NULL,
    CONSTRAINT uq_photo_tray_uid UNIQUE (uid),
    CONSTRAINT uq_photo_tray_photo_id UNIQUE (photo_id),
    CONSTRAINT fk_photo_tray_photo_id FOREIGN KEY(photo_id) REFERENCES photo (id)
)
