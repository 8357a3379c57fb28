-- SPDX-License-Identifier: MIT
-- The team's store, version 1: its tables, and what holds of them.
--
-- Bodies are json and not jsonb, because digests are of their text. `at` and `scenario` of the first event
-- are read as text, since a name that is not Unicode stands in a body as half a surrogate, which
-- PostgreSQL refuses to read. A quote inside a text has a backslash before it, so that a member's name
-- followed by its colon stands nowhere else.

CREATE SCHEMA errwalk;

CREATE TABLE errwalk.version (number integer NOT NULL);
INSERT INTO errwalk.version VALUES (1);

-- Which role an installation pushes as: the first that it came with.
CREATE TABLE errwalk.installation (
    installation uuid PRIMARY KEY,
    author name NOT NULL
);

-- What is there of each session, and when it was purged: then nothing of it ever comes back.
CREATE TABLE errwalk.session (
    installation uuid NOT NULL REFERENCES errwalk.installation,
    session text COLLATE "C" NOT NULL CHECK (session ~ '^([0-9a-hjkmnp-tv-z]{8}|[0-7][0-9a-hjkmnp-tv-z]{25})$'),
    author name NOT NULL,
    started bigint NOT NULL,
    training boolean NOT NULL,
    events integer NOT NULL DEFAULT 0,
    digest bytea NOT NULL DEFAULT decode(repeat('00', 32), 'hex'),
    purged timestamptz,
    PRIMARY KEY (installation, session)
);
CREATE INDEX session_started ON errwalk.session (started) WHERE purged IS NULL;

CREATE TABLE errwalk.event (
    installation uuid NOT NULL,
    session text COLLATE "C" NOT NULL,
    number integer NOT NULL CHECK (number BETWEEN 1 AND 100000),
    body json NOT NULL CHECK (octet_length(body::text) <= 1048576),
    digest bytea NOT NULL CHECK (octet_length(digest) = 32),
    PRIMARY KEY (installation, session, number),
    FOREIGN KEY (installation, session) REFERENCES errwalk.session
);

CREATE FUNCTION errwalk.begin_session(event errwalk.event) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    body text := event.body::text;
BEGIN
    INSERT INTO errwalk.installation VALUES (event.installation, session_user)
        ON CONFLICT DO NOTHING;
    INSERT INTO errwalk.session (installation, session, author, started, training)
        VALUES (event.installation, event.session, session_user,
                coalesce(substring(body from '"at":(-?[0-9]{1,18})'), '0')::bigint,
                body ~ '"scenario":"[^"]')
        ON CONFLICT DO NOTHING;
END $$;

-- A row that is there already is passed over where it is the same, and refused where it is another. A new
-- one must come next, by its number and by its digest. The row of the session is locked until the end of
-- the transaction, so that of pushes and purges of one session each sees what the other did.
CREATE FUNCTION errwalk.take_event() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    head errwalk.session;
    there bytea;
BEGIN
    IF NEW.number = 1 THEN
        PERFORM errwalk.begin_session(NEW);
    END IF;
    SELECT * INTO head FROM errwalk.session s
        WHERE s.installation = NEW.installation AND s.session = NEW.session FOR UPDATE;
    IF head.author <> session_user OR NOT EXISTS (
            SELECT 1 FROM errwalk.installation i
            WHERE i.installation = NEW.installation AND i.author = session_user) THEN
        RAISE EXCEPTION 'its installation pushes as another role' USING ERRCODE = 'EW001';
    ELSIF head.purged IS NOT NULL THEN
        RETURN NULL;
    ELSIF NEW.number <= head.events THEN
        SELECT e.digest INTO there FROM errwalk.event e
            WHERE (e.installation, e.session, e.number) = (NEW.installation, NEW.session, NEW.number);
        IF there IS DISTINCT FROM NEW.digest THEN
            RAISE EXCEPTION 'another event % is there', NEW.number USING ERRCODE = 'EW002';
        END IF;
        RETURN NULL;
    ELSIF head.session IS NULL OR NEW.number <> head.events + 1 THEN
        RAISE EXCEPTION 'the event before % is not there', NEW.number USING ERRCODE = 'EW003';
    ELSIF NEW.digest <> sha256(convert_to(NEW.body::text, 'UTF8') || head.digest) THEN
        RAISE EXCEPTION 'event % does not have its digest', NEW.number USING ERRCODE = 'EW004';
    END IF;
    UPDATE errwalk.session s SET events = NEW.number, digest = NEW.digest
        WHERE s.installation = NEW.installation AND s.session = NEW.session;
    RETURN NEW;
END $$;

CREATE TRIGGER take_event BEFORE INSERT ON errwalk.event
    FOR EACH ROW EXECUTE FUNCTION errwalk.take_event();

REVOKE ALL ON FUNCTION errwalk.begin_session(errwalk.event), errwalk.take_event() FROM PUBLIC;
