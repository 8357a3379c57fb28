-- A history of version 2: two sessions, the second unfinished.
PRAGMA application_id = 1165128311;
PRAGMA user_version = 2;
PRAGMA foreign_keys=OFF;
BEGIN TRANSACTION;
CREATE TABLE event ( session TEXT NOT NULL, number INTEGER NOT NULL, kind TEXT NOT NULL, at INTEGER NOT NULL, code INTEGER NOT NULL, step_kind TEXT NOT NULL, target INTEGER NOT NULL, item INTEGER NOT NULL, "on" INTEGER NOT NULL, sensitive INTEGER NOT NULL, error TEXT NOT NULL, flow TEXT NOT NULL, step TEXT NOT NULL, question TEXT NOT NULL, answer TEXT NOT NULL, say TEXT NOT NULL, fact TEXT NOT NULL, "to" TEXT NOT NULL, to_flow TEXT NOT NULL, title TEXT NOT NULL, path TEXT NOT NULL, sha256 TEXT NOT NULL, related TEXT NOT NULL, checksum INTEGER NOT NULL, minutes INTEGER NOT NULL DEFAULT 0, percent INTEGER NOT NULL DEFAULT 0, seed INTEGER NOT NULL DEFAULT 0, scenario TEXT NOT NULL DEFAULT '', mode TEXT NOT NULL DEFAULT '', trainee TEXT NOT NULL DEFAULT '', lock TEXT NOT NULL DEFAULT '', solution TEXT NOT NULL DEFAULT '', evidence TEXT NOT NULL DEFAULT '', PRIMARY KEY (session, number)) STRICT, WITHOUT ROWID;
INSERT INTO "event" VALUES('r5knw2xs',1,'started',1767226600,1366,'ask',0,0,0,0,'ERROR_LOGON_SESSION_COLLISION','','','','','','','what','main','The main flow','./tests/flows/session/main.yaml','372c4e55ad9c5898218a585d60a18caf8546dbe8303006728b1d3a51c12a91f8','',-1465863429175875319,0,0,0,'','','','','','');
INSERT INTO "event" VALUES('r5knw2xs',2,'noted',1767226601,-1,'ask',0,0,0,0,'','main','what','What shall it be?','begun','','','','','','','','',-2385901257701737212,0,0,0,'','','','','','');
INSERT INTO "event" VALUES('r5knw2xs',3,'answered',1767226602,-1,'ask',0,0,0,0,'','main','what','What shall it be?','fix','A fix','','luid','','','','','',-9421516736059831,0,0,0,'','','','','','');
INSERT INTO "event" VALUES('r5knw2xs',4,'typed',1767226603,-1,'input',0,0,0,0,'','main','luid','Which logon ID does {{error}} name?','0x3e7','','luid','first','','','','','',2612276277236671893,0,0,0,'','','','','','');
INSERT INTO "event" VALUES('r5knw2xs',5,'ticked',1767226604,-1,'fix',0,0,1,0,'','main','first','Remove the session {{luid}}','','','','','','','','','',7355353854465912297,0,0,0,'','','','','','');
INSERT INTO "event" VALUES('r5knw2xs',6,'ticked',1767226605,-1,'fix',0,1,1,0,'','main','first','Remove the session {{luid}}','','','','','','','','','',8674681843006447899,0,0,0,'','','','','','');
INSERT INTO "event" VALUES('r5knw2xs',7,'tried',1767226606,-1,'fix',0,0,0,0,'','main','first','Remove the session {{luid}}','failed','No, it did not help','','second','','','','','ERROR_LOGON_FAILURE (1326)	other
ERROR_ACCESS_DENIED (5)	
types	types
main	main',808848406955871033,0,0,0,'','','','','','');
INSERT INTO "event" VALUES('r5knw2xs',8,'undone',1767226607,-1,'fix',7,0,0,0,'','main','second','Restart','','','','','','','','','',-6657430760377118640,0,0,0,'','','','','','');
INSERT INTO "event" VALUES('r5knw2xs',9,'ticked',1767226608,-1,'fix',0,0,0,0,'','main','first','Remove the session {{luid}}','','','','','','','','','',1292403396793366581,0,0,0,'','','','','','');
INSERT INTO "event" VALUES('r5knw2xs',10,'referred',1767226609,1326,'fix',0,0,0,0,'ERROR_LOGON_FAILURE','main','first','Remove the session {{luid}}','ERROR_LOGON_FAILURE','','','where','other','The other flow','./tests/flows/session/other.yaml','506e93952c7a4b66005ce624328ea9c83621841097909158d90a657bcc9791a6','ERROR_LOGON_FAILURE (1326)	other
ERROR_ACCESS_DENIED (5)	
types	types
main	main',-8429921656993508826,0,0,0,'','','','','','');
INSERT INTO "event" VALUES('r5knw2xs',11,'answered',1767226610,-1,'ask',0,0,0,0,'','other','where','Where now?','on','On','','to-third','','','','','',1929352383127240456,0,0,0,'','','','','','');
INSERT INTO "event" VALUES('r5knw2xs',12,'referred',1767226611,-1,'refer',0,0,0,0,'','other','to-third','third','third','it is yet another','','name','third','The third flow','./tests/flows/session/third.yaml','4abc6f0925f4c545e17e61a11c7ee343c100cc82478dbff9465e662b93d9f01a','',-7189426879540834484,0,0,0,'','','','','','');
INSERT INTO "event" VALUES('r5knw2xs',13,'typed',1767226612,-1,'input',0,0,0,0,'','third','name','What is it called?','x','','name','is-named','','','','','',800329333185232623,0,0,0,'','','','','','');
INSERT INTO "event" VALUES('r5knw2xs',14,'noted',1767226613,-1,'escalate',0,0,0,0,'','third','is-named','It is called {{name}}, after {{error}} {{code}}','hm','','','','','','','','',4456216273913686658,0,0,0,'','','','','','');
INSERT INTO "event" VALUES('r5knw2xs',15,'undone',1767226614,-1,'escalate',13,0,0,0,'','third','is-named','It is called {{name}}, after {{error}} {{code}}','','','','','','','','','',730424111752591574,0,0,0,'','','','','','');
INSERT INTO "event" VALUES('r5knw2xs',16,'undone',1767226615,-1,'input',11,0,0,0,'','third','name','What is it called?','','','','','','','','','',9178137026197252244,0,0,0,'','','','','','');
INSERT INTO "event" VALUES('r5knw2xs',17,'undone',1767226616,-1,'ask',3,0,0,0,'','other','where','Where now?','','','','','','','','','',1271408349495937603,0,0,0,'','','','','','');
INSERT INTO "event" VALUES('r5knw2xs',18,'answered',1767226617,-1,'ask',0,0,0,0,'','main','what','What shall it be?','fix','A fix','','luid','','','','','',-8232426147321192731,0,0,0,'','','','','','');
INSERT INTO "event" VALUES('r5knw2xs',19,'answered',1767226618,-1,'input',0,0,0,0,'','main','luid','Which logon ID does {{error}} name?','unsure','I don''t know','','second','','','','','',5540177455882100360,0,0,0,'','','','','','');
INSERT INTO "event" VALUES('r5knw2xs',20,'tried',1767226619,-1,'fix',0,0,0,0,'','main','second','Restart','failed','No, it did not help','','third','','','','','',-6321125474103006228,0,0,0,'','','','','','');
INSERT INTO "event" VALUES('r5knw2xs',21,'tried',1767226620,-1,'fix',0,0,0,0,'','main','third','Wait','failed','No, it did not help','','','','','','','',-8285392533883141677,0,0,0,'','','','','','');
INSERT INTO "event" VALUES('r5knw2xs',22,'ended',1767226620,-1,'fix',0,0,0,0,'','main','third','Wait','unresolved','','','','','','','','',-6329530921297199406,0,0,0,'','','','','','');
INSERT INTO "event" VALUES('ss12ys19',1,'started',1767227600,1366,'ask',0,0,0,0,'ERROR_LOGON_SESSION_COLLISION','','','','','','','what','main','The main flow','./tests/flows/session/main.yaml','372c4e55ad9c5898218a585d60a18caf8546dbe8303006728b1d3a51c12a91f8','',-8674181470715192454,0,0,0,'','','','','','');
INSERT INTO "event" VALUES('ss12ys19',2,'noted',1767227601,-1,'ask',0,0,0,0,'','main','what','What shall it be?','A note','','','','','','','','',43342039481799623,0,0,0,'','','','','','');
INSERT INTO "event" VALUES('ss12ys19',3,'answered',1767227602,-1,'ask',0,0,0,0,'','main','what','What shall it be?','fix','A fix','','luid','','','','','',-175699330417712904,0,0,0,'','','','','','');
INSERT INTO "event" VALUES('ss12ys19',4,'answered',1767227603,-1,'input',0,0,0,0,'','main','luid','Which logon ID does {{error}} name?','unsure','I don''t know','','second','','','','','',-1891235737902838711,0,0,0,'','','','','','');
INSERT INTO "event" VALUES('ss12ys19',5,'ticked',1767227604,-1,'fix',0,0,1,0,'','main','second','Restart','','','','','','','','','',-3878856654873737064,0,0,0,'','','','','','');
CREATE INDEX started ON event (to_flow) WHERE number = 1;
COMMIT;
