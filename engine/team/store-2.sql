-- SPDX-License-Identifier: MIT
-- The team's store, version 2: who may see what.
--
-- Roles belong to the whole server; where another database has a store, they are there. A person's role
-- is granted one or more of them. Whoever may see a session may see its events.

DO $$
DECLARE
    wanted name;
BEGIN
    FOREACH wanted IN ARRAY ARRAY['errwalk_agent', 'errwalk_trainer', 'errwalk_reader'] LOOP
        IF NOT EXISTS (SELECT 1 FROM pg_catalog.pg_roles WHERE rolname = wanted) THEN
            EXECUTE format('CREATE ROLE %I NOLOGIN', wanted);
        END IF;
    END LOOP;
END $$;

ALTER TABLE errwalk.session ENABLE ROW LEVEL SECURITY;
ALTER TABLE errwalk.event ENABLE ROW LEVEL SECURITY;

CREATE POLICY own ON errwalk.session FOR SELECT USING (author = session_user);
CREATE POLICY purged ON errwalk.session FOR SELECT USING (purged IS NOT NULL);
CREATE POLICY agent ON errwalk.session FOR SELECT TO errwalk_agent USING (NOT training);
CREATE POLICY trainer ON errwalk.session FOR SELECT TO errwalk_trainer USING (training);
CREATE POLICY reader ON errwalk.session FOR SELECT TO errwalk_reader USING (true);

CREATE POLICY seen ON errwalk.event FOR SELECT USING (EXISTS (
    SELECT 1 FROM errwalk.session s
    WHERE s.installation = event.installation AND s.session = event.session));
CREATE POLICY pushed ON errwalk.event FOR INSERT WITH CHECK (true);

GRANT USAGE ON SCHEMA errwalk TO errwalk_agent, errwalk_trainer, errwalk_reader;
GRANT SELECT ON errwalk.version TO PUBLIC;
GRANT SELECT ON errwalk.session, errwalk.event TO errwalk_agent, errwalk_trainer, errwalk_reader;
GRANT INSERT ON errwalk.event TO errwalk_agent, errwalk_trainer;

UPDATE errwalk.version SET number = 2;
